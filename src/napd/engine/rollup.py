"""Roll-ups: the value of a region from the answers of its municipalities, as a range while some have not answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis, position
from napd.engine.grid import Page
from napd.engine.layout import Layout, Members, Slot
from napd.model.choices import Choice
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.rollups import Maximum, Minimum, Ratio, Share, Sum

DECIMALS, EXACT = 9, 1e6
"""Sums below 1e6 are rounded to 9 decimals; what is larger has fewer decimals of its own."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@frozen(eq=False)
class Rolled:
    """One value of each of some areas, from the lowest to the highest it can be.

    Args:
        low, high: float64 arrays: the value, or its bounds; infinite where it has no bound, NaN where it is undefined.
        answered: int array: how many areas answered.
        members: int array: how many there are.
    """

    low: Floats
    high: Floats
    answered: Ints
    members: Ints

    def of(self, chosen: NDArray[np.bool_]) -> Rolled:
        """The values of some of the areas."""
        return Rolled(self.low[chosen], self.high[chosen], self.answered[chosen], self.members[chosen])

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Where every member answered."""
        return np.asarray(self.answered == self.members)


def roll_up(page: Page, slot: Slot, members: Members) -> Rolled:
    """Roll up the answers in one slot to the regions of `members`; each array has shape (regions,)."""
    values = page.value(slot.number, members.municipalities)
    known = ~np.isnan(values)
    answered = np.add.reduceat(known.astype(np.int64), members.starts)
    low, high = _bounds(slot.question, values, known, members, members.counts - answered)
    return Rolled(low, high, answered, members.counts)


def own(page: Page, slot: Slot, areas: Ints) -> Rolled:
    """The number that each area answers itself, with the bounds of the question where it does not."""
    values = page.value(slot.number, areas)
    known = ~np.isnan(values)
    low, high = (np.where(known, values, bound) for bound in _limits(slot.question))
    return Rolled(low, high, known.astype(np.int64), np.ones(len(areas), dtype=np.int64))


def _bounds(
    question: Question, values: Floats, known: NDArray[np.bool_], members: Members, missing: Ints
) -> tuple[Floats, Floats]:
    least, most = _limits(question)
    match question.rollup:
        case Share(options):
            chosen = np.add.reduceat(_chose(question, options, values, known).astype(np.int64), members.starts)
            return 100.0 * chosen / members.counts, 100.0 * (chosen + missing) / members.counts
        case Sum():
            total = np.add.reduceat(np.where(known, values, 0.0), members.starts)
            return _added(total + _times(missing, least)), _added(total + _times(missing, most))
        case Minimum():
            low = np.minimum.reduceat(np.where(known, values, least), members.starts)
            return low, np.minimum.reduceat(np.where(known, values, most), members.starts)
        case Maximum():
            low = np.maximum.reduceat(np.where(known, values, least), members.starts)
            return low, np.maximum.reduceat(np.where(known, values, most), members.starts)
    raise NotImplementedError(question.rollup)


def _limits(question: Question) -> tuple[float, float]:
    """The lowest and the highest position that an answer can have."""
    if isinstance(question, Choice):
        return 0.0, float(len(question.options) - 1)
    low, high = getattr(question, "minimum", None), getattr(question, "maximum", None)
    return -np.inf if low is None else low, np.inf if high is None else high


def _times(missing: Ints, bound: float) -> Floats:
    """The bound once for every missing answer; nothing missing is 0, however far the bound."""
    return np.where(missing == 0, 0.0, np.where(missing == 0, 1, missing) * bound)


def _added(sums: Floats) -> Floats:
    """Sums as people add: 0.1 and 0.7 make 0.8, and not the floating-point number just below it."""
    return np.where(np.abs(sums) < EXACT, np.round(sums, DECIMALS), sums)


def _chose(question: Question, options: tuple[str, ...], values: Floats, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which municipalities answered one of the options."""
    places = np.where(known, values, 0).astype(np.int64)
    if isinstance(question, Choice):
        return np.asarray(known & np.isin(places, [int(position(question, option)) for option in options]))
    bits = int(position(question, frozenset(options)))
    return np.asarray(known & ((places & bits) != 0))


def ratio(question: Ratio, parts: Mapping[str, Rolled]) -> Rolled:
    """A ratio of sums; NaN where the whole is nothing, or could still be."""
    names_part, names_whole = ({q.id for q in side} for side in (question.part, question.whole))
    part_low, part_high = _sum(parts, names_part)
    with np.errstate(divide="ignore", invalid="ignore"):
        if question.is_share:
            rest_low, rest_high = _sum(parts, names_whole - names_part)
            low, high = (
                _share(question.scale, part_low, rest_high),
                _share(question.scale, part_high, rest_low),
            )
            empty = part_low + rest_low == 0
        else:
            whole_low, whole_high = _sum(parts, names_whole)
            low, high = question.scale * part_low / whole_high, question.scale * part_high / whole_low
            empty = whole_low == 0
    members = np.maximum.reduce([rolled.members for rolled in parts.values()])
    given = [np.where(p.complete, members, np.minimum(p.answered, members - 1)) for p in parts.values()]
    low, high = (np.where(empty, np.nan, bound) for bound in (low, high))
    return Rolled(low, high, np.minimum.reduce(given), members)


def _sum(parts: Mapping[str, Rolled], names: set[str]) -> tuple[Floats, Floats]:
    zero = np.zeros_like(next(iter(parts.values())).low)
    return _added(sum((parts[n].low for n in names), zero)), _added(sum((parts[n].high for n in names), zero))


def _share(scale: float, part: Floats, rest: Floats) -> Floats:
    """The share of a part, from 0 to `scale`; where either is without bound it comes near one of these, not there.

    The part is multiplied first, so that 29 of 100 is 29 per cent, and not the next number below it.
    """
    near_all = np.where(rest > 0, np.nextafter(scale, 0.0), scale)
    near_nothing = np.where(part > 0, np.nextafter(0.0, 1.0), 0.0)
    return np.where(np.isinf(part), near_all, np.where(np.isinf(rest), near_nothing, scale * part / (part + rest)))


def codes(axis: Axis, rolled: Rolled, question: Question) -> NDArray[np.intp]:
    """The codes, on an axis, of values that are known or lie in a range; an undefined value is not known."""
    places, sets = (_shares if isinstance(question.rollup, Share) else _ranges)(axis, rolled)
    bits: NDArray[Any] = np.array(sets, dtype=object)  # an axis may have more classes than an integer of numpy has bits
    return np.where(np.isnan(rolled.low), 0, axis.code(bits)[places])


def _ranges(axis: Axis, rolled: Rolled) -> tuple[Ints, list[int]]:
    """The distinct sets of classes, as bits, between the lowest and the highest value; for each value its own."""
    ends = (np.where(np.isnan(end), 0.0, end) for end in (rolled.low, rolled.high))
    first, last = map(axis.classify, ends)
    distinct, places = np.unique(first * axis.size + last, return_inverse=True)
    return places, [(2 << key % axis.size) - (1 << key // axis.size) for key in distinct.tolist()]


def _shares(axis: Axis, rolled: Rolled) -> tuple[Ints, list[int]]:
    """As `_ranges`, of shares: these move in steps of one municipality, and may step over a class."""
    chosen = np.rint(rolled.low * rolled.members / 100.0).astype(np.int64)
    radix = int(rolled.members.max(initial=0)) + 1
    keys = (chosen * radix + rolled.members - rolled.answered) * radix + rolled.members
    distinct, places = np.unique(keys, return_inverse=True)
    parts = ((key // radix**2, key // radix % radix, key % radix) for key in distinct.tolist())
    return places, [_share_bits(axis, *each) for each in parts]


def _share_bits(axis: Axis, chosen: int, missing: int, members: int) -> int:
    shares = 100.0 * np.arange(chosen, chosen + missing + 1) / members
    return sum(1 << k for k in set(axis.classify(shares).tolist()))


def numbers_of(layout: Layout, page: Page, indicator: Indicator, areas: Ints, members: Members) -> dict[str, Rolled]:
    """Every value of an indicator that is rolled up, derived or needed for that, by question id.

    Args:
        layout: the framework as arrays.
        page: where the answers are.
        indicator: the version of the indicator.
        areas: the numbers of the areas that are scored; for regions those of `members`.
        members: who belongs to which region.
    """
    values: dict[str, Rolled] = {}
    for question in indicator.asked:
        slot = layout.slot(indicator, question)
        if slot.has_value:
            values[question.id] = roll_up(page, slot, members) if question.rollup else own(page, slot, areas)
    for question in indicator.questions:
        if isinstance(question, Ratio):
            values[question.id] = ratio(question, {part.id: values[part.id] for part in question.inputs})
    return values
