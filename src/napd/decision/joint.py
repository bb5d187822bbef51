"""Joint: which classes of several numbers go together, where these are computed from the same answers.

`6 * a <= b` and `a <= b` each ask a sum of its own. While `a` is open, so are both, but not each for itself: where `a`
is not below 0 the first holds only where the second does. So what is known of them together is a set of *cells*, with
one class of each. It has a code, in bits, which stands among the codes of the answers by the name of the group; 0 says
no more than the codes of each by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import pairwise, product
from math import prod
from operator import and_
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.connected import connected
from napd.decision.diagram import Classes
from napd.model.questions import Question

MOST_CELLS = 1024
"""Where there are more cells, each number is taken by itself."""
MOST_BITS = 62
Places = NDArray[np.intp]
Sums = Mapping[str, tuple[Axis, Sequence[tuple[Question, int]]]]
"""By its name the axis of a number, and what is added in it, each so many times."""


@frozen(eq=False, repr=False)
class Joint:
    """Numbers that share what is added in them.

    Args:
        sums: these.
    """

    sums: Sums

    @property
    def name(self) -> str:
        """What its codes stand under."""
        return "|".join(self.sums)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of classes of each."""
        return tuple(axis.size for axis, _ in self.sums.values())

    @cached_property
    def cells(self) -> Sequence[Classes]:
        """Every combination of classes, in the order of its bits."""
        return list(product(*map(range, self.sizes)))

    @property
    def dtype(self) -> type[np.int64 | object]:
        """What arrays of codes hold: integers of Python where those of numpy are too short."""
        return np.int64 if len(self.cells) <= MOST_BITS else object

    @cached_property
    def _between(self) -> Sequence[NDArray[Any]]:
        """For each number, by its first and its last class, the bits of the cells that it allows."""
        found = []
        for n, size in enumerate(self.sizes):
            each = [sum(1 << bit for bit, cell in enumerate(self.cells) if cell[n] == k) for k in range(size)]
            table = [[sum(each[low : high + 1]) for high in range(size)] for low in range(size)]
            found.append(np.array(table, dtype=self.dtype))
        return found

    def bits(self, low: NDArray[np.bool_], high: NDArray[np.bool_]) -> NDArray[Any]:
        """The bits of the cells that there can be, from the thresholds that are reached.

        Args:
            low: those reached at the least; of shape (scores, thresholds), of one number after the other.
            high: those reached at the most.
        """
        starts = np.cumsum([0, *(size - 1 for size in self.sizes)])
        ends = [[side[:, a:b].sum(axis=1) for side in (low, high)] for a, b in pairwise(starts)]
        return reduce(and_, (table[first, last] for table, (first, last) in zip(self._between, ends, strict=True)))

    def codes(self, bits: NDArray[Any]) -> NDArray[Any]:
        """The codes of sets of cells: 0 where they are all there are between the first and last class of each number.

        So it is for no cell at all, which is what bounds between which no whole number lies come to.
        """
        distinct, places = np.unique(bits, return_inverse=True)
        return np.array([0 if not each or self._is_plain(each) else each for each in distinct.tolist()], self.dtype)[
            places
        ]

    def _is_plain(self, bits: int) -> bool:
        ends = [(min(some), max(some)) for some in zip(*self.of(bits), strict=True)]
        return bool(bits == reduce(and_, (int(table[end]) for table, end in zip(self._between, ends, strict=True))))

    def of(self, code: int) -> list[Classes]:
        """The cells of a code above 0."""
        return [cell for bit, cell in enumerate(self.cells) if code >> bit & 1]


def joints(sums: Sums) -> Iterator[Joint]:
    """The groups of numbers that share what is added in them, also by way of others."""
    for names in connected({name: {part.id for part, _ in of} for name, (_, of) in sums.items()}):
        some = {name: sums[name] for name in names}
        if len(some) > 1 and 1 < prod(axis.size for axis, _ in some.values()) <= MOST_CELLS:
            yield Joint(some)


def spread(joined: Sequence[Joint], codes: Mapping[str, NDArray[Any]]) -> tuple[Places, dict[str, Any]]:
    """Scores of which more is known than the codes of each answer say, each as its cells.

    Returns:
        For each of these the place of its score, ascending, and by the name of each answer its code.
    """
    together = [one for one in joined if one.name in codes]
    rows = np.flatnonzero(reduce(np.logical_or, (codes[one.name] != 0 for one in together), np.zeros(1, dtype=bool)))
    if not len(rows):
        return rows, {}
    found = {name: column[rows] for name, column in codes.items()}
    for one in together:
        distinct, places = np.unique(found.pop(one.name), return_inverse=True)
        cells = [one.of(code) if code else [(-1,) * len(one.sums)] for code in distinct.tolist()]
        counts = np.array(list(map(len, cells)))
        starts, many = (np.cumsum(counts) - counts)[places], counts[places]
        again = np.repeat(np.arange(len(rows)), many)
        within = np.arange(len(again)) - np.repeat(np.cumsum(many) - many, many)
        classes = np.array([cell for some in cells for cell in some]).reshape(-1, len(one.sums))
        rows, found = rows[again], {name: column[again] for name, column in found.items()}
        for name, k in zip(one.sums, classes[np.repeat(starts, many) + within].T, strict=True):
            found[name] = np.where(k < 0, found[name], k + 1)
    return rows, found


def gathered(
    rows: NDArray[np.intp], places: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], list[list[int]]]:
    """What the cells of each score come to, from the place of each.

    Returns:
        The scores; for each the place, in the list beside it, of the places of its cells; and this list.
    """
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    distinct, which = np.unique(places, return_inverse=True)
    bits = np.array([1 << n for n in range(len(distinct))], np.int64 if len(distinct) <= MOST_BITS else object)
    sets, found = np.unique(np.bitwise_or.reduceat(bits[which], starts), return_inverse=True)
    each = [[place for n, place in enumerate(distinct.tolist()) if one >> n & 1] for one in sets.tolist()]
    return rows[starts], found, each
