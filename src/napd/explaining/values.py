"""Values in words: an answer as a person would say it, and what a region's value comes from."""

from __future__ import annotations

from math import isinf, isnan

import numpy as np
from attrs import frozen

from napd.decision.axes import Axis
from napd.decision.words import DUTCH as LABELS
from napd.explaining.words import DUTCH as PHRASES
from napd.model.ages import Age
from napd.model.points import Points
from napd.model.questions import Question
from napd.model.values import show_number

DECIMALS = (1, 2, 3, 6, 12)
"""A number has as few decimals as tell it from the thresholds."""


@frozen
class Value:
    """A value of a region that comes from its municipalities, or is derived, from lowest to highest.

    Args:
        low: the lowest it can be, as a position; infinite without a bound, NaN where it is undefined.
        high: the highest.
        answered: how many areas answered.
        members: how many there are.
    """

    low: float
    high: float
    answered: int
    members: int


def answer_words(question: Question, text: str) -> str:
    """An answer in its standard form, in words: labels for options, a comma for the decimal point, days in full."""
    return question.in_full(question.parse(text), LABELS)


def value_words(question: Question, axis: Axis | None, value: Value, whom: str) -> str:
    """A value that is rolled up or derived, in words, with how many of whom it stands on, such as "gemeenten"."""
    if isinstance(question, Points):
        return points_words(question, value)
    shown = rolled(question, bare_words(question, axis, value), whom)
    complete = value.answered == value.members
    notes = [PHRASES.derived] if question.is_derived else []
    if isinstance(question, Age) and isnan(value.low):
        notes = [PHRASES.after_round]
    if question.looks_back is not None:
        return f"{PHRASES.unknown} ({PHRASES.no_previous})" if isnan(value.low) else f"{shown} ({PHRASES.previous})"
    if question.rollup and question.rollup.known == "set" and complete:
        notes.append(LABELS.of.format(a=round(value.low * value.members / 100), b=value.members))
    elif question.rollup or (value.members > 1 and all(part.looks_back is None for part in question.inputs)):
        said = PHRASES.known_of if question.rollup and question.is_derived else PHRASES.answered_of
        notes.append(said.format(answered=value.answered, members=value.members, whom=whom))
    return f"{shown} ({', '.join(notes)})"


def points_words(points: Points, value: Value) -> str:
    """Such as "7 van 10 punten", or "4 t/m 7 van 10 punten" while answers are missing."""
    ends = [_number(end) for end in dict.fromkeys((value.low, value.high))]
    shown = ends[0] if len(ends) == 1 else LABELS.through.format(a=ends[0], b=ends[1])
    most = points.scored.maximum
    return f"{shown if most is None else LABELS.of.format(a=shown, b=_number(most))} {points.unit}".strip()


def _number(number: float) -> str:
    return show_number(round(number, 2)).replace(".", LABELS.decimal)


def rolled(question: Question, words: str, whom: str) -> str:
    """What a value of several members is called: "ja bij 40 % van de gemeenten", "samen 12 plekken"."""
    return question.rollup.words(question, words, whom) if question.rollup else words


def bare_words(question: Question, axis: Axis | None, value: Value) -> str:
    """The value itself, from the lowest to the highest it can be."""
    question, low, high = question.scored, value.low, value.high
    if isnan(low):
        return PHRASES.undefined
    if isinf(low) and isinf(high):
        return PHRASES.unknown
    if isinf(high):
        return PHRASES.or_more.format(a=position_words(question, axis, low))
    if isinf(low):
        return PHRASES.or_less.format(b=position_words(question, axis, high))
    ends = list(dict.fromkeys(position_words(question, axis, end) for end in (low, high)))
    return ends[0] if len(ends) == 1 else LABELS.through.format(a=ends[0], b=ends[1])


def position_words(question: Question, axis: Axis | None, position: float) -> str:
    """A position in words, as `answer_words` says an answer."""
    return question.in_full(question.value_at(_rounded(axis, position)), LABELS)


def _rounded(axis: Axis | None, value: float) -> float:
    """A number with few decimals, but not so few that it seems to be beyond a threshold that it does not reach."""
    tries = (round(value, decimals) for decimals in DECIMALS)
    if axis is None:
        return next(tries)
    own = int(axis.classify(np.array([value]))[0])
    return next((each for each in tries if int(axis.classify(np.array([each]))[0]) == own), value)
