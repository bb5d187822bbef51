"""Printed: the rules of a table as people read them, over its columns.

A column is a question, a stage, or a sum that rules compare with a number: it stands there once, whatever is added. Of
sums that are compared with each other it is whether that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

from attrs import define, evolve, field

from napd.model.amounts import CompareAmount, MinMax, Term
from napd.model.choices import YesNo
from napd.model.conditions import AllOf, AnyOf, Atom, Compare, Condition, Not
from napd.model.formula import formula, formula_of_sum
from napd.model.indicator import Rule
from napd.model.measures import Number
from napd.model.questions import Question
from napd.model.values import YES


@define
class Printing:
    """Rewrites the rules of an indicator over columns.

    Args:
        known: the questions and stages of the indicator, by id.
        columns: what was made a column for the sums in these rules, by id.
        behind: what each comparison of such a column stands for.
    """

    known: Mapping[str, Question]
    columns: dict[str, Question] = field(factory=dict)
    behind: dict[Atom, Atom] = field(factory=dict)

    def rule(self, rule: Rule) -> Rule:
        """A rule over columns."""
        return rule if rule.when is None else evolve(rule, when=self._said(rule.when))

    def _said(self, condition: Condition) -> Condition:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                return type(condition)(map(self._said, parts))
            case Not(part):
                return Not(self._said(part))
            case CompareAmount():
                column, said = (self._difference if _is_difference(condition) else self._sum)(condition)
                self.columns.setdefault(column.id, column)
                self.behind[said] = condition
                return said
        return condition

    def _difference(self, atom: CompareAmount) -> tuple[Question, Compare]:
        text = formula(atom, self.known) or repr(atom)
        return YesNo(text, text), Compare(text, "==", YES)

    def _sum(self, atom: CompareAmount) -> tuple[Question, Compare]:
        text = formula_of_sum(atom.terms, self.known)
        low, high = (None if abs(end) == inf else float(end) for end in self._limits(atom.terms))
        column = Number(text, text, minimum=low, maximum=high, whole=self._is_whole(atom.terms))
        return column, Compare(text, atom.operator, float(atom.value))

    def _limits(self, terms: Iterable[Term]) -> tuple[float, float]:
        """The lowest and the highest that a sum can be."""
        ends = [sorted(float(term.times) * end for end in self._ends(term.of)) for term in terms]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    def _ends(self, of: object) -> tuple[float, float]:
        if isinstance(of, str):
            space: Any = self.known[of].scored.space
            return float(space.low), float(space.high)
        if isinstance(of, MinMax):
            lows, highs = zip(*map(self._limits, of.of), strict=True)
            choose = min if of.which == "min" else max
            return choose(lows), choose(highs)
        return (1.0, 1.0) if of is None else (0.0, 1.0)

    def _is_whole(self, terms: Iterable[Term]) -> bool:
        return all(float(term.times).is_integer() and self._is_whole_of(term.of) for term in terms)

    def _is_whole_of(self, of: object) -> bool:
        if isinstance(of, MinMax):
            return all(map(self._is_whole, of.of))
        space: Any = self.known[of].scored.space if isinstance(of, str) else None
        return space is None or bool(space.whole)


def _is_difference(atom: CompareAmount) -> bool:
    return any(term.times < 0 for term in atom.terms)
