"""Reads the answers in a Data Package that is one file, whose name ends in .datapackage.zip."""

from __future__ import annotations

import io
from csv import reader
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pyarrow as pa

from napd import hookimpl
from napd.plugin import SourceFormat

if TYPE_CHECKING:
    from napd.plugin import AnswerSource

ANSWERS = "answers.csv"
MOST = 1 << 31
"""The most bytes that answers are unpacked to: more than any country has."""


@hookimpl
def napd_source() -> SourceFormat:
    """Give what reads it."""
    return SourceFormat(open_package)


def open_package(path: Path, name: str) -> AnswerSource:
    """The answers in a package; `ValueError` where it has none."""
    from napd.plugin import TableSource

    return TableSource(name, _answers(path))


def _answers(path: Path) -> pa.Table:
    """The answers as texts, as they were before a spreadsheet was taken into account."""
    from pyarrow import csv

    from napd.plugin import unguarded

    with ZipFile(path) as package:
        if ANSWERS not in package.namelist():
            raise ValueError(f"it has no {ANSWERS}: write the package with --with-answers")
        if package.getinfo(ANSWERS).file_size > MOST:
            raise ValueError(f"its {ANSWERS} is larger than {MOST:,} bytes: unpack it, and give that file")
        data = package.read(ANSWERS)
    names = next(reader(io.StringIO(data.partition(b"\n")[0].decode())))
    options = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
        quoted_strings_can_be_null=False, null_values=[""],
    )  # fmt: skip
    lines = csv.ParseOptions(newlines_in_values=True)
    table = csv.read_csv(io.BytesIO(data), parse_options=lines, convert_options=options)
    columns = [pa.chunked_array([unguarded(part) for part in column.chunks], pa.string()) for column in table.columns]
    return pa.table(columns, names=table.column_names)
