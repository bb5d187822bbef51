from __future__ import annotations

import json
import pickle
from datetime import date

import pytest
from answered import answers_to
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from napd.errors import ModelError
from napd.model.choices import Choice, YesNo
from napd.model.conditions import AllOf, AnyOf, AtLeast, Compare, Condition, Expression, Not
from napd.model.data import condition_from_data
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Date, Number
from napd.model.multi_choice import MultiChoice
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import questions
from napd.testing.reference import holds, options_of
from napd.testing.strategies import indicators

status = Choice("status", "Hoe ver?", options=("geen", "concept", "vastgesteld"))
wie = MultiChoice("wie", "Wie?", options=("zorg", "wonen", "inkomen"))
aandeel, dag, nood = Number("aandeel", "Welk deel?"), Date("dag", "Wanneer?"), YesNo("nood", "Is er nood?")
a, b, c = (aandeel >= n for n in (1, 2, 3))


@st.composite
def asked(draw, count=3):
    """Some questions and a condition on them."""
    some = [draw(questions(f"v{n}")) for n in range(count)]
    return some, draw(conditions(some))


def test_operators_write_what_they_say():
    """Each operator of Python is the comparison of the same name, on the question's id."""
    for operator, condition in {
        "<": aandeel < 5,
        "<=": aandeel <= 5,
        "==": aandeel == 5,
        "!=": aandeel != 5,
        ">=": aandeel >= 5,
        ">": aandeel > 5,
    }.items():
        assert condition == Compare("aandeel", operator, 5)
    assert status.isin("geen", "concept") == Compare("status", "in", ("geen", "concept"))
    assert (5 >= aandeel) == (aandeel <= 5)  # noqa: SIM300 - the value first
    assert wie.at_least(2) == wie.at_least(2, "zorg", "wonen", "inkomen") == AtLeast("wie", 2, wie.ids)
    assert wie.has_all("zorg", "wonen") == AtLeast("wie", 2, ("zorg", "wonen"))
    assert wie.has_all() == AtLeast("wie", 3, wie.ids)
    assert wie.has_any("zorg", "wonen") == AtLeast("wie", 1, ("zorg", "wonen"))
    assert wie.has_any() == AtLeast("wie", 1, wie.ids)


def test_a_yes_no_question_is_the_condition_that_it_is_yes():
    """By itself, and within &, | and ~."""
    yes = Compare("nood", "==", "ja")
    assert nood.as_condition() == yes
    assert (nood & a) == AllOf([yes, a])
    assert (a | nood) == AnyOf([a, yes])
    assert ~nood == Not(yes)
    assert Rule("niet-op-gang", nood).when == yes


def test_and_and_or_are_flat():
    """Three conditions joined by the same sign are one group of three, wherever the parentheses stand."""
    assert (a & b & c) == (a & (b & c)) == AllOf([a, b, c])
    assert (a | b | c) == (a | (b | c)) == AnyOf([a, b, c])
    assert (a & (b | c)) == AllOf([a, AnyOf([b, c])])
    assert ~~a == Not(Not(a))
    assert list((~(a & b) | c).atoms()) == [a, b, c]


@given(asked())
def test_a_condition_is_read_back_from_its_data(drawn):
    """Through JSON and back it is the same condition, but for dates, which an indicator makes dates again."""
    some, condition = drawn
    back = condition_from_data(json.loads(json.dumps(condition.to_data())))
    days = {question.id for question in some if isinstance(question, Date)}

    def with_days(atom):
        return evolve(atom, value=date.fromisoformat(atom.value)) if atom.question in days else atom

    assert back.map(with_days) == condition
    indicator = Indicator(
        id="proef",
        title="Proef",
        since="2025-01-01",
        questions=some,
        rules=[Rule("gerealiseerd", back, because="Terug."), Rule("niet-op-gang", because="Rest.")],
    )
    assert indicator.rules[0].when == condition
    assert condition_from_data(condition.to_data()).to_data() == condition.to_data()


@given(asked(), st.data())
def test_a_condition_means_what_its_words_say(drawn, data):
    """`satisfies` of each question, joined by the groups, is the plain meaning of the condition."""
    some, condition = drawn
    sheet = {question.id: data.draw(answers_to(question)) for question in some}
    by_id = {question.id: question for question in some}

    def truth(part):
        match part:
            case AllOf(parts):
                return all(map(truth, parts))
            case AnyOf(parts):
                return any(map(truth, parts))
            case Not(one):
                return not truth(one)
        return by_id[part.question].satisfies(part, sheet[part.question])

    assert truth(condition) == holds(condition, sheet, {name: options_of(q) for name, q in by_id.items()})


@given(asked())
def test_conditions_are_values(drawn):
    """They can be hashed, pickled and mapped, and are equal to their likes."""
    _, condition = drawn
    assert pickle.loads(pickle.dumps(condition)) == condition  # noqa: S301 - our own bytes
    assert hash(condition.map(evolve)) == hash(condition)
    assert condition.map(lambda atom: atom) == condition
    assert condition.as_condition() is condition


def test_data_of_conditions():
    """The plain form of each kind of condition."""
    assert (status >= "concept").to_data() == {"question": "status", "operator": ">=", "value": "concept"}
    assert status.isin("geen").to_data() == {"question": "status", "operator": "in", "value": ["geen"]}
    assert wie.at_least(2, "zorg", "wonen").to_data() == {"question": "wie", "at_least": 2, "of": ["zorg", "wonen"]}
    assert (dag > date(2025, 1, 1)).to_data() == {"question": "dag", "operator": ">", "value": "2025-01-01"}
    assert (~(a & b)).to_data() == {"not": {"all": [a.to_data(), b.to_data()]}}
    assert (a | b).to_data() == {"any": [a.to_data(), b.to_data()]}


SHAPE = (
    "it needs 'question' with 'operator' and 'value', 'question' with 'at_least' and 'of', "
    "'amount' with 'operator' and 'value', or 'all', 'any' or 'not'"
)


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        "status >= concept",
        [{"all": []}],
        {"all": {}},
        {"all": [], "any": []},
        {"not": a.to_data(), "question": "x"},
        {"question": "x"},
        {"question": 3, "operator": ">=", "value": 3},
        {"question": "x", "operator": ">=", "value": 3, "of": []},
        {"question": "x", "at_least": "2", "of": []},
        {"question": "x", "at_least": 2, "of": "zorg"},
        {"amount": [], "operator": ">=", "value": 3},
    ],
)
def test_what_is_no_condition_is_refused(data):
    """The message quotes it, within whatever stands around it, and says what a condition needs."""
    for around in (data, {"not": data}, {"all": [a.to_data(), data]}, {"any": [{"not": data}]}):
        with pytest.raises(ModelError) as refused:
            condition_from_data(around)
        assert str(refused.value) == f"{data!r} is not a condition: {SHAPE}"


@pytest.mark.parametrize("operator", ["=", "=>", "and", None, ["=="]])
def test_an_unknown_operator_is_refused(operator):
    """The message names those there are."""
    with pytest.raises(ModelError) as refused:
        condition_from_data({"question": "x", "operator": operator, "value": 1})
    assert str(refused.value) == f"{operator!r} is not an operator: use one of <, <=, ==, !=, >=, >, in"


def test_a_condition_is_neither_true_nor_false():
    """`and`, `or`, `not`, `if` and a chained comparison would lose half of it without a word, so they are refused."""
    for misuse in (
        lambda: a and b,
        lambda: a or b,
        lambda: not a,
        lambda: bool(nood),
        lambda: 25 <= aandeel <= 75,
        lambda: "geen" < status <= "vastgesteld",
        lambda: "concept" in [status],  # noqa: FURB171 - the comparison is the point
    ):
        with pytest.raises(
            TypeError, match=r"combine conditions with & \| ~ .*\(25 <= x\) & \(x <= 75\), with the par"
        ):
            misuse()


def test_only_a_yes_no_question_is_a_condition_by_itself():
    """Another question says what it takes; another thing says that it is no condition."""
    takes = {
        status: "it takes < <= == != >= > in",
        aandeel: "it takes < <= == != >= >",
        wie: "say how many, as in x.at_least(2), or which, as in x.has_all('...') or x.has_any('...')",
    }
    for question, words in takes.items():
        for misuse in (
            lambda: ~question, lambda: a & question, lambda: question | a, lambda: Rule("laag", question),  # noqa: B023
        ):  # fmt: skip
            with pytest.raises(TypeError) as refused:
                misuse()
            assert str(refused.value) == f"question {question.id!r} is not a condition by itself: {words}"
    for other in (True, "ja", None):
        with pytest.raises(TypeError) as refused:
            a & other
        assert str(refused.value) == f"{other!r} is not a condition: compare a question with it first, in parentheses"


def test_a_kind_of_condition_says_what_it_is():
    """A new kind has to say its atoms, its data and how it is changed."""
    with pytest.raises(NotImplementedError):
        Expression().as_condition()
    for missing in (Condition().atoms, Condition().to_data, lambda: Condition().map(lambda atom: atom)):
        with pytest.raises(NotImplementedError):
            missing()


@given(indicators(most_stages=1, rollups=True))
def test_indicators_keep_their_conditions(indicator):
    """What an indicator writes in standard form stays as it is when it is written so again."""
    assert evolve(indicator) == indicator
