"""Pieces: leaves that are moved while all others stay as they are, and why what is proved in a piece is proved.

**What a piece proves.** Let T be a table that fits everything published, and let a piece be some of its leaves. Take
from T all other leaves as *known exactly*: what is left to each figure is its own bounds less what they add up to. Let
P be leaves of the piece within these bounds. Then T with P in its place is a whole table of 0 or more, in which a
figure without a leaf in the piece is as in T, and each other one is within its bounds, by how these were made. So it
fits everything published. Whoever knows the rest of the table exactly knows more than anyone who sees what is
published: what even they cannot narrow, nobody can. A range in a piece lies within the range in the whole.

**Pieces are independent** where what each adds to the figures that it shares with others stays as in T: then any P of
one goes with any P of another, and T with both in their place fits too. So no combination of what is found out about
pieces narrows any of them.

A piece is chosen so that little is lost: codes of one region, in which what one loses another may gain; and, for
figures of whole regions, these with the largest codes of a few other regions, which have enough to lose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from napd_disclosure.constraints import NO_BOUND, Constraints, Ints

SMALL = 600
"""How many leaves of one part are moved at once, unless two codes of the first dimension have more."""

BANKS = 3
"""How many large codes, each of a block of its own, stand by each piece."""


@frozen(eq=False)
class Component:
    """Some leaves, with what is known of them while all others stay as they are.

    Args:
        leaves: their numbers.
        figures: the numbers of the figures that add up any of them.
        sums: which of them each of these adds up: a sparse matrix of whole numbers.
        taken: what the other leaves add to each of these figures.
        low: the least that each of these can be, less what is taken.
        high: likewise the most; NO_BOUND without a bound.
        roof: the most that is tried of a leaf: more than there can be where there is any bound.
    """

    leaves: Ints
    figures: Ints
    sums: Any
    taken: NDArray[Any]
    low: NDArray[Any]
    high: NDArray[Any]
    roof: int

    @classmethod
    def of(cls, known: Constraints, leaves: Ints, table: NDArray[Any]) -> Self:
        """What is known of some leaves, where all others are as in a table."""
        own = known.sums[:, leaves]
        figures = np.flatnonzero(np.diff(own.indptr) > 0)
        sums, others = own[figures], table.copy()
        others[leaves] = 0
        none = np.zeros(len(figures), dtype=np.int64)
        return cls(leaves, figures, sums, known.sums[figures] @ others, none, none, 0).under(known)

    def under(self, known: Constraints) -> Self:
        """The same leaves, of which something else is published."""
        most = known.most[self.figures]
        high = np.where(most >= NO_BOUND, NO_BOUND, most - self.taken)
        return evolve(self, low=known.least[self.figures] - self.taken, high=high, roof=known.roof)

    @property
    def rows(self) -> Ints:
        """Which of its figures say something, by their place among them."""
        return np.flatnonzero((self.low + self.taken > 0) | (self.high < NO_BOUND))

    def shares(self, each: int) -> NDArray[np.bool_]:
        """Of which of its figures one code of the first dimension holds leaves and another does not.

        Such a figure may move while all that adds up every code stays as it is.

        Args:
            each: how many leaves a code has.
        """
        codes, of_leaf = np.unique(self.leaves // each, return_inverse=True)
        by_code = sparse.csr_array((np.ones(len(of_leaf)), (np.arange(len(of_leaf)), of_leaf)))
        shares: NDArray[np.bool_] = np.diff((self.sums @ by_code).tocsr().indptr) < len(codes)
        return shares


@frozen(eq=False)
class Components:
    """The leaves that do not follow by subtraction alone, split where nothing connects them.

    Args:
        fixed: int64 by leaf, its value where that follows by subtraction; else 0.
        part_of: int64 by leaf, the number of its part; -1 where it follows.
        blocks: as of `Constraints`.
    """

    fixed: Ints
    part_of: Ints
    blocks: Ints

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
        return cls(fixed, numbered.astype(np.int64) - int(not is_open.all()), known.blocks)

    @cached_property
    def _whole(self) -> list[Ints]:
        return [*_grouped(self.part_of)]

    def whole(self) -> list[Ints]:
        """The leaves of each part."""
        return self._whole

    def pieces(self, table: NDArray[Any]) -> Iterator[Ints]:
        """The same, with large parts in pieces, which may overlap; a table says which codes are large."""
        if len(pieces := pieces_of(self.blocks, table)) == 1:
            yield from self._whole
            return
        for leaves in pieces:
            yield from (leaves[own] for own in _grouped(self.part_of[leaves]))


def pieces_of(blocks: Ints, table: NDArray[Any]) -> list[Ints]:
    """All leaves in pieces of about `SMALL`: blocks of the first dimension, and then each again with large codes.

    Args:
        blocks: as of `Constraints`.
        table: what each leaf counts.

    Returns:
        The numbers of the leaves of each piece, of two codes of the first dimension or more, if there are so many.
    """
    each = len(table) // len(blocks)
    found = [*_along([*_grouped(blocks)], max(SMALL // max(each, 1), 2))]
    if len(found) > 1:
        order = np.argsort(-table.reshape(len(blocks), each).sum(axis=1), kind="stable")
        _, first = np.unique(blocks[order], return_index=True)
        large = order[np.sort(first)[:BANKS]] if len(first) > 1 else order[:BANKS]
        found += [np.union1d(codes, large) for codes in found]
    return [np.sort((codes[:, None] * each + np.arange(each)).ravel()) for codes in found]


def _along(families: Sequence[Ints], step: int) -> Iterator[Ints]:
    """Codes in pieces of up to so many, of whole families; a larger family in pieces of its own."""
    packed: list[list[Ints]] = [[]]
    for family in families:
        if sum(map(len, packed[-1])) + len(family) > step and sum(map(len, packed[-1])) > 1:
            packed.append([])
        packed[-1].append(family)
    if len(packed) > 1 and sum(map(len, packed[-1])) == 1:
        alone = packed.pop()
        packed[-1] += alone
    for some in packed:
        codes = np.concatenate(some)
        yield from np.array_split(codes, max(len(codes) // step, 1))


def _grouped(labels: Ints) -> Iterator[Ints]:
    """The places of each label from 0 on, in order."""
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(labels.max(initial=-1) + 2))
    return (order[begin:end] for begin, end in pairwise(starts) if end > begin)


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
