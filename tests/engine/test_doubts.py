"""Answers that count, and may yet not be what was meant."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from town import answer, csv_text, problems, scored, table

from napd.engine import vocabulary

REMARK = ("value", "small_percentage", "remark")


def written(folder, rows, how):
    """Rows as a source of answers of some kind."""
    path = folder / f"answers.{how}"
    if how == "csv":
        path.write_text(csv_text(rows, sign=";"), encoding="utf-8")
    elif how == "parquet":
        parquet.write_table(table(rows), path)
    return {"arrow": table(rows), "pandas": pd.DataFrame(rows), "polars": pl.DataFrame(rows)}.get(how, path)


@pytest.mark.parametrize("how", ["csv", "parquet", "arrow", "pandas", "polars"])
def test_small_percentage_is_remarked_upon_in_every_source(tmp_path, how):
    """A percentage below 1 counts, with the remark that a share may be meant, wherever it is read."""
    result = scored(written(tmp_path, [answer("bereik", "0,75"), answer("bereik", "75", "MO0002")], how))
    assert problems(result, "column", "problem", "severity", "value") == [(*REMARK, "0,75")]
    assert result.answers["value"].to_pylist() == ["0.75", "75"]


def test_number_of_a_table_is_remarked_upon_too():
    """A column of numbers, not texts, has the same remark."""
    column = pa.array([0.5, 0.0, 1.0], pa.float64())
    rows = [answer("bereik", "", area) for area in ("MO0001", "MO0002")] + [answer("bereik", "", round="2024-12")]
    result = scored(table(rows).set_column(4, "value", column))
    assert problems(result, "line", "problem") == [(2, "small_percentage")]


SPELT = st.builds(
    "{}{}{}".format, st.sampled_from(["", " ", "+"]), st.decimals(0, 100, places=3).map(str), st.sampled_from(["", " "])
)


@given(text=SPELT, mark=st.sampled_from(["", "%", " %"]), comma=st.booleans())
def test_share_is_told_by_its_value_alone(text, mark, comma):
    """However a percentage is spelt: a remark stands there exactly where it lies between 0 and 1, and has no % sign."""
    spelt = (text.replace(".", ",") if comma else text) + mark
    small = 0 < Decimal(text) < 1 and not mark
    found = problems(scored(table([answer("bereik", spelt)])), "problem")
    assert [kind for kind in found if kind != "ambiguous"] == ["small_percentage"] * small


def test_only_percentages_are_doubted():
    """Of other numbers one below 1 is as good as any."""
    result = scored(table([answer("plekken", "0"), answer("bedden", "1", "GM0001", indicator="samen")]))
    assert problems(result) == []


def test_many_texts_are_doubted_alike(monkeypatch):
    """Where very many texts are read at once, the remarks are the same."""
    monkeypatch.setattr(vocabulary, "MANY", 0)
    result = scored(table([answer("bereik", "0.5"), answer("bereik", "50", "MO0002")]))
    assert problems(result, "line", "problem") == [(2, "small_percentage")]
