from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import feather, parquet
from town import COLUMNS, FRAMEWORK, GOOD, answer, csv_text, problems, same, scored, table

from napd import NapdError, score
from napd.answers.folders import SUFFIXES
from napd.answers.sources import sources_of
from napd.answers.text import as_text
from napd.framework.framework import Framework

EXPECTED = scored(table(GOOD))


NO_TABLE = "is not a table of answers: give a path, or an object that can be read as Arrow"


# What cannot run at all


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"round": ["2025-12"]}, f"dict {NO_TABLE}"),
        (None, f"NoneType {NO_TABLE}"),
        (b"answers.csv", f"bytes {NO_TABLE}"),
        (pl.LazyFrame({"round": []}), f"LazyFrame {NO_TABLE}; call .collect() first"),
        ([], "no answers are given: the list is empty"),
        ("", "no answers are given: the name is empty"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_object_that_is_no_table_is_refused(answers, message):
    """What is no path and hands over no Arrow is refused with what to give."""
    with pytest.raises(NapdError) as error:
        scored(answers)
    assert str(error.value) == message
    with pytest.raises(NapdError):
        scored([table(GOOD), answers])


@pytest.mark.parametrize(
    "answers",
    [
        pd.DataFrame({name: ["ja", object()] for name in COLUMNS}),
        pd.Series(["ja"]),
        pl.Series(["ja"]),
        pa.chunked_array([["ja"]]),
    ],
    ids=["object", "pandas", "polars", "pyarrow"],
)
def test_object_that_cannot_be_read_is_refused(answers):
    """A cell that is nothing that can be written, and a column alone, are refused with what to do."""
    with pytest.raises(NapdError, match=r"cannot be read as Arrow: .*\. Give a table whose columns are text"):
        scored(answers)


def test_stream_that_breaks_off_is_refused():
    """A stream that fails while it is read is refused, with its reason."""

    def batches():
        yield from table(GOOD).combine_chunks().to_batches()
        raise ValueError("de bron viel weg")

    with pytest.raises(NapdError, match=r"RecordBatchReader cannot be read as Arrow: .*de bron viel weg"):
        scored(pa.RecordBatchReader.from_batches(table(GOOD).schema, batches()))


def test_missing_file_is_refused_with_the_nearest_name(tmp_path):
    """A path to nothing is refused, with the nearest name beside it where there is one."""
    (tmp_path / "antwoorden.csv").touch()
    with pytest.raises(NapdError, match=r'antworden.csv: there is no such file. Did you mean "antwoorden.csv"\?'):
        scored(tmp_path / "antworden.csv")
    with pytest.raises(NapdError, match=r"there is no such file\.$"):
        scored(str(tmp_path / "nergens" / "antwoorden.csv"))


def test_folder_without_answers_is_refused(tmp_path):
    """A folder needs a file that can be read."""
    (tmp_path / "lees mij.txt").touch()
    with pytest.raises(NapdError, match=r"the folder has no answers; they are files ending in \.csv, \.parquet"):
        scored(tmp_path)
    assert SUFFIXES[0] == ".csv"


# Files that cannot be read


def cut_off(path, write):
    """A file of which the last part is lost."""
    write(table(GOOD), path)
    path.write_bytes(path.read_bytes()[:-40])


@pytest.mark.parametrize("write", [parquet.write_table, feather.write_feather], ids=["parquet", "arrow"])
def test_file_that_is_cut_off_is_a_problem(tmp_path, write):
    """A truncated file is a problem with the reason of the library; the other files count."""
    path = tmp_path / "answers.bin"
    cut_off(path, write)
    result = scored([path, table(GOOD)])
    assert problems(result, "file", "problem", "line", "hint") == [
        (str(path), "unreadable", None, "Write the file again.")
    ]
    assert same(result, EXPECTED)


@pytest.mark.parametrize(
    ("start", "message", "hint"),
    [
        (b"PK\x03\x04....", "workbook", "again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook", ".xlsx"),
        (b"\x1f\x8b\x08\x00", "compressed", "Unpack"),
    ],
)
def test_other_kinds_of_files_are_a_problem(tmp_path, start, message, hint):
    """A workbook or a compressed file is known by its content, whatever it is called."""
    path = tmp_path / "answers.csv"
    path.write_bytes(start)
    ((kind, why, remedy),) = problems(scored(path), "problem", "message", "hint")
    assert kind == "unreadable"
    assert message in why
    assert hint in remedy


def test_file_that_may_not_be_opened_is_a_problem(tmp_path, monkeypatch):
    """A file without the right to read it is a problem like another."""
    path = tmp_path / "answers.csv"
    path.write_text(csv_text(GOOD), encoding="utf-8")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    ((why, hint),) = problems(scored([path, table(GOOD)]), "message", "hint")
    assert (why, hint) == ("it cannot be opened: Permission denied", "Check that you may read it.")


# Tables with other columns


@pytest.mark.parametrize("kind", ["table", "parquet", "arrow"])
def test_columns_of_tables_are_checked_as_those_of_csv(tmp_path, kind):
    """Missing, unknown and repeated columns of a table are problems, in a file too."""
    made = table(GOOD, [*COLUMNS[:4], "perspective"])
    made = made.append_column("perspectief", made["perspective"]).append_column(" Round", made["round"])
    answers = made if kind == "table" else tmp_path / "answers.bin"
    if kind != "table":
        (parquet.write_table if kind == "parquet" else feather.write_feather)(made, answers)
    result = scored(answers)
    assert sorted(problems(result, "column", "problem")) == [
        (" Round", "repeated_column"), ("perspectief", "unknown_column"), ("value", "missing_column"),
    ]  # fmt: skip
    assert len(result.scores) == 0


@pytest.mark.parametrize("write", [parquet.write_table, feather.write_feather], ids=["parquet", "arrow"])
def test_fictional_tables_are_known_by_their_column(tmp_path, write):
    """The column FICTIEF marks a table, and one table marks the result."""
    marked = table(GOOD[:4]).append_column("FICTIEF", pa.nulls(4))
    assert scored([table(GOOD[4:]), marked]).fictional
    write(marked, tmp_path / "answers.bin")
    result = scored([tmp_path / "answers.bin", table(GOOD[4:])])
    assert result.fictional
    assert problems(result) == []


KINDS = [pa.struct([("a", pa.int8())]), pa.map_(pa.string(), pa.string()), pa.month_day_nano_interval()]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_column_that_is_no_text_is_one_problem(kind):
    """A column that cannot be text is named once, however many rows and chunks it has."""
    made = table(GOOD).set_column(1, "area", pa.nulls(len(GOOD), kind))
    result = scored(pa.concat_tables([made, made]))
    assert problems(result, "column", "problem", "line", "hint") == [("area", "unreadable", None, "Make it text.")]
    assert len(result.scores) == 0


def broken(kind):
    """A text that is not UTF-8, in a type that should hold texts or bytes."""
    made = pa.array([b"j\xe9", b"ja"], pa.binary())
    return made.cast(kind, safe=False) if kind != pa.string() else made.view(kind)


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary_view(), pa.binary(2), pa.string()], ids=str)
def test_text_that_is_not_utf8_is_a_problem_of_its_cell(kind):
    """Bytes that are no text spoil their own cell, not the table."""
    made = table([answer("plan", ""), answer("plan", "", "MO0002")]).set_column(4, "value", broken(kind))
    result = scored(made)
    assert problems(result, "line", "problem", "value") == [(2, "broken_text", "j\ufffd")]
    assert same(result, scored(table([answer("plan", "ja", "MO0002")])))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"), (0.00001, "0.00001"), (-0.5, "-0.5"), (1e15, "1000000000000000"), (True, "true"), (7, "7"),
        (dt.date(2025, 12, 1), "2025-12-01"), ([], ""), (["a"], "a"), ("", ""), (None, None),
    ],
    ids=repr,
)  # fmt: skip
def test_values_become_the_text_that_people_would_write(value, text):
    """Numbers have no needless decimals, dates are ISO dates, lists have | between their parts."""
    assert as_text(pa.array([value])).to_pylist() == [text]


def test_table_without_rows_is_a_problem():
    """A table, a frame or a relation without rows is named; there are no scores."""
    for nothing in (table([]), pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String)), duckdb.sql(EMPTY)):
        result = scored(nothing)
        assert problems(result, "file", "problem", "message") == [("answers", "empty_file", "it has no rows")]
        assert len(result.scores) == 0


EMPTY = f"select {', '.join(f'null {name}' for name in COLUMNS)} where false"


# Progress


def test_progress_counts_every_row():
    """Progress is told the number of rows of each batch."""
    counts = []
    score([table(GOOD), table(GOOD[:3])], FRAMEWORK, progress=counts.append)
    assert counts == [len(GOOD), 3]


@pytest.mark.parametrize("framework", [None, "napd.toml", Path("napd.toml")])
def test_framework_can_be_a_file(monkeypatch, framework):
    """What is no framework is the path of one, or the default."""
    asked = []
    monkeypatch.setattr(Framework, "load", lambda path: asked.append(path) or FRAMEWORK)
    assert same(score(table(GOOD), framework), EXPECTED)
    assert asked == [framework]


def test_a_source_that_is_open_is_taken_as_it_is():
    """So a command can look at what it reads before it reads it, as whether it is fictional."""
    opened = sources_of(table(GOOD))
    assert sources_of(opened) == opened
    assert same(scored(opened), EXPECTED)
