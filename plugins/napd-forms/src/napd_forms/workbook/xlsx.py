"""XLSX files (and XLSM, whose macros are left alone): what their sheets share, and the sheets."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from napd_forms.words import message
from napd_forms.workbook.cells import Shown, shown_by
from napd_forms.workbook.xlsx_sheet import Book, XlsxSheet, unescaped, whole, yes
from napd_forms.workbook.zip_xml import (
    AGAIN,
    SHARED_SIGNS,
    SHEETS,
    STRINGS,
    CellText,
    Handler,
    Package,
    Refused,
    broken,
    read,
    too_large,
)

BUILT_IN: dict[int, Shown] = {
    9: "percent", 10: "percent", 17: "month", 22: "moment", 45: "time", 46: "duration", 47: "time",
    **dict.fromkeys((*range(14, 17), *range(27, 32), 36, *range(50, 55), 57, 58), "date"),
    **dict.fromkeys((*range(18, 22), *range(32, 36), 55, 56), "time"),
}  # fmt: skip
"""Formats that a file need not describe: ECMA-376 part 1, 18.8.30."""
WORKSHEET, SHARED, STYLES, DOCUMENT = "/worksheet", "/sharedStrings", "/styles", "/officeDocument"


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
        """The part of a kind; empty if there is none."""
        return next((path for own, path in self.by_id.values() if own.endswith(kind)), "")


class _Workbook(Handler):
    """The names of the sheets, in order."""

    def __init__(self, part: str, book: Book, relations: _Relations) -> None:
        self.part, self.book, self.relations = part, book, relations

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.book.since_1904 = yes(attributes.get("date1904"))
        if name == "sheet":
            own = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            self._sheet(attributes, *self.relations.by_id.get(own, ("", "")))

    def _sheet(self, attributes: dict[str, str], kind: str, path: str) -> None:
        """Take note of a sheet, unless it is of another kind, such as a chart."""
        title = attributes.get("name", "")
        if not kind:
            raise broken(self.part, message("broken.no_place", sheet=title[:100]))
        if kind.endswith(WORKSHEET):
            self.book.sheets.append((title, path, attributes.get("state", "visible") != "visible"))
        if len(self.book.sheets) > SHEETS:
            raise too_large(message("too_large.sheets", most=SHEETS))


class _Styles(Handler):
    """How each style of cells shows numbers."""

    def __init__(self, book: Book) -> None:
        self.book, self.own, self.within = book, dict(BUILT_IN), False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        number = whole(attributes.get("numFmtId"))
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

    def __init__(self, part: str, book: Book) -> None:
        self.strings, self.words, self.signs = book.strings, CellText(part), 0
        self.takes, self.spoken = False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        self.takes = name == "t" and not self.spoken
        self.spoken = self.spoken or name == "rPh"
        if name == "si":
            self.words.clear()

    def text(self, text: str) -> None:
        if self.takes:
            self.words.add(text)

    def end(self, name: str) -> None:
        self.takes = False
        if name == "rPh":
            self.spoken = False
        if name == "si":
            self.strings.append(unescaped(str(self.words)))
            self.signs += self.words.length
            if len(self.strings) > STRINGS or self.signs > SHARED_SIGNS:
                raise too_large(message("too_large.strings", most=STRINGS, signs=SHARED_SIGNS >> 20))


def xlsx_sheets(package: Package) -> Iterator[XlsxSheet]:
    """The worksheets of a package, in order.

    Raises:
        Refused: when it is no such workbook.
    """
    book, top = Book(), _relations(package, "")
    part = top.ending(DOCUMENT) or "xl/workbook.xml"
    if part.endswith(".bin"):
        raise Refused(message("refused.binary"), AGAIN)
    relations = _relations(package, part)
    read(package, part, _Workbook(part, book, relations))
    if strings := relations.ending(SHARED):
        read(package, strings, _Strings(strings, book))
    if styles := relations.ending(STYLES):
        read(package, styles, _Styles(book))
    for name, path, hidden in book.sheets:
        yield XlsxSheet(name, package, path, book, hidden=hidden)


def _relations(package: Package, part: str) -> _Relations:
    """What a part refers to; of the package itself with an empty name."""
    found, (folder, name) = _Relations(part), posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in package.names:
        read(package, path, found)
    return found
