"""Answers with notes of every kind: beside an answer that counts, beside nothing, and beside what does not count."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import pyarrow as pa
from hypothesis import strategies as st
from worlds import COLUMNS, World, table_of, worlds

from napd.framework.framework import STATUSES
from napd.model.measures import Text

WHERE = COLUMNS[:5]
NOTED = (*COLUMNS, "note", "status")


class Noted(NamedTuple):
    """A framework with answers.

    Args:
        world: the framework, and the answers that count.
        rows: these, with notes, among rows that say nothing, are refused or contradict each other; in any order.
        notes: the notes on each question, by round, perspective, area, indicator and question.
    """

    world: World
    rows: pa.Table
    notes: dict[tuple[str, ...], list[str]]


@st.composite
def noted(draw: st.DrawFn) -> Noted:
    """Draw answers, of which some are taken away, spoilt or contradicted, and notes on them."""
    world, rng = draw(worlds()), random.Random(draw(st.integers(0, 2**32)))  # noqa: S311 - hypothesis draws the seed
    rows: list[dict[str, Any]] = []
    counting: dict[tuple[str, ...], Any] = {}
    in_words = {(i.id, q.id) for i in world.framework.indicators for q in i.questions if isinstance(q, Text)}
    for row in table_of(*world).to_pylist():
        value, is_text = row["value"], (row["indicator"], row["question"]) in in_words
        fates = {
            "counts": [value], "twice": [value, value], "empty": [None, ""],
            "refused": [value, f"{value}!"] if is_text else ["?!"], "beside": [value, " " if is_text else "?!"],
        }  # fmt: skip
        fate = rng.choice([*fates])
        rows += [{**row, "value": each} for each in fates[fate]]
        if fate in ("counts", "twice", "beside"):
            key = tuple(row[name] for name in WHERE)
            counting[key] = world.answers[key]
    rng.shuffle(rows)
    notes: dict[tuple[str, ...], list[str]] = {}
    for number, row in enumerate(rows):
        row["note"] = rng.choice([None, " ", f" toelichting-{number}-. "])
        row["status"] = rng.choice([None, *STATUSES])
        if row["note"] and row["note"].strip():
            notes.setdefault(tuple(row[name] for name in WHERE), []).append(row["note"].strip())
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in NOTED}
    return Noted(World(world.framework, counting), pa.table(columns), notes)
