"""The audit: within what range each figure can lie, by everything that is published.

A range is believed for two witnesses only: two whole tables, of numbers of 0 or more, that fit everything published and
hold its lowest and its highest value. HiGHS finds them by linear programming, and napd checks each by itself. A range
may be narrower than the true one where the search was cut short, and never wider: nobody can narrow a figure further
than its range says.

A table of a country is searched in pieces, with all that is outside a piece as it was counted: `components` says why
what is found there holds for the whole.

Of a table of two dimensions the witnesses are of whole numbers, and so they are wherever at most `SEARCHED` leaves hang
together: they are checked in integers, without any rounding. In a larger table of more dimensions a witness may have
fractions, as in all common practice: then nobody narrows the figure further by sums alone, but it is not proved that
trying whole numbers does not. The audit keeps count of which are which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from attrs import define, field, frozen
from numpy.typing import NDArray

from napd import NapdError
from napd_disclosure.components import Component, Components
from napd_disclosure.constraints import EVERY, NO_BOUND, Constraints, Ints
from napd_disclosure.reaching import CLOSE, Flags, Floats, extreme, reach

TRIES = 3
"""How many tables in succession may bring no figure as far as it has to come."""
ALONE = 400
"""Of how many figures at most, that no table for many at once brings far enough, each is looked at by itself."""
LARGE = 2000
"""Among how many leaves at most the utmost is looked for, and not only what is far enough: a program of all of them."""
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
        pool: leaves of pieces that another audit of the same table found, each of which is checked again here; what
            this one finds is added.
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
    pool: list[tuple[Component, NDArray[Any]]] = field(factory=list)
    low: Ints = field(init=False)
    high: Ints = field(init=False)
    whole_low: Ints = field(init=False)
    whole_high: Ints = field(init=False)
    lowest: Flags = field(init=False)
    highest: Flags = field(init=False)
    base: NDArray[Any] = field(init=False)
    _parts: Components | None = field(default=None, init=False)
    _made: dict[int, Component] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.base = self._first() if self.table is None else self.table
        if not self._start():
            raise NapdError("no table of whole numbers fits what is published: a figure or a total in it is wrong")

    def loosen(self, known: Constraints) -> None:
        """Go on with less of the table published: what was found possible stays so, and what was proved does not."""
        stays = bool((self.low >= known.least).all())
        self.known, self._parts, self._made = known, None, {}
        self.lowest, self.highest = np.zeros_like(self.lowest), np.zeros_like(self.highest)
        if not stays:
            self._start()

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

    def prove(self, progress: Progress | None = None, most: int = ALONE) -> Flags:
        """Which figures that must stay uncertain are not proved to be.

        A witness serves many figures at once, so most need no program of their own. Where a great many leaves hang
        together, only those of one piece are moved at a time. So the work grows with the number of pieces.

        Args:
            progress: is called after each piece, and after each figure that has a program of its own.
            most: of how many figures at most each is looked at by itself; where more are left, none is.
        """
        made = []
        for number, leaves in enumerate(self.parts.pieces(self.base)):
            if self.narrow().any():
                made.append(Component.of(self.known, leaves, self.base))
                self._spread(made[-1], np.random.default_rng(number))
            if progress:
                progress()
        left = np.flatnonzero(self.narrow())
        for figure in left.tolist() if len(left) <= most else ():
            self._single(made, figure)
            if progress:
                progress()
        return self.narrow()

    @property
    def parts(self) -> Components:
        """The leaves, split where nothing connects them."""
        if self._parts is None:
            self._parts = Components.of(self.known)
        return self._parts

    def narrow(self, at: Ints | slice = EVERY) -> Flags:
        """Which figures that must stay uncertain are not proved to be, so far; of all, or of those at some places."""
        low, high = self._ends(self.low[at], self.high[at], at)
        return self.known.narrow(low, high, self.lowest[at], at)

    def in_fractions(self) -> Flags:
        """Which figures must stay uncertain, and are not proved to by witnesses of whole numbers alone, so far."""
        return self.known.narrow(*self._ends(self.whole_low, self.whole_high), self.lowest)

    def found(self) -> Ranges:
        """What is found so far, with those that everybody is taken to know of added."""
        return Ranges(*self._ends(self.low, self.high), self.lowest & self.highest)

    def look(
        self, piece: Component, wanted: Ints, random: np.random.Generator, cost: Floats | None = None
    ) -> tuple[NDArray[Any] | None, Ints]:
        """Leaves of a piece that bring as many figures as possible as far as they have to come, as of `reach`.

        Whether one has to come so high or so low is drawn; those that cannot come low enough are drawn high.

        Args:
            piece: the leaves.
            wanted: the places of the figures, among those of the piece.
            random: draws.
            cost: as of `reach`.
        """
        figures = piece.figures[wanted]
        width = self.known.width[figures]
        up = random.random(len(wanted)) < 1 / 2
        goal = np.where(up, self.low[figures] + width, np.maximum(self.high[figures] - width, 0))
        return reach(piece, wanted, goal, up, cost)

    def take(self, piece: Component, leaves: NDArray[Any]) -> bool:
        """Check leaves, with all others as they are, and keep what they show to be possible; whether they fit.

        Of fractions the nearest whole numbers are tried first.
        """
        if leaves.dtype != np.int64:
            self.take(piece, np.round(leaves).astype(np.int64))
        if fits := self._keep(leaves, piece.sums @ leaves + piece.taken, piece.figures):
            self.pool.append((piece, leaves))
        return fits

    def _ends(self, low: Ints, high: Ints, at: Ints | slice = EVERY) -> tuple[Ints, Ints]:
        """Ends of ranges with those that everybody is taken to know of."""
        shared = self.known.shared[at]
        return low + shared, np.where(high >= self.known.roof, NO_BOUND, high + shared)

    def _start(self) -> bool:
        """Start with the first witness, and those of the pool that fit; whether the first does."""
        size = len(self.known.low)
        self.low, self.high = np.full(size, NO_BOUND), np.full(size, -1)
        self.whole_low, self.whole_high = self.low.copy(), self.high.copy()
        self.lowest, self.highest = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        for piece, leaves in self.pool:
            self._keep(leaves, piece.sums @ leaves + piece.taken, piece.figures)
        return self._take(self.base)

    def _first(self) -> NDArray[Any]:
        """Some table that fits, or one that does not if there is none."""
        table: NDArray[Any] = self.parts.fixed
        for leaves in self.parts.whole():
            found, _ = extreme(Component.of(self.known, leaves, table), np.zeros(len(leaves)))
            if found is not None:
                table = _put(table, leaves, found)
        return table

    def _take(self, table: NDArray[Any]) -> bool:
        """Check a whole table, and keep what it shows to be possible; whether it fits."""
        return self._keep(table, self.known.sums @ table, EVERY)

    def _keep(self, leaves: NDArray[Any], values: NDArray[Any], at: Ints | slice) -> bool:
        """Check leaves and the figures that they give, in integers where they are integers; whether they fit."""
        is_whole = leaves.dtype == values.dtype == np.int64
        off = 0 if is_whole else CLOSE
        known = self.known
        if (leaves < 0).any() or (values < known.least[at] - off).any() or (values > known.most[at] + off).any():
            return False
        low, high = (values, values) if is_whole else (np.ceil(values - off), np.floor(values + off))
        ends = [(self.low, self.high), *([(self.whole_low, self.whole_high)] if is_whole else [])]
        for least, most in ends:
            least[at] = np.minimum(least[at], low.astype(np.int64))
            most[at] = np.maximum(most[at], high.astype(np.int64))
        return True

    def _spread(self, piece: Component, random: np.random.Generator) -> None:
        """Witnesses for many figures at once."""
        tries = 0
        while tries < TRIES:
            wanted = np.flatnonzero(self.narrow(piece.figures))
            if not len(wanted):
                return
            leaves, _ = self.look(piece, wanted, random)
            if leaves is not None:
                self.take(piece, leaves)
            tries = 0 if self.narrow(piece.figures[wanted]).sum() < len(wanted) else tries + 1

    def _single(self, pieces: Iterable[Component], figure: int) -> None:
        """Witnesses for one figure, in every piece that it has leaves in; or the proof that it is not small."""
        for piece in pieces:
            place = np.searchsorted(piece.figures, figure)
            if place == len(piece.figures) or piece.figures[place] != figure:
                continue
            wanted = piece.sums[[place]].toarray().ravel().astype(float)
            for sign in (-1, 1) if self.narrow()[figure] else ():
                leaves, _ = extreme(piece, sign * wanted)
                if leaves is not None:
                    self.take(piece, leaves)
        at = np.array([figure])
        is_large = self.low[figure] + self.known.shared[figure] >= self.known.floor[figure]
        if is_large and self.narrow(at)[0] and len(self.base) <= LARGE:
            self.lowest[figure] = self._stretch(figure, -1)

    def _stretch(self, figure: int, sign: int) -> bool:
        """Look for a table in which a figure is as high as it goes, or as low for -1; whether that is proved."""
        wanted = np.zeros(len(self.base))
        wanted[self.known.sums[[figure]].indices] = sign
        table: NDArray[Any] = self.base
        is_best = True
        for number, leaves in enumerate(self.parts.whole()):
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
