"""Hypothesis strategies for answers: to a question, to an indicator, and to a framework in one of its rounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from napd.answers.columns import REQUIRED
from napd.framework.framework import Framework
from napd.model.boxes import PartlyChosen
from napd.model.indicator import Indicator
from napd.model.measures import FIRST, LARGEST, LAST, Number
from napd.model.questions import Question
from napd.model.rounds import Round
from napd.model.spaces import Line, Options, Sets
from napd.testing.casebook import SEPARATOR, SILENT
from napd.testing.drawn_conditions import operands
from napd.testing.drawn_questions import DAYS, Draw, chance, one, some
from napd.testing.reference import representatives
from napd.testing.reference_values import beside
from napd.testing.samples import candidates

MOST_MEMBERS, MOST_REGIONS = 4, 3
WORDS = st.text("abcdé ,.;", min_size=1, max_size=8).filter(str.strip)


@st.composite
def answers(draw: Draw, indicator: Indicator, *, gaps: bool = True) -> dict[str, str]:
    """Draw the answers of a region, or of a municipality where the indicator scores these, as in a file of cases.

    Args:
        draw: given by hypothesis.
        indicator: whose questions are answered; a number is often at or beside a threshold of its rules.
        gaps: whether answers may be missing.

    Returns:
        Question -> text; '' where the answer is missing. A question to municipalities has all their answers in it.
    """
    members = 1 + draw(st.integers(0, MOST_MEMBERS - 1))
    found = {}
    for question in indicator.asked:
        if indicator.answered_by(question) == indicator.area:
            found[question.id] = _said(draw, indicator, question, gaps)
        else:
            texts = [_said(draw, indicator, question, gaps) or SILENT for _ in range(members)]
            found[question.id] = SEPARATOR.join(texts)
    return found


def _said(draw: Draw, indicator: Indicator, question: Question, gaps: bool) -> str:  # noqa: FBT001 - passed on
    if gaps and chance(draw, 3):
        return ""
    if question.space is None:
        return draw(WORDS).strip()
    return question.show(one(draw, candidates(indicator, question)))


@st.composite
def rounds(draw: Draw, framework: Framework, *, gaps: bool = True) -> pa.Table:
    """Draw the answers of some regions and all their municipalities in one round of a framework.

    Args:
        draw: given by hypothesis.
        framework: whose areas, rounds and indicators they are.
        gaps: whether answers may be missing.

    Returns:
        A table with the text columns round, area, indicator, question and value, such as `napd.score` takes.
    """
    round_ = one(draw, list(framework.rounds))
    rows = [
        (round_.id, who, indicator.id, question.id, text)
        for indicator in framework.at(round_.date)
        for question, who in _asks(draw, framework, indicator, round_)
        if (text := _said(draw, indicator, question, gaps))
    ]
    columns = [pa.array([row[place] for row in rows], pa.string()) for place in range(len(REQUIRED))]
    return pa.table(columns, names=REQUIRED)


def _asks(draw: Draw, framework: Framework, indicator: Indicator, round_: Round) -> Iterator[tuple[Question, str]]:
    """Who answers which question in a round, of some of the regions."""
    regions = sorted(area.code for area in framework.areas.regions(round_.date))
    for region in some(draw, regions, least=0)[:MOST_REGIONS]:
        members = [area.code for area in framework.areas.members(region, round_.date)]
        for question in indicator.asked:
            own = indicator.answered_by(question) == "region"
            yield from ((question, who) for who in ([region] if own else members))


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
