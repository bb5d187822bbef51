"""A table as a source of answers, in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from napd.answers.arrow_columns import BROKEN, breaks_off, text_batch
from napd.answers.columns import READ, marks_fictional, places_in
from napd.tables.batch import Batch
from napd.tables.problems import Problem, Report
from napd.tables.source import Piece
from napd.texts import Message

if TYPE_CHECKING:
    import pyarrow as pa

PIECE = 1 << 18
"""Rows in a piece of a table."""


@frozen(eq=False)
class TableSource:
    """An Arrow table, or anything that was turned into one.

    Args:
        name: how problems name it.
        table: the rows.
        others: names of columns that were left out of the table because scoring does not read them.
    """

    name: str
    table: pa.Table
    others: tuple[str, ...] = ()

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return marks_fictional((*self.table.column_names, *self.others))

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The batches of the table; of a large one, parts."""
        places = places_in(self.name, self.table.schema, self.others, report, wanted)
        if places is None:
            return
        if not len(self.table):
            report(Problem(problem="empty_file", message=Message("problem.empty_file.no_rows"), file=self.name))
        first = 2
        for batch in self.table.select(list(places.values())).to_batches(max_chunksize=PIECE):
            yield partial(self._read, batch, tuple(places), first)
            first += len(batch)

    def _read(self, batch: pa.RecordBatch, names: Sequence[str], first: int, report: Report) -> Iterator[Batch]:
        try:
            yield text_batch(self.name, batch, names, first)
        except BROKEN as error:
            report(breaks_off(self.name, first, error))
