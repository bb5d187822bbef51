from __future__ import annotations

from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from reference import better_pairs, exempt, failures, in_order
from refusals import failure_of, lines_of

from napd.model.multi_choice import MultiChoice
from napd.model.scale import NOT_APPLICABLE
from napd.testing.reference import asked, asks, conditions_on, deciding, holds, meets, options_of
from napd.testing.reference_points import points_of
from napd.testing.strategies import indicators

KINDS = {
    "flat": {"most_stages": 0, "most_questions": 3, "most_rules": 4, "exceptions": True},
    "staged": {"most_stages": 2, "most_questions": 3, "most_rules": 4, "exceptions": True},
    "shared": {"most_stages": 1, "most_questions": 2, "most_rules": 4, "shared": True, "exceptions": True},
    "small": {"most_stages": 0, "most_questions": 2, "most_rules": 3},
}
NOT_KNOWN = "not known"


@pytest.mark.unmeasured
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_rubric_is_refused_exactly_where_it_fails(kind, data):
    """Every failure that walking all answers finds is named, at its stage, rule and question, and no other.

    Which cases can occur after a stage that is itself refused as not total, is not compared.
    """
    indicator = data.draw(indicators(**KINDS[kind], total=False))
    lines, expected = lines_of(indicator), failures(indicator)
    event(f"fails: {', '.join(sorted({failure.law for failure in expected})) or 'nothing'}")
    found = {failure_of(line) for line in lines}
    assert len(found) == len(lines)
    unsure = after_gaps(indicator, {failure.stage for failure in expected if failure.law == "total"})
    assert {each for each in found ^ expected if each.stage not in unsure} == set()


def after_gaps(indicator, stages):
    """The tables that ask one of these stages, or ask a stage that does."""
    after = set()
    for stage, rules in indicator.tables():
        if asks(rules) & (stages | after):
            after.add("" if stage is None else stage.id)
    return after


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_counterexample_is_one(kind, data):
    """The answers that a failure names, read back, show it."""
    indicator = data.draw(indicators(**KINDS[kind], total=False))
    tables = {"" if stage is None else stage.id: rules for stage, rules in indicator.tables()}
    for line in lines_of(indicator):
        stage = line["stage"] or ""
        if line["total"]:
            assert first_of(indicator, stage, tables[stage], read(indicator, line["undecided"])) in (None, NOT_KNOWN)
        elif line["earlier"]:
            row, own = read(indicator, line["decided"]), tables[stage][int(line["rule"]) - 1 :]
            assert first_of(indicator, stage, own, row) in (1, NOT_KNOWN)
            assert str(first_of(indicator, stage, tables[stage], row)) in (*line["earlier"].split(", "), NOT_KNOWN)
        elif line["name"]:
            shows_a_fall(indicator, line)


def shows_a_fall(indicator, line):
    """Check the two cases of a fall: the moved answer is better, and the results are as told and fall."""
    worse, better, others = (read(indicator, line[part]) for part in ("worse", "better", "others"))
    assert [*worse] == [*better] == [line["name"]]
    assert line["name"] not in exempt(indicator)
    name, rules, order = line["name"], indicator.rules, indicator.scale.ids
    assert is_better(question_of(indicator, name), conditions_on(indicator, name), worse[name], better[name])
    if line["verb"] == "falls":
        assert order.index(line["high"]) > order.index(line["low"])
    else:
        assert (line["high"] == NOT_APPLICABLE) != (line["low"] == NOT_APPLICABLE)
    for row, rule, level in ((worse, "first", "high"), (better, "second", "low")):
        assert first_of(indicator, "", rules, row | others) in (int(line[rule]), NOT_KNOWN)
        assert rules[int(line[rule]) - 1].level == line[level]


def is_better(question, atoms, worse, better):
    """Whether the second answer is the better one; of sets that meet the same conditions, any counts for all."""
    if isinstance(question, MultiChoice):
        places = [meets(question, atoms, chosen) for chosen in in_order(question, atoms)]
        pair = tuple(places.index(meets(question, atoms, chosen)) for chosen in (worse, better))
        return pair in better_pairs(question, atoms)
    if (order := options_of(question)) is not None:
        return question.ordered and order.index(worse) < order.index(better)
    return {"higher": worse < better, "lower": worse > better, None: False}[question.better]


def question_of(indicator, name):
    """The question, as conditions see it, or the stage of this id."""
    return indicator.question(name).scored


def read(indicator, text):
    """Read answers as messages write them: 'v0 = ja, v1 = 12'."""
    pairs = (pair.split(" = ") for pair in (text or "").split(", ") if pair)
    return {name: question_of(indicator, name).parse(answer) for name, answer in pairs}


def first_of(indicator, stage, rules, row):
    """The number of the first rule that holds, None where none does; not known where a stage before has no result."""
    options = {q.id: options_of(q.scored) for q in (*indicator.questions, *indicator.stages)}
    found = deciding(indicator, row)
    if stage not in found:
        return NOT_KNOWN
    results = {each.id: each.rules[found[each.id] - 1].level for each in indicator.stages if found.get(each.id)}
    row = row | results
    row |= points_of(indicator, row)
    return next((n for n, rule in enumerate(rules, start=1) if holds(rule.when, row, options)), None)


@pytest.mark.parametrize("kind", ["flat", "staged", "shared"])
@given(data=st.data())
def test_better_answers_score_no_worse_in_a_proved_rubric(kind, data):
    """Single steps make a whole in which any better answers are better, stages and not applicable included."""
    indicator = data.draw(indicators(**KINDS[kind] | {"exceptions": False}, total=False))
    if lines_of(indicator):
        return
    questions = asked(indicator)
    choices = [in_order(question, conditions_on(indicator, name)) for name, question in questions.items()]
    better = [better_pairs(question, conditions_on(indicator, name)) for name, question in questions.items()]
    levels = {}
    for places in product(*map(range, map(len, choices))):
        row = {name: answers[place] for name, answers, place in zip(questions, choices, places, strict=True)}
        level = indicator.rules[deciding(indicator, row)[""] - 1].level
        if level != NOT_APPLICABLE:
            levels[places] = indicator.scale.ids.index(level)
    for (worse, low), (best, high) in product(levels.items(), repeat=2):
        if all(a == b or (a, b) in pairs for a, b, pairs in zip(worse, best, better, strict=True)):
            assert low <= high
