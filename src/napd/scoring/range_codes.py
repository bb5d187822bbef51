"""Codes of values that are known or lie in a range: which classes of an axis they can be in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napd.answers.dense import distinct
from napd.decision.axes import Axis
from napd.model.questions import Question
from napd.scoring.exact import Exact, Fractions
from napd.scoring.rollup import Rolled

Bounds = tuple[int, ...]
"""The least and the most."""


def codes(axis: Axis, rolled: Rolled, question: Question) -> NDArray[np.intp]:
    """The codes, on an axis, of values that are known or lie in a range; an undefined value is not known."""
    question = question if question.looks_back is None else question.looks_back
    stepped = question.rollup and question.rollup.known == "set"
    places, sets = (_among if rolled.among else _shares if stepped else _ranges)(axis, rolled)
    if rolled.empty is not None:
        places, sets = _or_empty(axis, rolled, question, places, sets)
        return np.asarray(axis.code(np.array(sets, dtype=object))[places])
    bits: NDArray[Any] = np.array(sets, dtype=object)  # an axis may have more classes than an integer of numpy has bits
    return np.asarray(np.where(rolled.low.undefined, 0, axis.code(bits)[places]))


def _ranges(axis: Axis, rolled: Rolled) -> tuple[NDArray[np.integer[Any]], list[int]]:
    """The distinct sets of classes, as bits, between the lowest and the highest value; for each value its own."""
    first = _classes(axis, rolled.low)
    if rolled.is_known:
        return first, [1 << k for k in range(axis.size)]
    places, found = distinct([(first, axis.size), (_classes(axis, rolled.high), axis.size)])
    return places, [(2 << last) - (1 << first) for first, last in found]


def _among(axis: Axis, rolled: Rolled) -> tuple[NDArray[np.intp], list[int]]:
    """As `_ranges`, of options of which each has its class."""
    assert rolled.among is not None  # noqa: S101 - who calls this looked
    places, sets = rolled.among
    classes = [set(axis.classify(np.array(sorted(some), dtype=float)).tolist()) for some in sets]
    return places, [sum(1 << k for k in some) for some in classes]


def _or_empty(
    axis: Axis, rolled: Rolled, question: Any, places: NDArray[np.integer[Any]], sets: Sequence[int]
) -> tuple[NDArray[np.integer[Any]], list[int]]:
    """As `_ranges`, with the class that a ratio counts as where there is nothing to divide by, or may be."""
    assert rolled.empty is not None  # noqa: S101 - who calls this looked
    instead = 1 << (axis.size - 1 if question.if_empty == "highest" else 0)
    columns = [(places, len(sets)), (rolled.empty.astype(np.int64), 2), (rolled.low.undefined.astype(np.int64), 2)]
    found, rows = distinct(columns)
    return found, [(0 if void else sets[place]) | (instead if empty else 0) for place, empty, void in rows]


def _classes(axis: Axis, values: Exact) -> NDArray[np.intp]:
    """The class of each value; of what is undefined, any."""
    return values.classes(axis.cuts) if axis.class_of is None else axis.classify(np.nan_to_num(values.floats))


def _shares(axis: Axis, rolled: Rolled) -> tuple[NDArray[np.integer[Any]], list[int]]:
    """As `_ranges`, of shares: these move in steps of one member, and may step over a class."""
    assert isinstance(rolled.low, Fractions)  # noqa: S101 - a share is one
    assert isinstance(rolled.high, Fractions)  # noqa: S101 - likewise
    chosen, most = rolled.low.tops // 100, rolled.high.tops // 100
    radix = int(rolled.members.max(initial=0)) + 1
    if rolled.fewest is None:
        keys = (chosen * radix + most) * radix + rolled.members
        found, where = np.unique(keys, return_inverse=True)
        parts = ((key // radix**2, key // radix % radix, key % radix) for key in found.tolist())
        return where, [_share_bits(axis, (low, high), (0, n), (n, n)) for low, high, n in parts]
    others, most_others = rolled.high.bottoms - most, rolled.low.bottoms - chosen
    columns = (chosen, most, others, most_others, rolled.fewest, rolled.members)
    places, rows = distinct([(column, radix) for column in columns])
    return places, [_share_bits(axis, row[:2], row[2:4], row[4:]) for row in rows]


@lru_cache(maxsize=1 << 14)
def _share_bits(axis: Axis, chosen: Bounds, others: Bounds, counted: Bounds) -> int:
    """The classes of every share, from the least and the most members that chose so, that did not, and that count.

    With these bounds every pair of numbers can be: each member adds one to either, or, if it need not count, to none.
    """
    each, all_ = np.meshgrid(*(np.arange(low, high + 1) for low, high in (chosen, counted)))
    rest = all_ - each
    can_be = (all_ > 0) & (others[0] <= rest) & (rest <= others[1])
    return sum(1 << k for k in set(Fractions(100 * each[can_be], all_[can_be]).classes(axis.cuts).tolist()))
