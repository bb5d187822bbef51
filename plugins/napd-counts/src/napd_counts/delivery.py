"""A delivery: the records of some files as one lazy frame, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl
from attrs import field, frozen

from napd import AreaRegistry, NapdError
from napd.plugin import Place
from napd_counts.checks import CheckFound, DeliveryCheck, RecordCheck, RecordFault
from napd_counts.columns import fields_in
from napd_counts.file_records import USABLE, FileRecords
from napd_counts.identity import secrets_in
from napd_counts.layout import RecordLayout
from napd_counts.places import Misplaced
from napd_counts.reading import RecordFile, read_files

FEW = 1000
"""How many faults of one check are told one by one."""


@frozen(eq=False)
class RecordDelivery:
    """Records in a layout, and what is wrong with them.

    Args:
        layout: the layout.
        areas: the areas that there are.
        files: where they come from.
        frame: the records: `_file`, `_row`, `_usable`, a column for each field, null where it says nothing or no
            answer, and `_empty_FIELD` where it says nothing.
        in_cells: what is wrong with the files and in single cells.
        before: the delivery before it.
        facilities: shelters, with the days on which they opened and closed.
    """

    layout: RecordLayout
    areas: AreaRegistry
    files: tuple[RecordFile, ...]
    frame: pl.LazyFrame
    in_cells: tuple[CheckFound, ...]
    before: RecordDelivery | None = None
    facilities: pl.DataFrame | None = None
    _most: int = field(default=FEW, alias="most")

    @property
    def fictional(self) -> bool:
        """Whether any of the records are invented."""
        return any(file.fictional for file in self.files)

    @property
    def sound(self) -> pl.Expr:
        """Whether a record can be counted: nothing in it, by itself, makes that impossible."""
        dropping = [
            check.wrong().fill_null(value=False)
            for check in self.layout.checks
            if isinstance(check, RecordCheck) and check.drops and self._has(check.needs)
        ]
        return pl.col(USABLE) & ~pl.any_horizontal(pl.lit(value=False), *dropping)

    @property
    def not_counted(self) -> int:
        """How many records cannot be counted before they are repaired."""
        return int(self.collect(self.frame.select((~self.sound).sum())).item())

    def collect(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """What is asked of the records, which stream through."""
        return frame.collect(engine="streaming")

    @cached_property
    def last_day(self) -> date:
        """The last day that any of the records tells of: on which the last was made, or else began or ended."""
        days = [each for each in (self.layout.made, self.layout.end, self.layout.start) if each]
        found = self.collect(self.frame.filter(USABLE).select(pl.max_horizontal(pl.col(day).max() for day in days)))
        last: date | None = found.item()
        return last or date.max

    @cached_property
    def made(self) -> tuple[date, ...]:
        """The days on which the files were made, in order; empty where they do not say."""
        if not self.layout.made:
            return ()
        found = self.collect(self.frame.select(pl.col(self.layout.made).drop_nulls().unique()))
        return tuple(found.to_series().sort())

    @cached_property
    def found(self) -> tuple[CheckFound, ...]:
        """Everything that is wrong with it, worst first."""
        every = [*self.in_cells, *(found for check in self._checks() for found in check.find(self, self._most))]
        return tuple(sorted(every, key=lambda each: ("stop", "error", "remark").index(each.faults[0].degree)))

    @property
    def stops(self) -> tuple[RecordFault, ...]:
        """Why a file cannot be used at all; nothing is counted then."""
        return tuple(fault for found in self.in_cells for fault in found.faults if fault.degree == "stop")

    def place(self, fault: RecordFault) -> Place:
        """Where a fault is."""
        if fault.file is None:
            return Place("", None)
        file = self.files[fault.file]
        return file.place(fault.row, fields_in(self.layout, file)[0].get(fault.column, ""))

    def _checks(self) -> Iterator[DeliveryCheck]:
        """Those of the layout, whose fields are there, and that of places, which every layout has."""
        if self.stops:
            return
        every = (*self.layout.checks, Misplaced(layout=self.layout))
        yield from (check for check in every if self._has(check.needs))

    def _has(self, names: Iterable[str]) -> bool:
        return all(name in self._given for name in names)

    @cached_property
    def _given(self) -> frozenset[str]:
        """The fields that any of the files has."""
        return frozenset(name for file in self.files for name in fields_in(self.layout, file)[0])


def read_delivery(  # noqa: PLR0913 - what is read, and what is laid beside it
    paths: Sequence[str | Path],
    layout: RecordLayout,
    areas: AreaRegistry,
    *,
    before: RecordDelivery | None = None,
    facilities: pl.DataFrame | None = None,
    most: int = FEW,
) -> RecordDelivery:
    """Read records; what is wrong with them is kept, and never stops the reading of the others.

    Args:
        paths: files, or folders of them.
        layout: what they look like.
        areas: the areas that there are.
        before: the delivery before it, to lay beside.
        facilities: columns `facility`, `opened` and `closed`.
        most: how many faults of one check are kept.

    Raises:
        NapdError: where a file is not there, or cannot be read at all.
    """
    files = read_files(paths)
    if not files:
        raise NapdError("no records are given")
    read = [FileRecords(file, number, layout, areas, most) for number, file in enumerate(files)]
    found = [found for each in read for found in each.found]
    frame = pl.concat([each.records for each in read])
    if not any(each.faults[0].degree == "stop" for each in found):
        found += secrets_in(frame, layout)
    return RecordDelivery(layout, areas, tuple(files), frame, tuple(found), before, facilities, most)
