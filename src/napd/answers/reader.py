"""The reader: makes the index of what was said, by reading the sources again.

Scoring keeps no more of an answer than its class, and nothing of a note. A note
lives apart from its answer: it belongs to the question that its row is about, whether or not a value counts.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from pathlib import PurePath
from sys import maxsize
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from napd.answers.answer_table import answers_table
from napd.answers.check import AnswerCheck
from napd.answers.columns import ALL
from napd.answers.grid import Accepted, Grid
from napd.answers.index import AnswerIndex
from napd.answers.intake import Gathered
from napd.answers.located import Answered, LocatedTexts
from napd.answers.parsing import AnswerParser
from napd.answers.rereading import Reread, reread
from napd.answers.sources import changed
from napd.framework.framework import ALIGNED
from napd.tables.batch import Batch
from napd.tables.personal import WITHHELD, code_of, personal_in
from napd.tables.problems import Log

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def read_index(gathered: Gathered, areas: Collection[str] | None = None) -> AnswerIndex:
    """Read what was said again.

    A question that is answered more than once with the same value has one answer; it has the status of the one that is
    least far. One that is answered with different values has none.

    Args:
        gathered: what was read.
        areas: the codes of the areas whose rows are read, whether or not there are such areas; None for all rows.

    Raises:
        NapdError: when a file has changed since it was scored.

    Costs another pass over the answers, and memory for what is read.
    """
    strays, judge, grid = Log(maxsize), gathered.judge, gathered.grid
    known = grid.layout.area_numbers
    about = None if areas is None else {known[code] for code in areas if code in known}
    parts = [Rows.of(judge, grid, read).said(strays) for read in reread(judge, grid, gathered.sources, ALL, about)]
    answers = Answered.joined(answers for answers, _ in parts)
    if not _are_those_scored(gathered, answers, about):
        raise changed()
    notes, refused, free = (LocatedTexts.joined(texts[place] for _, texts in parts) for place in range(3))
    return AnswerIndex(gathered, answers, notes, refused, free, strays)


@frozen(eq=False, repr=False)
class Reader:
    """Reads what was said.

    Args:
        gathered: what was read.
        of: where this one withholds what may have personal data in it, and is not confirmed, one that does not.
        areas: the codes of the areas that it reads; None for all.
    """

    gathered: Gathered
    of: Reader | None = None
    areas: frozenset[str] | None = None
    _narrow: dict[frozenset[str], Reader] = field(factory=dict, init=False)

    @cached_property
    def whole(self) -> AnswerIndex:
        """What all said, or all of its areas; read once, and kept."""
        return withheld(self.of.whole, self.gathered) if self.of else read_index(self.gathered, self.areas)

    def only(self, areas: frozenset[str] | None) -> Reader:
        """One that reads only what some areas said, by their codes; itself where that is None.

        It is kept, so that several views of the same areas read once.
        """
        if areas is None or areas == self.areas:
            return self
        if self.of:
            return self.of.only(areas).public
        return self._narrow.setdefault(areas, Reader(self.gathered, areas=areas))

    @cached_property
    def table(self) -> pa.Table:
        """The table "answers"."""
        return answers_table(self.gathered, self.whole.answers, self.whole.notes)

    @cached_property
    def public(self) -> Reader:
        """One that withholds, for what is shown to others."""
        return self if self.of else Reader(self.gathered, self, self.areas)

    @property
    def full(self) -> Reader:
        """One that withholds nothing, for who has the answers at hand."""
        return self.of or self


def withheld(index: AnswerIndex, gathered: Gathered) -> AnswerIndex:
    """What was said, with `WITHHELD` in the place of each text that may have personal data in it."""
    notes, free, refused = (
        evolve(texts, texts=np.where(suspect(texts, gathered), WITHHELD, texts.texts)) for _, texts in index.every_text
    )
    values = index.answers.texts.copy()
    values[np.searchsorted(index.answers.addresses, free.addresses)] = free.texts
    return evolve(index, answers=evolve(index.answers, texts=values), notes=notes, free=free, refused=refused)


def suspect(texts: LocatedTexts, gathered: Gathered) -> Bools:
    """Which texts may have personal data in them, and are not confirmed: neither they nor the files they stand in."""
    confirmed = gathered.judge.layout.framework.confirmed
    distinct, places = np.unique(texts.texts.astype(str), return_inverse=True)
    found = np.array([bool(personal_in(text)) and code_of(text) not in confirmed for text in distinct.tolist()], bool)
    files = np.array([_is_confirmed(source.name, confirmed) for source in gathered.sources], dtype=bool)
    return np.asarray(found[places] & ~files[texts.sources])


def _is_confirmed(name: str, confirmed: Collection[str]) -> bool:
    return name in confirmed or PurePath(name).name in confirmed


def _are_those_scored(gathered: Gathered, answers: Answered, areas: Collection[int] | None) -> bool:
    """Whether the answers are those that were scored: all by their fingerprint, those of some areas by their places."""
    if areas is None:
        return answers.fingerprint == gathered.fingerprint
    rows = np.array(sorted(areas), dtype=np.int64) + 1
    pages, places, slots = np.nonzero(gathered.grid.codes[:, rows])
    expected = np.sort(np.ravel_multi_index((pages, rows[places], slots), gathered.grid.shape))
    return np.array_equal(expected, answers.addresses)


@frozen(eq=False, repr=False)
class Rows:
    """The rows of a batch.

    Args:
        judge: knows what texts mean.
        grid: knows which answers count.
        source: the place of the source.
        batch: the rows.
        accepted: the answers in which nothing is wrong.
        counts: bool, which of these count: not those that contradict each other.
    """

    judge: AnswerParser
    grid: Grid
    source: int
    batch: Batch
    accepted: Accepted
    counts: Bools

    @classmethod
    def of(cls, judge: AnswerParser, grid: Grid, read: Reread) -> Rows:
        """Rows that were read again."""
        return cls(judge, grid, *read, grid.codes.reshape(-1)[read.accepted.addresses] > 0)

    def said(self, strays: Log) -> tuple[Answered, tuple[LocatedTexts, LocatedTexts, LocatedTexts]]:
        """The answers; the notes, the refused values and the answers in one's own words."""
        answers = self._answers()
        return answers, (*self._beside(strays), self._free(answers))

    def _answers(self) -> Answered:
        one = self.accepted
        rows = one.rows[self.counts]
        return Answered(
            one.addresses[self.counts], one.texts[self.counts], self._statuses(self.batch)[rows],
            np.full(len(rows), self.source), self.batch.lines(rows), one.prints[self.counts],
        )  # fmt: skip

    def _free(self, answers: Answered) -> LocatedTexts:
        slots = [slot.number for slot in self.judge.layout.slots if slot.question.space is None]
        rows = np.isin(answers.addresses % self.grid.shape[2], slots)
        return LocatedTexts(*answers.columns[:-1]).of(rows)

    def _beside(self, strays: Log) -> tuple[LocatedTexts, LocatedTexts]:
        """The notes, and the values that do not count."""
        is_refused, is_noted = self._is_filled("value"), self._is_filled("note")
        is_refused[self.accepted.rows[self.counts]] = False
        rows = np.flatnonzero(is_noted | is_refused)
        batch, is_refused, is_noted = self.batch.take(rows), is_refused[rows], is_noted[rows]
        addresses, statuses = self._check(batch, Log(0)).addresses(), self._statuses(batch)
        is_lost = is_noted & (addresses < 0) & ~self._is_filled("value")[rows]
        self._check(batch.take(np.flatnonzero(is_lost)), strays).addresses()
        values, lines = _texts(batch, "value"), batch.lines(np.arange(len(rows)))
        values[np.searchsorted(rows, self.accepted.rows[~self.counts])] = self.accepted.texts[~self.counts]
        may = statuses == ALIGNED if self.judge.layout.framework.publish else np.ones(len(rows), dtype=bool)
        notes, refused = (
            LocatedTexts(addresses, texts, statuses, np.full(len(rows), self.source), lines)
            for texts in (_texts(batch, "note"), values)
        )
        return notes.of(is_noted & may), refused.of(is_refused & may & (addresses >= 0))

    def _check(self, batch: Batch, log: Log) -> AnswerCheck:
        return AnswerCheck(self.judge, batch, log, self.grid)

    def _is_filled(self, column: str) -> Bools:
        """Where a column says anything."""
        filled = np.array([bool(text.strip()) for text in self.batch.texts(column)], dtype=bool)
        return filled[self.batch.numbers(column)]

    def _statuses(self, batch: Batch) -> Ints:
        known = self.judge.numbers["status"]
        numbers = [known.get(text.strip().casefold(), -1) for text in batch.texts("status")]
        return np.array(numbers, dtype=np.int64)[batch.numbers("status")]


def _texts(batch: Batch, column: str) -> NDArray[np.object_]:
    return np.array([text.strip() for text in batch.texts(column)], dtype=object)[batch.numbers(column)]
