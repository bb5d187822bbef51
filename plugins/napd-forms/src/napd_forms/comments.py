"""Writing problems back: a copy of a workbook with a comment on each cell that has one, and a sheet that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from napd.plugin import Problem, Texts, harmless, languages, on_page, problem_text, texts
from napd_forms.copying import copied, opened
from napd_forms.drawing import LONGEST
from napd_forms.form_codes import SKIPPED
from napd_forms.marks import mark, unmark
from napd_forms.styles import A4, height

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

AUTHOR = "napd"
MOST = 5000
"""Problems that are written back."""
WIDTH, SIGN = 320, 6.5
"""Of a comment, and of a sign in it, in pixels."""
PIXELS = 96 / 72
"""In a point."""
WIDTHS = (2, 28, 8, 14, 34, 64, 64)
FONT = {"name": "Calibri", "size": 11}


@cache
def own_lines() -> tuple[str, ...]:
    """What begins the lines of a comment that napd wrote, in whichever language."""
    begins = (
        [*map(texts(one), ("problem.error", "problem.remark")), _told(one)("comments.exactly")] for one in languages()
    )
    return tuple(f"{begin}: " for each in begins for begin in each)


def _told(language: str) -> Texts:
    return texts(language, "napd_forms")


def commented(path: Path, problems: Sequence[Problem], language: str = "nl") -> bytes:
    """A copy of a workbook, with its problems in it.

    Args:
        path: the workbook, .xlsx or .xlsm; macros are left out of the copy.
        problems: those of this file; what an earlier check wrote is taken out, and what people wrote stays.
        language: that of what is written.

    Returns:
        The bytes of an .xlsx file; equal for equal input.

    Raises:
        NapdError: when it is no such workbook, or too large, or a copy would not say what it says, or openpyxl is not
            installed.
    """
    book, before = opened(path)
    return copied(path, book, before, write_back(book, problems, language))


def cleared(book: Workbook) -> set[str]:
    """Take out of a workbook what an earlier check wrote in it; gives the sheets that went."""
    lists = _without_lists(book)
    for sheet in book.worksheets:
        _clean(sheet)
        unmark(sheet)
    return lists


def write_back(book: Workbook, problems: Sequence[Problem], language: str, key: str = "comments.found") -> set[str]:
    """Write problems in a workbook, in place of those of an earlier check; gives the sheets that came or went.

    Args:
        book: the workbook.
        problems: what is written.
        language: that of what is written.
        key: of the text that says how many there are, and of what.
    """
    lists = cleared(book)
    told = problems[:MOST]
    for name, cell, found in _by_cell(told):
        if name in book.sheetnames and cell:
            _comment(book[name], cell, found, language)
            mark(book[name], cell, found)
    tell, more = _told(language), len(problems) - len(told)
    lists.add(_listed(book, told, language, _summary(tell, told, more, key)))
    return lists


def add_comment(sheet: Worksheet, cell: str, text: str) -> None:
    """Add to the comment on a cell what a person wrote in another, as far as it is not there."""
    lines = _commented(sheet[cell])
    more = [line for line in text.split("\n") if line not in lines and not line.startswith(own_lines())]
    if more:
        _write_comment(sheet[cell], [*lines, *more])


def storable(text: str) -> str:
    """A text without the signs that a workbook cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("�", text))


def _without_lists(book: Workbook) -> set[str]:
    """Take out the list of an earlier check; a sheet of that name that is another's stays."""
    headings = {_told(language).several("comments.headings") for language in languages()}
    own = [one for one in book.worksheets if _texts(one, 1)[:1] == (SKIPPED,) and _texts(one, 2) in headings]
    for sheet in own:
        book.remove(sheet)
    return {sheet.title for sheet in own}


def _texts(sheet: Worksheet, row: int) -> tuple[Any, ...]:
    """What the first cells of a row say that are not empty."""
    cells = (sheet._cells.get((row, column)) for column in range(1, len(WIDTHS) + 1))  # noqa: SLF001
    return tuple(cell.value for cell in cells if cell is not None and cell.value)


def _clean(sheet: Worksheet) -> None:
    """Take out of the comments what an earlier check wrote in them."""
    for cell in list(sheet._cells.values()):  # noqa: SLF001 - `iter_rows` makes a cell of every place that has none
        lines = _commented(cell)
        others = [line for line in lines if not line.startswith(own_lines())]
        if others != lines:
            _write_comment(cell, others)


def _by_cell(problems: Iterable[Problem]) -> Iterator[tuple[str, str, list[Problem]]]:
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.sheet, problem.cell), []).append(problem)
    for (sheet, cell), some in found.items():
        yield sheet, cell, some


def _commented(cell: Any) -> list[str]:
    """The lines of the comment on a cell."""
    return cell.comment.text.split("\n") if cell.comment else []


def _comment(sheet: Worksheet, cell: str, problems: Sequence[Problem], language: str) -> None:
    from openpyxl.cell.cell import MergedCell

    at = sheet[cell]
    if isinstance(at, MergedCell):  # only the first of merged cells can have one
        at = next(sheet.cell(one.min_row, one.min_col) for one in sheet.merged_cells.ranges if cell in one)
    lines = dict.fromkeys(line for problem in problems for line in _lines(problem, language))
    _write_comment(at, [*_commented(at), *lines])


def _lines(problem: Problem, language: str) -> tuple[str, str]:
    """What a comment says of a problem: what is wrong in the language, and all that is said on the screen."""
    said = problem_text(problem.problem, language)
    exactly = _told(language)("comments.exactly")
    return f"{_how_bad(problem, language)}: {said}", f"{exactly}: {_exactly(problem, language)}"


def _exactly(problem: Problem, language: str) -> str:
    return _plain(problem.told(texts(language)))


def _plain(text: str) -> str:
    """A text in one line, without the signs that a workbook cannot hold."""
    return harmless(" ".join(storable(text).splitlines()))


def _write_comment(cell: Any, lines: Sequence[str]) -> None:
    """Write a comment, by whoever wrote its first line, in a box in which it fits; without lines there is none."""
    from openpyxl.comments import Comment

    text, before = _fitting("\n".join(lines)), cell.comment
    author = before.author if before and not text.startswith(own_lines()) else AUTHOR
    tall = height([(text, WIDTH / SIGN)]) * PIXELS
    cell.comment = Comment(text, author, height=tall, width=WIDTH) if lines else None


def _fitting(text: str) -> str:
    """A text that a cell, or a comment, can hold; a longer one says that it is cut off."""
    units = text.encode("utf-16-le", errors="surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    cut = f"… [afgekapt: {len(units) // 2} tekens]"
    return units[: 2 * (LONGEST - len(cut))].decode("utf-16-le", errors="ignore") + cut


def _listed(book: Workbook, problems: Sequence[Problem], language: str, summary: str) -> str:
    """The sheet that lists the problems, each with a link to its cell; gives its name."""
    tell = _told(language)
    sheet = book.create_sheet(tell("comments.sheet"), 1)
    _page(sheet)
    order = {name: place for place, name in enumerate(book.sheetnames)}
    told = sorted(problems, key=lambda problem: (order.get(problem.sheet, -1), problem.line or 0, problem.cell))
    _write(sheet, 1, (SKIPPED, summary), FONT | {"bold": True})
    _write(sheet, 2, ("", *tell.several("comments.headings")), FONT | {"bold": True})
    for number, problem in enumerate(told, start=3):
        _write(sheet, number, _row(problem, language), FONT)
        if problem.cell and problem.sheet in book.sheetnames:
            _link(sheet, number, problem)
    book.active = 1
    return str(sheet.title)


def _page(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].hidden = True
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B3"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = "2:2"


def _row(problem: Problem, language: str) -> tuple[str, ...]:
    said, exactly = problem_text(problem.problem, language), _exactly(problem, language)
    return "", problem.sheet, problem.cell, _how_bad(problem, language), problem.value, said, exactly


def _link(sheet: Worksheet, row: int, problem: Problem) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    cell, name = sheet.cell(row, 3), problem.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{problem.cell}", display=problem.cell)
    cell.font = Font(**FONT, underline="single", color="0B4F9E")


def _write(sheet: Worksheet, row: int, texts: Sequence[str], font: Mapping[str, Any]) -> None:
    """Write texts as texts, whatever they begin with, without the signs that no cell can hold."""
    from openpyxl.styles import Alignment, Font

    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        if text:
            cell.value = _fitting(on_page(storable(text)))
            cell.data_type = "s"
        cell.font, cell.alignment = Font(**font), Alignment(wrap_text=row > 1, vertical="top")
    if row > 1:
        sheet.row_dimensions[row].height = height(list(zip(texts, WIDTHS, strict=True)))


def _summary(tell: Texts, problems: Sequence[Problem], more: int, key: str) -> str:
    if not problems:
        return tell("comments.nothing")
    errors = sum(problem.severity == "error" for problem in problems)
    remarks = len(problems) - errors
    counted = (
        tell("comments.errors", count=errors),
        tell("comments.remarks", count=remarks),
    )
    return tell(key, *counted, tell("comments.rest", more) if more else "")


def _how_bad(problem: Problem, language: str) -> str:
    return texts(language)(f"problem.{problem.severity}")
