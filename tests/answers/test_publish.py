from __future__ import annotations

import random

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, answer, problems, same, table
from worlds import table_of, worlds

from napd import score
from napd.framework.framework import STATUSES

PUBLISH = evolve(FRAMEWORK, publish=True)


@pytest.mark.unmeasured
@settings(max_examples=40, deadline=None)
@given(worlds(), st.integers(0, 2**32))
def test_what_is_published_is_what_is_aligned(world, seed):
    """The scores are those of the aligned answers alone, and every other good answer is told to be left out."""
    rng, rows = random.Random(seed), table_of(*world).to_pylist()  # noqa: S311 - hypothesis draws the seed
    for row in rows:
        row["status"] = rng.choice([*STATUSES, " Afgestemd ", "", None])
    aligned = [row for row in rows if (row["status"] or "").strip().casefold() == "afgestemd"]
    columns = pa.schema([(name, pa.string()) for name in (*table_of(*world).column_names, "status")])
    world_published = evolve(world.framework, publish=True)
    published = score(pa.Table.from_pylist(rows, columns), world_published)
    assert same(published, score(pa.Table.from_pylist(aligned, columns), world_published))
    assert problems(published, "problem").count("not_aligned") == len(rows) - len(aligned)
    assert published.receipt["publish"]


def test_an_answer_that_is_not_aligned_contradicts_nobody():
    """A draft beside the aligned answer is left out; without --publish the two contradict each other."""
    rows = [answer("plan", "ja", status="afgestemd"), answer("plan", "nee", status="concept"), answer("plan", "nee")]
    found = score(table(rows), PUBLISH)
    assert found.answers["value"].to_pylist() == ["ja"]
    assert problems(found, "problem", "severity", "line", "value") == [
        ("not_aligned", "remark", 3, "concept"), ("not_aligned", "remark", 4, ""),
    ]  # fmt: skip
    assert set(problems(score(table(rows), FRAMEWORK), "problem")) == {"contradiction"}


def test_without_statuses_nothing_is_published():
    """Where nobody says that an answer is aligned, it is not taken to be."""
    rows = table([answer("plan", "ja")], ["round", "area", "indicator", "question", "value"])
    assert len(score(rows, PUBLISH).scores) == 0
    assert problems(score(rows, PUBLISH), "problem") == ["not_aligned"]
