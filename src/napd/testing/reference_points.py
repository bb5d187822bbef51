"""What answers count for, said once more from the definitions, in fractions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from napd.model.indicator import Indicator
from napd.model.points import Points

Answers = Mapping[str, Any]


def exact(value: Any) -> Any:
    """A number as the decimal that was written, and not as the float next to it; anything else as it is."""
    is_number = isinstance(value, int | float) and not math.isinf(value)
    return Fraction(str(value)) if is_number else value


def points_of(indicator: Indicator, answers: Answers) -> dict[str, Any]:
    """Each sum of points of which everything that counts is known; infinite where there is nothing to divide by."""
    found: dict[str, Any] = {}
    sums: list[Any] = [question for question in indicator.questions if isinstance(question, Points)]
    for points in sums * len(sums):  # one may count another, in any order
        known = {**answers, **found}
        if {*points.of, *points.over} <= known.keys():
            part, whole = (
                sum((worth_of(worth, known[name]) for name, worth in side.items()), Fraction())
                for side in (points.of, points.over)
            )
            is_high = (points.empty == "best") == (points.better == "higher")
            empty = math.inf if is_high else -math.inf
            found[points.id] = part if not points.over else part / whole if whole else empty
    return found


def worth_of(worth: Any, answer: Any) -> Fraction:
    """What one answer counts for."""
    if isinstance(answer, frozenset):
        return sum((worth if isinstance(worth, Fraction) else worth.get(o, Fraction()) for o in answer), Fraction())
    if isinstance(answer, str):
        return Fraction(worth * (answer == "ja") if isinstance(worth, Fraction) else worth.get(answer, 0))
    return Fraction(worth * exact(answer))


class Counts(NamedTuple):
    """That a question counts in points, and for what."""

    worth: Any


def counts(indicator: Indicator, name: str) -> Iterator[tuple[str, Any]]:
    """What counts in points, also by way of other points, and for what."""
    points: Any = indicator.question(name)
    for part, worth in (*points.of.items(), *points.over.items()):
        if isinstance(indicator.question(part), Points):
            yield from counts(indicator, part)
        else:
            yield part, worth
