"""What counts and is not seen: hidden sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napd.plugin import Message, Place, Problem, problem_at
from napd_forms.words import message
from napd_forms.workbook.cells import Sheet, address

LOOK = message("problem.hidden.hint")


def unseen(file: str, sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Problem]:
    """Say what a person does not see of the answers on a sheet.

    Args:
        file: the name of the file.
        sheet: which was read.
        rows: the rows with answers, in order.
        columns: the columns of their texts.
    """
    if not rows:
        return
    column = min(columns)
    if sheet.hidden:
        yield _counts(file, sheet, rows[0], column, message("problem.hidden.sheet", sheet=sheet.name))
    if hidden := [row for row in rows if row in sheet.hidden_rows]:
        what = message("problem.hidden.rows", count=len(hidden), row=str(hidden[0]))
        yield _counts(file, sheet, hidden[0], column, what)
    for column in columns:
        if any(first <= column <= last for first, last in sheet.hidden_columns):
            letters = address(rows[0], column).rstrip("0123456789")
            yield _counts(file, sheet, rows[0], column, message("problem.hidden.column", column=letters))


def _counts(file: str, sheet: Sheet, row: int, column: int, what: Message) -> Problem:
    place = Place(file, row, sheet.name, address(row, column))
    return problem_at(place, "hidden", what, LOOK)
