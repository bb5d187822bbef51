"""What counts and is not seen: hidden sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from napd.plugin import Place, Problem, problem_at
from napd_forms.workbook.cells import Sheet, address

LOOK = "Unhide it and check that it belongs to the answers, or delete it."


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
        yield _counts(file, sheet, rows[0], column, f"the sheet {sheet.name!r} is hidden, but its answers count")
    if hidden := [row for row in rows if row in sheet.hidden_rows]:
        what = f"row {hidden[0]} is hidden, but its answer counts"
        if len(hidden) > 1:
            what = f"{len(hidden):,} rows with answers are hidden, the first of them row {hidden[0]}, but they count"
        yield _counts(file, sheet, hidden[0], column, what)
    for column in columns:
        if any(first <= column <= last for first, last in sheet.hidden_columns):
            letters = address(rows[0], column).rstrip("0123456789")
            yield _counts(file, sheet, rows[0], column, f"column {letters} is hidden, but what is in it counts")


def _counts(file: str, sheet: Sheet, row: int, column: int, what: str) -> Problem:
    place = Place(file, row, sheet.name, address(row, column))
    return problem_at(place, "hidden", what, LOOK)
