"""What a source of answers is, for whoever reads one and whoever gives one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from attrs import frozen

from napd.tables.batch import Batch
from napd.tables.problems import Place, Report

Piece = Callable[[Report], Iterable[Batch]]
"""A part of a source: gives its rows when it is called, in any thread, and reports what is wrong with it."""


class AnswerSource(Protocol):
    """Something that answers can be read from, more than once.

    A source may have more: `place(row, column)`, where a row says what it does in a column, and `stories`, a sequence
    of `napd.plugin.StoryDraft`, which are read beside the answers.
    """

    @property
    def name(self) -> str:
        """How problems name it."""

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""

    def pieces(self, report: Report, wanted: Sequence[str] = ...) -> Iterator[Piece]:
        """The parts of the source, with the columns that are wanted; report what is wrong with the source itself."""


@frozen
class AskedForm:
    """A form in a file: what it was made for, and where it asks each question, also if nobody filled it in.

    A source may give these in its attribute `forms`; by these `napd progress` tells an empty form from a missing one.

    Args:
        round: id of the round.
        area: code of the area that fills it in.
        perspective: whose view it gives; empty where the form does not say.
        places: by area, indicator and question, where the answer goes.
    """

    round: str
    area: str
    perspective: str
    places: Mapping[tuple[str, str, str], Place]
