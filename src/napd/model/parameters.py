"""Parameters: amounts that hold for some time, each with its source. A day without one is never given a neighbour's."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from napd.errors import ModelError
from napd.model.days import as_day
from napd.model.record import Record, listed
from napd.model.values import as_number


@frozen
class DatedAmount(Record):
    """An amount, and the days on which it holds.

    Args:
        value: the amount, of at most 15 digits.
        since: the first day.
        until: the last day.
        source: where it comes from, and how sure that is.
    """

    value: float = field(converter=as_number)
    since: date = field(converter=as_day)
    until: date = field(converter=as_day)
    source: str = field(kw_only=True)


@frozen
class Parameter(Record):
    """What an amount is called, and what it was and is.

    Args:
        id: how rules and receipts name it.
        title: as people read it.
        amounts: in the order of their days, which do not overlap; there may be days without one.
        unit: as people read it after the amount.

    Raises:
        ModelError: without amounts, or where a period ends before it begins or overlaps with the one before.
    """

    id: str
    title: str
    amounts: tuple[DatedAmount, ...] = field(converter=listed)
    unit: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        days = [day for each in self.amounts for day in (each.since, each.until)]
        begins_late = any(a >= b for a, b in zip(days[1::2], days[2::2], strict=False))
        if not days or begins_late or any(each.until < each.since for each in self.amounts):
            message = f"parameter {self.id!r}: give amounts in the order of their days, and let no two overlap"
            raise ModelError(message)

    def at(self, day: date) -> DatedAmount | None:
        """The amount of a day; None where no amount is known to hold on it."""
        return next((each for each in self.amounts if each.since <= day <= each.until), None)

    @property
    def ends(self) -> date:
        """The last day of the last amount."""
        return self.amounts[-1].until
