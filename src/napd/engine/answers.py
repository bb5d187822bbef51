"""The answers that count, as a table: each once, in its standard form, with its note and status.

Scoring keeps no more of an answer than its class, so they are read again for this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.engine.check import Check
from napd.engine.gather import Gathered
from napd.engine.judge import Judge
from napd.framework import STATUSES
from napd.reading.batch import Batch
from napd.reading.columns import ALL
from napd.reading.sources import again, changed
from napd.tables.arrays import texts, words
from napd.tables.problems import Log
from napd.tables.schemas import MARK, schema

Ints = NDArray[np.int64]


@frozen(eq=False, repr=False)
class Answered:
    """Accepted answers; arrays of one length, in the order of round, perspective, area and question.

    Args:
        addresses: int64, their places in the grid.
        values: object, the answers in their standard form.
        notes: object, the notes; empty without one.
        statuses: int64, the places of their statuses in `STATUSES`; -1 without one.
        prints: uint64, their fingerprints.
        sources: int64, the places of their sources in `Gathered.sources`; of an answer given twice, the first.
        lines: int64, their lines there.
    """

    addresses: Ints
    values: NDArray[np.object_]
    notes: NDArray[np.object_]
    statuses: Ints
    prints: NDArray[np.uint64]
    sources: Ints
    lines: Ints

    @classmethod
    def joined(cls, parts: Sequence[Answered]) -> Answered:
        """The answers of several parts; of what is answered more than once the notes come together."""
        every = [np.concatenate(columns) for columns in zip(*map(_columns, parts), strict=True)]
        order = np.argsort(every[0], kind="stable")
        whole = cls(*(column[order] for column in every))
        first = np.flatnonzero(np.diff(whole.addresses, prepend=-1))
        if len(first) == len(order):
            return whole
        notes, least = _together(whole.notes, first), np.minimum.reduceat(whole.statuses, first)
        return evolve(cls(*(column[first] for column in _columns(whole))), notes=notes, statuses=least)

    @property
    def fingerprint(self) -> str:
        """As that of `Gathered`."""
        return f"{int(self.prints.sum(dtype=np.uint64)):016x}"


def _columns(part: Answered) -> tuple[NDArray[Any], ...]:
    return part.addresses, part.values, part.notes, part.statuses, part.prints, part.sources, part.lines


def _together(notes: NDArray[np.object_], first: Ints) -> NDArray[np.object_]:
    """For each run of notes of one answer the distinct ones, a line each."""
    ends = np.append(first[1:], len(notes))
    joined = notes[first]
    for place in np.flatnonzero(ends - first > 1).tolist():
        several = filter(None, notes[first[place] : ends[place]].tolist())
        joined[place] = "\n".join(dict.fromkeys(several))
    return joined


def read_answers(gathered: Gathered) -> Answered:
    """Read the answers that count again.

    A question that is answered more than once with the same value has one answer, with the notes of all; it has the
    status of the one that is least far. One that is answered with different values has none.

    Raises:
        NapdError: when a file has changed since it was scored.

    Costs another pass over the answers, row by row, and memory for all of them.
    """
    kinds = (np.int64, object, object, np.int64, np.uint64, np.int64, np.int64)
    none = Answered(*(np.zeros(0, kind) for kind in kinds))
    parts = (_answered(gathered, batch, source) for source, batch in again(gathered.sources, ALL))
    answered = Answered.joined([none, *parts])
    if answered.fingerprint != gathered.fingerprint:
        raise changed()
    return answered


def answers_table(gathered: Gathered, answered: Answered) -> pa.Table:
    """The answers as a table; columns by the schema "answers", ordered by round, perspective, area and question.

    Fictional answers are marked by a further column.
    """
    layout, grid = gathered.judge.layout, gathered.grid
    pages, areas, slots = np.unravel_index(answered.addresses, grid.shape)
    rounds, perspectives = np.divmod(pages, len(layout.framework.perspectives))
    columns = {
        "round": _named(rounds, layout.round_ids),
        "area": _named(areas - 1, [area.code for area in layout.areas]),
        "perspective": _named(perspectives, layout.framework.perspectives),
        "indicator": _named(slots, [slot.indicator.id for slot in layout.slots]),
        "question": _named(slots, [slot.question.id for slot in layout.slots]),
        "value": texts(answered.values.tolist()),
        "note": texts(answered.notes.tolist()),
        "status": _named(answered.statuses, STATUSES),
    }
    wanted = schema("answers")
    table = pa.table([columns[field.name] for field in wanted], schema=wanted)
    return table.append_column(MARK, pa.nulls(len(table), MARK.type)) if gathered.fictional else table


def _named(places: Ints, names: Sequence[str]) -> pa.DictionaryArray:
    """A column, from the places of its texts among names that may repeat."""
    own = {name: number for number, name in enumerate(dict.fromkeys(names))}
    numbers = np.array([*(own[name] for name in names), -1], dtype=np.int32)
    return words(numbers[places], texts(list(own)))


def _answered(gathered: Gathered, batch: Batch, source: int) -> Answered:
    """The answers of a batch that count: of those that contradict each other nothing stands in the grid."""
    accepted = Check(gathered.judge, batch, Log(0), gathered.grid).accepted()
    counts = np.flatnonzero(gathered.grid.codes.reshape(-1)[accepted.addresses])
    rows = accepted.rows[counts]
    return Answered(
        accepted.addresses[counts], accepted.texts[counts], _notes(batch, rows),
        _statuses(gathered.judge, batch, rows), accepted.prints[counts],
        np.full(len(rows), source), batch.lines(rows),
    )  # fmt: skip


def _notes(batch: Batch, rows: Ints) -> NDArray[np.object_]:
    notes = [note.strip() for note in batch.texts("note")]
    return np.array(notes, dtype=object)[batch.numbers("note")[rows]]


def _statuses(judge: Judge, batch: Batch, rows: Ints) -> Ints:
    known = judge.numbers["status"]
    numbers = [known.get(text.strip().casefold(), -1) for text in batch.texts("status")]
    return np.array(numbers, dtype=np.int64)[batch.numbers("status")[rows]]
