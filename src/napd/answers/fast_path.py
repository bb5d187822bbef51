"""The fast path: lays out most answers by integer work alone, a few look-ups for each row.

A row says, by the numbers of its texts in the dictionaries of the batch, which answer it is and what the value is.
What each number means is worked out once for each batch. Rows in which anything is out of the ordinary are left over,
for the check to accept or to explain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.fingerprints import SPARE, Fingerprints, odd, whose
from napd.answers.grid import Grid
from napd.answers.layout import KINDS
from napd.answers.parsing import AnswerParser
from napd.answers.row_keys import Keys, Names, keys_of
from napd.answers.vocabulary import Spellings, Vocabulary
from napd.tables.batch import Batch

CHUNK = 1 << 15
"""Rows that are worked on at a time: few enough for the arrays in between to stay near the processor."""
LOWEST = np.uint64((1 << int(SPARE)) - 1)
Ints = NDArray[np.int64]
Rows = NDArray[np.integer]
Known = TypeVar("Known")


@frozen(eq=False, repr=False)
class Laid:
    """What became of some rows.

    Args:
        count: how many answers were laid out.
        print: the sum of their fingerprints.
        left: int array: the rows that are left over.
    """

    count: int
    print: int
    left: Ints


@frozen(eq=False, repr=False)
class FastPath:
    """Lays out answers.

    Threads may share it: they write to the grid without looking, and what is written to one place twice is found by
    counting, and settled later.
    """

    judge: AnswerParser
    grid: Grid
    vocabulary: Vocabulary

    @cached_property
    def names(self) -> Names:
        """The names of the framework."""
        return Names(self.judge)

    def lay_out(self, batch: Batch, memory: Memory) -> Laid:
        """Lay out the answers of a batch; the memory is that of the batches before it."""
        layout = self.judge.layout
        if not (layout.areas and layout.round_ids and layout.slots):
            return Laid(0, 0, np.arange(len(batch)))
        work = Work.on(self, batch, memory)
        laid = [work.lay_out(slice(start, start + CHUNK)) for start in range(0, len(batch), CHUNK)]
        left = np.concatenate([np.zeros(0, dtype=np.int64), *(one.left for one in laid)])
        return Laid(sum(one.count for one in laid), sum(one.print for one in laid), left)


class Memory:
    """What the texts of a column came to in the batch before: those of one row group have the same texts."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[Any, bool, Any]] = {}

    def of(self, batch: Batch, column: str, work_out: Callable[[Sequence[str]], Known]) -> Known:
        """Work out what the texts of a column come to, unless it is known."""
        encoded = batch.columns[column]
        texts, has_empty = encoded.dictionary, bool(encoded.null_count)
        if column not in self._last or self._last[column][1] != has_empty or not self._last[column][0].equals(texts):
            self._last[column] = texts, has_empty, work_out(batch.texts(column))
        known: Known = self._last[column][2]
        return known


class Desk:
    """Room for the arrays in between, used again for each chunk: to ask for new memory takes longer than the work."""

    def __init__(self, count: int) -> None:
        self.keys, self.areas, self.values = (np.empty(count, dtype=np.int64) for _ in range(3))
        self.pairs, self.addresses = (np.empty(count, dtype=np.int64) for _ in range(2))
        self.packed, self.answers, self.factors = (np.empty(count, dtype=np.uint64) for _ in range(3))
        self.given = np.empty(count, dtype=bool)


@frozen(eq=False, repr=False)
class Work:
    """What the numbers of one batch mean.

    Args:
        fast: where it belongs.
        words: the texts of the values.
        keys: which answer each row is.
        area_numbers, value_numbers: int arrays of shape (rows,): the numbers of the areas and of the values.
        table: for each slot and class the code and the fingerprint of the answer, in one row.
        questions: for each key where its slot begins in `table`.
        places: for each key the address of its page and slot.
        prints: for each key its fingerprint.
        areas: for each area of the batch what it adds to the address; 0 for none that is known.
        area_prints: for each area of the batch its fingerprint.
        kinds: for each key where its row of `fits` begins; None where every area may answer every key.
        fits: for each kind of key and area of the batch whether it may answer.
        valued: for each key the place of its slot among those whose value is kept, else -1; None where none is.
        desk: room to work on a chunk.
    """

    fast: FastPath
    words: Spellings
    keys: Keys
    area_numbers: Rows
    value_numbers: Rows
    table: Fingerprints
    questions: Ints
    places: Ints
    prints: Fingerprints
    areas: Ints
    area_prints: Fingerprints
    kinds: Ints | None
    fits: NDArray[np.bool_]
    valued: NDArray[np.int16] | None
    desk: Desk

    @classmethod
    def on(cls, fast: FastPath, batch: Batch, memory: Memory) -> Work:
        """Work out what the numbers mean."""
        grid, known, vocabulary = fast.grid, fast.judge.prints, fast.vocabulary
        areas = memory.of(batch, "area", partial(fast.names.numbers, "area"))
        keys = keys_of(batch, fast.names)
        rows = np.where(areas >= 0, areas + 1, 0)
        kinds, fits = _fits(fast.names, keys, rows)
        slots, classes = vocabulary.table.shape
        nobody = np.full(len(keys.slots), -1)
        return cls(
            fast,
            words=memory.of(batch, "value", vocabulary.words),
            keys=keys,
            area_numbers=batch.numbers("area"),
            value_numbers=batch.numbers("value"),
            table=vocabulary.table.reshape(-1),
            questions=np.where(keys.good, keys.slots, slots - 1) * classes,
            places=grid.addresses(keys.rounds, keys.perspectives, nobody, keys.slots),
            prints=whose(known, keys.rounds, keys.perspectives, keys.slots),
            areas=rows * grid.shape[2],
            area_prints=odd(known["area"][np.maximum(areas, 0)]),
            kinds=kinds,
            fits=fits,
            valued=_valued(grid, keys),
            desk=Desk(min(CHUNK, len(batch))),
        )

    def lay_out(self, here: slice) -> Laid:
        """Lay out the answers of a chunk."""
        desk = self._read(here)
        codes, left = self._codes(desk)
        if self.fast.vocabulary.read(desk.pairs[left]):
            codes, left = self._codes(desk)
        self._places(desk)
        self.fast.grid.codes.reshape(-1)[desk.addresses] = codes
        if self.valued is not None:
            self._keep(desk, self.valued)
        return Laid(int(np.count_nonzero(codes)), self._print(desk), left + here.start)

    def _read(self, here: slice) -> Desk:
        """The numbers of a chunk."""
        count = len(self.value_numbers[here])
        desk = self.desk if count == len(self.desk.keys) else Desk(count)
        self.keys.of(here, desk.keys)
        desk.areas[:] = self.area_numbers[here]
        desk.values[:] = self.value_numbers[here]
        return desk

    def _codes(self, desk: Desk) -> tuple[NDArray[np.unsignedinteger], Ints]:
        """The codes of the answers, 0 for what is not an answer; and the rows that are left over."""
        self.words.packed.take(desk.values, out=desk.packed, mode="clip")
        self.questions.take(desk.keys, out=desk.pairs, mode="clip")
        np.bitwise_and(desk.packed, LOWEST, out=desk.factors)
        desk.pairs += desk.factors.view(np.int64)
        self.table.take(desk.pairs, out=desk.answers, mode="clip")
        np.bitwise_and(desk.answers, LOWEST, out=desk.factors)
        codes = desk.factors.astype(self.fast.grid.codes.dtype)
        if self.kinds is not None:
            codes *= self.fits.take(self.kinds.take(desk.keys) + desk.areas)
        np.not_equal(codes, 0, out=desk.given)
        return codes, np.flatnonzero((desk.packed != 0) ^ desk.given)  # an empty text is 0

    def _places(self, desk: Desk) -> None:
        """The addresses of the answers; 0 of what is none."""
        self.places.take(desk.keys, out=desk.addresses, mode="clip")
        desk.addresses += self.areas.take(desk.areas, out=desk.factors.view(np.int64), mode="clip")
        desk.addresses *= desk.given

    def _print(self, desk: Desk) -> int:
        """The sum of the fingerprints of the answers."""
        prints = desk.answers
        prints += desk.packed
        prints >>= SPARE
        prints *= desk.given
        prints *= self.prints.take(desk.keys, out=desk.factors, mode="clip")
        prints *= self.area_prints.take(desk.areas, out=desk.factors, mode="clip")
        return int(prints.sum(dtype=np.uint64))

    def _keep(self, desk: Desk, valued: NDArray[np.int16]) -> None:
        """Keep the values of some rows: of a text that has a class by itself its position, else the number it is."""
        slots = valued.take(desk.keys)
        rows = np.flatnonzero(desk.given & (slots >= 0))
        positions = self.fast.vocabulary.positions.reshape(-1).take(desk.pairs[rows])
        numbers = np.where(np.isnan(positions), self.words.numbers.take(desk.values[rows]), positions)
        kept, width = self.fast.grid.values, self.fast.grid.shape[2]
        places = slots[rows].astype(np.int64) * (kept.shape[1] * kept.shape[2])
        kept.reshape(-1)[places + desk.addresses[rows] // width] = numbers


def _valued(grid: Grid, keys: Keys) -> NDArray[np.int16] | None:
    """For each key the place of its slot among those whose value is kept; None where no key has one."""
    places = np.full(grid.shape[2], -1, dtype=np.int16)
    for slot, place in grid.valued.items():
        places[slot] = place
    found = np.where(keys.good, places[keys.slots], np.int16(-1))
    return found if (found >= 0).any() else None


def _fits(names: Names, keys: Keys, rows: Ints) -> tuple[Ints | None, NDArray[np.bool_]]:
    """For each key where its kind of area and its round begin in `fits`; None where every area may answer every key."""
    width = len(KINDS)
    kinds, places = np.unique(keys.rounds * width + names.judge.layout.asks[keys.slots], return_inverse=True)
    fits = np.array([names.fits(*divmod(kind, width))[rows] for kind in kinds.tolist()])
    if fits.all():
        return None, fits
    return places * len(rows), fits.reshape(-1)
