"""Missing answers: which rules can still decide, over all completions of what is not known.

The set of rules that some completion makes decide is kept as the bits of a uint64. The levels, bounds, status and
rule of a score are all functions of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.table import Table

DENSE_CODES = 1_000_000
Codes = Mapping[str, NDArray[np.intp]]
"""For each question its codes, one per score; see `napd.decision.axes`."""
Masks = NDArray[np.uint64]


@frozen(eq=False, repr=False)
class Bounds:
    """A decision table that takes codes, so sets of classes, in place of classes."""

    table: Table

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of codes on each axis."""
        return tuple(len(axis.sets) for axis in self.table.axes)

    @cached_property
    def is_dense(self) -> bool:
        """Whether the table over all combinations of codes is small enough to keep."""
        return prod(self.shape) <= DENSE_CODES

    @cached_property
    def dense(self) -> Masks:
        """The rules that can decide for each combination of codes; of shape `shape`."""
        masks = bits(self.table.deciding)
        for place, axis in enumerate(self.table.axes):
            masks = widen(masks, place, axis)
        return masks

    def keys(self, codes: Codes) -> NDArray[np.intp]:
        """The mixed-radix number of each combination of codes."""
        if not self.shape:
            return np.zeros(1, dtype=np.intp)
        return np.asarray(np.ravel_multi_index([codes[name] for name in self.table.ids], self.shape))

    def masks(self, codes: Codes) -> Masks:
        """The rules that can decide, for each score.

        Costs one lookup per score, or, where the table is not dense, a walk of its cells per distinct combination.
        """
        keys = self.keys(codes)
        if self.is_dense:
            return self.dense.reshape(-1)[keys]
        distinct, inverse = np.unique(keys, return_inverse=True)
        places = np.unravel_index(distinct, self.shape)
        cells = (self.table.deciding[self.inside(row)] for row in zip(*places, strict=True))
        return np.array([np.bitwise_or.reduce(bits(rules), axis=None) for rules in cells], dtype=np.uint64)[inverse]

    def inside(self, codes: Sequence[int]) -> tuple[NDArray[np.intp], ...]:
        """The index of the cells that a combination of codes can still be."""
        return np.ix_(*(axis.sets[code] for axis, code in zip(self.table.axes, codes, strict=True)))


def bits(numbers: NDArray[np.int16]) -> Masks:
    """Each number as one bit: 0 is bit 1, 1 is bit 2, 2 is bit 4; -1 (undecided, or no level) is no bit."""
    shifted = np.left_shift(np.uint64(1), np.maximum(numbers, 0).astype(np.uint64))
    return np.where(numbers < 0, np.uint64(0), shifted)


def widen(masks: Masks, place: int, axis: Axis) -> Masks:
    """Replace the classes on one dimension by the codes of its axis, joining the bits of each code's classes."""
    members = np.concatenate([np.array(classes) for classes in axis.sets])
    starts = np.cumsum([0, *(len(classes) for classes in axis.sets[:-1])])
    return np.bitwise_or.reduceat(masks.take(members, axis=place), starts, axis=place)
