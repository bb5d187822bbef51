"""Spark gives what one machine gives, also when a Python worker of it dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from answers import FRAMEWORK, in_bytes, same, table

import napd
from napd import NapdError
from napd_cluster import spark as on_spark
from napd_cluster.work import TABLES, shape

# pyspark 4 says so on every use, whatever the use; napd's has no pandas in it
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
ROOT = Path(__file__).parents[2]
NATIONAL = ROOT / "examples" / "landelijk-FICTIEF" / "answers.csv"


def dies_once(marker):
    """Hand on batches, but let the first process that is asked to die in the middle."""

    def step(batches):
        for batch in batches:
            yield batch
            try:
                os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def frame(spark, answers):
    """Answers as a DataFrame of four partitions."""
    return spark.createDataFrame(answers).repartition(4)


def test_random_answers(spark):
    """Scores and roll-ups are, sorted and in bytes, those of one machine."""
    answers = table(11)
    expected = napd.score(answers, FRAMEWORK)
    for name in ("scores", "rollups"):
        made = on_spark.score(frame(spark, answers), FRAMEWORK, table=name, buckets=3).toArrow()
        assert in_bytes(made) == in_bytes(expected.tables[name])


@pytest.mark.parametrize("buckets", [None, 1])
def test_the_result_of_random_answers(spark, buckets):
    """All tables in the order of one machine, every problem, and the same receipt."""
    answers = table(12)
    assert same(on_spark.result(frame(spark, answers), FRAMEWORK, buckets=buckets), napd.score(answers, FRAMEWORK))


def test_the_national_example(spark):
    """The example as Spark itself reads CSV, with all installed indicators."""
    result = on_spark.result(spark.read.csv(str(NATIONAL), header=True))
    assert same(result, napd.score(NATIONAL))
    assert result.fictional


def test_a_worker_that_dies_while_it_reads(spark, tmp_path):
    """A killed worker loses and doubles nothing: scores, problems and the fingerprint of the answers are whole."""
    answers, marker = table(13), tmp_path / "died"
    given = frame(spark, answers)
    given = given.mapInArrow(dies_once(str(marker)), given.schema)
    assert same(on_spark.result(given, FRAMEWORK), napd.score(answers, FRAMEWORK))
    assert marker.exists()


def test_a_worker_that_dies_after_it_scored(spark, tmp_path):
    """The same where scores were lost with it."""
    answers, marker = table(14), tmp_path / "died"
    made = on_spark.score(frame(spark, answers), FRAMEWORK)
    made = made.mapInArrow(dies_once(str(marker)), made.schema)
    assert in_bytes(made.toArrow()) == in_bytes(napd.score(answers, FRAMEWORK).scores)
    assert marker.exists()


def test_it_is_lazy(spark):
    """Nothing is read before something is asked, and the schema is known by then."""

    def never(_):
        raise AssertionError

    given = frame(spark, table(1))
    for name in TABLES:
        made = on_spark.score(given.mapInArrow(never, given.schema), FRAMEWORK, table=name)
        assert made.columns == shape(name).names


def test_odd_columns(spark):
    """Names in capitals and with signs, numbers, lists; and what is not a column of answers."""
    row = {"Round ": "2025-12", "AREA": "MO0001", "indicator": "opvang", "question": "wie", "value": ["zorg", "werk"]}
    answers = pa.Table.from_pylist([{**row, "e`n.veel": 1, "status": "concept"}])
    expected = napd.score(answers, FRAMEWORK)
    assert expected.receipt["answers"]["count"] == 1
    assert same(on_spark.result(spark.createDataFrame(answers), FRAMEWORK), expected)


def test_several_frames(spark):
    """Frames by name are read as one; one without the right columns is left out, and said so."""
    answers = table(15)
    halves = {"one": frame(spark, answers.slice(0, 60)), "other": frame(spark, answers.slice(60))}
    wrong = spark.createDataFrame(answers.drop_columns("value"))
    result = on_spark.result({**halves, "wrong": wrong}, FRAMEWORK)
    assert in_bytes(result.scores) == in_bytes(napd.score(answers, FRAMEWORK).scores)
    assert [row["problem"] for row in result.problems.to_pylist() if row["file"] == "wrong"] == ["missing_column"]
    with pytest.raises(NapdError, match="wrong: de kolom 'value' ontbreekt"):
        on_spark.score({"wrong": wrong}, FRAMEWORK)
    assert len(on_spark.result(wrong, FRAMEWORK).scores) == 0


def test_the_code_of_the_documents_runs(spark, tmp_path, monkeypatch, capsys):
    """What docs/how-to/cluster.md shows of Spark runs, as a reader would run it."""
    text = (ROOT / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```py\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    # Java stays in the folder where it began
    block = re.sub(r'"(examples/|rollups\.)', rf'"{tmp_path}/\1', block)
    names = {"spark": spark}
    exec(compile(block, "cluster.md", "exec"), names)  # noqa: S102 - running it is the test
    assert "regioplan" in capsys.readouterr().out
    assert len(names["result"].scores) == len(napd.score(NATIONAL).scores)


def test_without_spark(monkeypatch):
    """Who lacks Spark reads how to get it."""
    monkeypatch.setitem(sys.modules, "pyspark.sql.pandas.types", None)
    with pytest.raises(NapdError, match=r'Spark is not installed: pip install "napd\[spark\]"'):
        on_spark.score(None)


def test_loading_it_loads_no_spark():
    """The adapter itself is light: Spark is loaded when it is used."""
    code = "import sys, napd_cluster.spark; print({'pyspark', 'py4j', 'pandas'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
