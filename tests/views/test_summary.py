from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, GOOD, answer, scored, table
from worlds import World, table_of, worlds

from napd import NapdError, score, summary
from napd.answers.layout import layout_of
from napd.decision.labels import wording
from napd.framework.framework import Framework
from napd.model.choices import Choice
from napd.model.indicator import Indicator
from napd.model.multi_choice import MultiChoice
from napd.model.questions import Question
from napd.model.scale import NOT_APPLICABLE
from napd.tables.schemas import schema
from napd.testing.slow_sheets import in_force, members_of
from napd.views.counting import ScoreCounts
from napd.views.denominators import DENOMINATORS

NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
COUNTED = {
    "answered": {"scored", "undetermined", "not_applicable", "answered"},
    "existing": {"scored", "undetermined", "not_applicable", "answered", "unanswered", "absent"},
    "scored": {"scored", "answered"},
}
"""The statuses that n counts."""
SPOKEN_OF = COUNTED | {"scored": COUNTED["answered"]}
"""The statuses of the areas over whose completions the bounds go."""


@pytest.fixture(scope="module")
def national(request):
    """The fictional national example, scored."""
    return score(request.config.rootpath / NATIONAL)


# The slow count


def there(world: World, kind: str, round_id: str) -> set[str]:
    """The areas of a kind on the date of a round."""
    on = world.framework.rounds[round_id].date
    regions = [area.code for area in world.framework.areas if area.kind == "region"]
    members = {region: members_of(world.framework, region, on) for region in regions}
    return {r for r in regions if members[r]} if kind == "region" else {m for own in members.values() for m in own}


def completions(possible: list[set[str]]) -> set[tuple[str, ...]]:
    """Every way in which areas can come to be known, but for who is who."""
    ways: set[tuple[str, ...]] = {()}
    for outcomes in possible:
        ways = {tuple(sorted((*way, outcome))) for way in ways for outcome in outcomes}
    return ways


def bounds(ways: set[tuple[str, ...]], outcome: str, of: str) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest share of an outcome, over all ways that have any area to share."""
    n = [(way, len(way) if of != "scored" else sum(one != NOT_APPLICABLE for one in way)) for way in ways]
    shares = [Fraction(100 * way.count(outcome), many) for way, many in n if many]
    return (min(shares), max(shares)) if shares else (None, None)


def close(found: float | None, exact: Fraction | None) -> bool:
    """Whether a share is what it should be."""
    return found == exact if found is None or exact is None else abs(found - exact) < 1e-9


def hold(rows: list[dict], areas: list[tuple[str, set[str]]], of: str, outcomes: list[str]) -> None:
    """Assert the figures of one subject, from the status of each area and what it has or can have."""
    n = sum(status in COUNTED[of] for status, _ in areas)
    ways = completions([can for status, can in areas if status in SPOKEN_OF[of]])
    for row in rows:
        outcome = NOT_APPLICABLE if row["status"] == NOT_APPLICABLE else row["outcome"]
        mine = [can for status, can in areas if status == row["status"]]
        assert row["count"] == (mine.count({outcome}) if outcome else len(mine))
        assert row["n"] == n
        counted = row["status"] in COUNTED[of]
        assert close(row["share"], Fraction(100 * row["count"], n) if n and counted else None)
        if outcome in outcomes and counted:
            assert row["most"] == max(way.count(outcome) for way in ways)
            low, high = bounds(ways, outcome, of)
            assert close(row["low"], low)
            assert close(row["high"], high)
        if not outcome or not counted:
            assert (row["low"], row["high"]) == (None, None)
    rounded = [row["rounded"] for row in rows if row["rounded"] is not None]
    assert (sum(rounded), bool(rounded)) == (100, True) if n else not rounded


def by(rows: list[dict], *names: str) -> dict[tuple, list[dict]]:
    """Rows by the values of some columns."""
    found: dict[tuple, list[dict]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found


@settings(max_examples=40)
@given(worlds(), st.sampled_from([*DENOMINATORS]))
def test_levels_are_counted_as_by_hand(world, of):
    """Counts, n, shares and bounds are those of looking at every area, and of every way in which it can turn out."""
    result, framework = score(table_of(*world), world.framework), world.framework
    key = ("round", "perspective", "indicator", "version")
    scores = {tuple(row[name] for name in (*key, "area")): row for row in result.scores.to_pylist()}
    table = summary(result, perspective=framework.perspectives, of=of)
    found = by([row for row in table.to_dict() if row["kind"] == "indicator"], *key)
    pages = sorted({whose[:2] for whose in scores})
    every = [
        (*page, one)
        for page in pages
        for one in in_force(framework, framework.rounds[page[0]].date)
        if framework.dashboard(one.id) in result.dashboards
    ]
    assert found.keys() == {(round_, view, one.id, one.version) for round_, view, one in every}
    for round_, view, one in every:
        where, levels = (round_, view, one.id, one.version), [rule.level for rule in one.rules]
        areas = []
        for area in there(world, one.area, round_):
            row = scores.get(
                (*where, area), {"status": "absent", "rule": "|".join(map(str, range(1, len(levels) + 1)))}
            )
            areas.append((row["status"], {levels[int(number) - 1] for number in row["rule"].split("|")}))
        hold(found[where], areas, of, [*one.scale.ids, NOT_APPLICABLE])


def said_by(world: World, round_: str, view: str, kind: str, asked: tuple[str, str]) -> list[tuple[str, object]]:
    """The status of each area as to a question, and what it answered."""
    on = world.framework.rounds[round_].date
    of = world.framework.dashboard
    given = (key for key in world.answers if key[:2] == (round_, view) and of(key[3]) == of(asked[0]))
    spoke = {area for _, _, area, _, _ in given}
    found = []
    for area in there(world, kind, round_):
        is_here = {area, *(members_of(world.framework, area, on) if kind == "region" else ())} & spoke
        value = world.answers.get((round_, view, area, *asked))
        found.append(("absent" if not is_here else "unanswered" if value is None else "answered", value))
    return found


@settings(max_examples=40)
@given(worlds(), st.sampled_from([*DENOMINATORS]))
def test_answers_are_counted_as_by_hand(world, of):
    """So it is with each question: each option or range, of a multiple choice each by itself, else who answered."""
    framework = world.framework
    table = summary(score(table_of(*world), framework), perspective=framework.perspectives, question="all", of=of)
    found = by(table.to_dict(), "round", "perspective", "indicator", "question")
    pages, shown = {key[:2] for key in world.answers}, {framework.dashboard(key[3]) for key in world.answers}
    asked = [
        (*page, one, q)
        for page in pages
        for one in in_force(framework, framework.rounds[page[0]].date)
        if framework.dashboard(one.id) in shown
        for q in one.asked
    ]
    assert found.keys() == {(round_, view, one.id, question.id) for round_, view, one, question in asked}
    for round_, view, one, question in asked:
        rows = found[round_, view, one.id, question.id]
        said = said_by(world, round_, view, one.answered_by(question), (one.id, question.id))
        if isinstance(question, Choice):
            areas = [(s, {value} if s == "answered" else set(question.ids)) for s, value in said]
            hold(rows, areas, of, list(question.ids))
        elif isinstance(question, MultiChoice):
            hold_each(rows, said, of, question)
        elif classes := ranges(framework, one, question):
            areas = [(s, {classes(value)} if s == "answered" else set(classes.every)) for s, value in said]
            hold(rows, areas, of, classes.every)
        else:
            statuses = Counter(status for status, _ in said)
            n = sum(statuses[status] for status in COUNTED[of])
            assert [(row["status"], row["count"], row["n"], row["low"]) for row in rows] == [
                (status, statuses[status], n, None) for status in ("answered", "unanswered", "absent")
            ]


class Ranges:
    """The ranges of a number or date that rules tell apart, in words."""

    def __init__(self, axis):
        self.axis = axis
        self.every = [wording(axis)((place,)) for place in range(axis.size)]

    def __call__(self, value: object) -> str:
        """The range of an answer."""
        return self.every[self.axis.class_in(value)]


def ranges(framework: Framework, indicator: Indicator, question: Question) -> Ranges | None:
    """The ranges of a question; None where rules do not ask the answer of an area itself, or not to tell any apart."""
    axis = framework.decider(indicator).rubric.axes.get(question.id)
    return None if axis is None or question.rollup or axis.size == 1 else Ranges(axis)


def hold_each(rows: list[dict], said: list[tuple[str, object]], of: str, question: MultiChoice) -> None:
    """Assert the figures of each option of a multiple choice."""
    for row in rows[: len(question.options) + 1]:
        has = [row["outcome"] in question.show(value).split("|") for status, value in said if status == "answered"]
        silent = sum(status != "answered" for status, _ in said) if of == "existing" else 0
        n = len(has) + silent
        assert (row["count"], row["most"], row["n"]) == (sum(has), sum(has) + silent, n)
        exact = [Fraction(100 * count, n) if n else None for count in (sum(has), sum(has), sum(has) + silent)]
        assert all(close(row[name], share) for name, share in zip(("share", "low", "high"), exact, strict=True))
        assert row["rounded"] == (int(exact[0] + Fraction(1, 2)) if n else None)


# What it says, by example


def test_the_four_published_shares_come_out(national):
    """FICTIEF: the example is made so that they are the shares of the 39 regions that answered."""
    asked = [f"regioplan:{name}" for name in ("wonen_eerst_in_plan", "herkomst_in_plan")]
    rows = summary(national, question=asked, round=["2024-12", "2025-12"]).to_dict()
    yes = {(row["question"], row["round"]): row for row in rows if row["outcome"] == "ja"}
    assert {key: (row["count"], row["n"], row["rounded"], row["FICTIEF"]) for key, row in yes.items()} == {
        ("wonen_eerst_in_plan", "2024-12"): (32, 39, 82, "FICTIEF"),
        ("wonen_eerst_in_plan", "2025-12"): (37, 39, 95, "FICTIEF"),
        ("herkomst_in_plan", "2024-12"): (31, 39, 79, "FICTIEF"),
        ("herkomst_in_plan", "2025-12"): (36, 39, 92, "FICTIEF"),
    }
    assert {row["rule"] for row in rows} == {"de regio's die de vraag hebben beantwoord"}


def test_a_theme_and_an_action_line_count_the_scores_of_their_indicators(national):
    """Their counts, most and n are sums of those of their indicators, and nothing is averaged."""
    rows = summary(national, round="2025-12").to_dict()
    for kind in ("theme", "action_line"):
        for (name, status, outcome), (own,) in by(
            [r for r in rows if r["kind"] == kind], kind, "status", "outcome"
        ).items():
            mine = [row for row in rows if row["kind"] == "indicator" and row[kind] == name]
            parts = [row for row in mine if (row["status"], row["outcome"]) == (status, outcome)]
            for column in ("count", "most", "n"):
                assert own[column] == (None if own[column] is None else sum(row[column] for row in parts))
            assert own["counted"] == "score"


def test_a_theme_of_which_some_indicators_are_left_out_is_not_counted(national):
    """What is shown of a theme or an action line is all of it."""
    one = summary(national, indicator="eu-rechtentool", round="2025-12").to_dict()
    assert {row["kind"] for row in one} == {"indicator"}
    theme = summary(national, theme="Opvang", round="2025-12").to_dict()
    assert {(row["kind"], row["theme"] or row["action_line"]) for row in theme} == {
        ("indicator", "Opvang"), ("theme", "Opvang"),
    }  # fmt: skip


def test_municipalities_are_counted_nationally(national):
    """A question of municipalities counts municipalities, and says so."""
    rows = summary(national, question="preventiescan:deelname", round="2025-12", of="existing").to_dict()
    assert {row["counted"] for row in rows} == {"municipality"}
    assert {row["rule"] for row in rows} == {"alle gemeenten die er op de peildatum van de ronde zijn"}
    assert sum(row["count"] for row in rows) == rows[0]["n"] == 342


def test_nothing_says_which_region(national):
    """No area stands in it, so that it cannot become a ranking."""
    codes = {area.code for area in national.framework.areas} | {area.name for area in national.framework.areas}
    for question in (None, "all"):
        for column in summary(national, question=question).table.columns:
            assert not codes & {str(value) for value in column.unique().to_pylist()}


def test_the_version_of_the_round_counts():
    """Of an indicator with versions each round counts its own; what began later is not there before."""
    rows = summary(scored(table(GOOD))).to_dict()
    versions = {(row["round"], row["indicator"], row["version"]) for row in rows if row["kind"] == "indicator"}
    assert {(r, v) for r, indicator, v in versions if indicator == "anders"} == {
        ("2024-12", "2024-01-01"), ("2025-12", "2025-06-01"),
    }  # fmt: skip
    assert {r for r, indicator, _ in versions if indicator == "pas-sinds-2025"} == {"2025-12"}


def test_perspectives_are_counted_apart():
    """By default it is the first; another has counts of its own, in which who did not speak is absent."""
    rows = [answer("plan", "ja"), answer("plan", "nee", "MO0002", perspective="aanbieder")]
    result = scored(table(rows))
    assert set(summary(result).table["perspective"].to_pylist()) == {"gemeente"}
    plan = summary(result, question="opvang:plan", perspective=["aanbieder", "gemeente"]).to_dict()
    counts = {(row["perspective"], row["outcome"] or row["status"]): row["count"] for row in plan}
    assert [counts[view, "ja"] for view in ("gemeente", "aanbieder")] == [1, 0]
    assert [counts[view, "absent"] for view in ("gemeente", "aanbieder")] == [1, 1]


@pytest.mark.parametrize("question", [None, "all"])
def test_no_answers_give_no_counts(question):
    """Without answers there is an empty table, with its schema and the receipt; real answers have no mark."""
    found = summary(scored(table([])), question=question)
    assert len(found) == 0
    assert found.table.schema.equals(schema("summary"))
    assert b"napd.receipt" in found.table.schema.metadata


def test_what_an_engine_scored_is_counted_too():
    """Levels need only the scores; answers to questions stayed where they were, and that is said."""
    result = scored(table(GOOD))
    far = evolve(result, gathered=None, said=None, scored=None)
    assert summary(far).table.equals(summary(result).table)
    with pytest.raises(NapdError, match="stayed with the engine"):
        summary(far, question="all")


def test_every_wrong_name_is_told():
    """One pass names each, with the nearest right one and what there is."""
    with pytest.raises(NapdError) as error:
        summary(scored(table([])), round="2025-11", indicator=["opvangg", "qqq"], perspective="gemeent")
    assert str(error.value).splitlines() == [
        f'There is no round "2025-11". The rounds are: {", ".join(r.id for r in FRAMEWORK.rounds)}.',
        "there is no indicator 'opvangg'. Did you mean \"opvang\"?",
        "there is no indicator 'qqq'. Available: anders, opvang, pas-sinds-2025, samen.",
        "there is no perspective 'gemeent'. Did you mean \"gemeente\"?",
    ]
    with pytest.raises(NapdError, match=r"no question 'opvang:plam'\. Did you mean \"opvang:plan\"\?"):
        summary(scored(table([])), question="opvang:plam")
    with pytest.raises(NapdError, match='Write indicator:question, as in regioplan:status, or "all"'):
        summary(scored(table([])), question=["zzz"])
    with pytest.raises(NapdError, match=r"no denominator 'all'\. There are: answered, existing, scored\."):
        summary(scored(table([])), of="all")


def test_one_pass_counts_whatever_the_order():
    """The same scores in another order, and twice as many of them, give the same counts, and twice those."""
    result = scored(table(GOOD))
    layout, scores = layout_of(FRAMEWORK), result.scores
    shuffled = scores.take(np.random.default_rng(1).permutation(len(scores)))
    twice = scores.take(np.repeat(np.arange(len(scores)), 2))
    found = [ScoreCounts.of(layout, one) for one in (scores, shuffled, twice)]
    assert all(one.sets == found[0].sets for one in found)
    assert (found[0].counts == found[1].counts).all()
    assert (found[0].counts * 2 == found[2].counts).all()
    assert int(found[0].counts.sum()) == len(scores)
