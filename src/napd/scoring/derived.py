"""Derived values: what is computed from answers and not answered, as a range while some of these are missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from attrs import evolve
from numpy.typing import NDArray

from napd.answers.grid import GridPage, PageKey
from napd.answers.layout import Layout
from napd.model.indicator import Indicator
from napd.model.measures import FIRST
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.spaces import Line, Options
from napd.model.totals import Total
from napd.scoring.exact import Decimals
from napd.scoring.rollup import Rolled, own, ratio, roll_up

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DAY_ZERO = np.datetime64("1970-01-01").astype(object).toordinal()
"""The ordinal of the day from which numpy counts."""
MONTHS = {"years": 12, "months": 1}
"""How many whole months go into one of these."""


def numbers_of(
    layout: Layout, key: PageKey, page: GridPage, indicator: Indicator, elsewhere: Callable[[Question], Rolled]
) -> dict[str, Rolled]:
    """Every value of an indicator that is rolled up, derived or needed for that, by question id; of `Layout.of_kind`.

    Args:
        layout: the framework as arrays.
        key: the round and the perspective.
        page: where the answers are.
        indicator: the version of the indicator.
        elsewhere: gives what other answers than those of the indicator, or of the round, come to: the levels of its
            members in another indicator, rolled up, and the value of a question in the round before.
    """
    areas = layout.of_kind(key[0], indicator.area)
    values: dict[str, Rolled] = {}
    for question in indicator.asked:
        slot = layout.slot(indicator, question)
        if question.rollup:
            members = layout.members(key[0], indicator.area, slot.area_kind)
            values[question.id] = roll_up(page, slot, members)
        elif slot.has_value:
            values[question.id] = own(page, slot, areas)
    for question in indicator.computed:
        if isinstance(question, Total):
            values[question.id] = _total(question, values)
        elif isinstance(question, Ratio):
            values[question.id] = ratio(question, {part.id: values[part.id] for part in question.inputs})
        elif (question.levels_of or question.looks_back) is not None:
            values[question.id] = elsewhere(question)
        elif question.is_of_the_day:
            values[question.id] = _age(question, values[question.inputs[0].id], layout.day(key[0]))
    return values


def are_alike(old: Question, new: Question) -> bool:
    """Whether answers to two versions of a question are of one kind: numbers, days, or one of the same options."""
    one, other = old.scored.space, new.scored.space
    if isinstance(one, Line) and isinstance(other, Line):
        return one.of_days == other.of_days
    return isinstance(one, Options) and isinstance(other, Options) and one.ids == other.ids


def result_of(stage: Any, places: NDArray[np.intp], rules: Sequence[frozenset[int]]) -> Rolled:
    """What areas can come to in a stage, from the rules that can decide it: for each the place in a list of these."""
    results = [stage.ids.index(rule.level) for rule in stage.rules]
    sets = [frozenset(results[number - 1] for number in some if number) for some in rules]
    least, most = (np.array([end(some, default=0) for some in sets], dtype=float)[places] for end in (min, max))
    ones = np.ones(len(places), dtype=np.int64)
    return Rolled(Decimals.of(least), Decimals.of(most), ones, ones, among=(places, sets))


def brought(found: Rolled | None, then: Ints, now: Ints) -> Rolled:
    """A value of the areas there were as one of those there are now; undefined where there was no such area, or value.

    Args:
        found: the value; None where there was none.
        then: the numbers of the areas that there were, ascending.
        now: those of the areas that there are.
    """
    if found is None or not len(then):
        nothing = Decimals.of(np.zeros(len(now))).but_for(np.ones(len(now), dtype=bool))
        return Rolled(nothing, nothing, np.zeros(len(now), dtype=np.int64), np.ones(len(now), dtype=np.int64))
    places = np.minimum(np.searchsorted(then, now), len(then) - 1)
    gone = then[places] != now
    there = found.of(places).but_for(gone)
    return evolve(there, answered=np.where(gone, 0, there.answered), members=np.where(gone, 1, there.members))


def _total(question: Total, values: Mapping[str, Rolled]) -> Rolled:
    """What numbers come to; where one of them is undefined, it can be whatever its question allows.

    What several totals of the same numbers can be together is said by `napd.scoring.jointly`.
    """
    parts = [(bounded(values[one.id], one), times) for one, times in question.of]
    low, high = (
        reduce(add, (ends[(times < 0) != most].multiplied(times) for ends, times in parts)) for most in (False, True)
    )
    every = [values[one.id] for one in question.inputs]
    members = np.maximum.reduce([one.members for one in every])
    given = [np.where(one.complete, members, np.minimum(one.answered, members - 1)) for one in every]
    return Rolled(low, high, np.minimum.reduce(given), members)


def bounded(rolled: Rolled, question: Question) -> tuple[Decimals, Decimals]:
    """The least and the most that a number can be; where it is undefined, whatever its question allows."""
    limits = question.scored.space.limits if question.scored.space else (-np.inf, np.inf)
    low, high = (end.or_bound(limit) for end, limit in zip((rolled.low, rolled.high), limits, strict=True))
    return low, high


def _age(question: Question, days: Rolled, on: int) -> Rolled:
    """How long ago days were on another; undefined where one comes after that, or can still do so."""
    first, last = days.low.floats, days.high.floats
    later = last > on
    youngest = Decimals.of(_elapsed(np.where(later, on, last), on, question.unit))
    oldest = youngest
    if not days.is_known:
        oldest = Decimals.of(_elapsed(np.where(later, on, np.maximum(first, FIRST.toordinal())), on, question.unit))
    return Rolled(youngest.but_for(later), oldest.but_for(later), days.answered, days.members)


def _elapsed(days: Floats, on: int, unit: str) -> Floats:
    """The whole years, months or days from some days, which are ordinals, to another."""
    if unit == "days":
        return np.asarray(on - days)
    then, now = ((np.asarray(each, dtype=np.int64) - DAY_ZERO).astype("M8[D]") for each in (days, on))
    months = [each.astype("M8[M]") for each in (then, now)]
    in_month = [each - month.astype("M8[D]") for each, month in zip((then, now), months, strict=True)]
    whole = (months[1] - months[0]).astype(np.int64) - (in_month[1] < in_month[0])
    return np.asarray(whole // MONTHS[unit], dtype=np.float64)
