"""Derived values: what is computed from answers and not answered, as a range while some of these are missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from napd.decision.exact import Decimals
from napd.engine.grid import Page, PageKey
from napd.engine.layout import Layout
from napd.engine.rollup import Rolled, own, ratio, roll_up
from napd.model.ages import Age
from napd.model.indicator import Indicator
from napd.model.level_of import LevelOf
from napd.model.measures import FIRST
from napd.model.rollups import Ratio

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DAY_ZERO = np.datetime64("1970-01-01").astype(object).toordinal()
"""The ordinal of the day from which numpy counts."""
MONTHS = {"years": 12, "months": 1}
"""How many whole months go into one of these."""


def numbers_of(
    layout: Layout, key: PageKey, page: Page, indicator: Indicator, standing: Callable[[LevelOf], Rolled]
) -> dict[str, Rolled]:
    """Every value of an indicator that is rolled up, derived or needed for that, by question id; of `Layout.of_kind`.

    Args:
        layout: the framework as arrays.
        key: the round and the perspective.
        page: where the answers are.
        indicator: the version of the indicator.
        standing: gives the levels of its members in another indicator, rolled up.
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
    for question in indicator.questions:
        if isinstance(question, Ratio):
            values[question.id] = ratio(question, {part.id: values[part.id] for part in question.inputs})
        elif isinstance(question, LevelOf):
            values[question.id] = standing(question)
        elif isinstance(question, Age):
            values[question.id] = _age(question, values[question.date.id], layout.day(key[0]))
    return values


def _age(question: Age, days: Rolled, on: int) -> Rolled:
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
