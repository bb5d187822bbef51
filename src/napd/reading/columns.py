"""Columns: those that answers have, and where they stand in a file or a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from napd.errors import nearest
from napd.reading.text import is_text
from napd.tables.problems import Problem, Report
from napd.tables.schemas import FICTIONAL

if TYPE_CHECKING:
    import pyarrow as pa

REQUIRED = ("round", "area", "indicator", "question", "value")
OPTIONAL = ("perspective", "status", "note")
READ = (*REQUIRED, "perspective", "status")
"""The columns that scoring reads; notes are for people."""
ALL = (*REQUIRED, *OPTIONAL)
"""The columns of answers."""


def places_in(
    file: str, schema: pa.Schema, others: Sequence[str], report: Report, wanted: Sequence[str]
) -> dict[str, int] | None:
    """Where the columns that are read stand in a schema; None where it cannot be read as answers.

    Args:
        file: how problems name it.
        schema: the columns, which may be dictionaries of any type that can be read as text.
        others: names of further columns.
        report: takes what is wrong.
        wanted: the columns of answers that are to be read.
    """
    places = columns_in(file, (*schema.names, *others), report, wanted)
    if places is None:
        return None
    wrong = {name: place for name, place in places.items() if not is_text(schema.field(place).type)}
    for name, place in wrong.items():
        message = f"a column of type {schema.field(place).type} is not text"
        report(Problem(problem="unreadable", message=message, hint="Make it text.", file=file, column=name))
    return None if wrong else places


def marks_fictional(names: Iterable[str]) -> bool:
    """Whether one of these columns says that the answers are fictional."""
    return FICTIONAL.casefold() in {name.strip().casefold() for name in names}


def columns_in(file: str, names: Iterable[str], report: Report, wanted: Sequence[str]) -> dict[str, int] | None:
    """Find the columns that are wanted, and their places; None where answers cannot be read."""
    own: dict[str, int] = {}
    known = (*REQUIRED, *OPTIONAL, FICTIONAL.casefold())
    good = True
    for place, name in enumerate(names):
        plain = name.strip().casefold()
        if plain in own and plain in wanted:
            report(_column("repeated_column", file, name, f"two columns are called {plain!r}", "Keep one of them."))
            good = False
        elif plain not in own and plain not in known:
            hint = nearest(plain, known).strip() or f"Columns of answers are: {', '.join((*REQUIRED, *OPTIONAL))}."
            report(
                evolve(
                    _column("unknown_column", file, name, f"the column {name!r} is not used", hint), severity="remark"
                )
            )
        own.setdefault(plain, place)
    for name in REQUIRED:
        if name not in own:
            hint = f"Add it to the first line. It has: {', '.join(own) or 'nothing'}."
            report(_column("missing_column", file, name, f"the column {name!r} is missing", hint))
            good = False
    return {name: own[name] for name in wanted if name in own} if good else None


def _column(kind: str, file: str, column: str, message: str, hint: str) -> Problem:
    return Problem(problem=kind, message=message, hint=hint, file=file, line=1, column=column)
