"""Parquet files: read row group by row group, each in a thread of its own, and of a large one part by part."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from attrs import frozen

from napd.reading.arrow import BROKEN, breaks_off, text_batch
from napd.reading.batch import Batch
from napd.reading.columns import READ, marks_fictional, places_in, plain
from napd.reading.sizes import insist_moderate, parquet_size
from napd.reading.sources import PIECE, Piece
from napd.reading.stamp import Stamp
from napd.tables.problems import Problem, Report

if TYPE_CHECKING:
    from pyarrow import parquet

ENCODINGS = frozenset(("PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY", "RLE", "BIT_PACKED"))
"""Those of a column that pyarrow can read as a dictionary; not those of differences (DELTA_BYTE_ARRAY and its like)."""


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
            one of `napd.reading.arrow.BROKEN`: when it cannot be read.
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
            report(Problem(problem="empty_file", message="it has no rows", file=self.name))
        first = 2
        for group in range(self.metadata.num_row_groups):
            yield partial(self._read, group, places, first)
            first += self.metadata.row_group(group).num_rows

    def _places(self, report: Report, wanted: Sequence[str]) -> dict[str, str] | None:
        """The columns that are read, and how the file calls them; None where it cannot be read as answers."""
        names = self.schema.names
        known = [place for place, name in enumerate(names) if plain(name) in wanted]
        others = tuple(name for name in names if plain(name) not in wanted)
        places = places_in(self.name, pa.schema([self.schema.field(place) for place in known]), others, report, wanted)
        return None if places is None else {name: names[known[place]] for name, place in places.items()}

    def _read(self, group: int, places: dict[str, str], first: int, report: Report) -> Iterator[Batch]:
        from pyarrow import parquet

        names = list(places.values())
        try:
            insist_moderate(self.stamp.size, parquet_size(self.metadata, group, names), 0)
            encoded = self._encoded(group, names)
            with pa.OSFile(os.fsencode(self.path)) as opened:
                file = parquet.ParquetFile(opened, metadata=self.metadata, read_dictionary=encoded)
                for batch in file.iter_batches(PIECE, [group], names, use_threads=False):
                    yield text_batch(self.name, batch.select(names), tuple(places), first)
                    first += len(batch)
        except BROKEN as error:
            report(breaks_off(self.name, first, error, "Write it again."))

    def _encoded(self, group: int, names: Sequence[str]) -> list[str]:
        """The columns whose dictionaries can be read as they stand: others, such as lists, have none that can."""
        row_group = self.metadata.row_group(group)
        columns = map(row_group.column, range(row_group.num_columns))
        return [
            one.path_in_schema for one in columns if one.path_in_schema in names and ENCODINGS.issuperset(one.encodings)
        ]
