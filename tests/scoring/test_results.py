from __future__ import annotations

import csv
import os
import pickle
import random

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import evolve
from pyarrow import csv as pa_csv
from pyarrow import feather, parquet
from town import GOOD, answer, problems, scored, table

from napd import NapdError, explain
from napd.errors import UnknownName
from napd.scoring import writers
from napd.scoring.writing import NotWritten

FORMATS = ("parquet", "arrow", "csv")
FAULTY = [*GOOD, answer("plan", "@som(A1)", "MO0002"), answer("fase", "\t=1", "MO0002"), answer("wie", "-1", "MO0002")]
RESULT = scored(table(FAULTY))
NOTHING = scored(table([]))


# Writing


def write_table(made, path):
    """Write one table to a file."""
    return writers.write_batches(made.to_batches(), made.schema, path)


@pytest.mark.parametrize("form", FORMATS)
def test_equal_answers_give_equal_bytes(tmp_path, form):
    """Two runs, over rows in another order too, write the same bytes."""
    rows = random.Random(1).sample(GOOD, len(GOOD))  # noqa: S311 - any order will do
    runs = [scored(table(GOOD)), scored(table(GOOD)), scored(table(rows).to_reader(max_chunksize=3))]
    written = [[path.read_bytes() for path in run.write(tmp_path / str(n), form)] for n, run in enumerate(runs)]
    assert written[0] == written[1] == written[2]
    assert all(written[0])


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_written_tables_read_back_whole(tmp_path, form):
    """What is read from a file is what was scored."""
    paths = RESULT.write(str(tmp_path / "een" / "twee"), form, also=["answers", "trace"])
    assert [path.name for path in paths] == [f"{name}.{form}" for name in RESULT.tables]
    for path in paths:
        found = (parquet if form == "parquet" else feather).read_table(path)
        assert found.equals(RESULT.tables[path.stem], check_metadata=True)


def test_csv_reads_back_as_text(tmp_path):
    """CSV has the same columns and rows, with text for what was encoded."""
    for path in RESULT.write(tmp_path, "csv"):
        found = pa_csv.read_csv(path, parse_options=pa_csv.ParseOptions(newlines_in_values=True))
        assert found.column_names == RESULT.tables[path.stem].column_names
        assert found.num_rows == RESULT.tables[path.stem].num_rows
    levels = pa_csv.read_csv(tmp_path / "scores.csv")["level_low"].to_pylist()
    assert levels == [level or "" for level in RESULT.scores["level_low"].to_pylist()]


def test_no_cell_of_csv_runs_as_a_formula(tmp_path):
    """Text that begins as a formula gets an apostrophe; numbers, and every other format, are left alone."""
    texts = [*"=+-@", "=1+1", "a=1", "'=1", "", None, "-"]
    made = pa.table({"text": texts, "word": pa.array(texts).dictionary_encode(), "number": [-1.5] * len(texts)})
    safe = [text if text in ("a=1", "", None) else f"'{text}" for text in texts]
    with write_table(made, tmp_path / "made.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [row["word"] for row in rows] == [text or "" for text in safe]
    assert {row["number"] for row in rows} == {"-1.5"}
    RESULT.write(tmp_path, "csv")
    with (tmp_path / "problems.csv").open(encoding="utf-8", newline="") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    assert set(values) >= {"'@som(A1)", "\t'=1", "'-1"}
    assert "@som(A1)" in problems(RESULT, "value")


@pytest.mark.parametrize("form", FORMATS)
def test_failed_write_leaves_the_old_file(tmp_path, monkeypatch, form):
    """When writing fails half way, the old file stays, and nothing else is left behind."""
    NOTHING.write(tmp_path, form)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def half(file, _):
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(writers.WRITERS, form, half)
    with pytest.raises(NapdError, match=r"it cannot be written: No space left on device$"):
        RESULT.write(tmp_path, form)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    """An interruption is passed on, and leaves no half file."""

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setitem(writers.WRITERS, "csv", stop)
    with pytest.raises(KeyboardInterrupt):
        RESULT.write(tmp_path, "csv")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_refused(tmp_path):
    """A folder whose place is taken by a file is refused with its name."""
    (tmp_path / "uit").touch()
    with pytest.raises(NapdError, match=r"uit: it is not a folder, and is left as it is; name another$"):
        RESULT.write(tmp_path / "uit")


def test_unknown_format_is_refused(tmp_path):
    """Only the formats that exist can be written; the message names them."""
    with pytest.raises(NapdError, match="there is no format 'xml': use one of parquet, arrow, csv"):
        RESULT.write(tmp_path, "xml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_one_table_is_written_as_by_its_result(tmp_path, form):
    """A table by itself is written to any name, in the format that the name ends in."""
    RESULT.write(tmp_path, form)
    write_table(RESULT.scores, tmp_path / f"mijn.{form}")
    assert (tmp_path / f"mijn.{form}").read_bytes() == (tmp_path / f"scores.{form}").read_bytes()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("scores.xlsx", r"scores\.xlsx: the name must end in one of \.parquet, \.arrow, \.csv$"),
        ("scores", "the name must end in one of"),
        ("nergens/scores.csv", r"scores\.csv: it cannot be written: No such file or directory$"),
    ],
)
def test_table_that_cannot_be_written_is_refused(tmp_path, name, message):
    """A name that says no format, and a folder that is not there, are refused with the path."""
    with pytest.raises(NapdError, match=message):
        write_table(RESULT.scores, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_have_the_rights_of_any_new_file(tmp_path):
    """Who may read a written file follows the umask, as for any file."""
    mask = os.umask(0o027)
    try:
        rights = {path.stat().st_mode & 0o777 for path in RESULT.write(tmp_path)}
    finally:
        os.umask(mask)
    assert rights == {0o640}


# Handing over


def test_scores_go_to_whatever_reads_arrow():
    """polars, duckdb and pyarrow read the scores of a result directly."""
    expected = RESULT.scores.to_pylist()
    assert pl.DataFrame(RESULT).to_dicts() == expected
    assert pa.table(RESULT).to_pylist() == expected
    levels = duckdb.connect().execute("select level from RESULT").fetchall()
    assert [level for (level,) in levels] == [row["level"] for row in expected]


def test_tables_go_to_pandas():
    """Each table is a pandas frame on request; an unknown one is refused with the nearest name."""
    frame = RESULT.to_pandas()
    assert frame["area"].tolist() == RESULT.scores["area"].to_pylist()
    assert isinstance(frame["level"].dtype, pd.CategoricalDtype)
    assert len(RESULT.to_pandas("problems")) == 3
    with pytest.raises(UnknownName, match=r"there is no table 'score'. Did you mean \"scores\"\?"):
        RESULT.to_pandas("score")


def test_result_travels_to_another_process():
    """Pickled it has the same tables, also those that nobody asked for yet, and explains the same."""
    again = pickle.loads(pickle.dumps(scored(table(GOOD))))  # noqa: S301 - our own bytes
    first = scored(table(GOOD))
    assert [*again.tables] == [*first.tables]
    assert all(again.tables[name].equals(first.tables[name], check_metadata=True) for name in first.tables)
    assert explain(again, area="MO0001").text() == explain(first, area="MO0001").text()


def test_problems_are_counted_by_their_table_where_nothing_else_counted_them():
    """As where an engine for several machines scored: there are as many of each kind as rows of it."""
    result = scored(table([*GOOD, answer("plan", "misschien"), answer("plan", "soms", area="MO0002")]))
    assert evolve(result, gathered=None).problem_counts == result.problem_counts
    assert result.problem_counts


def test_result_shows_what_is_in_it():
    """In a notebook a result says how much there is, not the tables themselves."""
    assert repr(RESULT) == f"<Result: {len(RESULT.scores)} scores, 3 problems>"
    assert not RESULT.fictional


@pytest.mark.parametrize("form", FORMATS)
def test_files_of_people_are_left_and_the_others_written(tmp_path, form):
    """Each that is left is named; nothing that was scored is written over, whatever is said."""
    given = tmp_path / "answers.csv"
    given.write_text("round,area,indicator,question,value\n2025-12,MO0001,eigen,plan,ja\n", encoding="utf-8")
    place = given.rename(tmp_path / f"scores.{form}")
    result = scored(place)
    before = place.read_bytes()
    for overwrite in (False, True):
        with pytest.raises(
            NotWritten, match=rf"scores\.{form}: it is an input of this command, so it is left as it is"
        ) as left:
            result.write(tmp_path, form, overwrite=overwrite)
        assert place.read_bytes() == before
        assert {path.stem for path in left.value.written} == {"rollups", "problems", "indicators", "decision_table"}


@pytest.mark.parametrize("note", ["'=x", "''-5", "- nog bezig", "a;=1"])
@pytest.mark.parametrize("fictional", [False, True])
def test_a_workbook_of_results_is_read_for_its_answers(tmp_path, note, fictional):
    """The other sheets are results; no apostrophe is taken for a guard, and what is fictional stays so."""
    rows = table([answer("plan", "ja", note=note)])
    marked = rows.append_column("FICTIEF", pa.nulls(len(rows), pa.string())) if fictional else rows
    before = scored(marked)
    (path,) = before.write(tmp_path, "xlsx", ["answers"])
    after = scored(path)
    assert (problems(after), after.answers, after.fictional) == ([], before.answers, fictional)


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_of_fictional_answers_says_so(tmp_path, form):
    """In a column, with the word in each row; in other files there is none."""
    read = {"csv": pa_csv.read_csv, "parquet": parquet.read_table, "arrow": feather.read_table}
    marked = scored(table(GOOD).append_column("FICTIEF", pa.nulls(len(GOOD), pa.string())))
    for path in marked.write(tmp_path, form, ["answers", "trace"]):
        assert set(read[form](path)["FICTIEF"].to_pylist()) <= {"FICTIEF"}
    for path in RESULT.write(tmp_path / "others", form, ["answers", "trace"]):
        assert "FICTIEF" not in read[form](path).column_names
