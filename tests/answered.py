"""Hypothesis strategies for answers as values: to one question, or to each of an indicator, some partly known."""

from __future__ import annotations

from functools import cache, partial
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from napd.model.boxes import PartlyChosen
from napd.model.indicator import Indicator
from napd.model.measures import FIRST, LARGEST, LAST, Number
from napd.model.questions import Question
from napd.model.spaces import Line, Options, Sets
from napd.testing.drawn_conditions import operands
from napd.testing.drawn_questions import DAYS, Draw, chance, one, some
from napd.testing.reference import representatives
from napd.testing.reference_values import beside


@cache
def _floats(low: float | None, high: float | None) -> st.SearchStrategy[float]:
    ends = (sign * LARGEST if bound is None else bound for sign, bound in ((-1, low), (1, high)))
    return st.floats(*ends, allow_subnormal=False).map(partial(round, ndigits=15))


@cache
def _integers(low: float | None, high: float | None) -> st.SearchStrategy[int]:
    return st.integers(*(sign * LARGEST if bound is None else int(bound) for sign, bound in ((-1, low), (1, high))))


_DATES, _TEXTS = st.dates(FIRST, LAST), st.text(max_size=4)


@st.composite
def answers_to(draw: Draw, question: Question) -> Any:
    """Draw an answer to a question, often at or beside a threshold of the pools."""
    return _answer(draw, question)


def _answer(draw: Draw, question: Question) -> Any:
    match question.space:
        case None:
            return draw(_TEXTS)
        case Options(ids):
            return one(draw, ids)
        case Sets(ids):
            return frozenset(some(draw, ids, least=0))
        case Line(of_days=True):
            return one(draw, DAYS) if chance(draw) else draw(_DATES)
    return _figure(draw, question) if isinstance(question, Number) else one(draw, representatives(question, []))


def _figure(draw: Draw, question: Number) -> float:
    near = [one(draw, operands(question))] if chance(draw) else []
    if question.whole:
        return float(*near or [draw(_integers(question.minimum, question.maximum))])
    near = [one(draw, (number, *beside(number))) for number in near]
    return float(*filter(question.holds, near)) if any(map(question.holds, near)) else _any_figure(draw, question)


def _any_figure(draw: Draw, question: Number) -> float:
    """Any number of 15 digits; rounded to these it may leave the bounds."""
    found = float(f"{draw(_floats(question.minimum, question.maximum)):.15g}")
    low, high = (found if bound is None else bound for bound in (question.minimum, question.maximum))
    return float(min(max(found, low), high))


@st.composite
def answer_sheets(draw: Draw, indicator: Indicator, *, gaps: bool = True) -> dict[str, Any]:
    """Draw an answer to each question of the scored area, by id; with gaps, to about half, some partly known."""
    kept = [question for question in indicator.questions if not (gaps and chance(draw))]
    answers = {question.id: (question.scored, _answer(draw, question.scored)) for question in kept}
    return {name: _partly(draw, *pair) if gaps else pair[1] for name, pair in answers.items()}


def _partly(draw: Draw, question: Question, answer: Any) -> Any:
    """The same answer, or of a multiple choice with several options perhaps what is known of it when some are not."""
    space = question.space
    if not isinstance(space, Sets) or len(space.ids) == 1 or chance(draw):
        return answer
    unknown = frozenset(some(draw, space.ids)[1:] or space.ids[:1])
    return PartlyChosen(answer - unknown, unknown)


def answers_within(answer: Any) -> list[Any]:
    """Every answer that a partly known one can be; of any other, itself."""
    if not isinstance(answer, PartlyChosen):
        return [answer]
    unknown = sorted(answer.unknown)
    more = [combinations(unknown, n) for n in range(len(unknown) + 1)]
    return [answer.chosen.union(some) for every in more for some in every]
