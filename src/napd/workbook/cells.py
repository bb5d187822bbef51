"""Cells: what stands where on a sheet, as text that reads as a person sees it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

Shown = Literal["", "percent", "date", "month"]
"""How a format shows a number: as it is, as a percentage, as a day or moment, or as a month of a year."""
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
LETTERS = re.compile("[A-Z]{1,3}")
DIGITS = ".15g"
"""Spreadsheets count with 15 digits; what lies beyond is an artefact of the sum that gave it."""


class Cell(NamedTuple):
    """A cell that is not empty.

    Args:
        row: from 1.
        column: from 1.
        text: numbers as digits, percentages with %, days as 2025-12-31, yes and no as waar and onwaar.
        formula: whether the text is what a formula gave, when the file was saved.
        fault: whether that is an error such as #N/A, or nothing at all.
        number: whether a number stands there, shown as it is.
    """

    row: int
    column: int
    text: str
    formula: bool = False
    fault: Literal["", "error", "no value"] = ""
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
    merged: list[Merged]
    """The merged ranges; all are known when the last row was read."""

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
    """The row and column of an address; None where it is none.

    >>> place_of("D7"), place_of("AB$1"), place_of("7")
    ((7, 4), (1, 28), None)
    """
    found = ADDRESS.fullmatch(text)
    return (int(found[2]), column_of(found[1])) if found else None


@lru_cache(maxsize=4096)
def column_of(letters: str) -> int:
    """The column of some letters; 0 where they name none.

    >>> column_of("D"), column_of("XFD"), column_of("d")
    (4, 16384, 0)
    """
    column = 0
    for letter in letters if LETTERS.fullmatch(letters) else "":
        column = column * 26 + ord(letter) - 64
    return column


def merged_of(text: str) -> Merged | None:
    """The range that an address such as B2:C5 names; None where it names none."""
    first, _, last = text.partition(":")
    start, end = place_of(first), place_of(last or first)
    return Merged(*start, *end) if start and end else None


def number_text(value: float, shown: Shown = "", *, since_1904: bool = False) -> str:
    """A number as its format shows it.

    >>> number_text(37.5), number_text(0.755, "percent"), number_text(46022, "date"), number_text(45992, "month")
    ('37.5', '75.5%', '2025-12-31', '2025-12')
    """
    if shown == "percent":
        return f"{plain(Decimal(format(value, DIGITS)) * 100)}%"
    if shown:
        return _moment(value, shown, since_1904=since_1904)
    return plain(Decimal(format(value, DIGITS)))


def plain(value: Decimal) -> str:
    """A number without an exponent, as short as it can be."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _moment(value: float, shown: Shown, *, since_1904: bool) -> str:
    """A day, or moment, that a spreadsheet counts; a number that is no day stays one."""
    # Day 60 of 1900 is 29 February, which did not exist; no answer is that old
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = start + timedelta(days=round(value * 86400) / 86400)
    except OverflowError:
        return number_text(value)
    if shown == "month" and moment.day == 1:
        return f"{moment:%Y-%m}"
    return moment.date().isoformat() if value == int(value) else moment.replace(microsecond=0).isoformat(" ")


def shown_by(code: str) -> Shown:
    """How a format shows numbers.

    >>> shown_by("0.0%"), shown_by("dd-mm-yyyy"), shown_by("mmm-yy"), shown_by('0 "dagen"'), shown_by("[Red]0")
    ('percent', 'date', 'month', '', '')
    """
    signs = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.', "", code.partition(";")[0]).casefold()
    if "%" in signs:
        return "percent"
    if signs == "general" or not set(signs) & set("dmyhs"):
        return ""
    return "month" if {"m", "y"} <= set(signs) and not set(signs) & set("dhs") else "date"


def crossed(merged: Iterable[Merged], rows: Iterable[int], columns: Sequence[int]) -> dict[tuple[int, int], Merged]:
    """The cells, of some rows and columns, that lie under the first cell of a merged range, each with its range.

    Ranges overlap only in a file that was tampered with, so no more of them are looked at than there are cells.
    """
    found: dict[tuple[int, int], Merged] = {}
    rows, looked = sorted(rows), 0
    for one in merged:
        for row in rows[bisect_left(rows, one.top) : bisect_right(rows, one.bottom)]:
            found.update({(row, column): one for column in columns if one.hides(row, column)})
            looked += 1
        if looked > len(rows) * len(columns):
            break
    return found
