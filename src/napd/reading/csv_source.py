"""CSV files: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; quoted line breaks; and the lines of rows."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from io import BufferedReader, RawIOBase, StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from attrs import Factory, field, frozen
from numpy.typing import NDArray
from pyarrow import csv as pa_csv

from napd.reading.batch import Batch
from napd.reading.columns import READ, REQUIRED, columns_in, marks_fictional
from napd.reading.encodings import WINDOWS, is_windows
from napd.reading.rescue import Rescue, cells_of_any_length, lines_of, swallowing
from napd.reading.sources import Piece
from napd.reading.text import TEXT, as_text
from napd.tables.problems import Problem, Report

HEAD = 1 << 16
PIECE = 1 << 17
"""Bytes that are decoded at a time: few enough to stay near the processor."""
BLOCK = 1 << 24
"""Bytes of CSV that are parsed at a time; no row may be longer."""
SEPARATORS = ",;\t|"
ONLY_HEADER = "it has a header but no rows"
LONE = "Look for a lone quotation mark."
Ints = NDArray[np.int64]


class Utf8(RawIOBase):
    """The bytes of a text file as UTF-8, whatever its encoding; what is no text becomes a replacement character."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._ready = file, b""
        self._decoder = getincrementaldecoder(encoding)(errors="replace")

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one piece of the file goes; 0 at the end."""
        raw = b"-"
        while not self._ready and raw:
            raw = self._file.read(PIECE)
            self._ready = self._decoder.decode(raw, final=not raw).encode()
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


@frozen(eq=False)
class CsvSource:
    """A CSV file."""

    path: Path
    name: str = field(default=Factory(lambda self: str(self.path), takes_self=True))

    @cached_property
    def _head(self) -> str:
        with self._open() as file:
            return file.read(HEAD).decode(errors="replace")

    @cached_property
    def _encoding(self) -> str:
        with self.path.open("rb") as file:
            start = file.read(2)
        if start in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        return WINDOWS if is_windows(self.path) else "utf-8-sig"

    def _open(self) -> BufferedReader:
        return BufferedReader(Utf8(self.path.open("rb"), self._encoding))

    @cached_property
    def separator(self) -> str:
        """The sign between the cells: the one that gives the first line the most columns of answers."""
        line = next(iter(self._head.splitlines()), "").casefold()
        return max(SEPARATORS, key=lambda sign: len({part.strip(' "') for part in line.split(sign)} & set(REQUIRED)))

    @cached_property
    def header(self) -> list[str]:
        """The names of the columns, as they stand in the file."""
        return next(csv.reader(StringIO(self._head, newline=""), delimiter=self.separator), [])

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return marks_fictional(self.header)

    def batches(self, report: Report, wanted: Sequence[str]) -> Iterator[Batch]:
        """Read the rows; rows with too many or too few cells are reported, the others are read."""
        if self._encoding == WINDOWS:
            report(self._as_windows())
        places = self._places(report, wanted)
        if places is None:
            return
        rescue, has_rows = Rescue(self.name, self.separator, len(self.header), places), False
        for batch in chain(self._parsed(rescue), rescue.batches()):
            has_rows = has_rows or _says_something(batch)
            yield batch.unguarded()
        if not has_rows and not rescue.faults:
            report(self._empty(ONLY_HEADER))
        for fault in rescue.faults:
            report(fault)

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The batches: a CSV file can be read in one order only."""
        return (partial(_one, batch) for batch in self.batches(report, wanted))

    def _places(self, report: Report, wanted: Sequence[str]) -> dict[str, int] | None:
        """The places of the columns that are read; None where there is nothing to read."""
        if not self._head.strip():
            report(self._empty("it is empty"))
            return None
        places = columns_in(self.name, self.header, report, wanted)
        # The parser takes a header without a line end for a row that is cut off
        if places is not None and len(lines_of(self._head.rstrip())) == 1:
            report(self._empty(ONLY_HEADER))
            return None
        return places

    def _as_windows(self) -> Problem:
        message, hint = (
            "it is not UTF-8; it is read as Windows-1252",
            "Save it as CSV UTF-8 to be sure of every letter.",
        )
        return Problem(problem="windows_1252", message=message, hint=hint, severity="remark", file=self.name, line=1)

    def _empty(self, message: str) -> Problem:
        return Problem(problem="empty_file", message=message, file=self.name, line=1)

    def _parsed(self, rescue: Rescue) -> Iterator[Batch]:
        """The rows that have as many cells as the header; the others are left to the rescue."""
        read = 0
        try:
            for parsed in self._record_batches(rescue.ragged):
                numbers = _numbers(rescue.ragged, read, len(parsed))
                read += len(parsed)
                kept = self._sound(parsed, numbers, rescue)
                batch = parsed.take(kept) if len(kept) < len(parsed) else parsed
                columns = {name: as_text(batch.column(place)) for name, place in rescue.places.items()}
                yield Batch(self.name, columns, partial(self._starts_of, numbers[kept]))
        except pa.ArrowInvalid as error:
            line = int(self.start(np.array(read + len(rescue.ragged) + 1)))
            message = f"from here it cannot be read: {error}"
            fault = Problem(problem="unreadable", message=message, hint=LONE, file=self.name, line=line)
            rescue.faults.append(fault)
        for row in rescue.ragged:
            rescue.read(int(self.start(np.array(row.number - 1))), lines_of(row.text.rstrip("\r\n")))

    def _sound(self, batch: pa.RecordBatch, numbers: Ints, rescue: Rescue) -> Ints:
        """The rows that swallowed no others; those that did are left to the rescue."""
        swallowed = []
        for row in swallowing(batch, self.separator):
            first, last = self.start(numbers[row] + np.arange(2)).tolist()
            texts = self._lines[first - 1 : last - 1]
            if rescue.swallowed(texts):
                rescue.read(first, texts)
                swallowed.append(row)
        return np.delete(np.arange(len(batch)), swallowed)

    def _starts_of(self, numbers: Ints, rows: Ints) -> Ints:
        """The lines of some rows of a batch, of which each row has its number in the file."""
        return self.start(numbers[rows])

    def _record_batches(self, ragged: list[Any]) -> Iterator[pa.RecordBatch]:
        def keep(row: pa_csv.InvalidRow) -> str:
            ragged.append(row)
            return "skip"

        types = {name: TEXT if name.strip().casefold() in READ else pa.string() for name in self.header}
        with self._open() as file:
            yield from pa_csv.open_csv(
                file,
                read_options=pa_csv.ReadOptions(use_threads=False, block_size=BLOCK),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self.separator,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=keep,
                ),
                convert_options=pa_csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
            )

    @property
    def _text(self) -> str:
        """The whole file."""
        with self._open() as file:
            return file.read().decode()

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the file; read once, for what a quotation mark may have swallowed."""
        return lines_of(self._text)

    @cached_property
    def _longer(self) -> Ints:
        """The rows of more than one line, and how many lines more there are up to each; shape (2, rows + 1).

        Read once, for problems only, and not kept but for these rows. Without quotation marks there are none.
        """
        rows, more = [0], [0]
        if self._has_marks():
            with self._open() as file, cells_of_any_length():
                reader = csv.reader(TextIOWrapper(file, encoding="utf-8", newline=""), delimiter=self.separator)
                for row, _ in enumerate(reader, start=1):
                    if reader.line_num - row > more[-1]:
                        rows.append(row)
                        more.append(reader.line_num - row)
        return np.array([rows, more], dtype=np.int64)

    def _has_marks(self) -> bool:
        with self._open() as file:
            return any(b'"' in piece for piece in iter(partial(file.read, BLOCK), b""))

    def start(self, rows: Ints) -> Ints:
        """The line on which each of some rows starts, the header being row 0."""
        first, more = self._longer
        return np.asarray(rows + 1 + more[np.searchsorted(first, rows, side="right") - 1], dtype=np.int64)


def _one(batch: Batch, _: Report) -> Iterator[Batch]:
    yield batch


def _numbers(ragged: Sequence[Any], before: int, count: int) -> Ints:
    """The numbers in the file, the header being row 0, of `count` rows that were parsed after `before` others."""
    skipped = np.array([row.number - 1 for row in ragged], dtype=np.int64)
    wanted = np.arange(before + 1, before + 1 + count)
    return wanted + np.searchsorted(skipped - np.arange(len(skipped)), wanted, side="right")


def _says_something(batch: Batch) -> bool:
    """Whether any row is more than an empty line."""
    return any(text.strip() for column in batch.columns.values() for text in column.dictionary.to_pylist())
