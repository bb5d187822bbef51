"""Values, the slow and obvious way: what answers add up to at their least and most, in fractions, without rounding."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import inf, isinf
from typing import Any, NamedTuple

from napd.model.measures import Number
from napd.model.multi_choice import MultiChoice
from napd.model.questions import Question
from napd.model.rollups import Maximum, Mean, Minimum, Sum
from napd.model.spaces import Line
from napd.testing.reference import options_of, representatives
from napd.testing.reference_points import exact


class Range(NamedTuple):
    """The lowest and the highest that a value can be; None, None where it is undefined."""

    low: Any
    high: Any
    answered: int
    members: int

    @property
    def complete(self) -> bool:
        """Whether everybody answered."""
        return self.answered == self.members


def place(question: Question, value: Any) -> Any:
    """An answer as what can be ordered and added: a number, the place of an option, the ordinal of a day."""
    if isinstance(question, MultiChoice):
        return len(value)
    if (options := options_of(question)) is not None:
        return options.index(value)
    if isinstance(value, date):
        return value.toordinal()
    return exact(value if isinstance(question, Number) else question.position(value))


def limits(question: Any) -> tuple[Any, Any]:
    """The lowest and the highest place of an answer."""
    if (options := options_of(question)) is not None:
        return 0, len(options) - 1
    if not isinstance(question, Number):
        is_number = isinstance(question.space, Line) and not question.space.of_days
        return question.space.limits if is_number else (-inf, inf)
    low, high = question.minimum, question.maximum
    return -inf if low is None else exact(low), inf if high is None else exact(high)


def chose(options: tuple[str, ...], value: Any) -> bool:
    """Whether an answer is, or has, one of the options."""
    return value in options if isinstance(value, str) else bool(value & set(options))


def rolled(question: Question, known: list[Any], missing: int, bound: float) -> Any:
    """The value of a region when every missing answer is this one."""
    match question.rollup:
        case Minimum():
            return min(known + [bound] * missing)
        case Maximum():
            return max(known + [bound] * missing)
        case Sum() | Mean() | None:
            total = sum(known) + (missing * bound if missing else 0)
            return total / (len(known) + missing) if isinstance(question.rollup, Mean) else total
    return None


def quotient(scale: Fraction, part: Any, whole: Any) -> Any:
    """A part of a whole; where either is without bound, what it comes near."""
    if isinf(part):
        return scale if isinf(whole) else inf
    return Fraction(0) if isinf(whole) else scale * part / whole


def between(question: Question, atoms: list[Any], found: Range) -> list[Any]:
    """Values from the lowest to the highest, with one in every class that lies between."""
    near = [*representatives(question, atoms)]
    ends = [end for end in found[:2] if not isinf(end)]
    if isinstance(question, Number):
        near += ends
    elif options_of(question) is None:
        near += map(question.value_at, ends)
    return [value for value in dict.fromkeys(near) if found.low <= place(question, value) <= found.high]


def elapsed(day: date, on: date, unit: str) -> int:
    """How many whole years, months or days lie between two days: as many as fit, counted one by one."""
    if unit == "days":
        return (on - day).days
    step, count = {"years": 12, "months": 1}[unit], 0
    while after(day, step * (count + 1)) <= on:
        count += 1
    return count


def after(day: date, months: int) -> date:
    """The same day this many months later; if there is none, the first day after."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def ends(ranges: list[Range]) -> tuple[Any, Any]:
    """The least and the most that some values can be together."""
    return sum(one.low for one in ranges), sum(one.high for one in ranges)


def sums(low: Fraction, high: Any) -> list[Fraction]:
    """Sums from the lowest to the highest: the first few in steps of 1, and the last or a large one."""
    last = low + 1000 if isinf(high) else high
    return sorted({last, *(low + step for step in range(5) if low + step <= last)})
