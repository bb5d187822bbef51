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

from napd.answers import vocabulary

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


# What a separator split off a value

HEADER = ("round", "area", "indicator", "question", "value", "note")
SPILT = [
    ("bereik", "37,5", "5"),
    ("bereik", "37, 5 %", "5 %"),
    ("plekken", "1,250", "250"),
    ("wie", "zorg,wonen", "wonen"),
    ("wie", "Zorg, Wonen ", "Wonen"),
]


@pytest.mark.parametrize(("question", "cells", "note"), SPILT)
@pytest.mark.parametrize("more", ["", "status"])
def test_rest_of_a_value_in_the_note_is_remarked_upon(tmp_path, question, cells, note, more):
    """A value without quotation marks that has the separator in it leaves its rest as the note."""
    path = tmp_path / "answers.csv"
    good = "2025-12,MO0002,opvang,plan,ja,Zie boven"
    header = ",".join(filter(None, (*HEADER, more)))
    path.write_text(f"{header}\n{good}\n2025-12,MO0001,opvang,{question},{cells}\n", encoding="utf-8")
    found = problems(scored(path), "line", "column", "problem", "severity", "value")
    assert [(*row[:4], row[4].strip()) for row in found] == [(3, "note", "spilt_value", "remark", note)]


@pytest.mark.parametrize(
    ("question", "value", "note"),
    [
        ("plan", "ja", "Zie 5"),
        ("plan", "ja", ""),
        ("bereik", "50", "wonen"),
        ("fase", "geen", "zorg"),
        ("plan", "?", "5"),
    ],
)
def test_other_notes_are_left_alone(tmp_path, question, value, note):
    """Words, options of other questions, and notes of what does not count anyhow."""
    path = tmp_path / "answers.csv"
    path.write_text(csv_text([answer(question, value, note=note)], HEADER), encoding="utf-8")
    assert "spilt_value" not in problems(scored(path), "problem")


def test_note_that_stands_elsewhere_is_left_alone(tmp_path):
    """Only what stands right after the value can be the rest of it."""
    path = tmp_path / "answers.csv"
    rows = [answer("bereik", "37", note="5"), answer("bereik", "38", "MO0002", note="")]
    for columns in ((*HEADER[:4], "note", "value"), (*HEADER[:5], "status", "note")):
        path.write_text(csv_text(rows, columns), encoding="utf-8")
        assert problems(scored(path)) == []
    assert problems(scored(table(rows))) == []


@pytest.mark.parametrize("many", [0, 1 << 14], ids=["all at once", "one by one"])
def test_many_notes_are_found_as_few_are(tmp_path, monkeypatch, many):
    """Numbers, and options by id or label, in whatever case and with blanks around them; nothing else."""
    monkeypatch.setattr("napd.answers.spilt.MANY", many)
    notes = [" 5 ", "50 %", "JA", "nee", "Zie 5", "", "zorg", "5 of 6"]
    path = tmp_path / "answers.csv"
    rows = [answer("plan", "ja", note=note) for note in notes]
    path.write_text(csv_text(rows, HEADER), encoding="utf-8")
    found = [text for kind, text in problems(scored(path), "problem", "value") if kind == "spilt_value"]
    assert [text.strip() for text in found] == ["5", "50 %", "JA", "nee"]


def test_each_such_row_is_counted(tmp_path):
    """Of many, the first are listed and all are counted; the answers count."""
    path = tmp_path / "answers.csv"
    rows = [answer("bereik", "37", note=str(number % 7)) for number in range(3000)]
    path.write_text(csv_text(rows, HEADER), encoding="utf-8")
    result = scored(path)
    assert result.problem_counts["spilt_value", "remark"] == len(rows)
    assert result.receipt["answers"]["count"] == 1
