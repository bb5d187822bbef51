"""The decision diagram: the nodes of some functions, and no others, in an order that follows from the functions alone.

See `napd.decision.nodes` for what a node is. Here they never change, so threads share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.nodes import Graph, Nodes, Parts

Classes = tuple[int, ...]
"""A set of classes of one question, ascending."""
Picks = Mapping[int, int]
"""For some variables a class."""
Met = dict[Parts, tuple[Parts, int] | None]
"""Nodes that are met side by side, each with those from which they were first reached, and by which class."""


@frozen(eq=False, repr=False)
class Diagram(Graph):
    """Nodes that are numbered from 0 on, every child before its parent; below 0, `~node` is the number of an end.

    Args:
        names: the id of the question that each variable is, in the order of the variables.
        sizes: the number of its classes.
        variables: for each node the variable that it asks.
        children: for each node, and each class of its variable, the node or the end to go on with.
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    variables: tuple[int, ...]
    children: tuple[Parts, ...]

    @cached_property
    def layers(self) -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]:
        """For each variable the numbers of its nodes, and their children: an array with a row for each node."""
        nodes: list[list[int]] = [[] for _ in self.sizes]
        for x, variable in enumerate(self.variables):
            nodes[variable].append(x)
        return tuple(
            (np.array(some, dtype=np.intp), np.array([self.children[x] for x in some], np.intp).reshape(-1, size))
            for some, size in zip(nodes, self.sizes, strict=True)
        )

    @cached_property
    def most_ends(self) -> int:
        """More than any number of an end."""
        return 1 + max((~child for some in self.children for child in some), default=0)

    def met(self, *roots: int, skip: Callable[[Parts], bool] = lambda _: False) -> Met:
        """Every combination of nodes that some answers lead to, from some roots side by side.

        They come in the order of the first answers that lead to each: those of lower classes first.

        Args:
            roots: where to begin.
            skip: which combinations are left out, with what is met by way of them alone.
        """
        found: Met = {}
        waiting: list[tuple[Parts, tuple[Parts, int] | None]] = [(roots, None)]
        while waiting:
            parts, step = waiting.pop()
            if parts in found or skip(parts):
                continue
            found[parts] = step
            below = self.below(parts)
            waiting += [(below[k], (parts, k)) for k in reversed(range(len(below))) if below[k] not in found]
        return found

    def way(self, met: Met, parts: Parts) -> dict[int, int]:
        """The answers that first lead to some nodes."""
        picks = {}
        while step := met[parts]:
            parts, k = step
            picks[min(map(self.level, parts))] = k
        return dict(reversed(picks.items()))

    def end(self, root: int, picks: Picks) -> int:
        """The number of the end to which answers lead; what is not given is in class 0."""
        while root >= 0:
            root = self.children[root][picks.get(self.variables[root], 0)]
        return ~root

    def ends(self, root: int, known: Sequence[Classes]) -> frozenset[int]:
        """The numbers of the ends that can still be reached when a set of classes is known of each answer."""
        state = frozenset([root])
        for variable, classes in enumerate(known):
            state = self.after(state, variable, classes)
        return frozenset(~x for x in state)

    def after(self, state: frozenset[int], variable: int, classes: Classes) -> frozenset[int]:
        """The nodes that can be reached from some nodes by one more answer, of which a set of classes is known."""
        here = [x for x in state if x >= 0 and self.variables[x] == variable]
        if not here:
            return state
        return state.difference(here).union([self.children[x][k] for x in here for k in classes])

    def cases(self, root: int, asked: Collection[str]) -> Counter[int]:
        """How many combinations of the classes of some questions lead to each end; no other matters to it."""
        sizes = [size if name in asked else 1 for name, size in zip(self.names, self.sizes, strict=True)]
        found: Counter[int] = Counter()
        above = Counter({root: prod(sizes[: min(self.level(root), len(sizes))])})
        for x in sorted((x for (x,) in self.met(root) if x >= 0), reverse=True):
            for child in self.children[x]:
                between = sizes[self.variables[x] + 1 : min(self.level(child), len(sizes))]
                above[child] += above[x] * prod(between)
        found.update({~x: count for x, count in above.items() if x < 0})
        return found


def numbered(names: Sequence[str], nodes: Nodes, roots: Sequence[int]) -> tuple[Diagram, tuple[int, ...]]:
    """The diagram of some functions, and the numbers in it of their nodes."""
    numbers: dict[int, int] = {}
    opened: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        x = waiting[-1]
        if x < 0 or x in numbers:
            waiting.pop()
        elif x in opened:  # its children are numbered by now
            numbers[x] = len(numbers)
        else:
            opened.add(x)
            waiting += [child for child in reversed(nodes.children[x]) if child >= 0 and child not in numbers]
    children = tuple(tuple([numbers.get(child, child) for child in nodes.children[x]]) for x in numbers)
    diagram = Diagram(tuple(names), nodes.sizes, tuple(nodes.variables[x] for x in numbers), children)
    return diagram, tuple(numbers.get(root, root) for root in roots)
