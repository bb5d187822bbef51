from __future__ import annotations

import json
from datetime import date
from itertools import islice

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, GOOD, SAMEN, answer, mee, plan, scored, sinds, table
from worlds import COLUMNS, answers_to, framework_of, frameworks, table_of, worlds

from napd import Area, AreaRegistry, Framework, NapdError, Remark, YesNo, compare, conversation, conversations, score
from napd.errors import UnknownName
from napd.model.areas import Membership
from napd.model.indicator import Indicator, Rule, Support
from napd.model.rollups import Ratio
from napd.model.rounds import Round, Rounds
from napd.testing.reference import conditions_on, representatives
from napd.views.asking import KINDS
from napd.views.page import DECIDES, page_of
from napd.views.topic import MOST

LAWS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
CHANGED = "Wat veranderde, en waardoor"
BEST = FRAMEWORK.scale.ids[-1]


# Laws


def no_other_region_is_named(result, one):
    """Neither the code nor the name of another region stands in any form of the page."""
    others = {area.code for area in result.framework.areas.regions()} - {one.area}
    texts = json.dumps(one.to_dict()), one.text(), one.markdown()
    assert not [(code, text) for code in others for text in texts if code in text]


def the_order_is_that_of_the_framework(_, one):
    """Topics stand by theme, action line and indicator, then by name, and so on the page; never by level."""
    keys = [(t.theme, t.action_line or 0, t.indicator, t.name.casefold(), t.area) for t in one.topics]
    assert keys == sorted(set(keys))
    headings = [line.text for line in page_of(one) if line.kind == "topic"]
    starts = [" · ".join(filter(None, (topic.title, topic.name))) for topic in one.topics]
    assert [heading[: len(start)] for heading, start in zip(headings, starts, strict=False)] == starts


def every_score_that_moved_is_told(result, one):
    """The moves are those of the comparison, each once, and the page shows them."""
    told = [
        (topic.indicator, topic.area, moved.perspective, moved.change, "|".join(moved.causes))
        for topic in one.topics
        for moved in topic.moved
    ]
    rows = compare(result, from_round=one.before, to_round=one.round).changes.to_pylist() if one.before else []
    names = ("indicator", "area", "perspective", "change", "causes")
    assert sorted(told) == sorted(tuple(row[n] for n in names) for row in rows if row["region"] == one.area)
    assert one.text().count(CHANGED) == sum(bool(topic.moved) for topic in one.topics)


def the_levels_are_those_of_the_scores(result, one):
    """Each topic has the level of its score, and support only where that is not the best, or is not known."""
    rows = {_whose(row): row for row in result.scores.to_pylist()}
    for topic in one.topics:
        row = rows.get((one.round, topic.area, topic.perspective, topic.indicator))
        assert (topic.status, topic.level) == ((row["status"], row["level"]) if row else ("absent", None))
        assert topic.support == (() if _has_nothing_to_gain(topic) else ("Hulp",))
        assert len(topic.ask) <= MOST
        assert not topic.more or len(topic.ask) == MOST


def _has_nothing_to_gain(topic):
    return topic.level == BEST or topic.status == "not_applicable" or topic.now == "geen score"


def what_is_missing_is_open(result, one):
    """Each gap is an open question of its score, or a number derived from one; what decides most stands first."""
    rows = {_whose(row): row for row in result.scores.to_pylist()}
    for topic in one.topics:
        ranks = [list(DECIDES).index(gap.decides) for gap in topic.missing]
        assert ranks == sorted(ranks)
        for gap in topic.missing:
            open_ = rows[one.round, topic.area, topic.perspective, topic.indicator]["open_questions"].split("|")
            question = _version(result, one, topic).question(gap.question)
            inputs = [part.id for part in question.inputs] if isinstance(question, Ratio) else []
            assert {gap.question, *inputs} & {*open_}


PAGE_LAWS = (
    no_other_region_is_named, the_order_is_that_of_the_framework, every_score_that_moved_is_told,
    the_levels_are_those_of_the_scores, what_is_missing_is_open,
)  # fmt: skip


@LAWS
@given(worlds())
def test_pages_keep_every_law(world):
    """Each page of each region keeps what the docstrings of `PAGE_LAWS` say."""
    made = [evolve(one, support=(Support("Hulp"),)) for one in world.framework.indicators]
    framework = framework_of(
        *made, areas=world.framework.areas, rounds=world.framework.rounds, perspectives=world.framework.perspectives
    )
    result = score(table_of(framework, world.answers), framework)
    for one in conversations(result):
        for law in PAGE_LAWS:
            law(result, one)


@settings(LAWS, max_examples=8)
@given(worlds())
def test_what_is_missing_can_change_the_outcome(world):
    """Answered in every way, a missing answer leaves as many outcomes as is said, and as certain."""
    result = score(table_of(*world), world.framework)
    answers = result.answers.select(list(COLUMNS)).to_pylist()
    gaps = (
        (gap, one, topic, ways)
        for one in conversations(result)
        for topic in one.topics
        for gap in topic.missing
        if (ways := _ways(result, one, topic, gap.question))
    )
    for gap, one, topic, ways in islice(gaps, 1):
        key = one.round, topic.area, topic.perspective, topic.indicator
        outcomes = [_with(result, answers, key, gap.question, way) for way in ways]
        certain = [low == high and not (low and may_not) for low, high, may_not in outcomes]
        assert len(set(outcomes)) == len(gap.turns)
        decides = "always" if all(certain) else "sometimes" if any(certain) else "narrows"
        assert gap.decides == (decides if len(gap.turns) > 1 else "together")


@settings(LAWS, max_examples=6)
@given(frameworks(), st.integers(0, 2**32))
def test_a_round_like_the_one_before_moved_nothing(framework, seed):
    """Where everybody says again what they said, by the same rules, nothing moved and nothing is asked about it."""
    days = [date(2025, 12, day) for day in (10, 11)]
    rounds = Rounds([Round(f"r{n}", day, f"Ronde {n}") for n, day in enumerate(days)])
    same = evolve(framework, indicators=framework.deciders, rounds=rounds)
    first = {key[1:]: value for key, value in answers_to(same, seed).items() if key[0] == "r0"}
    both = {(name, *key): value for name in ("r0", "r1") for key, value in first.items()}
    for one in conversations(score(table_of(same, both), same)):
        assert (one.before, one.round) == ("r0", "r1")
        assert not any(topic.moved or topic.before != topic.now for topic in one.topics)
        assert not any(ask.kind == "moved" for topic in one.topics for ask in topic.ask)


def _version(result, one, topic):
    """The version of the indicator of a topic."""
    on = result.framework.rounds[one.round].date
    return next(indicator for indicator in result.framework.at(on) if indicator.id == topic.indicator)


def _whose(row):
    return tuple(row[name] for name in ("round", "area", "perspective", "indicator"))


def _ways(result, one, topic, name):
    """Every answer worth trying to a question that the area of a topic answers itself; else none."""
    indicator = _version(result, one, topic)
    question = indicator.question(name)
    if isinstance(question, Ratio) or indicator.answered_by(question) != indicator.area:
        return []
    return [question.show(way) for way in representatives(question, conditions_on(indicator, name))]


def _with(result, answers, key, question, value):
    """What a score can be when a question is answered."""
    round_, area, perspective, indicator = key
    mine = dict(zip(COLUMNS, (round_, perspective, area, indicator, question, value), strict=True))
    rows = score(table([*answers, mine]), result.framework).scores.to_pylist()
    row = next(row for row in rows if _whose(row) == key)
    return row["level_low"], row["level_high"], row["may_not_apply"]


# What is said


BEFORE = {"plan": "nee", "fase": "vastgesteld", "wie": "zorg|wonen", "bereik": "80", "plekken": "12"}


def talk(rows, area="MO0001", framework=FRAMEWORK, **more):
    """The conversation of a region."""
    return conversation(score(table(rows), framework), area, **more)


def made(*indicators):
    """The framework of the town with other indicators."""
    return evolve(FRAMEWORK, indicators=indicators)


def topic(rows, indicator="opvang", **more):
    """What there is to talk about in one indicator."""
    return next(one for one in talk(rows, **more).topics if one.indicator == indicator)


def rows_of(values, round_="2025-12", **more):
    """Answers to the indicator "opvang"."""
    return [answer(name, value, round=round_, **more) for name, value in values.items()]


def kinds(found):
    """The kinds and questions of what is asked."""
    return [(ask.kind, ask.question) for ask in found.ask]


def test_a_level_that_moved_is_told_with_its_answers():
    """What it was, what it is, by which cause and answers; and what is asked, unless a note tells it."""
    rows = [*rows_of(BEFORE, "2024-12"), *rows_of({**BEFORE, "plan": "ja"})]
    found = topic(rows)
    (moved,) = found.moved
    assert (found.before, found.now) == ("? nog niet bepaald: rood t/m oranje", "✓ gerealiseerd (groen)")
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
        "andere regels: ✕ nog niet op gang (rood) t/m ✓ gerealiseerd (groen)", "nu beantwoord: ✓ gerealiseerd (groen)",
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
        (None, [("gemeente", "✕ nog niet op gang (rood)"),
                ("aanbieder", "◐ in ontwikkeling (oranje)"),
                ("corporatie", "◐ in ontwikkeling (oranje)")]),
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
    assert "(dit antwoord alleen beslist) minder dan 75 % → ◐ in ontwikkeling (oranje)" in page
    found = topic(rows_of({"plan": "ja"}))
    assert {gap.decides for gap in found.missing} == {"sometimes"}
    assert found.more > 0 or len(found.ask) == MOST


def test_what_matters_only_together_comes_last():
    """An answer that changes nothing by itself is still missing, and says that it only counts with others."""
    a, b, c, d = (YesNo(name, f"Is {name} zo?") for name in "abcd")
    rules = (Rule("groen", (a & b) | (c & d), because="Twee."), Rule("rood", because="Geen."))
    framework = made(Indicator(id="eigen", title="Eigen", since="2024-01-01", questions=(a, b, c, d), rules=rules))
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


def test_questions_are_open_and_of_every_kind_there_is():
    """What is asked begins with Wat, Hoe or Wie, ends with a question mark, and reproaches nobody."""
    rows = [*rows_of(BEFORE, "2024-12"), *GOOD, *rows_of({"plan": "nee"}, perspective="aanbieder")]
    found = [ask for area in ("MO0001", "MO0002") for one in talk(rows, area).topics for ask in one.ask]
    assert {ask.kind for ask in found} <= set(KINDS)
    for ask in found:
        assert ask.text.startswith(("Wat ", "Hoe ", "Wie "))
        assert ask.text.endswith("?")
        assert not any(word in ask.text.casefold() for word in ("waarom", "fout", "niet gedaan", "te weinig"))


def test_nothing_to_say_is_said_kindly():
    """Where nothing moved, differs or is missing, the page says so, and asks what the region wants to keep."""
    framework = evolve(FRAMEWORK, indicators=[one for one in FRAMEWORK.deciders if one.rubric.indicator.id == "opvang"])
    good = {**BEFORE, "plan": "ja", "bereik": "90", "plekken": "40"}
    found = talk([*rows_of(good, "2024-12"), *rows_of(good)], framework=framework)
    assert [one.is_quiet for one in found.topics] == [True]
    assert "Er springt niets uit" in found.text()
    assert "Er springt niets uit" not in talk(rows_of(good), framework=framework).text()


def test_a_first_round_has_nothing_to_compare_with():
    """It says so; nothing moved, and no level before stands there."""
    found = talk([answer("plan", "ja", round="2024-12"), answer("plan", "ja", "MO0002")], "MO0002")
    assert (found.before, found.before_label, found.joined, found.left) == (None, "", (), ())
    assert "Dit is de eerste ronde met antwoorden van deze regio" in found.text()
    assert not any(one.moved or one.before for one in found.topics)


def test_a_region_that_did_not_answer_gets_a_page_all_the_same():
    """In a round that it left out, or in all, its topics have no level, and it is asked what it takes."""
    rows = [answer("plan", "ja", round="2024-12"), answer("plan", "ja", "MO0002")]
    found = talk(rows, round="2025-12")
    assert (found.before, found.perspective, found.perspectives) == ("2024-12", "gemeente", ())
    assert {one.status for one in found.topics} == {"absent"}
    assert "Voor deze ronde is nog niets ingevuld." in found.text()
    assert "Opvang: ○ deed niet mee; eerst ◐ in ontwikkeling (oranje) t/m" not in found.text()
    assert [one.area for one in conversations(scored(table(rows)), round="2025-12")] == ["MO0002"]
    never = talk([answer("plan", "ja", "MO0002")])
    assert (never.round, never.before) == ("2025-12", None)
    assert "nog niets ingevuld" in never.text()


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
    assert "Opvang · Berg: ✕ nog niet op gang (rood)" in found.text()
    both = [*rows, answer("plan", "nee", "GM0001", indicator="eigen", round="2024-12", perspective="aanbieder")]
    assert [one.before for one in talk(both, framework=municipal).topics] == ["○ deed niet mee"] * 2


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


def test_pages_say_what_they_are():
    """An aid, not of VNG, whose words the content is; fictional answers are in the title."""
    mine = evolve(FRAMEWORK, indicators=[evolve(one, wording="Van ons.") for one in FRAMEWORK.indicators])
    page = " ".join(talk(rows_of(BEFORE), framework=mine).text().split())
    assert "Een hulp bij het gesprek in de regio" in page
    assert "niet van de VNG" in page
    assert page.count("Van ons.") == 1
    marked = [row | {"FICTIEF": "FICTIEF"} for row in rows_of(BEFORE)]
    columns = [*COLUMNS, "FICTIEF"]
    found = conversation(score(table(marked, columns), FRAMEWORK), "MO0001")
    assert found.fictional
    assert found.text().splitlines()[0] == "Gesprek over Noord (MO0001), december 2025 (FICTIEF)"
    assert str(found) == found.text()
    assert repr(found) == f"<Conversation: Noord (MO0001) in 2025-12, {len(found.topics)} topics>"


def test_pages_are_short_where_much_is_missing():
    """Of lists too long for a page the first are shown, and the others counted."""
    many = "".join("Een lange toelichting. " for _ in range(40))
    rows = [
        *rows_of(BEFORE, "2024-12"),
        *rows_of({"plan": "ja", "fase": "geen", "wie": "werk", "bereik": "10"}, note=many),
    ]
    page = talk(rows).text()
    assert "en nog " in page
    assert "…)" in page
    assert max(map(len, page.splitlines())) <= 100


def test_pages_are_data():
    """Everything stands in plain dicts and lists, with the whole notes."""
    found = talk([*rows_of(BEFORE, "2024-12"), *rows_of({**BEFORE, "plan": "ja"}, note="a\nb")])
    data = json.loads(json.dumps(found.to_dict()))
    assert data == found.to_dict()
    assert data["topics"][1]["moved"][0]["answers"][0]["note"] == "a\nb"


# Mistakes


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"area": "MO001"}, 'There is no area with the code "MO001". Did you mean "MO0001"?'),
        ({"area": "GM0001"}, r"GM0001 \(Aa\) is a municipality, .* Its region is MO0001 \(Noord\)\."),
        ({"area": "GM0004"}, r"GM0004 \(Oudorp\) is a municipality, and a conversation is of a region\.$"),
        ({"round": "2025-1"}, 'There is no round "2025-1".'),
        ({"before": "2025-1"}, 'There is no round "2025-1".'),
        ({"perspective": "gemeent"}, "there is no perspective 'gemeent'"),
        ({"area": "MO0003", "round": "2025-12"}, r"MO0003 \(Leeg\) has no municipalities in round 2025-12"),
        ({"area": "MO0003"}, r"nothing was answered that MO0003 \(Leeg\) could talk about"),
        ({"before": "2025-12", "round": "2024-12"}, "round 2025-12 is not before round 2024-12$"),
        ({"before": "2025-12"}, r"round 2025-12 is not before round 2025-12, the last that MO0001 \(Noord\) answered"),
    ],
)
def test_what_cannot_be_talked_about_is_told(asked, told):
    """Each mistake has one line that says what is wrong, with the right name where one is near."""
    with pytest.raises(NapdError, match=told):
        conversation(scored(table(GOOD)), **{"area": "MO0001", **asked})


def test_a_name_that_is_not_there_is_an_unknown_name():
    """Programs can tell it from other mistakes."""
    with pytest.raises(UnknownName):
        conversation(scored(table(GOOD)), "MO9999")


def test_answers_that_stayed_with_an_engine_cannot_be_talked_about():
    """An engine for several machines keeps them, and that is said."""
    result = evolve(scored(table(GOOD)), gathered=None, answered=None, scored=None)
    with pytest.raises(NapdError, match="stayed with the engine"):
        conversation(result, "MO0001")


def test_two_rounds_may_be_named():
    """The round before need not be the last before, nor one that the region answered."""
    three = Rounds([*FRAMEWORK.rounds, Round("2026-12", date(2026, 12, 1), "december 2026")])
    framework = evolve(FRAMEWORK, indicators=FRAMEWORK.deciders, rounds=three)
    rows = [*rows_of(BEFORE, "2024-12"), *rows_of(BEFORE), *rows_of({**BEFORE, "plan": "ja"}, "2026-12")]
    assert talk(rows, framework=framework).before == "2025-12"
    found = talk(rows, framework=framework, before="2024-12")
    assert (found.before, found.round) == ("2024-12", "2026-12")
