"""Frames: what hands over Arrow, such as a frame of pandas or polars, as a table of the columns that may be read."""

from __future__ import annotations

from typing import Any
from warnings import catch_warnings, simplefilter

import pyarrow as pa

from napd.answers.arrow_columns import reason
from napd.answers.columns import ALL, plain
from napd.answers.text import as_text
from napd.errors import NapdError

INDEX = "__index_level_"
"""What begins the name of a column that pandas makes of the numbers of rows."""


def table_of(answers: Any) -> tuple[pa.Table, tuple[str, ...]]:
    """The columns of an object that may be read, and the names of all others.

    Raises:
        NapdError: when it is no table, or cannot be read.
    """
    if isinstance(answers, pa.RecordBatch):
        answers = pa.Table.from_batches([answers])
    if not hasattr(answers, "__arrow_c_stream__"):
        hint = "; call .collect() first" if type(answers).__name__ == "LazyFrame" else ""
        give = f"give a path, or an object that can be read as Arrow{hint}"
        raise NapdError(f"{type(answers).__name__} is not a table of answers: {give}")
    try:
        table = _of_pandas(answers) if _is_pandas(answers) else pa.RecordBatchReader.from_stream(answers).read_all()
        table.validate()
        names = table.column_names
    except Exception as error:
        message = f"the {type(answers).__name__} cannot be read as Arrow: {reason(error)}"
        raise NapdError(f"{message}. Give a table whose columns are text") from error
    wanted = [place for place, name in enumerate(names) if plain(name) in ALL]
    others = (name for name in names if plain(name) not in ALL and not name.startswith(INDEX))
    return table.select(wanted), tuple(others)


def _is_pandas(answers: Any) -> bool:
    """Whether it is a frame of pandas, which is not loaded to find out."""
    return type(answers).__module__.partition(".")[0] == "pandas" and hasattr(answers, "columns")


def _of_pandas(frame: Any) -> pa.Table:
    """A frame of pandas; in a column of texts and numbers mixed, such as of a sheet, each cell is text by itself."""
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    columns = [_column(frame.iloc[:, place]) for place in range(len(frame.columns))]
    return pa.Table.from_arrays(columns, names=[str(name) for name in frame.columns])


def _column(cells: Any) -> pa.Array | pa.ChunkedArray:
    try:
        with catch_warnings():  # pyarrow asks pandas for values in a way that pandas 4 will answer differently
            simplefilter("ignore", DeprecationWarning)
            return pa.array(cells, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([_text(cell) for cell in cells], pa.string())


def _text(cell: Any) -> str | None:
    """What one cell says."""
    if isinstance(cell, str):
        return cell
    text: str | None = as_text(pa.array([cell], from_pandas=True))[0].as_py()
    return text
