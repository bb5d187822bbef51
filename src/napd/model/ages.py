"""Ages: how long ago a day was when the round was held. A derived number, which nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from attrs import field, frozen

from napd.errors import Fault
from napd.model.measures import Date, Number
from napd.model.questions import Question
from napd.model.rollups import Maximum, Minimum
from napd.model.spaces import Better

Unit = Literal["years", "months", "days"]
UNITS: dict[str, str] = {"years": "jaar", "months": "maanden", "days": "dagen"}
"""What people read behind the number."""


@frozen(eq=False)
class Age(Question):
    """How many whole years, months or days lie between the day that somebody answered and the date of the round.

    Nobody answers it. A year is complete on the same day of the year, and a month on the same day of the month; if
    there is no such day (29 February, the 31st), on the day after. If the day is after the round, the age is not known
    and the date stays open: no condition treats it as young.

    Args:
        date: the question whose answer is the day; if municipalities answer it, it has the roll-up Minimum or Maximum.
        unit: what is counted: "years", "months" or "days".
        better: which values are better: "higher", "lower", or None for neither.
    """

    date: Date = field(kw_only=True)
    unit: Unit = field(default="years", kw_only=True)
    better: Better = field(default="lower", kw_only=True)
    required: bool = field(default=False, init=False)

    @property
    def inputs(self) -> tuple[Question, ...]:
        """The day."""
        return (self.date,)

    @property
    def is_of_the_day(self) -> bool:
        """Always."""
        return True

    @property
    def computed(self) -> str:
        """An age of a day."""
        return f"age of {self.date.id} in {self.unit}"

    @property
    def scored(self) -> Number:
        """The age as a number."""
        return Number(
            self.id, self.text, help=self.help, unit=UNITS.get(self.unit, ""), minimum=0, whole=True, better=self.better
        )

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its unit and its day."""
        if self.unit not in get_args(Unit):
            yield Fault(("unit",), f"has unit={self.unit!r}: use {' or '.join(map(repr, get_args(Unit)))}")
        if self.date.answered_by == "municipality" and not isinstance(self.date.rollup, Minimum | Maximum):
            asked = f"is the age of {self.date.id!r}, which municipalities answer"
            text = f"{asked}: give that the rollup Minimum() for the oldest day, or Maximum() for the newest"
            yield Fault(("date",), text)
