"""XLSX files (and XLSM, whose macros are left alone): sheets, their cells, and how these are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from math import isfinite

from attrs import Factory, define

from napd.workbook.cells import Cell, Merged, Row, Shown, column_of, merged_of, number_text, shown_by
from napd.workbook.package import AGAIN, CELLS, MERGED, STRINGS, Handler, Package, Refused, feed, read, too_large

BUILT_IN: dict[int, Shown] = {
    9: "percent", 10: "percent", 17: "month",
    **dict.fromkeys((*range(14, 17), *range(18, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "date"),
}  # fmt: skip
"""Formats that a file need not describe: ECMA-376 part 1, 18.8.30."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WORKSHEET, SHARED, STYLES, DOCUMENT = "/worksheet", "/sharedStrings", "/styles", "/officeDocument"
DIGITS = "0123456789"
EXACT = 15
"""Digits of a whole number that needs no rounding."""


@define
class Book:
    """What the parts of a workbook say that its sheets share."""

    sheets: list[tuple[str, str]] = Factory(list)
    since_1904: bool = False
    strings: list[str] = Factory(list)
    shown: list[Shown] = Factory(list)


class _Relations(Handler):
    """Where the parts stand that a part names."""

    def __init__(self, part: str) -> None:
        self.folder = posixpath.dirname(part)
        self.by_id: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
            self.by_id[attributes.get("Id", "")] = (attributes.get("Type", ""), path.lstrip("/"))

    def ending(self, kind: str) -> str:
        """The part of a kind; empty where there is none."""
        return next((path for own, path in self.by_id.values() if own.endswith(kind)), "")


class _Workbook(Handler):
    """The names of the sheets, in order."""

    def __init__(self, book: Book, relations: _Relations) -> None:
        self.book, self.relations = book, relations

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.book.since_1904 = attributes.get("date1904") in ("1", "true")
        if name == "sheet":
            own = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            kind, path = self.relations.by_id.get(own, ("", ""))
            if kind.endswith(WORKSHEET):
                self.book.sheets.append((attributes.get("name", ""), path))


class _Styles(Handler):
    """How each style of cells shows numbers."""

    def __init__(self, book: Book) -> None:
        self.book, self.own, self.within = book, dict(BUILT_IN), False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        number = _whole(attributes.get("numFmtId"))
        if name == "numFmt":
            self.own[number] = shown_by(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self.within = True
        elif name == "xf" and self.within:
            self.book.shown.append(self.own.get(number, ""))

    def end(self, name: str) -> None:
        self.within = self.within and name != "cellXfs"


class _Strings(Handler):
    """The texts that cells share; how they are spoken (phonetic runs) is left out."""

    def __init__(self, book: Book) -> None:
        self.strings, self.parts, self.takes, self.spoken = book.strings, list[str](), False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.takes = name == "t" and not self.spoken
        self.spoken = self.spoken or name == "rPh"
        if name == "si":
            self.parts = []

    def text(self, text: str) -> None:
        if self.takes:
            self.parts.append(text)

    def end(self, name: str) -> None:
        self.takes = False
        if name == "rPh":
            self.spoken = False
        if name == "si":
            self.strings.append(unescaped("".join(self.parts)))
            if len(self.strings) > STRINGS:
                raise too_large(f"it has more than {STRINGS:,} texts")


def unescaped(text: str) -> str:
    """A text with the signs that XML cannot hold, which Excel writes as _x0007_."""
    if "_x" not in text:
        return text
    signs = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return signs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0  # noqa: PLR2004


class XlsxSheet(Handler):
    """A worksheet; its rows come while it is read."""

    def __init__(self, name: str, package: Package, part: str, book: Book) -> None:
        self.name, self.merged = name, list[Merged]()
        self.package, self.part, self.book = package, part, book
        self.done, self.count = list[tuple[int, Row]](), 0
        self.row, self.column, self.cells = 0, 0, Row()
        self.address: str | None = None
        self.kind, self.style, self.formula, self.has_value = "", 0, False, False
        self.parts, self.takes = list[str](), False

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
            self.takes = True
            self.has_value = True
        elif name == "f":
            self.formula = True
        elif name == "row":
            self.row = _whole(attributes.get("r")) or self.row + 1
            self.column, self.cells, self.address = 0, {}, None
        elif name == "mergeCell" and (merged := merged_of(attributes.get("ref", ""))):
            self.merged.append(merged)
            if len(self.merged) > MERGED:
                raise too_large(f"sheet {self.name!r} has more than {MERGED:,} merged ranges")

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if not address:
            self._settle()
            self.column += 1
        self.address = address
        self.kind, self.style = attributes.get("t", "n"), _whole(attributes.get("s"))
        self.formula = self.has_value = False
        self.parts = []

    def _settle(self) -> None:
        """Work out the column of an address; for most cells, which are empty, nobody asks."""
        if self.address:
            self.column = column_of(self.address.rstrip(DIGITS)) or self.column + 1
        self.address = None

    def text(self, text: str) -> None:
        """Keep the text of a value."""
        if self.takes:
            self.parts.append(text)

    def end(self, name: str) -> None:
        """Keep a cell that is not empty, and a row that has one."""
        if name in ("v", "t"):
            self.takes = False
        elif name == "c" and (self.has_value or self.formula):
            self._settle()
            if found := self._found("".join(self.parts)):
                self.cells[self.column] = found
                self.count += 1
        elif name == "row" and self.cells:
            self.done.append((self.row, self.cells))
        if self.count > CELLS:
            raise too_large(f"sheet {self.name!r} has more than {CELLS:,} cells")

    def _found(self, raw: str) -> Cell | None:
        """What stands in a cell; None where nothing does."""
        text, number = self._text(raw)
        if self.kind == "e":
            return Cell(self.row, self.column, raw, self.formula, "error")
        if not text and self.formula and self.kind != "str":
            return Cell(self.row, self.column, "", self.formula, "no value")
        return Cell(self.row, self.column, text, self.formula, "", number) if text else None

    def _text(self, raw: str) -> tuple[str, bool]:
        """The text of a value, and whether it is a number shown as it is."""
        if self.kind == "s":
            number = _whole(raw.strip())
            return (self.book.strings[number] if number < len(self.book.strings) else ""), False
        if self.kind == "b":
            return ("waar" if raw.strip() == "1" else "onwaar"), False
        if self.kind == "d":
            return raw.removesuffix("Z").removesuffix("T00:00:00"), False
        if self.kind != "n":
            return unescaped(raw), False
        shown = self.book.shown[self.style] if self.style < len(self.book.shown) else ""
        return self._number(raw, shown), not shown

    def _number(self, raw: str, shown: Shown) -> str:
        if not shown and raw.isdigit() and raw[0] != "0" and len(raw) < EXACT:
            return raw
        try:
            value = float(raw)
        except ValueError:
            return raw
        return number_text(value, shown, since_1904=self.book.since_1904) if isfinite(value) else raw


def xlsx_sheets(package: Package) -> Iterator[XlsxSheet]:
    """The worksheets of a package, in order.

    Raises:
        Refused: when it is no such workbook.
    """
    book, top = Book(), _relations(package, "")
    part = top.ending(DOCUMENT) or "xl/workbook.xml"
    if part.endswith(".bin"):
        raise Refused("it is a binary workbook (.xlsb)", AGAIN)
    relations = _relations(package, part)
    read(package, part, _Workbook(book, relations))
    for kind, handler in ((SHARED, _Strings(book)), (STYLES, _Styles(book))):
        if relations.ending(kind):
            read(package, relations.ending(kind), handler)
    for name, path in book.sheets:
        yield XlsxSheet(name, package, path, book)


def _relations(package: Package, part: str) -> _Relations:
    """What a part refers to; of the package itself with an empty name."""
    found, (folder, name) = _Relations(part), posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in package.names:
        read(package, path, found)
    return found
