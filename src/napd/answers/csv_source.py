"""CSV files: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; quoted line breaks; and the lines of rows."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from io import BufferedReader, BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from attrs import Factory, field, frozen
from numpy.typing import NDArray
from pyarrow import csv as pa_csv

from napd.answers.columns import ALL, READ, columns_in, marks_fictional, plain
from napd.answers.csv_head import Head, head_of
from napd.answers.csv_rescue import Rescue, swallowing
from napd.answers.encodings import encoding_of
from napd.answers.lines import cells_of_any_length, lines_of
from napd.answers.stamp import Stamp, name_of
from napd.answers.text import TEXT, as_text
from napd.tables.batch import Batch
from napd.tables.decoding import WINDOWS
from napd.tables.problems import Problem, Report
from napd.tables.source import Piece
from napd.texts import Message, shortened

PIECE = 1 << 17
"""Bytes that are decoded at a time: few enough to stay near the processor."""
BLOCKS = (1 << 22, 1 << 24)
"""Bytes of CSV that are parsed at a time: so many more where a row is longer. No row may be longer than the last."""
SMALL = 1 << 14
"""Bytes of a file that is kept in memory: to open it for each thing to know of it takes as long as to read it."""
MANY = 1000
"""Columns, from which on those are not parsed that answers do not have: each takes memory of its own."""
ONLY_HEADER = Message("problem.empty_file.only_header")
Ints = NDArray[np.int64]


class Utf8(RawIOBase):
    """The bytes of a text file as UTF-8, whatever its encoding; what is not text becomes a replacement character."""

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
            self._ready = self._decoder.decode(raw, final=not raw).encode(errors="replace")
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


@frozen(eq=False)
class CsvSource:
    """A CSV file.

    Args:
        path: where it is.
        name: how problems name it.
        stamp: by which it is known to be as it was.
    """

    path: Path
    name: str = field(default=Factory(lambda self: name_of(self.path), takes_self=True))
    stamp: Stamp = field(default=Factory(lambda self: Stamp.of(self.path), takes_self=True))

    @cached_property
    def _small(self) -> bytes | None:
        """All of a small file, which is opened once and kept; None of another."""
        return self.path.read_bytes() if self.stamp.size <= SMALL else None

    def _raw(self) -> BinaryIO:
        return self.path.open("rb") if self._small is None else BytesIO(self._small)

    @cached_property
    def _encoding(self) -> str:
        with self._raw() as file:
            return encoding_of(file)

    @cached_property
    def _head(self) -> Head:
        with self._open() as file:
            return head_of(file)

    def _open(self) -> BufferedReader:
        return BufferedReader(Utf8(self._raw(), self._encoding))

    def _open_rows(self) -> BufferedReader:
        """The file from its first row on."""
        file = self._open()
        file.read(self._head.size)
        return file

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return marks_fictional(self._head.names)

    def batches(self, report: Report, wanted: Sequence[str]) -> Iterator[Batch]:
        """Read the rows; rows with too many or too few cells are reported, the others are read."""
        if self._encoding == WINDOWS:
            report(self._as_windows())
        places = self._places(report, wanted)
        if places is None:
            return
        rescue, has_rows = Rescue(self.name, self._head, places, report), False
        for batch in self._parsed(rescue):
            sound = self._without_headers(batch, report)
            has_rows = has_rows or _says_something(sound)
            yield sound.unguarded()
        if not (has_rows or rescue.faulty):
            report(self._empty(ONLY_HEADER))

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The batches: a CSV file can be read in one order only."""
        return (partial(_one, batch) for batch in self.batches(report, wanted))

    def _places(self, report: Report, wanted: Sequence[str]) -> dict[str, int] | None:
        """The places of the columns that are read; None where there is nothing to read."""
        head = self._head
        if head.empty:
            report(self._empty(Message("problem.empty_file.message")))
            return None
        places = columns_in(self.name, head.names, report, wanted, head.line)
        for line, text in head.passed.items() if places is not None else ():
            report(self._passed(line, text, Message("problem.not_read.before")))
        if places is not None and head.alone:
            report(self._empty(ONLY_HEADER))
            return None
        return places

    def _as_windows(self) -> Problem:
        message, hint = (
            Message("problem.windows_1252.message"),
            Message("problem.windows_1252.hint", save_as="CSV UTF-8"),
        )
        return Problem(problem="windows_1252", message=message, hint=hint, severity="remark", file=self.name, line=1)

    def _passed(self, line: int, text: str, message: Message) -> Problem:
        return Problem(
            problem="not_read", message=message, severity="remark", file=self.name, line=line, value=shortened(text)
        )  # fmt: skip

    def _empty(self, message: Message) -> Problem:
        return Problem(problem="empty_file", message=message, file=self.name, line=self._head.line)

    def _parsed(self, rescue: Rescue) -> Iterator[Batch]:
        """The rows that have as many cells as the header, block by block, and what the rescue makes of the others."""
        read = 0
        ragged: list[Any] = []
        for block in BLOCKS:
            ragged.clear()
            try:
                for parsed, numbers in self._numbered(ragged, block, read):
                    read = int(numbers[-1])
                    kept = self._sound(parsed, numbers, rescue)
                    batch = parsed.take(kept) if len(kept) < len(parsed) else parsed
                    columns = {name: as_text(batch.column(str(place))) for name, place in rescue.places.items()}
                    beside = as_text(batch.column(str(rescue.beside))) if rescue.beside else None
                    yield Batch(self.name, columns, partial(self._starts_of, numbers[kept]), beside=beside)
                    yield from self._rescued([row for row in ragged if row.number <= read], rescue)
                    ragged[:] = [row for row in ragged if row.number > read]
            except pa.ArrowInvalid as error:
                if block == BLOCKS[-1]:
                    line = int(self.start(np.array(max([read, *(row.number for row in ragged)]) + 1)))
                    message = Message("problem.unreadable.breaks_off", reason=str(error))
                    hint = Message("problem.unreadable.lone_mark")
                    rescue.tell(Problem(problem="unreadable", message=message, hint=hint, file=self.name, line=line))
            else:
                break
        yield from self._rescued(ragged, rescue)

    def _numbered(self, ragged: list[Any], block: int, after: int) -> Iterator[tuple[pa.RecordBatch, Ints]]:
        """The rows after one that was read already, with their numbers in the file; of none no batch."""
        read = 0
        for parsed in self._record_batches(ragged, block):
            numbers = _numbers(ragged, read, len(parsed))
            read = int(numbers[-1]) if len(numbers) else read
            ragged[:] = [row for row in ragged if row.number > min(read, after)]
            first = int(np.searchsorted(numbers, after, side="right"))
            if first < len(numbers):
                yield parsed.slice(first), numbers[first:]

    def _rescued(self, ragged: Sequence[Any], rescue: Rescue) -> Iterator[Batch]:
        """What can be read of rows that have too many or too few cells."""
        starts = self.start(np.array([row.number for row in ragged], dtype=np.int64)).tolist() if ragged else []
        for row, line in zip(ragged, starts, strict=True):
            rescue.read(line, lines_of(row.text.rstrip("\r\n")))
        return rescue.batches()

    def _sound(self, batch: pa.RecordBatch, numbers: Ints, rescue: Rescue) -> Ints:
        """The rows that swallowed no others; those that did are left to the rescue."""
        swallowed = []
        for row in swallowing(batch, self._head.separator) if self._head.marked else ():
            first, last = self.start(numbers[row] + np.arange(2)).tolist()
            texts = self._lines[first - 1 : last - 1]
            if rescue.swallowed(texts):
                rescue.read(first, texts)
                swallowed.append(row)
        return np.delete(np.arange(len(batch)), swallowed)

    def _without_headers(self, batch: Batch, report: Report) -> Batch:
        """The rows but those that are the header again, as where files were put one after another."""
        again = _headers_in(batch)
        if not len(again):
            return batch
        for line in batch.lines(again).tolist():
            text = self._head.separator.join(self._head.names)
            report(self._passed(line, text, Message("problem.not_read.repeated")))
        return batch.take(np.delete(np.arange(len(batch)), again))

    def _starts_of(self, numbers: Ints, rows: Ints) -> Ints:
        """The lines of some rows of a batch, of which each row has its number in the file."""
        return self.start(numbers[rows])

    def _record_batches(self, ragged: list[Any], block: int) -> Iterator[pa.RecordBatch]:
        def keep(row: pa_csv.InvalidRow) -> str:
            ragged.append(row)
            return "skip"

        # Numbers for names: those in the file may be there twice
        names = [str(place) for place in range(len(self._head.names))]
        known = {str(place): plain(name) for place, name in enumerate(self._head.names) if plain(name) in ALL}
        types = {name: TEXT if name in known else pa.string() for name in names}
        read = list(types) if len(names) < MANY else list(known)
        with self._open_rows() as file:
            yield from pa_csv.open_csv(
                file if self._small is None else pa.BufferReader(file.read()),
                read_options=pa_csv.ReadOptions(use_threads=False, block_size=block, column_names=names),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self._head.separator,
                    newlines_in_values=True,
                    ignore_empty_lines=False,
                    invalid_row_handler=keep,
                ),
                convert_options=pa_csv.ConvertOptions(
                    column_types=types, include_columns=read, strings_can_be_null=False, check_utf8=False
                ),
            )

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the file; read once, for what a quotation mark may have swallowed."""
        with self._open() as file:
            return lines_of(file.read().decode())

    @cached_property
    def _longer(self) -> Ints:
        """The rows of more than one line, and how many lines more there are up to each; shape (2, rows + 1).

        Read once, for problems only, and not kept but for these rows. Without quotation marks there are none.
        """
        rows, more = [0], [0]
        if self._has_marks():
            with self._open_rows() as file, cells_of_any_length():
                reader = csv.reader(TextIOWrapper(file, encoding="utf-8", newline=""), delimiter=self._head.separator)
                for row, _ in enumerate(reader, start=1):
                    if reader.line_num - row > more[-1]:
                        rows.append(row + 1)
                        more.append(reader.line_num - row)
        return np.array([rows, more], dtype=np.int64)

    def _has_marks(self) -> bool:
        if not self._head.marked:
            return False
        with self._open() as file:
            return any(b'"' in piece for piece in iter(partial(file.read, BLOCKS[-1]), b""))

    def start(self, rows: Ints) -> Ints:
        """The line on which each of some rows starts, the first after the header being row 1."""
        first, more = self._longer
        lines = self._head.lines + rows + more[np.searchsorted(first, rows, side="right") - 1]
        return np.asarray(lines, dtype=np.int64)


def _one(batch: Batch, _: Report) -> Iterator[Batch]:
    yield batch


def _numbers(ragged: Sequence[Any], before: int, count: int) -> Ints:
    """The numbers in the file, the first being 1, of `count` rows that were parsed after `before` others."""
    skipped = np.array([row.number for row in ragged], dtype=np.int64)
    wanted = np.arange(before + 1, before + 1 + count)
    return wanted + np.searchsorted(skipped - np.arange(len(skipped)), wanted, side="right")


def _headers_in(batch: Batch) -> Ints:
    """The rows that say in each column its name."""
    rows = np.arange(len(batch))
    for name in batch.columns:
        places = [place for place, text in enumerate(batch.texts(name)) if plain(text) == name]
        if not len(rows) or not places:
            return rows[:0]
        rows = rows[np.isin(batch.numbers(name)[rows], places)]
    return rows


def _says_something(batch: Batch) -> bool:
    """Whether any row is more than an empty line."""
    return any(text.strip() for column in batch.columns.values() for text in column.dictionary.to_pylist())
