"""Questions without options: a number, a date, or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Any, ClassVar

from attrs import Attribute, field, frozen

from napd.errors import Fault, ModelError
from napd.model.conditions import Operator
from napd.model.days import as_day, parse_date, swapped
from napd.model.fields import Field
from napd.model.questions import Question
from napd.model.spaces import Better, Line
from napd.model.values import (
    THOUSANDS,
    BadValue,
    Doubt,
    as_number,
    beyond_doubt,
    parse_number,
    show_number,
    written_number,
)
from napd.texts import Message, Texts

FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
"""What lies outside is a slip: 2205 for 2025."""
LARGEST = 10**15 - 1
"""Thresholds and bounds are numbers that napd can count with; see `counted`."""


def is_number(value: object) -> bool:
    """Whether this can be a threshold or a bound: a number of moderate size, so not NaN or infinite."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _bound(question: Question, attribute: Attribute[float | None], value: object) -> None:
    if value is not None and not is_number(value):
        where = f"question {question.id!r} has {attribute.name}={value!r}"
        message = f"{where}: use a number between -1e15 and 1e15"
        raise ModelError(message)


@frozen(eq=False)
class Number(Question):
    """A number, with its unit; percentages have unit "%".

    Args:
        unit: as people read it after the number.
        minimum: the lowest number that can be answered; None for no bound.
        maximum: the highest number that can be answered; None for no bound.
        whole: whether it must be a whole number.
        better: which values are better: "higher", "lower", or None for neither.

    Raises:
        ModelError: if the minimum or the maximum is not a number between -1e15 and 1e15, and as for any question.
    """

    unit: str = field(default="", kw_only=True)
    minimum: float | None = field(default=None, kw_only=True, converter=as_number, validator=_bound)
    maximum: float | None = field(default=None, kw_only=True, converter=as_number, validator=_bound)
    whole: bool = field(default=False, kw_only=True)
    better: Better = field(default="higher", kw_only=True)

    operators: ClassVar[tuple[Operator, ...]] = ("<", "<=", "==", "!=", ">=", ">")

    @cached_property
    def space(self) -> Line:
        """Numbers within the bounds."""
        low = -inf if self.minimum is None else float(self.minimum)
        high = inf if self.maximum is None else float(self.maximum)
        return Line(low, high, self.whole, self.better)

    def position(self, value: Any) -> float:
        """The number itself."""
        return float(value)

    def value_at(self, position: float) -> float:
        """The number itself."""
        return position

    def parse(self, text: str) -> float:
        """A number within the bounds; refused if it may also mean a thousand times as much, within the bounds."""
        value = parse_number(text, unit=self.unit)
        thousands = self._thousands(text)
        if self.whole and value != int(value):
            hint = Message("problem.not_whole.thousands", number=thousands)
            message = Message("problem.not_whole.message", value=text.strip())
            raise BadValue("not_whole", message, hint if thousands else Message("problem.not_whole.hint"))
        if thousands:
            plain = show_number(value)
            message = Message("problem.ambiguous.message", value=text.strip(), thousands=thousands, decimals=plain)
            hint = Message("problem.ambiguous.hint", thousands=thousands, beyond_doubt=beyond_doubt(plain))
            raise BadValue("ambiguous", message, hint)
        if not self.holds(value):
            raise BadValue("out_of_range", self._outside(text.strip()), Message("problem.out_of_range.hint"))
        return value

    @property
    def is_plain(self) -> bool:
        """Whether the kind reads texts as every number does, and not in a way of its own."""
        return type(self).parse is Number.parse and type(self).doubt is Number.doubt

    def _thousands(self, text: str) -> str:
        """The digits of a number, if its decimals may be thousands; empty where they cannot."""
        written = written_number(text, unit=self.unit) or ""
        if not THOUSANDS.fullmatch(written):
            return ""
        digits = re.sub("[.,+]", "", written)
        return digits if self.whole or self.holds(float(digits)) else ""

    def doubt(self, text: str, value: Any) -> Doubt | None:
        """A percentage below 1, unless it says itself that it is one."""
        if not self.seems_share(value) or text.rstrip().endswith("%"):
            return None
        message = Message("problem.small_percentage.message", value=text.strip())
        return Doubt("small_percentage", message, Message("problem.small_percentage.hint"))

    def seems_share(self, value: float) -> bool:
        """Whether a number would be a percentage so small that a share of 1 may be meant."""
        return self.unit.startswith("%") and 0 < value < 1

    def holds(self, value: float) -> bool:
        """Whether a number lies within the bounds."""
        low, high = self.minimum, self.maximum
        return (low is None or value >= low) and (high is None or value <= high)

    @property
    def bounds(self) -> str:
        """The bounds in words, for the author of a condition."""
        if self.minimum is not None and self.maximum is not None:
            return f"between {show_number(self.minimum)} and {show_number(self.maximum)}"
        if self.minimum is not None:
            return f"{show_number(self.minimum)} or more"
        return "any number" if self.maximum is None else f"{show_number(self.maximum)} or less"

    def _outside(self, text: str) -> Message:
        """Say that a number lies outside the bounds; there is at least one."""
        ends = {"low": self.minimum, "high": self.maximum}
        shown = {name: show_number(end) for name, end in ends.items() if end is not None}
        if len(shown) == len(ends):
            return Message("problem.out_of_range.between", value=text, **shown)
        return Message(f"problem.out_of_range.{'below' if 'low' in shown else 'above'}", value=text, **shown)

    def show(self, value: Any) -> str:
        """As short as it can be read back."""
        text = show_number(value)
        return beyond_doubt(text) if self._thousands(text) else text

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its bounds."""
        low, high = self.minimum, self.maximum
        for name, bound in (("minimum", low), ("maximum", high)):
            if self.whole and bound is not None and bound != int(bound):
                yield Fault((name,), f"is a whole number, but has {name}={bound}")
        if low is not None and high is not None and low >= high:
            yield Fault(("minimum",), f"has a minimum ({low}) that is not below its maximum ({high})")

    def words(self, value: Any, say: Texts) -> str:
        """With the decimal sign of the language."""
        return show_number(float(value)).replace(".", say("words.decimal"))

    def field(self) -> Field:
        """A number within the bounds."""
        return Field("number", low=self.minimum, high=self.maximum, whole=self.whole, unit=self.unit)

    def written(self, value: Any) -> str:
        """The number itself."""
        return repr(value)

    def operand(self, value: Any) -> Any:
        """A number as napd counts with it."""
        return as_number(value)

    @property
    def summand_fault(self) -> str | None:
        """Numbers can be added."""
        return None

    def operand_fault(self, value: Any) -> str | None:
        """Not a number, or outside the bounds."""
        if isinstance(value, Decimal | Fraction):
            return f"cannot be compared with {value}: use a number of at most 15 digits"
        if not isinstance(value, int | float) or isinstance(value, bool):
            return f"is a number: compare it with a number, not with {value!r}"
        if not is_number(value):
            return f"cannot be compared with {value!r}: use a number between -1e15 and 1e15"
        if not self.holds(value):
            return f"is {self.bounds}: {show_number(value)} lies outside"
        if self.whole and value != int(value):
            return f"is a whole number: {show_number(value)} is not"
        return None


@frozen(eq=False)
class Date(Question):
    """A day.

    Args:
        better: "higher" if a later day is better, "lower" if an earlier one is, None for neither.
    """

    better: Better = field(default=None, kw_only=True)
    operators: ClassVar[tuple[Operator, ...]] = ("<", "<=", "==", "!=", ">=", ">")

    @cached_property
    def space(self) -> Line:
        """Days, counted from the first day of the calendar."""
        return Line(FIRST.toordinal(), LAST.toordinal(), whole=True, better=self.better, of_days=True)

    def position(self, value: Any) -> float:
        """The number of the day."""
        return float(value.toordinal())

    def value_at(self, position: float) -> date:
        """The day of this number."""
        return date.fromordinal(int(position))

    def parse(self, text: str) -> date:
        """A day of the calendar, of a year in which something can have happened."""
        day = parse_date(text)
        if not FIRST <= day <= LAST:
            message = Message("problem.not_a_date.year", value=text.strip(), first=FIRST, last=LAST)
            raise BadValue("not_a_date", message, Message("problem.not_a_date.year_hint"))
        return day

    def doubt(self, text: str, value: Any) -> Doubt | None:
        """Where the month may stand before the day."""
        if (other := swapped(text)) is None:
            return None
        message = Message("problem.ambiguous.day", value=text.strip(), day=value, other=other)
        return Doubt("ambiguous", message, Message("problem.ambiguous.day_hint", day=value, other=other))

    def show(self, value: Any) -> str:
        """As year-month-day."""
        return str(value.isoformat())

    def words(self, value: Any, say: Texts) -> str:
        """Such as "31 december 2025"."""
        return say.day(value)

    def field(self) -> Field:
        """A day."""
        return Field("day")

    def operand(self, value: Any) -> Any:
        """Text becomes a date."""
        return as_day(value)

    def operand_fault(self, value: Any) -> str | None:
        """Not a date (nor is a moment of a day), or a date that no answer can be."""
        if isinstance(value, date) and not isinstance(value, datetime):
            bounds = f"is a day between {FIRST} and {LAST}"
            return None if FIRST <= value <= LAST else f"{bounds}: {value} lies outside"
        return f"is a date: compare it with one such as '2025-12-31', not {value!r}"


@frozen(eq=False)
class Text(Question):
    """Free text; never scored."""

    def parse(self, text: str) -> str:
        """The words without the white space around them."""
        return text.strip()
