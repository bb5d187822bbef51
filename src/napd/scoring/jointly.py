"""Jointly: what is known together of numbers that are computed from the same answers, while some of these are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray

from napd.decision.axes import Cut
from napd.decision.joint import Joint
from napd.model.questions import Question
from napd.scoring.crossing import Crossing, End, Open
from napd.scoring.derived import bounded
from napd.scoring.exact import Decimals
from napd.scoring.rollup import Rolled

MOST_OPEN = 2
"""With more open numbers that count in several sums, each sum is taken by itself."""
BLOCK = 1 << 14
Ends = Mapping[str, tuple[Decimals, Decimals]]
"""By its id the least and the most that each number can be."""
Added = Mapping[str, int]
"""How many times each number counts in a sum."""


def codes_together(joint: Joint, numbers: Mapping[str, Rolled]) -> NDArray[Any]:
    """What is known together, for each area; 0 where it is no more than what is known of each sum by itself.

    Costs a few hundred passes over those areas in which one or two numbers are open that count in several sums.
    """
    parts = {part.id: part for _, of in joint.sums.values() for part, _ in of}
    values = {name: bounded(numbers[name], part) for name, part in parts.items()}
    sums = [{part.id: times for part, times in of} for _, of in joint.sums.values()]
    shared = [part for name, part in parts.items() if sum(name in of for of in sums) > 1]
    is_open = [_is_open(*values[part.id]) for part in shared]
    patterns = np.array([one.astype(np.int64) << n for n, one in enumerate(is_open)]).sum(axis=0)
    found = np.zeros(len(patterns), dtype=joint.dtype)
    for pattern in np.unique(patterns).tolist():
        some = [part for n, part in enumerate(shared) if pattern >> n & 1]
        rows = np.flatnonzero(patterns == pattern)
        for block in np.split(rows, range(BLOCK, len(rows), BLOCK)) if 0 < len(some) <= MOST_OPEN else ():
            taken = {name: (low.take(block), high.take(block)) for name, (low, high) in values.items()}
            found[block] = joint.codes(_crossing(joint, sums, taken, some).fitting().possible(joint.bits))
    return found


def _is_open(low: Decimals, high: Decimals) -> NDArray[np.bool_]:
    return np.asarray(low.compared(np.not_equal, high) | (low.beyond != high.beyond), dtype=bool)


def _crossing(joint: Joint, sums: Sequence[Added], values: Ends, numbers: Sequence[Question]) -> Crossing:
    """What is known of the sums, with some numbers set apart that are open."""
    apart = {number.id for number in numbers}
    every = [(of, cut) for of, (axis, _) in zip(sums, joint.sums.values(), strict=True) for cut in axis.cuts]
    known = {name: (low, low) if not _is_open(low, high).any() else (low, high) for name, (low, high) in values.items()}
    sides = [[_without(of, cut, known, apart, most=most) for of, cut in every] for most in (False, True)]
    ends = [values[number.id] for number in numbers]
    places = max(end.places for some in (*sides, *ends) for end in some)
    low, high = (_columns([_end(one, places) for one in side]) for side in sides)
    is_known = all(ends[0] is ends[1] for name, ends in known.items() if name not in apart)
    open_ = [_open(one, [of.get(one.id, 0) for of, _ in every], *known[one.id], places) for one in numbers]
    above = np.array([cut.after for _, cut in every])
    exact = np.ones(len(low.at), dtype=bool)
    return Crossing(low, low if is_known else high, above, tuple(open_), 10**places, exact)


def _without(of: Added, cut: Cut, values: Ends, apart: set[str], *, most: bool) -> Decimals:
    """What all but some numbers add to a sum at its least or its most, less a cut."""
    rest = (values[name][(times < 0) != most].multiplied(times) for name, times in of.items() if name not in apart)
    count = len(next(iter(values.values()))[0].wholes)
    return reduce(add, rest, Decimals.of(np.full(count, -cut.at)))


def _open(number: Question, times: Sequence[int], low: Decimals, high: Decimals, places: int) -> Open:
    line: Any = number.scored.space
    return Open(times, _end(low, places), _end(high, places), line.whole)


def _end(of: Decimals, places: int) -> End:
    return End(of.at(places), of.beyond != 0)


def _columns(ends: Sequence[End]) -> End:
    return End(np.column_stack([end.at for end in ends]), np.column_stack([end.endless for end in ends]))
