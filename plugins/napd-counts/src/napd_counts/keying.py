"""A file of records with a key in the place of a BSN, or of another text that tells who somebody is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from attrs import frozen

from napd import NapdError
from napd.plugin import Place, as_read, nearest
from napd_counts.checks import ROW
from napd_counts.parsing import plain, said
from napd_counts.pseudonym import Secret, is_citizen
from napd_counts.reading import RecordFile, read_files

COLUMN = "sleutel"
"""What the column with keys is called."""


@frozen(eq=False)
class Keyed:
    """A file with keys.

    Args:
        table: its rows, the column with keys first.
        count: how many rows have a key.
        refused: where a text is no BSN; its row has no key.
        missing: where the cell is empty; likewise.
    """

    table: pl.DataFrame
    count: int
    refused: tuple[Place, ...]
    missing: tuple[Place, ...]


def keyed(path: Path, column: str, secret: Secret, *, any_text: bool = False) -> Keyed:
    """Put a key in the place of a column.

    Args:
        path: a CSV file, a workbook, or a Parquet or Arrow file.
        column: the column with who it is; it is not in the result.
        secret: that the keys are made with.
        any_text: whether it is any text, and not a BSN; capitals make no difference.

    Raises:
        NapdError: where it cannot be read, or has no such column.
    """
    if path.is_dir():
        raise NapdError(f"{path} is a folder: give one file at a time")
    (file,) = read_files([path])
    if file.is_headless:
        raise NapdError(
            f"{file.name}: its first line seems to be a record, and is not shown: put the names of the columns there"
        )
    names = {as_read(name): name for name in file.columns}
    if as_read(column) not in names:
        there = f"its columns are {', '.join(file.columns)}" if file.columns else "it is empty"
        raise NapdError(f"{file.name}: there is no column {column!r}: {there}.{nearest(column, file.columns)}")
    if COLUMN in file.columns and as_read(column) != COLUMN:
        raise NapdError(f"{file.name}: there is a column {COLUMN!r} already: rename it, or leave it out")
    place = str(file.columns.index(names[as_read(column)]))
    rows = file.frame.collect()
    texts = rows.select(text=plain(pl.col(place), rows.schema[place])).to_series().fill_null("")
    found = {text: _key(text, secret, any_text=any_text) for text in texts.unique()}
    keys = texts.replace_strict(list(found), list(found.values()), return_dtype=pl.String)
    empty = texts.is_in([text for text in found if not said(text)])
    rest = {name: str(number) for number, name in enumerate(file.columns) if str(number) != place}
    table = rows.select(keys.alias(COLUMN), *(pl.col(own).alias(name) for name, own in rest.items()))
    numbers = rows[ROW]
    return Keyed(
        table,
        len(keys.drop_nulls()),
        tuple(_places(file, numbers.filter(keys.is_null() & ~empty), place)),
        tuple(_places(file, numbers.filter(empty), place)),
    )


def _key(text: str, secret: Secret, *, any_text: bool) -> str | None:
    """The key of a text; None where it is none that can have one."""
    own = said(text)
    if any_text:
        return secret.key_of(own) if own else None
    number = own.replace(" ", "").replace(".", "").replace("-", "")
    return secret.key_of(number) if is_citizen(number) else None


def _places(file: RecordFile, rows: pl.Series, place: str) -> Iterator[Place]:
    return (file.place(row, file.columns[int(place)]) for row in rows)
