"""Walking: many scores at once through a diagram, with what is known and unknown of their answers.

What is known of an answer is a set of classes, so a score comes to a set of nodes, its *state*; after the last question
that holds exactly the ends that can still be reached. States are made as they occur, and kept for the scores that come
to them after; most scores come to few.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import Factory, define, field
from numpy.typing import NDArray

from napd.decision.diagram import Classes, Diagram

MOST_HELD = 4_000_000
"""How many nodes all states that are kept hold together, before they are let go, to be made anew as they occur."""
BLOCK = 1 << 15
State = frozenset[int]
Sets = Sequence[Sequence[Classes]]
"""For each variable the set of classes that each code stands for."""
Columns = Sequence[NDArray[np.intp]]
"""For each variable a code of each score."""
NOT_YET = -1


class Full(Exception):  # noqa: N818 - it never leaves this file
    """The states that are kept hold too many nodes."""


@define(eq=False)
class Layer:
    """The states in which scores come to one variable, and for each code of it the number of the state that follows."""

    codes: int
    states: list[State] = Factory(list)
    numbers: dict[State, int] = Factory(dict)
    after: NDArray[np.int32] = field(init=False)

    @after.default
    def _after(self) -> NDArray[np.int32]:
        return np.full((16, self.codes), NOT_YET, dtype=np.int32)

    def number(self, state: State) -> int:
        """The number of a state, new or known."""
        number = self.numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            if number == len(self.after):
                self.after = np.concatenate((self.after, np.full_like(self.after, NOT_YET)))
        return number


class Walker:
    """Walks scores from one root; not for several threads at once.

    Args:
        diagram: the diagram.
        root: where the walk begins.
        sets: the set of classes that each code of each variable stands for.
    """

    def __init__(self, diagram: Diagram, root: int, sets: Sets) -> None:
        self.diagram, self.root, self.sets = diagram, root, sets
        self.ends: dict[frozenset[int], int] = {}
        """The place of each distinct set of ends that scores came to, in the order in which they came."""
        self._forget()

    def _forget(self) -> None:
        self.held = 0
        self.layers = [*(Layer(len(sets)) for sets in self.sets), Layer(0)]
        self.layers[0].number(frozenset([self.root]))

    def walk(self, columns: Columns, count: int) -> NDArray[np.intp]:
        """For each of `count` scores the place in `ends` of the ends that it can still come to.

        Costs a look-up for each score and variable; the states that are kept hold at most 4,000,000 nodes. A score for
        which that is too few is walked by itself, which costs at most the nodes of the diagram.
        """
        found = np.empty(count, dtype=np.intp)
        waiting = [(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]
        while waiting:
            start, stop = waiting.pop()
            block = [column[start:stop] for column in columns]
            try:
                found[start:stop] = self._walk(block, stop - start)
            except Full:
                self._forget()
                if stop - start > 1:
                    middle = (start + stop) // 2
                    waiting += [(middle, stop), (start, middle)]
                else:
                    known = [sets[column[0]] for sets, column in zip(self.sets, block, strict=True)]
                    found[start] = self._place(self.diagram.ends(self.root, known))
        return found

    def _walk(self, columns: Columns, count: int) -> NDArray[np.intp]:
        at: NDArray[np.intp] = np.zeros(count, dtype=np.intp)
        for variable, column in enumerate(columns):
            at = self._step(variable, at * len(self.sets[variable]) + column)
        places = [self._place(frozenset(~x for x in state)) for state in self.layers[-1].states]
        return np.array(places, dtype=np.intp)[at]

    def _step(self, variable: int, keys: NDArray[np.intp]) -> NDArray[np.intp]:
        """The numbers of the states after one variable, from the state and the code of each score as one number."""
        layer = self.layers[variable]
        found = layer.after.reshape(-1)[keys]
        if found.min(initial=0) == NOT_YET:
            for key in np.unique(keys[found == NOT_YET]).tolist():
                self._follow(variable, *divmod(key, layer.codes))
            found = layer.after.reshape(-1)[keys]
        return found.astype(np.intp)

    def _follow(self, variable: int, number: int, code: int) -> None:
        layer, then = self.layers[variable], self.layers[variable + 1]
        state = self.diagram.after(layer.states[number], variable, self.sets[variable][code])
        if state not in then.numbers:
            self.held += len(state)
            if self.held > MOST_HELD:
                raise Full
        layer.after[number, code] = then.number(state)

    def _place(self, ends: frozenset[int]) -> int:
        return self.ends.setdefault(ends, len(self.ends))
