"""The public strategies draw what napd takes, and nothing that it refuses."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from town import AREAS, FRAMEWORK

import napd.testing
from napd import (
    AreaRegistry,
    Framework,
    score,
)  # fmt: skip
from napd.decision.rubric import compile_rubric
from napd.testing import Case, answers, indicators, rounds
from napd.testing.answering import MOST_MEMBERS
from napd.testing.casebook import SEPARATOR, SILENT

INSTALLED = Framework.installed()
NOBODY = Framework(indicators=INSTALLED.indicators, areas=AreaRegistry([], []))


@settings(max_examples=25)
@given(st.data())
def test_answers_are_a_row_of_cases(data):
    """Answers to an indicator score as a case does, without a problem; without gaps, everybody answers everything."""
    indicator = data.draw(indicators(rollups=True, most_questions=3, most_stages=1))
    gaps = data.draw(st.booleans())
    drawn = data.draw(answers(indicator, gaps=gaps))
    assert drawn.keys() == {question.id for question in indicator.asked}
    assert all(len(text.split(SEPARATOR)) <= MOST_MEMBERS for text in drawn.values())
    assert gaps or not any(part == SILENT or not part for text in drawn.values() for part in text.split(SEPARATOR))
    outcome = Case(indicator, "", drawn, "", "").outcome
    assert {*outcome.rules} <= {*range(len(indicator.rules) + 1)}


@settings(max_examples=15)
@given(rounds(INSTALLED))
def test_rounds_are_answers_without_a_problem(table):
    """What is drawn of a framework is scored without a problem, in one of its rounds; a percentage may be small."""
    result = score(table, INSTALLED)
    found = set(result.problems["problem"].to_pylist())
    assert found - {"small_percentage"} == (set() if len(table) else {"empty_file"})
    assert len(set(table["round"].to_pylist())) <= 1
    regions = {code for code in table["area"].to_pylist() if INSTALLED.areas[code].kind == "region"}
    assert set(result.scores["area"].to_pylist()) >= regions


@settings(max_examples=25)
@given(rounds(FRAMEWORK, gaps=False))
def test_without_gaps_everybody_answers_everything(table):
    """Each region that answers an indicator has all its questions answered, by itself or by each municipality."""
    for round_, name in {(row["round"], row["indicator"]) for row in table.to_pylist()}:
        on = FRAMEWORK.rounds[round_].date
        indicator = next(one for one in FRAMEWORK.at(on) if one.id == name)
        found = [(row["area"], row["question"]) for row in table.to_pylist() if row["indicator"] == name]
        regions = {code if AREAS[code].kind == "region" else AREAS.region_of(code, on).code for code, _ in found}
        assert all(AREAS.exists(code, on) for code, _ in found)
        who = {"region": regions, "municipality": [one.code for code in regions for one in AREAS.members(code, on)]}
        expected = [(area, asked.id) for asked in indicator.asked for area in who[indicator.answered_by(asked)]]
        assert sorted(found) == sorted(expected)


@settings(max_examples=3)
@given(rounds(NOBODY, gaps=False))
def test_a_framework_without_areas(table):
    """Where there is nobody to answer, there are no answers."""
    assert len(table) == 0
    assert set(table.schema.types) == {pa.string()}


@settings(max_examples=20)
@given(indicators())
def test_indicators_compile(indicator):
    """An indicator that is drawn is one that napd takes."""
    assert compile_rubric(indicator).indicator is indicator


def test_the_names_are_loaded_on_use():
    """The package has its public names, and no other."""
    assert dir(napd.testing) == sorted(napd.testing.__all__)
    assert all(getattr(napd.testing, name) for name in napd.testing.__all__)
    with pytest.raises(AttributeError, match=r"module 'napd\.testing' has no attribute 'answer'"):
        napd.testing.answer  # noqa: B018


def test_the_checks_need_no_hypothesis():
    """An author without hypothesis runs every check; it is loaded with the strategies alone."""
    code = "import sys; from napd.testing import parametrize_with_checks, cases; print('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
