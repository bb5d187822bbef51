"""Runs the benchmark and prints the table: `python -m benchmarks --parts 14k 1M command-line`."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import sysconfig
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import asked, cluster, commands, counts, forms, report, rubrics
from benchmarks.contestants import CONTESTANTS, NAPD, READING
from benchmarks.job import THREADS
from benchmarks.measure import ENVIRONMENT, ROOT, Row, say
from benchmarks.scoring import ORDERS, SIZES, Contest
from benchmarks.table import lines

COMMANDS = "command-line"
FORMS, REPORT, CLUSTER, RUBRICS = "forms", "report", "cluster", "rubrics"
PARTS = (COMMANDS, asked.PART, asked.GROWTH, RUBRICS, FORMS, REPORT, CLUSTER, counts.PART, *SIZES)
USUAL = (COMMANDS, FORMS, "14k", "1M", "10M")
RIVALS = tuple(name for name in CONTESTANTS if name not in (READING, NAPD))
LIBRARIES = ("napd", "pyarrow", "numpy", "duckdb", "polars", "pandas")


def options() -> Namespace:
    """What to measure, and how."""
    parser = ArgumentParser(prog="benchmarks", description="Ratios of napd to other ways to score the same answers.")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=USUAL, metavar="PART",
                        help=f"of {', '.join(PARTS)}; by default {', '.join(USUAL)}")  # fmt: skip
    parser.add_argument("--rivals", nargs="*", choices=RIVALS, default=RIVALS, metavar="NAME",
                        help=f"who takes part beside napd, of {', '.join(RIVALS)}; by default all")  # fmt: skip
    parser.add_argument("--orders", nargs="+", choices=ORDERS, default=ORDERS, help="by default both")
    parser.add_argument("--before", metavar="PYTHON", help="of an environment with an earlier napd, for the rubrics")
    parser.add_argument("--repeats", type=int, help="runs of each; by default fewer for more answers")
    parser.add_argument("--folder", type=Path, default=ROOT / ".nox" / ".cache" / "bench", help="keeps the answers")
    return parser.parse_args()


def compile_bytecode() -> None:
    """Compile all that is installed: else the first to import a library would pay for it."""
    say("compiling what is installed")
    command = (sys.executable, "-m", "compileall", "-qq", "-j", "0", sysconfig.get_path("purelib"), str(ROOT))
    subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False)


def rows(chosen: Namespace) -> Iterator[Row]:
    """Measure the chosen parts."""
    for part in chosen.parts:
        if part == COMMANDS:
            yield from commands.rows(chosen.repeats)
        elif part == asked.PART:
            yield from asked.rows(chosen.repeats)
        elif part == asked.GROWTH:
            yield from asked.growth(chosen.folder, chosen.repeats)
        elif part == FORMS:
            yield from forms.rows(chosen.folder, chosen.repeats)
        elif part == RUBRICS:
            yield from rubrics.rows(chosen.before, chosen.repeats)
        elif part == REPORT:
            yield from report.rows(chosen.folder, chosen.repeats)
        elif part == counts.PART:
            yield from counts.rows(chosen.folder, chosen.repeats)
        elif part == CLUSTER:
            yield from cluster.rows(Contest("1M", (), ("sorted",), chosen.folder), chosen.repeats)
        else:
            yield from Contest(part, chosen.rivals, chosen.orders, chosen.folder, chosen.repeats).rows()


def heading() -> Iterator[str]:
    """With what the table was measured."""
    yield ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} processors, {THREADS} in use"
    yield "Medians of runs in turns, each in its own process; all scores were compared first, and are equal."
    yield ""


def main() -> None:
    """Measure everything first, then print the table."""
    chosen = options()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    head = list(heading())
    compile_bytecode()
    print(*head, *lines(list(rows(chosen))), sep="\n")


if __name__ == "__main__":
    main()
