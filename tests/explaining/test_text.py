"""The text of an explanation, as a policy adviser reads it."""

from __future__ import annotations

import pytest
from explained import PLAIN, RESULT, a, b, eigen, explained, made, text
from town import GOOD, answer, table

import napd
from napd import score
from napd.decision import search
from napd.model.choices import YesNo
from napd.model.indicator import Rule, Source, Stage, Support
from napd.model.measures import Text
from napd.model.multi_choice import MultiChoice
from napd.model.rollups import Share
from napd.model.scale import NOT_APPLICABLE


def test_the_text_of_a_known_level():
    """It names the level, the reason, what decides, what would change it, and whose words these are."""
    both = Rule("gerealiseerd", a & b, because="Beide.", source=Source("Een stuk", "2024"))
    framework = made(
        [a, b], [both, Rule("niet-op-gang", because="Nee.")],
        support=[Support("Hulp", "gratis")], sources=[Source("Een stuk", "2024", "blz. 3")], doubts=["Of dit zo is."],
        wording="Van ons.",
    )  # fmt: skip
    good = text(
        [eigen("a", "ja", status="concept"), eigen("b", "ja", status="afgestemd")], "eigen", framework=framework
    )
    for part in (
        "Eigen Noord (MO0001) · december 2025 · perspectief gemeente ✓ gerealiseerd Beide. (regel 1; bron: Een",
        "Dit geeft de doorslag - Is a zo? ja status: concept - Is b zo? ja Met alleen deze 2 antwoorden staat",
        "Ondersteuning die hierbij past - Hulp: gratis Bronnen - Een stuk, 2024, blz. 3",
        "Wat niet zeker is - Of dit zo is. Van wie deze woorden zijn Van ons.",
    ):
        assert part in good
    assert "Wat zou dit veranderen" not in good
    assert "FICTIEF" not in good


def test_the_text_of_an_open_level():
    """It says what may come of it, and what each missing answer would leave."""
    said = text([eigen("a", "ja")], "eigen", framework=PLAIN)
    for part in (
        "? nog niet bepaald: in ontwikkeling t/m gerealiseerd Dit kan het nog worden - ✓",
        "hangt van wat is ingevuld alleen af van dit antwoord.",
        "- Is b zo? niet ingevuld nee → ◐ in ontwikkeling ja → ✓ gerealiseerd",
        "Met één ander of nieuw antwoord was het niveau zeker ✓ gerealiseerd: - Is b zo? nu: niet",
        "Dit is geen advies",
    ):
        assert part in said


def test_the_text_of_what_nobody_answered():
    """It says what is asked, and neither that anything decides nor what would change it."""
    said = text([answer("plan", "ja")], "anders")
    assert "· niet beantwoord" in said
    assert "Wat wordt gevraagd - Is er een plan? - Is het nieuw?" in said
    assert "doorslag" not in said
    assert "veranderen" not in said


def test_the_text_of_what_does_not_apply():
    """It says which answer makes it so."""
    elsewhere = Rule(NOT_APPLICABLE, ~a, because="Niet hier.")
    framework = made(
        [a, b], [elsewhere, Rule("gerealiseerd", b, because="Ja."), Rule("niet-op-gang", because="Nee.")],
        exceptions={"a": "Dit zegt of het geldt."},
    )  # fmt: skip
    said = text([eigen("a", "nee")], "eigen", framework=framework)
    assert "– niet van toepassing Niet hier. (regel 1)" in said
    assert "Met alleen dit antwoord staat vast dat dit niet van toepassing is." in said
    maybe = text([eigen("b", "ja")], "eigen", framework=framework)
    assert "nee → – niet van toepassing" in maybe
    assert "Wat er nog mogelijk is, hangt van wat is ingevuld alleen af van dit antwoord." in maybe


def test_the_text_of_stages():
    """Each stage says what came of it, by which rule and why; an answer that does nothing alone says so."""
    stage = Stage("basis", "Is er een basis?", options=("geen", "wel"),
                  rules=[Rule("wel", a & b, because="Beide."), Rule("geen", because="Een ontbreekt.")])  # fmt: skip
    framework = made(
        [a, b],
        [Rule("gerealiseerd", stage == "wel", because="Basis."), Rule("niet-op-gang", because="Geen.")],
        stages=[stage],
    )
    assert "Tussenstappen - Is er een basis? wel. Beide. (regel 1)" in text(
        [eigen("a", "ja"), eigen("b", "ja")], "eigen", framework=framework
    )


def test_an_answer_that_changes_nothing_by_itself():
    """Where two missing answers matter only together, that is said."""
    c = YesNo("c", "Is c zo?")
    last = Rule("niet-op-gang", because="Nee.")
    three = made([a, b, c], [Rule("gerealiseerd", (a & b) | (a & ~b & c), because="Ja."), last],
                 exceptions={"b": "Een keuze."})  # fmt: skip
    said = text([eigen("a", "ja")], "eigen", framework=three)
    assert "- Is b zo? niet ingevuld nee → ? nog niet bepaald: nog niet op gang of gerealiseerd ja → ✓" in said
    both = made([a, b, c], [Rule("gerealiseerd", a & b & c, because="Ja."), last])
    assert "verandert op zichzelf niets" not in text([eigen("a", "ja")], "eigen", framework=both)
    differ = made([a, b, c], [Rule("gerealiseerd", a & (b & ~c | c & ~b), because="Ja."), last],
                  exceptions={"b": "Een keuze.", "c": "Een keuze."})  # fmt: skip
    assert "- Is b zo? niet ingevuld verandert op zichzelf niets, samen" in text(
        [eigen("a", "ja")], "eigen", framework=differ
    )


def test_answers_that_cannot_be_used():
    """What stands there but is no answer, or contradicts another, is named; the note beside it stays."""
    rows = [eigen("a", "misschien", note="Nog niet zeker."), eigen("b", "ja"), eigen("b", "nee"),
            eigen("a", "", note="Later."), eigen("c", "Iets.")]  # fmt: skip
    framework = made(
        [a, b, Text("c", "Wat nog?")],
        [Rule("gerealiseerd", a & b, because="Ja."), Rule("niet-op-gang", because="Nee.")],
    )
    one = explained(rows, "eigen", framework=framework)
    assert one.answer("a").said[0].unusable == ("misschien",)
    assert one.answer("b").said[0].unusable == ("ja", "nee")
    said = " ".join(str(one).split())
    assert (
        "- Is a zo? niet ingevuld ingevuld, maar niet bruikbaar: “misschien” toelichting: Nog niet zeker. Later."
        in said
    )
    assert "- Wat nog? Iets." in said
    assert one.status == "undetermined"


def test_a_status_that_does_not_exist():
    """An answer whose status is unknown counts nowhere, and is named as one that cannot be used."""
    one = explained([eigen("a", "ja", status="klaar"), eigen("b", "ja")], "eigen", framework=PLAIN)
    assert (one.answer("a").known, one.answer("a").said[0].unusable) == ("no", ("ja",))


def test_who_said_what_among_municipalities():
    """Those with the same answer stand together, by name; who has not answered is named, and so is a note."""
    mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
    framework = made(
        [mee, b], [Rule("gerealiseerd", (mee >= 50) & b, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    )
    said = text([eigen("mee", "ja", area="GM0001", note="Sinds mei."), eigen("b", "nee")], "eigen", framework=framework)
    assert "Dit geeft de doorslag - Is b zo? nee" in said
    assert "- Doet de gemeente mee? ja bij 50 % t/m 100 % van de gemeenten (1 van 2 gemeenten antwoordde)" in said
    assert "Aa: toelichting: Sinds mei." in said
    said = text([eigen("mee", "nee", area="GM0002"), eigen("b", "ja")], "eigen", framework=framework)
    assert "nee: Berg nog geen antwoord: Aa minder dan 50 % → " not in said
    assert "nee: Berg nog geen antwoord: Aa ja bij minder dan 50 % van de gemeenten → ✕ nog niet op gang" in said


def test_derived_values_show_their_parts():
    """A ratio is followed by the sums it is made of, and by who gave them."""
    said = text(GOOD, "samen")
    assert "Welk deel is een kamer?" in said
    assert "Hoeveel kamers? samen 35 (2 van 2 gemeenten antwoordden) 30: Aa 5: Berg" in said
    nothing = text([answer("mee", "ja", "GM0001", indicator="samen")], "samen")
    assert "Hoeveel kamers? niet ingevuld nog geen antwoord: Aa, Berg" in nothing


def test_several_ways():
    """How many ways there are is said, where one leads further, and that there are more than are shown."""
    framework = made(
        [a, b],
        [
            Rule("gerealiseerd", a, because="A."),
            Rule("in-ontwikkeling", b, because="B."),
            Rule("niet-op-gang", because="Nee."),
        ],
    )
    said = text([eigen("a", "nee"), eigen("b", "nee")], "eigen", framework=framework)
    assert "Met één ander antwoord was het niveau ◐ in ontwikkeling. Dat kan op 2 manieren:" in said
    assert "- Is a zo? nu: nee · dan: ja zelfs ✓ gerealiseerd - Is b zo?" in said
    many = [YesNo(f"q{n}", f"Is q{n} zo?") for n in range(6)]
    two = many[0] & many[1]
    for one, other in ((n, m) for n in range(6) for m in range(n) if (n, m) != (1, 0)):
        two |= many[one] & many[other]
    framework = made(many, [Rule("gerealiseerd", two, because="Twee."), Rule("niet-op-gang", because="Nee.")])
    said = text([eigen(f"q{n}", "nee") for n in range(6)], "eigen", framework=framework)
    assert "Met 2 andere antwoorden was het niveau ✓ gerealiseerd. Dat kan op verschillende manieren, zoals:" in said
    assert "- Is q0 zo? nu: nee · dan: ja en Is q1 zo? nu: nee · dan: ja" in said
    assert said.count("nu: nee · dan: ja") == 10


def test_a_level_that_cannot_be_reached():
    """Where no answers give the next level that is said, and so is a level that no answer changes."""
    framework = made([a], [Rule("in-ontwikkeling", a, because="Ja."), Rule("niet-op-gang", because="Nee.")])
    assert "Er zijn geen antwoorden die dit niveau geven: ✓ gerealiseerd." in text(
        [eigen("a", "ja")], "eigen", framework=framework
    )
    always = made([a], [Rule("niet-op-gang", because="Altijd.")])
    assert "Dit staat vast, wat de antwoorden ook zijn." in text([eigen("a", "ja")], "eigen", framework=always)


def test_an_explanation_that_would_take_too_long(monkeypatch):
    """What was not looked for is said, and the rest of the explanation stands."""
    monkeypatch.setattr(search, "MOST_HELD", 0)
    one = explained([eigen("a", "nee")], "eigen", framework=PLAIN)
    assert (one.decisive, one.next.level, one.next.ways, one.next.complete) == (None, "in-ontwikkeling", (), False)
    assert str(one).count("Er zijn te veel mogelijkheden om allemaal na te gaan.") == 2
    trace = score(table([eigen("a", "nee")]), made([a, b], PLAIN.indicators[0].rules)).trace.to_pylist()
    assert [(row["question"], row["decisive"], row["open"]) for row in trace] == [
        ("a", None, False),
        ("b", False, True),
    ]


def test_a_share_that_nobody_answered_decides_nothing():
    """That a share of two municipalities moves in steps of a half is no answer, though it narrows what can be."""
    mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
    low = Rule("in-ontwikkeling", (mee > 0) & (mee < 50), because="Weinig.")
    framework = made([mee, b], [low, Rule("niet-op-gang", b, because="B."), Rule("niet-op-gang", because="Nee.")],
                     exceptions={"mee": "Een keuze."})  # fmt: skip
    one = explained([eigen("b", "ja")], "eigen", framework=framework)
    assert (one.level, one.decisive) == ("niet-op-gang", ())
    assert not any(score(table([eigen("b", "ja")]), framework).trace["decisive"].to_pylist())


def test_an_answer_that_is_known_in_part():
    """What is known of it decides that the level is no lower, and the rest is missing: it is told once."""
    who = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen"))
    rules = [
        Rule("gerealiseerd", who.at_least(2), because="Beide."),
        Rule("in-ontwikkeling", who.at_least(1), because="Een."),
        Rule("niet-op-gang", because="Geen."),
    ]
    said = text([eigen("wie", "zorg|wonen?")], "eigen", framework=made([who], rules))
    assert "? nog niet bepaald: in ontwikkeling t/m gerealiseerd" in said
    assert "Wie doen mee? zorg, onbekend: de rest; telt als: ten minste 1" in said
    assert "Wie doen mee? precies 1 → ◐ in ontwikkeling alle 2 → ✓ gerealiseerd" in said


def test_open_answers_where_nothing_given_decides():
    """An open score of which no given answer narrows the bounds says nothing of what decides."""
    one = explained(
        [eigen("a", "nee")],
        "eigen",
        framework=made(
            [a, b],
            [
                Rule("gerealiseerd", b, because="B."),
                Rule("niet-op-gang", a, because="A."),
                Rule("niet-op-gang", because="Nee."),
            ],
        ),
    )
    assert (one.status, one.decisive) == ("undetermined", ())
    assert "bepaalt" not in str(one).replace("nog niet bepaald", "")


def test_fictional_answers_say_so():
    """The explanation of fictional answers begins with that word."""
    rows = table([eigen("a", "ja")]).append_column("FICTIEF", [["FICTIEF"]])
    (one,) = napd.explain(score(rows, PLAIN), "MO0001")
    assert one.fictional
    assert str(one).startswith("FICTIEF")


@pytest.mark.parametrize("width", [101])
def test_lines_are_short(width):
    """No line is longer than 100 characters, where its words allow it."""
    assert all(len(line) < width for one in napd.explain(RESULT, "MO0001") for line in str(one).splitlines())


def test_what_is_not_named_may_turn_out_better():
    """A way to the middle level makes that or a higher one certain; to the highest, only that."""
    c = YesNo("c", "Is c zo?")
    rules = (
        Rule("gerealiseerd", a & b & c, because="Alles."),
        Rule("in-ontwikkeling", a & c, because="Twee."),
        Rule("niet-op-gang", because="Niet."),
    )
    framework = made([a, b, c], rules)
    said = "Met één ander of nieuw antwoord was het niveau zeker {}:"
    rows = [eigen("c", "ja")]
    assert said.format("◐ in ontwikkeling of hoger") in text(rows, "eigen", framework=framework)
    rows.append(eigen("a", "ja"))
    assert said.format("✓ gerealiseerd") in text(rows, "eigen", framework=framework)
