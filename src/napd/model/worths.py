"""Worths: what answers count for in a sum of points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from napd.model.amounts import as_data, exactly
from napd.model.questions import Question
from napd.model.spaces import Line, Sets
from napd.model.values import YES

QUOTIENT = re.compile(r"-?[0-9]{1,200}/[1-9][0-9]{0,200}")
"""A number of points that is no decimal, as data has it."""
Worth = Fraction | Mapping[str, Fraction]
"""What an answer counts for: times so much, or by option."""


def _worth(value: Any) -> Any:
    """Numbers as fractions; what is none stays, to be refused."""
    if isinstance(value, Mapping):
        return {option: _worth(each) for option, each in value.items()}
    if isinstance(value, str) and QUOTIENT.fullmatch(value):
        return Fraction(value)
    try:
        return exactly(value)
    except TypeError:
        return value


def by_id(given: Any) -> Any:
    """By the ids of the questions."""
    if not isinstance(given, Mapping):
        return given
    return {key.id if isinstance(key, Question) else key: _worth(value) for key, value in given.items()}


def decimal_text(number: Fraction) -> str:
    """A number as people read it, with a comma."""
    return str(as_data(number)).replace(".", ",")


def standard_worth(question: Question | None, worth: Any) -> Any:
    """What an answer counts for, with the options by their ids."""
    if question is None or not isinstance(worth, Mapping):
        return worth
    return {question.scored.operand(option): each for option, each in worth.items()}


def amount(question: Question, worth: Worth, answer: Any) -> Fraction:
    """What an answer gives.

    Args:
        question: the question as conditions see it.
        worth: what its answers give.
        answer: an answer to it.
    """
    if isinstance(question.space, Line):
        return exactly(answer) * worth  # type: ignore[operator]
    if isinstance(question.space, Sets):
        each = (worth.get(o, Fraction()) if isinstance(worth, Mapping) else worth for o in answer)
        return sum(each, Fraction())
    if isinstance(worth, Mapping):
        return worth.get(answer, Fraction())
    return worth if answer == YES else Fraction()
