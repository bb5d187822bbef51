from __future__ import annotations

import random

import numpy as np
import pytest

import napd.decision.nodes
import napd.decision.rubric
from napd.decision import lookup
from napd.decision.decider import Decider
from napd.decision.explain import decisive, ways
from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.errors import ModelError, ProofError
from napd.model.choices import YesNo
from napd.model.conditions import AllOf, AnyOf
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.printed.table import tables_of
from napd.testing.reference import deciding


def made(questions, rules, stages=()):
    """Make an indicator."""
    return Indicator(id="breed", title="Breed", since="2025-01-01", questions=questions, rules=rules, stages=stages)


def yes_nos(count):
    """Make so many yes/no questions; of every third, no is the better answer."""
    return [YesNo(f"v{n}", f"Is {n} zo?", better="nee" if n % 3 == 0 else "ja") for n in range(count)]


def good(question):
    """The condition that the better answer was given."""
    return question == question.better


def scaled(questions):
    """Rules by which every better answer counts: all good, or some good in each half, or not."""
    half = len(questions) // 2
    sides = [AnyOf([good(question) for question in side]) for side in (questions[:half], questions[half:])]
    return [
        Rule("gerealiseerd", AllOf([good(question) for question in questions[1:]]), because="Bijna alles."),
        Rule("in-ontwikkeling", AllOf(sides), because="Van alles wat."),
        Rule("niet-op-gang", because="Rest."),
    ]


def sheets_of(questions, count):
    """Sheets of answers: none, all bad, all good, and random ones with ever more gaps."""
    draw = random.Random(20251201)  # noqa: S311 - the same sheets each time, no secret
    sheets = [{}, {q.id: q.ids[0] for q in questions}, {q.id: q.ids[1] for q in questions}]
    for number in range(count):
        mostly = draw.choice((0.2, 0.95))
        sheet = {q.id: q.ids[draw.random() < mostly] for q in questions}
        sheets.append({name: answer for name, answer in sheet.items() if draw.random() > number / count})
    return sheets


def checked(indicator, sheets):
    """Decide the sheets, and hold the bounds against the worst and the best completion; all here is monotone."""
    rubric = compile_rubric(indicator)
    prove(rubric)
    codes = {
        name: np.array([1 + _class(axis, sheet[name]) if name in sheet else 0 for sheet in sheets])
        for name, axis in rubric.axes.items()
    }
    places, outcomes = Decider(rubric).decide(codes, len(sheets))
    for sheet, place in zip(sheets, places, strict=True):
        ends = [{q.id: q.ids[end] for q in indicator.questions} | sheet for end in (0, 1)]
        low, high = (indicator.rules[deciding(indicator, end)[""] - 1].level for end in ends)
        assert (outcomes[place].low, outcomes[place].high) == (low, high)
        assert bool(outcomes[place].open_questions) == (low != high)
        assert not set(outcomes[place].open_questions) & sheet.keys()
    return rubric


def _class(axis, answer):
    return axis.class_in(answer)


def test_a_rubric_just_small_enough_to_look_up():
    """Twelve yes/no questions with missing answers make 531,441 combinations, all worked out once."""
    questions = yes_nos(12)
    rubric = checked(made(questions, scaled(questions)), sheets_of(questions, 60))
    assert Decider(rubric).is_small


def test_a_rubric_too_large_to_look_up():
    """Of nineteen yes/no questions each score is walked; its diagram has a node or two for each."""
    questions = yes_nos(19)
    rubric = checked(made(questions, scaled(questions)), sheets_of(questions, 12))
    assert not Decider(rubric).is_small
    assert len(rubric.diagram.met(rubric.root)) == 40


def test_forty_questions_in_stages():
    """An indicator of forty questions, in stages of stages, compiles, is proved and scores."""
    questions = yes_nos(40)
    stages = []
    for number in range(8):
        mine = questions[5 * number : 5 * number + 5]
        mine += stages[-1:] if number in (1, 3) else []
        conditions = [good(q) if isinstance(q, YesNo) else q >= "deels" for q in mine]
        rules = [
            Rule("alles", AllOf(conditions[1:]), because="Alles."),
            Rule("deels", AnyOf(conditions), because="Deels."),
            Rule("niets", because="Niets."),
        ]
        stages.append(Stage(f"s{number}", f"Trap {number}?", options=("niets", "deels", "alles"), rules=rules))
    last = [stage for number, stage in enumerate(stages) if number not in (0, 2)]
    rules = [
        Rule("gerealiseerd", AllOf([stage == "alles" for stage in last]), because="Alles."),
        Rule("in-ontwikkeling", AllOf([stage >= "deels" for stage in last]), because="Deels."),
        Rule("niet-op-gang", because="Rest."),
    ]
    rubric = checked(made(questions, rules, stages), sheets_of(questions, 60))
    assert len(rubric.axes) == 40
    assert [table.cells for table in tables_of(rubric)] == [32, 64, 32, 64, 32, 32, 32, 32, 729]


def counted(name, classes):
    """A number, and a condition that cuts it into so many classes."""
    number = Number(name, f"Hoeveel {name}?", minimum=0)
    return number, AnyOf([number >= n for n in range(1, classes)])


def test_numbers_of_many_classes():
    """A table of more than a million cells is but a node for each number."""
    numbers, conditions = zip(*(counted(name, 101) for name in "abc"), strict=True)
    rules = [Rule("gerealiseerd", AllOf(conditions), because="Elk."), Rule("niet-op-gang", because="Rest.")]
    rubric = compile_rubric(made(numbers, rules))
    assert [table.cells for table in tables_of(rubric)] == [101**3]
    assert len(rubric.diagram.met(rubric.root)) == 5


def thresholds(count):
    """Make so many rules that each decide, and the question they ask."""
    number = Number("n", "Hoeveel?", minimum=0)
    conditions = [number >= n for n in range(count - 1, 0, -1)]
    return [number], [Rule("in-ontwikkeling", when, because="Een trede.") for when in (*conditions, None)]


def test_a_table_can_have_many_rules():
    """Three hundred rules that each decide are proved, and told apart where an answer is missing."""
    rubric = compile_rubric(made(*thresholds(300)))
    prove(rubric)
    _, outcomes = Decider(rubric).decide({"n": np.arange(301)}, 301)
    assert {outcome.rules for outcome in outcomes} == {tuple(range(1, 301)), *((n,) for n in range(1, 301))}


def test_a_chain_of_many_questions():
    """There can be more questions than Python allows calls in each other."""
    questions = yes_nos(500)
    rules = [Rule("niet-op-gang", ~good(question), because="Niet.") for question in questions]
    rubric = compile_rubric(made(questions, [*rules, Rule("gerealiseerd", because="Alles.")]))
    prove(rubric)
    decider = Decider(rubric)
    whole = {question.id: 2 for question in questions}
    assert decider.outcome(whole).level == "gerealiseerd"
    assert decider.outcome(whole | {"v300": 0}).open_questions == ("v300",)
    assert decisive(decider, whole | {"v300": 1, "v400": 1}) == ("v300",)
    (way,) = ways(decider, whole | {"v300": 1}).ways
    assert list(way.answers) == ["v300"]


def pairs(count):
    """Rules that ask plans and deeds two by two, and the questions with all plans before all deeds."""
    plans, deeds = ([YesNo(f"{kind}{n}", "Zo?") for n in range(count)] for kind in ("plan", "daad"))
    both = AllOf([plan | deed for plan, deed in zip(plans, deeds, strict=True)])
    return [*plans, *deeds], [Rule("gerealiseerd", both, because="Van elk een."), Rule("niet-op-gang", because="Rest.")]


def test_an_unlucky_order_of_questions_is_mended(monkeypatch):
    """Where the author's order makes very many nodes, that of the rules is taken; people see the author's."""
    rubric = compile_rubric(made(*pairs(6)))
    assert rubric.diagram.names == tuple(rubric.axes)
    monkeypatch.setattr(napd.decision.rubric, "MANY", 50)
    mended = compile_rubric(made(*pairs(6)))
    assert mended.diagram.names[:4] == ("plan0", "daad0", "plan1", "daad1")
    assert list(mended.axes) == list(rubric.axes)
    assert len(mended.diagram.variables) < len(rubric.diagram.variables) / 3
    assert Decider(mended).outcome(dict.fromkeys(mended.axes, 0)).open_questions == tuple(rubric.axes)
    assert decisive(Decider(mended), dict.fromkeys(mended.axes, 2)) == tuple(f"plan{n}" for n in range(6))
    monkeypatch.setattr(napd.decision.rubric, "MANY", 10)
    again = compile_rubric(made(*pairs(1)))
    assert again.diagram.names == tuple(again.axes)


def test_too_many_cases_are_refused(monkeypatch):
    """What has no good order is refused: at which question, what stands open there, and what to do."""
    monkeypatch.setattr(napd.decision.nodes, "MOST_BRANCHES", 400)
    grid = [[YesNo(f"v{row}_{column}", "Zo?") for column in range(4)] for row in range(4)]
    questions = [question for row in grid for question in row]
    lines = [AnyOf([good(question) for question in line]) for line in (*grid, *zip(*grid, strict=True))]
    rest = Rule("niet-op-gang", because="Rest.")
    with pytest.raises(ModelError) as refusal:
        compile_rubric(made(questions, [Rule("gerealiseerd", AllOf(lines), because="Van elk."), rest]))
    assert str(refusal.value) == (
        "indicator 'breed': its rules make more than 400 branches, most of them at question 'v2_2', where "
        "v0_0, v0_1, v0_2, v0_3, v1_0, v1_1, v1_2, v1_3 and 2 more are open at the same time. Ask questions that go "
        "together one after another, give numbers fewer thresholds, or let a Stage decide over some of these questions "
        "and ask it in their place"
    )
    stages = [
        Stage(f"s{n}", "?", options=("nee", "ja"), rules=[Rule("ja", line, because="j"), Rule("nee", because="n")])
        for n, line in enumerate(lines)
    ]
    staged = AllOf([stage == "ja" for stage in stages])
    with pytest.raises(ModelError, match=r"question 'v2_2', where s2, s4, s5, s6, s7 are open"):
        compile_rubric(made(questions, [Rule("gerealiseerd", staged, because="Van elk."), rest], stages))


def test_two_stages_that_share_many_questions():
    """Questions that stand in several tables are one answer in each, however many cases they have together."""
    questions = yes_nos(12)

    def counts(name, most):
        rules = [Rule(f"o{k}", AllOf([good(q) for q in questions[: 2 * k]]), because="k") for k in range(most, 0, -1)]
        return Stage(name, "?", options=[f"o{k}" for k in range(most + 1)], rules=[*rules, Rule("o0", because="0")])

    first, second = counts("eerst", 5), counts("dan", 6)
    rules = [
        Rule("gerealiseerd", (first == "o5") & (second == "o6"), because="g"),
        Rule("in-ontwikkeling", first >= "o2", because="o"),
    ]
    rubric = compile_rubric(made(questions, [*rules, Rule("niet-op-gang", because="r")], [first, second]))
    prove(rubric)
    outcome = Decider(rubric).outcome({q.id: 2 for q in questions} | {"v11": 0})
    assert (outcome.low, outcome.high, outcome.open_questions) == ("in-ontwikkeling", "gerealiseerd", ("v11",))


def test_a_stage_that_several_tables_ask():
    """A stage is a value like any other: it has one result, in whatever stages and rules it is asked."""
    plan, geld = yes_nos(3)[1:]
    first = Stage("eerst", "?", options=("nee", "ja"), rules=[Rule("ja", plan, because="j"), Rule("nee", because="n")])
    both = (first == "ja") & geld
    second = Stage("dan", "?", options=("nee", "ja"), rules=[Rule("ja", both, because="j"), Rule("nee", because="n")])
    rules = [Rule("gerealiseerd", second == "ja", because="g"), Rule("in-ontwikkeling", first == "ja", because="o")]
    rubric = compile_rubric(made([plan, geld], [*rules, Rule("niet-op-gang", because="r")], [first, second]))
    prove(rubric)
    decider = Decider(rubric)
    assert decider.outcome({"v1": 2, "v2": 0}).open_questions == ("v2",)
    assert decider.outcome({"v1": 1, "v2": 0}).level == "niet-op-gang"
    assert rubric.asked == {"eerst": ("v1",), "dan": ("v1", "v2"), "": ("v1", "v2")}


def test_a_ladder_of_stages_that_each_ask_two_before():
    """However many ways lead through stages to a question, each is looked through once."""
    questions, stages = yes_nos(40), []
    for n, question in enumerate(questions):
        asked = [good(question), *(stage == "ja" for stage in stages[-2:])]
        rules = [Rule("ja", AllOf(asked), because="Alles."), Rule("nee", because="Niet.")]
        stages.append(Stage(f"s{n}", "?", options=("nee", "ja"), rules=rules))
    rules = [Rule("gerealiseerd", stages[-1] == "ja", because="Alles."), Rule("niet-op-gang", because="Rest.")]
    rubric = compile_rubric(made(questions, rules, stages))
    prove(rubric)
    assert Decider(rubric).outcome(dict.fromkeys(rubric.axes, 2)).level == "gerealiseerd"


def test_conditions_without_parts():
    """All of nothing holds, any of nothing does not, as read back from data they may be."""
    question = YesNo("v", "V?")
    rules = [
        Rule("niet-op-gang", AnyOf([]) | question, because="Ja."),
        Rule("gerealiseerd", AllOf([]) & ~AnyOf([]), because="Altijd."),
    ]
    rubric = compile_rubric(made([question], rules))
    assert [rubric.diagram.end(rubric.root, {0: k}) for k in (0, 1)] == [2, 1]
    always = made([question], [Rule("gerealiseerd", AllOf([]), because="Altijd.")])
    assert compile_rubric(always).root == ~1
    bare = made([question], [Rule("gerealiseerd", AnyOf([]), because="Nooit.")])
    assert compile_rubric(bare).root == ~0
    with pytest.raises(ProofError) as refusal:
        prove(compile_rubric(bare))
    assert str(refusal.value) == (
        "indicator 'breed': not total: no rule decides some cases; end with a rule that has no condition\n"
        "indicator 'breed': rule 1 (gerealiseerd) is unreachable: its condition can never hold"
    )


def test_the_limit_of_what_is_looked_up_is_a_million_combinations():
    """What counts is combinations of codes, missing included, not classes."""
    assert lookup.MOST_CODES == 1_000_000
