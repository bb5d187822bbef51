"""Formulas: what rules, conditions and stages come to, as functions of the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from attrs import field, frozen

from napd.decision.axes import Axis
from napd.decision.nodes import FALSE, TRUE, Nodes
from napd.decision.sums import compares, total
from napd.model.amounts import CompareAmount, Term, exactly
from napd.model.conditions import AllOf, AnyOf, Atom, Compare, Condition, Not
from napd.model.indicator import Rule, Stage

UNDECIDED = 0
"""The end where no rule decides; those of the rules are their numbers, from 1."""


@frozen(eq=False, repr=False)
class Formulas:
    """Makes functions of some variables.

    Args:
        axes: the question that each variable is, in their order.
        stages: the stages that are looked through: what asks one of them asks the questions behind it. Any other
            stage is a variable itself.
    """

    axes: Sequence[Axis]
    stages: Mapping[str, Stage] = field(factory=dict)
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
                return reduce(lambda one, more: self.nodes.choose(one, more, FALSE), map(self.holds, parts), TRUE)
            case AnyOf(parts):
                return reduce(lambda one, more: self.nodes.choose(one, TRUE, more), map(self.holds, parts), FALSE)
            case Not(part):
                return self.nodes.choose(self.holds(part), FALSE, TRUE)
        atom: Any = condition
        if atom not in self._atoms:
            self._atoms[atom] = self._of_amount(atom) if isinstance(atom, CompareAmount) else self._of_one(atom)
        return self._atoms[atom]

    def _of_one(self, atom: Atom) -> int:
        stage = self.stages.get(atom.question)
        return self._of_question(atom) if stage is None else self._of_stage(atom, stage)

    def _of_amount(self, atom: CompareAmount) -> int:
        if not isinstance(plain := atom.plain, CompareAmount):
            return self.holds(plain)
        return compares(self.nodes, map(self._term, plain.terms), plain.operator, plain.value)

    def _term(self, term: Term) -> tuple[int, list[Fraction]]:
        """A function, and what each of its ends adds."""
        of: Any = term.of
        if not isinstance(of, str):
            return self.holds(of), [Fraction(), term.times]
        variable = self._variable(of)
        return self.nodes.classes(variable), [exactly(each) * term.times for each in self.axes[variable].samples]

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


def atoms_of(rules: Iterable[Rule]) -> dict[str, list[Atom]]:
    """The comparisons that some rules make, by what they ask."""
    atoms: dict[str, list[Atom]] = {}
    for rule in rules:
        for atom in rule.when.atoms() if rule.when is not None else ():
            for name in atom.questions:
                atoms.setdefault(name, []).append(atom)
    return atoms


def telling(question: Any, atoms: Collection[Atom]) -> Iterator[Atom]:
    """Comparisons that tell apart the answers to one question that others do, each with that question alone.

    Where an answer is added to others, each of its numbers counts.
    """
    for atom in atoms:
        if not isinstance(atom, CompareAmount):
            yield atom
    if any(isinstance(atom, CompareAmount) for atom in atoms):
        numbers = range(int(question.minimum) + 1, int(question.maximum) + 1)
        yield from (Compare(question.id, ">=", number) for number in numbers)
