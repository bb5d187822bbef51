"""Writing problems back: a copy of a workbook with a comment on each cell that has one, and a sheet that lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from napd.engine.form_codes import SKIPPED
from napd.engine.problems import Problem
from napd.errors import NapdError
from napd.forms.words import ERROR, OTHERWISE, REMARK, WORDS
from napd.workbook.package import Package, Refused

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST = "Controle"
AUTHOR = "napd"
LARGEST = 20 << 20
"""Bytes that a workbook may unpack to, to be written again: it is then in memory as a whole."""
MOST = 5000
"""Problems that are written back."""
HEADINGS = ("", "Blad", "Cel", "Ernst", "Wat er staat", "Wat er is", "Precies, in het Engels")
WIDTHS = (2, 28, 8, 14, 34, 64, 64)
CLOCK = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
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
    except Refused as why:
        raise NapdError(f"{path}: {why.message}. {why.hint}") from None
    except OSError as error:
        raise NapdError(f"{path}: it cannot be opened: {error.strerror or error}") from None
    if size > LARGEST:
        raise NapdError(f"{path}: it is too large to write comments into; use napd check -o problems.csv")
    try:
        return load_workbook(path)
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
    from openpyxl.styles import Alignment, Font

    if LIST in book.sheetnames:
        del book[LIST]
    sheet = book.create_sheet(LIST, 1)
    sheet["A1"] = SKIPPED
    sheet.column_dimensions["A"].hidden = True
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    rows = [(1, ("", _summary(problems, more))), (2, HEADINGS)]
    rows += [(number, _row(problem)) for number, problem in enumerate(problems, start=3)]
    for number, texts in rows:
        for column, text in enumerate(texts, start=1):
            if text:
                _write(sheet, number, column, text)
    for cell in (sheet["B1"], *sheet[2]):
        cell.font = Font(bold=True)
    for number, problem in enumerate(problems, start=3):
        if problem.cell and problem.sheet in book.sheetnames:
            sheet.cell(number, 3).hyperlink = _link(problem)
            sheet.cell(number, 3).font = Font(underline="single", color="0B4F9E")
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    book.active = 1


def _row(problem: Problem) -> tuple[str, ...]:
    exact = f"{problem.message}{f'. {problem.hint}' if problem.hint else ''}"
    return "", problem.sheet, problem.cell, _how_bad(problem), problem.value, _in_dutch(problem), exact


def _link(problem: Problem) -> Any:
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet = problem.sheet.replace("'", "''")
    return Hyperlink(ref="C1", location=f"'{sheet}'!{problem.cell}", display=problem.cell)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text as text, whatever it begins with, without the signs that no cell can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("�", text)
    cell.data_type = "s"


def _summary(problems: Sequence[Problem], more: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counted = f"{errors} fouten en {len(problems) - errors} opmerkingen"
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
