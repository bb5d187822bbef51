"""`napd spark` and `napd dask`: the tables, words and exit codes of `napd score`, and one line for what goes wrong."""

from __future__ import annotations

import json
import shutil
import socket
import sys
from importlib import util
from pathlib import Path

import pyarrow as pa
import pytest
from answers import faults, plain, table
from pyarrow import parquet

from napd.cli import main
from napd_cluster import dask_command, engines
from napd_cluster.spark_command import NO_JAVA

# pyspark 4 says so on every use, whatever the use; napd's has no pandas in it
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
ROOT = Path(__file__).parents[2]
NATIONAL = "examples/landelijk-FICTIEF/answers.csv"
FRAMEWORK = """
areas = "areas.csv"
"""


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `napd score`, or another command, in this process; gives exit code, stdout and stderr."""
    monkeypatch.chdir(ROOT)

    def score(*arguments, on="score"):
        monkeypatch.setattr(sys, "argv", ["napd", on, *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return (code, *capsys.readouterr())

    return score


@pytest.fixture(params=["spark", "dask"])
def on_engine(request, run):
    """Run the command of an engine that runs already."""
    if request.param == "spark":
        request.getfixturevalue("spark")
        return lambda *arguments: run(*arguments, "--master", "local[2,4]", on="spark")
    address = request.getfixturevalue("cluster").scheduler_address
    return lambda *arguments: run(*arguments, "--scheduler", address, on="dask")


def free_port():
    """A port where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def read(folder):
    """The tables in a folder, with text for dictionaries, and the receipt of the scores."""
    tables = {path.stem: parquet.read_table(path) for path in Path(folder).glob("*.parquet")}
    return {name: plain(one) for name, one in tables.items()}, tables["scores"].schema.metadata


def test_the_files_are_those_of_one_machine(run, on_engine, tmp_path):
    """A CSV: the same tables in the same order, the same receipt, the same words."""
    one = run(NATIONAL, "-o", tmp_path / "one")
    many = on_engine(NATIONAL, "-o", tmp_path / "many")
    assert one[0] == many[0] == 0
    assert many[2].replace("/many/", "/one/") == one[2]
    assert {
        name: made.equals(read(tmp_path / "one")[0][name]) for name, made in read(tmp_path / "many")[0].items()
    } == dict.fromkeys(("scores", "rollups", "problems", "indicators", "decision_table"), True)
    assert read(tmp_path / "many")[1] == read(tmp_path / "one")[1]


@pytest.fixture
def mixed(tmp_path):
    """A folder with Parquet files of different columns, a CSV with a bad row, and a file that is no table."""
    folder = tmp_path / "answers"
    (folder / "round=2025-12").mkdir(parents=True)
    text = (ROOT / NATIONAL).read_text(encoding="utf-8").splitlines()
    names = text[0].split(",")
    lines = [dict(zip(names, line.split(","), strict=False)) for line in text[1:2001]]
    rows = pa.Table.from_pylist(lines, schema=pa.schema([(name, pa.string()) for name in names]))
    parquet.write_table(rows.slice(0, 700), folder / "a.parquet")
    parquet.write_table(rows.slice(700, 700), folder / "b.parquet")
    parquet.write_table(
        rows.slice(1300, 300).append_column("wat", pa.nulls(300)), folder / "round=2025-12" / "c.parquet"
    )
    parquet.write_table(rows.slice(0, 5).drop_columns(["value"]), folder / "d.parquet")
    bad = ["2025-12,MO0402,gemeente,regioplan,status,misschien", "2025-12,MO0402", "2025-12,XX,,regioplan,status,geen"]
    header = "round,area,perspective,indicator,question,value"
    (folder / "e.csv").write_text("\n".join([header, *bad]), encoding="utf-8")
    (folder / "f.arrow").write_bytes(b"ARROW1 and nothing else")
    return folder


def test_good_and_bad_files_together(run, on_engine, mixed, tmp_path):
    """Whatever is wrong with files and rows: scores, kinds of problems and exit code are those of one machine."""
    one, many = run(mixed, "-o", tmp_path / "one"), on_engine(mixed, "-o", tmp_path / "many")
    assert one[0] == many[0] == 1
    assert one[2].splitlines()[0] == many[2].splitlines()[0]
    (expected, receipt), (made, other) = read(tmp_path / "one"), read(tmp_path / "many")
    assert made["scores"].equals(expected["scores"])
    assert made["rollups"].equals(expected["rollups"])
    assert receipt == other
    assert faults(made["problems"]) == faults(expected["problems"])
    kinds = {row["problem"] for row in made["problems"].to_pylist()}
    assert {"missing_column", "unknown_column", "ragged_row", "unreadable", "duplicate", "unknown_area"} <= kinds


def test_nothing_that_an_engine_could_read(run, on_engine, tmp_path):
    """Where no file has answers, no engine is needed to say so."""
    path = tmp_path / "none.csv"
    path.write_text("round,area,indicator,question,value\n", encoding="utf-8")
    one, many = run(path), on_engine(path)
    assert one == many
    assert one[0] == 1


def test_a_cluster_of_this_machine(run, tmp_path):
    """Without an address Dask starts workers of its own, and stops them."""
    pytest.importorskip("distributed")
    made = table(1)
    parquet.write_table(made, tmp_path / "made.parquet")
    code, _, err = run(tmp_path / "made.parquet", on="dask")
    assert code == 1
    assert "fouten en" in err
    assert "distributed" not in err


def test_an_address_that_is_none(run):
    """It is told in one line, with exit code 2 and no traceback."""
    pytest.importorskip("distributed")
    code, out, err = run(NATIONAL, "--scheduler", "nowhere", on="dask")
    assert (code, out) == (2, "")
    assert err.startswith("napd: nowhere: no Dask scheduler with a worker answers")


@pytest.mark.parametrize("name", ["there", "folder"])
def test_files_that_are_not_there(run, tmp_path, name):
    """A file that is not there, and a folder without answers, are told before any engine starts."""
    (tmp_path / "folder").mkdir()
    one, many = run(tmp_path / name), run(tmp_path / name, on="dask")
    assert one == many
    assert one[0] == 2


def test_a_scheduler_that_is_not_there(run, monkeypatch):
    """Dask's is waited for, but not for long."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(dask_command, "PATIENCE", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    code, _, err = run(NATIONAL, "--scheduler", address, on="dask")
    message = f"{address}: no Dask scheduler with a worker answers there. Check the address, and whether it runs"
    assert (code, err) == (2, f"napd: {message}\n")


def test_a_master_that_is_not_there(run, monkeypatch):
    """Spark's is looked for before Java starts."""
    pytest.importorskip("pyspark")
    monkeypatch.setattr(shutil, "which", lambda _: "java")
    address = f"spark://127.0.0.1:{free_port()},localhost:{free_port()}"
    code, _, err = run(NATIONAL, "--master", address, on="spark")
    message = f"{address}: no Spark master answers there. Check the address, and whether it runs"
    assert (code, err) == (2, f"napd: {message}\n")
    code, _, err = run(NATIONAL, "--master", "foo", on="spark")
    assert (code, err.startswith("napd: --master foo: it has to be such as local[2]")) == (2, True)


def test_without_java(run, monkeypatch):
    """Who lacks Java reads how to get it."""
    pytest.importorskip("pyspark")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert run(NATIONAL, on="spark")[::2] == (2, f"napd: {NO_JAVA}\n")


@pytest.mark.parametrize("name", ["spark", "dask"])
def test_without_the_engine(run, monkeypatch, name):
    """Who lacks an engine reads how to get it."""
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    said = f'napd: {name.title()} is not installed: pip install "napd[{name}]"\n'
    assert run(NATIONAL, on=name)[::2] == (2, said)
    assert util.find_spec("napd")


@pytest.mark.usefixtures("spark")
def test_work_that_fails(run, tmp_path):
    """What Spark cannot read is told in one line."""
    code, out, err = run(f"file://{tmp_path}/none.parquet", "--master", "local[2]", on="spark")
    assert (code, out) == (2, "")
    assert err.startswith("napd: Spark (local[2]): [PATH_NOT_FOUND] Path does not exist: file:")
    assert err.count("\n") == 1


def test_a_url_is_read_by_the_engine(run, on_engine, tmp_path):
    """A path with :// in it goes to the engine as it is."""
    parquet.write_table(table(2), tmp_path / "made.parquet")
    one, many = run(tmp_path / "made.parquet", "--json"), on_engine(f"file://{tmp_path}/made.parquet", "--json")
    assert one[0] == many[0] == 1
    assert json.loads(one[1]) == json.loads(many[1])


LAST_WORDS = {
    "java": ("An error occurred while calling o1.x.\n: java.io.IOException: no room\n\tat java.base/x\n", "no room"),
    "python": ('An exception:\nTraceback\n  File "x", line 1\n    f()\nValueError: no good\n', "ValueError: no good"),
    "napd": ("Traceback\nModuleNotFoundError: No module named 'napd'\n  at x\n", "Install napd on every worker"),
    "nothing": ("", "stopped without a word"),
}  # fmt: skip


@pytest.mark.parametrize("name", LAST_WORDS)
def test_what_an_engine_says_at_last(name):
    """Of pages of Java and Python the line that says what went wrong is kept."""
    text, kept = LAST_WORDS[name]
    assert kept in engines.last_word(text)
    assert "\n" not in engines.last_word(text)
