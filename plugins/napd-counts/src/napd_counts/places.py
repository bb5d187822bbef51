"""Where records are: gemeenten that exist on a day, mergers that are followed, and the areas in which they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from attrs import frozen

from napd import Area, AreaRegistry
from napd_counts.checks import FILE, ROW, UNKNOWN, RecordCheck

if TYPE_CHECKING:
    from napd_counts.delivery import RecordDelivery
    from napd_counts.layout import RecordLayout

LEVELS = {"gemeente": "municipality", "regio": "region", "provincie": "province", "land": "country"}
"""The names by which areas are asked for, `--by NAME`, and the kind of area that each is; smallest first."""


@frozen(kw_only=True)
class Misplaced(RecordCheck):
    """A gemeente that does not exist in the days of the record; it is followed through its mergers."""

    id = "misplaced"
    layout: RecordLayout

    @property
    def needs(self) -> tuple[str, ...]:
        """The gemeente."""
        return (self.layout.place,)

    def failing(self, about: RecordDelivery) -> pl.LazyFrame:
        """A record that begins when its gemeente was gone, or ends before there was one."""
        start, place = pl.col(self.layout.start), self.layout.place
        last = pl.col(self.layout.end).fill_null(about.last_day) if self.layout.end else start
        known = _existence(about.areas).with_columns(pl.col("code").cast(about.frame.collect_schema()[place]))
        rows = about.frame.filter(start.is_not_null()).join(known.lazy(), left_on=place, right_on="code")
        wrong = (start >= pl.col("until")) | (last < pl.col("from"))
        named = {"code": pl.col(place).cast(pl.String), "start": start.dt.to_string("%Y-%m-%d")}
        return rows.filter(wrong).select(FILE, ROW, **named)


def _existence(areas: AreaRegistry) -> pl.DataFrame:
    """For each gemeente the day from which, and the one until which it exists; null where that is not known."""
    rows = pl.DataFrame(
        [(each.municipality, each.valid_from, each.valid_until) for each in areas.memberships],
        schema={"code": pl.String, "from": pl.Date, "until": pl.Date}, orient="row",
    )  # fmt: skip
    first = pl.when(pl.col("from").null_count() == 0).then(pl.col("from").min())
    until = pl.when(pl.col("until").null_count() == 0).then(pl.col("until").max())
    since = pl.when(pl.col("from") != areas.first_day).then(pl.col("from"))  # the first day of all is that of the list
    return rows.group_by("code").agg(first, until).with_columns(since)


@frozen
class Placing:
    """In which areas each gemeente lies, on the day of a count.

    Args:
        areas: the areas that there are.
        of: the area of which is counted.
        day: that day.
    """

    areas: AreaRegistry
    of: Area
    day: date

    def _codes(self) -> Iterator[tuple[str, Area]]:
        """Each gemeente with what it has become by then, of those that then lie in the area."""
        for each in self.areas.of_kind("municipality"):
            heir = self.areas[self.areas.successor(each.code, self.day)]
            if self.areas.above(heir.code, self.of.kind, self.day) == self.of:
                yield each.code, heir

    def within(self) -> tuple[str, ...]:
        """The codes of gemeenten in the area, those that were merged too."""
        return tuple(code for code, _ in self._codes())

    def at(self, level: str) -> Mapping[str, str]:
        """For each of these codes the area of a level in which it lies: one of `LEVELS`."""
        kind = LEVELS[level]
        found = {code: self.areas.above(heir.code, kind, self.day) for code, heir in self._codes()}  # type: ignore[arg-type]
        return {code: area.code if area else UNKNOWN for code, area in found.items()}
