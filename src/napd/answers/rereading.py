"""Reading again: the answers in sources that were read before. What is wrong with them was told then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from napd.answers.check import AnswerCheck
from napd.answers.columns import READ
from napd.answers.grid import Accepted, Grid
from napd.answers.parsing import AnswerParser
from napd.answers.sources import again
from napd.tables.batch import Batch
from napd.tables.problems import Log
from napd.tables.source import AnswerSource


class Reread(NamedTuple):
    """Some rows of a source: the place of the source among all, the rows, and the answers in which nothing is wrong."""

    source: int
    batch: Batch
    accepted: Accepted


def reread(
    judge: AnswerParser,
    grid: Grid,
    sources: Sequence[AnswerSource],
    columns: Sequence[str] = READ,
    areas: Collection[int] | None = None,
) -> Iterator[Reread]:
    """Read sources once more.

    Args:
        judge: knows what texts mean.
        grid: knows where answers go.
        sources: what was read before.
        columns: which ones are read.
        areas: the numbers of the areas whose rows are looked at; None for all rows.

    Raises:
        NapdError: when a source has changed since.
    """
    for source, batch in again(sources, columns):
        rows = batch if areas is None else _about(judge, batch, areas)
        yield Reread(source, rows, AnswerCheck(judge, rows, Log(0), grid).accepted())


def _about(judge: AnswerParser, batch: Batch, areas: Collection[int]) -> Batch:
    """The rows of a batch that are about some areas."""
    known = judge.numbers["area"]
    is_wanted = np.array([known.get(text.strip().casefold()) in areas for text in batch.texts("area")], dtype=bool)
    return batch.take(np.flatnonzero(is_wanted[batch.numbers("area")]))
