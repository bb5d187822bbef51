"""Writing: tables as files, batch by batch as they come; a file is there whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Self

import pyarrow as pa

from napd.errors import NapdError
from napd.tables.guard import guarded
from napd.tables.hidden import without_hidden
from napd.tables.schemas import FICTIONAL, MARK
from napd.tables.whole import is_device, whole

ON_DEVICE = "csv"
Writer = Callable[[BinaryIO, pa.Schema], Any]
"""Opens something that has `write_batch`, and is a context."""


def write_batches(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path, *, overwrite: bool = False) -> Path:
    """Write the batches of a table to a file, whole or not at all; the end of its name says the format.

    In CSV what a spreadsheet could take for a formula gets an apostrophe before it, as `napd.tables.guard` says.

    Raises:
        LeftAlone: when what stands there is read for this, or holds what people typed; the last goes with `overwrite`.
        NapdError: when the ending is no format, or the file cannot be written.
    """
    with written(path, schema, overwrite=overwrite) as write:
        for batch in batches:
            write(batch)
    return path


@contextmanager
def written(path: Path, schema: pa.Schema, *, overwrite: bool = False) -> Iterator[Callable[[pa.RecordBatch], None]]:
    """What writes batches to a file, as `write_batches` does; a device without an ending takes CSV.

    No number of a row that is hidden gets there: see `napd.tables.hidden`.

    Where the receipt of the table says that the answers are fictional, so does a column of the file, in each row: CSV
    travels without its receipt, and rows without their file.
    """
    form = path.suffix.lower().removeprefix(".") or (ON_DEVICE if is_device(path) else "")
    if form not in WRITERS:
        raise NapdError(f"{path}: the name must end in one of {', '.join('.' + name for name in WRITERS)}")
    wanted = _with_mark(schema)
    with whole(path, overwrite=overwrite) as file, WRITERS[form](file, wanted) as out:
        yield lambda batch: out.write_batch(_marked(without_hidden(batch), wanted))


def write_csv(file: BinaryIO, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> None:
    """Write the batches of a table to a file that is open for it, as `write_batches` does to one that ends in .csv."""
    wanted = _with_mark(schema)
    with _Csv(file, wanted) as out:
        for batch in batches:
            out.write_batch(_marked(without_hidden(batch), wanted))


def _with_mark(schema: pa.Schema) -> pa.Schema:
    return schema.append(MARK) if is_fictional(schema) and FICTIONAL not in schema.names else schema


def is_fictional(schema: pa.Schema) -> bool:
    """Whether the receipt of a table says that the answers are fictional."""
    receipt = json.loads((schema.metadata or {}).get(b"napd.receipt", b"{}"))
    return bool(receipt.get("answers", {}).get("fictional"))


def _marked(batch: pa.RecordBatch, wanted: pa.Schema) -> pa.RecordBatch:
    """A batch with the mark in each row, where there is one; in memory the column of the answers is empty."""
    if FICTIONAL not in wanted.names:
        return batch.replace_schema_metadata(wanted.metadata)
    marks = pa.repeat(FICTIONAL, len(batch))
    columns = {name: marks if name == FICTIONAL else batch[name] for name in wanted.names}
    return pa.RecordBatch.from_arrays(list(columns.values()), schema=wanted)


def _parquet(file: BinaryIO, schema: pa.Schema) -> Any:
    from pyarrow import parquet

    return parquet.ParquetWriter(file, schema, compression="zstd")


def _arrow(file: BinaryIO, schema: pa.Schema) -> Any:
    return pa.ipc.new_file(file, schema, options=pa.ipc.IpcWriteOptions(unify_dictionaries=False))


class _Csv:
    """Writes CSV as a spreadsheet may have it: dictionaries as text, and no cell that runs as a formula."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        from pyarrow import csv

        self._schema = pa.schema([pa.field(field.name, _plain(field.type)) for field in schema])
        self._writer = csv.CSVWriter(file, self._schema)

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""
        self._writer.write_batch(pa.record_batch([_safe(column) for column in batch.columns], schema=self._schema))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _safe(column: pa.Array) -> pa.Array:
    if not pa.types.is_string(_plain(column.type)):
        return column
    if pa.types.is_dictionary(column.type):
        return guarded(column.dictionary).take(column.indices)
    return guarded(column)


WRITERS: Mapping[str, Writer] = {"parquet": _parquet, "arrow": _arrow, "csv": _Csv}
"""The formats of napd itself, by the name of each, which is the end of the file's name."""
