"""The audit: within what range each figure can lie, by everything that is published.

A range is believed for two witnesses only: two whole tables, of numbers of 0 or more, that fit everything published and
hold its lowest and its highest value. HiGHS finds them by linear programming. A range may be narrower than the true one
where the search was cut short, and never wider: nobody can narrow a figure further than its range says.

Of a table of two dimensions the witnesses are of whole numbers, and so they are wherever at most `SEARCHED` leaves hang
together: they are checked in integers, without any rounding. In a larger table of more dimensions a witness may have
fractions, as in all common practice: then nobody narrows the figure further by sums alone, but it is not proved that
trying whole numbers does not. The audit keeps count of which are which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Self

import numpy as np
from attrs import define, evolve, field, frozen
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from napd import NapdError
from napd_disclosure.components import Component, Components
from napd_disclosure.constraints import NO_BOUND, Constraints, Ints

Flags = NDArray[np.bool_]
OPTIMAL, INFEASIBLE = 0, 2
"""How HiGHS ended, by scipy: with the best there is, or knowing that there is none."""
SEARCHED = 64
"""Among how many leaves at most whole numbers are searched for, where they do not come by themselves."""
CLOSE = 1e-6
"""How far from a whole number a value may lie to be tried as one; and how far off a sum of fractions may be."""
SPARSE = 0.05
"""Which share of the figures that are still narrow a table has to help, for another to be tried in the same way."""
TRIES = 3
"""How many tables in succession may help fewer."""
Progress = Callable[[], None]


@frozen(eq=False)
class Ranges:
    """Within what range each figure can lie.

    Args:
        low: int64, the least for which there is a witness.
        high: int64, the most; NO_BOUND where there is no bound.
        best: bool, whether both ends are proved to be the utmost; else the true range may be wider.
    """

    low: Ints
    high: Ints
    best: Flags


@define(eq=False)
class Audit:
    """The audit of what is published, with the witnesses so far.

    Args:
        known: what is published.
        table: int64 by leaf, the table as it was counted, where that is known; else one that fits is looked for.
        base: the first witness.
        low: int64 by figure, the least for which there is a witness so far, of its leaves.
        high: int64 by figure, likewise the most.
        whole_low: the same, where only witnesses of whole numbers count.
        whole_high: likewise.
        lowest: bool by figure, whether the least is proved to be so.
        highest: likewise the most.

    Raises:
        NapdError: where no table fits what is published, so that something in it must be wrong.
    """

    known: Constraints
    table: NDArray[Any] | None = None
    low: Ints = field(init=False)
    high: Ints = field(init=False)
    whole_low: Ints = field(init=False)
    whole_high: Ints = field(init=False)
    lowest: Flags = field(init=False)
    highest: Flags = field(init=False)
    _parts: Components = field(init=False)
    base: NDArray[Any] = field(init=False)
    _made: dict[int, Component] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        size = len(self.known.low)
        self.low, self.high = np.full(size, NO_BOUND), np.full(size, -1)
        self.whole_low, self.whole_high = self.low.copy(), self.high.copy()
        self.lowest, self.highest = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        self._parts = Components.of(self.known)
        self.base = self._first() if self.table is None else self.table
        self.table, self._made = self.base, {}
        if not self._take(self.base):
            raise NapdError("no table of whole numbers fits what is published: a figure or a total in it is wrong")

    def with_more(self, known: Constraints) -> Self:
        """The audit of the same table with more of it hidden: what was found possible stays so."""
        more = evolve(self, known=known)
        if (self.low >= known.least).all():
            for name in ("low", "high", "whole_low", "whole_high"):
                setattr(more, name, getattr(self, name).copy())
        return more

    def ranges(self, figures: Iterable[int], progress: Progress | None = None) -> Ranges:
        """The range of some figures, each end as far out as it goes.

        Costs two linear programs for each, of all leaves that hang together with it.
        """
        for figure in figures:
            self.highest[figure] = self.highest[figure] or self._stretch(figure, 1)
            self.lowest[figure] = self.lowest[figure] or self._stretch(figure, -1)
            if progress:
                progress()
        return self.found()

    def prove(self, progress: Progress | None = None, most: int | None = None) -> Flags:
        """Which figures that must stay uncertain are not proved to be.

        A witness serves every figure at once, so most need no program of their own. Where a great many leaves hang
        together, only those of a few codes of the first dimension are moved at a time.

        Args:
            progress: is called after each figure that has a program of its own.
            most: of how many figures at most each is looked at by itself; where more are left, none is. None for all.
        """
        pieces = [Component.of(self.known, leaves, self.base) for leaves in self._parts.pieces()]
        for number, piece in enumerate(pieces):
            self._spread(piece, np.random.default_rng(number))
        left = np.flatnonzero(self.narrow())
        for figure in left.tolist() if most is None or len(left) <= most else ():
            for piece in pieces:
                if self.narrow()[figure] and piece.touches[figure]:
                    self._single(piece, figure)
            if self.narrow()[figure] and self.low[figure] + self.known.shared[figure] >= self.known.floor[figure]:
                self.lowest[figure] = self._stretch(figure, -1)
            if progress:
                progress()
        return self.narrow()

    def narrow(self) -> Flags:
        """Which figures that must stay uncertain are not proved to be, so far."""
        found = self.found()
        return self.known.narrow(found.low, found.high, self.lowest)

    def in_fractions(self) -> Flags:
        """Which figures must stay uncertain, and are not proved to by witnesses of whole numbers alone, so far."""
        shared = self.known.shared
        high = np.where(self.whole_high >= self.known.roof, NO_BOUND, self.whole_high + shared)
        return self.known.narrow(self.whole_low + shared, high, self.lowest)

    def found(self) -> Ranges:
        """What is found so far, with those that everybody is taken to know of added."""
        shared = self.known.shared
        high = np.where(self.high >= self.known.roof, NO_BOUND, self.high + shared)
        return Ranges(self.low + shared, high, self.lowest & self.highest)

    def _first(self) -> NDArray[Any]:
        """Some table that fits, or one that does not if there is none."""
        table: NDArray[Any] = self._parts.fixed
        for leaves in self._parts.whole():
            found, _ = extreme(Component.of(self.known, leaves, table), np.zeros(len(leaves)))
            if found is not None:
                table = _put(table, leaves, found)
        return table

    def _take(self, table: NDArray[Any]) -> bool:
        """Check a table, one of integers in integers, and keep what it shows to be possible; whether it fits."""
        known, values = self.known, self.known.sums @ table
        is_whole = table.dtype == np.int64
        off = 0 if is_whole else CLOSE
        if (table < 0).any() or (values < known.least - off).any() or (values > known.most + off).any():
            return False
        low, high = (values, values) if is_whole else (np.ceil(values - off), np.floor(values + off))
        ends = [(self.low, self.high), *([(self.whole_low, self.whole_high)] if is_whole else [])]
        for least, most in ends:
            np.minimum(least, low.astype(np.int64), out=least)
            np.maximum(most, high.astype(np.int64), out=most)
        return True

    def _spread(self, piece: Component, random: np.random.Generator) -> None:
        """Witnesses for many figures at once: tables as high as they go in half of them, and low in the others.

        Which half is drawn, from the same seed each time.
        """
        tries = 0
        while tries < TRIES:
            narrow = np.flatnonzero(self.narrow() & piece.touches)
            if not len(narrow):
                return
            ways = random.choice((-1.0, 1.0), len(narrow))
            self._try(piece, np.asarray(self.known.sums[narrow][:, piece.leaves].T @ ways))
            helped = len(narrow) - int(self.narrow()[narrow].sum())
            tries = tries + 1 if helped < SPARSE * len(narrow) else 0

    def _single(self, piece: Component, figure: int) -> None:
        """Both ends of one figure, as far as one piece goes."""
        wanted = self.known.sums[[figure]][:, piece.leaves].toarray().ravel().astype(float)
        for sign in (1, -1):
            self._try(piece, sign * wanted)

    def _try(self, piece: Component, wanted: NDArray[np.float64]) -> None:
        """Look for the table that has most of what is wanted, with what is outside the piece as it is."""
        found, _ = extreme(piece, -wanted)
        if found is not None:
            self._take(_put(self.base, piece.leaves, found))

    def _stretch(self, figure: int, sign: int) -> bool:
        """Look for a table in which a figure is as high as it goes, or as low for -1; whether that is proved."""
        wanted = np.zeros(len(self.base))
        wanted[self.known.sums[[figure]].indices] = sign
        table: NDArray[Any] = self.base
        is_best = True
        for number, leaves in enumerate(self._parts.whole()):
            if wanted[leaves].any():
                if number not in self._made:
                    self._made[number] = Component.of(self.known, leaves, self.base)
                found, proved = extreme(self._made[number], -wanted[leaves])
                is_best &= proved
                if found is not None:
                    table = _put(table, leaves, found)
        return self._take(table) and is_best


def _put(table: NDArray[Any], leaves: Ints, found: NDArray[Any]) -> NDArray[Any]:
    """A table with some leaves replaced; of integers, unless anything in it is a fraction."""
    made = table.astype(np.result_type(table, found))
    made[leaves] = found
    return made


def extreme(part: Component, cost: NDArray[np.float64]) -> tuple[NDArray[Any] | None, bool]:
    """Leaves that fit and cost least, or None where none were found, and whether nothing costs less.

    They are of integers where the linear program ends in whole numbers, as it always does for a table of two
    dimensions, or few enough hang together to search for them; else of floats.
    """
    top = np.where(part.high >= NO_BOUND, np.inf, part.high)
    within: dict[str, Any] = {"constraints": LinearConstraint(part.sums, part.low, top), "bounds": Bounds(0, part.roof)}
    found = milp(cost, **within)
    is_fraction = found.x is not None and np.abs(found.x - np.round(found.x)).max(initial=0) > CLOSE
    if is_fraction and len(cost) <= SEARCHED:
        found = milp(cost, integrality=np.ones(len(cost)), **within)
        is_fraction = False
    if found.x is None:
        return None, found.status == INFEASIBLE
    if is_fraction:
        return np.maximum(found.x, 0), found.status == OPTIMAL
    return np.round(found.x).astype(np.int64), found.status == OPTIMAL
