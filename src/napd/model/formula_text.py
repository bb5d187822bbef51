"""Formula texts: conditions written as formulas, which `napd.model.formula` reads back as the very same data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from keyword import iskeyword
from typing import Any

from napd.model.amounts import CompareAmount, Term
from napd.model.choices import YesNo
from napd.model.conditions import AllOf, AnyOf, AtLeast, Atom, Compare, Condition, Not
from napd.model.formula_amounts import amounts_text, is_said, sum_text
from napd.model.questions import Question
from napd.model.values import YES

Known = Mapping[str, Question]


def formula(condition: Condition, known: Known, width: int | None = None) -> str | None:
    """Write a condition as a formula, which `condition_of` reads back as the very same data.

    Args:
        condition: one of an indicator that is without faults.
        known: its questions and stages, by id.
        width: the parts of a longer formula stand each on a line of its own; None keeps it on one line.

    Returns:
        None for what no formula can say: a question whose id is no name in Python, a group of fewer than two parts, or
        an amount that would read as a simpler one.
    """
    if not all(map(_can_be_said, condition.atoms())) or _has_small_group(condition):
        return None
    text = _written(condition, known)
    if width is None or len(text) <= width or not isinstance(condition, AllOf | AnyOf):
        return text
    return f"\n{_word(condition)} ".join(_part(part, known) for part in condition.parts)


def formula_of_sum(terms: Sequence[Term], known: Known) -> str:
    """Write a sum of an indicator that is without faults."""
    return sum_text(terms, lambda part: _written(part, known))


def _can_be_said(atom: Atom) -> bool:
    return all(map(is_name, atom.questions)) and (not isinstance(atom, CompareAmount) or is_said(atom))


def is_name(question: str) -> bool:
    """Whether the id of a question can stand in a formula."""
    return question.isidentifier() and not iskeyword(question)


def _has_small_group(condition: Condition) -> bool:
    if isinstance(condition, Not):
        return _has_small_group(condition.part)
    if not isinstance(condition, AllOf | AnyOf):
        return False
    return not condition.parts[1:] or any(map(_has_small_group, condition.parts))


def _written(condition: Any, known: Known) -> str:
    match condition:
        case AllOf() | AnyOf():
            return f" {_word(condition)} ".join(_part(part, known) for part in condition.parts)
        case Not(Compare(name, "in", values)):
            return f"{name} not in {_list(known[name], values)}"
        case Not(part):
            return f"not {_part(part, known)}"
        case AtLeast():
            return _count(condition, known[condition.question])
        case CompareAmount():
            return amounts_text(condition, lambda part: _written(part, known))
    return _comparison(condition, known[condition.question])


def _word(group: AllOf | AnyOf) -> str:
    return "and" if isinstance(group, AllOf) else "or"


def _part(part: Condition, known: Known) -> str:
    text = _written(part, known)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text


def _count(atom: AtLeast, question: Any) -> str:
    """How many of the options; the options are left out where they are all there are."""
    named = [] if atom.options == question.ids else [question.written(option) for option in atom.options]
    if atom.count == len(atom.options):
        return f"{atom.question}.has_all({', '.join(named)})"
    if atom.count == 1:
        return f"{atom.question}.has_any({', '.join(named)})"
    return f"{atom.question}.at_least({', '.join([str(atom.count), *named])})"


def _comparison(atom: Compare, question: Question) -> str:
    if atom.operator == "in":
        return f"{atom.question} in {_list(question, atom.value)}"
    if isinstance(question.scored, YesNo) and (atom.operator, atom.value) == ("==", YES):
        return atom.question
    return f"{atom.question} {atom.operator} {question.scored.written(atom.value)}"


def _list(question: Question, values: Any) -> str:
    return f"[{', '.join(question.scored.written(value) for value in values)}]"
