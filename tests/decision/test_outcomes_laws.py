from __future__ import annotations

import numpy as np
import pytest
from answered import answer_sheets, answers_within
from coded import coded, outcomes_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napd.decision.decider import Decider
from napd.decision.outcomes import Outcome
from napd.decision.rubric import compile_rubric
from napd.model.scale import NOT_APPLICABLE
from napd.testing.reference import conditions_on, deciding, representatives, verdict
from napd.testing.strategies import indicators

KINDS = {
    "flat": {"most_stages": 0},
    "staged": {"most_stages": 2},
    "shared": {"most_stages": 2, "shared": True, "most_questions": 4},
    "rolled up": {"most_stages": 1, "rollups": True, "most_questions": 3},
}
every_kind = pytest.mark.parametrize("kind", KINDS)
many = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def agrees(outcome, expected):
    """Hold an outcome against trying every completion."""
    found = (
        outcome.rules, outcome.low, outcome.high, outcome.may_not_apply, outcome.possible,
        frozenset(outcome.open_questions),
    )  # fmt: skip
    assert found == expected
    known = len(expected.possible) == 1
    assert (outcome.is_known, outcome.level) == (known, expected.low if known else None)
    assert Outcome.of(outcome.columns) == outcome


@pytest.mark.usefixtures("_both_paths")
@every_kind
@many
@given(data=st.data())
def test_answers_with_gaps(kind, data):
    """Rules, bounds, applicability and open questions are those of trying every completion, one row at a time."""
    indicator = data.draw(indicators(**KINDS[kind]))
    rubric = compile_rubric(indicator)
    sheets = data.draw(st.lists(answer_sheets(indicator), min_size=1, max_size=3))
    for sheet, outcome in zip(sheets, outcomes_of(rubric, coded(rubric, sheets), len(sheets)), strict=True):
        agrees(outcome, verdict(indicator, {name: answers_within(answer) for name, answer in sheet.items()}))


@pytest.mark.unmeasured
@pytest.mark.usefixtures("_both_paths")
@every_kind
@many
@given(data=st.data())
def test_complete_answers(kind, data):
    """For complete answers the deciding rule, in each table, is the first whose condition holds."""
    indicator = data.draw(indicators(**KINDS[kind]))
    rubric = compile_rubric(indicator)
    sheet = data.draw(answer_sheets(indicator, gaps=False))
    expected = deciding(indicator, sheet)
    (outcome,) = outcomes_of(rubric, coded(rubric, [sheet]), 1)
    assert outcome.rules == (expected[""],)
    assert outcome.is_known
    assert outcome.open_questions == ()
    level = indicator.rules[expected[""] - 1].level
    assert (outcome.level, outcome.may_not_apply) == ((None, True) if level == NOT_APPLICABLE else (level, False))
    codes = {name: int(code) for name, (code,) in coded(rubric, [sheet]).items()}
    assert Decider(rubric).stage_rules(codes) == {stage.id: (expected[stage.id],) for stage in indicator.stages}


@pytest.mark.unmeasured
@pytest.mark.usefixtures("_both_paths")
@pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])
@many
@given(data=st.data())
def test_partly_known_answers(shared, data):
    """A code for several classes counts as every answer in them, and no other."""
    indicator = data.draw(indicators(most_questions=3, most_stages=1, shared=shared, rollups=True))
    rubric = compile_rubric(indicator)
    codes = {name: data.draw(st.integers(0, len(axis.sets) - 1)) for name, axis in rubric.axes.items()}
    (outcome,) = outcomes_of(rubric, {name: np.array([code]) for name, code in codes.items()}, 1)
    known = {name: answers_of(rubric, name, codes, indicator) for name in rubric.questions}
    agrees(outcome, verdict(indicator, known))
    assert Decider(rubric).outcome(codes) == outcome


def answers_of(rubric, name, codes, indicator):
    """An answer for each combination of classes that the codes of a question stand for."""
    axes = [axis for axis in rubric.axes.values() if axis.question.id == name]
    found = {}
    for answer in representatives(axes[0].question, conditions_on(indicator, name)):
        found.setdefault(tuple(axis.class_in(answer) for axis in axes), answer)
    known = [axis.sets[codes[axis.name]] for axis in axes]
    return [answer for ks, answer in found.items() if all(k in some for k, some in zip(ks, known, strict=True))]


@pytest.mark.unmeasured
@pytest.mark.usefixtures("_both_paths")
@every_kind
@settings(many, max_examples=20)
@given(data=st.data())
def test_many_scores_at_once(kind, data):
    """The outcome of a score does not depend on the scores beside it; no scores at all give no outcomes."""
    indicator = data.draw(indicators(**KINDS[kind]))
    rubric = compile_rubric(indicator)
    codes = {
        name: np.array(data.draw(st.lists(st.integers(0, len(axis.sets) - 1), min_size=5, max_size=5)), dtype=np.intp)
        for name, axis in rubric.axes.items()
    }
    alone = [outcomes_of(rubric, {name: column[[n]] for name, column in codes.items()}, 1)[0] for n in range(5)]
    assert outcomes_of(rubric, codes, 5) == alone
    assert outcomes_of(rubric, {name: column[:0] for name, column in codes.items()}, 0) == []
