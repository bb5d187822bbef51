"""Exact numbers: what is computed from answers, compared with thresholds without floating point.

What people type is a decimal, which a float comes near to: 2.47 of 2.60 is 95 per cent, and as floats a little more.
Here decimals are whole numbers over one power of ten, and a ratio is a pair of whole numbers, of which the products are
compared. Integers of 64 bits do that; where they would not hold a product, the integers of Python do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.decision.axes import Cut
from napd.model.values import DIGITS, exact

LIMIT = 1 << 62
"""Whole numbers stay below it while they have 64 bits."""
POWERS = np.array([float(10**places) for places in range(DIGITS + 1)])
SURE = 1 << 50
"""Below it a float times a power of ten is less than a half away from the whole number that it stands for."""
Floats = NDArray[np.float64]
Rows = NDArray[Any]
Wholes = NDArray[Any]
"""Whole numbers: an int64 array, or an object array of Python's integers where these would not hold them."""
Signs = NDArray[np.int8]


@frozen(eq=False)
class Decimals:
    """Decimals with the same number of places; arrays of shape (rows,).

    Args:
        wholes: the numbers times 10 ** places.
        places: how many decimals they have.
        beyond: 1 for a number without an upper bound, -1 for one without a lower; else 0. Its whole is 0.
    """

    wholes: Wholes
    places: int
    beyond: Signs

    @classmethod
    def of(cls, values: Floats) -> Decimals:
        """The decimals that floats carry; each is of those that `counted` gives, or infinite."""
        beyond = (np.sign(values) * np.isinf(values)).astype(np.int8)
        finite = np.where(beyond == 0, values, 0.0)
        places = _places(finite)
        return cls(_wholes(finite, places), places, beyond)

    def __add__(self, other: Decimals) -> Decimals:
        places = max(self.places, other.places)
        one, two = self.at(places), other.at(places)
        if most(one) + most(two) >= LIMIT:
            one, two = one.astype(object), two.astype(object)
        return Decimals(one + two, places, np.sign(self.beyond + other.beyond).astype(np.int8))

    def at(self, places: int) -> Wholes:
        """The whole numbers with more places."""
        return times(self.wholes, 10 ** (places - self.places))

    def times(self, counts: NDArray[np.int64]) -> Decimals:
        """Each so many times; 0 times is 0, of what has no bound too."""
        return Decimals(times(self.wholes, counts), self.places, (self.beyond * (counts > 0)).astype(np.int8))

    def over(self, counts: NDArray[np.int64]) -> Fractions:
        """Each divided by a number above 0."""
        bottoms = times(counts, 10**self.places)
        ends = self.beyond != 0
        return Fractions(np.where(ends, self.beyond, self.wholes), np.where(ends, 0, bottoms))

    def multiplied(self, factor: int) -> Decimals:
        """Each a number of times, which is not 0."""
        return Decimals(times(self.wholes, factor), self.places, (self.beyond * np.sign(factor)).astype(np.int8))

    def or_bound(self, bound: float) -> Decimals:  # noqa: ARG002 - none is undefined
        """The same; none is undefined."""
        return self

    def summed(self, starts: NDArray[np.int64]) -> Decimals:
        """The sum of each run of rows."""
        wholes = self.wholes.astype(object) if most(self.wholes) * len(self.wholes) >= LIMIT else self.wholes
        return Decimals(np.add.reduceat(wholes, starts), self.places, np.sign(np.add.reduceat(self.beyond, starts)))

    def compared(self, relation: Callable[[Any, Any], Any], other: Decimals) -> NDArray[np.bool_]:
        """Where numbers, each with a bound, stand in a relation such as `operator.gt` to others."""
        places = max(self.places, other.places)
        return np.asarray(relation(self.at(places), other.at(places)), dtype=bool)

    def take(self, rows: Rows) -> Decimals:
        """Some of the rows."""
        return Decimals(self.wholes[rows], self.places, self.beyond[rows])

    def but_for(self, empty: NDArray[np.bool_]) -> Exact:
        """The same, but undefined in some rows."""
        if not empty.any():
            return self
        endless = self.beyond != 0
        tops, bottoms = np.where(endless, self.beyond, self.wholes), np.where(endless, 0, 10**self.places)
        return Fractions(tops, bottoms).but_for(empty)

    @property
    def undefined(self) -> NDArray[np.bool_]:
        """Which are undefined: none."""
        return np.zeros(len(self.wholes), dtype=bool)

    @property
    def positive(self) -> NDArray[np.bool_]:
        """Which are above 0."""
        return np.asarray((self.wholes > 0) | (self.beyond > 0))

    @property
    def floats(self) -> Floats:
        """The nearest floats; infinite without a bound."""
        found = (self.wholes / 10**self.places).astype(np.float64)
        return np.where(self.beyond == 0, found, np.copysign(np.inf, self.beyond)) if self.beyond.any() else found

    def classes(self, cuts: Sequence[Cut]) -> NDArray[np.intp]:
        """The number of cuts up to each."""
        starts = [self._first(cut) for cut in cuts]
        if self.wholes.dtype != object:
            starts = [min(max(start, -LIMIT), LIMIT) for start in starts]
        found = np.searchsorted(np.array(starts, dtype=self.wholes.dtype), self.wholes, side="right")
        return np.where(self.beyond == 0, found, len(cuts) * (self.beyond > 0)) if self.beyond.any() else found

    def _first(self, cut: Cut) -> int:
        """The first whole number that is not before a cut."""
        at: Fraction = exact(cut.at) * 10**self.places
        return floor(at) + 1 if cut.after else -floor(-at)


@frozen(eq=False)
class Fractions:
    """Fractions; arrays of shape (rows,).

    Args:
        tops, bottoms: whole numbers. Nothing is below the line where the number has no bound (the side is that of what
            is above it) or is undefined (nothing is).
        sides: 1 for a number just above the fraction, -1 for one just below it, as near as one likes; else 0. None
            where all are 0.
    """

    tops: Wholes
    bottoms: Wholes
    sides: Signs | None = field(default=None)

    def take(self, rows: Rows) -> Fractions:
        """Some of the rows."""
        return Fractions(self.tops[rows], self.bottoms[rows], None if self.sides is None else self.sides[rows])

    def or_bound(self, bound: float) -> Decimals:
        """Of decimals that are undefined in some rows the decimals again, with a bound in these."""
        places = len(str(int(max(self.bottoms.max(initial=1), 1)))) - 1
        beyond = np.where(self.bottoms == 0, np.sign(self.tops), 0).astype(np.int8)
        found = Decimals(np.where(self.bottoms == 0, 0, self.tops), places, beyond)
        other = Decimals.of(np.array([bound]))
        both = max(places, other.places)
        wholes = np.where(self.undefined, other.at(both)[0], found.at(both))
        return Decimals(wholes, both, np.where(self.undefined, other.beyond[0], beyond).astype(np.int8))

    def or_else(self, other: Fractions) -> Fractions:
        """The same, with those of another where this one is undefined."""
        if not (rows := self.undefined).any():
            return self
        sides = [np.zeros(len(rows), np.int8) if one.sides is None else one.sides for one in (other, self)]
        tops, bottoms = np.where(rows, other.tops, self.tops), np.where(rows, other.bottoms, self.bottoms)
        return Fractions(tops, bottoms, np.where(rows, *sides))

    def but_for(self, empty: NDArray[np.bool_]) -> Fractions:
        """The same, but undefined in some rows."""
        if not empty.any():
            return self
        return Fractions(np.where(empty, 0, self.tops), np.where(empty, 0, self.bottoms), self.sides)

    @property
    def undefined(self) -> NDArray[np.bool_]:
        """Which are undefined."""
        return np.asarray((self.bottoms == 0) & (self.tops == 0))

    @property
    def floats(self) -> Floats:
        """The nearest floats; infinite without a bound, NaN where it is undefined."""
        bottoms = np.where(self.bottoms == 0, 1, self.bottoms)
        found = (self.tops / bottoms).astype(np.float64)
        ends = np.where(self.tops == 0, np.nan, np.where(self.tops > 0, np.inf, -np.inf))
        found = np.where(self.bottoms == 0, ends, found)
        if self.sides is None:
            return found
        return np.where(self.sides, np.nextafter(found, np.copysign(np.inf, self.sides)), found)

    def classes(self, cuts: Sequence[Cut]) -> NDArray[np.intp]:
        """The number of cuts up to each; of what is undefined, any number."""
        found = np.zeros(len(self.tops), dtype=np.intp)
        for cut in cuts:
            found += self._reach(exact(cut.at), after=cut.after)
        return found

    def _reach(self, at: Fraction, *, after: bool) -> NDArray[np.bool_]:
        """Which are not before a cut."""
        left, right = times(self.tops, at.denominator), times(self.bottoms, at.numerator)
        if self.sides is None:
            return np.asarray(left > right if after else left >= right, dtype=bool)
        reach_at = (self.sides > 0) | (self.sides == 0) & (not after)
        return np.asarray((left > right) | (left == right) & reach_at, dtype=bool)


Exact = Decimals | Fractions


def quotient(scale: float, part: Decimals, whole: Decimals) -> Fractions:
    """A part of a whole, times the scale; neither is negative.

    Where the part has no bound, nor has the ratio; in a whole without bound a part comes near to nothing.
    """
    places, factor = max(part.places, whole.places), exact(scale)
    tops, bottoms = times(part.at(places), factor.numerator), times(whole.at(places), factor.denominator)
    if not (part.beyond.any() or whole.beyond.any()):
        return Fractions(tops, bottoms)
    near_nothing = (whole.beyond > 0) & (part.beyond == 0)
    sides = (near_nothing & (tops > 0)).astype(np.int8)
    tops = np.where(part.beyond > 0, 1, np.where(near_nothing, 0, tops))
    return Fractions(tops, np.where(part.beyond > 0, 0, np.where(near_nothing, 1, bottoms)), sides)


def share(scale: float, part: Decimals, rest: Decimals) -> Fractions:
    """A part of itself and the rest, times the scale; where the part has no bound it comes near to all of it."""
    found, factor, endless = quotient(scale, part, part + rest), exact(scale), part.beyond > 0
    if found.sides is None:
        return found
    tops, bottoms = (
        np.where(endless, factor.numerator, found.tops),
        np.where(endless, factor.denominator, found.bottoms),
    )
    return Fractions(tops, bottoms, np.where(endless & rest.positive, np.int8(-1), found.sides))


def most(wholes: Wholes) -> int:
    """The largest of whole numbers, whatever their sign."""
    return int(max(wholes.max(initial=0), -wholes.min(initial=0)))


def times(wholes: Wholes, factor: int | NDArray[np.int64]) -> Wholes:
    """Whole numbers times a factor, or each times its own."""
    if isinstance(factor, int) and factor == 1:
        return wholes
    size = abs(factor) if isinstance(factor, int) else most(factor)
    fits = max(most(wholes), 1) * size < LIMIT
    return np.asarray((wholes if fits else wholes.astype(object)) * factor)


def _places(values: Floats) -> int:
    """How many decimals it takes to write floats."""
    rest = values[values != np.rint(values)]
    places = 0
    while rest.size and places < DIGITS:
        places += 1
        rest = rest[np.rint(rest * POWERS[places]) / POWERS[places] != rest]
    return places


def _wholes(values: Floats, places: int) -> Wholes:
    """Decimals times a power of ten."""
    size = np.abs(values).max(initial=0) * POWERS[places]
    if size < SURE:
        return np.asarray(np.rint(values * POWERS[places]).astype(np.int64))
    wholes, rest = np.rint(values), np.flatnonzero(values != np.rint(values))
    own = np.zeros(len(values), dtype=np.int64)  # each number is read with its own decimals, and then given the others
    while rest.size:
        own[rest] += 1
        powers = POWERS[own[rest]]
        wholes[rest] = np.rint(values[rest] * powers)
        rest = rest[(wholes[rest] / powers != values[rest]) & (own[rest] < places)]
    kind = np.int64 if size < LIMIT else object
    return np.asarray(wholes.astype(np.int64).astype(kind) * 10 ** (places - own).astype(kind))
