"""Formulas: what rules, conditions and stages come to, as functions of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import inf
from typing import Any

from attrs import field, frozen

from napd.decision.axes import Axis
from napd.decision.nodes import FALSE, TRUE, Nodes
from napd.decision.sums import Summed, compares, total
from napd.model.amounts import TURNED, CompareAmount, exactly
from napd.model.conditions import AllOf, AnyOf, AtLeast, Atom, Compare, Condition, Not, Operator
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.points import Points
from napd.model.questions import RELATIONS, Question
from napd.model.spaces import Line, Options
from napd.model.worths import Worth, amount

UNDECIDED = 0
"""The end where no rule decides; those of the rules are their numbers, from 1."""


@frozen(eq=False, repr=False)
class Formulas:
    """Makes functions of some variables.

    Args:
        axes: the question that each variable is, in their order.
        stages: the stages that are looked through: what asks one of them asks the questions behind it. Any other
            stage is a variable itself.
        points: the sums of points; they are looked through likewise.
    """

    axes: Sequence[Axis]
    stages: Mapping[str, Stage] = field(factory=dict)
    points: Mapping[str, Points] = field(factory=dict)
    nodes: Nodes = field(init=False)
    decided: dict[str, int] = field(factory=dict, init=False)
    """For each stage that is made the node whose ends are the numbers of its rules."""
    _atoms: dict[Atom, int] = field(factory=dict, init=False)

    @nodes.default
    def _nodes(self) -> Nodes:
        return Nodes([axis.size for axis in self.axes])

    def deciding(self, rules: Sequence[Rule]) -> int:
        """Which rule decides: the first that holds."""
        node = ~UNDECIDED
        for number, rule in reversed(list(enumerate(rules, start=1))):
            node = self.nodes.choose(self.holds(rule.when), ~number, node)
        return node

    def holds(self, condition: Condition | None) -> int:
        """Whether a condition holds."""
        match condition:
            case None:
                return TRUE
            case AllOf(parts):
                return reduce(lambda one, more: self.nodes.choose(more, one, FALSE), self._deepest_first(parts), TRUE)
            case AnyOf(parts):
                return reduce(lambda one, more: self.nodes.choose(more, TRUE, one), self._deepest_first(parts), FALSE)
            case Not(part):
                return self.nodes.choose(self.holds(part), FALSE, TRUE)
        atom: Any = condition
        if atom not in self._atoms:
            self._atoms[atom] = self._of_amount(atom) if isinstance(atom, CompareAmount) else self._of_one(atom)
        return self._atoms[atom]

    def _deepest_first(self, parts: Iterable[Condition]) -> list[int]:
        """Conditions by the last of the questions where they begin: what is joined is then as small as it can be."""
        return sorted(map(self.holds, parts), key=self.nodes.level, reverse=True)

    def _of_one(self, atom: Any) -> int:
        if (points := self.points.get(atom.question)) is not None:
            return self._of_sum(points, atom.operator, exactly(atom.value))
        stage = self.stages.get(atom.question)
        return self._of_question(atom) if stage is None else self._of_stage(atom, stage)

    def _of_amount(self, atom: CompareAmount) -> int:
        if not isinstance(plain := atom.plain, CompareAmount):
            return self.holds(plain)
        alone = plain.terms[0] if len(plain.terms) == 1 else None  # all may cancel out
        if alone is not None and (points := self.points.get(str(alone.of))) is not None:
            operator = plain.operator if alone.times > 0 else TURNED[plain.operator]
            return self._of_sum(points, operator, plain.value / alone.times)
        terms = [summand for term in plain.terms for summand in self._summands(term.of, term.times)]
        return compares(self.nodes, terms, plain.operator, plain.value)

    def _of_sum(self, points: Points, operator: Operator, value: Fraction) -> int:
        """A sum against a number; of a divided one, part - number * whole against 0, where there is a whole."""
        part, whole = ([*points.leaves(side)] for side in (points.of, points.over))
        if not whole:
            return compares(self.nodes, self._added(part, Fraction(1)), operator, value)
        terms = [*self._added(part, Fraction(1)), *self._added(whole, -value)]
        found = compares(self.nodes, terms, operator, Fraction())
        is_there = compares(self.nodes, self._added(whole, Fraction(1)), ">", Fraction())
        end = -inf if points.if_empty == "lowest" else inf
        return self.nodes.choose(is_there, found, TRUE if RELATIONS[operator](end, 0) else FALSE)

    def _added(self, leaves: Iterable[tuple[str, Worth, Fraction]], times: Fraction) -> Iterator[Summed]:
        for name, worth, often in leaves:
            yield from self._summands(name, times * often, worth)

    def _summands(self, of: Any, times: Fraction, worth: Any = Fraction(1)) -> Iterator[Summed]:
        """Functions, and what each of their ends adds: a condition, other points, a stage, or an answer."""
        if not isinstance(of, str):
            yield self.holds(of), [Fraction(), times]
        elif of in self.points:
            points = self.points[of]
            yield from self._added(points.leaves(points.of), times * worth)
        elif (stage := self.stages.get(of)) is not None:
            yield self.decided[of], [Fraction(), *(times * amount(stage, worth, rule.level) for rule in stage.rules)]
        else:
            yield from self._answers(of, times, worth)

    def _answers(self, name: str, times: Fraction, worth: Any) -> Iterator[Summed]:
        for variable, axis in enumerate(self.axes):
            if axis.question.id == name:
                yield self.nodes.classes(variable), [times * each for each in adds(axis, worth)]

    def _variable(self, question: str) -> int:
        return next(place for place, axis in enumerate(self.axes) if axis.question.id == question)

    def _of_question(self, atom: Any) -> int:
        variable = self._variable(atom.question)
        axis = self.axes[variable]
        if axis.group:
            terms = [
                (self.nodes.classes(n), part.counts.tolist())
                for n, part in enumerate(self.axes)
                if part.question.id == atom.question and part.group[0] in atom.options
            ]
            return total(self.nodes, terms, [atom.count])
        satisfies = (axis.question.satisfies(atom, sample) for sample in axis.samples)
        return self.nodes.node(variable, tuple([TRUE if one else FALSE for one in satisfies]))

    def _of_stage(self, atom: Atom, stage: Stage) -> int:
        """Of a stage in which no rule decides nothing holds."""
        holds = {rule.level: int(stage.satisfies(atom, rule.level)) for rule in stage.rules}
        return self.nodes.mapped([0, *(holds[rule.level] for rule in stage.rules)], self.decided[stage.id])


def adds(axis: Axis, worth: Worth) -> list[Fraction]:
    """What each class of an answer gives; of a group of options by how many are chosen, for they give the same."""
    if not axis.group:
        return [amount(axis.question, worth, sample) for sample in axis.samples]
    one = amount(axis.question, worth, frozenset(axis.group[:1]))
    return [one * count for count in axis.counts.tolist()]


def atoms_of(rules: Iterable[Rule]) -> dict[str, list[Atom]]:
    """The comparisons that some rules make, by what they ask."""
    atoms: dict[str, list[Atom]] = {}
    for rule in rules:
        for atom in rule.when.atoms() if rule.when is not None else ():
            for name in atom.questions:
                atoms.setdefault(name, []).append(atom)
    return atoms


def telling(indicator: Indicator, atoms: Mapping[str, Sequence[Atom]]) -> dict[str, list[Atom]]:
    """For each question and stage behind some comparisons, those of it alone that tell apart what they tell apart.

    Args:
        indicator: where they stand.
        atoms: the comparisons, by what they ask.
    """
    found: dict[str, list[Atom]] = {}
    for name, some in atoms.items():
        for each in behind(indicator, name):
            found.setdefault(each, [])
        plain = [atom for atom in some if not isinstance(atom, CompareAmount)]
        if (points := indicator.points.get(name)) is not None:
            for each, worth, _ in (leaf for side in points.worths for leaf in points.leaves(side)):
                found[each] += worths_told(indicator.question(each).scored, worth)
        else:
            found[name] += plain
            if len(plain) < len(some):
                found[name] += worths_told(indicator.question(name).scored, Fraction(1))
    return found


def asked_by(indicator: Indicator, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The questions and stages that some rules ask, through points, in the order in which they ask them."""
    return tuple(dict.fromkeys(each for name in atoms_of(rules) for each in behind(indicator, name)))


def behind(indicator: Indicator, name: str) -> tuple[str, ...]:
    """What is asked where a name is: itself, or of points what counts; stages are not looked through."""
    return indicator.points[name].behind if name in indicator.points else (name,)


def worths_told(question: Question, worth: Any) -> Iterator[Atom]:
    """Comparisons that tell apart the answers that count for other amounts."""
    space: Any = question.space
    if isinstance(space, Line):
        yield from (Compare(question.id, ">=", n) for n in range(int(space.low) + 1, int(space.high) + 1))
    elif isinstance(space, Options):
        groups = [_alike(question, worth, each) for each in space.ids]
        yield from (Compare(question.id, "in", group) for group in dict.fromkeys(groups))
    else:
        groups = [_alike(question, worth, frozenset([each])) for each in space.ids]
        giving = [group for group in dict.fromkeys(groups) if amount(question, worth, frozenset(group[:1]))]
        counts = [(group, n) for group in giving for n in range(1, len(group) + 1)]
        yield from (AtLeast(question.id, n, group) for group, n in counts or [(space.ids, 1)])


def _alike(question: Question, worth: Any, answer: Any) -> tuple[str, ...]:
    """The options that give as much as an answer."""
    each = {option: frozenset([option]) if isinstance(answer, frozenset) else option for option in question.ids}  # type: ignore[attr-defined]
    return tuple(o for o, one in each.items() if amount(question, worth, one) == amount(question, worth, answer))
