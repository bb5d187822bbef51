"""Files of records: CSV, workbooks, Parquet and Arrow, as lazy frames of Polars, and where each row of them stands.

A large CSV, Parquet or Arrow file is never taken in whole: what is asked of it streams through.
"""

from __future__ import annotations

import csv
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl
from attrs import field, frozen
from polars.exceptions import PolarsError

from napd import NapdError
from napd.plugin import FICTIONAL, Place, answer_files, name_of
from napd_counts.checks import ROW

PIECE = 1 << 20
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
WINDOWS = "cp1252"
"""What a text file is that is not UTF-8: Excel writes it."""
SIGNS = ",;\t"
NO_NAME = re.compile(r"[\d\s.:/-]*\d[\d\s.:/-]*|.*(?<!\d)\d{8,9}(?!\d).*", re.DOTALL)
"""A number, a day, or a text with a number as long as a BSN: what is in a record, and names no column."""
MORE = "_more"
"""What a row of text has more than its header."""


@frozen(eq=False)
class RecordFile:
    """A file of records.

    Args:
        path: where it is.
        columns: the names in its header.
        frame: its rows, a column for each of these, named by their place ("0", "1"), and `_row`; in `_more` what a row
            has more than the header, where it is text.
        is_sheet: whether it is a workbook, of which the first sheet is read.
        head: lines up to and with the header.
        text: gives the text, where it is one: to find the lines of its rows.
    """

    path: Path
    columns: tuple[str, ...]
    frame: pl.LazyFrame
    is_sheet: bool = False
    head: int = 1
    _text: Callable[[], str] | None = field(default=None, alias="text")

    @property
    def name(self) -> str:
        """How problems name it."""
        return name_of(self.path)

    @property
    def is_headless(self) -> bool:
        """Whether the first line seems to be a record: then it is about somebody, and nothing of it may be shown."""
        return any(NO_NAME.fullmatch(each) for each in self.columns)

    @property
    def fictional(self) -> bool:
        """Whether a column marks its records as invented."""
        return FICTIONAL.casefold() in (each.strip().casefold() for each in self.columns)

    @cached_property
    def _lines(self) -> Sequence[int]:
        """The line of each row, where some have line breaks in them; empty where none has."""
        text = self._text() if self._text else ""
        if '"' not in text:
            return ()
        reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
        starts = [1]
        starts += [reader.line_num + 1 for _ in reader]
        return starts[self.head :]

    def place(self, row: int | None, column: str = "") -> Place:
        """Where a row says what it does in a column; without a row, the header."""
        if row is None:
            return Place(self.name, self.head)
        line = self._lines[row] if self._lines else row + self.head + 1
        cell = f"{_letters(self.columns.index(column))}{line}" if self.is_sheet and column in self.columns else ""
        return Place(self.name, line, cell=cell)


def read_files(paths: Sequence[str | Path]) -> list[RecordFile]:
    """The files that paths name; of a folder each that can be read.

    Raises:
        NapdError: where one is not there or cannot be read, with the reason.
    """
    found = [file for path in paths for file in answer_files(Path(path))]
    return [_read(path) for path in dict.fromkeys(found)]


def _read(path: Path) -> RecordFile:
    try:
        return _of_kind(path)
    except (OSError, PolarsError, csv.Error, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        raise NapdError(f"{name_of(path)}: it cannot be read: {reason}") from error


def _of_kind(path: Path) -> RecordFile:
    """By its first bytes, and else by the ending of its name."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PAR1"):
        return _numbered(path, pl.scan_parquet(path))
    if start.startswith(b"ARROW1"):
        return _numbered(path, pl.scan_ipc(path))
    if path.suffix.casefold() in WORKBOOKS:
        return _sheet(path)
    return _text_file(path)


def _numbered(path: Path, frame: pl.LazyFrame) -> RecordFile:
    columns = tuple(frame.collect_schema().names())
    places = {name: str(place) for place, name in enumerate(columns)}
    return RecordFile(path, columns, frame.rename(places).with_row_index(ROW))


def _sheet(path: Path) -> RecordFile:
    """The first sheet of a workbook, all cells as text."""
    import fastexcel

    try:
        book = fastexcel.read_excel(path)
        sheet = book.load_sheet(0, header_row=None, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise NapdError(f"{name_of(path)}: it cannot be read: {str(error).partition(chr(10))[0]}") from error
    if not sheet.height:
        return RecordFile(path, (), pl.LazyFrame({ROW: []}, schema={ROW: pl.UInt32}), is_sheet=True)
    names = tuple(str(cell or "") for cell in sheet.row(0))
    rows = sheet.slice(1)
    rows.columns = [str(place) for place in range(len(names))]
    return RecordFile(path, names, rows.lazy().with_row_index(ROW), is_sheet=True)


def _text_file(path: Path) -> RecordFile:
    """A CSV file: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs."""
    coding = _coding(path)
    text = partial(path.read_text, encoding=coding, errors="replace")
    with path.open(encoding=coding, errors="replace", newline="") as file:
        before, header = next(((number, line) for number, line in enumerate(file) if line.strip()), (0, ""))
    if not header:
        return RecordFile(path, (), pl.LazyFrame({ROW: []}, schema={ROW: pl.UInt32}), text=text)
    names = tuple(next(csv.reader([header], delimiter=_separator(header))))
    frame = pl.scan_csv(
        path if coding == "utf-8-sig" else BytesIO(text().encode()),
        separator=_separator(header), has_header=False, skip_lines=before + 1, row_index_name=ROW, raise_if_empty=False,
        schema=dict.fromkeys([*(str(place) for place in range(len(names))), MORE], pl.String),
        truncate_ragged_lines=True, extra_columns="ignore", missing_columns="insert",
    )  # fmt: skip
    return RecordFile(path, names, frame, head=before + 1, text=text)


def _coding(path: Path) -> str:
    """UTF-8 where all of it is, UTF-16 by its mark, or else Windows-1252."""
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        if (piece := file.read(PIECE)).startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        try:
            while piece:
                decoder.decode(piece)
                piece = file.read(PIECE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return WINDOWS
    return "utf-8-sig"


def _separator(head: str) -> str:
    first = head.lstrip().partition("\n")[0]
    return max(SIGNS, key=first.count)


def _letters(place: int) -> str:
    """The letters of a column of a sheet, the first being 0."""
    high, low = divmod(place, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)
