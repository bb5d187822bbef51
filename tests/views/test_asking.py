from __future__ import annotations

from attrs import evolve
from talks import BEFORE, kinds, rows_of, talk, topic
from town import FRAMEWORK, GOOD, answer, mee, plan, sinds

from napd import Remark
from napd.views.asking import KINDS


def test_questions_are_open_and_of_every_kind_there_is():
    """What is asked begins with Wat, Hoe or Wie, ends with a question mark, and reproaches nobody."""
    rows = [*rows_of(BEFORE, "2024-12"), *GOOD, *rows_of({"plan": "nee"}, perspective="aanbieder")]
    found = [ask for area in ("MO0001", "MO0002") for one in talk(rows, area).topics for ask in one.ask]
    assert {ask.kind for ask in found} <= set(KINDS)
    for ask in found:
        assert ask.text.startswith(("Wat ", "Hoe ", "Wie "))
        assert ask.text.endswith("?")
        assert not any(word in ask.text.casefold() for word in ("waarom", "fout", "niet gedaan", "te weinig"))


def test_an_answer_close_to_a_threshold_is_asked_about_where_it_matters():
    """A number within a twentieth of its range, a date within a month, a share within one municipality."""
    good = {**BEFORE, "plan": "ja"}
    for name, value, close in (
        ("bereik", "75", True), ("bereik", "79", True), ("bereik", "85", False), ("plekken", "10", True),
        ("plekken", "12", False),
    ):  # fmt: skip
        asked = kinds(topic(rows_of({**good, "bereik": "90", name: value})))
        assert (("close", name) in asked) == close, (name, value)
    for value, close in (("2024-06-20", True), ("2024-06-30", True), ("2025-01-01", False)):
        asked = kinds(topic(rows_of({"plan": "nee", "sinds": value, "bereik": "76"})))
        assert (("close", "sinds") in asked) == close
        assert ("close", "bereik") not in asked  # on either side the level is the same
    shares = [answer("mee", "ja", code, indicator="samen") for code in ("GM0001", "GM0002")]
    assert ("close", "mee") not in kinds(topic(shares, "samen"))


def test_a_derived_number_can_be_close_too():
    """What comes from municipalities counts as what it comes to; what cannot be computed is close to nothing."""
    rows = [
        answer(name, value, code, indicator="samen")
        for code, mee in (("GM0001", "ja"), ("GM0002", "nee"))
        for name, value in (
            ("mee", mee), ("bedden", "10"), ("kamers", "10"), ("laatst", "2024-06-10"), ("zorg", "goed"),
        )
    ]  # fmt: skip
    asked = {ask.question: ask.text for ask in topic(rows, "samen").ask if ask.kind == "close"}
    assert asked["mee"] == (
        "Hoe vast staat “ja bij 50 % van de gemeenten (1 van 2)” bij “Doet de gemeente mee?”, "
        "dicht bij de grens van 50 %?"
    )
    assert "10 juni 2024" in asked["laatst"]
    nothing = [row | {"value": "0"} if row["question"] in ("bedden", "kamers") else row for row in rows]
    assert "deel" not in {ask.question for ask in topic(nothing, "samen").ask if ask.kind == "close"}


def test_what_the_indicator_wants_looked_at_is_asked():
    """A remark is asked in its own words, where its questions are answered by one area and its condition holds."""
    own = [Remark(plan & (sinds > "2025-01-01"), "Is het plan ouder dan het lijkt?")]
    made = {"opvang": own, "samen": [Remark(mee, "Hoe doet de gemeente mee?")]}
    framework = evolve(
        FRAMEWORK, indicators=[evolve(one, remarks=made.get(one.id, ())) for one in FRAMEWORK.indicators]
    )
    rows = [*rows_of({"plan": "ja", "sinds": "2025-03-01"}), answer("mee", "ja", "GM0001", indicator="samen")]
    found = {one.indicator: [ask.text for ask in one.ask] for one in talk(rows, framework=framework).topics}
    assert "Is het plan ouder dan het lijkt?" in found["opvang"]
    assert "Hoe doet de gemeente mee?" in found["samen"]
    found = topic(rows_of({"plan": "ja"}), framework=framework)
    assert "odd" not in dict(kinds(found))


def test_what_two_indicators_say_together_is_asked():
    """Where the same area answers both in one perspective; of municipalities once, however many meet it."""
    made = {
        "opvang": [Remark(~plan, "Waarom nieuw?", elsewhere={"anders": "nieuw"})],
        "samen": [Remark(mee, "Hoe doet de gemeente mee?")],
    }
    framework = evolve(
        FRAMEWORK, indicators=[evolve(one, remarks=made.get(one.id, ())) for one in FRAMEWORK.indicators]
    )
    rows = [answer("plan", "nee"), answer("nieuw", "ja", indicator="anders")]
    rows += [answer("mee", "ja", code, indicator="samen") for code in ("GM0001", "GM0002")]
    assert ("odd", None) in kinds(topic(rows, framework=framework))
    assert kinds(topic(rows, "samen", framework=framework)).count(("odd", None)) == 1
    for other in (rows[:1], [rows[0], rows[1] | {"value": "nee"}], [rows[0], rows[1] | {"perspective": "aanbieder"}]):
        assert ("odd", None) not in kinds(topic(other, framework=framework))


def test_a_step_further_is_asked_about_in_practice():
    """From a shortest way, what is known to be otherwise now, with how many go with it."""
    rows = rows_of(
        {"plan": "nee", "fase": "geen", "wie": "zorg", "bereik": "10", "plekken": "1", "sinds": "2025-03-01"}
    )
    (ask,) = (ask for ask in topic(rows).ask if ask.kind == "next")
    assert ask.text == "Wat zou er in de praktijk nodig zijn om bij “Is er een plan?” van “nee” te komen tot “ja”?"
    rows = rows_of({**BEFORE, "plan": "ja", "fase": "geen", "bereik": "10"})
    (ask,) = (ask for ask in topic(rows).ask if ask.kind == "next")
    assert ask.text.endswith("“in voorbereiding of vastgesteld” (samen met nog 1 punt)?")
    rows = rows_of({**BEFORE, "plan": "ja", "fase": "geen", "bereik": "10", "plekken": "1"})
    assert "(samen met nog 2 punten)" in " ".join(ask.text for ask in topic(rows).ask)


def test_what_another_perspective_changed_is_asked_with_its_name():
    """A move in a view that is not the first has its own levels, and its question its name."""
    rows = [*rows_of(BEFORE), *rows_of(BEFORE, "2024-12"), *rows_of(BEFORE, "2024-12", perspective="aanbieder")]
    rows += rows_of({**BEFORE, "plan": "ja"}, perspective="aanbieder")
    found = topic(rows)
    assert found.ask[0].text == (
        "Wat is het verhaal achter het nieuwe antwoord van aanbieder op “Is er een plan?”, "
        "en wat leert de regio daarvan?"
    )
    page = " ".join(talk(rows).text().split())
    assert "- aanbieder: hoger (? nog niet bepaald" in page or "- aanbieder: hoger (✕" in page
