"""Look-up: what every combination of the codes of a small rubric comes to, in arrays with an element for each."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from napd.decision.diagram import Classes, Diagram
from napd.decision.walk import Sets, State

MOST_CODES = 1_000_000
"""The most combinations of codes that are kept."""
BITS = 64
Bits = NDArray[np.uint64]


def is_small(sets: Sets, ranks: Sequence[int]) -> bool:
    """Whether all combinations of codes can be kept, and all results told apart by bits."""
    return prod(map(len, sets)) <= MOST_CODES and len({*ranks}) <= BITS


def every_end(diagram: Diagram, root: int, sets: Sets) -> tuple[NDArray[np.intp], list[State]]:
    """The ends that every combination of codes can still come to: places, in a list of sets of ends.

    The places have one dimension for each variable, of its number of codes.
    """
    states: list[State] = [frozenset([root])]
    at = np.zeros(1, dtype=np.intp)
    for variable, some in enumerate(sets):
        numbers: dict[State, int] = {}
        rows = [[diagram.after(state, variable, classes) for classes in some] for state in states]
        follow = [[numbers.setdefault(state, len(numbers)) for state in row] for row in rows]
        at, states = np.array(follow, dtype=np.intp)[at].reshape(-1), list(numbers)
    return at.reshape(tuple(map(len, sets))), [frozenset(~x for x in state) for state in states]


def every_open(diagram: Diagram, root: int, sets: Sets) -> Bits:
    """For every combination of codes, as bits, the variables that can still change the result.

    Args:
        diagram: the diagram.
        root: the node of the result; it has at most 64 ends.
        sets: the set of classes that each code of each variable stands for.
    """
    at, cells = every_end(diagram, root, [[(k,) for k in range(size)] for size in diagram.sizes])
    results = np.array([1 << bit for bit in range(len(cells))], dtype=np.uint64)[at]
    still = np.zeros(tuple(map(len, sets)), dtype=np.uint64)
    for variable, some in enumerate(sets):
        along = _widened(results, variable, some)
        varies = np.where(along & (along - np.uint64(1)), np.uint64(1 << variable), np.uint64(0))
        for other, classes in enumerate(sets):
            varies = varies if other == variable else _widened(varies, other, classes)
        still |= varies
    return still


def _widened(bits: Bits, variable: int, sets: Sequence[Classes]) -> Bits:
    """Replace the classes on one dimension by codes, joining the bits of each code's classes."""
    members = np.concatenate([np.array(classes) for classes in sets])
    starts = np.cumsum([0, *(len(classes) for classes in sets[:-1])])
    return np.bitwise_or.reduceat(bits.take(members, axis=variable), starts, axis=variable)
