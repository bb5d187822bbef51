"""Gathering: from sources to a filled grid, with every problem on the way; repeated answers settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.engine.check import Check
from napd.engine.grid import Accepted, Grid
from napd.engine.judge import Judge
from napd.engine.layout import Layout
from napd.engine.problems import Problem
from napd.engine.sources import Batch, Source


@frozen(eq=False)
class Gathered:
    """What was read.

    Args:
        grid: the accepted answers.
        problems: everything that was wrong.
        count: how many distinct answers were accepted.
        fingerprint: 16 hexadecimal digits that stand for these answers, in whatever order and files they came.
        fictional: whether any source marks its answers as fictional.
    """

    grid: Grid
    problems: Sequence[Problem]
    count: int
    fingerprint: str
    fictional: bool


def gather(sources: Sequence[Source], layout: Layout, progress: Callable[[int], None] = lambda _: None) -> Gathered:
    """Read, check and lay out answers.

    Args:
        sources: where the answers are.
        layout: the framework to check them against.
        progress: called with the number of rows of each batch that is done.

    Costs one pass over the rows; two more where the same question is answered more than once.
    """
    judge, grid = Judge(layout), Grid(layout)
    problems: list[Problem] = []
    written, total = 0, 0
    for batch in _batches(sources, problems.append):
        answers = Check(judge, batch, problems.append).accepted()
        grid.write(answers)
        written += len(answers)
        total += int(answers.prints.sum(dtype=np.uint64))
        progress(len(batch))
    if grid.filled() != written:
        repeats = Repeats(judge, sources, grid)
        problems += repeats.settle()
        total -= repeats.surplus()
    return Gathered(grid, problems, grid.filled(), f"{total % 2**64:016x}", any(source.fictional for source in sources))


def _batches(sources: Iterable[Source], report: Callable[[Problem], None]) -> Iterable[Batch]:
    for source in sources:
        yield from source.batches(report)


@frozen
class Place:
    """Where one of several answers to the same question stands."""

    file: str
    line: int
    text: str
    value: str
    print: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@frozen(eq=False)
class Repeats:
    """Questions that were answered more than once: read again, to compare the answers and to name their places."""

    judge: Judge
    sources: Sequence[Source]
    grid: Grid
    places: dict[tuple[int, ...], list[Place]] = field(factory=dict, init=False)

    def settle(self) -> list[Problem]:
        """Take out the answers that contradict each other, and say so; the same answer again is only a remark."""
        repeated = self._repeated()
        for batch, answers in self._answers():
            keys = self._keys(answers)
            rows = np.flatnonzero(np.isin(keys, repeated))
            if not len(rows):
                continue
            lines = batch.lines(answers.rows[rows])
            texts = batch.columns["value"].take(answers.rows[rows].tolist()).to_pylist()
            for row, line, value in zip(rows, lines, texts, strict=True):
                where = (answers.rounds[row], answers.perspectives[row], answers.areas[row], answers.slots[row])
                place = Place(batch.file, int(line), str(answers.texts[row]), value, int(answers.prints[row]))
                self.places.setdefault(tuple(map(int, where)), []).append(place)
        return [problem for where, places in self.places.items() for problem in self._compare(where, places)]

    def surplus(self) -> int:
        """The sum of the fingerprints of the answers that do not count."""
        return sum(place.print for places in self.places.values() for place in places[int(_same(places)) :])

    def _answers(self) -> Iterable[tuple[Batch, Accepted]]:
        for batch in _batches(self.sources, _ignore):
            yield batch, Check(self.judge, batch, _ignore).accepted()

    def _keys(self, answers: Accepted) -> NDArray[np.int64]:
        layout = self.judge.layout
        shape = (
            len(layout.round_ids), len(layout.framework.perspectives), len(layout.areas), len(layout.slots),
        )  # fmt: skip
        return np.ravel_multi_index((answers.rounds, answers.perspectives, answers.areas, answers.slots), shape)

    def _repeated(self) -> NDArray[np.int64]:
        keys = np.concatenate([self._keys(answers) for _, answers in self._answers()])
        distinct, counts = np.unique(keys, return_counts=True)
        return distinct[counts > 1]

    def _compare(self, where: tuple[int, ...], places: Sequence[Place]) -> Iterable[Problem]:
        round_number, perspective, area, slot = where
        same = _same(places)
        if not same:
            self.grid.clear((round_number, perspective), area, slot)
        for place in places[1:] if same else places:
            other = places[0] if same else next(other for other in places if other.text != place.text)
            yield self._problem(area, slot, place, other, same=same)

    def _problem(self, area: int, slot: int, place: Place, other: Place, *, same: bool) -> Problem:
        layout = self.judge.layout
        what = f"question {layout.slots[slot].question.id!r} of {layout.areas[area].code}"
        if same:
            message, hint = (
                f"{what} is answered with the same value at {other}; it counts once",
                "Keep one of the rows.",
            )
        else:
            message = f"{what} is answered {place.text!r} here and {other.text!r} at {other}; it counts as not answered"
            hint = "Keep the right row."
        return Problem(
            problem="duplicate" if same else "contradiction", message=message, hint=hint,
            severity="remark" if same else "error", file=place.file, line=place.line, column="value", value=place.value,
        )  # fmt: skip


def _same(places: Sequence[Place]) -> bool:
    """Whether all of these answers say the same."""
    return len({place.text for place in places}) == 1


def _ignore(problem: Problem) -> None:
    """Problems were reported in the first pass."""
