"""Problems: what is wrong with answers, as data. One for each fault, with its place, the reason and a remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from attrs import evolve, field, frozen

from napd.tables.personal import WITHHELD, personal_in

Severity = Literal["error", "remark"]
ELSEWHERE = "in another row"
"""What a message says of where another answer to the same question stands."""

KINDS: dict[str, str] = {
    "empty_file": "The file has no rows, or no content at all.",
    "unreadable": "The file, or a part of it, cannot be read as a table.",
    "missing_column": "A column that answers need is missing.",
    "repeated_column": "Two columns have the same name.",
    "unknown_column": "A column that answers do not have; it is not used.",
    "ragged_row": "The row has more or fewer cells than the header.",
    "broken_text": "The cell is not UTF-8 text.",
    "empty_cell": "A cell that says which answer the row gives is empty.",
    "unknown_round": "The framework has no such round.",
    "unknown_area": "The framework has no such area.",
    "unknown_perspective": "The framework has no such perspective.",
    "unknown_status": "The status is not one that an answer can have.",
    "unknown_indicator": "No installed indicator has this id.",
    "unknown_question": "The indicator has no such question.",
    "not_in_round": "The indicator, or this question of it, does not apply in this round.",
    "derived": "The value is computed, so nobody answers it.",
    "wrong_area_kind": "The question is answered by the other kind of area.",
    "area_not_in_round": "The area does not exist on the date of the round.",
    "not_yes_no": "The value is neither yes nor no.",
    "unknown_option": "The question has no such option.",
    "none_and_some": "The value says both none and an option.",
    "ambiguous": "The value can be read in two ways.",
    "not_a_number": "The value is not a number.",
    "not_whole": "The value is not a whole number.",
    "out_of_range": "The number lies outside the bounds of the question.",
    "not_a_date": "The value is not a date.",
    "duplicate": "The question is answered twice with the same value; it counts once.",
    "windows_1252": "The file is not UTF-8; it is read as Windows-1252, as an older Excel writes it.",
    "left_alone": "The workbook has macros, or links to other files; they are not looked at.",
    "not_read": "A sheet, line, file or folder that has no answers, as far as napd can tell; it is not read.",
    "typed_outside": "The cell is not a place for an answer; what was typed there, or over it, is not read.",
    "hidden": "A sheet, row or column is hidden, but what is in it counts.",
    "cover_gone": "The cover of a form, or its row for the perspective or the status, is missing.",
    "unknown_code": "The hidden code that says which answer this row gives is missing or unknown.",
    "moved_row": "The row has the hidden code of one question and the text of another.",
    "merged_cell": "The cell is merged with others, and the first of them covers it.",
    "formula": "The cell holds a formula; its result when the file was saved is read.",
    "formula_without_value": "The cell holds a formula that was never computed.",
    "cell_error": "The cell shows an error, such as #N/A, or is damaged.",
    "incomplete": "Of some options of a multiple choice it is not known whether they are chosen; they may be, or not.",
    "unconfirmed": "The answer was taken over from before and is not yet confirmed; it counts as not answered.",
    "spilt_value": "The note is only a number or an option: perhaps the rest of a value that a separator split.",
    "small_percentage": "The percentage is below 1; perhaps a share was meant.",
    "not_aligned": "The answer is left out of what is published, because its status is not afgestemd.",
    "personal_data": "The note or answer may contain personal data; it is not published until you confirm it.",
    "several_notes": "The question also has another note, which says something else; both are kept.",
    "stray_note": "The row has a note but no value, and no question that napd knows; the note is not shown anywhere.",
    "unexplained": "The level differs from that in the round before, and no note says why.",
    "large_step": "The level is two levels or more away from that in the round before.",
    "all_equal": "All municipalities of the region, three or more, give the same number or date.",
    "after_round": "The day comes after that of the round.",
    "odd": "The indicator wants the answer looked at again; the message is its own.",
    "contradiction": "The question is answered twice with different values; it counts as not answered.",
}
"""Every kind of problem, with its meaning."""


@frozen
class Place:
    """Where something stands: a line of a file, or a cell of a sheet of a workbook, which may be hidden."""

    file: str
    line: int | None
    sheet: str = ""
    cell: str = ""
    hidden: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """What a problem says of where it is."""
        return {"file": self.file, "line": self.line, "sheet": self.sheet, "cell": self.cell}

    def __str__(self) -> str:
        if not self.sheet:
            return ", ".join(filter(None, (self.file, f"line {self.line}" if self.line else "")))
        sheet = f"{'hidden ' if self.hidden else ''}sheet {self.sheet!r}"
        return ", ".join(filter(None, (self.file, sheet, self.cell and f"cell {self.cell}")))


@frozen(kw_only=True)
class Problem:
    """One fault in the answers; a row of the problems table.

    Args:
        problem: its kind, a key of `KINDS`, or that of a kind of question from a plugin.
        message: what is wrong.
        hint: what to do about it; may be empty.
        severity: "error" when the value cannot be used, "remark" when it can.
        region: the code of the region that it concerns; empty where it is not known.
        file: the name of the file or object.
        sheet: the sheet of a workbook; empty for other files.
        cell: the cell of the sheet, such as D7; empty for other files.
        line: the 1-based line of the file, its header being line 1; a row of a Parquet or Arrow table has the
            line it would have in a CSV file, a cell that of its row in the sheet. None where the fault is not at a
            line.
        column: the column; empty where the fault is that of the whole row.
        value: the text of the cell.
        other: where the other answer stands, in a message that says `ELSEWHERE`; None where that means nothing.
    """

    problem: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    region: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    other: Place | None = None

    @property
    def said(self) -> str:
        """The message, with the place of the other answer where that is known."""
        before, found, after = self.message.rpartition(ELSEWHERE)
        return f"{before}at {self.other}{after}" if found and self.other else self.message

    def __str__(self) -> str:
        place = str(Place(self.file, self.line, self.sheet, self.cell))
        column = f"column {self.column}" if self.column and not self.cell else ""
        where = ", ".join(filter(None, (place, column)))
        return f"{where and f'{where}: '}{self.said}{f'. {self.hint}' if self.hint else ''}"


Report = Callable[[Problem], None]

LONG = 200
"""Signs of a text that are shown; a cell may have tens of thousands."""


def shortened(text: str) -> str:
    """A text as it is shown in a problem."""
    return text if len(text) <= LONG else f"{text[:LONG]}…"


REMARKS = (
    "windows_1252", "left_alone", "not_read", "typed_outside", "hidden", "formula", "unconfirmed", "small_percentage",
)  # fmt: skip
"""Of the kinds that a workbook has, those that leave the answer usable, or are about none."""


def severity_of(kind: str) -> Severity:
    """How bad a kind of problem of a workbook is."""
    return "remark" if kind in REMARKS else "error"


def problem_at(place: Place, kind: str, message: str, hint: str, value: str = "") -> Problem:
    """A problem at a place, as bad as its kind is."""
    severity, value = severity_of(kind), shortened(value)
    return Problem(problem=kind, message=message, hint=hint, severity=severity, value=value, **place.columns)


BROUGHT = "The value is not one that the question takes."
"""What a kind of problem means that a plugin brings with a kind of question."""


def published(problem: Problem) -> Problem:
    """A problem as it may be published: it quotes nothing that may be personal data."""
    meaning = KINDS.get(problem.problem, BROUGHT).removesuffix(".")
    message = meaning if personal_in(problem.said) else problem.message
    return evolve(problem, message=message, value=WITHHELD if personal_in(problem.value) else problem.value)


FEW = 1000
"""How many problems of one kind are kept, where not all are asked for; the others are counted."""

EVERY = 100_000
"""How many are kept of one part of the answers where all are asked for: a few kilobytes can be millions."""
SO_MANY = f"Fix what the first ones have in common: one part of the answers lists {EVERY:,} of a kind."


@frozen(eq=False, repr=False)
class Log:
    """Takes problems: counts every one, and keeps the first of each kind.

    Args:
        most: how many it keeps of each kind.
        rest: what to do to see the others.
    """

    most: int
    rest: str = "`napd check ANSWERS -o FILE` writes every one."
    counts: Counter[tuple[str, Severity]] = field(factory=Counter, init=False)
    _kept: dict[tuple[str, Severity], list[Problem]] = field(factory=dict, init=False)

    def __call__(self, problem: Problem) -> None:
        """Take a problem."""
        kind = problem.problem, problem.severity
        self.counts[kind] += 1
        if self.room(*kind):
            self._kept.setdefault(kind, []).append(problem)

    def room(self, problem: str, severity: Severity = "error") -> int:
        """How many more of a kind are kept."""
        return max(self.most - len(self._kept.get((problem, severity), ())), 0)

    def more(self, problem: str, severity: Severity, count: int) -> None:
        """Count problems that are not kept."""
        if count:
            self.counts[problem, severity] += count

    def lazily(self, kind: str, make: Callable[[], Problem]) -> None:
        """Take a problem of a workbook, which is made only where it is kept: making a million takes half a minute."""
        if self.room(kind, severity_of(kind)):
            self(make())
        else:
            self.more(kind, severity_of(kind), 1)

    def merge(self, other: Log) -> None:
        """Take the problems of another log, after one's own."""
        for kind, kept in other._kept.items():
            for problem in kept:
                self(problem)
            self.more(*kind, other.counts[kind] - len(kept))
        for kind in other.counts.keys() - other._kept.keys():
            self.more(*kind, other.counts[kind])

    def __iter__(self) -> Iterator[Problem]:
        """The problems that were kept, and for each kind of which there are more how many there are."""
        for kept in self._kept.values():
            yield from kept
        for (problem, severity), count in sorted(self.counts.items()):
            if rest := count - len(self._kept.get((problem, severity), ())):
                message = f"{rest:,} more of the kind {problem!r} are counted, and not listed"
                yield Problem(
                    problem=problem,
                    severity=severity,
                    message=message,
                    hint=SO_MANY if self.most >= EVERY else self.rest,
                )

    def __len__(self) -> int:
        return self.counts.total()


def columns_of(problems: Iterable[Problem]) -> dict[str, list[object]]:
    """The problems as columns, in the order of file, sheet, line and column."""
    rows = sorted(problems, key=_place)
    names = ("file", "sheet", "cell", "line", "column", "value", "region", "severity", "problem", "message", "hint")
    return {name: [getattr(row, "said" if name == "message" else name) for row in rows] for name in names}


def _place(problem: Problem) -> tuple[str, str, int, str, str, str]:
    return problem.file, problem.sheet, problem.line or 0, problem.column, problem.cell, problem.said
