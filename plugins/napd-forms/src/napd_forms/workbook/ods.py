"""ODS files, as LibreOffice and Excel write them: sheets and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from napd_forms.words import message
from napd_forms.workbook.cells import MOST_COLUMNS, MOST_ROWS, Cell, Fault, Merged, Row, finite, number_text, truth
from napd_forms.workbook.ods_text import Paragraphs, is_aside
from napd_forms.workbook.zip_xml import MERGED, SHEETS, Handler, Package, feed, too_large

CONTENT = "content.xml"
CELL_TAGS = ("table:table-cell", "table:covered-table-cell")
SHEET = "table:table"
TABLE_TAGS = (
    SHEET, "table:table-row", "table:table-rows", "table:table-row-group", "table:table-header-rows",
    "table:table-column", "table:table-columns", "table:table-column-group", "table:table-header-columns", *CELL_TAGS,
)  # fmt: skip
"""Of all that a sheet may hold, what leads to its cells; whatever else is there is none of its cells."""
AROUND = ("office:document-content", "office:body", "office:spreadsheet", "office:automatic-styles")
STYLES = ("style:style", "style:table-properties")
COPIES = 100_000
"""Cells that are not empty and that the file does not hold, as it says of another how often it is repeated."""
NUMBERS = ("float", "currency", "percentage")
ERROR = re.compile(r"#(N/\w+|\w[\w/ ]*[!?])|[^\W\d_]{3,5}:[0-9]{3}")
"""What a cell shows where its formula fails, in any language: #DEEL/0!, #NAAM?, #N/B, Err:502."""
DIGITS = re.compile(r"[0-9]+|[^\W\d_]+")
Event = tuple["OdsSheet", int, Row]


class OdsSheet:
    """A sheet, whose rows come while the file is read."""

    def __init__(self, name: str, *, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.merged, self.hidden_rows, self.hidden_columns = list[Merged](), set[int](), list[tuple[int, int]]()
        self.coming: Iterator[tuple[int, Row]] = iter(())

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that are not empty."""
        return self.coming


class _Content(Handler):
    """Reads the sheets of the content, one after the other."""

    def __init__(self, package: Package) -> None:
        self.package, self.done = package, list[Event]()
        self.sheet, self.sheets, self.spare = OdsSheet("", hidden=False), 0, COPIES
        self.style, self.hiding = "", set[str]()
        self.row, self.copies, self.unseen, self.column, self.columns = 0, 1, False, 0, 0
        self.cells, self.cell = Row(), dict[str, str]()
        self.paragraphs, self.within, self.aside = Paragraphs(CONTENT), False, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.aside or self._is_aside(name, attributes):
            self.aside += 1
        elif self.within:
            self.paragraphs.start(name, _count(attributes, "text:c"))
        elif name in CELL_TAGS:
            self.cell, self.within = attributes, True
        elif name == "table:table-row":
            self.copies, self.column, self.cells = _count(attributes, "table:number-rows-repeated"), 0, {}
            self.unseen = _unseen(attributes)
        elif name == "table:table-column":
            self._column(_count(attributes, "table:number-columns-repeated"), attributes)
        elif name == SHEET:
            self._sheet(attributes)
        else:
            self._styles(name, attributes)

    def _is_aside(self, name: str, attributes: dict[str, str]) -> bool:
        if self.within:
            return is_aside(name)
        # What LibreOffice keeps of another file, for formulas that refer to it, looks like a sheet but for its name
        kept = name == SHEET and attributes.get("table:name", "").startswith("'")
        return kept or name not in (*TABLE_TAGS, *AROUND, *STYLES)

    def _sheet(self, attributes: dict[str, str]) -> None:
        self.sheets += 1
        if self.sheets > SHEETS:
            raise too_large(message("too_large.sheets", most=SHEETS))
        hidden = attributes.get("table:style-name", "") in self.hiding
        self.sheet = OdsSheet(attributes.get("table:name", ""), hidden=hidden)
        self.row = self.columns = 0
        self.done.append((self.sheet, 0, {}))

    def _styles(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of the styles that hide a sheet."""
        if name == "style:style":
            self.style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hiding.add(self.style)

    def _column(self, copies: int, attributes: dict[str, str]) -> None:
        if _unseen(attributes) and self.columns < MOST_COLUMNS:
            self.sheet.hidden_columns.append((self.columns + 1, self.columns + copies))
        self.columns += copies

    def text(self, text: str) -> None:
        if self.within and not self.aside:
            self.paragraphs.words(text)

    def end(self, name: str) -> None:
        if self.aside:
            self.aside -= 1
        elif name in CELL_TAGS:
            self._end_cell(_count(self.cell, "table:number-columns-repeated"))
        elif self.within:
            self.paragraphs.end(name)
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self, copies: int) -> None:
        down, right = (_count(self.cell, f"table:number-{side}-spanned") for side in ("rows", "columns"))
        place = self.row + 1, self.column + 1
        if down > 1 or right > 1:
            self._merge(Merged(*place, place[0] + down - 1, place[1] + right - 1))
        if found := _found(self.cell, str(self.paragraphs.text), *place):
            self._count(copies * self.copies, len(found.text))
            for column in range(self.column + 1, self.column + copies + 1):
                self.cells[column] = found._replace(column=column)
        self.column += copies
        self.within = False
        self.paragraphs.clear()

    def _merge(self, merged: Merged) -> None:
        self.sheet.merged.append(merged)
        if len(self.sheet.merged) > MERGED:
            raise too_large(message("too_large.merged", sheet=self.sheet.name, most=MERGED))

    def _count(self, cells: int, signs: int) -> None:
        self.spare -= cells - 1
        if self.spare < 0:
            raise too_large(message("too_large.copies", most=COPIES))
        self.package.count(cells, signs)

    def _end_row(self) -> None:
        last = self.row + self.copies
        if self.cells and (last > MOST_ROWS or max(self.cells) > MOST_COLUMNS):
            raise too_large(message("too_large.beyond", sheet=self.sheet.name))
        for row in range(self.row + 1, last + 1) if self.cells else ():
            self.done.append((self.sheet, row, {at: cell._replace(row=row) for at, cell in self.cells.items()}))
        if self.cells and self.unseen:
            self.sheet.hidden_rows.update(range(self.row + 1, last + 1))
        self.row = last


def _unseen(attributes: dict[str, str]) -> bool:
    """Whether a row or column is hidden, by hand or by a filter."""
    return attributes.get("table:visibility", "visible") != "visible"


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _found(cell: dict[str, str], lines: str, row: int, column: int) -> Cell | None:
    """What stands in a cell; None where nothing does."""
    formula, kind = "table:formula" in cell, cell.get("office:value-type", "")
    if cell.get("calcext:value-type") == "error" or ((formula or kind in NUMBERS) and ERROR.fullmatch(lines.strip())):
        return Cell(row, column, lines, formula, "error")
    text, fault = _text(cell, kind, lines)
    if fault or text:
        return Cell(row, column, text, formula, fault, not fault and kind in ("float", "currency"))
    return Cell(row, column, "", formula, "no value") if formula and kind != "string" else None


def _text(cell: dict[str, str], kind: str, lines: str) -> tuple[str, Fault]:
    """The text of a cell, and what is wrong with it."""
    if kind == "boolean":
        text = truth(cell.get("office:boolean-value", ""))
        return (text, "") if text else (lines, "damaged")
    if kind == "date":
        return _day(cell.get("office:date-value", ""), lines), ""
    if kind not in NUMBERS:
        return lines or cell.get("office:string-value", ""), ""
    value = finite(cell.get("office:value", ""))
    if value is None:
        return lines, "damaged" if lines else ""
    return number_text(value, "percent" if kind == "percentage" else ""), ""


def _day(value: str, lines: str) -> str:
    """A day as the cell shows it: without a time, and without the day of the month where it shows neither."""
    day, _, time = value.partition("T")
    shown = DIGITS.findall(lines)
    if len(shown) == 2 and day.endswith("-01") and {day[:4], day[2:4]} & set(shown):
        return day[:7]
    return f"{day} {time}" if time.strip("0:.") and ":" in lines else day or lines


def ods_sheets(package: Package) -> Iterator[OdsSheet]:
    """The sheets of a package, in order; each is to be read before the next."""
    for sheet, events in groupby(_events(package), key=itemgetter(0)):
        sheet.coming = ((number, row) for _, number, row in events if row)
        yield sheet


def _events(package: Package) -> Iterator[Event]:
    """The beginning of each sheet, which is a row without cells, and its rows."""
    content = _Content(package)
    for _ in feed(package, CONTENT, content, prefixes=True):
        yield from content.done
        content.done = []
