"""Search: what a rubric comes to when each answer can be taken in several ways, each at a price.

The two questions of an explanation are one search. *Which answers decide?* Take each given answer as unknown, for 0, or
as it is, for 1. *What would reach a level?* Take each answer as it is, for 0, or as any of its classes, for 1. Either
way the cheapest ways to take them all are sought that leave only wanted results possible, whatever the answers
turn out to be within the sets of classes in which they are taken.

A question is paid for once: where it is several variables, the first that is taken for 1 pays for those after it. So
are questions that are computed from the same answers: who gives these gives them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Any

import numpy as np
from attrs import frozen

from napd.decision.diagram import Classes
from napd.decision.rubric import NO_RULE, Rubric
from napd.decision.walk import State
from napd.errors import NapdError

MOST_HELD = 2_000_000
"""How many nodes all states that are looked at hold together, before the search is given up."""
Takes = Mapping[str, Sequence[Classes]]
"""For each variable the sets of classes in which its answer can be taken: the first for nothing, any other for 1."""
Trail = tuple[Any, ...]
"""The ways in which answers are taken: before the last, and the number of that of the last; empty before all."""
Reached = tuple[int, dict[int, Trail]]
"""The price of a state; and the sets of questions that are paid for, as bits, each with one way to take them."""
Layer = dict[tuple[State, bool], Reached]
"""The states before one variable, each as cheaply as can be; and whether its question is already paid for."""
Least = tuple[Sequence[float], Sequence[float]]
"""What it costs at least from each node on, where its question is not yet paid for; and where it is."""


class TooMuchWork(NapdError):  # noqa: N818 - it is no error of the program: it is what an explanation then says
    """A search that would take too long: a large rubric of which too many answers are missing."""


@frozen(eq=False, repr=False)
class Search:
    """One search.

    Args:
        rubric: the rubric.
        takes: the ways in which each variable in `rubric.axes` can be taken.
        wanted: whether a result may come of it, by its place in `Rubric.results`.
        most: how many sets of questions are given.

    Costs, where every answer is known or taken as known, the nodes that are not too dear. Only answers that are taken
    as unknown make for sets of nodes; these hold at most 2,000,000 nodes.
    """

    rubric: Rubric
    takes: Takes
    wanted: Callable[[int], bool]
    most: int

    def cheapest(self) -> list[dict[str, int]]:
        """The first of the cheapest ways that leave only wanted results, one for each set of questions paid for.

        Of two sets that comes first which has the first question, in the order of the indicator, in which they differ.
        None where there is no way.

        Raises:
            TooMuchWork: where it would take too long.
        """
        least, held = self._least(), 0
        limit = least[0][self.rubric.result]
        while limit < inf:
            layer: Layer = {(frozenset([self.rubric.result]), False): (0, {0: ()})}
            dearer = inf
            for variable in range(len(self.rubric.diagram.names)):
                layer, over = self._taken(layer, variable, least, limit)
                dearer = min(dearer, over)
                held += sum(len(state) for state, _ in layer)
                if held > MOST_HELD:
                    raise TooMuchWork("too many answers are missing to try every way they could turn out")
            if layer:
                return self._picked(layer)
            limit = dearer
        return []

    def _least(self) -> Least:
        """What it costs at least from each node on, were each to take its own way; those of the ends stand last.

        Where no rule decides, nothing is unwanted.
        """
        diagram = self.rubric.diagram
        results = range(len(self.rubric.results))
        least = np.full(len(diagram.variables) + max(diagram.most_ends, len(results)), inf)
        least[[~result for result in results if result == NO_RULE or self.wanted(result)]] = 0
        paid, found = least.copy(), least.copy()
        for variables in sorted(self.rubric.together, reverse=True):
            for variable in reversed(variables):
                nodes, children = diagram.layers[variable]
                takes, below = self.takes[diagram.names[variable]], paid[children]
                kept = least[children][:, takes[0]].max(axis=1)
                bought = [below[:, classes].max(axis=1) for classes in takes[1:]]
                cheapest = np.minimum.reduce(bought) if bought else np.full_like(kept, inf)
                least[nodes] = np.minimum(kept, 1 + cheapest)
                paid[nodes] = np.minimum(below[:, takes[0]].max(axis=1), cheapest)
            for nodes, _ in (diagram.layers[variable] for variable in variables):
                found[nodes] = paid[nodes]
                paid[nodes] = least[nodes]  # the questions before pay for themselves alone
        return list(least.tolist()), list(found.tolist())

    def _taken(self, layer: Layer, variable: int, least: Least, limit: float) -> tuple[Layer, float]:
        """Take one more answer in every way that is not too dear; beside that, the least that a dearer one costs."""
        diagram, takes = self.rubric.diagram, self.takes[self.rubric.diagram.names[variable]]
        place, last = self._places[variable]
        bit = 1 << place
        found: Layer = {}
        dearer = inf
        for (state, is_paid), (price, sets) in layer.items():
            is_asked = any(diagram.level(x) == variable for x in state)
            for number, classes in enumerate(takes if is_asked else takes[:1]):
                then = diagram.after(state, variable, classes)
                cost = price + (number > 0 and not is_paid)
                pays_on = (number > 0 or is_paid) and variable < last
                if (bound := cost + self._rest(then, least, last if pays_on else -1)) > limit:
                    dearer = min(dearer, bound)
                else:
                    new = {bits | bit if number else bits: (trail, number) for bits, trail in sets.items()}
                    found[then, pays_on] = self._cheaper(found.get((then, pays_on)), (cost, new))
        return found, dearer

    def _rest(self, state: State, least: Least, last: int) -> float:
        """What it costs at least from a state on; the question of the variables up to the last is paid for."""
        level = self.rubric.diagram.level
        return max(least[level(x) <= last][x] for x in state)

    @cached_property
    def _places(self) -> Mapping[int, tuple[int, int]]:
        """For each variable the place of its question, counted from the last of the indicator, and its last variable.

        So the bit of an earlier question is higher: of two sets that comes first which is more.
        """
        questions = enumerate(reversed(self.rubric.together))
        return {variable: (place, some[-1]) for place, some in questions for variable in some}

    def _cheaper(self, old: Reached | None, new: Reached) -> Reached:
        """The cheaper of two ways to come to a state; of equally cheap ones the first sets of both."""
        if old is None or new[0] < old[0]:
            return new
        if old[0] < new[0]:
            return old
        sets = {**new[1], **old[1]}
        return old[0], {bits: sets[bits] for bits in sorted(sets, reverse=True)[: self.most]}

    def _picked(self, layer: Layer) -> list[dict[str, int]]:
        """For each set of questions the number of the way in which each answer is taken."""
        price = min(price for price, _ in layer.values())
        sets = {bits: trail for cost, some in layer.values() if cost == price for bits, trail in some.items()}
        return [self._numbers(sets[bits]) for bits in sorted(sets, reverse=True)[: self.most]]

    def _numbers(self, trail: Trail) -> dict[str, int]:
        found = {}
        for name in reversed(self.rubric.diagram.names):
            trail, found[name] = trail
        return found
