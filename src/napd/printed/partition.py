"""Partition: the cases of a decision table in few boxes, in each of which one rule decides.

A box is a set of classes of each question, and holds every combination of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from napd.decision.diagram import Classes
from napd.decision.nodes import Nodes, TooLarge

MOST_SPLITS = 1000
"""The most different parts that are divided while boxes are counted."""
Box = tuple[int, tuple[Classes, ...]]
"""The number of a rule, 0 where none decides; and the classes of each question."""
Sets = dict[int, Classes]
"""The classes of each variable that matters."""


class Partition:
    """Divides the cases of a function into boxes that hold each of them once.

    They are split on one question after the other, each time on that which promises the fewest boxes, until one rule
    decides a part; then boxes that differ in one question only are joined. They are few, though not always the fewest
    possible. What is left of the function in each part is a node, so that equal parts are divided once.

    Args:
        nodes: the nodes of the questions.
        root: the node of the function.
    """

    def __init__(self, nodes: Nodes, root: int) -> None:
        self.nodes, self.root = nodes, root
        self._parts_of: dict[tuple[int, int], dict[int, Classes]] = {}
        self._reached: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._split: dict[int, int] = {}
        self._counts: dict[int, int] = {}

    def count(self) -> int | None:
        """How many boxes there are, before they are joined; None for more than 1,000 that take too long to count."""
        try:
            return self._count()
        except TooLarge:
            return None

    def _count(self) -> int:
        waiting = [self.root]
        while waiting:
            if len(self._split) > MOST_SPLITS:
                raise TooLarge
            node = waiting[-1]
            parts = self._parts(node, self._best(node)) if node >= 0 else {}
            if missing := [part for part in parts if part not in self._counts]:
                waiting += missing
            else:
                self._counts[waiting.pop()] = sum(self._counts[part] for part in parts) if parts else 1
        return self._counts[self.root]

    def boxes(self) -> list[Box]:
        """The boxes, by rule and then by the classes of each question."""
        every = [tuple(range(size)) for size in self.nodes.sizes]
        found = [(rule, tuple(sets.get(n, each) for n, each in enumerate(every))) for rule, sets in self._of(self.root)]
        return sorted(_joined(found, len(every)))

    def _of(self, node: int) -> Iterator[tuple[int, Sets]]:
        if node < 0:
            yield ~node, {}
            return
        variable = self._best(node)
        for part, classes in self._parts(node, variable).items():
            for rule, sets in self._of(part):
                yield rule, {variable: classes, **sets}

    def _best(self, node: int) -> int:
        """The question to split on."""
        if node not in self._split:
            self._split[node] = min(self._reach(node)[0], key=lambda variable: self._ahead(node, variable))
        return self._split[node]

    def _ahead(self, node: int, variable: int) -> int:
        """How many boxes a split gives at least, when each part is split once more, on what is best for it."""
        parts = self._parts(node, variable)
        return sum(min((self._least(part, then) for then in self._reach(part)[0]), default=1) for part in parts)

    def _least(self, node: int, variable: int) -> int:
        """How many boxes a split gives at least: in each part one for each rule in it."""
        return sum(len(self._reach(part)[1]) for part in self._parts(node, variable))

    def _parts(self, node: int, variable: int) -> dict[int, Classes]:
        """What is left of a function for each class of a question, with the classes for which that is so."""
        if (node, variable) not in self._parts_of:
            found: dict[int, Classes] = {}
            for k in range(self.nodes.sizes[variable]):
                part = self.nodes.given(variable, k, node)
                found[part] = (*found.get(part, ()), k)
            self._parts_of[node, variable] = found
        return self._parts_of[node, variable]

    def _reach(self, node: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The variables that a function asks, and the ends to which it can come."""
        if node not in self._reached:
            found, waiting = {node}, [node]
            while waiting:
                x = waiting.pop()
                new = {child for child in self.nodes.children[x] if child not in found} if x >= 0 else set()
                found |= new
                waiting += new
            variables = {self.nodes.variables[x] for x in found if x >= 0}
            self._reached[node] = tuple(sorted(variables)), tuple(x for x in found if x < 0)
        return self._reached[node]


def _joined(boxes: list[Box], questions: int) -> list[Box]:
    """Join boxes of one rule that differ in one question only, for as long as there are any."""
    before = len(boxes) + 1
    while len(boxes) < before:
        before = len(boxes)
        for place in range(questions):
            alike: dict[tuple[int, tuple[Classes, ...], tuple[Classes, ...]], list[Classes]] = {}
            for number, sets in boxes:
                alike.setdefault((number, sets[:place], sets[place + 1 :]), []).append(sets[place])
            boxes = [
                (number, (*head, tuple(sorted(chain.from_iterable(some))), *tail))
                for (number, head, tail), some in alike.items()
            ]
    return boxes
