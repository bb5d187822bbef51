"""What everybody knows of a table once it is published: as sums of its smallest parts, each with its bounds.

A table is a system of sums. Its unknowns are the *leaves*: one code in every dimension. Each figure is the sum of some
leaves, and what is published bounds it: exactly, to within its rounding, or hardly where it is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import product
from math import prod
from typing import Any

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray
from scipy import sparse

from napd_disclosure.count import Dimension

Ints = NDArray[np.int64]
Cell = tuple[str, ...]
NO_BOUND = 2**52
"""Stands for no upper bound: no count of people, and no sum of days, comes near it, and floats hold it exactly."""
EVERY = slice(None)
ROOM = 1000
"""How far above all that is published a figure without a bound is tried: further than any rule asks of a range."""


@frozen(eq=False)
class Constraints:
    """What is published.

    Args:
        sums: which leaves each figure adds up: a sparse matrix of 0 and 1, figures by leaves.
        low: int64, of each figure the least that it can be by itself.
        high: int64, likewise the most; NO_BOUND without.
        names: what each figure is called, by a name for each dimension, and the publication last where it is not this.
        asked: bool, of each figure whether it has to stay uncertain.
        width: int64, how far the ends of its range must be apart.
        floor: int64, from where on it needs no protection, however well it is known.
        blocks: int64, of each code of the first dimension the number of its block, from 0 on: the codes that a small
            total adds up. The leaves of each code stand together.
        shared: int64, how many persons in each figure are in several leaves. To be on the safe side everybody is taken
            to know who these are; the leaves count all others.
    """

    sums: Any
    low: Ints
    high: Ints
    names: tuple[Cell, ...]
    asked: NDArray[np.bool_]
    width: Ints
    floor: Ints
    blocks: Ints = field()
    shared: Ints = field()

    @blocks.default
    def _one(self) -> Ints:
        return np.zeros(1, dtype=np.int64)

    @shared.default
    def _nobody(self) -> Ints:
        return np.zeros(len(self.low), dtype=np.int64)

    @property
    def least(self) -> Ints:
        """The least that the leaves of each figure can add up to: below 0 is nothing."""
        least: Ints = np.maximum(self.low - self.shared, 0)
        return least

    @property
    def most(self) -> Ints:
        """The most that they can add up to; NO_BOUND without a bound."""
        return np.where(self.high >= NO_BOUND, NO_BOUND, self.high - self.shared)

    @property
    def roof(self) -> int:
        """More than any figure can be that has an upper bound at all."""
        return int(self.most[self.most < NO_BOUND].sum()) + ROOM

    def beside(self, other: Constraints) -> Constraints:
        """Both publications together; they have the same leaves."""
        joined = {
            name: np.concatenate([getattr(self, name), getattr(other, name)])
            for name in ("low", "high", "asked", "width", "floor", "shared")
        }
        return Constraints(
            sums=sparse.vstack([self.sums, other.sums], format="csr"),
            names=self.names + other.names,
            blocks=self.blocks,
            **joined,
        )

    def without_asking(self) -> Constraints:
        """The same, of which nothing has to stay uncertain: what is published already."""
        return evolve(self, asked=np.zeros_like(self.asked))

    def narrow(self, low: Ints, high: Ints, lowest: NDArray[np.bool_], at: Ints | slice = EVERY) -> NDArray[np.bool_]:
        """Which figures that must stay uncertain are not shown to be.

        Args:
            low: the least of each for which there is a witness.
            high: the most.
            lowest: whether it is proved that it can be no less; without, nothing says that it is not small.
            at: the numbers of the figures of which these are; by default all.
        """
        return self.asked[at] & (high - low < self.width[at]) & ~(lowest & (low >= self.floor[at]))


def sums_of(dimensions: Sequence[Dimension]) -> Any:
    """Which leaves each combination of codes and totals adds up, as a sparse matrix: cells by leaves."""
    return reduce(lambda one, other: sparse.kron(one, other, format="csr"), map(_members, dimensions)).astype(np.int64)


def blocks_of(dimension: Dimension) -> Ints:
    """Of each code the number of its block: the smallest total that holds it; codes without any are one block.

    >>> blocks_of(Dimension(id="area", codes="abcd", totals={"all": "abcd", "x": "ac", "y": "bd"})).tolist()
    [0, 1, 0, 1]
    """
    totals = sorted(dimension.totals.values(), key=len)
    smallest = {code: number for number, codes in reversed([*enumerate(totals)]) for code in codes}
    _, blocks = np.unique([smallest.get(code, -1) for code in dimension.codes], return_inverse=True)
    return blocks.astype(np.int64)


def levels_of(dimensions: Sequence[Dimension]) -> Ints:
    """Of each combination of codes and totals the number of its level.

    In the first dimension a total of everything is a level of its own, beside other totals.
    """
    kinds = []
    for number, each in enumerate(dimensions):
        is_all = [number == 0 and len(codes) == len(each.codes) for codes in each.totals.values()]
        kinds.append([*(0 for _ in each.codes), *(1 + whole for whole in is_all)])
    found: Ints = reduce(lambda one, other: np.add.outer(3 * one, other), map(np.array, kinds)).ravel()
    return found


def sums_of_cells(
    cells: Sequence[Cell], dimensions: Sequence[Dimension], fixed: Mapping[str, str], within: Sequence[Dimension]
) -> Any:
    """The same of some cells, among leaves of more dimensions and codes.

    Args:
        cells: by a name for each dimension, which may be several codes with + between them.
        dimensions: what these cells are broken down by.
        fixed: the part that they are of in each other dimension; all of it where it does not say.
        within: every dimension, with every code.
    """
    own = {dimension.id: number for number, dimension in enumerate(dimensions)}
    places = [{code: number for number, code in enumerate(whole.codes)} for whole in within]
    parts: list[Callable[[Cell], Sequence[str]]] = []
    for whole in within:
        if whole.id in own:
            parts.append(partial(_of_cell, dimensions[own[whole.id]], own[whole.id]))
        else:
            everything = _codes(whole, fixed[whole.id]) if whole.id in fixed else whole.codes
            parts.append(lambda _, everything=everything: everything)  # type: ignore[misc]
    rows = [_leaves([part(cell) for part in parts], places) for cell in cells]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    where = np.concatenate([*rows, np.zeros(0, dtype=np.int64)])
    shape = (len(rows), prod(map(len, places)))
    return sparse.csr_array((np.ones(len(where), dtype=np.int64), where, starts), shape=shape)


def leaves_of(dimensions: Sequence[Dimension]) -> Iterator[Cell]:
    """The leaves, in the order of the columns of `sums_of`."""
    return product(*(dimension.codes for dimension in dimensions))


def _members(dimension: Dimension) -> Any:
    place = {code: number for number, code in enumerate(dimension.codes)}
    pairs = [(row, place[code]) for row, name in enumerate(dimension.names) for code in dimension.codes_of(name)]
    rows, columns = zip(*pairs, strict=True)
    return sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(dimension.names), len(place)))


def _of_cell(dimension: Dimension, number: int, cell: Cell) -> Sequence[str]:
    return _codes(dimension, cell[number])


def _codes(dimension: Dimension, name: str) -> Sequence[str]:
    return [code for part in dimension.parts_of(name) for code in dimension.codes_of(part)]


def _leaves(codes: Sequence[Sequence[str]], places: Sequence[Mapping[str, int]]) -> Ints:
    """The numbers of the leaves in a cell."""
    found = np.zeros(1, dtype=np.int64)
    for own, place in zip(codes, places, strict=True):
        found = (found[:, None] * len(place) + np.array([place[code] for code in own])[None, :]).ravel()
    return np.sort(found)
