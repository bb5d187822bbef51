"""Numbers and days worth trying: at, beside and between the thresholds that conditions compare with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from itertools import pairwise
from typing import Any

from napd.model.measures import FIRST, LAST, Number
from napd.model.questions import Question


def beside(number: float) -> tuple[float, float]:
    """The last number before one and the first after it, of those that somebody can answer: in 15 digits."""
    digits = Context(prec=15, Emin=-1, Emax=14)
    near = Decimal(repr(float(number)))
    return float(digits.next_minus(near)), float(digits.next_plus(near))


def near_days(thresholds: Sequence[date]) -> list[date]:
    """The thresholds, the days beside them, and those at the ends."""
    days = {FIRST, date(2000, 1, 1), LAST, *thresholds}
    days |= {day - timedelta(days=1) for day in thresholds if day > FIRST}
    days |= {day + timedelta(days=1) for day in thresholds if day < LAST}
    return sorted(days)


def near_numbers(question: Any, thresholds: Sequence[float]) -> list[float]:
    """The thresholds, just below, just above and between them, and the bounds."""
    bounds = [bound for bound in (question.minimum, question.maximum) if bound is not None]
    points = sorted({0.0, *map(float, thresholds), *map(float, bounds)})
    found = {*points, points[0] - 7, points[-1] + 7}
    found |= {point + away for point in points for away in (-1, 1)}
    found |= {(a + b) / 2 for a, b in pairwise(points)}
    if question.whole:
        found = {float(math.floor(each)) for each in found}
    else:
        found = {float(f"{each:.15g}") for each in found}.union(*map(beside, points))
    return sorted(x for x in found if is_within(question, x))


def near_places(question: Question, thresholds: Sequence[Any]) -> list[Any]:
    """Of a kind that a plugin brings: what lies at, beside and between the thresholds, and at the bounds."""
    line: Any = question.space
    ends = [end for end in (line.low, line.high) if math.isfinite(end)]
    points = sorted({*map(question.position, thresholds), *ends}) or [0.0]
    found = {point + away for point in points for away in (-1, 0, 1)} | {(a + b) / 2 for a, b in pairwise(points)}
    places = {math.floor(each) for each in found} if line.whole else found
    return [question.value_at(each) for each in sorted(places) if line.low <= each <= line.high]


def is_within(question: Number, number: float) -> bool:
    """Whether a number lies within the bounds of a question."""
    low, high = question.minimum, question.maximum
    return (low is None or number >= low) and (high is None or number <= high)
