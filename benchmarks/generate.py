"""Makes the answers: `python -m benchmarks.generate FILE AREAS sorted|shuffled`."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from benchmarks.rubric import INDICATORS, KINDS, QUESTIONS, ROUNDS, area_code, texts

SEED = 20251201
EMPTY, MISSING = 0.05, 0.01
"""The share of answers that are null, and of rows that are not there at all."""
CHUNK = 1_000_000
"""Rows in a row group."""
NULL, GONE = 65535, 65534
Codes = NDArray[np.uint16]


def answers(areas: int) -> Codes:
    """For each area, round and question, in this order, the place of its answer among the texts of its kind."""
    generator = np.random.default_rng(SEED)
    sizes = np.array([len(texts(kind)) for kind in KINDS], dtype=np.uint16)
    per_area = len(ROUNDS) * len(INDICATORS)
    codes = np.empty((areas, per_area, len(KINDS)), dtype=np.uint16)
    for start in range(0, areas, 1000):
        part = codes[start : start + 1000]
        part[...] = generator.integers(0, sizes, part.shape, dtype=np.uint16)
        chance = generator.random(part.shape, dtype=np.float32)
        part[chance < EMPTY + MISSING] = NULL
        part[chance < MISSING] = GONE
        part[(part == GONE).all(axis=-1), 0] = NULL  # so that grouping finds each indicator everywhere
    return codes.reshape(-1)


def write(path: Path, areas: int, order: str) -> None:
    """Write the answers as Parquet, with plain string columns.

    Plain strings, because of a dictionary array pyarrow would write the whole dictionary in each row group.
    """
    codes = answers(areas)
    rows = np.flatnonzero(codes != GONE).astype(np.uint32)
    if order == "shuffled":
        np.random.default_rng(SEED + 1).shuffle(rows)
    tables = _Texts(areas)
    partial = path.with_suffix(".part")
    with parquet.ParquetWriter(partial, pa.schema([(name, pa.string()) for name in tables.names])) as writer:
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            writer.write_table(tables.table(chunk.astype(np.int64), codes[chunk]), row_group_size=CHUNK)
    partial.rename(path)


class _Texts:
    """The texts behind the numbers of rows and answers."""

    names = ("round", "area", "indicator", "question", "value")

    def __init__(self, areas: int) -> None:
        self.rounds, self.questions = pa.array(ROUNDS), pa.array(QUESTIONS)
        self.areas = pa.array([area_code(number) for number in range(areas)])
        self.indicators = pa.array(list(INDICATORS))
        by_kind = [texts(kind) for kind in KINDS]
        self.starts = np.cumsum([0, *map(len, by_kind)])[:-1]
        self.values = pa.array([text for kind in by_kind for text in kind])

    def table(self, rows: NDArray[np.int64], codes: Codes) -> pa.Table:
        """The rows with these numbers, whose answers have these codes."""
        questions = rows % len(QUESTIONS)
        values = self.starts[questions % len(KINDS)] + codes
        columns = (
            self.rounds.take(pa.array(rows // len(QUESTIONS) % len(ROUNDS))),
            self.areas.take(pa.array(rows // (len(QUESTIONS) * len(ROUNDS)))),
            self.indicators.take(pa.array(questions // len(KINDS))),
            self.questions.take(pa.array(questions)),
            self.values.take(pa.array(values, mask=codes == NULL)),
        )
        return pa.table(dict(zip(self.names, columns, strict=True)))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
