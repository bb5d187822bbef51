"""The proof of an advice: what is told of one that breaks a law, each with answers that show it."""

from __future__ import annotations

import pytest
from attrs import evolve

from napd import Advice, Indicator, Level, ProofError, Rule, Scale, YesNo
from napd.decision.advice_proof import prove_advice
from napd.decision.rubric import compile_rubric

werkt, ziek = YesNo("werkt", "Werkt de persoon?"), YesNo("ziek", "Is de persoon ziek?")
GOOD = [
    Rule("GELIJK", werkt, because="Wie werkt."),
    Rule("NADER", ziek, because="Dat weegt een mens."),
    Rule("GEEN", because="Anders niet."),
]
TAKES = [
    Rule("NADER", werkt & ziek, because="Wie werkt en ziek is."),
    Rule("GELIJK", ziek, because="Wie ziek is."),
    Rule("GEEN", because="Anders niet."),
]
"""Of somebody who is ill, working takes the right away."""
SCALE = Scale([Level("GEEN", "geen"), Level("NADER", "nader"), Level("GELIJK", "gelijk")])


def advice(rules: list[Rule], undecided: str = "NADER") -> Advice:
    """An advice by some rules, of which nothing else is claimed: no answer to either question is better."""
    indicator = Indicator(
        id="recht", title="Recht", since="2025-01-01", questions=[werkt, ziek], rules=rules, scale=SCALE,
        exceptions={"werkt": "Een persoon.", "ziek": "Een persoon."},
    )  # fmt: skip
    return Advice(id="recht", title="Recht", questions=[werkt, ziek], indicator=indicator, undecided=undecided)


def told(one: Advice) -> list[str]:
    """The laws that it breaks."""
    with pytest.raises(ProofError) as error:
        prove_advice(one, compile_rubric(one.indicator))
    return str(error.value).splitlines()


def test_one_that_keeps_the_laws_is_proved():
    """Nothing is raised: to be weighed is no better and no worse than a no."""
    one = advice(GOOD)
    prove_advice(one, compile_rubric(one.indicator))


def test_an_answer_that_adds_a_ground_may_take_no_right_away():
    """It names the question, and the rules before and after."""
    (line,) = told(advice(TAKES))
    assert line == (
        "advice 'recht': a better answer to 'werkt' takes a right away: it leads from GELIJK (rule 2) to NADER "
        "(rule 1); correct the rules, or let no answer to it be the better one"
    )


def test_that_law_is_of_advice_that_can_be_undecided():
    """Without a level for that there is no best outcome to keep: such as of an indicator that is asked."""
    one = advice(TAKES, undecided="")
    prove_advice(one, compile_rubric(one.indicator))


def test_what_stands_beside_the_outcome_may_not_decide_it():
    """A rule that asks for it is told."""
    group = Indicator(
        id="ziek", title="Groep", since="2025-01-01", questions=[werkt], scale=SCALE,
        rules=[Rule("GELIJK", werkt, because="Groep 1."), Rule("GEEN", because="Groep 2.")],
    )  # fmt: skip
    one = evolve(advice(GOOD), questions=[werkt], beside=[group])
    assert told(one) == ["advice 'recht': 'ziek' is shown beside the outcome, and a rule asks for it"]


def test_what_a_rule_asks_must_be_known():
    """A question of the rules that is neither asked nor found is told."""
    assert told(evolve(advice(GOOD), questions=[werkt])) == [
        "advice 'recht': a rule asks for 'ziek', which is neither asked nor found: add it to questions or findings"
    ]


def test_the_laws_of_a_rubric_come_first():
    """Without an outcome for each case there is nothing to keep."""
    assert "not total" in told(advice(GOOD[:2]))[0]
