"""Measuring: processes side by side, in turns, each repeat in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from attrs import frozen

ROOT = Path(__file__).parents[1]
# Where PYTHONDONTWRITEBYTECODE is set, every process would compile what it imports anew, and that would be the measure
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@frozen
class Sample:
    """One run.

    Args:
        seconds: of the job.
        process: seconds of the whole process, from its start to its end.
        set_up: seconds before the job; imports apart, but for those of an engine. None for a command.
        peak: MiB; None where it is not known.
        late: libraries that were imported only during the job, whose import is part of its time.
    """

    seconds: float
    process: float
    set_up: float | None = None
    peak: float | None = None
    late: tuple[str, ...] = ()


@frozen(eq=False)
class Row:
    """One row of the table: what a contestant took, beside the row that all ratios of its part are to.

    Args:
        part: what was measured, such as "10M sorted".
        name: the contestant's module, or the command.
        title: what the table shows for it.
        samples: its runs; the first was made beside the first of `base`, and so on.
        base: the runs of what it is compared with.
        napd: napd's own runs, where the row is that of a rival.
    """

    part: str
    name: str
    title: str
    samples: Sequence[Sample]
    base: Sequence[Sample]
    napd: Sequence[Sample] = ()

    @property
    def ratios(self) -> list[float]:
        """How many times as long each run took as the run of the base beside it."""
        return _ratios(self.samples, self.base)

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def to_napd(self) -> float | None:
        """How many times as long it took as napd: the median of the runs beside each other."""
        return median(_ratios(self.samples, self.napd)) if self.napd else None

    @property
    def process_ratio(self) -> float:
        """As `ratio`, but of whole processes: with the start of Python, imports and setting up."""
        return median(one.process / other.process for one, other in zip(self.samples, self.base, strict=False))

    @property
    def seconds(self) -> float:
        """The median time of the job."""
        return median(sample.seconds for sample in self.samples)

    @property
    def process(self) -> float:
        """The median time of the whole process, in seconds."""
        return median(sample.process for sample in self.samples)

    @property
    def set_up(self) -> float | None:
        """The median time of setting up, in seconds."""
        known = [sample.set_up for sample in self.samples if sample.set_up is not None]
        return median(known) if known else None

    @property
    def peak(self) -> float | None:
        """The highest peak, in MiB."""
        return max((sample.peak for sample in self.samples if sample.peak is not None), default=None)


def _ratios(samples: Sequence[Sample], base: Sequence[Sample]) -> list[float]:
    return [one.seconds / other.seconds for one, other in zip(samples, base, strict=False)]


def say(text: str) -> None:
    """Tell on stderr how far it is; stdout holds the table."""
    print(text, file=sys.stderr, flush=True)


def run(
    command: Sequence[str], folder: Path = ROOT, variables: Mapping[str, str] | None = None
) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Run a command, with more variables; give the seconds that it took and what it printed. Stop where it fails."""
    environment = {**ENVIRONMENT, **(variables or {})}
    begun = perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with exit code {done.returncode}:\n{done.stdout}{done.stderr}")
    return seconds, done


def in_turns(jobs: Mapping[str, tuple[int, Callable[[], Sample]]], what: str) -> dict[str, list[Sample]]:
    """Run each job as often as is asked, all in turns; each turn begins with the next one.

    Args:
        jobs: by name how often, and what to run.
        what: what is measured, for who watches.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in jobs}
    names = list(jobs)
    turns = max(times for times, _ in jobs.values())
    for turn in range(turns):
        say(f"{what}: turn {turn + 1} of {turns}")
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            times, job = jobs[name]
            if turn < times:
                samples[name].append(job())
    return samples
