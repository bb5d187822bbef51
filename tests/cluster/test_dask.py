"""Dask gives what one machine gives: on threads and on worker processes, also when one of these dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from answers import FRAMEWORK, in_bytes, rows, same, table

import napd
from napd import NapdError

pd = pytest.importorskip("pandas")
dd = pytest.importorskip("dask.dataframe", reason='Dask is not installed: pip install "napd[dask]"')
scoring = pytest.importorskip("napd_cluster.dask")
NATIONAL = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"


def frame(answers, npartitions=5):
    """Answers as a dask.dataframe."""
    return dd.from_pandas(answers.to_pandas(types_mapper=pd.ArrowDtype), npartitions=npartitions)


def arrow(frame):
    """What a dask.dataframe comes to, as a table."""
    return pa.Table.from_pandas(frame.compute(), preserve_index=False)


def dies_once(marker):
    """Hand on a part, but let the first process that is asked to die on the spot."""

    def step(part):
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return part
        return os.kill(os.getpid(), signal.SIGKILL)

    return step


@pytest.mark.parametrize("seed", range(2))
def test_random_answers_on_threads(seed):
    """Every table is, sorted and in bytes, that of one machine; without any client, and lazily."""
    answers = table(seed)
    expected = napd.score(answers, FRAMEWORK)
    for name in ("scores", "rollups"):
        made = arrow(scoring.score(frame(answers), FRAMEWORK, table=name))
        assert in_bytes(made) == in_bytes(expected.tables[name])
    assert same(scoring.result(frame(answers), FRAMEWORK, buckets=3), expected)


@pytest.mark.usefixtures("dask")
def test_random_answers_on_workers():
    """The same on two worker processes."""
    answers = table(7)
    expected = napd.score(answers, FRAMEWORK)
    assert in_bytes(arrow(scoring.score(frame(answers), FRAMEWORK))) == in_bytes(expected.scores)
    assert same(scoring.result(frame(answers), FRAMEWORK), expected)


@pytest.mark.usefixtures("dask")
def test_the_national_example():
    """The example as Dask itself reads CSV, with all installed indicators."""
    answers = dd.read_csv(NATIONAL, dtype=str, blocksize=200_000)
    assert answers.npartitions > 2
    result = scoring.result(answers)
    assert same(result, napd.score(NATIONAL))
    assert result.fictional


@pytest.mark.usefixtures("dask")
def test_a_worker_that_dies_while_it_reads(tmp_path):
    """A killed worker loses and doubles nothing: scores, problems and the fingerprint of the answers are whole."""
    answers, marker = table(8), tmp_path / "died"
    given = frame(answers)
    given = given.map_partitions(dies_once(str(marker)), meta=given._meta)
    assert same(scoring.result(given, FRAMEWORK), napd.score(answers, FRAMEWORK))
    assert marker.exists()


@pytest.mark.usefixtures("dask")
def test_a_worker_that_dies_after_it_scored(tmp_path):
    """The same where scores were lost with it."""
    answers, marker = table(9), tmp_path / "died"
    made = scoring.score(frame(answers), FRAMEWORK)
    made = made.map_partitions(dies_once(str(marker)), meta=made._meta)
    assert in_bytes(arrow(made)) == in_bytes(napd.score(answers, FRAMEWORK).scores)
    assert marker.exists()


def test_it_is_lazy():
    """Nothing is read before something is computed."""

    def never(_):
        raise AssertionError

    given = frame(table(1))
    scoring.score(given.map_partitions(never, meta=given._meta), FRAMEWORK)


@pytest.mark.parametrize("name", ["scores", "rollups", "problems"])
def test_the_types_are_those_it_says(name):
    """What is computed has the types that the lazy frame names: of Arrow, so that null is null."""
    lazy = scoring.score(frame(table(2)), FRAMEWORK, table=name, buckets=4)
    assert lazy.npartitions == 4
    made = lazy.compute()
    assert dict(lazy.dtypes) == dict(made.dtypes)
    assert all(isinstance(kind, pd.ArrowDtype) for kind in made.dtypes)


def test_frames_as_pandas_makes_them():
    """Categories, missing values of any kind, numbers and another order of the columns make no difference."""
    made = pd.DataFrame([row for row in rows(3) if row["value"] != "1e9"])
    made["value"] = made["value"].where(made["value"].notna(), None)
    made["indicator"] = made["indicator"].astype("category")
    made["note"] = 1.5
    made = made[sorted(made.columns)]
    result = scoring.result(dd.from_pandas(made, npartitions=3), FRAMEWORK)
    assert same(result, napd.score(made, FRAMEWORK))


def test_numbers_and_flags():
    """Columns of numbers are read as digits, as on one machine."""
    row = {"round": "2025-12", "area": "MO0001", "indicator": "opvang", "question": ["plekken", "plan"]}
    made = pd.DataFrame({**row, "value": [12, 1]})
    result = scoring.result(dd.from_pandas(made, npartitions=2), FRAMEWORK)
    assert same(result, napd.score(made, FRAMEWORK))
    assert result.receipt["answers"]["count"] == 2


def test_several_frames():
    """Frames by name are read as one; one without the right columns is left out, and said so."""
    answers = table(4)
    halves = {"one": frame(answers.slice(0, 60)), "other": frame(answers.slice(60))}
    expected = napd.score(answers, FRAMEWORK)
    assert same(scoring.result(halves, FRAMEWORK), expected)
    wrong = {**halves, "wrong": frame(answers.drop_columns("value"))}
    result = scoring.result(wrong, FRAMEWORK)
    assert result.scores.equals(scoring.result(halves, FRAMEWORK).scores)
    assert [row["problem"] for row in result.problems.to_pylist() if row["file"] == "wrong"] == ["missing_column"]
    with pytest.raises(NapdError, match="wrong: de kolom 'value' ontbreekt"):
        scoring.score(wrong, FRAMEWORK)
    assert len(scoring.result({"wrong": wrong["wrong"]}, FRAMEWORK).scores) == 0


def test_without_dask(monkeypatch):
    """Who lacks Dask reads how to get it."""
    monkeypatch.setitem(sys.modules, "dask.dataframe.dispatch", None)
    with pytest.raises(NapdError, match=r'Dask is not installed: pip install "napd\[dask\]"'):
        scoring.score(None)


def test_loading_it_loads_no_dask():
    """The adapter itself is light: Dask and pandas are loaded when they are used."""
    code = "import sys, napd_cluster.dask; print({'dask', 'distributed', 'pandas'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
