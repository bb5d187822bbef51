"""Reports: their pages, beside scoring the same answers. The national example, and ten times the country.

The large one has 500 regions of four municipalities, 20 indicators and 10 rounds. The answers are FICTIEF.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from random import Random

import pyarrow as pa
from attrs import evolve
from pyarrow import parquet

from benchmarks.commands import ANSWERS, Command
from benchmarks.country import answer, indicator
from benchmarks.measure import ROOT, Row, in_turns, say
from napd import Area, AreaRegistry, Framework, Round, Rounds
from napd.model.areas import Membership

PART = "report"
REPEATS = 3
REGIONS, MEMBERS, INDICATORS, ROUNDS = 500, 4, 20, 10
CODE = """
import sys
sys.path.insert(0, {root!r})
import napd
from benchmarks.report import framework
result = napd.score({answers!r}, {framework})
len(result.scores)
"""
WRITE = 'from napd_report import report\nreport(result, "site")\n'


def framework() -> Framework:
    """Ten times the country."""
    regions = [Area(f"MO{n:04}", f"Regio {n} FICTIEF", "region") for n in range(REGIONS)]
    towns = [Area(f"GM{n:04}", f"Gemeente {n} FICTIEF", "municipality") for n in range(REGIONS * MEMBERS)]
    members = [Membership(town.code, regions[n // MEMBERS].code) for n, town in enumerate(towns)]
    rounds = [Round(f"r{n:02}", date(2024 + n // 2, 1 + 6 * (n % 2), 1), f"ronde {n}") for n in range(ROUNDS)]
    return Framework(
        indicators=[indicator(number) for number in range(INDICATORS)],
        areas=AreaRegistry([*regions, *towns], members),
        rounds=Rounds(rounds),
    )


def make(path: Path) -> None:
    """Write answers to every question, of every area, in every round, unless they are there."""
    if path.exists():
        return
    say("answering for ten times the country")
    used, random = framework(), Random(20251201)  # noqa: S311 - fictional answers
    kinds = {"region": used.areas.regions(), "municipality": used.areas.municipalities()}
    names = ("round", "area", "indicator", "question", "value")
    columns: dict[str, list[str]] = {name: [] for name in names}
    for round_, one in product(used.rounds, used.indicators):
        for question in one.asked:
            for area in kinds[one.answered_by(question)]:
                cells = (round_.id, area.code, one.id, question.id, answer(question, random))
                for name, cell in zip(names, cells, strict=True):
                    columns[name].append(cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.table(columns), path)


def rows(folder: Path, repeats: int | None) -> Iterator[Row]:
    """Score and report in turns, each time in a process of its own, in which scoring is a part."""
    large = folder / "ten-times-FICTIEF.parquet"
    make(large)
    yield from _rows(folder, f"{PART} national", str(ANSWERS), "None", repeats or REPEATS)
    yield from _rows(folder, f"{PART} ten times", str(large), "framework()", 1)


def _rows(folder: Path, part: str, answers: str, framework: str, repeats: int) -> Iterator[Row]:
    score = CODE.format(root=str(ROOT), answers=answers, framework=framework)
    jobs = {"napd.scoring": Command(code=score), "and napd_report": Command(code=score + WRITE)}
    peaks = {title: command.peak(folder) for title, command in jobs.items()}
    samples = in_turns({title: (repeats, partial(command.sample, folder)) for title, command in jobs.items()}, part)
    for title in jobs:
        known = [evolve(sample, peak=peaks[title]) for sample in samples[title]]
        yield Row(part, title, title, known, samples["napd.scoring"])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
