"""Checks of one record: declared in a layout, each with the fields that it needs, how bad it is, and what to do.

Each is an expression of Polars over the columns of `napd_counts.records`, so that ten million records take seconds.
Which checks there are follows the American HMIS (Eva) and the deliveries to CBS; the wording and the bounds are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import field, frozen

from napd_counts.words import message

if TYPE_CHECKING:
    import polars as pl

    from napd.plugin import Message
    from napd_counts.delivery import RecordDelivery
else:
    from napd_counts.engine import pl

Degree = Literal["stop", "error", "remark"]
"""How bad: it cannot be used; it is wrong; it deserves a second look."""
UNKNOWN = "onbekend"
"""The class of whoever it is not known of: it stays visible in every breakdown."""
FILE, ROW = "_file", "_row"
"""The columns that say where a record is: the number of its file, and of its row, the first being 0."""


@frozen(kw_only=True)
class RecordFault:
    """What is wrong with some records, or with a delivery as a whole.

    Args:
        check: id of the check.
        degree: how bad it is.
        message: what is wrong.
        hint: what to do.
        column: the field; "" where it is that of the whole record.
        file: number of the file; None where it is of the whole delivery.
        row: number of the row in it; None where it is of the whole file.
        value: the text of the cell; never that of a key.
    """

    check: str
    degree: Degree
    message: Message | str
    hint: Message | str = ""
    column: str = ""
    file: int | None = None
    row: int | None = None
    value: str = ""


@frozen(kw_only=True)
class CheckFound:
    """What a check found: how often, and the first of it.

    Args:
        count: how many records.
        faults: the first of them.
    """

    count: int
    faults: tuple[RecordFault, ...]


@frozen(kw_only=True)
class DeliveryCheck:
    """What every check has. Its words are the texts `check.ID.message` and `check.ID.hint`."""

    id: ClassVar[str]
    degree: ClassVar[Degree] = "error"
    drops: ClassVar[bool] = False
    """Whether a record with this fault is not counted before it is repaired."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields without which there is nothing to check."""
        raise NotImplementedError

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:
        """What it finds in a delivery, of which at most so many are told one by one."""
        raise NotImplementedError

    def fault(self, *, column: str = "", file: int | None = None, row: int | None = None, **named: Any) -> RecordFault:
        """A fault that it found."""
        return RecordFault(
            check=self.id, degree=self.degree, column=column, file=file, row=row,
            message=message(f"check.{self.id}.message", **named), hint=message(f"check.{self.id}.hint"),
        )  # fmt: skip


@frozen(kw_only=True)
class RecordCheck(DeliveryCheck):
    """A check of which each record tells by itself, or beside the one before it, whether it fails."""

    @property
    def column(self) -> str:
        """The field that it names."""
        return self.needs[0]

    def wrong(self) -> pl.Expr:
        """Whether a record fails; null counts as no."""
        raise NotImplementedError

    def named(self) -> Mapping[str, pl.Expr]:
        """What its message speaks of."""
        return {}

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """The records that fail: `_file`, `_row`, and what the message speaks of."""
        said = [expression.alias(name) for name, expression in self.named().items()]
        return about.frame.filter(self.wrong()).select(FILE, ROW, *said)

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:
        """Each record that fails."""
        rows = about.collect(self.failing(about))
        if rows.height:
            first = rows.sort(FILE, ROW).head(most).iter_rows(named=True)
            faults = [self.fault(column=self.column, file=row.pop(FILE), row=row.pop(ROW), **row) for row in first]
            yield CheckFound(count=rows.height, faults=tuple(faults))


def _date(name: str) -> pl.Expr:
    """A day, as messages say it."""
    return pl.col(name).dt.to_string("%Y-%m-%d")


@frozen(kw_only=True)
class EndBeforeStart(RecordCheck):
    """A record that ends before it begins; it is not counted."""

    id = "end_before_start"
    drops = True
    end: str
    start: str

    @property
    def needs(self) -> tuple[str, ...]:
        """Both days."""
        return self.end, self.start

    def wrong(self) -> pl.Expr:
        """It ends too early."""
        return pl.col(self.end) < pl.col(self.start)

    def named(self) -> Mapping[str, pl.Expr]:
        """Both days."""
        return {"start": _date(self.start), "end": _date(self.end)}


@frozen(kw_only=True)
class AfterDelivery(RecordCheck):
    """A day after the one on which the delivery was made: what was planned is not yet so.

    A record that begins after it is not counted; nor is one that ends after it, as the end is not known.
    """

    id = "after_delivery"
    drops = True
    day: str
    made: str

    @property
    def needs(self) -> tuple[str, ...]:
        """Both days."""
        return self.day, self.made

    def wrong(self) -> pl.Expr:
        """It is later."""
        return pl.col(self.day) > pl.col(self.made)

    def named(self) -> Mapping[str, pl.Expr]:
        """Both days."""
        return {"day": _date(self.day), "made": _date(self.made)}


@frozen(kw_only=True)
class BeforeBirth(RecordCheck):
    """A record that begins before the year in which the person was born. It counts, with the age as unknown."""

    id = "before_birth"
    start: str
    born: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The day and the year."""
        return self.start, self.born

    def wrong(self) -> pl.Expr:
        """It is earlier."""
        return pl.col(self.start).dt.year() < pl.col(self.born)

    def named(self) -> Mapping[str, pl.Expr]:
        """The day and the year."""
        return {"start": _date(self.start), "born": pl.col(self.born).cast(pl.Int64).cast(pl.String)}


@frozen(kw_only=True)
class LongOpen(RecordCheck):
    """A record without an end that is longer than usual in its category: is the end forgotten?

    Args:
        longest: for each category the days after which an open record is doubted; a choice of the layout.
        made: the field with the day until which it lasts; where that is unknown, it is not doubted.
    """

    id = "long_open"
    degree = "remark"
    end: str
    start: str
    category: str
    made: str
    longest: Mapping[str, int]

    @property
    def needs(self) -> tuple[str, ...]:
        """The days and the category."""
        return self.end, self.start, self.category, self.made

    def _days(self) -> pl.Expr:
        return (pl.col(self.made) - pl.col(self.start)).dt.total_days()

    def wrong(self) -> pl.Expr:
        """It lasts longer than its category allows."""
        bounds = pl.col(self.category).cast(pl.String).replace_strict(self.longest, default=None, return_dtype=pl.Int64)
        return pl.col(self.end).is_null() & (self._days() > bounds)

    def named(self) -> Mapping[str, pl.Expr]:
        """The day, the days and the category."""
        category = pl.col(self.category).cast(pl.String)
        return {"start": _date(self.start), "days": self._days().cast(pl.String), "category": category}


@frozen(kw_only=True)
class OutsideFacility(RecordCheck):
    """A record that begins before the shelter opened or ends after it closed, by a list of shelters that is given."""

    id = "outside_facility"
    facility: str
    start: str
    end: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The shelter and the days."""
        return self.facility, self.start, self.end

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """Those that fail, where there is a list."""
        if about.facilities is None:
            return about.frame.clear().select(FILE, ROW)
        found = about.frame.join(about.facilities.lazy(), left_on=self.facility, right_on="facility")
        last = pl.col(self.end).fill_null(pl.col(self.start))
        wrong = (pl.col(self.start) < pl.col("opened")) | (last > pl.col("closed"))
        return found.filter(wrong).select(FILE, ROW, facility=pl.col(self.facility))


@frozen(kw_only=True)
class NotKnown(RecordCheck):
    """A field of which it was said that it is not known; people may decline to answer, so it counts as unknown."""

    id = "not_known"
    degree = "remark"
    field_: str = field(alias="field")

    @property
    def needs(self) -> tuple[str, ...]:
        """The field."""
        return (self.field_,)

    def wrong(self) -> pl.Expr:
        """It is unknown."""
        return pl.col(self.field_).cast(pl.String) == UNKNOWN


@frozen(kw_only=True)
class LeftEmpty(NotKnown):
    """A field that was left empty: it counts as unknown, but nobody said so."""

    id = "missing"

    def wrong(self) -> pl.Expr:
        """It is empty."""
        return pl.col(f"_empty_{self.field_}")


def of_each(check: type[NotKnown], names: Iterable[str]) -> Iterator[NotKnown]:
    """The same check of several fields."""
    return (check(field=name) for name in names)
