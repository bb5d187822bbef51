from __future__ import annotations

import numpy as np
import pytest
from coded import coded, outcomes_of

from napd.decision.decider import Decider
from napd.decision.rubric import compile_rubric
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.scale import Level, Scale


def test_an_indicator_that_asks_nothing():
    """A single rule without a condition decides every score; nothing is open."""
    indicator = Indicator(
        id="vast", title="Vast", questions=[], since="2025-01-01", rules=[Rule("in-ontwikkeling", because="Altijd.")]
    )
    rubric = compile_rubric(indicator)
    assert [o.level for o in outcomes_of(rubric, {}, 3)] == ["in-ontwikkeling"] * 3
    assert rubric.axes == {}


def test_open_questions_are_named_in_the_order_of_the_indicator():
    """Flat or staged, they come as people meet them."""
    a, b, c = (YesNo(name, f"Is {name} zo?") for name in "abc")
    stage = Stage(
        "s", "S?", options=["laag", "hoog"], rules=[Rule("hoog", c & b, because="h"), Rule("laag", because="l")]
    )
    for stages, when in (((), c & a & b), ((stage,), (stage == "hoog") & a)):
        indicator = Indicator(
            id="rij",
            title="Rij",
            since="2025-01-01",
            questions=[a, b, c],
            stages=stages,
            rules=[Rule("gerealiseerd", when, because="Alle."), Rule("niet-op-gang", because="Rest.")],
        )
        rubric = compile_rubric(indicator)
        (outcome,) = outcomes_of(rubric, coded(rubric, [{}]), 1)
        assert outcome.open_questions == ("a", "b", "c")


def test_a_missing_answer_is_neither_no_nor_zero():
    """Where yes gives a worse level and no a better one, both bounds stay open."""
    nood, plan = YesNo("nood", "Is er nood?", better="nee"), YesNo("plan", "Is er een plan?")
    indicator = Indicator(
        id="nood",
        title="Nood",
        since="2025-01-01",
        questions=[nood, plan],
        rules=[
            Rule("niet-op-gang", nood, because="Nood."),
            Rule("gerealiseerd", plan, because="Plan."),
            Rule("in-ontwikkeling", because="Rest."),
        ],
    )
    rubric = compile_rubric(indicator)
    missing, no_plan = outcomes_of(rubric, coded(rubric, [{}, {"plan": "nee"}]), 2)
    assert (missing.low, missing.high, missing.open_questions) == ("niet-op-gang", "gerealiseerd", ("nood", "plan"))
    assert (no_plan.low, no_plan.high, no_plan.open_questions) == ("niet-op-gang", "in-ontwikkeling", ("nood",))
    assert no_plan.level is None


def test_a_scale_may_have_more_levels_than_a_word_has_bits():
    """The questions still open are found on a scale of a hundred levels, though a mask has 64 bits."""
    number = Number("n", "n")
    scale = Scale([Level(f"l{n}", f"l{n}") for n in range(100)])
    indicator = Indicator(
        id="fijn",
        title="Fijn",
        since="2025-01-01",
        scale=scale,
        questions=[number],
        rules=[Rule("l99", number > 2, because="a"), Rule("l70", number > 1, because="b"), Rule("l69", because="c")],
    )
    (outcome,) = outcomes_of(compile_rubric(indicator), {"n": np.array([0])}, 1)
    assert (outcome.low, outcome.high, outcome.open_questions) == ("l69", "l99", ("n",))


def test_a_stage_may_have_as_many_results_as_rules():
    """A stage of 64 options, each told apart by the next table, is decided right up to the last."""
    number = Number("n", "n", minimum=0, whole=True)
    options = [f"o{n}" for n in range(64)]
    rules = [Rule(f"o{n}", number >= n if n else None, because="trap") for n in range(63, -1, -1)]
    stage = Stage("s", "s", options=options, rules=rules)
    odd = stage == "o1"
    for n in range(3, 64, 2):
        odd |= stage == f"o{n}"
    indicator = Indicator(
        id="trap",
        title="Trap",
        since="2025-01-01",
        questions=[number],
        stages=[stage],
        rules=[Rule("gerealiseerd", odd, because="Oneven."), Rule("niet-op-gang", because="Even.")],
    )
    rubric = compile_rubric(indicator)
    found = outcomes_of(rubric, coded(rubric, [{"n": float(n)} for n in (0, 1, 62, 63, 99)] + [{}]), 6)
    assert [o.level for o in found] == [
        "niet-op-gang",
        "gerealiseerd",
        "niet-op-gang",
        "gerealiseerd",
        "gerealiseerd",
        None,
    ]


@pytest.mark.usefixtures("_both_paths")
def test_what_no_rule_decides_has_no_rule_and_no_level():
    """A case without a rule, in a rubric that is not proved, counts for nothing among those that have one."""
    question = YesNo("v", "V?")
    rules = [Rule("gerealiseerd", question, because="Ja.")]
    rubric = compile_rubric(Indicator(id="gat", title="Gat", since="2025-01-01", questions=[question], rules=rules))
    found = outcomes_of(rubric, coded(rubric, [{"v": "ja"}, {"v": "nee"}, {}]), 3)
    assert [(outcome.rules, outcome.low, outcome.high) for outcome in found] == [
        ((1,), "gerealiseerd", "gerealiseerd"),
        ((), None, None),
        ((1,), "gerealiseerd", "gerealiseerd"),
    ]


def test_the_rules_of_each_stage_are_told():
    """By their numbers, those that can still decide it; of the indicator itself they are in its outcome."""
    plan, geld = YesNo("plan", "Plan?"), YesNo("geld", "Geld?")
    first, second = (
        Stage(
            name, "Trap?", options=["laag", "hoog"],
            rules=[Rule("hoog", when, because="h"), Rule("laag", because="l")],
        )
        for name, when in (("eerst", plan), ("dan", geld.as_condition() & plan))
    )  # fmt: skip
    rules = [
        Rule("gerealiseerd", (first == "hoog") & (second == "hoog"), because="g"),
        Rule("niet-op-gang", because="r"),
    ]
    indicator = Indicator(
        id="trap", title="Trap", since="2025-01-01", questions=[plan, geld], stages=[first, second], rules=rules
    )
    decider = Decider(compile_rubric(indicator))
    found = [decider.stage_rules({"plan": code, "geld": 0}) for code in (2, 1, 0)]
    assert [one["eerst"] for one in found] == [(1,), (2,), (1, 2)]
    assert [one["dan"] for one in found] == [(1, 2), (2,), (1, 2)]


def test_shared_questions_have_one_answer_in_all_tables():
    """A question asked in a stage and after it is completed alike in both: what cannot be together does not count."""
    plan, geld = YesNo("plan", "Plan?"), YesNo("geld", "Geld?")
    stage = Stage(
        "basis",
        "Basis?",
        options=["geen", "wel"],
        rules=[Rule("wel", plan & geld, because="Beide."), Rule("geen", because="Niet.")],
    )
    indicator = Indicator(
        id="gedeeld",
        title="Gedeeld",
        since="2025-01-01",
        questions=[plan, geld],
        stages=[stage],
        rules=[
            Rule("gerealiseerd", (stage == "wel") & ~plan, because="Kan niet."),
            Rule("in-ontwikkeling", plan, because="Plan."),
            Rule("niet-op-gang", because="Rest."),
        ],
    )
    rubric = compile_rubric(indicator)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{}]), 1)
    assert (outcome.rules, outcome.low, outcome.high) == ((2, 3), "niet-op-gang", "in-ontwikkeling")
    assert outcome.open_questions == ("plan",)


def test_a_value_that_may_be_one_of_two_far_classes_leaves_out_the_one_between():
    """A stage that can give its lowest and its highest option only, does not count as one that can give the middle."""
    keuze = Choice("keuze", "Keuze?", options=["a", "b", "c"])
    extra = YesNo("extra", "Extra?")
    stage = Stage(
        "trap",
        "Trap?",
        options=["laag", "midden", "hoog"],
        rules=[
            Rule("hoog", extra & (keuze != "b"), because="h"),
            Rule("midden", keuze == "b", because="m"),
            Rule("laag", because="l"),
        ],
    )
    indicator = Indicator(
        id="ver",
        title="Ver",
        since="2025-01-01",
        questions=[keuze, extra],
        stages=[stage],
        rules=[Rule("in-ontwikkeling", stage == "midden", because="m"), Rule("niet-op-gang", because="r")],
        exceptions={"trap": "Een keuze."},
    )
    rubric = compile_rubric(indicator)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{"keuze": "a"}]), 1)
    assert (outcome.level, outcome.open_questions) == ("niet-op-gang", ())


def test_a_question_that_only_moves_a_stage_between_alike_results_is_not_open():
    """Of four results of a stage, those that are still possible count, and what the next table makes of each."""
    eerst, dan, ten_slotte = (YesNo(name, f"Is {name} zo?") for name in ("eerst", "dan", "ten_slotte"))
    stage = Stage(
        "trap",
        "Trap?",
        options=["a", "b", "c", "d"],
        rules=[
            Rule("a", ~eerst, because="a"),
            Rule("d", ten_slotte, because="d"),
            Rule("c", dan, because="c"),
            Rule("b", because="b"),
        ],
    )
    indicator = Indicator(
        id="vier",
        title="Vier",
        since="2025-01-01",
        questions=[eerst, dan, ten_slotte],
        stages=[stage],
        rules=[
            Rule("gerealiseerd", stage == "d", because="g"),
            Rule("niet-op-gang", (stage == "a") | (stage == "b") & (stage == "c"), because="r"),
            Rule("in-ontwikkeling", because="o"),
        ],
    )
    rubric = compile_rubric(indicator)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{"eerst": "ja"}]), 1)
    assert (outcome.low, outcome.high, outcome.open_questions) == ("in-ontwikkeling", "gerealiseerd", ("ten_slotte",))
