"""Crossing: where several sums can lie together while numbers that count in more than one of them are open.

A sum falls in another class where it comes to a threshold. Over one open number the thresholds are points, and nothing
changes between two of these: so the points, and one number between each two of them, show all that can be. Over two
open numbers it is the same for the first, whose points are those at which the thresholds, as lines, cross each other;
at each of these the second is gone through. All numbers are whole, and all scores are gone through at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import combinations, pairwise
from math import lcm
from operator import or_
from typing import Any, NamedTuple

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.scoring.exact import LIMIT, most

Bools = NDArray[np.bool_]
Wholes = NDArray[Any]
Seen = Callable[[Bools, Bools], Wholes]
"""Gives bits for what is possible, from which thresholds each sum reaches at its least, and which at its most."""


class End(NamedTuple):
    """One end of some numbers; arrays of one shape.

    Attributes:
        at: whole numbers.
        endless: where there is no end; the number there says nothing.
    """

    at: Wholes
    endless: Bools


@frozen(eq=False)
class Open:
    """A number that is open.

    Args:
        times: how many times it counts for each threshold.
        low, high: the least and the most that it can be; of shape (scores,).
        whole: whether it is a whole number.
    """

    times: Sequence[int]
    low: End
    high: End
    whole: bool


@frozen(eq=False)
class Crossing:
    """What is known of some sums, in some scores.

    Args:
        low, high: what all but the open numbers add to a sum at its least and at its most, less each threshold; of
            shape (scores, thresholds). One and the same where all of it is known.
        above: bool array: for each threshold whether a sum has to be above it; else it may be on it.
        open: the numbers that are open.
        unit: how many of its units make 1.
        exact: bool array of shape (scores,): where the open numbers are what somebody can answer; elsewhere they stand
            for others beside them.
    """

    low: End
    high: End
    above: Bools
    open: tuple[Open, ...]
    unit: int
    exact: Bools

    def fitting(self) -> Crossing:
        """The same, in integers of Python where those of 64 bits may not hold what `possible` computes."""
        factors = [2 * lcm(*(by for _, _, by in self._corners())), 2 * lcm(*(n or 1 for n in self.open[-1].times))]
        ends = [self.low, self.high, *(end for one in self.open for end in (one.low, one.high))]
        greatest = max(most(end.at) for end in ends) + self.unit
        often = max(abs(n) for one in self.open for n in (1, *one.times))
        fits = greatest * (8 * often * often * max(factors)) ** len(self.open) < LIMIT
        return self if fits else self._changed(lambda at: at.astype(object))

    def possible(self, seen: Seen) -> Wholes:
        """For each score the bits of all that is possible. Costs at most a few hundred looks at all scores."""
        if self.open:
            nothing = np.zeros(len(self.exact), dtype=np.int64)
            found = (np.where(fits, one.possible(seen), 0) for fits, one in self._tried() if fits.any())
            return reduce(or_, found, nothing)
        low, high = (np.where(self.above, end.at > 0, end.at >= 0).astype(bool) for end in (self.low, self.high))
        return seen(low & ~self.low.endless, high | self.high.endless)

    def _changed(self, change: Callable[[Wholes], Wholes], unit: int = 1) -> Crossing:
        """The same with all numbers changed."""

        def changed(end: End) -> End:
            return End(change(end.at), end.endless)

        low = changed(self.low)
        high = low if self.high is self.low else changed(self.high)
        numbers = tuple(evolve(one, low=changed(one.low), high=changed(one.high)) for one in self.open)
        return evolve(self, low=low, high=high, open=numbers, unit=self.unit * unit)

    def _tried(self) -> Iterator[tuple[Bools, Crossing]]:
        """The first open number at each of its points and between each two: where it can be that, and what is left."""
        corners = [*self._corners()]
        factor = 2 * lcm(*(by for _, _, by in corners))
        fine = self._changed(lambda at: at * factor, factor)
        first, step = fine.open[0], fine.unit
        points = _points([(at * (factor // by), there) for at, there, by in corners], first, 2 * step)
        for at in points.T:
            yield self._answerable(first, at, step), fine.at(at, self.exact)
        for one, other in pairwise(points.T):
            at = np.where(self.exact & first.whole, (one // step + 1) * step, (one + other) // 2)
            yield np.asarray((one < at) & (at < other), dtype=bool), fine.at(at, np.zeros_like(self.exact))

    def _answerable(self, first: Open, at: Wholes, step: int) -> Bools:
        """Where a number is one that somebody can answer: a whole one, or a decimal."""
        by = step
        while not first.whole and (by % 2 == 0 or by % 5 == 0):
            by //= 2 if by % 2 == 0 else 5
        return np.asarray(~self.exact | (at % by == 0), dtype=bool)

    def at(self, at: Wholes, exact: Bools) -> Crossing:
        """What is left when the first open number is known."""
        first, *rest = self.open
        added = at[:, None] * np.array(first.times, dtype=at.dtype)
        low = End(self.low.at + added, self.low.endless)
        high = low if self.high is self.low else End(self.high.at + added, self.high.endless)
        return evolve(self, low=low, high=high, open=tuple(rest), exact=exact)

    def _corners(self) -> Iterator[tuple[Wholes, Bools, int]]:
        """Where the first open number has a point: an array to be divided by a number; and where there is one."""
        first, *rest = self.open
        ends = (self.low,) if self.low is self.high else (self.low, self.high)
        second = rest[0].times if rest else [0] * len(first.times)
        lines = [
            (c, d, end.at[:, n], end.endless[:, n])
            for end in ends
            for n, (c, d) in enumerate(zip(first.times, second, strict=True))
            if c or d
        ]
        yield from ((-at, ~endless, c) for c, d, at, endless in lines if not d)
        lines += [(0, 1, -end.at, end.endless) for one in rest for end in (one.low, one.high)]
        for (a, b, at, endless), (c, d, other, none) in combinations(lines, 2):
            if b and d and (by := a * d - b * c):
                yield other * b - at * d, ~(endless | none), by


def _points(corners: Sequence[tuple[Wholes, Bools]], number: Open, margin: int) -> Wholes:
    """The points of an open number, ascending: its ends, or what is beyond all others; of shape (scores, points)."""
    low, high = number.low, number.high
    some = np.where(low.endless, np.where(high.endless, 0, high.at), low.at)
    found = np.column_stack([some, *(np.where(there, at, some) for at, there in corners)])
    first = np.where(low.endless, found.min(axis=1) - margin, low.at)
    last = np.where(high.endless, found.max(axis=1) + margin, high.at)
    inside = np.minimum(np.maximum(found, first[:, None]), last[:, None])
    return np.sort(np.column_stack([first, inside, last]), axis=1)
