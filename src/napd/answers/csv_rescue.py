"""Rescue: rows of a CSV file that a lone quotation mark spoilt are read again, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from io import StringIO

import numpy as np
import pyarrow as pa
from attrs import field, frozen
from numpy.typing import NDArray

from napd.answers.columns import REQUIRED, plain
from napd.answers.csv_head import Head
from napd.answers.lines import cells_of_any_length, lines_of
from napd.answers.text import as_text
from napd.tables.arrays import has_any, numbers, texts
from napd.tables.batch import Batch
from napd.tables.problems import Problem, Report
from napd.texts import Message, shortened

Ints = NDArray[np.int64]
OTHERS = {";": "semicolon", ",": "comma", "\t": "tab"}
"""What the signs that may stand between cells are called."""


def swallowing(batch: pa.RecordBatch, separator: str) -> Ints:
    """The rows with a cell that may have swallowed other rows: it has a line break, and separators enough for a row."""
    found = np.zeros(len(batch), dtype=bool)
    for column in batch.columns:
        if pa.types.is_dictionary(column.type):
            places = _long(column.dictionary, separator, batch.num_columns)
            found |= np.isin(column.indices.to_numpy(), places) if len(places) else False
        else:
            found[_long(column, separator, batch.num_columns)] = True
    return np.flatnonzero(found)


def _long(texts: pa.StringArray, separator: str, width: int) -> Ints:
    if not has_any(texts, "\r\n"):
        return np.zeros(0, dtype=np.int64)
    import pyarrow.compute as pc

    places = np.flatnonzero(pc.greater_equal(pc.count_substring(texts, separator), width - 1))
    if not len(places):
        return places
    broken = pc.match_substring_regex(texts.take(numbers(places)), r"[\r\n]").to_numpy(zero_copy_only=False)
    return np.asarray(places[broken], dtype=np.int64)


@frozen(eq=False)
class Rescue:
    """Reads rows again.

    Args:
        name: how problems name the file.
        head: the names of the columns, and the sign between the cells.
        places: which columns are read, and where they stand.
        report: takes what is wrong.
    """

    name: str
    head: Head
    places: Mapping[str, int]
    report: Report
    _faults: list[str] = field(factory=list, init=False)
    _rows: list[tuple[int, list[str]]] = field(factory=list, init=False)

    @cached_property
    def separator(self) -> str:
        """The sign between the cells."""
        return self.head.separator

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return len(self.head.names)

    @cached_property
    def beside(self) -> int:
        """The place of the notes where they stand right after the values; else 0, where no notes can stand so."""
        place = self.places["value"] + 1
        return place if [plain(name) for name in self.head.names[place : place + 1]] == ["note"] else 0

    @property
    def faulty(self) -> bool:
        """Whether anything was wrong."""
        return bool(self._faults)

    def tell(self, problem: Problem) -> None:
        """Say what is wrong."""
        self._faults[:] = [problem.problem]
        self.report(problem)

    def read(self, line: int, lines: Sequence[str]) -> None:
        """Read a row again: line by line where a lone quotation mark swallowed whole rows."""
        for offset, text in enumerate(lines if self.swallowed(lines) else ["\n".join(lines)]):
            if not text.strip(self._blank):
                continue
            if cells := self._whole(text) or self._fitted(text):
                self._rows.append((line + offset, [cells[p] if p < len(cells) else "" for p in self._kept]))
            else:
                self.tell(self._ragged(line + offset, text))

    def swallowed(self, lines: Sequence[str]) -> bool:
        """Whether one of the further lines is a whole row by itself."""
        return any(map(self._whole, lines[1:]))

    def batches(self) -> Iterator[Batch]:
        """One batch of the rows that could be read after all since it was last asked for."""
        if self._rows:
            lines = np.array([line for line, _ in self._rows], dtype=np.int64)
            *kept, notes = map(texts, zip(*(cells for _, cells in self._rows), strict=True))
            columns = {name: as_text(column) for name, column in zip(self.places, kept, strict=True)}
            beside = as_text(notes) if self.beside else None
            self._rows.clear()
            yield Batch(self.name, columns, lambda rows: lines[rows], beside=beside)

    @cached_property
    def _needed(self) -> int:
        """How many cells a row has at least."""
        return 1 + max(self.places[name] for name in REQUIRED)

    @cached_property
    def _kept(self) -> list[int]:
        """The places of the cells that are kept of a row; the last is that of the notes."""
        return [*self.places.values(), self.beside]

    @cached_property
    def _blank(self) -> str:
        """What an empty row may have."""
        return f'{self.separator}" \t\r\n'

    def _whole(self, text: str) -> list[str]:
        """The cells of a line that has as many as the header, if need be with its lone quotation mark; else none."""
        if '"' not in text:
            return text.split(self.separator) if text.count(self.separator) == self.width - 1 else []
        cells = self._cells(text)
        if len(cells) != self.width and text.count('"') % 2 and len(lines_of(text)) == 1:
            cells = text.split(self.separator)
        return cells if len(cells) == self.width else []

    def _fitted(self, text: str) -> list[str]:
        """The cells of a row without its last, optional ones, or with empty ones too many; else none.

        Where only a number stands after the value, its comma made the cell that is too many.
        """
        cells = self._cells(text)
        after = self.places["value"] + 1
        if len(cells) < self._needed or any(cell.strip() for cell in cells[self.width :]):
            return []
        return [] if len(cells) > self.width and cells[after].strip().isdecimal() else cells

    def _cells(self, text: str) -> list[str]:
        if '"' not in text:
            return text.split(self.separator)
        with cells_of_any_length():
            return next(csv.reader(StringIO(text, newline=""), delimiter=self.separator), [])

    def _ragged(self, line: int, text: str) -> Problem:
        count = len(self._cells(text))
        message = Message("problem.ragged_row.message", count=count, width=self.width)
        others = (
            name for sign, name in OTHERS.items() if sign != self.separator and text.count(sign) == self.width - 1
        )
        hint = Message("problem.ragged_row.hint")
        if other := next(others, None):
            sign = Message(f"problem.ragged_row.{other}")
            hint = Message("problem.ragged_row.other", other=sign, separator=self.separator)
        elif count < self.width:
            hint = Message("problem.ragged_row.short")
        return Problem(
            problem="ragged_row", message=message, hint=hint, file=self.name, line=line, value=shortened(text)
        )
