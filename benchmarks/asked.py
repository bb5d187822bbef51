"""What commands cost: each on the national example, and those about one region in countries of any size.

In processor time of whole processes. The base is the *floor* of whatever reads tables, a Python that has loaded numpy
and pyarrow; of growth it is the same command in the smallest country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from attrs import evolve

from benchmarks import country
from benchmarks.commands import ANSWERS, EMPTY, Command
from benchmarks.measure import Row, Sample, in_turns

PART, GROWTH = "asked", "growth"
REPEATS, FEW = 5, 3
FLOOR = "python -c 'import numpy, pyarrow'"
REGION = ("--area", "MO0402")
ROUND = ("--round", "2025-12")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "--help": ("--help",),
    "score --help": ("score", "--help"),
    "areas": ("areas",),
    "indicators": ("indicators",),
    "prove": ("prove",),
    "table regioplan": ("table", "regioplan"),
    "check": ("check", str(ANSWERS)),
    "score": ("score", str(ANSWERS)),
    "score -o": ("score", str(ANSWERS), "-o", "tables"),
    "score -o .xlsx": ("score", str(ANSWERS), "-o", "tables.xlsx"),
    "score --wide": ("score", str(ANSWERS), "--wide", "-o", "wide.csv"),
    "summary": ("summary", str(ANSWERS)),
    "progress": ("progress", str(ANSWERS), *ROUND),
    "progress --mail": ("progress", str(ANSWERS), *ROUND, "--mail", "mail"),
    "divergence": ("divergence", str(ANSWERS)),
    "explain --area": ("explain", str(ANSWERS), *REGION),
    "compare": ("compare", str(ANSWERS)),
    "compare --area": ("compare", str(ANSWERS), *REGION),
    "conversation --area": ("conversation", str(ANSWERS), *REGION),
    "report": ("report", str(ANSWERS), "-o", "site"),
}
GROWING: Mapping[str, tuple[str, ...]] = {
    **{
        f"{name} --area": (name, "--area", country.REGION)
        for name in ("explain", "divergence", "compare", "conversation")
    },
    "compare": ("compare", "-o", "changes.parquet", "--overwrite"),
    "score -o": ("score", "-o", "tables"),
}
USUAL = country.Size(areas=1_000, indicators=6, rounds=2)
SIZES: Mapping[str, tuple[int, ...]] = {"areas": (46, 1_000, 10_000), "indicators": (2, 6, 20), "rounds": (2, 4, 16)}


def rows(repeats: int | None) -> Iterator[Row]:
    """Run the commands in turns, in an empty folder."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = {FLOOR: Command(code="import numpy, pyarrow"), EMPTY: Command(code="pass")}
        jobs |= {title: Command(arguments) for title, arguments in COMMANDS.items()}
        yield from _rows(PART, {title: (command, folder) for title, command in jobs.items()}, FLOOR, repeats or REPEATS)


def growth(folder: Path, repeats: int | None) -> Iterator[Row]:
    """Run those about one region, and two about all, in countries that differ in one thing."""
    for thing, numbers in SIZES.items():
        sizes = {number: evolve(USUAL, **{thing: number}) for number in numbers}
        places = {number: folder / f"{size.areas}-{size.indicators}-{size.rounds}" for number, size in sizes.items()}
        for number, place in places.items():
            country.make(place, sizes[number])
        for name, (command, *options) in GROWING.items():
            jobs = {
                f"{number:,} {thing}": (_about(place, sizes[number], command, *options), place)
                for number, place in places.items()
            }
            yield from _rows(f"{GROWTH}: {name}", jobs, next(iter(jobs)), repeats or FEW)


def _about(place: Path, size: country.Size, command: str, *options: str) -> Command:
    answers = str(place / country.ANSWERS)
    variables = {country.COUNT: str(size.indicators), "NAPD_BLOCK": country.others()}
    return Command(("--plugin", country.__file__, command, answers, *options), variables=variables)


def _rows(part: str, jobs: Mapping[str, tuple[Command, Path]], base: str, repeats: int) -> Iterator[Row]:
    peaks = {title: command.peak(folder) for title, (command, folder) in jobs.items()}
    turns: dict[str, tuple[int, Callable[[], Sample]]] = {
        title: (repeats, partial(_costed, command, folder)) for title, (command, folder) in jobs.items()
    }
    samples = in_turns(turns, part)
    for title in jobs:
        known = [evolve(sample, peak=peaks[title]) for sample in samples[title]]
        yield Row(part, title, title, known, samples[base])


def _costed(command: Command, folder: Path) -> Sample:
    """A run, with the seconds of processor time that its whole process took."""
    before = _spent()
    done = command.sample(folder)
    return evolve(done, seconds=_spent() - before)


def _spent() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
