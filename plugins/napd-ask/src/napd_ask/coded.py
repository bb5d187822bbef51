"""Coded cases: many at once through the decision diagram, for research and tests. No Python runs per case.

A case is coded as a range of classes of each variable: from the lowest to the highest that it can be in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.plugin import Walker
from napd_ask.inquiry import DECIDED, AdviceVerdict, Inquiry
from napd_ask.knowledge import Classes

BLOCK = 1 << 20
"""So many cases are coded at a time."""
Ends = frozenset[int]
"""The numbers of the rules that can decide a case."""


@frozen(eq=False)
class CodedCases:
    """Cases as classes.

    Args:
        inquiry: what is asked.
        lows: for each variable of the diagram an int array of the lowest class of each case; all classes are possible
            in a variable that is not named.
        highs: likewise the highest.
        count: how many cases there are.
    """

    inquiry: Inquiry
    lows: Mapping[str, NDArray[Any]]
    highs: Mapping[str, NDArray[Any]]
    count: int

    def decide(self) -> tuple[NDArray[np.intp], list[AdviceVerdict]]:
        """For each case the place of its verdict in the list beside it; verdicts are without open questions.

        Costs a look-up for each case and variable.
        """
        places, ends = self._walk()
        return self._verdicts(places, ends)

    def _walk(self) -> tuple[NDArray[np.intp], list[Ends]]:
        diagram = self.inquiry.rubric.diagram
        walker = Walker(diagram, self.inquiry.rubric.root, [_ranges(size) for size in diagram.sizes])
        places = np.empty(self.count, dtype=np.intp)
        for start in range(0, self.count, BLOCK):
            some = np.arange(start, min(start + BLOCK, self.count))
            places[some] = walker.walk(self._codes(some), len(some))
        return places, list(walker.ends)

    def _codes(self, some: NDArray[np.intp]) -> list[NDArray[np.intp]]:
        """For each variable, and each of some cases, the place of its range in `_ranges`."""
        diagram = self.inquiry.rubric.diagram
        return [self._coded(name, size, some) for name, size in zip(diagram.names, diagram.sizes, strict=True)]

    def _coded(self, name: str, size: int, some: NDArray[np.intp]) -> NDArray[np.intp]:
        if name not in self.lows:
            return np.broadcast_to(np.intp(size - 1), len(some))
        codes: NDArray[np.intp] = self.lows[name][some].astype(np.intp) * size + self.highs[name][some]
        return codes

    def _verdicts(self, places: NDArray[np.intp], ends: list[Ends]) -> tuple[NDArray[np.intp], list[AdviceVerdict]]:
        """The verdict of each set of rules; where several rules can decide for one outcome, of each distinct case."""
        found = [self.inquiry.verdict_of(sorted(some)) for some in ends]
        is_several = np.array([len(some) > 1 for some in ends]) & np.array([one.status == DECIDED for one in found])
        cases = np.flatnonzero(is_several[places])
        if not len(cases):
            return places, found
        rows = np.column_stack([column.astype(np.int16) for column in self._codes(cases)])
        distinct, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        pairs = zip(distinct.tolist(), places[cases[first]].tolist(), strict=True)
        each = [self.inquiry.verdict_of(sorted(ends[place]), self._classes(row)) for row, place in pairs]
        places = places.copy()
        places[cases] = len(found) + which.reshape(-1)
        return places, [*found, *each]

    def _classes(self, codes: list[int]) -> list[Classes]:
        sizes = self.inquiry.rubric.diagram.sizes
        return [_ranges(size)[code] for size, code in zip(sizes, codes, strict=True)]


def _ranges(size: int) -> list[Classes]:
    """The range of classes that each code stands for: its lowest times the number of classes, and its highest."""
    return [tuple(range(low, high + 1)) for low in range(size) for high in range(size)]
