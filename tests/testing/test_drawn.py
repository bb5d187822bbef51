"""What the strategies draw is what was asked for, and every kind of it comes up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest
from answered import answers_to
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, bereik, plan, plekken, sinds, wie

from napd import (
    Choice,
    Count,
    Date,
    Indicator,
    Maximum,
    Mean,
    Minimum,
    MultiChoice,
    Number,
    Ratio,
    Rule,
    Share,
    Sum,
    Text,
    YesNo,
)
from napd.model.conditions import AllOf, AnyOf, Compare, Not
from napd.model.points import Points
from napd.testing import answers, indicators, rounds
from napd.testing.casebook import SEPARATOR, SILENT
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import DAYS, NUMBERS, SIDES, questions
from napd.testing.reference import asks
from napd.testing.reference_values import beside

ASKED = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
UNUSED = YesNo("ook", "Doet zij ook dat?", answered_by="municipality")
SHARED = Indicator(
    id="deel", title="Deel", since="2025-01-01", questions=[ASKED, UNUSED],
    rules=[Rule("gerealiseerd", ASKED >= 50, because="g"), Rule("niet-op-gang", because="r")],
)  # fmt: skip
BOUNDED = {"most_questions": 5, "most_stages": 2, "most_rules": 6}
ALLOWED = {"shared": False, "rollups": False, "total": True, "exceptions": False}


def size(condition):
    """How many comparisons a condition has."""
    return len(list(condition.atoms()))


def has(kind, **attributes):
    """Whether what is drawn is of a kind, with these attributes."""
    return lambda made: isinstance(made, kind) and all(getattr(made, name) == it for name, it in attributes.items())


def keeps_to(made, wanted):
    """Check that an indicator is no more than what was asked for."""
    inputs = {part.id for question in made.questions if question.is_counted for part in question.inputs}
    scored = [one for one in made.questions if one.id not in inputs and not isinstance(one, Text | Points)]
    tables = [rules for _, rules in made.tables()]
    assert 1 <= len(scored) <= wanted["most_questions"]
    assert len(made.stages) <= wanted["most_stages"]
    assert 1 <= len(made.rules) <= max(wanted["most_rules"], 2)  # a rule that is not the last asks a stage
    assert wanted["shared"] or max(Counter(name for rules in tables for name in asks(rules)).values(), default=0) <= 1
    assert wanted["rollups"] or not any(question.rollup or question.id in inputs for question in made.questions)
    assert wanted["exceptions"] or not made.exceptions
    assert not wanted["total"] or all(rules[-1].when is None for rules in tables)


@settings(max_examples=50)
@given(indicators())
def test_indicators_are_no_more_than_they_may_be(made):
    """By default nothing is shared, rolled up, exempt or left to no rule, and all of it is small."""
    keeps_to(made, BOUNDED | ALLOWED)


@settings(max_examples=50)
@given(st.data())
def test_indicators_are_what_is_asked_for(data):
    """They have no more questions, stages and rules, and nothing else that is not asked for."""
    wanted = {name: data.draw(st.integers(1, most)) for name, most in BOUNDED.items()}
    wanted |= {name: data.draw(st.booleans()) for name in ALLOWED}
    keeps_to(data.draw(indicators(**wanted)), wanted)


@pytest.mark.unmeasured
@pytest.mark.parametrize("most", range(1, 7))
@settings(max_examples=200)
@given(st.data())
def test_conditions_have_no_more_comparisons_than_asked_for(most, data):
    """However they are joined."""
    assert 1 <= size(data.draw(conditions([ASKED, plan], most))) <= most


@pytest.mark.parametrize("happens", [has(kind) for kind in (Compare, AllOf, AnyOf, Not)])
def test_conditions_that_can_be_drawn(happens):
    """One comparison, and every way to join them."""
    comes_up(conditions([plan]), happens)


@pytest.mark.parametrize("kind", [AllOf, AnyOf, Not])
def test_conditions_can_have_all_the_comparisons_asked_for(kind):
    """Both sides of what is joined share them; what is denied has one less, as a denial counts for one."""
    most = 3 if kind is Not else 4
    comes_up(conditions([plan]), lambda made: isinstance(made, kind) and size(made) == most)


BETWEEN = Number("v", "Hoeveel?", minimum=2, maximum=9)


@pytest.mark.parametrize(
    "asked",
    [questions("v"), *map(st.just, (Number("v", "Hoeveel?"), BETWEEN, evolve(BETWEEN, whole=True)))],
)
@settings(max_examples=200)
@given(st.data())
def test_answers_to_a_question_are_taken(asked, data):
    """They are within its bounds, and come back as they are shown."""
    question = data.draw(asked)
    drawn = data.draw(answers_to(question))
    assert question.id == "v"
    assert question.parse(question.show(drawn)) == drawn


@settings(max_examples=50)
@given(indicators(rollups=True))
def test_ratios_are_of_numbers_that_are_counted(made):
    """So that they can be computed, and are a share."""
    for part in (part for ratio in made.questions if isinstance(ratio, Ratio) for part in ratio.inputs):
        assert (part.whole, part.minimum, part.rollup) == (True, 0, Sum())


@pytest.mark.parametrize(
    ("question", "drawn"),
    [
        (wie, frozenset()),
        (wie, frozenset(wie.ids)),
        (sinds, date(2024, 1, 2)),
        (bereik, 25.0),
        *((bereik, near) for near in beside(25)),
        (plekken, 25.0),
    ],
)
def test_answers_to_a_question_that_can_be_drawn(question, drawn):
    """No option and all, the days and numbers of the pools, and the neighbours of these."""
    comes_up(answers_to(question), lambda made: made == drawn)


@pytest.mark.parametrize("question", [sinds, bereik, plekken])
def test_answers_from_outside_the_pools_can_be_drawn(question):
    """Any day and any number that the question takes."""
    pool = {near for one in NUMBERS for near in (one, *beside(one))}.union(DAYS)
    comes_up(answers_to(question), lambda made: made not in pool)


def of_options(kind, count, **attributes):
    """The same, with so many options."""
    return lambda made: has(kind, **attributes)(made) and len(made.ids) == count


def compared(made):
    """What answers are compared with."""
    conditions_ = [rule.when for rule in made.rules if rule.when is not None]
    return [atom.value for each in conditions_ for atom in each.atoms() if isinstance(atom, Compare)]


def asked_in(made, name):
    """In how many tables a question is asked."""
    return sum(name in asks(rules) for _, rules in made.tables())


@pytest.mark.parametrize(
    ("strategy", "happens"),
    [
        (answers(SHARED), lambda drawn: drawn["mee"].count(SEPARATOR) == 3),
        (answers(SHARED), lambda drawn: drawn["mee"] == "ja"),
        (answers(SHARED), lambda drawn: SILENT in drawn["mee"]),
        (answers(FRAMEWORK.indicators[2]), lambda drawn: not drawn["plan"]),
        (rounds(FRAMEWORK), lambda drawn: {"MO0001", "GM0002"} <= set(drawn["area"].to_pylist())),
        (rounds(FRAMEWORK), lambda drawn: "GM0004" in drawn["area"].to_pylist()),
        (rounds(FRAMEWORK), lambda drawn: drawn["question"].to_pylist() == ["plan"]),
        (rounds(FRAMEWORK, gaps=False), lambda drawn: {"MO0001", "MO0002"} == set(drawn["area"].to_pylist())),
    ],
)
def test_answers_that_can_be_drawn(strategy, happens):
    """Gaps, and every kind of area."""
    comes_up(strategy, happens)


@pytest.mark.parametrize(
    "happens",
    [
        *(has(YesNo, better=side) for side in ("ja", "nee")),
        *(has(kind, better=side) for kind, side in product((MultiChoice, Number, Date), SIDES)),
        *(of_options(Choice, count, ordered=ordered) for count, ordered in product((2, 4), (True, False))),
        *(of_options(MultiChoice, count) for count in (1, 2, 4)),
        *(has(Number, minimum=low, maximum=high) for low, high in ((None, None), (0, None), (None, 1), (0, 1))),
        *(has(Number, whole=whole, unit=unit) for whole, unit in product((True, False), ("", "%"))),
        has(Number, whole=False, minimum=-2.5),
    ],
)
def test_questions_that_can_be_drawn(happens):
    """Every kind, every side that may be the better one, bounds and none."""
    comes_up(questions("v"), happens)


@pytest.mark.parametrize(
    ("more", "happens"),
    [
        ({}, lambda made: len(made.questions) == 2),  # one, and one in words
        ({}, lambda made: len(made.questions) == 6),
        ({}, lambda made: len(made.rules) == 1),
        ({}, lambda made: len(made.rules) == 6),
        ({}, lambda made: len(made.stages) == 2),
        ({}, lambda made: made.stages and len(made.stages[-1].options) == 2),
        ({}, lambda made: made.stages and len(made.stages[-1].rules) == len(made.stages[-1].options)),
        *(  # four comparisons, and a stage
            ({}, lambda made, kind=kind: any(isinstance(r.when, kind) and size(r.when) > 4 for r in made.rules))
            for kind in (AllOf, AnyOf)
        ),
        ({}, lambda made: any(isinstance(value, float) and value % 1 for value in compared(made))),
        *(
            ({}, lambda made, kind=kind: any(isinstance(r.when, kind) for r in made.rules))
            for kind in (AllOf, AnyOf, Not)
        ),
        ({"shared": True}, lambda made: asked_in(made, "v0") == 3),
        ({"exceptions": True}, lambda made: made.exceptions),
        ({"exceptions": True}, lambda made: not made.exceptions),
        ({"total": False}, lambda made: made.rules[-1].when is not None),
        ({"total": False}, lambda made: made.rules[-1].when is None),
        ({"total": False}, lambda made: any(stage.rules[-1].when is not None for stage in made.stages)),
        ({"rollups": True}, lambda made: any(isinstance(question, Ratio) for question in made.questions)),
        ({"rollups": True}, lambda made: not any(question.rollup for question in made.questions)),
        *(
            ({"rollups": True}, lambda made, side=side: any(map(has(Ratio, better=side), made.questions)))
            for side in SIDES
        ),
        ({"rollups": True}, lambda made: any(has(Number, id="v0", rollup=Sum())(each) for each in made.questions)),
        *(
            ({"rollups": True}, lambda made, kind=kind: any(isinstance(q.rollup, kind) for q in made.questions))
            for kind in (Share, Count, Sum, Mean, Minimum, Maximum)
        ),
    ],
)
def test_indicators_that_can_be_drawn(more, happens):
    """Every kind comes up, so that what holds of random indicators holds of each kind."""
    comes_up(indicators(**more), happens)


def comes_up(strategy, happens):
    """Whether something is drawn, the same in each run."""
    draws = settings(max_examples=2000, database=None, phases=[Phase.generate])
    find(strategy, happens, settings=draws, random=Random(1))  # noqa: S311 - no secret
