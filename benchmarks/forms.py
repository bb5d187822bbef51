"""Filled forms of all regions, read, checked and scored in one go, beside opening the same files with a library alone.

Each form has some 700 answers, those of its municipalities included: ten indicators, of nine questions for each
municipality and four for the region. The answers are FICTIEF.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from attrs import evolve

from benchmarks.commands import Command
from benchmarks.country import answer, indicator
from benchmarks.measure import Row, in_turns, say
from napd import Framework
from napd_forms.making import form, regions, write_form
from napd_forms.previous import Earlier, EarlierRound

PART = "forms"
REPEATS = 5
ROUND = "2025-12"
OPEN = "openpyxl opens them, and reads each cell"
STREAM = "openpyxl as a stream, for the values alone"
CALAMINE = "calamine opens them, and reads each cell"
SCORE = "napd.score: read, checked and scored"
LIBRARY = """
import pathlib, openpyxl
for path in sorted(pathlib.Path({folder!r}).glob("*.xlsx")):
    for sheet in openpyxl.load_workbook(path, {options}):
        for row in sheet.iter_rows():
            for cell in row:
                cell.value
"""
RUST = """
import pathlib, python_calamine
for path in sorted(pathlib.Path({folder!r}).glob("*.xlsx")):
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
"""
NAPD = """
import sys
sys.path.insert(0, {root!r})
import napd
from benchmarks.forms import framework
result = napd.score({folder!r}, framework())
assert len(result.scores) == 460 and not len(result.problems), result
"""


def framework() -> Framework:
    """Ten indicators."""
    return Framework(indicators=[indicator(number) for number in range(10)])


def make(folder: Path) -> None:
    """Fill in the forms of all regions, unless they are there."""
    if len(list(folder.glob("*.xlsx"))) == len(regions(used := framework(), ROUND)):
        return
    say("filling in the forms of all regions")
    for area in regions(used, ROUND):
        random = Random(area.code)  # noqa: S311 - fictional answers
        codes = [area.code, *(member.code for member in used.areas.members(area.code, used.rounds[ROUND].date))]
        answers = {
            (code, one.id, question.id): Earlier(answer(question, random), "", ROUND)
            for one in used.indicators
            for question in one.asked
            for code in codes
        }
        write_form(folder / f"{area.code}.xlsx", form(used, ROUND, area.code, previous=EarlierRound(answers)))


def rows(folder: Path, repeats: int | None) -> Iterator[Row]:
    """Read the forms in turns, each time in a process of its own."""
    place = folder / "forms"
    make(place)
    root = str(Path(__file__).parents[1])
    jobs = {
        OPEN: Command(code=LIBRARY.format(folder=str(place), options="")),
        STREAM: Command(code=LIBRARY.format(folder=str(place), options="read_only=True, data_only=True")),
        CALAMINE: Command(code=RUST.format(folder=str(place))),
        SCORE: Command(code=NAPD.format(folder=str(place), root=root)),
    }
    peaks = {title: command.peak(folder) for title, command in jobs.items()}
    turns = {title: (repeats or REPEATS, partial(command.sample, folder)) for title, command in jobs.items()}
    samples = in_turns(turns, PART)
    for title in jobs:
        known = [evolve(sample, peak=peaks[title]) for sample in samples[title]]
        yield Row(PART, title, title, known, samples[OPEN])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
