from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from napd.decision import bounds
from napd.decision.axes import position
from napd.decision.outcomes import Decider
from napd.decision.table import compile_rubric
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.scale import NOT_APPLICABLE, Level, Scale
from napd.testing.answering import answer_sheets
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


@pytest.fixture(params=[1_000_000, 1], ids=["dense", "sparse"])
def _dense_codes(request, monkeypatch):
    """Tables are kept over all combinations of codes, or worked out for each combination that occurs."""
    monkeypatch.setattr(bounds, "DENSE_CODES", request.param)


on_both_paths = pytest.mark.usefixtures("_dense_codes")


def outcomes_of(rubric, codes, count):
    """The outcome of each of `count` scores."""
    places, outcomes = Decider(rubric).decide(codes, count)
    assert places.shape == (count,)
    return [outcomes[place] for place in places]


def differ(outcome, expected, *, shared):
    """Say how an outcome differs from trying every completion; where questions are shared, it may call more open."""
    found = (outcome.rules, outcome.low, outcome.high, outcome.may_not_apply)
    wrong = [f"{a} is not {b}" for a, b in zip(found, expected, strict=False) if a != b]
    named = set(outcome.open_questions)
    if named != expected.open_questions and not (shared and named > expected.open_questions):
        wrong.append(f"open: {named} is not {expected.open_questions}")
    known = expected.low == expected.high and not (expected.may_not_apply and expected.low)
    if (outcome.is_known, outcome.level) != (known, expected.low if known else None):
        wrong.append(f"known: {outcome.level}")
    return wrong


@on_both_paths
@every_kind
@many
@given(data=st.data())
def test_answers_with_gaps(kind, data):
    """Rules, bounds, applicability and open questions are those of trying every completion, one row at a time."""
    indicator = data.draw(indicators(**KINDS[kind]))
    rubric = compile_rubric(indicator)
    sheets = data.draw(st.lists(answer_sheets(indicator), min_size=1, max_size=3))
    for sheet, outcome in zip(sheets, outcomes_of(rubric, coded(rubric, sheets), len(sheets)), strict=True):
        expected = verdict(indicator, {name: [answer] for name, answer in sheet.items()})
        assert not differ(outcome, expected, shared=rubric.shared)


def coded(rubric, sheets):
    """The codes of some sheets of answers: 0 where an answer is missing, else that of its class."""
    return {
        name: np.array([_code(axis, sheet.get(name)) for sheet in sheets], dtype=np.intp)
        for name, axis in rubric.axes.items()
    }


def _code(axis, answer):
    return 0 if answer is None else 1 + int(axis.classify(np.array([position(axis.question, answer)]))[0])


@on_both_paths
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
    staged = Decider(rubric).staged(coded(rubric, [sheet]))
    for stage in indicator.stages:
        (axis,) = (axis for table in rubric.tables for axis in table.axes if axis.question.id == stage.id)
        (code,) = staged[stage.id]
        assert axis.sets[code] == axis.sets[_code(axis, stage.rules[expected[stage.id] - 1].level)]


@on_both_paths
@pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])
@many
@given(data=st.data())
def test_partly_known_answers(shared, data):
    """A code for several classes counts as every answer in them, and no other."""
    indicator = data.draw(indicators(most_questions=3, most_stages=1, shared=shared, rollups=True))
    rubric = compile_rubric(indicator)
    codes = {name: data.draw(st.integers(0, len(axis.sets) - 1)) for name, axis in rubric.axes.items()}
    (outcome,) = outcomes_of(rubric, {name: np.array([code]) for name, code in codes.items()}, 1)
    known = {name: answers_of(rubric.axes[name], code, indicator) for name, code in codes.items()}
    assert not differ(outcome, verdict(indicator, known), shared=rubric.shared)


def answers_of(axis, code, indicator):
    """An answer for each class that a code stands for."""
    tried = representatives(axis.question, conditions_on(indicator, axis.question.id))
    classes = axis.classify(np.array([position(axis.question, answer) for answer in tried], dtype=float)).tolist()
    return [tried[classes.index(k)] for k in axis.sets[code]]


@on_both_paths
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


def test_an_indicator_that_asks_nothing():
    """A single rule without a condition decides every score; nothing is open."""
    indicator = Indicator(
        id="vast", title="Vast", questions=[], since="2025-01-01", rules=[Rule("oranje", because="Altijd.")]
    )
    rubric = compile_rubric(indicator)
    assert [o.level for o in outcomes_of(rubric, {}, 3)] == ["oranje"] * 3
    assert rubric.axes == {}
    assert rubric.final.ids == ()


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
            rules=[Rule("groen", when, because="Alle."), Rule("rood", because="Rest.")],
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
            Rule("rood", nood, because="Nood."),
            Rule("groen", plan, because="Plan."),
            Rule("oranje", because="Rest."),
        ],
    )
    rubric = compile_rubric(indicator)
    missing, no_plan = outcomes_of(rubric, coded(rubric, [{}, {"plan": "nee"}]), 2)
    assert (missing.low, missing.high, missing.open_questions) == ("rood", "groen", ("nood", "plan"))
    assert (no_plan.low, no_plan.high, no_plan.open_questions) == ("rood", "oranje", ("nood",))
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
        rules=[Rule("groen", odd, because="Oneven."), Rule("rood", because="Even.")],
    )
    rubric = compile_rubric(indicator)
    found = outcomes_of(rubric, coded(rubric, [{"n": float(n)} for n in (0, 1, 62, 63, 99)] + [{}]), 6)
    assert [o.level for o in found] == ["rood", "groen", "rood", "groen", "groen", None]


@on_both_paths
def test_what_no_rule_decides_has_no_rule_and_no_level():
    """A case without a rule, in a rubric that is not proved, counts for nothing among those that have one."""
    question = YesNo("v", "V?")
    rules = [Rule("groen", question, because="Ja.")]
    rubric = compile_rubric(Indicator(id="gat", title="Gat", since="2025-01-01", questions=[question], rules=rules))
    found = outcomes_of(rubric, coded(rubric, [{"v": "ja"}, {"v": "nee"}, {}]), 3)
    assert [(outcome.rules, outcome.low, outcome.high) for outcome in found] == [
        ((1,), "groen", "groen"),
        ((), None, None),
        ((1,), "groen", "groen"),
    ]


def test_the_rules_of_each_stage_are_told():
    """As bits, those that can still decide it, for each score; of the indicator's own table they are its outcome."""
    plan, geld = YesNo("plan", "Plan?"), YesNo("geld", "Geld?")
    first, second = (
        Stage(
            name, "Trap?", options=["laag", "hoog"],
            rules=[Rule("hoog", when, because="h"), Rule("laag", because="l")],
        )
        for name, when in (("eerst", plan), ("dan", geld.as_condition() & plan))
    )  # fmt: skip
    rules = [Rule("groen", (first == "hoog") & (second == "hoog"), because="g"), Rule("rood", because="r")]
    indicator = Indicator(
        id="trap", title="Trap", since="2025-01-01", questions=[plan, geld], stages=[first, second], rules=rules
    )
    rubric = compile_rubric(indicator)
    found = Decider(rubric).stage_rules(coded(rubric, [{"plan": "ja"}, {"plan": "nee"}, {}]))
    assert {name: masks.tolist() for name, masks in found.items()} == {"eerst": [1, 2, 3], "dan": [3, 2, 3]}


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
            Rule("groen", (stage == "wel") & ~plan, because="Kan niet."),
            Rule("oranje", plan, because="Plan."),
            Rule("rood", because="Rest."),
        ],
    )
    rubric = compile_rubric(indicator)
    assert rubric.shared == ("plan",)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{}]), 1)
    assert (outcome.rules, outcome.low, outcome.high) == ((2, 3), "rood", "oranje")
    assert Decider(rubric).possible_cells(rubric.final).tolist() == [[True, False], [True, True]]


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
        rules=[Rule("oranje", stage == "midden", because="m"), Rule("rood", because="r")],
        exceptions={"trap": "Een keuze."},
    )
    rubric = compile_rubric(indicator)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{"keuze": "a"}]), 1)
    assert (outcome.level, outcome.open_questions) == ("rood", ())


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
            Rule("groen", stage == "d", because="g"),
            Rule("rood", (stage == "a") | (stage == "b") & (stage == "c"), because="r"),
            Rule("oranje", because="o"),
        ],
    )
    rubric = compile_rubric(indicator)
    assert rubric.final.deciding.shape == (4,)
    (outcome,) = outcomes_of(rubric, coded(rubric, [{"eerst": "ja"}]), 1)
    assert (outcome.low, outcome.high, outcome.open_questions) == ("oranje", "groen", ("ten_slotte",))
