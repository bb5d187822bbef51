"""A layout shown: its columns and what can be filled in, what can be counted; and an empty file to fill in by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from napd import Choice, Date, NapdError, Question
from napd.plugin import options, sealed, typed_in, write_whole
from napd_counts.layout import Countable, RecordLayout
from napd_counts.places import LEVELS
from napd_counts.words import telling

ROWS = 2000
"""Rows of a form in which what is typed is checked."""
WIDE = 24


def listed(layouts: Iterable[RecordLayout]) -> Iterator[str]:
    """A line for each layout, and one for each measure that can be counted of it."""
    for layout in layouts:
        yield f"{layout.id}  {layout.title}"
        yield from (f"  {each.id}  {each.title}" for each in layout.counted)


def layout_lines(layout: RecordLayout) -> Iterator[str]:
    """The columns, each with what can be filled in, and what can be counted."""
    tell = telling()
    yield f"{layout.title} ({layout.id}/{layout.version})"
    if layout.source:
        yield f"  {layout.source}"
    yield ""
    yield tell("layout.columns")
    for each in layout.fields:
        needed = each.id in (layout.key, layout.start, *layout.required)
        yield f"  {each.id}: {each.text}{tell('layout.needed') if needed else ''}"
        yield from (f"      {line}" for line in (_takes(each), each.help) if line)
    yield ""
    yield tell("layout.counted")
    for counted in layout.counted:
        by = (*layout.schemes_of(counted.way), *LEVELS)
        yield f"  {counted.id}: {counted.title}"
        yield f"      {tell(f'way.{counted.way}')}; --by {', '.join(by)}"
    for scheme in layout.schemes:
        totals = (f"{name} ({', '.join(parts)})" for name, parts in scheme.totals.items())
        yield f"  --total: {', '.join(totals)}"


def _takes(question: Question) -> str:
    """What can be filled in."""
    if isinstance(question, Choice):
        return "; ".join(f"{each.id} = {each.label}" if each.id != each.label else each.id for each in question.options)
    return question.called(options.words())


def layout_rows(layouts: Iterable[RecordLayout]) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {
            "layout": layout.id, "version": layout.version, "title": layout.title,
            "fields": [_field_row(layout, each) for each in layout.fields],
            "measures": [_measure_row(layout, each) for each in layout.counted],
            "totals": {each.id: {name: [*parts] for name, parts in each.totals.items()} for each in layout.schemes},
        }
        for layout in layouts
    ]  # fmt: skip


def _field_row(layout: RecordLayout, question: Question) -> dict[str, Any]:
    return {
        "field": question.id, "text": question.text, "help": question.help, "kind": question.kind,
        "options": {one.id: one.label for one in question.options},
        "needed": question.id in (layout.key, layout.start, *layout.required),
    }  # fmt: skip


def _measure_row(layout: RecordLayout, counted: Countable) -> dict[str, Any]:
    by = [*layout.schemes_of(counted.way), *LEVELS]
    return {"measure": counted.id, "title": counted.title, "way": counted.way, "by": by}


def empty_form(path: Path, layout: RecordLayout, *, overwrite: bool) -> None:
    """Write an empty file to fill in: a workbook that offers what can be chosen, or CSV.

    Raises:
        NapdError: where the name ends otherwise, or somebody may have typed in the file that is there.
    """
    if path.suffix.casefold() == ".xlsx":
        write_whole(path, sealed(_workbook(layout)), typed_in, overwrite=overwrite)
    elif path.suffix.casefold() == ".csv":
        text = StringIO(newline="")
        csv.writer(text, delimiter=";").writerow([each.id for each in layout.fields])
        write_whole(path, f"\ufeff{text.getvalue()}", overwrite=overwrite)
    else:
        raise NapdError(f"{path}: its name must end in .xlsx or .csv")


def _workbook(layout: RecordLayout) -> bytes:
    """A sheet to fill in, with a list in each cell of a choice, and one that explains each column."""
    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        bold = book.add_format({"bold": True})
        day, text = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "@"})
        tell = telling()
        sheet, lists = book.add_worksheet(tell("form.records")), book.add_worksheet(tell("form.explained"))
        sheet.freeze_panes(1, 0)
        lists.set_column(0, 3, WIDE * 2)
        lists.write_row(0, 0, [tell("form.column"), tell("form.meaning"), tell("form.takes"), tell("form.help")], bold)
        for place, each in enumerate(layout.fields):
            sheet.write(0, place, each.id, bold)
            sheet.set_column(place, place, WIDE, day if isinstance(each, Date) else text)
            lists.write_row(place + 1, 0, [each.id, each.text, _takes(each), each.help])
            if isinstance(each, Choice):
                sheet.data_validation(1, place, ROWS, place, _list(each, tell("form.choose")))
    return content.getvalue()


def _list(question: Choice, advice: str) -> dict[str, Any]:
    """What a cell offers: the ids, which are short; what each means is on the other sheet."""
    ids: Sequence[str] = question.ids
    return {"validate": "list", "source": list(ids), "error_title": question.id, "error_message": advice}
