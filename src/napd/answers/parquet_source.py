"""Parquet files: read row group by row group, each in a thread of its own, and of a large one part by part."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from attrs import frozen

from napd.answers.arrow_columns import BROKEN, breaks_off, text_batch
from napd.answers.columns import ALL, READ, marks_fictional, places_in, plain
from napd.answers.sizes import insist_moderate
from napd.answers.stamp import Stamp
from napd.answers.table_source import PIECE
from napd.tables.batch import Batch
from napd.tables.problems import Problem, Report
from napd.tables.source import Piece
from napd.texts import Message

if TYPE_CHECKING:
    from pyarrow import parquet


@frozen(eq=False, repr=False)
class ParquetSource:
    """A Parquet file; it is never whole in memory."""

    path: Path
    name: str
    stamp: Stamp
    metadata: parquet.FileMetaData
    schema: pa.Schema

    @classmethod
    def of(cls, path: Path, name: str) -> ParquetSource:
        """Read what the file says of itself; problems call it by its name.

        Raises:
            one of `napd.answers.arrow_columns.BROKEN`: when it cannot be read.
        """
        from pyarrow import parquet  # 20 ms, only where a Parquet file is read

        stamp = Stamp.of(path)
        with pa.OSFile(os.fsencode(path)) as opened, parquet.ParquetFile(opened) as file:
            insist_moderate(stamp.size, 0, file.metadata.num_rows)
            return cls(path, name, stamp, file.metadata, file.schema_arrow)

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return marks_fictional(self.schema.names)

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The row groups."""
        places = self._places(report, wanted)
        if places is None:
            return
        if not self.metadata.num_rows:
            report(Problem(problem="empty_file", message=Message("problem.empty_file.no_rows"), file=self.name))
        first = 2
        for group in range(self.metadata.num_row_groups):
            yield partial(self._read, group, places, first)
            first += self.metadata.row_group(group).num_rows

    def _places(self, report: Report, wanted: Sequence[str]) -> dict[str, str] | None:
        """The columns that are read, and how the file calls them; None where it cannot be read as answers."""
        names = self.schema.names
        known = [place for place, name in enumerate(names) if plain(name) in ALL]
        others = tuple(name for name in names if plain(name) not in ALL)
        places = places_in(self.name, pa.schema([self.schema.field(place) for place in known]), others, report, wanted)
        return None if places is None else {name: names[known[place]] for name, place in places.items()}

    def _read(self, group: int, places: dict[str, str], first: int, report: Report) -> Iterator[Batch]:
        names, line = list(places.values()), first
        encoded = [name for name in names if not pa.types.is_nested(self.schema.field(name).type)]
        try:
            # What the file says of each column is not asked: where that is damaged, pyarrow ends the process
            insist_moderate(self.stamp.size, self.metadata.row_group(group).total_byte_size, 0)
            for batch in self._batches(group, names, encoded):
                yield text_batch(self.name, batch, tuple(places), line)
                line += len(batch)
        except BROKEN as error:
            report(breaks_off(self.name, line, error))

    def _batches(self, group: int, names: Sequence[str], encoded: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The rows of a row group, with some columns as dictionaries, unless these are written in a way that has none.

        pyarrow finds out about that (`DELTA_BYTE_ARRAY` and its like) where it comes to it, which may be half-way, and
        has no error of its own for it.
        """
        done = 0
        try:
            for batch in self._opened(group, names, encoded):
                yield batch
                done += len(batch)
        except (pa.ArrowException, OSError):
            if not encoded:
                raise
            for batch in self._batches(group, names, ()):
                yield batch.slice(min(done, len(batch)))
                done -= min(done, len(batch))

    def _opened(self, group: int, names: Sequence[str], encoded: Sequence[str]) -> Iterator[pa.RecordBatch]:
        from pyarrow import parquet

        with pa.OSFile(os.fsencode(self.path)) as opened:
            file = parquet.ParquetFile(opened, metadata=self.metadata, read_dictionary=list(encoded))
            for batch in file.iter_batches(PIECE, [group], names, use_threads=False):
                yield batch.select(names)
