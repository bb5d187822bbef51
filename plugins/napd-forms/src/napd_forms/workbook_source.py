"""Workbooks as a source of answers: filled forms, and sheets that are a plain table of answers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

import numpy as np
from attrs import Factory, define, evolve, field, frozen

from napd.plugin import FICTIONAL as MARK
from napd.plugin import (
    AskedForm,
    Batch,
    Log,
    Piece,
    Place,
    Problem,
    StoryDraft,
    answer_columns,
    name_of,
    problem_at,
    title_of,
)
from napd_forms.asked_forms import asked_forms
from napd_forms.form_answers import FormAnswer, FormAnswers, Report
from napd_forms.form_codes import CODE, FICTIONAL, NAMES, SKIPPED, headings, made_for_of
from napd_forms.form_sheet import MOST, UNREAD, FormRow, FormSheet
from napd_forms.hidden import unseen
from napd_forms.story_sheet import stories_of
from napd_forms.table_sheet import TableSheet, is_header
from napd_forms.words import message
from napd_forms.workbook.cells import Row, Sheet, address
from napd_forms.workbook.opening import left_alone, sheets_of
from napd_forms.workbook.zip_xml import Package, Refused, too_large

PEEK = 200
"""Rows of a sheet that are looked at to find out what it is."""
WIDE = 20_000
"""Cells that are looked at."""
FAULTS = 10_000
"""Problems of each kind that are told of one workbook; of the rest it is told how many there are."""
REST = message("problem.rest")


@define(eq=False)
class Content:
    """What was read in a workbook."""

    batches: list[Batch] = field(factory=list)
    starts: list[int] = field(factory=lambda: [0])
    """The number of the first row of each batch, and of the next."""
    problems: Log = field(factory=lambda: Log(FAULTS, REST))
    lines: list[FormRow] = field(factory=list)
    forms: tuple[AskedForm, ...] = ()
    areas: dict[str, str] = field(factory=dict)
    """Whose form each sheet of a form is, by the name of the sheet."""
    stories: list[StoryDraft] = field(factory=list)
    fictional: bool = False
    known: int = 0
    """How many sheets were read."""
    refused: bool = False
    """Whether it is not read at all."""

    def add(self, batch: Batch) -> None:
        """Take a batch; its rows are numbered on from those before."""
        start = self.starts[-1]
        self.batches.append(evolve(batch, lines=lambda rows: rows + start))
        self.starts.append(start + len(batch))

    def told(self, problem: Problem, file: str) -> Problem:
        """A problem with its file and, where the sheet or the whole workbook is of one region, with that."""
        region = problem.region or self.areas.get(problem.sheet, "")
        every = {*self.areas.values()}
        return evolve(problem, file=problem.file or file, region=region or (every.pop() if len(every) == 1 else ""))

    def place(self, row: int, column: str) -> Place:
        """Where a row says what it does in a column."""
        number = bisect_right(self.starts, row) - 1
        batch = self.batches[number]
        (place,) = batch.places(np.array([row - self.starts[number]]), column)
        return place


@frozen(eq=False)
class WorkbookSource:
    """A workbook, .xlsx or .ods. It is read once and kept, as it is small; nothing in it is trusted.

    Args:
        path: the file.
        name: how problems name it.
    """

    path: Path
    name: str = field(default=Factory(lambda self: name_of(self.path), takes_self=True))

    @property
    def fictional(self) -> bool:
        """Whether a form or a column marks the answers as fictional."""
        return self._content.fictional

    @property
    def forms(self) -> Sequence[AskedForm]:
        """The forms in it, filled in or not."""
        return self._content.forms

    @property
    def stories(self) -> Sequence[StoryDraft]:
        """What is told in forms."""
        return self._content.stories

    def place(self, row: int, column: str) -> Place:
        """Where a row, by the number that its batch gives, says what it does in a column."""
        return self._content.place(row, column)

    def pieces(self, report: Report, wanted: Sequence[str] = answer_columns.READ) -> Iterator[Piece]:  # noqa: ARG002
        """The whole, as one piece."""
        yield partial(self._read, wanted)

    @cached_property
    def _title(self) -> str:
        """The title of a workbook that napd wrote of results, "" of any other."""
        return title_of(self.path)

    def _read(self, wanted: Sequence[str], report: Report) -> Iterator[Batch]:
        for problem in self._content.problems:
            report(self._content.told(problem, self.name))
        for batch in self._content.batches:
            yield evolve(batch, columns={name: batch.columns[name] for name in wanted if name in batch.columns})

    def form_rows(self) -> tuple[Sequence[FormRow], Sequence[Problem]]:
        """The rows of the forms in it, and what is wrong with its sheets; it is read anew, and nothing is kept."""
        content = self._sheets()
        return content.lines, [content.told(problem, self.name) for problem in content.problems]

    @cached_property
    def _content(self) -> Content:
        content = self._sheets()
        if not content.refused:
            self._finish(content)
        return content

    def _sheets(self) -> Content:
        content = Content()
        try:
            with Package.open(self.path) as package:
                self._left_alone(package, content)
                for sheet in sheets_of(package):
                    self._sheet(sheet, content)
        except Refused as why:
            # What came before the fault is left out too: half a form is not what was sent
            content = Content(refused=True)
            content.problems(Problem(problem="unreadable", message=why.message, hint=why.hint, file=self.name))
        return content

    def _left_alone(self, package: Package, content: Content) -> None:
        for what in left_alone(package):
            content.problems(problem_at(Place(self.name, None), "left_alone", message(f"problem.left_alone.{what}")))

    def _sheet(self, sheet: Sheet, content: Content) -> None:
        """Find out what a sheet is by its first rows, and read it as that; of results only the answers are read."""
        if self._title and sheet.name.removesuffix(f" {MARK}") != "answers":
            return
        rows, seen = sheet.rows(), dict[int, Row]()
        for number, row in rows:
            seen[number] = row
            said = {cell.text.strip() for cell in row.values()}
            if SKIPPED in said:
                return
            if CODE in said:
                self._form(sheet, chain(seen.items(), rows), content)
                return
            if is_header(row):
                self._table(sheet, number, seen, rows, content)
                return
            if len(seen) == PEEK or sum(map(len, seen.values())) > WIDE:
                break
        self._unknown(sheet, seen, content)

    def _form(self, sheet: Sheet, rows: Iterator[tuple[int, Row]], content: Content) -> None:
        every: dict[int, Row] = {}
        cells = 0
        for number, row in rows:
            every[number] = row
            cells += len(row)
            if len(every) > MOST or cells > MOST * len(NAMES):
                raise too_large(message("too_large.form", sheet=sheet.name, most=MOST))
        form = FormSheet.of(self.name, sheet, every, content.problems)
        lines = list(form.lines())
        if made_for := made_for_of(form.form):
            content.areas[sheet.name] = made_for[1]
        counting = [cell for line in lines if line.code not in UNREAD for cell in line.cells.values()]
        columns = sorted({cell.column for cell in counting})
        for fault in unseen(self.name, sheet, sorted({cell.row for cell in counting}), columns):
            content.problems(fault)
        content.lines += lines
        content.fictional |= any(line.code == FICTIONAL for line in lines)
        content.known += 1

    def _table(
        self, sheet: Sheet, line: int, seen: dict[int, Row], rows: Iterator[tuple[int, Row]], content: Content
    ) -> None:  # fmt: skip
        header = seen.pop(line)
        table = TableSheet(self.name, sheet, line, header, content.problems)
        for batch in table.batches(rows):
            # A CSV of napd may have been saved as a workbook, with its guards; in one that napd wrote there are none
            content.add(batch if self._title else batch.unguarded())
        content.fictional |= table.fictional or self._title.endswith(MARK)
        content.known += 1

    def _unknown(self, sheet: Sheet, seen: dict[int, Row], content: Content) -> None:
        """A sheet that is neither: a form that has lost its codes, or something of the adviser's own."""
        if not seen:
            return
        number, first = next(iter(seen.items()))
        cell = first[min(first)]
        place = Place(self.name, number, sheet.name, address(number, cell.column))
        if any(
            len(headings().keys() & {cell.text.strip().casefold() for cell in row.values()}) > 1
            for row in seen.values()
        ):
            why = message("problem.missing_column.codes")
            content.problems(problem_at(place, "missing_column", why, message("problem.missing_column.codes_hint")))
            content.known += 1
            return
        why, hint = message("problem.not_read.sheet", sheet=sheet.name), message("problem.not_read.sheet_hint")
        content.problems(problem_at(place, "not_read", why, hint, cell.text))

    def _finish(self, content: Content) -> None:
        """Put the rows of forms together; say so where there is nothing to read."""
        if answers := FormAnswers(content.lines, content.problems).answers():
            content.add(_batch(self.name, answers))
        content.stories += stories_of(content.lines, content.problems)
        if not content.known:
            hint = message("problem.empty_file.no_sheet_hint", names=answer_columns.REQUIRED)
            why = message("problem.empty_file.no_sheet")
            content.problems(Problem(problem="empty_file", message=why, hint=hint, file=self.name))
        content.forms = asked_forms(content.lines)
        content.lines = []


def _batch(file: str, answers: Sequence[FormAnswer]) -> Batch:
    columns = {name: [answer.texts[name] for answer in answers] for name in answer_columns.ALL}

    def cell(row: int, column: str) -> Place:
        return answers[row].place(column)

    return Batch.of_texts(file, columns, cell, first=0)
