"""Problems: what is wrong with answers, as data. One for each fault, with its place, the reason and a remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from attrs import evolve, field, frozen

from napd.tables.personal import WITHHELD, personal_in
from napd.texts import problem_kinds

Severity = Literal["error", "remark"]
ELSEWHERE = "in another row"
"""What a message says of where another answer to the same question stands."""


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
        problem: its kind, a key of `napd.texts.problem_kinds`, or that of a kind of question from a plugin.
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


def severity_of(kind: str) -> Severity:
    """How bad a kind of problem of a workbook is."""
    return "remark" if problem_kinds()[kind]["severity"] == "remark" else "error"


def problem_at(place: Place, kind: str, message: str, hint: str, value: str = "") -> Problem:
    """A problem at a place, as bad as its kind is."""
    severity, value = severity_of(kind), shortened(value)
    return Problem(problem=kind, message=message, hint=hint, severity=severity, value=value, **place.columns)


BROUGHT = "The value is not one that the question takes."
"""What a kind of problem means that a plugin brings with a kind of question."""


def published(problem: Problem) -> Problem:
    """A problem as it may be published: it quotes nothing that may be personal data."""
    meaning = problem_kinds().get(problem.problem, {}).get("meaning", BROUGHT).removesuffix(".")
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
