"""Printed: the rules of a table as people read them, over its columns.

A column is a question, a stage, or a sum that rules compare with a number: it stands there once, whatever is added. Of
sums that are compared with each other it is whether that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, inf
from typing import Any

from attrs import define, evolve, field

from napd.model.amounts import CompareAmount, MinMax, Term
from napd.model.choices import YesNo
from napd.model.conditions import AllOf, AnyOf, Atom, Compare, Condition, Not, Operator
from napd.model.formula_text import formula, formula_of_sum
from napd.model.indicator import Rule
from napd.model.measures import Number
from napd.model.questions import Question, unit_words
from napd.model.spaces import Line
from napd.model.values import YES, show_number
from napd.texts import Texts


@define
class Printing:
    """Rewrites the rules of an indicator over columns.

    Args:
        known: the questions and stages of the indicator, by id.
        say: the texts of the language.
        columns: what was made a column for the sums in these rules, by id.
        behind: what each comparison of such a column stands for.
    """

    known: Mapping[str, Question]
    say: Texts
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
            case Compare(name, operator, value) if self._is_whole_of(name) and self.known[name].is_summed:
                said = Compare(name, *_at_whole(operator, value))
                self.behind[said] = condition
                return said
        return condition

    def column(self, question: Question) -> Any:
        """How the answers to a question are read: points beside the most there are, "7 van 10 punten"."""
        scored: Any = question.scored
        if not question.is_summed or question.is_quotient:
            return scored
        unit, most = question.unit, scored.maximum
        if most and scored.minimum == 0:
            number = show_number(most).replace(".", self.say("words.decimal"))
            unit = self.say("words.of", a="", b=f"{number} {unit_words(unit, self.say, most)}").strip()
        return evolve(scored, unit=unit, whole=self._is_whole_of(question.id))

    def _difference(self, atom: CompareAmount) -> tuple[Question, Compare]:
        text = formula(atom, self.known) or repr(atom)
        return YesNo(text, text), Compare(text, "==", YES)

    def _sum(self, atom: CompareAmount) -> tuple[Question, Compare]:
        text = formula_of_sum(atom.terms, self.known)
        name = f"({text})" if text in self.known else text  # a count of one yes or no reads as its question
        low, high = (None if abs(end) == inf else float(end) for end in self._limits(atom.terms))
        is_whole, operator, value = self._is_whole(atom.terms), atom.operator, float(atom.value)
        column = Number(name, text, minimum=low, maximum=high, whole=is_whole)
        return column, Compare(name, *(_at_whole(operator, value) if is_whole else (operator, value)))

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
        question: Any = self.known[of] if isinstance(of, str) else None
        if question is not None and question.is_summed:
            leaves = [*question.leaves(question.of)]
            each = [n * times for _, w, times in leaves for n in (w.values() if isinstance(w, Mapping) else (w,))]
            are_whole = all(n.denominator == 1 for n in each) and all(self._is_whole_of(name) for name, _, _ in leaves)
            return are_whole and not question.is_quotient
        space: Any = question.scored.space if question is not None else None
        return not isinstance(space, Line) or space.whole


def _at_whole(operator: Operator, value: Any) -> tuple[Operator, Any]:
    """A comparison of a whole number with another whole one, which says the same: more than 1.5 is 2 or more."""
    if float(value).is_integer() or operator in ("==", "!="):
        return operator, value
    return (">=" if operator.startswith(">") else "<"), float(ceil(value))


def _is_difference(atom: CompareAmount) -> bool:
    return any(term.times < 0 for term in atom.terms)
