"""Reading a CSV file of definitions, such as areas or rounds.

Such a file is refused as a whole: one error names every fault, with its line, column and value, and the remedy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from os import PathLike
from typing import Any, Self

from attrs import Attribute, field, frozen

from napd.errors import ModelError, closest
from napd.model.content import content, records
from napd.model.days import parse_date
from napd.model.values import BadValue

NO_CODE = 'this is not a code. Write it without spaces and without "|", such as GM0402.'
NO_DAY = "this is not a date. Write it as year-month-day, such as 2025-12-31."
MANY = 500
"""The most faults of a file that are listed."""
QUOTES = 'Quotation marks belong round a text that holds a separator; inside a text they are doubled ("").'


def is_code(text: str) -> bool:
    """Whether a text can be a code or an id: something that shows, without spaces and without `|`."""
    return text.isprintable() and " " not in text and "|" not in text and text != ""


def check_code(owner: object, attribute: Attribute[str], value: str) -> None:
    """Refuse what is not a code, as an attrs validator that raises ModelError."""
    check_text(owner, attribute, value)
    if not is_code(value):
        raise ModelError(fault(type(owner).__name__, attribute.name, value, NO_CODE))


def check_text(owner: object, attribute: Attribute[str], value: object) -> None:
    """Refuse what is not text, likewise."""
    if not isinstance(value, str):
        raise ModelError(
            fault(type(owner).__name__, attribute.name, repr(value), "this is not text. Write it in quotes.")
        )


def check_day(owner: object, attribute: Attribute[dt.date], value: object) -> None:
    """Refuse what is not a day, and a moment of one, likewise."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise ModelError(fault(type(owner).__name__, attribute.name, repr(value), NO_DAY))


def one_of(known: Sequence[str]) -> Callable[[object, Attribute[Any], object], None]:
    """What refuses anything but some texts, likewise."""

    def check(owner: object, attribute: Attribute[Any], value: object) -> None:
        if value not in known:
            why = f"this is not one of {', '.join(known)}. Use one of these."
            raise ModelError(fault(type(owner).__name__, attribute.name, str(value), why))

    return check


def fault(where: str, column: str, value: str, why: str) -> str:
    """Say in one line where, in which column, what stands there, why that cannot be and what to do."""
    shown = "".join(each if each.isprintable() else repr(each)[1:-1] for each in value[:80])
    return f'{where}, column "{column}", value "{shown}": {why}'


def refuse(title: object, faults: Sequence[str]) -> None:
    """Raise one ModelError with the faults, each on its line, as many as are of use; nothing if there are none."""
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        more = [f"and {len(faults) - MANY:,} more"] if len(faults) > MANY else []
        raise ModelError("\n  ".join([f"{title} has {count}:", *faults[:MANY], *more]))


@frozen
class DefinitionRow:
    """One row of a CSV file: its line, the text of its cells by column, and the faults found in it so far.

    Reading a cell notes its faults. A column that the file lacks reads as empty: the header answers for that.
    """

    line: int
    cells: dict[str, str]
    faults: list[str] = field(factory=list)
    refused: set[str] = field(factory=set)
    """The columns of the cells at fault."""

    def refuse(self, column: str, why: str) -> None:
        """Note a fault in one of the cells."""
        self.refused.add(column)
        self.faults.append(fault(f"line {self.line}", column, self.cells.get(column, ""), why))

    def text(self, column: str, *, required: bool = False) -> str:
        """Give the text of a cell, '' if there is none."""
        value = self.cells.get(column, "")
        if required and not value and column in self.cells:
            self.refuse(column, "this is empty. Fill it in.")
        elif "\ufffd" in value:
            self.refuse(column, 'this is not UTF-8 text. Save the file as "CSV UTF-8".')
        elif not value.isprintable():
            self.refuse(column, "this holds a character that cannot be seen. Type it again.")
        return value

    def code(self, column: str, *, required: bool = True) -> str:
        """Give a code, '' if there is none."""
        value = self.text(column, required=required)
        if value and not is_code(value) and value.isprintable():
            self.refuse(column, NO_CODE)
        return value

    def date(self, column: str, *, required: bool = False) -> dt.date | None:
        """Give a date, None if there is none."""
        value = self.text(column, required=required)
        try:
            return _date(value) if value else None
        except BadValue:
            self.refuse(column, NO_DAY)
            return None


_date = lru_cache(maxsize=4096)(parse_date)


@frozen
class Definitions:
    """A CSV file of definitions (UTF-8; commas, semicolons or tabs).

    Args:
        path: the file.
        header: its header, which has the faults of the file as a whole.
        rows: the rows below it, without those that are empty. Each run of whitespace in a cell is one space.
    """

    path: str | PathLike[str]
    header: DefinitionRow
    rows: tuple[DefinitionRow, ...]

    @classmethod
    def read(cls, path: str | PathLike[str], required: Sequence[str], optional: Sequence[str] = ()) -> Self:
        """Read a file; other columns are passed over.

        Raises:
            NapdError: when the file cannot be opened. Every other fault is noted in the header and the rows.
        """
        return cls(path, *_read(path, required, optional))

    def refuse(self) -> None:
        """Raise one ModelError for all faults that are noted so far; nothing if there are none."""
        refuse(self.path, [line for row in (self.header, *self.rows) for line in row.faults])


def _read(
    path: str | PathLike[str], required: Sequence[str], optional: Sequence[str]
) -> tuple[DefinitionRow, tuple[DefinitionRow, ...]]:
    text = content(path).decode("utf-8-sig", errors="replace")
    faults: list[str] = []

    def stopped(line: int, why: str) -> None:
        faults.append(f"line {line}: from here on this is not CSV ({why}). {QUOTES}")

    found = ((line, [" ".join(cell.split()) for cell in cells]) for line, cells in records(text, stopped))
    line, names = next(found, (1, []))
    rows = [_row(number, names, cells) for number, cells in found]
    header = DefinitionRow(line, {}, faults)
    if names or not faults:
        _check_header(header, names, required, optional)
    if not rows and not faults:
        faults.append(f"line {line}: no row follows the header. Add at least one.")
    return header, tuple(rows)


def _row(line: int, names: list[str], cells: list[str]) -> DefinitionRow:
    row = DefinitionRow(line, dict(zip(names, cells, strict=False)))
    if len(cells) < len(names) or any(cells[len(names) :]):
        row.faults.append(f"line {line}: this row has {len(cells)} cells, the header {len(names)}. {QUOTES}")
    return row


def _check_header(header: DefinitionRow, names: list[str], required: Sequence[str], optional: Sequence[str]) -> None:
    """Look for columns that are missing, misspelt or there twice."""
    known = (*required, *optional)
    for column in known:
        near = None if column in names else closest(column, [name for name in names if name not in known])
        if near is not None:
            header.refuse(near, f'this column is not known. Did you mean "{column}"?')
        elif column not in names and column in required:
            header.refuse(column, f"this column is missing. Needed are: {', '.join(required)}.")
        elif names.count(column) > 1:
            header.refuse(column, "this column is listed twice. Keep one.")
