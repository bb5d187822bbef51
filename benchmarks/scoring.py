"""The contest: the same answers scored by each contestant, compared first and then timed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from benchmarks.contestants import CONTESTANTS, NAPD, READING
from benchmarks.measure import ROOT, Row, Sample, in_turns, run, say

ORDERS = ("sorted", "shuffled")
SOURCES = ("generate.py", "rubric.py")


@frozen
class Size:
    """How many answers: of so many areas, each with 8 rounds of 40 questions; and how often each job is run."""

    areas: int
    repeats: int


SIZES = {"14k": Size(44, 9), "1M": Size(3_125, 5), "10M": Size(31_250, 3), "100M": Size(312_500, 1)}


@frozen
class Contest:
    """One size of answers.

    Args:
        size: its name.
        rivals: who takes part beside reading and napd.
        orders: the orders of the rows.
        folder: where the answers are kept.
        repeats: how often each job is run; None for as often as is usual for this size.
    """

    size: str
    rivals: Sequence[str]
    orders: Sequence[str]
    folder: Path
    repeats: int | None = None

    @property
    def areas(self) -> int:
        """How many areas answer."""
        return SIZES[self.size].areas

    def rows(self) -> Iterator[Row]:
        """Compare everyone in every order; only when all are equal, time them."""
        entries = {order: list(self._entries(order)) for order in self.orders}
        with TemporaryDirectory(dir=self.folder) as folder:
            for order, names in entries.items():
                self._compare(order, names, Path(folder))
        for order, names in entries.items():
            yield from self._timed(order, names)

    def _entries(self, order: str) -> Iterator[str]:
        for name in (READING, NAPD, *self.rivals):
            contestant = CONTESTANTS[name]
            slow = self.areas >= contestant.once_from and order != ORDERS[0]
            if self.areas <= contestant.largest and not slow:
                yield name

    def _compare(self, order: str, names: Sequence[str], folder: Path) -> None:
        """Everyone's scores with those of napd on the answers in their first order: the rows are the same."""
        first = folder / "first.npy"
        for name in (name for name in names if CONTESTANTS[name].scores):
            say(f"{self.size} {order}: checking the scores of {CONTESTANTS[name].title}")
            result = folder / "other.npy" if first.exists() else first
            self._run(name, order, str(result))
            if result != first:
                titles = (f"{CONTESTANTS[NAPD].title}, {self.orders[0]}", f"{CONTESTANTS[name].title}, {order}")
                command = ("compare", str(self.areas), titles[0], str(first), titles[1], str(result))
                run((sys.executable, "-m", f"benchmarks.{command[0]}", *command[1:]))

    def _timed(self, order: str, names: Sequence[str]) -> Iterator[Row]:
        part = f"{self.size} {order}"
        jobs = {name: (self._times(name), partial(self._run, name, order)) for name in names}
        samples = in_turns(jobs, part)
        for name in names:
            napd = samples[NAPD] if name not in (READING, NAPD) else ()
            yield Row(part, name, CONTESTANTS[name].title, samples[name], samples[READING], napd)

    def _times(self, name: str) -> int:
        return 1 if self.areas >= CONTESTANTS[name].once_from else self.repeats or SIZES[self.size].repeats

    def _run(self, name: str, order: str, result: str = "") -> Sample:
        arguments = (name, str(self.answers(order)), str(self.areas), *filter(None, [result]))
        process, done = run((sys.executable, "-m", "benchmarks.job", *arguments))
        found = json.loads(done.stdout)
        return Sample(found["seconds"], process, found["set_up"], found["peak"], tuple(found["late"]))

    def answers(self, order: str) -> Path:
        """The file of answers, made where it is not there yet; its name changes with what makes it."""
        made_by = sha256(b"".join((ROOT / "benchmarks" / name).read_bytes() for name in SOURCES)).hexdigest()[:8]
        path = self.folder.resolve() / f"answers-FICTIEF-{self.size}-{order}-{made_by}.parquet"
        if not path.exists():
            say(f"{self.size} {order}: making the answers in {self.folder}")
            run((sys.executable, "-m", "benchmarks.generate", str(path), str(self.areas), order))
        return path
