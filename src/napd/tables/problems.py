"""Problems: what is wrong with answers, as data. One for each fault, with its place, the reason and a remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from attrs import asdict, evolve, field, frozen

from napd.tables.personal import WITHHELD, personal_in
from napd.texts import Message, Texts, problem_kinds, shortened, texts

Severity = Literal["error", "remark"]
ELSEWHERE = Message("place.elsewhere")
"""What a message says of where another answer to the same question is, if that means nothing."""


@frozen
class Place:
    """Where something is: a line of a file, or a cell of a sheet of a workbook, which may be hidden."""

    file: str
    line: int | None
    sheet: str = ""
    cell: str = ""
    hidden: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """What a problem says of where it is."""
        return {"file": self.file, "line": self.line, "sheet": self.sheet, "cell": self.cell}

    @property
    def parts(self) -> tuple[Message | str, ...]:
        """The file, and where in it, from the whole to the part."""
        found: list[Message | str] = [self.file] if self.file else []
        if self.sheet:
            found.append(Message("place.hidden_sheet" if self.hidden else "place.sheet", sheet=self.sheet))
            found += [Message("place.cell", cell=self.cell)] if self.cell else []
        elif self.line:
            found.append(Message("place.line", line=str(self.line)))
        return tuple(found)

    @property
    def at(self) -> Message:
        """The same, as a message says it of something that is there."""
        return Message("place.at", place=self.parts)


@frozen(kw_only=True)
class Problem:
    """One fault in the answers; a row of the problems table.

    What is wrong and what to do are kept as messages, and said in the language of whoever reads it. A plugin may give
    them in words of its own.

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
        other: where the other answer is, in a message that speaks of one; None where that means nothing.
    """

    problem: str
    message: Message | str
    hint: Message | str = ""
    severity: Severity = "error"
    region: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    other: Place | None = None

    def worded(self, say: Texts) -> Problem:
        """The same, in the words of a language."""
        return evolve(self, message=self._said(say), hint=say.worded(self.hint))

    def to_dict(self, say: Texts) -> dict[str, Any]:
        """The same as plain data."""
        return asdict(self.worded(say))

    def _said(self, say: Texts) -> str:
        if isinstance(self.message, str) or not self.other:
            return say.worded(self.message)
        return say.worded(self.message.having(elsewhere=self.other.at))

    def told(self, say: Texts) -> str:
        """What is wrong and what to do, without where."""
        message, hint = self._said(say), say.worded(self.hint)
        stop = "" if message.endswith((".", "?", "!")) else "."
        return f"{message}{stop} {hint}" if hint else message

    def text(self, say: Texts) -> str:
        """Where it is, what is wrong and what to do, in one line."""
        parts = Place(self.file, self.line, self.sheet, self.cell).parts
        column = (Message("place.column", column=self.column),) if self.column and not self.cell else ()
        where = ", ".join(map(say.worded, (*parts, *column)))
        return f"{where and f'{where}: '}{self.told(say)}"

    def __str__(self) -> str:
        """The same in English, as errors of the Python interface are."""
        return self.text(texts("en"))


Report = Callable[[Problem], None]


def severity_of(kind: str) -> Severity:
    """How bad a kind of problem of a workbook is."""
    return "remark" if problem_kinds()[kind]["severity"] == "remark" else "error"


def problem_at(place: Place, kind: str, message: Message | str, hint: Message | str = "", value: str = "") -> Problem:
    """A problem at a place, as bad as its kind is."""
    severity, value = severity_of(kind), shortened(value)
    return Problem(problem=kind, message=message, hint=hint, severity=severity, value=value, **place.columns)


def published(problem: Problem) -> Problem:
    """A problem as it may be published: it quotes nothing that may be personal data."""
    message = Message("problem.withheld") if personal_in(str(problem.message)) else problem.message
    return evolve(problem, message=message, value=WITHHELD if personal_in(problem.value) else problem.value)


FEW = 1000
"""How many problems of one kind are kept, where not all are asked for; the others are counted."""

EVERY = 100_000
"""How many are kept of one part of the answers where all are asked for: a few kilobytes can be millions."""
REST = Message("problem.more_hint")
SO_MANY = Message("problem.so_many", most=EVERY)


@frozen(eq=False, repr=False)
class Log:
    """Takes problems: counts every one, and keeps the first of each kind.

    Args:
        most: how many it keeps of each kind.
        rest: what to do to see the others.
    """

    most: int
    rest: Message | str = REST
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
                message = Message("problem.more", count=rest, kind=problem)
                hint = SO_MANY if self.most >= EVERY else self.rest
                yield Problem(problem=problem, severity=severity, message=message, hint=hint)

    def __len__(self) -> int:
        return self.counts.total()


def columns_of(problems: Iterable[Problem], say: Texts) -> dict[str, list[object]]:
    """The problems as columns, in words, in the order of file, sheet, line and column."""
    rows = sorted((each.worded(say) for each in problems), key=_place)
    names = ("file", "sheet", "cell", "line", "column", "value", "region", "severity", "problem", "message", "hint")
    return {name: [getattr(row, name) for row in rows] for name in names}


def _place(problem: Problem) -> tuple[str, str, int, str, str, str]:
    return problem.file, problem.sheet, problem.line or 0, problem.column, problem.cell, str(problem.message)
