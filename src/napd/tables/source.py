"""What a source of answers is, for whoever reads one and whoever gives one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from napd.tables.batch import Batch
from napd.tables.problems import Report

Piece = Callable[[Report], Iterable[Batch]]
"""A part of a source: gives its rows when it is called, in any thread, and reports what is wrong with it."""


class AnswerSource(Protocol):
    """Something that answers can be read from, more than once."""

    @property
    def name(self) -> str:
        """How problems name it."""

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""

    def pieces(self, report: Report, wanted: Sequence[str] = ...) -> Iterator[Piece]:
        """The parts of the source, with the columns that are wanted; report what is wrong with the source itself."""
