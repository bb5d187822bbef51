"""A worksheet of an XLSX file: its cells, as the workbook shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import Factory, define

from napd_forms.words import message
from napd_forms.workbook.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Fault,
    Merged,
    Row,
    Shown,
    column_of,
    finite,
    merged_of,
    number_text,
    truth,
)
from napd_forms.workbook.zip_xml import MERGED, CellText, Handler, Package, broken, feed, too_large

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DIGITS = "0123456789"
EXACT = 15
"""Digits of a whole number that needs no rounding."""


@define
class Book:
    """What the parts of a workbook say that its sheets share.

    Args:
        sheets: of each sheet its name, its part, and whether it is hidden.
        since_1904: whether days are counted from 1904.
        strings: the texts that cells share.
        shown: by the number of a style how it shows numbers.
    """

    sheets: list[tuple[str, str, bool]] = Factory(list)
    since_1904: bool = False
    strings: list[str] = Factory(list)
    shown: list[Shown] = Factory(list)


def unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold, which Excel writes as _x0007_."""
    if "_x" not in text:
        return text
    signs = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return signs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def whole(text: str | None) -> int:
    """A number of few digits; 0 if it is not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def yes(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text in ("1", "true")


def unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or has no size."""
    return yes(attributes.get("hidden")) or attributes.get(size) in ("0", "0.0")


class XlsxSheet(Handler):
    """A worksheet; its rows come while it is read."""

    def __init__(self, name: str, package: Package, part: str, book: Book, *, hidden: bool) -> None:
        self.name, self.hidden, self.merged = name, hidden, list[Merged]()
        self.hidden_rows, self.hidden_columns = set[int](), list[tuple[int, int]]()
        self.package, self.part, self.book = package, part, book
        self.done = list[tuple[int, Row]]()
        self.row, self.last, self.column, self.cells = 0, 0, 0, Row()
        self.address: str | None = None
        self.kind, self.style, self.formula, self.has_value, self.unseen = "", 0, False, False, False
        self.value, self.takes, self.spoken = CellText(part), False, False

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are not empty."""
        for _ in feed(self.package, self.part, self):
            yield from self.done
            self.done = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of where a cell stands, and of what kind it is."""
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "t"):
            self.takes = not self.spoken
            self.has_value = True
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._row(attributes)
        elif name == "rPh":
            self.spoken = True
        elif name == "col" and unseen(attributes, "width"):
            self._hide(whole(attributes.get("min")), whole(attributes.get("max")))
        elif name == "mergeCell" and (merged := merged_of(attributes.get("ref", ""))):
            self.merged.append(merged)
            if len(self.merged) > MERGED:
                raise too_large(message("too_large.merged", sheet=self.name, most=MERGED))

    def _hide(self, first: int, last: int) -> None:
        self.hidden_columns.append((first, last))
        if len(self.hidden_columns) > MOST_COLUMNS:
            raise too_large(message("too_large.hides", sheet=self.name))

    def _row(self, attributes: dict[str, str]) -> None:
        self.row = whole(attributes.get("r")) or self.row + 1
        self.column, self.cells, self.address = 0, {}, None
        self.unseen = unseen(attributes, "ht")

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if not address:
            self._settle()
            self.column += 1
        self.address = address
        self.kind, self.style = attributes.get("t", "n"), whole(attributes.get("s"))
        self.formula = self.has_value = False
        self.value.clear()

    def _settle(self) -> None:
        """Work out the column of an address; for most cells, which are empty, nobody asks."""
        if self.address:
            self.column = column_of(self.address.rstrip(DIGITS))
            if not self.column:
                raise broken(self.part, message("broken.address", address=self.address[:20]))
        self.address = None

    def text(self, text: str) -> None:
        """Keep the text of a value."""
        if self.takes:
            self.value.add(text)

    def end(self, name: str) -> None:
        """Keep a cell that is not empty, and a row that has one."""
        if name in ("v", "t"):
            self.takes = False
        elif name == "rPh":
            self.spoken = False
        elif name == "c" and (self.has_value or self.formula):
            self._settle()
            if found := self._found(str(self.value)):
                self._keep(found)
        elif name == "row" and self.cells:
            self._end_row()

    def _keep(self, found: Cell) -> None:
        if self.column in self.cells:
            raise broken(self.part, message("broken.two_cells", column=str(self.column), row=str(self.row)))
        self.cells[self.column] = found
        self.package.count(1, len(found.text))

    def _end_row(self) -> None:
        if self.row <= self.last:
            raise broken(self.part, message("broken.order", row=str(self.row), last=str(self.last)))
        if self.row > MOST_ROWS or max(self.cells) > MOST_COLUMNS:
            raise too_large(message("too_large.beyond", sheet=self.name))
        self.last = self.row
        self.done.append((self.row, self.cells))
        if self.unseen:
            self.hidden_rows.add(self.row)

    def _found(self, raw: str) -> Cell | None:
        """What stands in a cell; None where nothing does."""
        text, fault, number = self._text(raw)
        if text or fault:
            return Cell(self.row, self.column, text, self.formula, fault, number)
        if self.formula and not (self.kind == "str" and self.has_value):
            return Cell(self.row, self.column, "", self.formula, "no value")
        return None

    def _text(self, raw: str) -> tuple[str, Fault, bool]:
        """The text of a value, what is wrong with it, and whether it is a number shown as it is."""
        if self.kind == "s":
            return self._shared(raw.strip())
        if self.kind == "b" and raw.strip():
            return truth(raw) or raw, "" if truth(raw) else "damaged", False
        if self.kind == "d":
            return raw.removesuffix("Z").removesuffix("T00:00:00"), "", False
        if self.kind == "e":
            return raw, "error", False
        if self.kind != "n":
            return unescaped(raw), "", False
        return self._number(raw)

    def _shared(self, raw: str) -> tuple[str, Fault, bool]:
        number = whole(raw) if raw.isdigit() else len(self.book.strings)
        if number < len(self.book.strings):
            return self.book.strings[number], "", False
        return raw, "damaged" if self.has_value else "", False

    def _number(self, raw: str) -> tuple[str, Fault, bool]:
        shown = self.book.shown[self.style] if self.style < len(self.book.shown) else ""
        if not shown and len(raw) < EXACT and raw.isascii() and raw.isdigit() and raw[0] != "0":
            return raw, "", True
        value = finite(raw)
        if value is None:
            return raw, "damaged" if raw.strip() else "", False
        return number_text(value, shown, since_1904=self.book.since_1904), "", not shown
