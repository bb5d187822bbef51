"""Subsets: a set of classes of a multiple choice, as a few terms: how many options of a group are chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Self

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis

Part = tuple[tuple[str, ...], int, int]
"""A group of options, and the least and the greatest number of them that are chosen."""
Term = tuple[Part, ...]
"""Parts that hold together, smallest group first."""
Box = NDArray[np.intp]
"""For each group the lowest and the highest level; shape (groups, 2)."""

EFFORT = 20_000
"""How many levels are looked at for each term, about, before the best found is taken."""


@frozen(eq=False, repr=False)
class Subsets:
    """The classes of a multiple choice by how many options are chosen of each group that a condition names.

    Args:
        groups: the groups of options, smallest first.
        limits: for each group the least number of chosen options of each of its levels; the first is 0.
        levels: int array of shape (k, groups): the level of each class in each group.
    """

    groups: tuple[tuple[str, ...], ...]
    limits: tuple[tuple[int, ...], ...]
    levels: NDArray[np.intp]

    @classmethod
    def of(cls, axis: Axis) -> Self:
        """Read the groups from the conditions that set the classes of the axis apart."""
        counts: dict[tuple[int, ...], set[int]] = {}
        order = axis.question.ids  # type: ignore[attr-defined]
        atoms: tuple[Any, ...] = axis.atoms
        for atom in atoms:
            counts.setdefault(tuple(sorted(map(order.index, atom.options))), {0}).add(atom.count)
        groups = sorted(counts, key=lambda group: (len(group), group))
        limits = [tuple(sorted(counts[group])) for group in groups]
        chosen = np.array([[name in sample for name in order] for sample in axis.samples])  # type: ignore[operator]
        levels = [
            np.searchsorted(least, chosen[:, group].sum(axis=1), side="right") - 1
            for group, least in zip(groups, limits, strict=True)
        ]
        names = (tuple(order[place] for place in group) for group in groups)
        return cls(tuple(names), tuple(limits), np.column_stack(levels))

    def terms(self, classes: Sequence[int]) -> Iterator[Term]:
        """Cover these classes and no others by terms, each as wide as it can be; what covers most comes first."""
        wanted = np.isin(np.arange(len(self.levels)), classes)
        left, others = self.levels[wanted], self.levels[~wanted]
        while len(left):
            tries = islice(self._boxes(left, others), max(1, EFFORT // self.levels.size))
            box = max(tries, key=lambda box: _inside(left, box).sum())
            yield self._term(box)
            left = left[~_inside(left, box)]

    def _boxes(self, seeds: NDArray[np.intp], others: NDArray[np.intp]) -> Iterator[Box]:
        """Widen each seed, starting from each group in turn."""
        places = np.arange(len(self.groups))
        return (self._widest(seed, np.roll(places, -first), others) for seed in seeds for first in places)

    def _widest(self, seed: NDArray[np.intp], order: NDArray[np.intp], others: NDArray[np.intp]) -> Box:
        """Widen one group after the other as far as no other class comes inside."""
        box = np.column_stack((seed, seed))
        differs = others != seed
        outside = differs.sum(axis=1)
        for place in order:
            levels = others[:, place]
            blocked = levels[outside == differs[:, place]]
            low = np.max(blocked[blocked < seed[place]], initial=-1) + 1
            high = np.min(blocked[blocked > seed[place]], initial=len(self.limits[place])) - 1
            box[place] = low, high
            outside -= differs[:, place] & (low <= levels) & (levels <= high)
        return box

    def _term(self, box: Box) -> Term:
        """The groups in which the box leaves something out."""
        limits = ((*least, len(group) + 1) for group, least in zip(self.groups, self.limits, strict=True))
        sides = zip(self.groups, limits, box.tolist(), strict=True)
        parts = [(group, least[low], least[high + 1] - 1) for group, least, (low, high) in sides]
        return tuple(part for part in parts if part[1:] != (0, len(part[0])))


def _inside(levels: NDArray[np.intp], box: Box) -> NDArray[np.bool_]:
    """Which rows of levels lie in the box."""
    inside = (levels >= box[:, 0]) & (levels <= box[:, 1])
    return np.asarray(inside.all(axis=1), dtype=np.bool_)
