from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import World, table_of, worlds

from napd import score, summary
from napd.framework.framework import Framework
from napd.model.choices import Choice
from napd.model.indicator import Indicator
from napd.model.multi_choice import MultiChoice
from napd.model.questions import Question
from napd.model.scale import NOT_APPLICABLE
from napd.printed.labels import wording
from napd.testing.slow_sheets import in_force, members_of
from napd.views.denominators import DENOMINATORS

COUNTED = {
    "answered": {"scored", "undetermined", "not_applicable", "answered"},
    "existing": {"scored", "undetermined", "not_applicable", "answered", "unanswered", "absent"},
    "scored": {"scored", "answered"},
}
"""The statuses that n counts."""
SPOKEN_OF = COUNTED | {"scored": COUNTED["answered"]}
"""The statuses of the areas over whose completions the bounds go."""


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
