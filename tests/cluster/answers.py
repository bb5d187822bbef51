"""Random answers of a small town, good and bad, and ways to compare what comes of them."""

from __future__ import annotations

import random
from datetime import date

import pyarrow as pa
import town
from attrs import evolve
from worlds import candidates

from napd.answers.columns import READ
from napd.model.areas import AreaRegistry, Membership
from napd.scoring.result import Result

MOVED = AreaRegistry(
    town.AREAS.areas,
    [
        *(each for each in town.AREAS.memberships if each.municipality != "GM0002"),
        Membership("GM0002", "MO0001", valid_until=date(2025, 1, 1)),
        Membership("GM0002", "MO0002", valid_from=date(2025, 1, 1)),
    ],
)
"""The areas of `town`, where GM0002 goes from Noord to Zuid between the rounds."""
FRAMEWORK = evolve(town.FRAMEWORK, indicators=town.FRAMEWORK.deciders, areas=MOVED)
BAD = {"value": ("misschien", "-1", "1e9", "\u00e9"), "area": ("GM9999", "Noord", ""), "round": ("2031-01", ""),
       "question": ("plann", ""), "indicator": ("opvan", ""), "perspective": ("buur",), "status": ("af",)}  # fmt: skip
RIGHT = 0.97
"""How often a row is about an indicator, a kind of area and an area that fit the round."""
SPACED = (str.upper, str.lower, lambda text: f" {text} ", lambda text: f"\t{text}\u00a0")


def rows(seed: int, count: int = 120) -> list[dict[str, str | None]]:
    """Rows in random order: of the right area and of the wrong one, empty, bad, repeated and contradicted."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    made = [_row(rng) for _ in range(count)]
    made += [dict(rng.choice(made)) for _ in range(count // 10)]
    for row in rng.sample(made, count // 5):
        name = rng.choice(("round", "area", "indicator", "question"))
        row[name] = row[name] and rng.choice(SPACED)(row[name])
    for row in rng.sample(made, count // 10):
        name = rng.choice(list(BAD))
        row[name] = rng.choice(BAD[name])
    for row in rng.sample(made, count // 10):
        row[rng.choice(READ)] = None
    rng.shuffle(made)
    return made


def _row(rng: random.Random) -> dict[str, str | None]:
    round_ = rng.choice(list(FRAMEWORK.rounds))
    indicator = rng.choice(FRAMEWORK.at(round_.date) if rng.random() < RIGHT else FRAMEWORK.indicators)
    question = rng.choice(indicator.asked)
    kind = indicator.answered_by(question) if rng.random() < RIGHT else rng.choice(("region", "municipality"))
    there = [area for area in FRAMEWORK.areas if FRAMEWORK.areas.exists(area.code, round_.date) or rng.random() > RIGHT]
    area = rng.choice([area for area in there if area.kind == kind])
    value = question.show(rng.choice(candidates(question)))
    view = rng.choice((None, "", *FRAMEWORK.perspectives[:2]))
    status = rng.choice((None, "", "concept", "afgestemd"))
    where = {"round": round_.id, "area": area.code, "perspective": view, "status": status}
    return {**where, "indicator": indicator.id, "question": question.id, "value": value}


def table(seed: int, count: int = 120) -> pa.Table:
    """The same as a table."""
    made = rows(seed, count)
    return pa.table({name: pa.array([row[name] for row in made], pa.string()) for name in READ})


def plain(table: pa.Table) -> pa.Table:
    """A table with text for dictionaries and without metadata, in one piece."""
    kinds = [(f.name, f.type.value_type if pa.types.is_dictionary(f.type) else f.type) for f in table.schema]
    return table.cast(pa.schema(kinds)).combine_chunks()


def in_bytes(table: pa.Table) -> bytes:
    """A table as the bytes of an Arrow stream, its rows sorted by every column."""
    made = plain(table)
    keys = [(name, "ascending") for name in made.column_names]
    made = made.take(pa.compute.sort_indices(made, sort_keys=keys)).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as writer:
        writer.write_table(made)
    return sink.getvalue().to_pybytes()


def faults(problems: pa.Table) -> list[tuple[str, ...]]:
    """The problems without their places, sorted; what another row says depends on which of equal rows came first."""
    found = problems.to_pylist()
    return sorted((one["column"], one["value"] or "", one["severity"], one["problem"]) for one in found)


def same(result: Result, other: Result) -> bool:
    """Whether all tables and the receipt of two results are equal, and the problems but for their places."""
    tables = all(plain(result.tables[name]).equals(plain(other.tables[name])) for name in result.tables
                 if name != "problems")  # fmt: skip
    return tables and result.receipt == other.receipt and faults(result.problems) == faults(other.problems)
