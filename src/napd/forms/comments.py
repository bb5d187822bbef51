"""Writing problems back: a copy of a workbook with a comment on each cell that has one, and a sheet that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from napd.errors import NapdError
from napd.forms.looks import A4, height
from napd.forms.words import ERROR, OTHERWISE, REMARK, WORDS
from napd.reading.form_codes import SKIPPED
from napd.tables.problems import Problem
from napd.workbook.package import Handler, Package, Refused, read

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST = "Controle"
AUTHOR = "napd"
LARGEST = 20 << 20
"""Bytes that a workbook may unpack to, to be written again: it is then in memory as a whole."""
XML = (".xml", ".rels", ".vml")
MOST = 5000
"""Problems that are written back."""
HEADINGS = ("", "Blad", "Cel", "Ernst", "Wat er staat", "Wat er is", "Precies, in het Engels")
WIDTHS = (2, 28, 8, 14, 34, 64, 64)
CLOCK = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
FONT = {"name": "Calibri", "size": 11}
FIXED = (1980, 1, 1, 0, 0, 0)


def commented(path: Path, problems: Sequence[Problem]) -> bytes:
    """A copy of a workbook, with its problems in it.

    Args:
        path: the workbook, .xlsx or .xlsm; macros are left out of the copy.
        problems: those of this file; comments of an earlier check are taken out.

    Returns:
        The bytes of an .xlsx file; equal for equal input.

    Raises:
        NapdError: when it is no such workbook, or too large, or openpyxl is not installed.
    """
    book = _opened(path)
    for sheet in book.worksheets:
        _clean(sheet)
    told = problems[:MOST]
    for sheet, cell, found in _by_cell(told):
        if sheet in book.sheetnames and cell:
            _comment(book[sheet], cell, found)
    _listed(book, told, len(problems) - len(told))
    file = BytesIO()
    book.save(file)
    return _without_clock(file)


def _opened(path: Path) -> Workbook:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise NapdError('writing comments takes openpyxl: pip install "napd[forms]"') from None
    try:
        with Package.open(path) as package:
            size = sum(file.file_size for file in package.zip.infolist())
            if not any(name.startswith("xl/") for name in package.names):
                raise NapdError(f"{path}: comments can be written into .xlsx only; save it as .xlsx first")
            if size > LARGEST:
                raise NapdError(f"{path}: it is too large to write comments into; use napd check -o problems.csv")
            for name in sorted(package.names):
                if name.endswith(XML):  # openpyxl reads parts that napd does not
                    read(package, name, Handler())
    except Refused as why:
        raise NapdError(f"{path}: {why.message}. {why.hint}") from None
    try:
        return load_workbook(path, rich_text=True)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise NapdError(f"{path}: comments cannot be written into it; open it in Excel and save it again") from error


def _clean(sheet: Worksheet) -> None:
    """Take out the comments of an earlier check."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None


def _by_cell(problems: Iterable[Problem]) -> Iterator[tuple[str, str, list[Problem]]]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.sheet, problem.cell), []).append(problem)
    for (sheet, cell), some in found.items():
        yield sheet, cell, some


def _comment(sheet: Worksheet, cell: str, problems: Sequence[Problem]) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment

    at = sheet[cell]
    if isinstance(at, MergedCell):  # only the first of merged cells can have one
        at = next(sheet.cell(one.min_row, one.min_col) for one in sheet.merged_cells.ranges if cell in one)
    lines = dict.fromkeys(f"{_how_bad(problem)}: {_in_dutch(problem)}" for problem in problems)
    text = "\n".join([*([at.comment.text] if at.comment else []), *lines])
    at.comment = Comment(text, AUTHOR, height=60 + 40 * len(lines), width=320)


def _listed(book: Workbook, problems: Sequence[Problem], more: int) -> None:
    """The sheet that lists the problems, each with a link to its cell."""
    if LIST in book.sheetnames:
        del book[LIST]
    sheet = book.create_sheet(LIST, 1)
    _page(sheet)
    order = {name: place for place, name in enumerate(book.sheetnames)}
    told = sorted(problems, key=lambda problem: (order.get(problem.sheet, -1), problem.line or 0, problem.cell))
    _write(sheet, 1, (SKIPPED, _summary(problems, more)), FONT | {"bold": True})
    _write(sheet, 2, HEADINGS, FONT | {"bold": True})
    for number, problem in enumerate(told, start=3):
        _write(sheet, number, _row(problem), FONT)
        if problem.cell and problem.sheet in book.sheetnames:
            _link(sheet, number, problem)
    book.active = 1


def _page(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].hidden = True
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = "2:2"


def _row(problem: Problem) -> tuple[str, ...]:
    exact = f"{problem.message}{f'. {problem.hint}' if problem.hint else ''}"
    return "", problem.sheet, problem.cell, _how_bad(problem), problem.value, _in_dutch(problem), exact


def _link(sheet: Worksheet, row: int, problem: Problem) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell, name = sheet.cell(row, 3), problem.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{problem.cell}", display=problem.cell)
    cell.font = Font(**FONT, underline="single", color="0B4F9E")


def _write(sheet: Worksheet, row: int, texts: Sequence[str], font: Mapping[str, Any]) -> None:
    """Write texts as texts, whatever they begin with, without the signs that no cell can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        if text:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("�", text)
            cell.data_type = "s"
        cell.font, cell.alignment = Font(**font), Alignment(wrap_text=row > 1, vertical="top")
    if row > 1:
        sheet.row_dimensions[row].height = height(list(zip(texts, WIDTHS, strict=True)))


def _summary(problems: Sequence[Problem], more: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    remarks = len(problems) - errors
    counted = f"{errors} {'fout' if errors == 1 else 'fouten'} en {remarks} opmerking{'' if remarks == 1 else 'en'}"
    rest = f"; nog {more} staan hier niet" if more else ""
    return f"Wat napd in dit bestand vond: {counted}{rest}." if problems else "napd vond in dit bestand niets."


def _how_bad(problem: Problem) -> str:
    return ERROR if problem.severity == "error" else REMARK


def _in_dutch(problem: Problem) -> str:
    return WORDS.get(problem.problem, OTHERWISE)


def _without_clock(file: BytesIO) -> bytes:
    """The same file, without the time at which it was made."""
    made = BytesIO()
    with ZipFile(file) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", old.read(name))
            new.writestr(ZipInfo(name, FIXED), content, ZIP_DEFLATED)
    return made.getvalue()
