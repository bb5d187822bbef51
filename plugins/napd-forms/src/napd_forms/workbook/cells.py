"""Cells: what stands where on a sheet, as text that reads as a person sees it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import inf, isfinite
from typing import Literal, NamedTuple, Protocol

from napd_forms.words import message
from napd_forms.workbook.zip_xml import too_large

Shown = Literal["", "percent", "date", "moment", "month", "time", "duration"]
"""How a format shows a number: as it is, as a percentage, as a day, with its time or without its day, or as hours."""
Fault = Literal["", "error", "no value", "damaged"]
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
LETTERS = re.compile("[A-Z]{1,3}")
LONGEST_COLUMN = 3
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
"""Of a sheet, in Excel and in LibreOffice."""
LITERAL = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE | re.DOTALL)
"""What a format shows as it stands, and its conditions and colours; [h], hours beyond a day, is neither."""
COVERED = 200_000
"""Cells that may lie under merged ranges."""
SECONDS = 86_400
MOST_DAYS = 600_000
"""Beyond some sixteen centuries from 1900 a number is no day, however it is shown."""
DIGITS = ".15g"
"""Spreadsheets count with 15 digits; what lies beyond is an artefact of the sum that gave it."""


class Cell(NamedTuple):
    """A cell that is not empty.

    Args:
        row: from 1.
        column: from 1.
        text: numbers as digits, percentages with %, days as 2025-12-31, yes and no as waar and onwaar.
        formula: whether the text is what a formula gave, when the file was saved.
        fault: whether that is an error such as #N/A; nothing at all; or not of the kind that the cell says it is.
        number: whether a number stands there, shown as it is.
    """

    row: int
    column: int
    text: str
    formula: bool = False
    fault: Fault = ""
    number: bool = False


class Merged(NamedTuple):
    """A range of cells that is shown as one, the first."""

    top: int
    left: int
    bottom: int
    right: int

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell lies under the first one."""
        inside = self.top <= row <= self.bottom and self.left <= column <= self.right
        return inside and (row, column) != (self.top, self.left)


Row = dict[int, Cell]
"""The cells of a row that are not empty, by column."""


class Sheet(Protocol):
    """A sheet, which can be read once, from above."""

    name: str
    hidden: bool
    """Whether people do not see the sheet."""
    merged: list[Merged]
    """The merged ranges; all are known when the last row was read."""
    hidden_rows: set[int]
    """Of the rows that are not empty and were read, those that people do not see."""
    hidden_columns: list[tuple[int, int]]
    """The first and last of columns that people do not see; all are known when the first row is read."""

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are not empty, with their numbers."""


def address(row: int, column: int) -> str:
    """A place as people write it.

    >>> address(7, 4), address(1, 28)
    ('D7', 'AB1')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def place_of(text: str) -> tuple[int, int] | None:
    """The row and column of an address; None if it is not one.

    >>> place_of("D7"), place_of("AB$1"), place_of("7")
    ((7, 4), (1, 28), None)
    """
    found = ADDRESS.fullmatch(text)
    return (int(found[2]), column_of(found[1])) if found else None


def column_of(letters: str) -> int:
    """The column of some letters; 0 where they name none.

    >>> column_of("D"), column_of("XFD"), column_of("d")
    (4, 16384, 0)
    """
    return _column_of(letters) if len(letters) <= LONGEST_COLUMN else 0


@lru_cache(maxsize=4096)
def _column_of(letters: str) -> int:
    column = 0
    for letter in letters if LETTERS.fullmatch(letters) else "":
        column = column * 26 + ord(letter) - 64
    return column


def merged_of(text: str) -> Merged | None:
    """The range that an address such as B2:C5 names; None where it names none."""
    first, _, last = text.partition(":")
    start, end = place_of(first), place_of(last or first)
    return Merged(*start, *end) if start and end else None


def truth(text: str) -> str:
    """A yes or no, as a file writes it in any of its spellings; empty where it is neither.

    >>> truth("1"), truth("TRUE"), truth("false"), truth("ja")
    ('waar', 'waar', 'onwaar', '')
    """
    return {"1": "waar", "true": "waar", "0": "onwaar", "false": "onwaar"}.get(text.strip().casefold(), "")


def finite(text: str) -> float | None:
    """A number as a file writes it; None if it is not one, or no finite one.

    >>> finite("37.5"), finite("1E-3"), finite("1_000"), finite("1E+999")
    (37.5, 0.001, None, None)
    """
    value = float(text) if NUMBER.fullmatch(text.strip()) else inf
    return value if isfinite(value) else None


def number_text(value: float, shown: Shown = "", *, since_1904: bool = False) -> str:
    """A number as its format shows it.

    >>> number_text(37.5), number_text(0.755, "percent"), number_text(46022, "date"), number_text(45992, "month")
    ('37.5', '75.5%', '2025-12-31', '2025-12')
    >>> number_text(0.0625, "time"), number_text(1.5, "duration"), number_text(46022.75, "moment")
    ('01:30', '36:00', '2025-12-31 18:00:00')
    """
    if shown == "percent":
        return f"{plain(Decimal(format(value, DIGITS)) * 100)}%"
    if shown and abs(value) < MOST_DAYS:
        seconds = round(value * SECONDS)
        return _clock(seconds, shown) if shown in ("time", "duration") else _moment(seconds, shown, since_1904)
    return plain(Decimal(format(value, DIGITS)))


def plain(value: Decimal) -> str:
    """A number without an exponent, as short as it can be."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _clock(seconds: int, shown: Shown) -> str:
    """The time of a day, or hours, which may be more than a day has."""
    minutes, rest = divmod(seconds if shown == "duration" else seconds % SECONDS, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}{f':{rest:02}' if rest else ''}"


def _moment(seconds: int, shown: Shown, since_1904: bool) -> str:  # noqa: FBT001
    """A day, month or moment that a spreadsheet counts."""
    # Day 60 of 1900 is 29 February, which did not exist: before it days are counted from one day later
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 + (seconds < 60 * SECONDS))  # noqa: DTZ001
    moment = start + timedelta(seconds=seconds)
    if shown == "month" and moment.day == 1:
        return moment.date().isoformat()[:7]
    return moment.isoformat(" ") if shown == "moment" and seconds % SECONDS else moment.date().isoformat()


def shown_by(code: str) -> Shown:
    """How a format shows numbers. What it takes grows with the length of the format, and no faster.

    >>> shown_by("0.0%"), shown_by("dd-mm-yyyy"), shown_by("mmm-yy"), shown_by('0 "dagen"'), shown_by("[Red]0")
    ('percent', 'date', 'month', '', '')
    >>> shown_by("d-m-yy h:mm"), shown_by("h:mm"), shown_by("[h]:mm")
    ('moment', 'time', 'duration')
    """
    signs = LITERAL.sub("", code).partition(";")[0].casefold()
    if "%" in signs:
        return "percent"
    used = set(signs) & set("dmyhs")
    if not used or "[" in signs:
        return "duration" if used else ""
    if used & {"h", "s"}:
        return "moment" if used & {"d", "y"} else "time"
    return "month" if used == {"m", "y"} else "date"


def crossed(merged: Iterable[Merged], rows: Iterable[int], columns: Sequence[int]) -> dict[tuple[int, int], Merged]:
    """The cells, of some rows and columns, that lie under the first cell of a merged range, each with its range.

    Ranges overlap only in a file that was tampered with, so no more of them are looked at than there are cells.

    Raises:
        Refused: when these are more than a form can have.
    """
    found: dict[tuple[int, int], Merged] = {}
    rows, looked = sorted(rows), 0
    for one in merged:
        for row in rows[bisect_left(rows, one.top) : bisect_right(rows, one.bottom)]:
            found.update({(row, column): one for column in columns if one.hides(row, column)})
            looked += 1
            if len(found) > COVERED:
                raise too_large(message("too_large.covered", most=COVERED))
        if looked > len(rows) * len(columns):
            break
    return found
