"""Hypothesis strategies for answers: to a question, to an indicator, and to a framework in one of its rounds."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
from hypothesis import strategies as st

from napd.answers.columns import REQUIRED
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.rounds import Round
from napd.testing.casebook import SEPARATOR, SILENT
from napd.testing.drawn_questions import Draw, chance, one, some
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
