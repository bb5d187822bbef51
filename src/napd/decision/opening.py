"""Opening: which missing answers can still change the outcome of one score."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Self

from attrs import field, frozen

from napd.decision.diagram import Classes
from napd.decision.rubric import Rubric
from napd.decision.walk import State


@frozen(eq=False, repr=False)
class Opening:
    """One score, of which a set of classes is known of each answer.

    Args:
        rubric: the rubric.
        known: for each variable of the diagram what is known of its answer.
        states: for each variable the nodes that these answers lead to, and last the ends.
    """

    rubric: Rubric
    known: Sequence[Classes]
    states: Sequence[State]
    _same: set[tuple[int, int]] = field(factory=set, init=False)
    """Pairs of nodes that come to the same result, whatever is still unknown."""

    @classmethod
    def of(cls, rubric: Rubric, known: Sequence[Classes]) -> Self:
        """Walk the diagram."""
        states = [frozenset([rubric.result])]
        for variable, classes in enumerate(known):
            states.append(rubric.diagram.after(states[-1], variable, classes))
        return cls(rubric, known, states)

    def questions(self, rising: Collection[str]) -> tuple[str, ...]:
        """The questions of which two answers, all others alike, can lead to different results; in their order.

        Args:
            rising: variables of which better answers never lead to a worse result: their ends tell it all.

        Costs mostly the nodes that can be reached; at worst the pairs of these that lie side by side.
        """
        names = self.rubric.diagram.names
        ends = [some[:1] + some[1:][-1:] if n in rising else some for n, some in zip(names, self.known, strict=True)]
        found = {variable for variable in range(len(names)) if self._can_change(variable, ends[variable])}
        return tuple(name for name, some in self.rubric.variables.items() if not found.isdisjoint(some))

    def _can_change(self, variable: int, classes: Classes) -> bool:
        first, *others = classes
        here = [x for x in self.states[variable] if self.rubric.diagram.level(x) == variable] if others else []
        children = [self.rubric.diagram.children[x] for x in here]
        return any(self._differ(some[first], some[k]) for some in children for k in others)

    def _differ(self, one: int, other: int) -> bool:
        """Whether two nodes come to different results in some completion.

        They do where the results that they can come to differ; they do not where that is one and the same. Only of
        others it depends on what comes after.
        """
        diagram, waiting = self.rubric.diagram, [(one, other)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            a, b = pair = waiting.pop()
            if a == b or pair in seen or pair in self._same:
                continue
            if self._results[a] != self._results[b]:
                return True
            seen.add(pair)
            if self._results[a].bit_count() > 1:
                below = diagram.below(pair)
                waiting += [below[k] for k in self.known[min(diagram.level(a), diagram.level(b))]]  # type: ignore[misc]
        self._same.update(seen)
        return False

    @cached_property
    def _results(self) -> dict[int, int]:
        """For each node and end the results that it can still come to, as bits."""
        diagram = self.rubric.diagram
        found = {x: 1 << ~x for x in self.states[-1]}
        for x in sorted({x for state in self.states[:-1] for x in state if x >= 0}):
            bits = 0
            for k in self.known[diagram.variables[x]]:
                bits |= found[diagram.children[x][k]]
            found[x] = bits
        return found
