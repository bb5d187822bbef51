from __future__ import annotations

import json
from datetime import date
from itertools import islice

import pytest
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from town import table
from worlds import COLUMNS, DATES, World, answers_to, framework_of, frameworks, table_of, worlds

from napd import compare, conversation, conversations, score
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule, Support
from napd.model.previous import Previous
from napd.model.rounds import Round, Rounds
from napd.testing.reference import conditions_on, representatives
from napd.views.page import page_of
from napd.views.topic import MOST
from napd.views.topics import DECIDES

LAWS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
CHANGED = "Wat veranderde, en waardoor"


def no_other_region_is_named(result, one):
    """Neither the code nor the name of another region stands in any form of the page."""
    others = {area.code for area in result.framework.areas.regions()} - {one.area}
    texts = json.dumps(one.to_dict()), one.text(), one.markdown()
    assert not [(code, text) for code in others for text in texts if code in text]


def the_order_is_that_of_the_framework(result, one):
    """Topics stand by dashboard, theme, action line and indicator, then by name, and so on the page; never by level."""
    boards = [*result.framework.dashboards]
    keys = [
        (boards.index(t.dashboard), t.theme, t.action_line or 0, t.indicator, t.name.casefold(), t.area)
        for t in one.topics
    ]
    assert keys == sorted(set(keys))
    assert [*one.dashboards] == [key for key in boards if key in {topic.dashboard for topic in one.topics}]
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
        assert topic.support == (() if _has_nothing_to_gain(result.framework, topic) else ("Hulp",))
        assert len(topic.ask) <= MOST
        assert not topic.more or len(topic.ask) == MOST


def _has_nothing_to_gain(framework, topic):
    best = framework.indicator(topic.indicator, topic.version).scale.ids[-1]
    return topic.level == best or topic.status == "not_applicable" or topic.now == "geen score"


def what_is_missing_is_open(result, one):
    """Each gap is an open question of its score, or a value derived from one; what decides most stands first.

    A value of the round before may be a gap too, and is no open question: nobody answers it now.
    """
    rows = {_whose(row): row for row in result.scores.to_pylist()}
    for topic in one.topics:
        ranks = [DECIDES.index(gap.decides) for gap in topic.missing]
        assert ranks == sorted(ranks)
        for gap in topic.missing:
            open_ = rows[one.round, topic.area, topic.perspective, topic.indicator]["open_questions"].split("|")
            question = _version(result, one, topic).question(gap.question)
            assert any(part.id in open_ or part.looks_back is not None for part in (question, *question.inputs))


def it_is_the_same_made_alone(result, one):
    """A page does not depend on the pages made with it."""
    assert conversation(result, one.area).to_dict() == one.to_dict()


PAGE_LAWS = (
    no_other_region_is_named, the_order_is_that_of_the_framework, every_score_that_moved_is_told,
    the_levels_are_those_of_the_scores, what_is_missing_is_open, it_is_the_same_made_alone,
)  # fmt: skip


def looking_back():
    """A region that says something in its first round, of which a rule asks what it said in the round before."""
    plan = YesNo("plan", "Is er een plan?")
    before = Previous("toen", "Was er een plan?", question=plan)
    rules = [Rule("gerealiseerd", plan & before, because="Beide."), Rule("niet-op-gang", because="Niet.")]
    indicator = Indicator(id="een", title="Een", since=DATES[0], questions=[plan, before], rules=rules)
    areas = AreaRegistry([Area("MO1", "Aa", "region"), Area("GM1", "Bee", "municipality")], [Membership("GM1", "MO1")])
    rounds = Rounds([Round("r0", DATES[0], "Ronde")])
    return World(framework_of(indicator, areas=areas, rounds=rounds), {("r0", "gemeente", "MO1", "een", "plan"): "ja"})


@pytest.mark.unmeasured
@LAWS
@given(worlds())
@example(looking_back())
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
@example(looking_back())
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
    if question.is_derived or indicator.answered_by(question) != indicator.area:
        return []
    return [question.show(way) for way in representatives(question, conditions_on(indicator, name))]


def _with(result, answers, key, question, value):
    """What a score can be when a question is answered."""
    round_, area, perspective, indicator = key
    mine = dict(zip(COLUMNS, (round_, perspective, area, indicator, question, value), strict=True))
    rows = score(table([*answers, mine]), result.framework).scores.to_pylist()
    row = next(row for row in rows if _whose(row) == key)
    return row["level_low"], row["level_high"], row["may_not_apply"]
