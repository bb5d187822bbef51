"""What is said of files that are not read, as a source without rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from napd.answers.columns import READ
from napd.tables.problems import Problem, Report
from napd.tables.source import Piece
from napd.texts import Message


@frozen(eq=False)
class Notice:
    """What is said of files that are not read; it has no rows.

    Args:
        name: how problems name what was given.
        problems: what is said.
    """

    name: str
    problems: Sequence[Problem]
    fictional: bool = False

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:  # noqa: ARG002 - it has none
        """Say it; there are no rows."""
        for problem in self.problems:
            report(problem)
        yield from ()


def unreadable(name: str, message: Message | str, hint: Message | str = "") -> Notice:
    """What is said of a file that cannot be read."""
    return Notice(name, [Problem(problem="unreadable", message=message, hint=hint, file=name)])
