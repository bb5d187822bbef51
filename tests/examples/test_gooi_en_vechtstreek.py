"""The example from a real paper: what is known of it, and what its open answer can still change."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from napd import Framework, score

GOOI = Path(__file__).parents[2] / "examples" / "gooi-en-vechtstreek-2023"
OTHERS = ["ervaringskennis", "eu-rechtentool", "housing-first", "lhbtiq-training", "opvang-ombouw", "preventiescan"]


@pytest.fixture(scope="module")
def framework():
    """The indicators of the Nationaal Actieplan, with the shipped areas and rounds."""
    return Framework.installed([*OTHERS, "regioplan"])


def test_gooi_en_vechtstreek(framework):
    """The paper leaves the regioplan below its best level; only who take part can still decide; the rest is open."""
    result = score(GOOI / "answers.csv", framework)
    rows = {row["indicator"]: row for row in result.scores.to_pylist()}
    plan = rows.pop("regioplan")
    assert result.problems.to_pylist() == []
    assert not result.fictional
    assert {row["status"] for row in rows.values()} == {"unanswered"}
    assert sorted(rows) == OTHERS
    assert plan == {
        "round": "2023-12", "area": "MO0402", "perspective": "gemeente", "indicator": "regioplan",
        "version": "2023-12-01", "level": None, "level_low": "niet-op-gang", "level_high": "in-ontwikkeling",
        "may_not_apply": False,
        "possible": "niet-op-gang|in-ontwikkeling",
        "rule": "3|4", "answered": 1, "required": 3, "status": "undetermined",
        "open_questions": "betrokken",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parties", "level", "rule"),
    [
        ("ervaringskennis", "in-ontwikkeling", "3"),
        ("wonen|ervaringskennis", "in-ontwikkeling", "3"),
        ("zorg|wonen", "niet-op-gang", "4"),
    ],
)
def test_what_the_open_answer_changes(framework, parties, level, rule):
    """With ervaringskennis the region has begun, without it not yet, whatever the action lines and other parties."""
    rows = pd.read_csv(GOOI / "answers.csv", dtype=str, keep_default_na=False)
    rows.loc[rows["question"] == "betrokken", "value"] = parties
    plan = next(row for row in score(rows, framework).scores.to_pylist() if row["indicator"] == "regioplan")
    assert (plan["level"], plan["rule"], plan["open_questions"]) == (level, rule, "")


def test_gooi_en_vechtstreek_says_whose_reading_it_is():
    """Each answer names the paper it was read from, and the README says that it is no answer of the region."""
    rows = pd.read_csv(GOOI / "answers.csv", dtype=str, keep_default_na=False)
    text = (GOOI / "README.md").read_text(encoding="utf-8")
    assert rows["note"].str.contains("DOC-23001951", regex=False).all()
    assert rows.loc[rows["value"] == "", "note"].str.startswith("Open gelaten: ").all()
    assert "napd's reading" in text
    assert "DOC-23001951" in text
