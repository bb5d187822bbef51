"""What is known of a number: the range in which it lies. Exact: whole numbers and fractions, never floating point."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from napd.errors import ModelError
from napd.model.record import Record
from napd.model.values import exact

Exact = int | Fraction


def exactly(value: Any) -> Any:
    """A number as a whole number or a fraction; a float is the decimal that it shows. What is none stays, refused."""
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction | Decimal):
        return value
    try:
        found = exact(value) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):  # infinite, or no number at all
        return value
    return int(found) if found.denominator == 1 else found


def _is_exact(value: object) -> bool:
    return value is None or (isinstance(value, int | Fraction) and not isinstance(value, bool))


@frozen
class Interval(Record):
    """A range of numbers, both ends included.

    Args:
        low: the lowest that it can be; None without such a bound.
        high: the highest that it can be; None without such a bound.
        point: the number as it was published, if it was; it lies in the range.

    Raises:
        ModelError: if an end is not a number, the ends are the wrong way round, or the point lies outside.

    >>> Interval.rounded(26600, to=100)
    Interval(low=26550, high=26650, point=26600)
    >>> Interval.exact(5) + Interval.at_least(90)
    Interval(low=95, high=None, point=None)
    """

    low: Exact | None = field(default=None, converter=exactly)
    high: Exact | None = field(default=None, converter=exactly)
    point: Exact | None = field(default=None, converter=exactly)

    def __attrs_post_init__(self) -> None:
        for end in (self.low, self.high, self.point):
            if not _is_exact(end):
                raise ModelError(f"{end!r} is not a number: give a whole number, a decimal or a fraction")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ModelError(f"a range cannot go from {self.low} to {self.high}: give the lowest number first")
        if self.point is not None and not self.holds(self.point):
            raise ModelError(f"{self.point} does not lie in the range from {self.low} to {self.high}: check all three")

    @classmethod
    def exact(cls, value: Any) -> Interval:
        """A number that is known exactly."""
        return cls(value, value, value)

    @classmethod
    def rounded(cls, value: Any, *, to: Any) -> Interval:
        """A number that was rounded, such as 26,600 to hundreds; a half may go either way, so both ends count."""
        whole, half = Fraction(exactly(value)), Fraction(exactly(to)) / 2
        low = whole - half
        return cls(max(low, Fraction(0)) if whole >= 0 else low, whole + half, whole)

    @classmethod
    def at_least(cls, value: Any) -> Interval:
        """What "ruim" and "meer dan" say: a lower bound."""
        return cls(value, None)

    @classmethod
    def at_most(cls, value: Any) -> Interval:
        """What "bijna" and "minder dan" say: an upper bound on a count, so no less than 0."""
        return cls(0, value)

    @classmethod
    def unknown(cls) -> Interval:
        """A hidden or missing count: 0 or more."""
        return cls(0, None)

    @property
    def is_exact(self) -> bool:
        """Whether it can be only one number."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Exact | None:
        """How far its ends lie apart; None without one of them."""
        return None if self.low is None or self.high is None else exactly(self.high - self.low)

    def holds(self, value: Exact | Interval) -> bool:
        """Whether a number, or all of another range, lies in this one."""
        other = value if isinstance(value, Interval) else Interval(value, value)
        below = self.low is None or (other.low is not None and other.low >= self.low)
        return below and (self.high is None or (other.high is not None and other.high <= self.high))

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a number in the one and a number in the other."""
        if not isinstance(other, Interval):
            return NotImplemented
        ends = ((self.low, other.low), (self.high, other.high), (self.point, other.point))
        return Interval(*(_both(lambda a, b: a + b, a, b) for a, b in ends))

    def __sub__(self, other: Interval) -> Interval:
        """Every difference between a number in the one and a number in the other."""
        if not isinstance(other, Interval):
            return NotImplemented
        ends = ((self.low, other.high), (self.high, other.low), (self.point, other.point))
        return Interval(*(_both(lambda a, b: a - b, a, b) for a, b in ends))

    def from_zero(self) -> Interval:
        """The part of it that can be a count: anything below 0 is left out.

        Raises:
            ModelError: if nothing is left.
        """
        return Interval(max(self.low or 0, 0), self.high, self.point if self.point is None or self.point >= 0 else None)

    def percent(self, *, less: int = 0) -> Interval:
        """The same times 100, less a number: for after divided by before, less 100 gives the change in percent."""
        return Interval(*(None if end is None else 100 * end - less for end in (self.low, self.high, self.point)))

    def over(self, whole: Interval) -> Interval:
        """Every quotient, of counts: 0 or more. Without a bound where the other may be 0."""
        low, high = self.low or 0, None
        least = Fraction(low) / whole.high if whole.high else 0
        if self.high is not None and whole.low:
            high = Fraction(self.high) / whole.low
        point = Fraction(self.point) / whole.point if self.point is not None and whole.point else None
        return Interval(least, high, point)


def _both(combine: Callable[[Any, Any], Any], one: Exact | None, other: Exact | None) -> Exact | None:
    return None if one is None or other is None else exactly(combine(one, other))
