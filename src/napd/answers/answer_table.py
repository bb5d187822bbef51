"""The answers that count, each once and in its standard form, and the table of them with every note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.answers.intake import Gathered
from napd.answers.notes import Texts, runs, together
from napd.framework.framework import STATUSES
from napd.tables.arrays import texts, words
from napd.tables.schemas import MARK, schema

Ints = NDArray[np.int64]
KINDS = (np.int64, object, np.int64, np.uint64, np.int64, np.int64)


@frozen(eq=False, repr=False)
class Answered:
    """Accepted answers; arrays of one length, in the order of round, perspective, area and question.

    Args:
        addresses: int64, their places in the grid.
        values: object, the answers in their standard form.
        statuses: int64, the places of their statuses in `STATUSES`; -1 without one.
        prints: uint64, their fingerprints.
        sources: int64, the places of their sources in `Gathered.sources`; of an answer given twice, the first.
        lines: int64, their lines there.
    """

    addresses: Ints
    values: NDArray[np.object_]
    statuses: Ints
    prints: NDArray[np.uint64]
    sources: Ints
    lines: Ints

    @classmethod
    def joined(cls, parts: Iterable[Answered]) -> Answered:
        """The answers of several parts; of what is answered more than once the first, with the least status."""
        none = tuple(np.zeros(0, kind) for kind in KINDS)
        every = [np.concatenate(columns) for columns in zip(none, *map(_columns, parts), strict=True)]
        order = np.argsort(every[0], kind="stable")
        whole = cls(*(column[order] for column in every))
        first, _ = runs(whole.addresses)
        if len(first) == len(order):
            return whole
        least = np.minimum.reduceat(whole.statuses, first)
        return evolve(cls(*(column[first] for column in _columns(whole))), statuses=least)

    @property
    def fingerprint(self) -> str:
        """As that of `Gathered`."""
        return f"{int(self.prints.sum(dtype=np.uint64)):016x}"


def _columns(part: Answered) -> tuple[NDArray[Any], ...]:
    return part.addresses, part.values, part.statuses, part.prints, part.sources, part.lines


def answers_table(gathered: Gathered, answered: Answered, notes: Texts) -> pa.Table:
    """The answers and the notes as a table; columns by the schema "answers".

    A question has a row with its answer and the notes beside it, a line each. A note without an answer has a row in
    which the value is null. So has one whose row is less far than the answer, by its status: with the answer it would
    be published too soon, or the answer too late. Ordered by round, perspective, area and question; of one question
    by status, what is aligned first.

    Fictional answers are marked by a further column.
    """
    layout, grid = gathered.judge.layout, gathered.grid
    addresses, values, told, statuses = _rows(answered, notes.placed)
    pages, areas, slots = np.unravel_index(addresses, grid.shape)
    rounds, perspectives = np.divmod(pages, len(layout.framework.perspectives))
    columns = {
        "round": _named(rounds, layout.round_ids),
        "area": _named(areas - 1, [area.code for area in layout.areas]),
        "perspective": _named(perspectives, layout.framework.perspectives),
        "indicator": _named(slots, [slot.indicator.id for slot in layout.slots]),
        "question": _named(slots, [slot.question.id for slot in layout.slots]),
        "value": texts(values.tolist()),
        "note": texts(told.tolist()),
        "status": _named(statuses, STATUSES),
    }
    wanted = schema("answers")
    table = pa.table([columns[field.name] for field in wanted], schema=wanted)
    return table.append_column(MARK, pa.nulls(len(table), MARK.type)) if gathered.fictional else table


def _rows(answered: Answered, notes: Texts) -> tuple[Ints, NDArray[np.object_], NDArray[np.object_], Ints]:
    """The address, the answer, the notes and the status of each row of the table."""
    own = np.minimum(np.searchsorted(answered.addresses, notes.addresses), len(answered.addresses) - 1)
    statuses = notes.statuses
    if len(answered.addresses):
        beside = (answered.addresses[own] == notes.addresses) & (statuses >= answered.statuses[own])
        statuses = np.where(beside, answered.statuses[own], statuses)
    keys, noted = _keys(answered.addresses, answered.statuses), _keys(notes.addresses, statuses)
    every = np.union1d(keys, noted)
    values, told = np.full(len(every), None, dtype=object), np.full(len(every), "", dtype=object)
    values[np.searchsorted(every, keys)] = answered.values
    order = np.argsort(noted, kind="stable")
    first, ends = runs(noted[order])
    told[np.searchsorted(every, noted[order][first])] = together(notes.texts[order], first, ends)
    addresses, down = np.divmod(every, len(STATUSES) + 1)
    return addresses, values, told, len(STATUSES) - 1 - down


def _keys(addresses: Ints, statuses: Ints) -> Ints:
    """Numbers in the order of addresses, and of one address by status, what is aligned first."""
    return addresses * (len(STATUSES) + 1) + (len(STATUSES) - 1 - statuses)


def _named(places: Ints, names: Sequence[str]) -> pa.DictionaryArray:
    """A column, from the places of its texts among names that may repeat."""
    own = {name: number for number, name in enumerate(dict.fromkeys(names))}
    numbers = np.array([*(own[name] for name in names), -1], dtype=np.int32)
    return words(numbers[places], texts(list(own)))
