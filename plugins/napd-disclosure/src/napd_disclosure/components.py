"""Parts: the leaves that hang together, so that a change in one has to be made up for in others of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from napd_disclosure.constraints import NO_BOUND, Constraints, Ints

SMALL = 600
"""How many leaves of one part are moved at once, unless a single code of the first dimension has more."""


@frozen(eq=False)
class Component:
    """Some leaves, with what is known of them while all others stay as they are.

    Args:
        leaves: their numbers.
        rows: the numbers of the figures that add up any of them, and say something.
        sums: which of them each of these adds up, as floats.
        low: of each of these figures, with what the other leaves have taken off.
        high: likewise; NO_BOUND without a bound.
        roof: the most that is tried of a leaf: more than there can be where there is any bound.
        touches: bool, of every figure whether it adds up any of the leaves.
    """

    leaves: Ints
    rows: Ints
    sums: Any
    low: Ints
    high: Ints
    roof: int
    touches: NDArray[np.bool_]

    @classmethod
    def of(cls, known: Constraints, leaves: Ints, table: Ints) -> Self:
        """What is known of some leaves, where all others are as in a table."""
        own = known.sums[:, leaves]
        touches = np.diff(own.indptr) > 0
        rows = np.flatnonzero(touches & ((known.least > 0) | (known.most < NO_BOUND)))
        others = table.copy()
        others[leaves] = 0
        taken = known.sums[rows] @ others
        most = known.most[rows]
        high = np.where(most >= NO_BOUND, NO_BOUND, most - taken)
        return cls(leaves, rows, own[rows].astype(float), known.least[rows] - taken, high, known.roof, touches)


@frozen(eq=False)
class Components:
    """The leaves that do not follow by subtraction alone, split where nothing connects them.

    Args:
        fixed: int64 by leaf, its value where that follows by subtraction; else 0.
        part_of: int64 by leaf, the number of its part; -1 where it follows.
        codes: how many codes the first dimension has.
    """

    fixed: Ints
    part_of: Ints
    codes: int = field(default=1)

    @classmethod
    def of(cls, known: Constraints) -> Self:
        """What is published, split."""
        fixed, is_open = _subtracted(known)
        says = (known.least > 0) | (known.most < NO_BOUND)
        kept = _scaled(says) @ known.sums @ _scaled(is_open)
        graph = sparse.block_array([[None, kept], [kept.T, None]])
        _, label = connected_components(graph, directed=False)
        of_leaf = label[len(says) :]
        _, numbered = np.unique(np.where(is_open, of_leaf, -1), return_inverse=True)
        return cls(fixed, numbered.astype(np.int64) - int(not is_open.all()), known.codes)

    @cached_property
    def _whole(self) -> list[Ints]:
        order = np.argsort(self.part_of, kind="stable")
        starts = np.searchsorted(self.part_of[order], np.arange(self.part_of.max(initial=-1) + 2))
        return [order[begin:end] for begin, end in pairwise(starts)]

    def whole(self) -> list[Ints]:
        """The leaves of each part."""
        return self._whole

    def pieces(self) -> Iterator[Ints]:
        """The same, with large parts in pieces."""
        each = len(self.part_of) // self.codes
        for leaves in self._whole:
            yield from in_pieces(leaves, each)


def in_pieces(leaves: Ints, each: int) -> Iterator[Ints]:
    """Leaves in pieces of at most `SMALL`, each of neighbouring codes of the first dimension, and at least of two.

    Args:
        leaves: their numbers, in order.
        each: how many leaves a code of the first dimension has.
    """
    codes, rank = np.unique(leaves // each, return_inverse=True)
    step = max(SMALL * len(codes) // max(len(leaves), 1), 2)
    for begin in range(0, len(codes), step):
        yield leaves[(rank >= begin) & (rank < begin + step)]


def _subtracted(known: Constraints) -> tuple[Ints, NDArray[np.bool_]]:
    """The value of each leaf that follows by subtraction alone, and which leaves are still open."""
    size = known.sums.shape[1]
    fixed, is_open = np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool)
    exact = known.least == known.most
    while True:
        rest = known.least - known.sums @ fixed
        left = known.sums @ is_open.astype(np.int64)
        none = known.sums.T @ (exact & (rest == 0) & (left > 0)).astype(np.int64) > 0
        single = np.flatnonzero(exact & (left == 1))
        alone = known.sums[single] @ _scaled(is_open)
        of_row, of_leaf = alone.nonzero()
        value = np.zeros(size, dtype=np.int64)
        value[of_leaf] = rest[single][of_row]
        none[of_leaf] = True
        new = is_open & none
        if not new.any():
            return fixed, is_open
        fixed[new] = value[new]
        is_open &= ~new


def _scaled(flags: NDArray[np.bool_]) -> Any:
    """A diagonal of 0 and 1, to take rows or columns out of a matrix."""
    return sparse.diags_array(flags.astype(np.int64), dtype=np.int64, format="csr")
