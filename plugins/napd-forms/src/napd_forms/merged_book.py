"""A merged form as a workbook: the first of the forms, in which is written what the others say, and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

from napd_forms.comments import add_comment, cleared, storable, write_back
from napd_forms.copying import Said, copied, opened
from napd_forms.form_codes import PLACES
from napd_forms.form_sheet import FormRow
from napd_forms.merging import CellWrite, FormPart, Merger
from napd_forms.workbook.cells import number_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def merged_book(merger: Merger, language: str) -> bytes:
    """The merged form.

    Args:
        merger: has put the forms together.
        language: that of the comments.

    Returns:
        The bytes of an .xlsx file; equal for equal input.

    Raises:
        NapdError: when the first form cannot be written again, or openpyxl is not installed.
    """
    book, before = opened(merger.first.path)
    for one in merger.written:
        _write(book[one.place.sheet], one, before)
    added = {_story(book, merger.first, story) for story in merger.stories}
    for part in merger.parts[1:]:
        if part.is_xlsx:
            _comments(book, merger.first, part)
    told = merger.problems  # a list without any would say that all is well, and nobody checked
    lists = write_back(book, told, language, "comments.merged") if told else cleared(book)
    return copied(merger.first.path, book, before, lists | added)


def _write(sheet: Worksheet, one: CellWrite, before: Said) -> None:
    """Write what a cell says, and keep it as what the copy has to say."""
    cell, texts = sheet[one.place.cell], before.setdefault(one.place.sheet, {})
    text = storable(one.text)
    cell.value = _value(cell, one, text)
    if isinstance(cell.value, str):
        cell.data_type = "s"  # whatever it begins with
    if text:
        texts[one.place.cell] = f":{text}"
    else:
        texts.pop(one.place.cell, None)


def _value(cell: Any, one: CellWrite, text: str) -> str | float | date | None:
    """A number as a number and a day as a day, where these say the same as the text."""
    if one.number and number_text(float(text)) == text:
        return float(text)
    if cell.is_date or "yy" in cell.number_format:
        with suppress(ValueError):
            return date.fromisoformat(text)
    return text or None


def _story(book: Workbook, first: FormPart, story: Mapping[str, FormRow]) -> str:
    """A sheet for one more story, made of the one that the form has."""
    pattern = first.stories[0]
    name = next(iter(pattern.values())).place("value").sheet
    source, sheet = book[name], book.copy_worksheet(book[name])
    sheet.title = next(name for name in _names(source.title) if name not in book.sheetnames)
    sheet.protection, sheet.data_validations = copy(source.protection), copy(source.data_validations)
    for code, line in pattern.items():
        cell = sheet[line.place("value").cell]
        told = story[code].text("value") if code in story else ""
        cell.value = _value(cell, CellWrite(line.place("value"), told, number=False), storable(told))
        if isinstance(cell.value, str):
            cell.data_type = "s"
    return str(sheet.title)


def _names(name: str) -> Iterator[str]:
    yield from (f"{name[:28]} {number}" for number in range(2, 1000))


def _comments(book: Workbook, first: FormPart, part: FormPart) -> None:
    """Take over the comments that people wrote on cells."""
    other, _ = opened(part.path)
    for which, line in part.rows.items():
        mine = first.rows.get(which)
        for name in PLACES if mine else ():
            there = line.place(name)
            comment = other[there.sheet][there.cell].comment
            if mine and comment:
                add_comment(book[mine.place(name).sheet], mine.place(name).cell, comment.text)
