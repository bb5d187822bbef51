"""Sums: between which cuts a weighted sum of answers lies, as a function of these answers.

Each node is made once, for the whole interval of sums so far from which what follows is the same. So the work grows
with the nodes that come of it, whatever the weights are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf, lcm

from napd.decision.nodes import LAST, Nodes, Parts
from napd.model.conditions import Operator

Term = tuple[int, Sequence[int]]
"""A function, as its node, and by the number of each of its ends what it adds to the sum."""
Summed = tuple[int, Sequence[Fraction]]
"""The same in fractions."""
Rest = tuple[int, Parts]
"""What is still to be added: the place of the next variable that is a term, and what is left of the other terms."""
State = tuple[Rest, int]
"""What is left, and the sum so far."""
Made = tuple[int, float, float]
"""A node, and the sums so far for which it is right: from the first number on, and below the second."""
ADDED = -1
"""Stands for a term of which nothing is left."""


def total(nodes: Nodes, terms: Iterable[Term], cuts: Sequence[int]) -> int:
    """Between which cuts a sum lies: a node whose ends are how many of the cuts the sum reaches.

    Args:
        nodes: of the variables; `nodes.classes(variable)` is the function that comes to the class of its answer.
        terms: what is added. They may ask the same variables: the sum is exact all the same.
        cuts: ascending.

    Raises:
        TooLarge: for more nodes than are made.
    """
    return _Total(nodes, terms, cuts).node()


def scaled(terms: Iterable[Sequence[Fraction]], cuts: Iterable[Fraction]) -> tuple[list[list[int]], list[int]]:
    """What each of some terms adds, and the cuts, as whole numbers: all times one number, the smallest there is."""
    rows, limits = [*terms], [*cuts]
    by = lcm(*(number.denominator for row in (*rows, limits) for number in row))
    return [[int(number * by) for number in row] for row in rows], [int(number * by) for number in limits]


def compares(nodes: Nodes, terms: Iterable[Summed], operator: Operator, value: Fraction) -> int:
    """Whether a sum stands in a relation to a number; the terms as in `total`, with fractions."""
    found = [*terms]
    rows, (limit,) = scaled((amounts for _, amounts in found), [value])
    cuts = [at for at, signs in ((limit, "< >= == !="), (limit + 1, "<= > == !=")) if operator in signs.split()]
    node = total(nodes, [(node, row) for (node, _), row in zip(found, rows, strict=True)], cuts)
    if len(cuts) > 1:
        return nodes.mapped([operator == "!=", operator == "==", operator == "!="], node)
    return nodes.mapped([0, 1] if ">" in operator else [1, 0], node)


class _Total:
    """One sum in the making.

    Terms that ask one variable only are plain: there is one of them for each variable, in the order of the variables,
    so a place tells which are left. Of each other term, such as a stage, a node tells what is left.
    """

    def __init__(self, nodes: Nodes, terms: Iterable[Term], cuts: Sequence[int]) -> None:
        self.nodes, self.cuts, self.ends = nodes, cuts, (-inf, *cuts, inf)
        self.others: list[Term] = []
        self.start = 0
        plain: dict[int, list[int]] = {}
        for node, amounts in terms:
            if node < 0:
                self.start += amounts[~node]
            elif max(nodes.children[node]) < 0:
                row = plain.setdefault(nodes.variables[node], [0] * len(nodes.children[node]))
                row[:] = [amount + amounts[~end] for amount, end in zip(row, nodes.children[node], strict=True)]
            else:
                self.others.append((node, amounts))
        self.plain = sorted(plain.items())
        self.nothing: Rest = (len(self.plain), (ADDED,) * len(self.others))
        self.known: dict[Rest, tuple[list[float], list[Made]]] = {}

    def node(self) -> int:
        """The node of the whole sum. It keeps a stack of its own: there may be more terms than Python allows calls."""
        whole = (0, tuple([node for node, _ in self.others])), self.start
        waiting: list[tuple[State, list[State]]] = [(whole, [])]
        while waiting:
            state, after = waiting.pop()
            if after:
                self._make(state, after)
            elif self._found(*state) is None:
                after = self._after(*state)
                waiting.append((state, after))
                waiting += [(each, []) for each in after]
        return next(node for node, _, _ in filter(None, [self._found(*whole)]))

    def _found(self, rest: Rest, so_far: int) -> Made | None:
        """What is made for these terms, where it is right for this sum so far."""
        if rest == self.nothing:
            reached = bisect_right(self.cuts, so_far)
            return ~reached, self.ends[reached], self.ends[reached + 1]
        starts, made = self.known.setdefault(rest, ([], []))
        place = bisect_right(starts, so_far) - 1
        return made[place] if place >= 0 and so_far < made[place][2] else None

    def _after(self, rest: Rest, so_far: int) -> list[State]:
        """For each class of the next variable what is left, and the sum so far."""
        variable, (place, parts) = self._next(rest), rest
        row = [0] * self.nodes.sizes[variable]
        if place < len(self.plain) and self.plain[place][0] == variable:
            row, place = self.plain[place][1], place + 1
        return [self._added(k, variable, (place, parts), so_far + amount) for k, amount in enumerate(row)]

    def _next(self, rest: Rest) -> int:
        """The first variable that is still asked."""
        place, parts = rest
        plain = self.plain[place][0] if place < len(self.plain) else LAST
        return min([plain, *map(self.nodes.level, parts)])

    def _added(self, k: int, variable: int, rest: Rest, so_far: int) -> State:
        """The other terms for one class of a variable; of those that come to an end, what they add is added."""
        parts = list(rest[1])
        for n, (x, (_, amounts)) in enumerate(zip(parts, self.others, strict=True)):
            if self.nodes.level(x) == variable:
                parts[n] = self.nodes.children[x][k]
                if parts[n] < 0:
                    so_far += amounts[~parts[n]]
                    parts[n] = ADDED
        return (rest[0], tuple(parts)), so_far

    def _make(self, state: State, after: Sequence[State]) -> None:
        """Make a node, and find for which sums so far it is right: those from which every class leads to one node."""
        rest, so_far = state
        below = [(made, then - so_far) for each, then in after if (made := self._found(each, then))]
        low = max(start - more for (_, start, _), more in below)
        high = min(stop - more for (_, _, stop), more in below)
        made = self.nodes.node(self._next(rest), tuple([node for (node, _, _), _ in below])), low, high
        starts, known = self.known[rest]
        place = bisect_right(starts, low)
        starts.insert(place, low)
        known.insert(place, made)
