"""Checks of records beside each other, and of a delivery as a whole: doubles, overlaps, what is unknown too often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from napd_counts.checks import FILE, ROW, UNKNOWN, CheckFound, Degree, DeliveryCheck, RecordCheck

if TYPE_CHECKING:
    import polars as pl

    from napd_counts.delivery import RecordDelivery
else:
    from napd_counts.engine import pl

PERCENT = 100


def _listed(names: str | tuple[str, ...]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@frozen(kw_only=True)
class Twice(RecordCheck):
    """The same record twice within one delivery, by the fields that make it one; it counts once."""

    id = "twice"
    fields: tuple[str, ...] = field(converter=_listed)

    @property
    def needs(self) -> tuple[str, ...]:
        """The fields."""
        return self.fields

    @property
    def column(self) -> str:
        """It is the record as a whole."""
        return ""

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """Every one of them but the first."""
        by = [*self.fields, *([about.layout.made] if about.layout.made else [])]
        known = about.frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in self.fields))
        rows = known.select(*by, FILE, ROW).sort(FILE, ROW)
        return rows.filter(pl.int_range(pl.len()).over(by) > 0).select(FILE, ROW)


@frozen(kw_only=True)
class Overlapping(RecordCheck):
    """Records of one person that overlap: they are merged in a count, and the person counts once in a stock.

    Args:
        days: how many days they may overlap without a remark.
        within: fields in which both have to be the same, such as the shelter.
        across: a field in which they have to differ, such as the shelter.
    """

    degree: ClassVar[Degree] = "remark"
    key: str
    start: str
    end: str
    facility: str
    days: int = 0
    same: bool

    @property
    def id(self) -> str:  # type: ignore[override]
        """Within one shelter, or in two."""
        return "overlap_within" if self.same else "overlap_across"

    @property
    def needs(self) -> tuple[str, ...]:
        """The days, the person and the shelter."""
        return self.start, self.end, self.key, self.facility

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """The later record; it is laid beside the one that lasts longest of those before it."""
        by = [self.key, self.facility] if self.same else [self.key]
        columns = dict.fromkeys([self.key, self.facility, self.start, self.end, FILE, ROW])
        rows = about.frame.filter(about.sound).select(*columns).with_columns(pl.col(self.end).fill_null(about.last_day))
        rows = rows.sort(*by, self.start, self.end, FILE, ROW)
        longest = pl.col(self.end).cum_max().shift(1)
        before = longest.over(by)
        common = (pl.min_horizontal(before, self.end) - pl.col(self.start)).dt.total_days() + 1
        common = pl.when(before.is_not_null()).then(common)
        if self.same:
            other = pl.col(self.start) != pl.col(self.start).shift(1).over(by)  # else it is the same record twice
        else:
            here = longest.over([self.key, self.facility])
            other = here.is_null() | (here < before)
        found = rows.with_columns(_common=common, _other=other).filter(
            (pl.col("_common") > self.days) & pl.col("_other")
        )
        return found.select(FILE, ROW, count=pl.col("_common"))


@frozen(kw_only=True)
class Contradiction(RecordCheck):
    """A person who was reported more than once in a night, with answers that differ: counted once.

    Args:
        key: the field with the pseudonym.
        night: the field with the night.
        field: in which the reports differ.
    """

    id = "contradiction"
    degree = "remark"
    key: str
    night: str
    field_: str = field(alias="field")

    @property
    def needs(self) -> tuple[str, ...]:
        """The field, the person and the night."""
        return self.field_, self.key, self.night

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """Each of the reports that differ."""
        known = about.frame.filter(
            pl.col(self.field_).is_not_null()
            & (pl.col(self.field_).cast(pl.String) != UNKNOWN)
            & pl.col(self.key).is_not_null()
        )
        differ = pl.col(self.field_).n_unique().over(self.key, self.night) > 1
        said = {"value": pl.col(self.field_).cast(pl.String)}
        return known.filter(differ).select(FILE, ROW, **said)


@frozen(kw_only=True)
class HalfYearEnds(DeliveryCheck):
    """Many records that end on the last day of a half-year: an end that was put in for the delivery is no end.

    Args:
        end: the field with the end.
        least: fewer are not remarked on.
        percent: how many of all ends have to fall on such a day; both are choices of ours.
    """

    id = "half_year_ends"
    degree = "remark"
    end: str
    least: int = 10
    percent: int = 20

    @property
    def needs(self) -> tuple[str, ...]:
        """The end."""
        return (self.end,)

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:  # noqa: ARG002 - it tells one thing
        """One remark for all."""
        day = pl.col(self.end)
        halves = (day.dt.month() == 6) & (day.dt.day() == 30) | (day.dt.month() == 12) & (day.dt.day() == 31)
        rows = about.collect(about.frame.filter(day.is_not_null()).select(halves=halves.sum(), ends=pl.len()))
        count, ends = rows["halves"][0], rows["ends"][0]
        if count >= self.least and count * PERCENT >= ends * self.percent:
            yield CheckFound(count=1, faults=(self.fault(column=self.end, count=count, ends=ends),))


@frozen(kw_only=True)
class UnknownShare(DeliveryCheck):
    """A field that is unknown or empty more often than a bound, in percent; a choice of ours."""

    id = "unknown_share"
    degree = "remark"
    field_: str = field(alias="field")
    percent: int = 20

    @property
    def needs(self) -> tuple[str, ...]:
        """The field."""
        return (self.field_,)

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:  # noqa: ARG002 - it tells one thing
        """One remark for the field."""
        column = pl.col(self.field_)
        rows = about.collect(
            about.frame.select(lost=(column.is_null() | (column.cast(pl.String) == UNKNOWN)).sum(), all=pl.len())
        )
        lost, every = rows["lost"][0], rows["all"][0]
        if every and lost * PERCENT > every * self.percent:
            share = str(round(lost * PERCENT / every))
            yield CheckFound(
                count=1, faults=(self.fault(column=self.field_, share=share, bound=str(self.percent), n=every),)
            )


@frozen(kw_only=True)
class OtherSize(DeliveryCheck):
    """A delivery with many more or fewer records than the one before, in percent; a choice of ours."""

    id = "other_size"
    degree = "remark"
    percent: int = 25

    @property
    def needs(self) -> tuple[str, ...]:
        """No field."""
        return ()

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:  # noqa: ARG002 - it tells one thing
        """One remark, where a delivery before is given."""
        if about.before is None:
            return
        now, then = (each.collect(each.frame.select(pl.len())).item() for each in (about, about.before))
        if abs(now - then) * PERCENT > then * self.percent:
            yield CheckFound(count=1, faults=(self.fault(now=now, before=then),))


@frozen(kw_only=True)
class OneMoment(DeliveryCheck):
    """Records of one deliverer in one file that were made on several days: it is not clear which delivery this is."""

    id = "one_moment"
    deliverer: str
    made: str

    @property
    def needs(self) -> tuple[str, ...]:
        """The deliverer and the day."""
        return self.made, self.deliverer

    def find(self, about: RecordDelivery, most: int) -> Iterator[CheckFound]:
        """One for each deliverer in each file."""
        days = pl.col(self.made).drop_nulls().unique().sort().dt.to_string("%Y-%m-%d")
        rows = about.collect(
            about.frame.group_by(FILE, self.deliverer).agg(days=days).filter(pl.col("days").list.len() > 1)
        )
        found = rows.sort(FILE, self.deliverer).head(most).iter_rows(named=True)
        faults = [
            self.fault(
                column=self.made, file=row[FILE], deliverer=row[self.deliverer] or "", days=tuple(row["days"][:4])
            )
            for row in found
        ]
        if faults:
            yield CheckFound(count=rows.height, faults=tuple(faults))
