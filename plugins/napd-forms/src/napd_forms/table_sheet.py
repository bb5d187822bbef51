"""A sheet of a workbook that is a plain table of answers, with their columns in its first row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from attrs import evolve, field, frozen

from napd.plugin import (
    Batch,
    Log,
    Place,
    Problem,
    answer_columns,
    beyond_doubt,
    problem_at,
)
from napd_forms.cell_faults import kind_of, words_of
from napd_forms.hidden import unseen
from napd_forms.words import message
from napd_forms.workbook.cells import Cell, Row, Sheet, address, crossed

Rows = Iterator[tuple[int, Row]]
PIECE = 1 << 16
"""Rows in a batch."""
IN_FORMS = 2
"""Headings of a form that may be names of columns too: Vraag and Antwoord."""


def is_header(row: Row) -> bool:
    """Whether a row seems to have the names of the columns of answers, be it in Dutch."""
    names = [cell.text for cell in row.values()]
    found = answer_columns.required_in(names)
    return len(found.intersection(map(answer_columns.plain, names))) > 1 or len(found) > IN_FORMS


@frozen(eq=False)
class TableSheet:
    """A table on a sheet.

    Args:
        file: its name.
        sheet: of which the rows are read.
        line: the row of its header.
        header: that row.
        report: takes what is wrong.
    """

    file: str
    sheet: Sheet
    line: int
    header: Row
    report: Log
    _rows: list[int] = field(factory=list, init=False)

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return answer_columns.marks_fictional(cell.text for cell in self.header.values())

    def batches(self, rows: Rows) -> Iterator[Batch]:
        """The rows under the header; merged ranges are known when these are read."""
        order = sorted(self.header)
        names = [self.header[column].text for column in order]
        places = answer_columns.columns_in(self.file, names, lambda fault: self.report(self._in_header(fault)))
        if places is None:
            return
        columns = {name: order[place] for name, place in places.items()}
        said = self._said(rows, columns)
        while some := tuple(islice(said, PIECE)):
            yield self._batch(some, columns)
        name = self.sheet.name
        if not self._rows:
            why = message("problem.empty_file.only_header", sheet=name)
            self.report(Problem(problem="empty_file", message=why, file=self.file, sheet=name, line=self.line))
        for fault in unseen(self.file, self.sheet, self._rows, list(columns.values())):
            self.report(fault)
        for row, column in crossed(self.sheet.merged, self._rows, list(columns.values())):
            why, hint = message("problem.merged_cell.empty"), message("problem.merged_cell.hint")
            self.report(self._named(problem_at(self._place(row, column), "merged_cell", why, hint), column))

    def _said(self, rows: Rows, columns: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
        """What each row says in the columns of answers; whatever else it has is reported, and not kept."""
        for number, row in rows:
            self._rows.append(number)
            self._check(number, row)
            yield tuple(_text(row.get(at), name) for name, at in columns.items())

    def _batch(self, said: Sequence[tuple[str, ...]], columns: Mapping[str, int]) -> Batch:
        numbers = self._rows[-len(said) :]
        parts = zip(columns, zip(*said, strict=True), strict=True)
        filled = dict(parts)
        first = columns["value"]

        def cell(row: int, column: str) -> Place:
            return self._place(numbers[row], columns.get(column, first))

        split = columns.get("note") == first + 1  # as of a CSV file that a spreadsheet split
        return Batch.of_texts(self.file, filled, cell, first=0, beside=filled["note"] if split else None)

    def _check(self, number: int, row: Row) -> None:
        for column, cell in row.items():
            if column in self.header and (kind := kind_of(cell)):
                self.report.lazily(kind, partial(self._fault, number, column, cell))
        if outside := [cell for column, cell in row.items() if column not in self.header]:
            self.report.lazily("typed_outside", partial(self._outside, number, outside[0], len(outside) - 1))

    def _fault(self, number: int, column: int, cell: Cell) -> Problem:
        return self._named(problem_at(self._place(number, column), kind_of(cell), *words_of(cell), cell.text), column)

    def _outside(self, number: int, cell: Cell, more: int) -> Problem:
        """Say once of a row that it has cells that are in no column."""
        why = message("problem.typed_outside.no_name", value=cell.text)
        if more:
            why = message("problem.typed_outside.no_names", value=cell.text, count=more)
        hint = message("problem.typed_outside.no_name_hint")
        return problem_at(self._place(number, cell.column), "typed_outside", why, hint, cell.text)

    def _in_header(self, fault: Problem) -> Problem:
        """A fault of a column, with its cell."""
        column = max((column for column, cell in self.header.items() if cell.text == fault.column), default=0)
        cell = address(self.line, column) if column else ""
        return evolve(fault, sheet=self.sheet.name, line=self.line, cell=cell)

    def _place(self, row: int, column: int) -> Place:
        return Place(self.file, row, self.sheet.name, address(row, column), hidden=self.sheet.hidden)

    def _named(self, fault: Problem, column: int) -> Problem:
        """A problem with the name of its column."""
        return evolve(fault, column=self.header[column].text)


def _text(cell: Cell | None, column: str) -> str:
    if cell is None or cell.fault:
        return ""
    return beyond_doubt(cell.text) if cell.number and column == "value" else cell.text
