"""Duplicates: questions that were answered more than once, read again to compare the answers and name their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.answers.grid import Accepted, Grid
from napd.answers.parsing import AnswerParser
from napd.answers.rereading import Reread, reread
from napd.tables.arrays import distinct
from napd.tables.batch import Batch
from napd.tables.problems import ELSEWHERE, Log, Place, Problem
from napd.tables.source import AnswerSource
from napd.texts import Message

Ints = NDArray[np.int64]


@frozen
class Occurrence:
    """One of several answers to the same question: where it stands, what it means, and its text."""

    place: Place
    text: str
    value: str


@frozen(eq=False, repr=False)
class Cells:
    """The places of the grid with more than one answer; arrays of shape (cells,).

    Args:
        addresses: int64, ascending.
        counts: int64: how many answers there are.
        first: uint64: the fingerprint of the first one read.
        sums: uint64: the sum of all fingerprints.
        differ: bool: whether they do not all say the same.
    """

    addresses: Ints
    counts: Ints
    first: NDArray[np.uint64]
    sums: NDArray[np.uint64]
    differ: NDArray[np.bool_]

    @classmethod
    def at(cls, addresses: Ints) -> Cells:
        """Places whose answers are still to be read."""
        shape = addresses.shape
        first, sums = (np.zeros(shape, dtype=np.uint64) for _ in range(2))
        return cls(addresses, np.zeros(shape, dtype=np.int64), first, sums, np.zeros(shape, dtype=bool))

    def find(self, addresses: Ints) -> tuple[Ints, Ints]:
        """Which of some addresses are among these, and as which."""
        places = np.minimum(np.searchsorted(self.addresses, addresses), len(self.addresses) - 1)
        rows = np.flatnonzero(self.addresses[places] == addresses)
        return rows, places[rows]

    def add(self, answers: Accepted) -> None:
        """Count the answers of a batch."""
        rows, cells = self.find(answers.addresses)
        prints = answers.prints[rows]
        new = np.flatnonzero(self.counts[cells] == 0)[::-1]
        self.first[cells[new]] = prints[new]  # of several in one batch the first, which is written last
        self.differ[cells[self.first[cells] != prints]] = True
        np.add.at(self.counts, cells, 1)
        np.add.at(self.sums, cells, prints)

    @property
    def surplus(self) -> int:
        """The sum of the fingerprints of the answers that do not count."""
        return int((self.sums - np.where(self.differ, np.uint64(0), self.first)).sum(dtype=np.uint64))


@frozen(eq=False, repr=False)
class Duplicates:
    """Finds and settles repeated answers.

    Costs three passes over the rows, and memory for the grid and for each place with several answers.
    """

    judge: AnswerParser
    sources: Sequence[AnswerSource]
    grid: Grid
    log: Log
    _places: dict[int, list[Occurrence]] = field(factory=dict, init=False)
    _mixed: set[int] = field(factory=set, init=False)

    def settle(self) -> int:
        """Take out the answers that contradict each other, and say so; the same answer again is only a remark.

        Returns the sum of the fingerprints of the answers that do not count.
        """
        cells = Cells.at(self._repeated())
        for _, _, answers in self._answers():
            cells.add(answers)
        self.grid.clear(cells.addresses[cells.differ])
        told = self._tell(cells)
        self.log.more("contradiction", "error", int(cells.counts[cells.differ].sum()) - told["contradiction"])
        self.log.more("duplicate", "remark", int((cells.counts[~cells.differ] - 1).sum()) - told["duplicate"])
        return cells.surplus

    def _answers(self) -> Iterator[Reread]:
        return reread(self.judge, self.grid, self.sources)

    def _repeated(self) -> Ints:
        """The addresses of places with more than one answer, ascending."""
        seen = np.zeros(self.grid.codes.size, dtype=bool)
        found = [np.zeros(0, dtype=np.int64)]
        for _, _, answers in self._answers():
            here, counts = np.unique(answers.addresses, return_counts=True)
            found.append(here[(counts > 1) | seen[here]])
            seen[here] = True
        return distinct(np.concatenate(found))

    def _tell(self, cells: Cells) -> dict[str, int]:
        """Tell of as many as the log takes of either kind, in the order in which they are found."""
        told = {"contradiction": 0, "duplicate": 0}
        chosen = np.concatenate([np.flatnonzero(cells.differ == differ)[: self.log.most] for differ in (True, False)])
        few = Cells.at(np.sort(cells.addresses[chosen]))
        for _, batch, answers in self._answers():
            self._note(batch, answers, few.find(answers.addresses)[0])
        for address, places in self._places.items():
            for problem in self._compare(address, places):
                told[problem.problem] += 1
                self.log(problem)
        return told

    def _note(self, batch: Batch, answers: Accepted, rows: Ints) -> None:
        rows = self._few(answers, rows)
        if not len(rows):
            return
        places, texts = batch.places(answers.rows[rows], "value"), batch.texts("value")
        values = batch.numbers("value")[answers.rows[rows]]
        for row, place, value in zip(rows.tolist(), places, values.tolist(), strict=True):
            self._keep(int(answers.addresses[row]), Occurrence(place, str(answers.texts[row]), texts[value]))

    def _few(self, answers: Accepted, rows: Ints) -> Ints:
        """Of the rows of each place the first ones, as many as are kept, and the first that says something else."""
        order = rows[np.argsort(answers.addresses[rows], kind="stable")]
        addresses, prints = answers.addresses[order], answers.prints[order]
        starts = np.flatnonzero(np.diff(addresses, prepend=-1))
        counts = np.diff(starts, append=len(order))
        first = np.arange(len(order)) - np.repeat(starts, counts) <= self.log.most
        other = prints != np.repeat(prints[starts], counts)
        other[other] = np.diff(addresses[other], prepend=-1) != 0
        return np.sort(order[first | other])

    def _keep(self, address: int, said: Occurrence) -> None:
        """Keep a place, of many the first ones; and in any case the first that says something else."""
        noted = self._places.setdefault(address, [])
        other = bool(noted) and said.text != noted[0].text and address not in self._mixed
        if other:
            self._mixed.add(address)
        if other or len(noted) <= self.log.most:
            noted.append(said)

    def _compare(self, address: int, every: Sequence[Occurrence]) -> Iterable[Problem]:
        same = len({said.text for said in every}) == 1
        for said in every[1:] if same else every:
            other = every[0] if same else next(other for other in every if other.text != said.text)
            yield self._problem(address, said, other, same=same)

    def _problem(self, address: int, said: Occurrence, other: Occurrence, *, same: bool) -> Problem:
        round_number, area, slot = self.grid.place(address)
        layout = self.judge.layout
        region = layout.region_of(round_number, area)
        what = {"question": layout.slots[slot].question.id, "area": layout.areas[area].code}
        if same:
            message = Message("problem.duplicate.message", **what, elsewhere=ELSEWHERE)
            hint = Message("problem.duplicate.hint")
        else:
            two = {"value": said.text, "other": other.text}
            message = Message("problem.contradiction.message", **what, **two, elsewhere=ELSEWHERE)
            hint = Message("problem.contradiction.hint")
        return Problem(
            problem="duplicate" if same else "contradiction", message=message, hint=hint,
            severity="remark" if same else "error", column="value", value=said.value, region=region,
            other=other.place, **said.place.columns,
        )  # fmt: skip
