"""Nodes: functions of the answers, made so that equal functions are one node.

A function asks one question, its *variable*, and goes on with another function for each class of its answers, until it
comes to an *end*, a number: the rule that decides, or 1 and 0 for yes and no. Questions are asked in one order, no
question that does not matter is asked, and no function is made twice: so a function has one node, and two functions
are equal where their nodes are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

FALSE, TRUE = ~0, ~1
MOST_BRANCHES = 1_500_000
"""The most children that all nodes may have together: this takes seconds, and some 250 MiB while it lasts."""
LAST = 1 << 30
"""Where an end stands in the order of the variables: after them all."""
Parts = tuple[int, ...]
"""Nodes that are walked side by side."""


class TooLarge(Exception):  # noqa: N818 - who compiles says what is too large, and what to do
    """More nodes than are made."""


class Graph:
    """Nodes, and how they go on.

    Attributes:
        sizes: the number of classes of each variable.
        variables: for each node the variable that it asks.
        children: for each node, and each class of its variable, the node or the end to go on with.
    """

    sizes: tuple[int, ...]
    variables: Sequence[int]
    children: Sequence[Parts]

    def level(self, node: int) -> int:
        """The variable that a node asks; that of an end comes after them all."""
        return self.variables[node] if node >= 0 else LAST

    def below(self, parts: Parts) -> list[Parts]:
        """The nodes with which each class of the first variable that any of them asks goes on; none after ends."""
        levels = [self.variables[x] if x >= 0 else LAST for x in parts]
        if (variable := min(levels)) == LAST:
            return []
        size, both = self.sizes[variable], zip(parts, levels, strict=True)
        return list(zip(*[self.children[x] if level == variable else (x,) * size for x, level in both], strict=True))


class Nodes(Graph):
    """All nodes over some variables. A node is a number from 0 on; below 0, `~node` is the number of an end.

    Args:
        sizes: the number of classes of each variable, in their order.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self.variables: list[int] = []
        self.children: list[Parts] = []
        self.branches = 0
        self._numbers: dict[tuple[int, Parts], int] = {}
        self._made: dict[object, dict[Parts, int]] = {}
        """What came of each operation, so that nothing is worked out twice."""

    def node(self, variable: int, children: Parts) -> int:
        """The node that asks a variable and goes on with one child for each class; where all are one, that child.

        Raises:
            TooLarge: for nodes with more than 1,500,000 children together.
        """
        first = children[0]
        if children.count(first) == len(children):
            return first
        number = self._numbers.setdefault((variable, children), len(self.variables))
        if number == len(self.variables):
            if self.branches + len(children) > MOST_BRANCHES:
                raise TooLarge
            self.branches += len(children)
            self.variables.append(variable)
            self.children.append(children)
        return number

    def classes(self, variable: int) -> int:
        """The function that comes to the class of the answer to one question."""
        return self.node(variable, tuple([~k for k in range(self.sizes[variable])]))

    def choose(self, condition: int, then: int, otherwise: int) -> int:
        """One function where a condition holds, and another elsewhere."""
        return self._combined("choose", (condition, then, otherwise), _chosen)

    def mapped(self, ends: Sequence[int], node: int) -> int:
        """The same function with every end n changed to `ends[n]`."""
        return self._combined(("mapped", tuple(ends)), (node,), lambda x: ~ends[~x] if x < 0 else None)

    def given(self, variable: int, k: int, node: int) -> int:
        """What is left of a function when the answer to one question is in class k."""

        def known(x: int) -> int | None:
            if self.level(x) > variable:
                return x
            return self.children[x][k] if self.level(x) == variable else None

        return self._combined(("given", variable, k), (node,), known)

    def _combined(self, operation: object, roots: Parts, known: Callable[..., int | None]) -> int:
        """What comes of an operation on functions; it need not be known but where they all are ends.

        It keeps a stack of its own: there may be more questions than Python's allows calls in each other.
        """
        if (made := known(*roots)) is not None:
            return made
        found = self._made.setdefault(operation, {})
        waiting: list[tuple[Parts, list[Parts]]] = [(roots, [])]
        while waiting:
            parts, below = waiting.pop()
            if below:
                found[parts] = self.node(min(map(self.level, parts)), tuple([found[each] for each in below]))
            elif parts not in found:
                if (made := known(*parts)) is not None:
                    found[parts] = made
                    continue
                below = self.below(parts)
                waiting.append((parts, below))
                waiting += [(each, []) for each in dict.fromkeys(below) if each not in found]
        return found[roots]


def _chosen(condition: int, then: int, otherwise: int) -> int | None:
    if condition == TRUE or then == otherwise:
        return then
    if condition == FALSE:
        return otherwise
    return condition if (then, otherwise) == (TRUE, FALSE) else None
