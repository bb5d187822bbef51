"""Drawing conditions on questions, and sums of answers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from napd.model import adding
from napd.model.amounts import Amount, CompareAmount, compared
from napd.model.conditions import AtLeast, Compare, Condition, Operator
from napd.model.questions import Question
from napd.model.spaces import Line, Options, Sets
from napd.testing.drawn_questions import DAYS, NUMBERS, WHOLE, Draw, chance, one, places, some


def drawn_atom(draw: Draw, question: Question) -> Condition:
    """Draw a condition on one question."""
    scored: Any = question.scored
    if isinstance(scored.space, Sets):
        named = some(draw, scored.ids)
        return AtLeast(scored.id, 1 + draw(places(len(named))), tuple(named))
    operator, values = one(draw, scored.operators), operands(scored)
    value = tuple(some(draw, values)) if operator == "in" else one(draw, values)
    return Compare(scored.id, operator, value)


FEW = 3
MULTIPLES = (1, 1, 2, -1, 0.5, Fraction(1, 3))


def _comparison(draw: Draw, asked: Sequence[Question]) -> Condition:
    """Compare what some answers come to with a number, or with what others do."""
    numbers = [question for question in asked if can_be_added(question.scored)]
    left = _amount(draw, asked, numbers)
    right = _amount(draw, asked, numbers) if chance(draw, 3) else one(draw, (0, 1, 2, 3, 1.5, -1))
    sign: Operator = one(draw, ("<", "<=", "==", "!=", ">=", ">"))
    found = compared(left, sign, right)
    is_sum = isinstance(found, CompareAmount) and found.terms  # all may cancel out, or leave one number
    return found if is_sum else drawn_atom(draw, one(draw, asked))


def _amount(draw: Draw, asked: Sequence[Question], numbers: Sequence[Question], most: int = 3) -> Amount:
    found = Amount(())
    for _ in range(1 + draw(places(most))):
        kind = one(draw, ("count", "count", "number", "min", "max"))
        if kind in ("min", "max") and most > 1:
            parts = [_amount(draw, asked, numbers, 1) for _ in range(2)]
            more = adding.min(*parts) if kind == "min" else adding.max(*parts)
        elif numbers and kind == "number":
            more = one(draw, numbers) * 1
        else:
            more = adding.count(drawn_atom(draw, one(draw, asked)))
        found += one(draw, MULTIPLES) * more
    return found


def can_be_added(question: Any) -> bool:
    """Whether a number has so few answers that a test can try them all."""
    line = question.space
    return isinstance(line, Line) and line.whole and not line.of_days and line.high - line.low <= FEW


def operands(question: Any) -> Sequence[Any]:
    """What the answer can be compared with."""
    if isinstance(question.space, Options):
        return question.space.ids
    if question.space.of_days:
        return DAYS
    held = [number for number in (WHOLE if question.whole else NUMBERS) if question.holds(number)]
    return held or [question.minimum]  # of points that always come to one number


@st.composite
def conditions(draw: Draw, asked: Sequence[Question], most: int = 4, *, sums: bool = False) -> Condition:
    """Draw a condition on some of the questions, of at most this many comparisons joined by &, | and ~.

    Where there may be sums, a comparison may be one of what several answers come to.
    """
    return drawn_condition(draw, asked, most, sums=sums)


def drawn_condition(draw: Draw, asked: Sequence[Question], most: int = 4, *, sums: bool = False) -> Condition:
    """Draw a condition of at most so many parts on some of the questions."""
    kind = one(draw, ("atom", "and", "or", "not")) if most > 1 else "atom"
    if kind == "atom":
        return _comparison(draw, asked) if sums and chance(draw, 4) else drawn_atom(draw, one(draw, asked))
    if kind == "not":
        return ~drawn_condition(draw, asked, most - 1, sums=sums)
    left, right = (drawn_condition(draw, asked, n, sums=sums) for n in (most // 2, most - most // 2))
    return left & right if kind == "and" else left | right
