"""The table "answers": the answers that count, with every note."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from napd.answers.intake import Gathered
from napd.answers.located import Answered, LocatedTexts, runs, together
from napd.framework.framework import STATUSES
from napd.tables.arrays import texts, words
from napd.tables.schemas import MARK, schema

Ints = NDArray[np.int64]


def answers_table(gathered: Gathered, answered: Answered, notes: LocatedTexts) -> pa.Table:
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
        "value": _plain(values),
        "note": _plain(told),
        "status": _named(statuses, STATUSES),
    }
    wanted = schema("answers")
    table = pa.table([columns[field.name] for field in wanted], schema=wanted)
    return table.append_column(MARK, pa.nulls(len(table), MARK.type)) if gathered.fictional else table


def _rows(answered: Answered, notes: LocatedTexts) -> tuple[Ints, NDArray[np.object_], NDArray[np.object_], Ints]:
    """The address, the answer, the notes and the status of each row of the table."""
    own = np.minimum(np.searchsorted(answered.addresses, notes.addresses), len(answered.addresses) - 1)
    statuses = notes.statuses
    if len(answered.addresses):
        beside = (answered.addresses[own] == notes.addresses) & (statuses >= answered.statuses[own])
        statuses = np.where(beside, answered.statuses[own], statuses)
    keys, noted = _keys(answered.addresses, answered.statuses), _keys(notes.addresses, statuses)
    every = np.sort(np.concatenate([keys, noted]), kind="stable")  # quick, for both are in order
    every = every[runs(every)[0]]
    values, told = np.full(len(every), None, dtype=object), np.full(len(every), "", dtype=object)
    values[np.searchsorted(every, keys)] = answered.texts
    order = np.argsort(noted, kind="stable")
    first, ends = runs(noted[order])
    told[np.searchsorted(every, noted[order][first])] = together(notes.texts[order], first, ends)
    addresses, down = np.divmod(every, len(STATUSES) + 1)
    return addresses, values, told, len(STATUSES) - 1 - down


def _keys(addresses: Ints, statuses: Ints) -> Ints:
    """Numbers in the order of addresses, and of one address by status, what is aligned first."""
    return addresses * (len(STATUSES) + 1) + (len(STATUSES) - 1 - statuses)


def _plain(parts: NDArray[np.object_]) -> pa.StringArray:
    """A column of texts, of which the different ones are far fewer than the rows; null where one is None."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(part for part in parts if part is not None))}
    places = np.fromiter((numbers.get(part, -1) for part in parts), dtype=np.int32, count=len(parts))
    return words(places, texts(list(numbers))).dictionary_decode()


def _named(places: Ints, names: Sequence[str]) -> pa.DictionaryArray:
    """A column, from the places of its texts among names that may repeat."""
    own = {name: number for number, name in enumerate(dict.fromkeys(names))}
    numbers = np.array([*(own[name] for name in names), -1], dtype=np.int32)
    return words(numbers[places], texts(list(own)))
