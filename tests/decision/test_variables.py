"""Questions that are several variables, and what can be known of them."""

from __future__ import annotations

import pytest

from napd.decision.decider import Decider
from napd.decision.explain import Way, decisive, turns, ways
from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.errors import ProofError
from napd.model.boxes import PartlyChosen
from napd.model.choices import YesNo
from napd.model.conditions import AllOf
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Minimum, Share, Sum


def made(questions, rules, stages=()):
    """Make an indicator."""
    return Indicator(id="breed", title="Breed", since="2025-01-01", questions=questions, rules=rules, stages=stages)


def test_options_asked_one_by_one_are_proved():
    """Sixty options, each in a condition of its own, are sixty variables; a fall among them is found."""
    wie = MultiChoice("wie", "Wie?", options=[f"optie {n}" for n in range(60)])
    every = AllOf([wie.has_any(option) for option in wie.ids])
    for levels, proved in ((("gerealiseerd", "niet-op-gang"), True), (("niet-op-gang", "gerealiseerd"), False)):
        indicator = made([wie], [Rule(levels[0], every, because="Alle."), Rule(levels[1], because="Rest.")])
        rubric = compile_rubric(indicator)
        assert rubric.diagram.sizes == (2,) * 60
        if proved:
            prove(rubric)
        else:
            but_one = r"from wie = optie_1\|[^=]*\|optie_59 to wie = optie_0\|[^=]*\|optie_59, the result"
            with pytest.raises(ProofError, match=f"not monotone in question 'wie': .*{but_one}"):
                prove(rubric)


def test_a_question_of_many_variables_is_one_question():
    """It is open, decides, and is to be changed, once; the ways say which options."""
    wie, plan = MultiChoice("wie", "Wie?", options=[f"o{n}" for n in range(20)]), YesNo("plan", "Plan?")
    wanted = AllOf([wie.has_any(name) for name in wie.ids[:12]])
    rules = [Rule("gerealiseerd", wanted & plan, because="Alle."), Rule("niet-op-gang", because="Rest.")]
    decider = Decider(compile_rubric(made([wie, plan], rules)))
    ten = PartlyChosen(frozenset(wie.ids[:10]), frozenset(wie.ids[10:]))
    codes = {name: axis.code_of(ten) for name, axis in decider.rubric.axes.items() if axis.group}
    assert len(codes) == 12
    assert decider.outcome({**codes, "plan": 2}).open_questions == ("wie",)
    found = ways(decider, {**codes, "plan": 2})
    assert found.count == 1
    assert found.ways == (Way({"wie:o10": (1,), "wie:o11": (1,)}, "gerealiseerd", 1),)
    assert ways(decider, {**codes, "plan": 1}).count == 2
    assert [(turn.question, turn.classes) for turn in turns(decider, {**codes, "plan": 2})][-2:] == [
        ("wie:o11", (0,)), ("wie:o11", (1,)),
    ]  # fmt: skip
    none = dict.fromkeys(codes, 1)
    assert decisive(decider, {**none, "plan": 2}) == ("wie",)
    assert decisive(decider, {**none, "plan": 1}) == ("wie",)
    assert decisive(decider, {**codes, "plan": 2}) == ()


def test_what_can_be_known_of_an_answer_follows_from_who_gives_it():
    """One answer or none; of a roll-up a range; of a share any set of classes."""
    own, some = YesNo("eigen", "Eigen?"), YesNo("deel", "Deel?", rollup=Share("ja"))
    total, rest = (Number(name, "Hoeveel?", minimum=0, rollup=Sum()) for name in ("som", "rest"))
    ratio, least = Ratio("ratio", "R?", part=rest, whole=rest), YesNo("minst", "Minst?", rollup=Minimum())
    stage = Stage("trap", "Trap?", options=("a", "b"), rules=[Rule("b", own, because="b"), Rule("a", because="a")])
    every = (stage == "b") & least & (some >= 50) & (total >= 9) & (ratio >= 50)
    rules = [Rule("gerealiseerd", every, because="g"), Rule("niet-op-gang", because="r")]
    rubric = compile_rubric(made([own, some, total, rest, ratio, least], rules, [stage]))
    known = {name: axis.known for name, axis in rubric.axes.items()}
    assert known == {"eigen": "one", "deel": "set", "som": "range", "ratio": "range", "minst": "range"}
