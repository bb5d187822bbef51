"""A country of any size, FICTIEF, and a plugin with indicators for it: `napd --plugin benchmarks/country.py`.

Each region has three municipalities, and everybody answers everything in each round.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.metadata import entry_points
from itertools import product
from pathlib import Path
from random import Random

from attrs import frozen

from napd import Choice, Indicator, MultiChoice, Number, Rule, Sum, Text, YesNo, hookimpl
from napd.model.questions import Question

MEMBERS = 3
COUNT = "BENCHMARK_INDICATORS"
"""The variable that says how many indicators the plugin gives."""
SETTINGS = 'areas = "areas.csv"\nrounds = "rounds.csv"\n'
AREAS = ("municipality", "name", "region", "region_name")
COLUMNS = ("round", "area", "indicator", "question", "value")
ANSWERS = "answers-FICTIEF.parquet"
REGION = "MO00003"
"""The region that is asked about."""


@frozen
class Size:
    """How large a country is: how many areas it has, three in four of them municipalities, and what they answer."""

    areas: int
    indicators: int
    rounds: int


def others() -> str:
    """The installed plugins, which have no part in it, as `NAPD_BLOCK` names them."""
    groups = ("napd", "napd.measures", "napd.sections")
    return ",".join(sorted({point.name for group in groups for point in entry_points(group=group)}))


@hookimpl
def napd_indicators() -> list[Indicator]:
    """As many as are asked for."""
    return [indicator(number) for number in range(int(os.environ[COUNT]))]


def indicator(number: int) -> Indicator:
    """One of any number of indicators."""
    stand = Choice("stand", "Hoe ver is de regio?", options=("geen", "concept", "vastgesteld"))
    partners = MultiChoice("partners", "Wie doen mee?", options=("zorg", "wonen", "werk"))
    geld, uitleg = YesNo("geld", "Is er geld voor?"), Text("uitleg", "Wat nog meer?", required=False)
    counts = [
        Number(f"plekken_{n}", f"Hoeveel plekken van soort {n} zijn er?", minimum=0, whole=True, rollup=Sum())
        for n in range(9)
    ]
    rules = (
        Rule("gerealiseerd", (stand >= "vastgesteld") & geld & (counts[0] > 9), because="Alles is er."),  # noqa: PLR2004
        Rule("in-ontwikkeling", (stand >= "concept") | partners.at_least(2), because="Iets is er."),
        Rule("niet-op-gang", because="Er is niets."),
    )
    questions = [stand, partners, geld, uitleg, *counts]
    title = f"Indicator {number} FICTIEF"
    return Indicator(id=f"soort-{number}", title=title, since="2023-01-01", questions=questions, rules=rules)


def answer(question: Question, random: Random) -> str:
    """Any answer to a question."""
    if isinstance(question, MultiChoice):
        return "|".join(name for name in question.ids if random.random() < 0.5) or question.none  # noqa: PLR2004
    if isinstance(question, Choice):
        return random.choice(question.ids)
    return str(random.randrange(100))


def make(folder: Path, size: Size) -> None:
    """Write the settings, the areas, the rounds and the answers of a country to a folder, unless they are there."""
    path = folder / ANSWERS
    if path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    regions = round(size.areas / (MEMBERS + 1))
    towns = [(f"GM{n:05}", f"MO{n // MEMBERS:05}") for n in range(regions * MEMBERS)]
    rows = [(town, f"Gemeente {town} FICTIEF", region, f"Regio {region} FICTIEF") for town, region in towns]
    ids = [f"r{n:02}" for n in range(size.rounds)]
    days = [(id_, f"{2024 + n // 2}-{1 + 6 * (n % 2):02}-01", f"ronde {n}") for n, id_ in enumerate(ids)]
    (folder / "napd.toml").write_text(SETTINGS)
    _write(folder / "areas.csv", AREAS, rows)
    _write(folder / "rounds.csv", ("id", "date", "label"), days)
    _write_answers(path, _answers(towns, [indicator(number) for number in range(size.indicators)], ids))


def _answers(
    towns: Sequence[tuple[str, str]], indicators: Sequence[Indicator], rounds: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    random = Random(20251201)  # noqa: S311 - fictional answers
    areas = {"municipality": [town for town, _ in towns], "region": [*dict.fromkeys(region for _, region in towns)]}
    for round_, one in product(rounds, indicators):
        for question in one.asked:
            for area in areas[one.answered_by(question)]:
                yield round_, area, one.id, question.id, answer(question, random)


def _write_answers(path: Path, rows: Iterator[tuple[str, ...]]) -> None:
    import pyarrow as pa  # which the plugin does without
    from pyarrow import parquet

    columns = zip(*rows, strict=True)
    table = pa.table({name: pa.array(column) for name, column in zip(COLUMNS, columns, strict=True)})
    parquet.write_table(table, path)


def _write(path: Path, names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    path.write_text("\n".join(map(",".join, [names, *rows])) + "\n", encoding="utf-8")
