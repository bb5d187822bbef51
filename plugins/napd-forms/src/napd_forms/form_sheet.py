"""A sheet of a form: its rows by their codes, and what was typed where nothing is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from attrs import field, frozen

from napd.plugin import Place, Problem, problem_at
from napd_forms.form_codes import (
    BEFORE,
    CHECK,
    CODE,
    COUNT,
    FICTIONAL,
    FIXED,
    FORM,
    HEADINGS,
    NAMES,
    NOT_ASKED,
    ONLY_NOTE,
    OWN,
    PERSPECTIVE,
    PLACES,
    SEVERAL,
    STATUS,
    STORY,
    TALE,
    WHOLE_SHEET,
    Key,
    check_of,
    headings,
)
from napd_forms.words import message
from napd_forms.workbook.cells import Cell, Merged, Row, Sheet, address, crossed

Report = Callable[[Problem], None]
MOST = 50_000
"""Rows of a sheet of a form."""
EVERYWHERE = ("value",)
FIELDS: Mapping[str, tuple[str, ...]] = {
    HEADINGS: (), FIXED: (), COUNT: ("value", "unit"), FICTIONAL: (),
    OWN: EVERYWHERE, STATUS: EVERYWHERE, PERSPECTIVE: EVERYWHERE, WHOLE_SHEET: EVERYWHERE,
    **{f"{STORY} {name}": EVERYWHERE for name in TALE},
}  # fmt: skip
"""For each code that is no question: where people write in such a row, or what stands there changes."""
UNREAD = (OWN, COUNT)
"""Codes of rows that hold nothing that counts."""


@frozen
class FormRow:
    """A row of a form.

    Args:
        place: makes the place of a column of it.
        code: what its hidden code says.
        key: which answer that is; None for a row that holds none.
        form: which form its sheet is of; empty where that does not say.
        cells: what people wrote in it, by the name of the column, and under "previous" what was taken over.
        before: what its hidden column says of the answer that was taken over.
        check: what stands for the text of its label.
    """

    place: Callable[[str], Place]
    code: str
    key: Key | None
    form: str
    cells: dict[str, Cell]
    before: str
    check: str

    def text(self, name: str) -> str:
        """What people wrote in a column; empty where they wrote nothing."""
        return self.cells[name].text if name in self.cells else ""


@frozen(eq=False)
class FormSheet:
    """A sheet of a form.

    Args:
        file: its name.
        sheet: of which the rows were read.
        hidden: the columns of the codes, the checks and the answers that were taken over.
        columns: the other columns, by name.
        rows: the rows from the first one on that has a code, by number.
        report: takes what is wrong.
    """

    file: str
    sheet: Sheet
    hidden: Mapping[str, int]
    columns: Mapping[str, int]
    rows: Mapping[int, Row]
    report: Report
    _labels: set[str] = field(factory=set, init=False)

    @classmethod
    def of(cls, file: str, sheet: Sheet, rows: Mapping[int, Row], report: Report) -> FormSheet:
        """Find the columns, by what they are called; the rows must have a cell that says `CODE`."""
        hidden = {cell.text: column for row in rows.values() for column, cell in row.items() if cell.text in HIDDEN}
        titles = next((row for row in rows.values() if _text(row, hidden[CODE]) == HEADINGS), {})
        wanted = headings()
        columns = {
            wanted[cell.text.strip().casefold()]: column
            for column, cell in titles.items()
            if cell.text.strip().casefold() in wanted
        }
        return cls(file, sheet, hidden, columns, rows, report)

    @cached_property
    def form(self) -> str:
        """Which form this sheet is of, by the code of its title; empty where that is gone, and in forms of 0.1."""
        codes = (_text(row, self.hidden[CODE]) for row in self.rows.values())
        return next((code for code in codes if code.startswith(FORM)), "")

    def place(self, row: int, column: int) -> Place:
        """The place of a cell."""
        return Place(self.file, row, self.sheet.name, address(row, column), hidden=self.sheet.hidden)

    def lines(self) -> Iterator[FormRow]:
        """The rows with a code; what else was typed is reported."""
        if "value" not in self.columns:
            place, why = (
                self.place(1, self.hidden[CODE]),
                message("problem.missing_column.heading", name=NAMES["value"]),
            )
            self.report(problem_at(place, "missing_column", why, RESTORE))
            return
        self._labels.update(_first(row, self.hidden) for row in self.rows.values())
        covered = crossed(self.sheet.merged, self.rows, [self.columns[name] for name in PLACES if name in self.columns])
        for number, row in self.rows.items():
            code = _text(row, self.hidden[CODE])
            if code == CODE:
                continue
            code = FIXED if code.startswith(FORM) else code
            key = Key.of(code)
            if key is None and code not in FIELDS:
                self._unknown(number, row, code)
                continue
            line = self._line(number, row, code, key)
            if key and (self._is_moved(number, row) or self._is_covered(number, line, covered)):
                continue
            self._outside(number, row, line)
            yield line

    def _line(self, number: int, row: Row, code: str, key: Key | None) -> FormRow:
        names = FIELDS.get(code, PLACES)
        if key and key.part:
            parts = {SEVERAL: ("note", "confirmed"), ONLY_NOTE: ("note",)}
            names = parts.get(key.part[0], EVERYWHERE)
        cells = {name: row[self.columns[name]] for name in names if self.columns.get(name) in row}
        cells = {name: cell for name, cell in cells.items() if cell.fault or cell.text.strip()}
        before = _text(row, self.hidden.get(BEFORE))
        return FormRow(partial(self._place_of, number), code, key, self.form, cells, before, _first(row, self.hidden))

    def _place_of(self, number: int, name: str) -> Place:
        return self.place(number, self.columns.get(name, self.hidden[CODE]))

    def _outside(self, number: int, row: Row, line: FormRow) -> None:
        """Report what stands in a row besides its own texts and what people wrote where they should."""
        own = set(_text(row, self.hidden.get(CHECK)).split())
        known = {*self.hidden.values(), *(cell.column for cell in line.cells.values())}
        for column, cell in row.items():
            if column not in known and check_of(cell.text) not in own and cell.text.strip() not in ("", NOT_ASKED):
                self._typed(number, cell)

    def _typed(self, number: int, cell: Cell) -> None:
        why = message("problem.typed_outside.message", value=cell.text)
        hint = message("problem.typed_outside.hint", answers=NAMES["value"], notes=NAMES["note"])
        self.report(problem_at(self.place(number, cell.column), "typed_outside", why, hint, cell.text))

    def _unknown(self, number: int, row: Row, code: str) -> None:
        """A row whose code is gone or overtyped: an error where it holds an answer."""
        asked = [row[self.columns[name]] for name in PLACES if self.columns.get(name) in row]
        answers = [cell for cell in asked if cell.text.strip() != NOT_ASKED]
        for cell in row.values():
            if cell in answers or (cell.column == self.hidden[CODE] and not answers):
                why = message("problem.unknown_code.none")
                if code:
                    why = message("problem.unknown_code.message", code=code)
                self.report(problem_at(self.place(number, cell.column), "unknown_code", why, RESTORE, cell.text))
            elif cell.column not in self.hidden.values() and cell not in asked:
                self._typed(number, cell)

    def _is_moved(self, number: int, row: Row) -> bool:
        """Whether a row has the text of another row, and its answer is then not that of its code."""
        column = self.columns.get("label")
        text = _text(row, column)
        own = check_of(text)
        if not text or column is None or own == _first(row, self.hidden) or own not in self._labels:
            return False
        why, hint = message("problem.moved_row.message", value=text), message("problem.moved_row.hint")
        self.report(problem_at(self.place(number, column), "moved_row", why, hint, text))
        return True

    def _is_covered(self, number: int, line: FormRow, covered: Mapping[tuple[int, int], Merged]) -> bool:
        """Whether the cell of the answer lies under another."""
        found = False
        for name in PLACES:
            column = self.columns.get(name, 0)
            one = covered.get((number, column))
            if one is None or one.left in self.hidden.values():
                continue
            found = found or name == "value"
            top = address(one.top, one.left)
            why = message("problem.merged_cell.message", cell=top, what=NAMES[name].casefold().rstrip("?"))
            hint = message("problem.merged_cell.hint")
            self.report(problem_at(self.place(number, column), "merged_cell", why, hint, line.text(name)))
        return found


HIDDEN = (CODE, CHECK, BEFORE)
RESTORE = message("problem.unknown_code.hint")


def _text(row: Row, column: int | None) -> str:
    return row[column].text.strip() if column in row else ""


def _first(row: Row, hidden: Mapping[str, int]) -> str:
    """The check of the label of a row."""
    return next(iter(_text(row, hidden.get(CHECK)).split()), "")
