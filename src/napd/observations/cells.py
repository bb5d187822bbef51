"""A CSV file as rows of cells, each with its line; plain Python, for files that people keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from attrs import evolve, field, frozen

from napd.model.content import content, records
from napd.tables.decoding import decoded
from napd.tables.problems import Problem
from napd.texts import Message, shortened
from napd.texts.hints import did_you_mean

MARK = "FICTIEF"
"""A column of this name says that the figures are invented."""
GUARDED = re.compile("(^|[,;|\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029])'('*[\" \xa0]*[=+@\uff1d\uff0b\uff20\uff0d-])")
"""Where an apostrophe keeps a spreadsheet from running a text; see `napd.tables.guard`."""
BROKEN = "\ufffd"
Report = Callable[[Problem], None]
Words = Message | str


@frozen
class Row:
    """A row of a CSV file.

    Args:
        file: the name of the file.
        line: the line on which it begins, the first being 1.
        cells: text by the name of its column; empty cells are left out.
        faults: what is wrong in it so far.
    """

    file: str
    line: int
    cells: dict[str, str]
    faults: list[Problem] = field(factory=list)

    def get(self, column: str) -> str:
        """The text of a cell; '' where it is empty."""
        return self.cells.get(column, "")

    def refuse(self, kind: str, column: str, message: Words, hint: Words = "") -> None:
        """Note a fault in one of the cells."""
        self.faults.append(self.problem(kind, column, message, hint))

    def remark(self, kind: str, column: str, message: Words, hint: Words = "") -> None:
        """Note what leaves the row usable."""
        self.faults.append(evolve(self.problem(kind, column, message, hint), severity="remark"))

    def problem(self, kind: str, column: str, message: Words, hint: Words) -> Problem:
        """A problem in one of the cells."""
        return Problem(
            problem=kind, message=message, hint=hint, file=self.file, line=self.line, column=column,
            value=shortened(self.get(column)),
        )  # fmt: skip

    @property
    def is_usable(self) -> bool:
        """Whether no fault was found in it."""
        return all(fault.severity == "remark" for fault in self.faults)


def rows_of(path: str | PathLike[str], required: Sequence[str], known: Sequence[str], report: Report) -> list[Row]:
    """Read the rows of a file: UTF-8 or Windows-1252, with commas, semicolons or tabs.

    Args:
        path: the file.
        required: columns without which nothing can be read.
        known: all columns that are read.
        report: takes what is wrong with the file, its header and the form of its rows.

    Raises:
        NapdError: when it cannot be opened, or is larger than a file of figures can be.
    """
    file = Path(path).name

    def stopped(line: int, why: str) -> None:
        message, hint = Message("problem.unreadable.no_csv", reason=why), Message("problem.unreadable.no_csv_hint")
        report(Problem(problem="unreadable", message=message, hint=hint, file=file, line=line))

    found = records(decoded(file, content(path), report, "CSV UTF-8"), stopped)
    line, names = next(found, (1, []))
    if not names:
        report(Problem(problem="empty_file", message=Message("problem.empty_file.message"), file=file, line=1))
        return []
    columns = [name.strip().strip("\ufeff").casefold() for name in names]
    faults = _header_faults(columns, required, known)
    for fault in faults:
        report(evolve(fault, file=file, line=line))
    if any(fault.severity == "error" for fault in faults):
        return []
    rows = [_row(file, number, columns, cells) for number, cells in found]
    if not rows:
        message = Message("problem.empty_file.only_header")
        report(Problem(problem="empty_file", message=message, file=file, line=line))
    return rows


def _header_faults(columns: Sequence[str], required: Sequence[str], known: Sequence[str]) -> list[Problem]:
    """What is wrong with the names of the columns; remarks come last."""
    twice = [name for name in dict.fromkeys(columns) if name in known and columns.count(name) > 1]
    lost = [name for name in required if name not in columns]
    needed = Message("problem.missing_column.needed", names=tuple(required))
    return [
        *(_repeated(name) for name in twice),
        *(
            _of_column("missing_column", name, Message("problem.missing_column.message", column=name), needed)
            for name in lost
        ),
        *_unused(columns, known),
    ]


def _repeated(name: str) -> Problem:
    message = Message("problem.repeated_column.message", column=name)
    return _of_column("repeated_column", name, message, Message("problem.repeated_column.hint"))


def _of_column(kind: str, name: str, message: Message, hint: Message) -> Problem:
    return Problem(problem=kind, message=message, hint=hint, column=shortened(name))


def _unused(columns: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    """A remark for each column that figures do not have."""
    lacking = [name for name in known if name not in columns]
    for name in dict.fromkeys(columns):
        if name and name not in (*known, MARK.casefold()):
            hint = did_you_mean(name, lacking) or Message("problem.unknown_column.figures", names=tuple(known))
            message = Message("problem.unknown_column.message", column=name)
            yield evolve(_of_column("unknown_column", name, message, hint), severity="remark")


def _row(file: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    texts = (GUARDED.sub(r"\1\2", cell).strip() for cell in cells)
    row = Row(file, line, {name: text for name, text in zip(columns, texts, strict=False) if text})
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        message = Message("problem.ragged_row.message", count=len(cells), width=len(columns))
        row.refuse("ragged_row", "", message, Message("problem.ragged_row.hint"))
    for name, text in row.cells.items():
        if BROKEN in text or "\0" in text:
            message, hint = Message("problem.broken_text.no_text"), Message("problem.broken_text.hint")
            row.refuse("broken_text", name, message, hint)
    return row
