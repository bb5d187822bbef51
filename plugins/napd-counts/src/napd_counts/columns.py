"""The columns of a file: which field of the layout each has, and what is wrong with the header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import polars as pl
from attrs import evolve

from napd.plugin import FICTIONAL, as_read
from napd_counts.checks import Degree, RecordFault
from napd_counts.layout import RecordLayout
from napd_counts.reading import RecordFile
from napd_counts.words import message

LAYOUT = "indeling"
"""A column that names the layout and its version, as "monitor-dakloosheid/1"; files need not have it."""


def fields_in(layout: RecordLayout, file: RecordFile) -> tuple[Mapping[str, str], list[RecordFault]]:
    """The column of each field that a file has, and what is wrong with its header.

    A field goes by its id or one of the other names that the layout gives, whatever the capitals and spaces. Where the
    first line names no column of the layout, or is a record, that is all that is said: it may be about a person.
    """
    known = {as_read(each.id): each.id for each in layout.fields}
    known |= {as_read(name): own for name, own in layout.names.items()}
    if file.is_headless or (file.columns and not {*known} & {*map(as_read, file.columns)}):
        return {}, [_fault("no_names", "stop")]
    found: dict[str, str] = {}
    faults: list[RecordFault] = []
    for column in file.columns:
        name = known.get(as_read(column))
        if name is None:
            faults += _strange(layout, column, known)
        elif name in found:
            faults.append(_fault("column_twice", "stop" if name in _keys(layout) else "error", column, name=column))
        else:
            found[name] = column
    return found, [*_lacking(layout, file, found), *faults]


def _keys(layout: RecordLayout) -> tuple[str, ...]:
    return tuple(dict.fromkeys((layout.key, layout.start, *layout.required)))


def _lacking(layout: RecordLayout, file: RecordFile, found: Mapping[str, str]) -> Iterator[RecordFault]:
    if not file.columns:
        yield _fault("no_records", "stop")
        return
    for each in layout.fields:
        if each.id not in found:
            degree: Degree = "stop" if each.id in _keys(layout) else "error"
            columns = tuple(column for column in file.columns if column.strip())
            yield _fault("column_missing", degree, each.id, name=each.id, columns=columns[:12])


def _strange(layout: RecordLayout, column: str, known: Mapping[str, str]) -> Iterator[RecordFault]:
    """A column that the layout has not: it is not read, and may be a slip of the pen."""
    if not column.strip() or as_read(column) in (as_read(FICTIONAL), LAYOUT):
        return
    near = get_close_matches(as_read(column), known, 1)
    hint = message("check.column_unknown.near", name=known[near[0]]) if near else None
    fault = _fault("column_unknown", "error", column, name=column, names=tuple(each.id for each in layout.fields))
    yield evolve(fault, hint=hint) if hint else fault


def other_layout(layout: RecordLayout, file: RecordFile, rows: pl.LazyFrame) -> Iterator[RecordFault]:
    """That a file says that it has another layout, or another version of it."""
    mine = {layout.id, f"{layout.id}/{layout.version}"}
    for place, column in enumerate(file.columns):
        if as_read(column) == LAYOUT:
            said = rows.select(pl.col(str(place)).cast(pl.String).str.strip_chars().drop_nulls().unique()).collect()
            others = sorted({*said.to_series()} - mine)
            if others:
                right = f"{layout.id}/{layout.version}"
                yield _fault("other_layout", "stop", column, others=tuple(others[:4]), right=right)


def _fault(name: str, degree: Degree, column: str = "", /, **named: Any) -> RecordFault:
    return RecordFault(
        check=name, degree=degree, column=column, message=message(f"check.{name}.message", **named),
        hint=message(f"check.{name}.hint", **named),
    )  # fmt: skip
