"""Columns: those that answers have, and where they stand in a file or a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from napd.answers.text import is_text
from napd.tables.problems import Problem, Report
from napd.tables.schemas import FICTIONAL
from napd.texts import Message, shortened
from napd.texts.hints import did_you_mean

if TYPE_CHECKING:
    import pyarrow as pa

REQUIRED = ("round", "area", "indicator", "question", "value")
OPTIONAL = ("perspective", "status", "note")
READ = (*REQUIRED, "perspective", "status")
"""The columns that scoring reads; notes are for people."""
ALL = (*REQUIRED, *OPTIONAL)
"""The columns of answers."""
KNOWN = (*ALL, FICTIONAL.casefold())
DUTCH = {
    "ronde": "round", "peiling": "round", "gebied": "area", "regio": "area", "gemeente": "area", "vraag": "question",
    "waarde": "value", "antwoord": "value", "perspectief": "perspective", "toelichting": "note", "opmerking": "note",
}  # fmt: skip
"""What people call some of them."""
MARK = "\ufeff"
"""The mark of the order of bytes, which may end up in a name."""
FEW = 20
"""Columns that are named one by one; a table may have tens of thousands."""


def places_in(
    file: str, schema: pa.Schema, others: Sequence[str], report: Report, wanted: Sequence[str]
) -> dict[str, int] | None:
    """Where the columns that are read stand in a schema; None where it cannot be read as answers.

    A fault of any column of answers is one, wanted now or not: where the notes are read the same rows are.

    Args:
        file: how problems name it.
        schema: all columns of answers, which may be dictionaries of any type that can be read as text.
        others: names of further columns.
        report: takes what is wrong.
        wanted: the columns of answers that are to be read.
    """
    places = columns_in(file, (*schema.names, *others), report, ALL)
    if places is None:
        return None
    wrong = {name: place for name, place in places.items() if not is_text(schema.field(place).type)}
    for name, place in wrong.items():
        message = Message("problem.unreadable.column", type=str(schema.field(place).type))
        hint = Message("problem.unreadable.column_hint")
        report(Problem(problem="unreadable", message=message, hint=hint, file=file, column=name))
    return None if wrong else {name: places[name] for name in wanted if name in places}


def marks_fictional(names: Iterable[str]) -> bool:
    """Whether one of these columns says that the answers are fictional."""
    return FICTIONAL.casefold() in map(plain, names)


def required_in(names: Iterable[str]) -> set[str]:
    """The required columns that some names stand for, in Dutch too."""
    return {DUTCH.get(name, name) for name in map(plain, names)} & {*REQUIRED}


def columns_in(
    file: str, names: Iterable[str], report: Report, wanted: Sequence[str] = ALL, line: int = 1
) -> dict[str, int] | None:
    """Find the columns that are wanted, and their places; None where answers cannot be read.

    Args:
        file: how problems name it.
        names: of its columns.
        report: takes what is wrong.
        wanted: the columns of answers that are to be read.
        line: on which the names stand.
    """
    own: dict[str, int] = {}
    spelt: dict[str, str] = {}
    repeated: dict[str, str] = {}
    for place, name in enumerate(names):
        column = plain(name)
        if column in own:
            repeated.setdefault(column, name)
        own.setdefault(column, place)
        spelt.setdefault(column, name)
    faults = [_repeated(name) for column, name in repeated.items() if column in ALL]
    faults += [_missing(column, spelt) for column in REQUIRED if column not in own]
    for fault in (*faults, *_unused([name for column, name in spelt.items() if column not in KNOWN], own)):
        report(evolve(fault, file=file, line=line, column=shortened(fault.column)))
    return None if faults else {name: own[name] for name in wanted if name in own}


def plain(name: str) -> str:
    """The name of a column, however it is capitalised and whatever stands around it."""
    return name.strip().strip(MARK).strip().casefold()


def _repeated(name: str) -> Problem:
    message = Message("problem.repeated_column.message", column=plain(name))
    return Problem(
        problem="repeated_column", column=name, message=message, hint=Message("problem.repeated_column.hint")
    )


def _missing(column: str, spelt: Mapping[str, str]) -> Problem:
    dutch = next((name for own, name in spelt.items() if DUTCH.get(own) == column), None)
    there = [shortened(own) for own in islice(spelt, FEW)] + ["…"] * (len(spelt) > FEW)
    names = tuple(there) if any(there) else Message("problem.missing_column.nothing")
    hint = Message("problem.missing_column.add", names=names)
    if dutch:
        hint = Message("problem.missing_column.rename", name=dutch, column=column)
    message = Message("problem.missing_column.message", column=column)
    return Problem(problem="missing_column", column=column, message=message, hint=hint)


def _unused(names: Sequence[str], there: Collection[str]) -> Iterator[Problem]:
    """A remark for each of the first columns that answers do not have, and one for all others.

    What is there already is not meant by another name: beside a `round` a column `bron` is no slip of the pen for it.
    """
    lacking = [name for name in KNOWN if name not in there]
    for name in names[:FEW]:
        dutch = DUTCH.get(plain(name))
        near = Message("hint.meant", name=dutch) if dutch in lacking else did_you_mean(plain(name), lacking)
        hint = near or Message("problem.unknown_column.hint", names=ALL)
        yield _unknown(name, Message("problem.unknown_column.message", column=name), hint)
    if len(names) > FEW:
        yield _unknown("", Message("problem.unknown_column.more", count=len(names) - FEW))


def _unknown(name: str, message: Message, hint: Message | str = "") -> Problem:
    return Problem(problem="unknown_column", column=name, message=message, hint=hint, severity="remark")
