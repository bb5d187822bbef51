"""Values in words: an answer as a person would say it, and what a region's value comes from."""

from __future__ import annotations

from math import isinf, isnan

import numpy as np
from attrs import frozen

from napd.decision.axes import Axis
from napd.model.area_kinds import AreaKind
from napd.model.questions import Question, unit_words
from napd.model.values import show_number
from napd.texts import DUTCH, Texts

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


def answer_words(question: Question, text: str, say: Texts = DUTCH) -> str:
    """An answer in its standard form, in words: labels for options, a comma for the decimal point, days in full."""
    return question.in_full(question.parse(text), say)


def value_words(question: Question, axis: Axis | None, value: Value, kind: AreaKind, say: Texts = DUTCH) -> str:
    """A value that is rolled up or derived, in words, with how many areas of a kind it stands on."""
    if question.is_summed:
        return points_words(question, value, say)
    shown = rolled(question, bare_words(question, axis, value, say), say(f"areas.{kind}_several"), say)
    complete = value.answered == value.members
    notes = [say("explain.derived")] if question.is_derived else []
    if question.is_of_the_day and isnan(value.low):
        notes = [say("explain.after_round")]
    if question.looks_back is not None:
        words, why = (say("explain.unknown"), "no_previous") if isnan(value.low) else (shown, "previous")
        return f"{words} ({say(f'explain.{why}')})"
    if question.rollup and question.rollup.known == "set" and complete:
        notes.append(say("words.of", a=round(value.low * value.members / 100), b=value.members))
    elif question.rollup or (value.members > 1 and all(part.looks_back is None for part in question.inputs)):
        notes.append(_answered(value, kind, say, by_level=bool(question.rollup and question.is_derived)))
    return f"{shown} ({', '.join(notes)})"


def _answered(value: Value, kind: AreaKind, say: Texts, *, by_level: bool) -> str:
    """How many areas answered of how many; or of how many the level is certain."""
    members, whom = value.members, say(f"areas.{kind}", count=value.members)
    if by_level:
        return say("explain.known_of", answered=value.answered, members=members, whom=whom)
    return say("explain.answered_of", count=value.answered, members=members, whom=whom)


def points_words(points: Question, value: Value, say: Texts = DUTCH) -> str:
    """Such as "7 van 10 punten", or "4 t/m 7 van 10 punten" while answers are missing."""
    ends = [_number(end, say) for end in dict.fromkeys((value.low, value.high))]
    shown = ends[0] if len(ends) == 1 else say("words.through", a=ends[0], b=ends[1])
    most = points.scored.field().high
    words = shown if most is None else say("words.of", a=shown, b=_number(most, say))
    return f"{words} {unit_words(points.unit, say, round(value.high if most is None else most, 2))}".strip()


def _number(number: float, say: Texts) -> str:
    return show_number(round(number, 2)).replace(".", say("words.decimal"))


def rolled(question: Question, words: str, whom: str, say: Texts = DUTCH) -> str:
    """What a value of several members is called: "ja bij 40 % van de gemeenten", "samen 12 plekken"."""
    return question.rollup.words(question, words, whom, say) if question.rollup else words


def bare_words(question: Question, axis: Axis | None, value: Value, say: Texts = DUTCH) -> str:
    """The value itself, from the lowest to the highest it can be."""
    question, low, high = question.scored, value.low, value.high
    if isnan(low):
        return say("explain.undefined")
    if isinf(low) and isinf(high):
        return say("explain.unknown")
    if isinf(high):
        return say("explain.or_more", a=position_words(question, axis, low, say))
    if isinf(low):
        return say("explain.or_less", b=position_words(question, axis, high, say))
    ends = list(dict.fromkeys(position_words(question, axis, end, say) for end in (low, high)))
    return ends[0] if len(ends) == 1 else say("words.through", a=ends[0], b=ends[1])


def position_words(question: Question, axis: Axis | None, position: float, say: Texts = DUTCH) -> str:
    """A position in words, as `answer_words` says an answer."""
    return question.in_full(question.value_at(_rounded(axis, position)), say)


def _rounded(axis: Axis | None, value: float) -> float:
    """A number with few decimals, but not so few that it seems to be beyond a threshold that it does not reach."""
    tries = (round(value, decimals) for decimals in DECIMALS)
    if axis is None:
        return next(tries)
    own = int(axis.classify(np.array([value]))[0])
    return next((each for each in tries if int(axis.classify(np.array([each]))[0]) == own), value)
