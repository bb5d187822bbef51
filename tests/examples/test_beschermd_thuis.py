"""The fictional answers on the dashboard Beschermd Thuis: made by the script, beside those of its sister."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from napd import DEFAULT_SCALE, Framework, score

EXAMPLES = Path(__file__).parents[2] / "examples"
MINE, SISTER = EXAMPLES / "beschermd-thuis-FICTIEF", EXAMPLES / "landelijk-FICTIEF"
FRAMEWORK = Framework.installed(["beschermd-thuis"])


@pytest.fixture(scope="module")
def answers():
    """The answers as text, of both dashboards."""
    return [pd.read_csv(one / "answers.csv", dtype=str, keep_default_na=False) for one in (MINE, SISTER)]


@pytest.fixture(scope="module")
def result():
    """The result of the answers."""
    return score(MINE / "answers.csv", FRAMEWORK)


def test_the_script_makes_the_file_again(tmp_path):
    """Run where it stands, beside its sister, make.py writes the committed answers byte for byte, and only these."""
    for folder in (MINE, SISTER):
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("answers.csv"))
    script = tmp_path / MINE.name / "make.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / MINE.name / "answers.csv").read_bytes() == (MINE / "answers.csv").read_bytes()
    assert not (tmp_path / SISTER.name / "answers.csv").exists()


def test_it_has_the_rounds_regions_and_columns_of_its_sister(answers):
    """So that both can stand on one page; each row says FICTIEF, and each answer occurs once."""
    mine, sister = answers
    assert list(mine.columns) == list(sister.columns)
    assert set(mine["round"]) == set(sister["round"])
    assert set(mine["area"]) == set(sister["area"])
    assert set(mine["FICTIEF"]) == {"FICTIEF"}
    assert not mine.duplicated(list(mine.columns[:5])).any()


def test_nothing_is_wrong_and_everything_occurs(answers, result):
    """Each question is answered in each round, and each indicator has each level somewhere; no answer is a problem."""
    asked = {(one.id, question.id) for one in FRAMEWORK.indicators for question in one.asked}
    for _, here in answers[0].groupby("round"):
        assert set(zip(here["indicator"], here["question"], strict=True)) == asked
    levels = {(row["indicator"], row["level"]) for row in result.scores.to_pylist() if row["level"]}
    assert levels == {(one.id, level) for one in FRAMEWORK.indicators for level in DEFAULT_SCALE.ids}
    assert result.problems.to_pylist() == []
    assert result.fictional


def test_both_are_scored_in_one_go_and_apart(answers, result):
    """What one dashboard scores is the same, whether the other is there or not."""
    both = score([str(folder / "answers.csv") for folder in (SISTER, MINE)])
    ours = {one.id for one in FRAMEWORK.indicators}
    rows = [row for row in both.scores.to_pylist() if row["indicator"] in ours]
    assert [row for row in rows if row["status"] != "unanswered"] == [
        row for row in result.scores.to_pylist() if row["status"] != "unanswered"
    ]
    assert len(both.problems) == 0
    assert sum(len(one) for one in answers) > len(rows) > 0
