"""Parquet files: read row group by row group, each in a thread of its own, and of a large one part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from attrs import frozen

from napd.reading.batch import Batch
from napd.reading.columns import READ, marks_fictional, places_in
from napd.reading.sources import PIECE, Piece
from napd.reading.text import as_text
from napd.tables.problems import Problem, Report

if TYPE_CHECKING:
    from pyarrow import parquet


@frozen(eq=False, repr=False)
class ParquetSource:
    """A Parquet file; it is never whole in memory."""

    name: str
    metadata: parquet.FileMetaData
    schema: pa.Schema

    @classmethod
    def of(cls, path: str) -> ParquetSource:
        """Read what the file says of itself.

        Raises:
            pyarrow.ArrowException, OSError: when it cannot be read.
        """
        from pyarrow import parquet  # 20 ms, only where a Parquet file is read

        with parquet.ParquetFile(path) as file:
            return cls(path, file.metadata, file.schema_arrow)

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
            report(Problem(problem="empty_file", message="it has no rows", file=self.name))
        first = 2
        for group in range(self.metadata.num_row_groups):
            yield partial(self._read, group, places, first)
            first += self.metadata.row_group(group).num_rows

    def _places(self, report: Report, wanted: Sequence[str]) -> dict[str, str] | None:
        """The columns that are read, and how the file calls them; None where it cannot be read as answers."""
        known = [place for place, name in enumerate(self.schema.names) if name.strip().casefold() in wanted]
        others = tuple(name for place, name in enumerate(self.schema.names) if place not in known)
        places = places_in(self.name, pa.schema([self.schema.field(place) for place in known]), others, report, wanted)
        return None if places is None else {name: self.schema.names[known[place]] for name, place in places.items()}

    def _read(self, group: int, places: dict[str, str], first: int, report: Report) -> Iterator[Batch]:
        from pyarrow import parquet

        names = list(places.values())
        try:
            with parquet.ParquetFile(self.name, metadata=self.metadata, read_dictionary=names) as file:
                for batch in file.iter_batches(PIECE, [group], names, use_threads=False):
                    yield self._batch(batch, tuple(places), names, first)
                    first += len(batch)
        except (pa.ArrowException, OSError) as error:
            message = f"from here it cannot be read: {error}"
            report(Problem(problem="unreadable", message=message, hint="Write it again.", file=self.name, line=first))

    def _batch(self, batch: pa.RecordBatch, known: Sequence[str], names: Sequence[str], first: int) -> Batch:
        columns: dict[str, Any] = {k: as_text(batch.column(name)) for k, name in zip(known, names, strict=True)}
        return Batch(self.name, columns, lambda rows: rows + first)
