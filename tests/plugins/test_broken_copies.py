"""A copy of one of our rubrics with a rule broken is refused, with a counterexample that says how."""

from __future__ import annotations

from itertools import combinations

import pytest
from attrs import evolve
from ours import INSTALLED, cases_of

from napd import ProofError
from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.model.conditions import Compare
from napd.testing import cases

OURS = INSTALLED.indicators
TURNED = {">=": "<=", "<=": ">=", "==": "!="}


def refused(indicator):
    """Whether the proof refuses an indicator; its message then."""
    try:
        prove(compile_rubric(indicator))
    except ProofError as error:
        return str(error)
    return ""


def caught(original, copy):
    """What catches a broken copy: its proof, or else one of the cases of the plugin; each has a counterexample."""
    wrong = [
        case for case in cases(original, cases_of(original.id)) if evolve(case, indicator=copy).outcome != case.outcome
    ]
    return refused(copy) or ", ".join(map(str, wrong))


def test_all_are_there():
    """The indicators of both dashboards are installed and proved."""
    assert [indicator.id for indicator in OURS] == [
        "bt-continuiteit", "bt-regiovisie", "bt-samenwerking", "bt-thuis", "bt-toegang", "bt-zicht",
        "ervaringskennis", "eu-rechtentool", "housing-first", "lhbtiq-training", "opvang-ombouw", "preventiescan",
        "regioplan",
    ]  # fmt: skip


@pytest.mark.parametrize("indicator", OURS, ids=lambda i: i.id)
def test_without_its_last_rule_it_is_not_total(indicator):
    """The counterexample is a case that no rule decides, as answers."""
    message = refused(evolve(indicator, rules=indicator.rules[:-1]))
    assert "not total" in message
    assert any(f"{question.id} = " in message for question in indicator.questions)


@pytest.mark.parametrize("indicator", OURS, ids=lambda i: i.id)
def test_two_rules_swapped(indicator):
    """Swapping two rules is refused; two that give one level may overlap, and then the cases tell them apart."""
    for first, second in combinations(range(len(indicator.rules)), 2):
        rules = list(indicator.rules)
        rules[first], rules[second] = rules[second], rules[first]
        copy = evolve(indicator, rules=rules)
        same = rules[first].level == rules[second].level
        assert caught(indicator, copy) if same else refused(copy)


@pytest.mark.unmeasured
@pytest.mark.parametrize("indicator", OURS, ids=lambda i: i.id)
def test_a_comparison_turned_round(indicator):
    """Turning any one comparison round is refused, or, where what it gives is a rubric as well, fails a case."""
    for number, rule in enumerate(indicator.rules):
        for atom in rule.when.atoms() if rule.when is not None else ():
            if isinstance(atom, Compare):
                turned = evolve(atom, operator=TURNED[atom.operator])
                broken = evolve(rule, when=rule.when.map(lambda a, old=atom, new=turned: new if a == old else a))
                copy = evolve(indicator, rules=[*indicator.rules[:number], broken, *indicator.rules[number + 1 :]])
                assert caught(indicator, copy)
