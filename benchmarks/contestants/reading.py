"""The limit: read the columns that scoring needs, as dictionary codes, and do nothing with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyarrow import parquet

COLUMNS = ["round", "area", "indicator", "question", "value"]


def job(_areas: int) -> Callable[[Path], int]:
    """Read row group by row group: as fast as all at once, in the memory of one."""
    return _read


def _read(path: Path) -> int:
    with parquet.ParquetFile(path, read_dictionary=COLUMNS) as file:
        groups = range(file.num_row_groups)
        return sum(file.read_row_group(group, COLUMNS, use_threads=True).num_rows for group in groups)
