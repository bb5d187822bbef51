from __future__ import annotations

import random

import numpy as np
import pytest

from napd.decision import bounds
from napd.decision.axes import position
from napd.decision.bounds import Bounds
from napd.decision.outcomes import Decider
from napd.decision.proof import prove
from napd.decision.table import compile_rubric
from napd.errors import ModelError, ProofError
from napd.model.choices import MultiChoice, YesNo
from napd.model.conditions import AllOf, AnyOf
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.rollups import Minimum, Ratio, Share, Sum
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
        Rule("groen", AllOf([good(question) for question in questions[1:]]), because="Bijna alles."),
        Rule("oranje", AllOf(sides), because="Van alles wat."),
        Rule("rood", because="Rest."),
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
    return int(axis.classify(np.array([position(axis.question, answer)]))[0])


def test_a_table_just_small_enough_to_keep():
    """Twelve yes/no questions with missing answers make 531,441 combinations, kept whole."""
    questions = yes_nos(12)
    rubric = checked(made(questions, scaled(questions)), sheets_of(questions, 60))
    assert Bounds(rubric.final).shape == (3,) * 12
    assert Bounds(rubric.final).is_dense


def test_a_table_too_large_to_keep():
    """Nineteen yes/no questions fit in a table of 524,288 cells; what is missing is worked out case by case."""
    questions = yes_nos(19)
    rubric = checked(made(questions, scaled(questions)), sheets_of(questions, 12))
    assert rubric.final.deciding.size == 2**19
    assert not Bounds(rubric.final).is_dense


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
        Rule("groen", AllOf([stage == "alles" for stage in last]), because="Alles."),
        Rule("oranje", AllOf([stage >= "deels" for stage in last]), because="Deels."),
        Rule("rood", because="Rest."),
    ]
    rubric = checked(made(questions, rules, stages), sheets_of(questions, 60))
    assert len(rubric.axes) == 40
    assert [table.deciding.size for table in rubric.tables] == [32, 64, 32, 64, 32, 32, 32, 32, 729]


def counted(name, classes):
    """A number, and a condition that cuts it into so many classes."""
    number = Number(name, f"Hoeveel {name}?", minimum=0)
    return number, AnyOf([number >= n for n in range(1, classes)])


def two_numbers(first, second):
    """Make an indicator of two numbers with so many classes."""
    a, some = counted("a", first)
    b, more = counted("b", second)
    return made([a, b], [Rule("groen", some & more, because="Beide."), Rule("rood", because="Rest.")])


@pytest.mark.unmeasured
def test_a_million_cells_are_allowed():
    """A table of exactly 1,000,000 cells is compiled."""
    assert compile_rubric(two_numbers(1000, 1000)).final.deciding.shape == (1000, 1000)


def test_one_cell_too_many_is_refused():
    """A table of 1,000,001 cells is refused before it is made: what makes it so large, and what to do."""
    with pytest.raises(ModelError) as refusal:
        compile_rubric(two_numbers(101, 9901))
    assert str(refusal.value) == (
        "indicator 'breed': the decision table has 1,000,001 cells; at most 1,000,000 are allowed. Its questions and "
        "their numbers of classes: a 101, b 9901. Split it into stages: let a Stage decide over some of these "
        "questions, and ask the stage in their place"
    )


def with_rules(count):
    """Make so many rules that each decide, and the question they ask."""
    number = Number("n", "Hoeveel?", minimum=0)
    conditions = [number >= n for n in range(count - 1, 0, -1)]
    return [number], [Rule("oranje", when, because="Een trede.") for when in (*conditions, None)]


def test_sixty_four_rules_are_allowed_and_no_more():
    """64 rules each decide; with 65 the table is refused, in a stage by its name."""
    rubric = compile_rubric(made(*with_rules(64)))
    prove(rubric)
    _, outcomes = Decider(rubric).decide({"n": np.arange(65)}, 65)
    assert {outcome.rules for outcome in outcomes} == {tuple(range(1, 65)), *((n,) for n in range(1, 65))}
    questions, rules = with_rules(65)
    with pytest.raises(ModelError, match=r"^indicator 'breed': it has 65 rules; at most 64 are allowed. Split it into"):
        compile_rubric(made(questions, rules))
    stage = Stage("trap", "Trap?", options=("oranje", "rood"), rules=[*rules[:-1], Rule("rood", because="Rest.")])
    final = [Rule("oranje", stage == "oranje", because="a"), Rule("rood", because="b")]
    with pytest.raises(ModelError, match=r"^indicator 'breed', stage 'trap': it has 65 rules; at most 64"):
        compile_rubric(made(questions, final, [stage]))


def test_shared_questions_with_too_many_answers_together_are_refused():
    """Questions asked in several tables are followed through at most 4,096 combinations of classes."""

    def asked_twice(first, second):
        a, some = counted("a", first)
        b, more = counted("b", second)
        rules = [Rule("wel", some & more, because="Beide."), Rule("niet", because="Rest.")]
        stage = Stage("s", "S?", options=("niet", "wel"), rules=rules)
        final = [Rule("groen", (stage == "wel") & some & more, because="g"), Rule("rood", because="r")]
        return made([a, b], final, [stage])

    assert compile_rubric(asked_twice(64, 64)).shared == ("a", "b")
    with pytest.raises(ModelError) as refusal:
        compile_rubric(asked_twice(64, 65))
    assert str(refusal.value) == (
        "indicator 'breed': the questions a, b each stand in several tables and have 4,160 combinations of classes "
        "together; at most 4,096 can be followed: ask each question in one stage"
    )


def test_a_multiple_choice_with_too_many_options_is_refused():
    """The message names the indicator, the question and what to do."""
    question = MultiChoice("wie", "Wie?", options=[f"optie {n}" for n in range(17)])
    with pytest.raises(ModelError) as refusal:
        compile_rubric(
            made([question], [Rule("groen", question.at_least(2), because="Twee."), Rule("rood", because="r")])
        )
    assert str(refusal.value) == (
        "indicator 'breed': question 'wie' has 17 options; a multiple choice in a rule can have 16: split it into two "
        "questions"
    )


def test_options_asked_one_by_one_are_proved():
    """Twelve options, each in a condition of its own, make 4,096 classes; a fall among them is found."""
    wie = MultiChoice("wie", "Wie?", options=[f"optie {n}" for n in range(12)])
    every = AllOf([wie.has_any(option) for option in wie.ids])
    for levels, proved in ((("groen", "rood"), True), (("rood", "groen"), False)):
        indicator = made([wie], [Rule(levels[0], every, because="Alle."), Rule(levels[1], because="Rest.")])
        rubric = compile_rubric(indicator)
        assert rubric.final.deciding.shape == (4096,)
        if proved:
            prove(rubric)
        else:
            with pytest.raises(ProofError, match="not monotone in question 'wie'"):
                prove(rubric)


def test_what_can_be_known_of_an_answer_follows_from_who_gives_it():
    """One answer or none; of a roll-up a range; of a share, or of a stage, any set of classes."""
    own, some = YesNo("eigen", "Eigen?"), YesNo("deel", "Deel?", rollup=Share("ja"))
    total, rest = (Number(name, "Hoeveel?", minimum=0, rollup=Sum()) for name in ("som", "rest"))
    ratio, least = Ratio("ratio", "R?", part=rest, whole=rest), YesNo("minst", "Minst?", rollup=Minimum())
    stage = Stage("trap", "Trap?", options=("a", "b"), rules=[Rule("b", own, because="b"), Rule("a", because="a")])
    every = (stage == "b") & least & (some >= 50) & (total >= 9) & (ratio >= 50)
    rules = [Rule("groen", every, because="g"), Rule("rood", because="r")]
    rubric = compile_rubric(made([own, some, total, rest, ratio, least], rules, [stage]))
    known = {axis.question.id: axis.known for table in rubric.tables for axis in table.axes}
    assert known == {"eigen": "one", "deel": "set", "som": "range", "ratio": "range", "minst": "range", "trap": "set"}


def test_conditions_without_parts():
    """All of nothing holds, any of nothing does not, as read back from data they may be."""
    question = YesNo("v", "V?")
    rules = [
        Rule("rood", AnyOf([]) | question, because="Ja."),
        Rule("groen", AllOf([]) & ~AnyOf([]), because="Altijd."),
    ]
    assert compile_rubric(made([question], rules)).final.deciding.tolist() == [1, 0]
    always = made([question], [Rule("groen", AllOf([]), because="Altijd.")])
    assert compile_rubric(always).final.deciding.tolist() == 0
    bare = made([question], [Rule("groen", AnyOf([]), because="Nooit.")])
    assert compile_rubric(bare).final.deciding.shape == ()
    with pytest.raises(ProofError) as refusal:
        prove(compile_rubric(bare))
    assert str(refusal.value) == (
        "indicator 'breed': not total: no rule decides 1 of 1 cases; end with a rule that has no condition\n"
        "indicator 'breed': rule 1 (groen) is unreachable: its condition can never hold"
    )


def test_the_limit_of_what_is_kept_is_a_million_combinations():
    """What counts is combinations of codes, missing included, not cells."""
    assert bounds.DENSE_CODES == 1_000_000
