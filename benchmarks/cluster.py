"""Engines: the same answers on one machine, on Dask and on Spark, each with two workers on this machine.

`python -m benchmarks.cluster ENGINE ANSWERS AREAS` is one of them in a process of its own: it starts the engine, scores
the answers some times, and prints as JSON what each took, with a hash of the scores.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

from attrs import field, frozen

from benchmarks.contestants.with_napd import COLUMNS, framework
from benchmarks.job import THREADS, limit_threads
from benchmarks.measure import Row, Sample, in_turns, run
from benchmarks.scoring import ORDERS, Contest
from napd import Framework, Result, score

PART = "cluster"
REPEATS, RUNS = 3, 3
Score = Callable[[str, Framework], Result]
ALONE = "one_machine"


@contextmanager
def one_machine() -> Iterator[Score]:
    """What everyone has."""
    yield score


@contextmanager
def dask() -> Iterator[Score]:
    """Dask, with processes of one thread."""
    from dask import dataframe
    from distributed import Client, LocalCluster

    import napd_cluster.dask

    settings = {"n_workers": THREADS, "threads_per_worker": 1, "dashboard_address": ":0"}
    with LocalCluster(**settings) as cluster, Client(cluster) as client:
        client.wait_for_workers(THREADS)
        yield lambda path, used: napd_cluster.dask.result(dataframe.read_parquet(path, dtype_backend="pyarrow"), used)


@contextmanager
def spark() -> Iterator[Score]:
    """Spark, local, with its own settings but for what it prints."""
    from pyspark.sql import SparkSession

    import napd_cluster.spark

    os.environ["PYSPARK_PYTHON"] = sys.executable
    quiet = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
    session = SparkSession.builder.master(f"local[{THREADS}]").config(map=quiet).getOrCreate()
    yield lambda path, used: napd_cluster.spark.result(session.read.parquet(path), used)
    session.stop()


ENGINES: dict[str, tuple[str, Callable[[], AbstractContextManager[Score]]]] = {
    ALONE: ("one machine", one_machine),
    "dask": (f"Dask, {THREADS} processes", dask),
    "spark": (f"Spark, local[{THREADS}]", spark),
}


@frozen(eq=False)
class Trials:
    """One engine, tried in processes of its own; what the later runs in them took, and what all of them scored."""

    engine: str
    answers: Path
    areas: int
    later: list[Sample] = field(factory=list)
    hashes: set[str] = field(factory=set)

    def sample(self) -> Sample:
        """Start it, and score some times; the first is what is given."""
        arguments = (self.engine, str(self.answers), str(self.areas))
        process, done = run((sys.executable, "-m", "benchmarks.cluster", *arguments))
        told = json.loads(done.stdout.splitlines()[-1])
        first, *others = told["seconds"]
        self.later.append(Sample(median(others), process))
        self.hashes.update(told["scores"])
        return Sample(first, process, told["start"])


def rows(contest: Contest, repeats: int | None) -> Iterator[Row]:
    """All engines in turns: their first runs, and the medians of the later ones; only where all score the same."""
    trials = {name: Trials(name, contest.answers(ORDERS[0]), contest.areas) for name in ENGINES}
    firsts = in_turns({name: (repeats or REPEATS, each.sample) for name, each in trials.items()}, PART)
    if len({one for each in trials.values() for one in each.hashes}) > 1:
        raise SystemExit("the engines do not score the same: nothing is told of their times")
    later = {name: each.later for name, each in trials.items()}
    for what, samples in (("first run", firsts), ("later runs", later)):
        for name, (title, _) in ENGINES.items():
            yield Row(f"{PART}, {what}", name, title, samples[name], samples[ALONE])


def main(engine: str, answers: str, areas: str) -> None:
    """Start an engine and score; nothing is warmed."""
    limit_threads()
    used = framework(int(areas))
    begun = perf_counter()
    with ENGINES[engine][1]() as score_on:
        start = perf_counter() - begun
        seconds, hashes = zip(*(_timed(score_on, answers, used) for _ in range(RUNS)), strict=True)
        print(json.dumps({"start": start, "seconds": seconds, "scores": hashes}))


def _timed(score_on: Score, answers: str, used: Framework) -> tuple[float, str]:
    """What one run took, and a hash of its scores."""
    begun = perf_counter()
    scores = score_on(answers, used).scores
    seconds = perf_counter() - begun
    return seconds, sha256(repr(scores.select(COLUMNS).to_pydict()).encode()).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
