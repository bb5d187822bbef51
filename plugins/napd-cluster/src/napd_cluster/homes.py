"""Homes: which rows of answers have to be together, so that each part of them can be scored by itself.

The home of a row is the region that its area belongs to on the date of its round; an area that is a region is its
own. A municipality can have another home in another round. Rows of one home come together, with every perspective
and every repetition of an answer, so nothing of what napd compares is ever apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from napd import Framework
from napd.plugin import answer_columns, as_text

Ints = NDArray[np.int64]
HOME = "home"
HOMED = pa.schema([*((name, pa.string()) for name in answer_columns.READ), (HOME, pa.int32())])
"""The schema of rows on their way: the columns that scoring reads, as text, and the number of the home."""


@frozen(eq=False)
class RegionBuckets:
    """Where areas belong, as numbers."""

    framework: Framework

    def of(self, rounds: pa.DictionaryArray, areas: pa.DictionaryArray) -> Ints:
        """The homes of rows: a stable hash of the code of the region, from 0 up to 2**31.

        Args:
            rounds: dictionary<int32, string>: the texts of the round, spaced and capitalised however.
            areas: the same for the area.

        Where the framework knows no region for a row, the text of its area is hashed: the row becomes a problem
        wherever it goes, and many of them do not all go to one place.
        """
        texts, codes = _distinct(areas)
        names, round_codes = _distinct(rounds)
        places, round_places = _places(texts, self._area_places), _places(names, self._round_places)
        found = self._table[round_places[round_codes], places[codes]]
        lost = np.flatnonzero(found < 0)
        distinct, inverse = np.unique(codes[lost], return_inverse=True)
        found[lost] = np.array([_hash(texts[code] if code >= 0 else "") for code in distinct], dtype=np.int64)[inverse]
        return found

    @cached_property
    def _area_places(self) -> dict[str, int]:
        return {area.code.casefold(): place for place, area in enumerate(self.framework.areas)}

    @cached_property
    def _round_places(self) -> dict[str, int]:
        return {round_.id.casefold(): place for place, round_ in enumerate(self.framework.rounds)}

    @cached_property
    def _table(self) -> Ints:
        """The home of each area in each round; the last row and column, for what is unknown, hold -1."""
        own = [_hash(area.code.casefold()) for area in self.framework.areas]
        table = np.tile(np.array([*own, -1], dtype=np.int64), (len(self._round_places) + 1, 1))
        for row, round_ in zip(table, self.framework.rounds, strict=False):
            for each in self.framework.areas.memberships:
                if each.covers(round_.date):
                    row[self._area_places[each.municipality.casefold()]] = _hash(each.region.casefold())
        return table


def _distinct(column: pa.DictionaryArray) -> tuple[list[str], Ints]:
    """The texts of a column as napd compares them, and the place of each row's own; -1 where it is empty."""
    texts = [(text or "").strip().casefold() for text in column.dictionary.to_pylist()]
    return texts, column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)


def _places(texts: list[str], places: Mapping[str, int]) -> Ints:
    """For each text its place, -1 where it has none; an entry -1 at the end, for rows without any text."""
    return np.array([*(places.get(text, -1) for text in texts), -1], dtype=np.int64)


def _hash(text: str) -> int:
    """A number below 2**31 that is the same in every process and on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest(), "little") >> 1


def homed(answers: pa.Table, homes: RegionBuckets) -> pa.Table:
    """Rows of answers with their homes, as a table with the schema `HOMED`.

    Args:
        answers: has a column for each required column of answers, whatever its type; names as `needed` gives them.
        homes: where areas belong.
    """
    return pa.Table.from_batches(homed_batches(answers.to_batches(), homes), HOMED)


def homed_batches(batches: Iterable[pa.RecordBatch], homes: RegionBuckets) -> Iterator[pa.RecordBatch]:
    """The same batch by batch, as Spark hands over rows."""
    return (_homed(batch, homes) for batch in batches)


def _homed(batch: pa.RecordBatch, homes: RegionBuckets) -> pa.RecordBatch:
    own = {name.strip().casefold(): place for place, name in enumerate(batch.schema.names)}
    columns = {name: _text(batch.column(own[name])) for name in answer_columns.READ if name in own}
    where = (columns[name].dictionary_encode() for name in ("round", "area"))
    columns[HOME] = pa.array(homes.of(*where), pa.int32())
    return pa.record_batch([columns.get(f.name, pa.nulls(len(batch), f.type)) for f in HOMED], schema=HOMED)


def _text(column: pa.Array) -> pa.StringArray:
    return column if pa.types.is_string(column.type) else as_text(column).cast(pa.string())


def needed(names: Iterable[str]) -> list[str]:
    """Those names of columns that scoring reads, as they are written there."""
    return [name for name in names if name.strip().casefold() in answer_columns.READ]
