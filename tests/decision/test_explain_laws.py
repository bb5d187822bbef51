from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import Cases

from napd.decision.decider import Decider
from napd.decision.explain import decisive, turns, ways
from napd.decision.rubric import compile_rubric
from napd.testing.strategies import indicators

KINDS = {
    "flat": {"most_stages": 0},
    "staged": {"most_stages": 2},
    "shared": {"most_stages": 2, "shared": True, "most_questions": 4},
    "rolled up": {"most_stages": 1, "rollups": True, "most_questions": 4},
}
every_kind = pytest.mark.parametrize("kind", KINDS)
many = settings()


@st.composite
def known_cases(draw, kind):
    """Draw an indicator with what is known of each answer: a class, several, or nothing; and every case of it."""
    indicator = draw(indicators(**KINDS[kind]))
    rubric = compile_rubric(indicator)
    codes = {}
    for name, axis in rubric.axes.items():
        how = draw(st.integers(0, 3))
        codes[name] = 0 if how == 0 else draw(st.integers(1, axis.size if how < 3 else len(axis.sets) - 1))
    wider = {
        name: [n for n, some in enumerate(axis.sets) if {*axis.sets[codes[name]]} <= {*some}]
        for name, axis in rubric.axes.items()
    }
    free = {name: draw(st.sampled_from(some)) for name, some in wider.items()} if draw(st.booleans()) else None
    return Case(indicator, rubric, codes, free)


class Case:
    """A score to explain, and the reference beside it."""

    def __init__(self, indicator, rubric, codes, free):
        self.decider, self.codes, self.cases, self.free = Decider(rubric), codes, Cases(indicator), free
        self.axes, self.columns = rubric.axes, rubric.columns
        self.known = self.given(codes)

    def given(self, codes):
        """For each question of which anything is known the places of the answers that it can be."""
        found = {name: self.decider.classes(name, codes) for name in self.columns}
        return {
            name: self._in(self.columns[name], classes)
            for name, classes in found.items()
            if len(classes) < self.columns[name].size
        }

    def _in(self, axis, classes):
        """The places, among the answers that the reference tries, of those in some classes."""
        answers = self.cases.answers[axis.question.id]
        return [place for place, answer in enumerate(answers) if axis.class_in(answer) in classes]

    def reached(self, found):
        """What each set of questions of some ways can be, as the reference says it."""
        reached = {}
        for way in found.ways:
            every = product(*(self._in(self.columns[name], classes) for name, classes in way.answers.items()))
            reached.setdefault(tuple(way.answers), set()).update(every)
        return reached


@pytest.mark.unmeasured
@every_kind
@many
@given(data=st.data())
def test_decisive_answers(kind, data):
    """They are a smallest set that alone fixes the bounds, the first in the order of the questions, by trying all."""
    case = data.draw(known_cases(kind))
    free = case.given(case.free or {}) if case.free else {}
    assert decisive(case.decider, case.codes, case.free) == case.cases.decisive(case.known, free)


@pytest.mark.unmeasured
@every_kind
@many
@given(data=st.data())
def test_ways_to_the_next_level(kind, data):
    """Each way reaches it, none is shorter, and all of them are there with all the answers that would do."""
    case = data.draw(known_cases(kind))
    low, _, _ = case.cases.bounds(case.known)
    found = ways(case.decider, case.codes, most=1000)
    if low in (-1, len(case.cases.levels) - 1):
        assert found is None
        return
    assert found.level == case.cases.levels[low + 1]
    assert found.complete
    assert case.reached(found) == case.cases.ways(case.known)


@pytest.mark.unmeasured
@every_kind
@settings(many, max_examples=30)
@given(data=st.data())
def test_few_ways(kind, data):
    """Of many ways the first are given, and that there are more is said."""
    case = data.draw(known_cases(kind))
    every, few = (ways(case.decider, case.codes, most=most) for most in (1000, 2))
    if every is not None:
        assert few.ways == every.ways[:2]
        assert few.complete == (len(every.ways) <= 2)
        assert few.count == every.count


@pytest.mark.unmeasured
@every_kind
@settings(many, max_examples=30)
@given(data=st.data())
def test_the_level_of_a_way(kind, data):
    """It is the lowest of all that any of its answers, and anything that it does not name, can lead to."""
    case = data.draw(known_cases(kind))
    for way in getattr(ways(case.decider, case.codes), "ways", ()):
        answers = {name: case._in(case.columns[name], classes) for name, classes in way.answers.items()}
        assert case.cases.levels.index(way.level) == case.cases.bounds({**case.known, **answers})[0]


@pytest.mark.unmeasured
@every_kind
@settings(many, max_examples=30)
@given(data=st.data())
def test_what_an_open_question_can_change(kind, data):
    """For each of its answers the bounds are those of trying every completion; together they are all its answers."""
    case = data.draw(known_cases(kind))
    found = turns(case.decider, case.codes)
    for turn in found:
        column = case.columns[turn.question]
        answers = [{turn.question: [place]} for place in case._in(column, turn.classes)]
        low, high = (
            -1 if one is None else case.cases.levels.index(one) for one in (turn.outcome.low, turn.outcome.high)
        )
        assert {case.cases.bounds({**case.known, **one}) for one in answers} == {
            (low, high, turn.outcome.may_not_apply)
        }
        given = [
            case.decider.outcome({**case.codes, **{name: 1 + pick for name, pick in column.picks(k).items()}}).rules
            for k in turn.classes
        ]
        assert turn.outcome.rules == tuple(sorted({rule for rules in given for rule in rules}))
    opened = dict.fromkeys(turn.question for turn in found)
    assert tuple(opened) == case.decider.outcome(case.codes).open_questions
    for name in opened:
        together = sorted(k for turn in found if turn.question == name for k in turn.classes)
        assert together == sorted(case.decider.classes(name, case.codes))
