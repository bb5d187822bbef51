"""Possible: which answers in several columns of a table go together, where these hang on the same questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.diagram import numbered
from napd.decision.formulas import Formulas
from napd.decision.nodes import FALSE, TRUE, Nodes, Parts, TooLarge
from napd.model.conditions import Atom

MOST_MET = 50_000
"""The most combinations of nodes that are walked; beyond that every combination of answers counts as possible."""
Cases = tuple[tuple[int, ...], NDArray[np.intp]]
"""Some columns, by their places; and combinations of their classes, an array with a row for each."""


def together(formulas: Formulas, axes: Sequence[Axis], behind: Mapping[Atom, Atom]) -> NDArray[np.intp]:
    """The combinations of classes of some columns that there can be, an array with a row for each.

    Args:
        formulas: what makes functions of the questions.
        axes: the columns.
        behind: what a comparison of a column stands for, where that is another.

    Raises:
        TooLarge: where it takes too long to find out.
    """
    found = set()
    for truth in _truths(formulas, [behind.get(atom, atom) for axis in axes for atom in axis.atoms]):
        rest = iter(truth)
        found |= {*product(*(_classes(axis, tuple(next(rest) for _ in axis.atoms)) for axis in axes))}
    return np.array(sorted(found), dtype=np.intp).reshape(-1, len(axes))


def _truths(formulas: Formulas, atoms: Sequence[Atom]) -> list[Parts]:
    """Which conditions can hold together: 1 or 0 for each."""
    diagram, roots = numbered([""] * len(formulas.nodes.sizes), formulas.nodes, list(map(formulas.holds, atoms)))
    left = iter(range(MOST_MET))

    def skip(_: Parts) -> bool:
        if next(left, None) is None:
            raise TooLarge
        return False

    return [tuple([~x for x in parts]) for parts in diagram.met(*roots, skip=skip) if max(parts) < 0]


def _classes(axis: Axis, truth: Parts) -> list[int]:
    """The classes in which just these conditions hold; several where options apart in an order are alike."""
    said = [tuple(int(axis.question.satisfies(atom, sample)) for atom in axis.atoms) for sample in axis.samples]
    return [k for k, one in enumerate(said) if one == truth]


def listed(nodes: Nodes, places: Sequence[int], cases: Sequence[Sequence[int]]) -> int:
    """The function that holds in some combinations of classes of some variables, in order."""
    if not places:
        return TRUE
    parts: dict[int, list[Sequence[int]]] = {}
    for case in cases:
        parts.setdefault(case[0], []).append(case[1:])
    return nodes.node(
        places[0],
        tuple([listed(nodes, places[1:], parts[k]) if k in parts else FALSE for k in range(nodes.sizes[places[0]])]),
    )


def filled(nodes: Nodes, root: int, hole: int) -> int:
    """A function with what is next to a hole in its place: an end that no answers lead to."""
    diagram, (first,) = numbered([""] * len(nodes.sizes), nodes, [root])
    made: list[int] = []
    for variable, children in zip(diagram.variables, diagram.children, strict=True):
        below = [child if child < 0 else made[child] for child in children]
        last = next(child for child in below if child != hole)
        for k, child in enumerate(below):
            below[k] = last = last if child == hole else child
        made.append(nodes.node(variable, tuple(below)))
    return first if first < 0 else made[first]
