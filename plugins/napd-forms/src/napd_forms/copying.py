"""A copy of a workbook in which something is written: opened within bounds, and held to say what the original says.

openpyxl makes the copy. It builds a workbook as a whole, and some of what a few bytes can ask for it does not survive;
of what it does not know it leaves out some in silence. So what it opens is looked through first, and what it made is
read again as napd reads it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from napd import NapdError
from napd_forms.document import rewritten
from napd_forms.words import message
from napd_forms.workbook.cells import address, merged_of
from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.zip_xml import Handler, Package, Refused, read, too_large

if TYPE_CHECKING:
    from openpyxl import Workbook

LARGEST = 20 << 20
"""Bytes that a workbook may unpack to, to be written again: it is then in memory as a whole."""
TAGS = 400_000
"""Tags of it; each may become an object of a thousand bytes."""
WIDE = 200_000
"""Cells that its ranges name; of merged ones, and of links, each becomes an object."""
FORMAT = 255
"""Signs of a number format in Excel."""
FORMULAS = 2_000_000
"""Signs of formulas; one that many cells share counts in each, where it is written out."""
XML = (".xml", ".rels", ".vml")
STRICT = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
"""A name of the strict form of Office files, ISO/IEC 29500, which openpyxl does not know."""
BOOLEAN = re.compile(rb"(<(?:\w+:)?c\b[^>]*\bt=[\"']b[\"'][^>]*>\s*<(?:\w+:)?v>)\s*(true|false)(?=\s*<)", re.IGNORECASE)
"""A boolean as XML allows it, and as openpyxl does not."""
HYPHENED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
CLOCK = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
Said = dict[str, dict[str, str]]
"""By sheet and cell what stands there; of a formula that it is one, for only a spreadsheet works it out."""


def opened(path: Path) -> tuple[Workbook, Said]:
    """A workbook, to write in, and what it says.

    Raises:
        NapdError: when it is no workbook of Excel, or broken, or too large, or openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NapdError('writing comments needs openpyxl: pip install "napd[forms]"') from None
    try:
        with Package.open(path) as package:
            _look_through(package, path)
            before, content = said(package), _transitional(package)
    except Refused as why:
        raise NapdError(f"{path}: {why.message}. {why.hint}") from None
    if not before:
        raise NapdError(f"{path}: it has no sheets to write comments on")
    try:
        return load_workbook(content, rich_text=True), before
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise NapdError(f"{path}: comments cannot be written into it; open it in Excel and save it again") from error


def copied(path: Path, book: Workbook, before: Said, others: Container[str]) -> bytes:
    """The bytes of a workbook that was written in; equal for equal input.

    Args:
        path: where it came from.
        book: the workbook.
        before: what it said.
        others: the sheets that were added to it, or taken out.

    Raises:
        NapdError: when the copy would not say what the original says.
    """
    _uncover(book, before)
    file = BytesIO()
    try:
        book.save(file)
    except OSError as error:  # of the files that openpyxl keeps meanwhile, not of the copy
        why = error.strerror or error
        raise NapdError(f"{path}: no copy can be made, as nothing can be kept in {gettempdir()}: {why}") from error
    content = rewritten(file, lambda _, part: CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part))
    with Package.open(BytesIO(content)) as package:
        after = said(package)
    for place in _differences(_without(before, others), _without(after, others)):
        why = "open it in Excel, save it, and check it again; or use napd check -o problems.csv"
        raise NapdError(f"{path}: a copy would not keep what is on {place}; {why}")
    return content


def _without(some: Said, sheets: Container[str]) -> Said:
    return {name: cells for name, cells in some.items() if name not in sheets}


def _differences(before: Said, after: Said) -> Iterator[str]:
    """The first place on each sheet where two workbooks differ."""
    for sheet in sorted(before.keys() | after.keys()):
        one, other = before.get(sheet, {}), after.get(sheet, {})
        cells = (cell for cell in one.keys() | other.keys() if one.get(cell) != other.get(cell))
        if one != other or (sheet in before) != (sheet in after):
            yield ", ".join(filter(None, (f"sheet {sheet!r}", min(cells, default=""))))


def said(package: Package) -> Said:
    """What a workbook says, as napd reads it."""
    return {
        sheet.name: {
            address(cell.row, cell.column): "=" if cell.formula else f"{cell.fault}:{cell.text}"
            for _, row in sheet.rows()
            for cell in row.values()
        }
        for sheet in sheets_of(package)
    }


class _Lookout(Handler):
    """Refuses what openpyxl would need too much time or memory for."""

    def __init__(self) -> None:
        self.wide, self.work, self.longest, self.length, self.within = 0, 0, 0, 0, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("mergeCell", "hyperlink") and (merged := merged_of(attributes.get("ref", ""))):
            self.wide += (merged.bottom - merged.top + 1) * (merged.right - merged.left + 1)
        elif name == "numFmt" and len(attributes.get("formatCode", "")) > FORMAT:
            raise too_large(message("too_large.format", most=FORMAT))
        elif name == "f":
            self.within, self.length = True, 0
            self.work += self.longest if attributes.get("t") == "shared" else 0
        if self.wide > WIDE or self.work > FORMULAS:
            raise too_large(message("too_large.named"))

    def text(self, text: str) -> None:
        if self.within:
            self.length += len(text)
            self.work += len(text)
            self.longest = max(self.longest, self.length)

    def end(self, name: str) -> None:
        self.within = self.within and name != "f"


def _look_through(package: Package, path: Path) -> None:
    """Read every part, also those that napd has no use for."""
    if not any(name.startswith("xl/") for name in package.names):
        raise NapdError(f"{path}: comments can be written into .xlsx only; save it as .xlsx first")
    size, lookout = sum(file.file_size for file in package.zip.infolist()), _Lookout()
    for name in sorted(package.names) if size <= LARGEST else ():
        if name.endswith(XML):
            read(package, name, lookout)
    if size > LARGEST or package.tags > TAGS:
        raise NapdError(f"{path}: it is too large to write comments into; use napd check -o problems.csv")


def _transitional(package: Package) -> BytesIO:
    """The same workbook in the form of Office files that programs write by default."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in package.zip.namelist():
            part = b"".join(package.pieces(name))
            new.writestr(name, BOOLEAN.sub(_digit, STRICT.sub(_common, part)) if name.endswith(XML) else part)
    made.seek(0)
    return made


def _common(found: re.Match[bytes]) -> bytes:
    quote, field, name = found.groups()
    return b"%bhttp://schemas.openxmlformats.org/%b/2006/%b" % (quote, field, HYPHENED.get(name, name))


def _digit(found: re.Match[bytes]) -> bytes:
    return found[1] + (b"1" if found[2].lower() == b"true" else b"0")


def _uncover(book: Workbook, before: Said) -> None:
    """Keep what stands under merged cells, of which openpyxl keeps the first alone."""
    from openpyxl.cell.cell import Cell, MergedCell

    for sheet in book.worksheets:
        texts, cells = before.get(sheet.title, {}), sheet._cells  # noqa: SLF001
        for place, cell in list(cells.items()):
            text = texts.get(cell.coordinate, "")
            if isinstance(cell, MergedCell) and text.startswith(":"):
                cells[place] = Cell(sheet, *place)
                cells[place].value, cells[place].data_type = text[1:], "s"
