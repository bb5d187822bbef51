from __future__ import annotations

from attrs import evolve
from talks import BEFORE, kinds, rows_of, talk, topic
from town import FRAMEWORK, SAMEN, answer, only

from napd import Area, AreaRegistry, Framework, YesNo
from napd.model.areas import Membership
from napd.model.indicator import Indicator, Rule, Support
from napd.views.topic import MOST


def test_a_level_that_moved_is_told_with_its_answers():
    """What it was, what it is, by which cause and answers; and what is asked, unless a note tells it."""
    rows = [*rows_of(BEFORE, "2024-12"), *rows_of({**BEFORE, "plan": "ja"})]
    found = topic(rows)
    (moved,) = found.moved
    assert (found.before, found.now) == (
        "? nog niet bepaald: nog niet op gang t/m in ontwikkeling",
        "✓ gerealiseerd",
    )
    assert (moved.words, moved.steps) == ("hoger", ("ander antwoord",))
    assert [(one.text, one.before, one.now) for one in moved.answers] == [("Is er een plan?", "nee", "ja")]
    assert kinds(found)[0] == ("moved", "plan")
    rows[-5]["note"] = "Sinds mei *vastgesteld*."
    assert rows[-5]["question"] == "plan"
    assert "moved" not in dict(kinds(topic(rows)))
    assert "nee → ja (toelichting: Sinds mei *vastgesteld*.)" in talk(rows).text()
    assert r"Sinds mei \*vastgesteld\*." in talk(rows).markdown()


def test_what_everybody_answered_for_the_first_time_is_not_listed():
    """Where nobody answered before, every answer is new, and only that is said."""
    rows = [answer("mee", "ja", "GM0001", indicator="samen", round="2024-12"), *rows_of(BEFORE)]
    page = " ".join(talk(rows).text().split())
    assert "nauwkeuriger bekend; misschien niet veranderd – nu beantwoord Wat ontbreekt" in page


def test_several_causes_each_say_what_they_led_to():
    """The way from before to now is told step by step."""
    rows = [answer(name, value, indicator="anders", round=round_) for round_, name, value in (
        ("2024-12", "plan", "ja"), ("2024-12", "oud", "ja"), ("2025-12", "plan", "ja"), ("2025-12", "nieuw", "ja"),
    )]  # fmt: skip
    (moved,) = topic(rows, "anders").moved
    assert moved.words == "per saldo gelijk"
    assert moved.steps == (
        "andere regels: ✕ nog niet op gang of ✓ gerealiseerd", "nu beantwoord: ✓ gerealiseerd",
    )  # fmt: skip


def test_other_municipalities_are_named_and_asked_about():
    """Who left the region and who joined it is said, and what that means is asked."""
    rows = [
        answer("mee", value, code, indicator="samen", round=round_)
        for round_, code, value in (
            ("2024-12", "GM0003", "ja"), ("2024-12", "GM0004", "nee"), ("2025-12", "GM0003", "ja"),
        )
    ]  # fmt: skip
    found = talk(rows, "MO0002")
    assert (found.joined, found.left) == ((), ("Oudorp (nu Dal)",))
    assert "Sinds december 2024 niet meer bij de regio: Oudorp (nu Dal)." in found.text()
    municipal = evolve(FRAMEWORK, indicators=[evolve(FRAMEWORK.indicators[2], id="eigen", area="municipality")])
    rows = [answer("plan", "ja", "GM0004", indicator="eigen", round="2024-12"),
            answer("plan", "ja", "GM0003", indicator="eigen")]  # fmt: skip
    dal, oudorp = talk(rows, "MO0002", municipal).topics
    assert (dal.name, oudorp.name, oudorp.now, oudorp.status) == ("Dal", "Oudorp", "geen score", "absent")
    assert [ask.text for ask in oudorp.ask] == [
        "Wat betekent het voor “Opvang” dat de regio nu andere gemeenten heeft?"
    ]
    assert [answer_.name for moved in dal.moved for answer_ in moved.answers] == [""]


def test_answers_of_municipalities_have_their_names():
    """A municipality that answers otherwise, or not, is named with its region's score."""
    rows = [
        *(answer("mee", "nee", code, indicator="samen", round="2024-12") for code in ("GM0001", "GM0002")),
        answer("mee", "ja", "GM0001", indicator="samen"),
    ]
    found = topic(rows, "samen")
    assert [(one.name, one.before, one.now, one.cause) for moved in found.moved for one in moved.answers] == [
        ("Aa", "nee", "ja", "answers"), ("Berg", "nee", "", "lost"),
    ]  # fmt: skip
    assert found.ask[0].text == (
        "Wat is het verhaal achter het nieuwe antwoord van Aa op “Doet de gemeente mee?”, "
        "en wat leert de regio daarvan?"
    )
    assert {name for gap in found.missing for name in gap.silent} == {"Aa", "Berg"}
    page = " ".join(talk(rows).text().split())
    assert "Aa, Doet de gemeente mee? nee → ja; Berg, Doet de gemeente mee? nee → niet ingevuld" in page


def test_differences_stand_side_by_side():
    """The level first, then each answer, with every view that differs from another; asked about once for each."""
    rows = [
        *rows_of({"plan": "nee", "sinds": "2025-03-01", "bereik": "50"}),
        *rows_of({"plan": "ja", "bereik": "62.5"}, perspective="aanbieder", note="Gezien."),
        *rows_of({"plan": "ja", "bereik": "50"}, perspective="corporatie"),
        answer("mee", "ja", "GM0001", indicator="samen"),
        answer("mee", "nee", "GM0001", indicator="samen", perspective="aanbieder"),
    ]
    found = talk(rows)
    opvang = next(one for one in found.topics if one.indicator == "opvang")
    assert [(one.question, [(s.perspective, s.words) for s in one.seen]) for one in opvang.differences] == [
        (None, [("gemeente", "✕ nog niet op gang"),
                ("aanbieder", "◐ in ontwikkeling"),
                ("corporatie", "◐ in ontwikkeling")]),
        ("plan", [("gemeente", "nee"), ("aanbieder", "ja"), ("corporatie", "ja")]),
        ("bereik", [("gemeente", "50 %"), ("aanbieder", "62,5 %"), ("corporatie", "50 %")]),
    ]  # fmt: skip
    assert opvang.ask[0].text == (
        "Hoe kijken gemeente, aanbieder en corporatie elk naar “Is er een plan?”, "
        "en wat kunnen zij van elkaars beeld leren?"
    )
    page = " ".join(found.text().split())
    assert "Aa, Doet de gemeente mee? gemeente ja; aanbieder nee" in page
    assert "aanbieder ja (toelichting: Gezien.)" in page
    assert "ook antwoorden van: aanbieder, corporatie." in page


def test_a_level_that_is_seen_otherwise_is_asked_about_by_the_title():
    """Where levels differ and no single answer does, the question is about the whole."""
    rows = [
        *rows_of({"plan": "nee", "sinds": "2025-03-01"}),
        *rows_of({"fase": "vastgesteld"}, perspective="aanbieder"),
    ]
    rows += rows_of({"wie": "zorg|wonen", "bereik": "80", "plekken": "12"}, perspective="aanbieder")
    more = {"sinds": "2024-01-01"}
    found = topic([*rows, *rows_of(more, perspective="corporatie")])
    assert [(one.question, len(one.seen)) for one in found.differences] == [(None, 2), ("sinds", 2)]
    without = topic([*rows, *rows_of({"plan": "ja"}, perspective="corporatie")][1:])
    assert without.perspective == "gemeente"


def test_what_matters_most_comes_first():
    """What alone decides stands before what only may, and municipalities that are silent are counted when many."""
    rows = rows_of({"plan": "ja", "fase": "vastgesteld", "wie": "zorg|wonen", "plekken": "12"})
    found = topic(rows)
    assert [(gap.question, gap.decides) for gap in found.missing] == [("bereik", "always")]
    assert kinds(found)[0] == ("missing", "bereik")
    page = " ".join(talk(rows).text().split())
    assert "(dit antwoord alleen beslist) minder dan 75 % → ◐ in ontwikkeling" in page
    found = topic(rows_of({"plan": "ja"}))
    assert {gap.decides for gap in found.missing} == {"sometimes"}
    assert found.more > 0 or len(found.ask) == MOST


def test_what_matters_only_together_comes_last():
    """An answer that changes nothing by itself is still missing, and says that it only counts with others."""
    a, b, c, d = (YesNo(name, f"Is {name} zo?") for name in "abcd")
    rules = (Rule("gerealiseerd", (a & b) | (c & d), because="Twee."), Rule("niet-op-gang", because="Geen."))
    framework = only(Indicator(id="eigen", title="Eigen", since="2024-01-01", questions=(a, b, c, d), rules=rules))
    found = topic([answer("a", "ja", indicator="eigen")], "eigen", framework=framework)
    assert [(gap.question, gap.decides) for gap in found.missing] == [
        ("b", "sometimes"), ("c", "together"), ("d", "together"),
    ]  # fmt: skip
    page = " ".join(talk([answer("a", "ja", indicator="eigen")], framework=framework).text().split())
    assert "Is c zo? (telt pas samen met andere antwoorden) - Is d zo?" in page


def test_many_silent_municipalities_are_counted():
    """A few are named; of more the number is said."""
    codes = [f"GM100{number}" for number in range(6)]
    areas = AreaRegistry(
        [Area("MO0001", "Noord", "region"), *(Area(code, f"Dorp {code[-1]}", "municipality") for code in codes)],
        [Membership(code, "MO0001") for code in codes],
    )
    framework = Framework(indicators=[SAMEN], areas=areas, rounds=FRAMEWORK.rounds)
    rows = [answer("mee", "ja", codes[0], indicator="samen")]
    found = talk(rows, framework=framework)
    asked = {ask.text for one in found.topics for ask in one.ask}
    assert "Wat is al bekend over “Doet de gemeente mee?”, en wie kan dat aanvullen voor 5 gemeenten?" in asked
    page = " ".join(found.text().split())
    assert "nog niet van: Dorp 0, Dorp 1, Dorp 2, Dorp 3, nog 2" in page


def test_support_that_fits_everything_stands_once():
    """What several topics share stands at the end; what fits one of them stands with it."""
    everywhere, own = Support("Overal", "Voor iedereen."), Support("Alleen hier")
    framework = evolve(
        FRAMEWORK,
        indicators=[
            evolve(one, support=(everywhere, own) if one.id == "opvang" else (everywhere,))
            for one in FRAMEWORK.indicators
        ],
    )
    found = talk(rows_of({"plan": "ja"}), framework=framework)
    assert {one.support for one in found.topics} == {
        ("Overal: Voor iedereen.", "Alleen hier"),
        ("Overal: Voor iedereen.",),
    }
    assert found.text().count("Overal: Voor iedereen") == 1
    assert "Ondersteuning die past: Alleen hier" in found.text()


def test_another_perspective_may_come_first():
    """Its levels stand on the page; where it says nothing, the first that does is shown and named."""
    municipal = evolve(FRAMEWORK, indicators=[evolve(FRAMEWORK.indicators[2], id="eigen", area="municipality")])
    rows = [
        answer("plan", "ja", "GM0001", indicator="eigen"),
        answer("plan", "nee", "GM0002", indicator="eigen", perspective="aanbieder"),
        answer("sinds", "2025-03-01", "GM0002", indicator="eigen", perspective="aanbieder"),
    ]
    found = talk(rows, framework=municipal, perspective="aanbieder")
    assert [(one.name, one.perspective) for one in found.topics] == [("Aa", "gemeente"), ("Berg", "aanbieder")]
    assert "Opvang · Aa · gemeente: " in found.text()
    assert "Opvang · Berg: ✕ nog niet op gang" in found.text()
    both = [*rows, answer("plan", "nee", "GM0001", indicator="eigen", round="2024-12", perspective="aanbieder")]
    assert [one.before for one in talk(both, framework=municipal).topics] == ["◊ niets ontvangen"] * 2
