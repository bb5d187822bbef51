"""ODS files, as LibreOffice writes them: sheets and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from math import isfinite

from napd.workbook.cells import Cell, Merged, Row, number_text
from napd.workbook.package import CELLS, Handler, Package, Refused, feed, too_large

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
CELL_TAGS = ("table:table-cell", "table:covered-table-cell")
COPIES = 100_000
"""Rows with content that one row may stand for."""


class OdsSheet:
    """A sheet, whose rows come while the file is read."""

    def __init__(self, name: str, rows: Iterator[tuple[int, Row]]) -> None:
        self.name, self.merged, self._rows = name, list[Merged](), rows

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are not empty."""
        return self._rows


class _Content(Handler):
    """Reads the tables of the content, one after the other."""

    def __init__(self) -> None:
        self.done = list[str | Merged | tuple[int, Row]]()
        self.row, self.copies, self.column, self.count = 0, 1, 0, 0
        self.cells, self.cell = Row(), dict[str, str]()
        self.parts, self.lines, self.aside, self.tables = list[str](), 0, 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.tables += 1
            if self.tables == 1:
                self.row = 0
                self.done.append(attributes.get("table:name", ""))
        elif name == "table:table-row":
            self.copies, self.column, self.cells = _count(attributes, "table:number-rows-repeated"), 0, {}
        elif name in CELL_TAGS:
            self.cell, self.parts, self.lines = attributes, [], 0
        elif name in ("office:annotation", "table:shapes"):
            self.aside += 1
        elif not self.aside:
            self._within(name, attributes)

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:p":
            self.lines += 1
            if self.lines > 1:
                self.parts.append("\n")
        elif name == "text:s":
            self.text(" " * min(_count(attributes, "text:c"), 1000))
        elif name in ("text:tab", "text:line-break"):
            self.text("\t" if name == "text:tab" else "\n")

    def text(self, text: str) -> None:
        if self.lines and not self.aside:
            self.parts.append(text)

    def end(self, name: str) -> None:
        if name == "table:table":
            self.tables -= 1
        elif name in ("office:annotation", "table:shapes"):
            self.aside -= 1
        elif name in CELL_TAGS:
            self._end_cell(_count(self.cell, "table:number-columns-repeated"))
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self, copies: int) -> None:
        down, right = (_count(self.cell, f"table:number-{side}-spanned") for side in ("rows", "columns"))
        place = self.row + 1, self.column + 1
        if down > 1 or right > 1:
            self.done.append(Merged(*place, place[0] + down - 1, place[1] + right - 1))
        if found := _found(self.cell, "".join(self.parts), *place):
            self._add(copies * self.copies)
            for column in range(self.column + 1, self.column + copies + 1):
                self.cells[column] = found._replace(column=column)
        self.column += copies
        self.lines = 0

    def _add(self, copies: int) -> None:
        self.count += copies
        if self.count > CELLS:
            raise too_large(f"it has more than {CELLS:,} cells")

    def _end_row(self) -> None:
        if self.cells and self.copies > COPIES:
            raise too_large(f"one row stands for {self.copies:,}")
        for row in range(self.row + 1, self.row + self.copies + 1) if self.cells else ():
            self.done.append((row, {at: cell._replace(row=row) for at, cell in self.cells.items()}))
        self.row += self.copies


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 9 else 1  # noqa: PLR2004


def _found(cell: dict[str, str], lines: str, row: int, column: int) -> Cell | None:
    """What stands in a cell; None where nothing does."""
    formula, kind = "table:formula" in cell, cell.get("office:value-type", "")
    if cell.get("calcext:value-type") == "error":
        return Cell(row, column, lines, formula, "error")
    text = _text(cell, kind, lines)
    if not text and formula and kind != "string":
        return Cell(row, column, "", formula, "no value")
    return Cell(row, column, text, formula, "", kind in ("float", "currency")) if text else None


def _text(cell: dict[str, str], kind: str, lines: str) -> str:
    if kind == "boolean":
        return "waar" if cell.get("office:boolean-value") == "true" else "onwaar"
    if kind == "date":
        return cell.get("office:date-value", lines).removesuffix("T00:00:00")
    if kind in ("float", "currency", "percentage"):
        with suppress(ValueError):
            value = float(cell.get("office:value", ""))
            return number_text(value, "percent" if kind == "percentage" else "") if isfinite(value) else lines
    return lines or cell.get("office:string-value", "")


def ods_sheets(package: Package) -> Iterator[OdsSheet]:
    """The sheets of a package, in order; each is to be read before the next.

    Raises:
        Refused: when it has a password.
    """
    if MANIFEST in package.names and b"encryption-data" in b"".join(package.pieces(MANIFEST)):
        raise Refused("it is protected by a password", "Take the password off, or save a copy without one.")
    stream = _stream(package)
    sheet, waiting = None, next(stream, None)
    while waiting is not None:
        sheet = OdsSheet(str(waiting), iter(()))
        found: list[str | Merged | tuple[int, Row]] = []
        rows = _rows(stream, sheet, found)
        sheet._rows = rows  # noqa: SLF001 - a sheet and its rows are made together
        yield sheet
        for _ in rows:
            pass
        waiting = found[0] if found else None


def _rows(
    stream: Iterator[str | Merged | tuple[int, Row]], sheet: OdsSheet, following: list[str | Merged | tuple[int, Row]]
) -> Iterator[tuple[int, Row]]:
    """The rows of a sheet, up to the name of the next."""
    for one in stream:
        if isinstance(one, str):
            following.append(one)
            return
        if isinstance(one, Merged):
            sheet.merged.append(one)
        else:
            yield one


def _stream(package: Package) -> Iterator[str | Merged | tuple[int, Row]]:
    content = _Content()
    for _ in feed(package, CONTENT, content, prefixes=True):
        yield from content.done
        content.done = []
