"""Gathering: from sources to a filled grid, with every problem on the way; repeated answers settled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
from attrs import frozen

from napd.answers.check import AnswerCheck
from napd.answers.fast_path import FastPath, Memory
from napd.answers.grid import Grid
from napd.answers.guest_source import GuestSource
from napd.answers.layout import Layout
from napd.answers.parsing import AnswerParser
from napd.answers.spilt import Spilt
from napd.answers.stamp import insist_unchanged
from napd.answers.threads import LARGE, in_order
from napd.answers.vocabulary import Vocabulary
from napd.tables.batch import Batch
from napd.tables.problems import EVERY, FEW, Log, Problem, Report
from napd.tables.source import AnswerSource, Piece

ROW = 1 << 5
"""Bytes that a row takes in a file, at the least."""


@frozen(eq=False, repr=False)
class Gathered:
    """What was read.

    Args:
        sources: where the answers are.
        judge: knows what texts mean.
        grid: the accepted answers.
        problems: everything that was wrong.
        count: how many distinct answers were accepted.
        fingerprint: 16 hexadecimal digits that stand for these answers, in whatever order and files they came.
        fictional: whether any source marks its answers as fictional.
    """

    sources: Sequence[AnswerSource]
    judge: AnswerParser
    grid: Grid
    problems: Log
    count: int
    fingerprint: str
    fictional: bool


@frozen(eq=False, repr=False)
class Taken:
    """What became of one piece of a source: how many answers, the sum of their fingerprints, rows, and problems."""

    count: int
    print: int
    rows: int
    problems: Log


def gather(
    sources: Sequence[AnswerSource],
    layout: Layout,
    progress: Callable[[int], None] = lambda _: None,
    every: Callable[[Iterable[Problem]], None] | None = None,
) -> Gathered:
    """Read, check and lay out answers.

    Args:
        sources: where the answers are.
        layout: the framework to check them against.
        progress: called with the number of rows of each piece that is done.
        every: called with the problems of each piece that is done; without it, beyond the first of each kind they
            are only counted.

    Costs one pass over the rows, in as many threads as there are processors, up to 8; three more where the same
    question is answered more than once.
    """
    most = FEW if every is None else EVERY
    tell = every or _count_only
    intake, log, own = Intake.of(layout, most), Log(FEW), Log(most)
    written, total = 0, 0
    pieces = _pieces(sources, own, layout.framework.aside)
    for taken in in_order(intake.take, pieces, max(map(_rows, sources), default=0)):
        written, total = written + taken.count, total + taken.print
        tell(taken.problems)
        log.merge(taken.problems)
        progress(taken.rows)
    for source in sources:
        insist_unchanged(source)
    grid = intake.grid
    if grid.filled() != written:
        from napd.answers.duplicates import Duplicates  # which most answers have none of

        total -= Duplicates(intake.judge, sources, grid, own).settle()
    tell(own)
    log.merge(own)
    fictional = any(source.fictional for source in sources)
    return Gathered(sources, intake.judge, grid, log, grid.filled(), f"{total % 2**64:016x}", fictional)


def _rows(source: AnswerSource) -> int:
    """About how many rows a source has, as far as can be seen before it is read: many small files need no thread."""
    stamp = getattr(source, "stamp", None)
    return LARGE if stamp is None else stamp.size // ROW


def _count_only(_: Iterable[Problem]) -> None:
    """Nobody asked for every problem."""


def _pieces(sources: Iterable[AnswerSource], report: Report, aside: Collection[str]) -> Iterator[Piece]:
    for source in sources:
        for piece in source.pieces(report):
            yield partial(_used, source, piece, aside) if aside and isinstance(source, GuestSource) else piece


def _used(source: GuestSource, piece: Piece, aside: Collection[str], report: Report) -> Iterable[Batch]:
    """The rows of a piece; what is wrong with a sheet of a form that asks only what is set aside is not told."""
    problems: list[Problem] = []
    batches = piece(problems.append)  # reads it whole
    asked: dict[str, set[str]] = {}
    for (_, indicator, _), place in (each for form in source.forms for each in form.places.items()):
        asked.setdefault(place.sheet, set()).add(indicator)
    for problem in problems:
        if not asked.get(problem.sheet, {""}) <= {*aside}:
            report(problem)
    return batches


@frozen(eq=False, repr=False)
class Intake:
    """Takes in pieces of sources; threads may share it."""

    judge: AnswerParser
    grid: Grid
    fast: FastPath
    spilt: Spilt
    few: int

    @classmethod
    def of(cls, layout: Layout, few: int) -> Intake:
        """An empty grid, and what it takes to fill it."""
        judge, grid = AnswerParser(layout), Grid(layout)
        return cls(judge, grid, FastPath(judge, grid, Vocabulary(layout)), Spilt(judge, grid), few)

    def take(self, piece: Piece) -> Taken:
        """Take in a piece: the fast path does most rows, and the check those that it leaves."""
        count, total, rows, log, memory = 0, 0, 0, Log(self.few), Memory()
        for batch in piece(log):
            laid = self.fast.lay_out(batch, memory)
            self.spilt.tell(batch, log)
            answers = (
                AnswerCheck(self.judge, batch.take(laid.left), log, self.grid).accepted() if len(laid.left) else ()
            )
            count, total, rows = count + laid.count, total + laid.print, rows + len(batch)
            if answers:
                self.grid.write(answers)
                count, total = count + len(answers), total + int(answers.prints.sum(dtype=np.uint64))
        return Taken(count, total, rows, log)
