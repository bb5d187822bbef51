"""The records of one file, with the columns of the layout; and what is wrong in its header and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import polars as pl
from attrs import evolve, frozen

from napd import AreaRegistry
from napd.plugin import Message
from napd_counts.births import DAY_OF_BIRTH
from napd_counts.checks import FILE, ROW, CheckFound, Degree, RecordFault
from napd_counts.columns import fields_in, other_layout
from napd_counts.identity import identifiers_in
from napd_counts.layout import RecordLayout
from napd_counts.parsing import ReadField, read_field, type_of
from napd_counts.reading import MORE, RecordFile
from napd_counts.words import message

USABLE = "_usable"
"""Whether a record can be counted, as far as its cells tell: it has a person and days that can be read."""
EMPTY = "_empty_"
"""What stands before the name of a field in the column that says where it is empty."""


@frozen(eq=False)
class FileRecords:
    """The records of a file.

    Args:
        file: the file.
        number: its number in the delivery.
        layout: what records look like.
        areas: the areas that there are.
        most: how many faults of one kind are told one by one.
    """

    file: RecordFile
    number: int
    layout: RecordLayout
    areas: AreaRegistry
    most: int

    @cached_property
    def _rows(self) -> pl.LazyFrame:
        """The rows that say anything at all; only people leave rows empty, and to look for them takes every column."""
        if not (self.file.is_sheet or self._is_text):
            return self.file.frame
        names = [str(place) for place in range(len(self.file.columns))]
        says = pl.any_horizontal(pl.lit(value=False), *(pl.col(name).is_not_null() for name in names))
        return self.file.frame.filter(says)

    @cached_property
    def _is_text(self) -> bool:
        return MORE in self.file.frame.collect_schema()

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The column of each field that there is, by its place."""
        fields, _ = fields_in(self.layout, self.file)
        return {name: str(self.file.columns.index(column)) for name, column in fields.items()}

    @property
    def _needed(self) -> tuple[str, ...]:
        """The fields that a record cannot do without."""
        return tuple(dict.fromkeys((self.layout.key, self.layout.start, *self.layout.required)))

    @cached_property
    def _of_file(self) -> list[CheckFound]:
        """What is wrong with the file as a whole."""
        _, header = fields_in(self.layout, self.file)
        faults = [*header, *other_layout(self.layout, self.file, self._rows)]
        found = [CheckFound(count=1, faults=(evolve(fault, file=self.number),)) for fault in faults]
        if not any(fault.check == "no_names" for fault in header):
            found += identifiers_in(self._rows, self.file, self.number, self.layout)
        if self.file.columns and not self._rows.select(pl.len()).collect(engine="streaming").item():
            found.append(CheckFound(count=1, faults=(self._fault("no_records", "stop"),)))
        return found

    @cached_property
    def _is_stopped(self) -> bool:
        return any(each.faults[0].degree == "stop" for each in self._of_file)

    @cached_property
    def _read(self) -> Mapping[str, ReadField]:
        """How the cells of each field are read."""
        layout = self.layout
        return {
            name: read_field(layout.field(name), self._rows, place, self.areas, layout.place, is_key=name == layout.key)
            for name, place in self._places.items()
        }

    @property
    def found(self) -> Iterable[CheckFound]:
        """Everything that is wrong in it; nothing of its cells where it cannot be used."""
        yield from self._of_file
        if not self._is_stopped:
            yield from self._in_cells()
            yield from self._ragged()

    @property
    def records(self) -> pl.LazyFrame:
        """The records, as `RecordDelivery.frame` has them; none where the file cannot be used."""
        layout, rows = self.layout, self._rows
        types = {each.id: type_of(each, self.areas, layout.place) for each in layout.fields}
        if self._is_stopped:
            pairs = (((name, kind), (f"{EMPTY}{name}", pl.Boolean)) for name, kind in types.items())
            columns_ = dict(each for pair in pairs for each in pair)
            return pl.LazyFrame(schema={FILE: pl.UInt32, ROW: pl.UInt32, **columns_, USABLE: pl.Boolean})
        columns = {FILE: pl.lit(self.number, pl.UInt32), ROW: pl.col(ROW).cast(pl.UInt32)}
        for name, kind in types.items():
            own = self._read.get(name)
            columns[name] = pl.lit(None, kind) if own is None else own.values
            columns[f"{EMPTY}{name}"] = pl.lit(value=False) if own is None else own.empty
        return rows.select(**columns, **{USABLE: pl.all_horizontal(*self._usable())})

    def _usable(self) -> Iterator[pl.Expr]:
        """What has to hold for a record to be counted."""
        yield from (self._read[name].values.is_not_null() for name in self._needed)
        if self.layout.end in self._read:
            yield ~self._read[self.layout.end].is_bad
        if self._is_text:
            yield pl.col(MORE).is_null()

    def _in_cells(self) -> Iterator[CheckFound]:
        """Each cell that is no answer, and of what a record cannot do without each that is empty."""
        for name, read in self._read.items():
            if read.bad:
                yield from self._each(read.is_bad, pl.col(self._places[name]).cast(pl.String), name, read)
            if name in self._needed:
                yield from self._each(read.empty, pl.lit(""), name)

    def _each(self, wrong: pl.Expr, text: pl.Expr, name: str, read: ReadField | None = None) -> Iterator[CheckFound]:
        rows = self._rows.filter(wrong).select(ROW, text=text).collect(engine="streaming").sort(ROW)
        faults = []
        for row, said in rows.head(self.most).iter_rows():
            if read is None:
                faults.append(self._fault("needed", "error", column=name, row=row))
            else:
                bad = read.bad.get(said) or read.bad[said.strip()]  # what is no text was written out without blanks
                shown = "" if bad.kind == DAY_OF_BIRTH else said.strip()
                faults.append(self._fault(bad.kind, "error", bad.message, bad.hint, column=name, row=row, value=shown))
        if faults:
            yield CheckFound(count=rows.height, faults=tuple(faults))

    def _ragged(self) -> Iterator[CheckFound]:
        """Rows with more cells than the header: which cell is which is not known."""
        if self._is_text:
            rows = self._rows.filter(pl.col(MORE).is_not_null()).select(ROW).collect(engine="streaming")
            faults = [self._fault("ragged", "error", row=row) for row in rows[ROW].sort().head(self.most)]
            if faults:
                yield CheckFound(count=rows.height, faults=tuple(faults))

    def _fault(
        self, check: str, degree: Degree, said: Message | str = "", hint: Message | str = "", **where: Any
    ) -> RecordFault:
        """A fault in this file, in its own words or those of its kind."""
        said, hint = (said, hint) if said else (message(f"check.{check}.message"), message(f"check.{check}.hint"))
        return RecordFault(check=check, degree=degree, message=said, hint=hint, file=self.number, **where)
