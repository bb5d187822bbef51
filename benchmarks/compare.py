"""Whether two contestants gave the same scores: `python -m benchmarks.compare AREAS NAME RESULT NAME RESULT`.

A result is kept as one whole number for each row, sorted, so that 25 million rows are compared in seconds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benchmarks.rubric import INDICATORS, KINDS, LEVELS, ROUNDS, area_code

FEW = 5
Packed = NDArray[np.int64]


def _columns(areas: int) -> dict[str, list[Any]]:
    """The columns of a result, and everything that each can hold."""
    return {
        "round": list(ROUNDS),
        "area": [area_code(number) for number in range(areas)],
        "indicator": list(INDICATORS),
        "level_low": list(LEVELS),
        "level_high": list(LEVELS),
        "answered": list(range(len(KINDS) + 1)),
    }


def save(table: Any, areas: int, path: Path) -> None:
    """Pack a result of any contestant and write it."""
    if type(table).__module__.startswith("pandas"):
        table = pa.Table.from_pandas(table, preserve_index=False)
    elif not isinstance(table, pa.Table):
        table = table.to_arrow()
    packed: Any = 0
    for name, known in _columns(areas).items():
        packed = packed * len(known) + _places(table[name], known)
    expected = areas * len(ROUNDS) * len(INDICATORS)
    if len(packed) != expected:
        raise SystemExit(f"there should be {expected:,} scores, not {len(packed):,}")
    np.save(path, np.sort(packed))


def _places(column: pa.ChunkedArray, known: list[Any]) -> Packed:
    """For each row the place of what it holds among what it can hold."""
    texts = pa.array(known)
    places = pc.index_in(column.cast(texts.type), texts)
    if places.null_count:
        raise SystemExit(f"unknown: {pc.unique(column.filter(places.is_null())).slice(0, FEW).to_pylist()}")
    return np.asarray(places.to_numpy()).astype(np.int64)


def main(areas: str, first: str, first_path: str, second: str, second_path: str) -> None:
    """End with exit code 1 and the first rows that differ, if any do."""
    ours, theirs = np.load(first_path), np.load(second_path)
    if not np.array_equal(ours, theirs):
        columns = _columns(int(areas))
        print(f"{second} differs from {first} in {len(np.setdiff1d(theirs, ours)):,} of {len(ours):,} scores:")
        print(" ", *columns, sep="\t")
        for name, rows in ((first, np.setdiff1d(ours, theirs)), (second, np.setdiff1d(theirs, ours))):
            print(*(f"{name}\t{_unpacked(int(row), columns)}" for row in rows[:FEW]), sep="\n")
        raise SystemExit(1)


def _unpacked(row: int, columns: dict[str, list[Any]]) -> str:
    values = []
    for known in reversed(columns.values()):
        row, place = divmod(row, len(known))
        values.append(str(known[place]))
    return "\t".join(reversed(values))


if __name__ == "__main__":
    main(*sys.argv[1:])
