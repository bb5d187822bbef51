"""Amounts: what answers come to together, and what cannot be added."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import napd
from napd import Choice, Indicator, ModelError, Number, Rule, YesNo, count
from napd.model.amounts import Amount, CompareAmount, MinMax, Summand, Term, exactly
from napd.model.conditions import Compare
from napd.model.data import condition_from_data
from napd.testing.drawn_conditions import conditions
from napd.testing.drawn_questions import questions
from napd.testing.reference import holds, options_of

a, b = Number("a", "Hoeveel a?", minimum=0, maximum=3, whole=True), Number("b", "Hoeveel b?", whole=True)
ja, nee = YesNo("ja", "Is het zo?"), YesNo("nee", "Is het niet zo?")
status = Choice("status", "Hoe ver?", options=("geen", "concept", "vastgesteld"))


def test_operators_add_up_what_answers_count_for():
    """Each thing stands once, with how many times it counts; a yes counts for one."""
    assert (a + 2 * b - ja / 4 >= 3) == CompareAmount(
        (Term("a"), Term("b", 2), Term(Compare("ja", "==", "ja"), Fraction(-1, 4))), ">=", 3
    )
    assert (sum([a, b, 1]) > 4) == CompareAmount((Term("a"), Term("b")), ">", 3)
    assert (a + a - b + 2 * b < 1) == CompareAmount((Term("a", 2), Term("b")), "<", 1)
    assert (1 - a + b > 2.5) == CompareAmount((Term("a", -1), Term("b")), ">", Fraction(3, 2))
    assert (count(ja, nee, status >= "concept") != a).terms[-1] == Term("a", -1)
    assert (a * Decimal("0.1") + b / 3 >= 0.1).value == Fraction(1, 10)
    assert (a <= b) == CompareAmount((Term("a"), Term("b", -1)), "<=")
    assert (a - b == 0) == CompareAmount((Term("a"), Term("b", -1)), "==")
    assert (a == 1 + b) == CompareAmount((Term("a"), Term("b", -1)), "==", 1)
    assert (a != 1 + b) == CompareAmount((Term("a"), Term("b", -1)), "!=", 1)


def test_what_one_answer_is_compared_with_is_the_plain_comparison():
    """So it is checked, read and shown as if it were written so."""
    assert (a + b - b + 1 >= 3) == (a >= 2)
    assert (2 - a >= 0.5) == (a <= 1.5)
    assert isinstance(a + 0 >= Fraction(1, 3), CompareAmount)


def test_a_total_is_the_sum_that_it_says():
    """Of numbers and of sums; what stands twice counts twice."""
    assert (napd.total(a, b + 1, a) >= 3) == (2 * a + b >= 2)
    assert (napd.total(a) > 1) == (a > 1)


def test_the_lowest_and_the_highest_are_kept_as_they_are_written():
    """One thing alone is that thing."""
    assert (napd.min(a, b + 1) >= 2) == CompareAmount(
        (Term(MinMax("min", ((Term("a"),), (Term("b"), Term(None, 1))))),), ">=", 2
    )
    assert (napd.max(a, 3) - napd.max(a, 3) + b > 1) == (b > 1)
    assert (napd.max(a) > 1) == (a > 1)


SOME = (Number("x", "X?", minimum=-1, maximum=2, whole=True), Number("y", "Y?", minimum=0, maximum=2, whole=True), ja)


@given(st.data())
def test_an_amount_without_its_lowest_and_highest_holds_for_the_same_answers(data):
    """The lowest is at least 2 where each is; and it comes back from its data."""
    condition = data.draw(conditions(SOME, 3, sums=True))
    options = {question.id: options_of(question) for question in SOME}
    plain = condition.map(lambda atom: atom.plain if isinstance(atom, CompareAmount) else atom)
    for x in range(-1, 3):
        for y in range(3):
            for said in ("ja", "nee"):
                answers = {"x": x, "y": y, "ja": said}
                assert holds(plain, answers, options) == holds(condition, answers, options)
    assert not any(isinstance(t.of, MinMax) for at in plain.atoms() for t in getattr(at, "terms", ()))
    assert condition_from_data(json.loads(json.dumps(condition.to_data()))) == condition


@given(st.fractions() | st.floats(-1e14, 1e14, allow_nan=False))
def test_numbers_are_the_decimals_that_are_written(number):
    """A float is the shortest decimal that it carries."""
    if abs(number) < 1e15:
        found = exactly(number)
        assert found == (
            number if isinstance(number, Fraction) else Fraction(str(napd.Number("x", "?").operand(number)))
        )


@pytest.mark.parametrize(
    ("misuse", "said"),
    [
        (lambda: a * b, "answers cannot be multiplied by each other: multiply by a number"),
        (lambda: a / b, "an amount can only be divided by a number other than 0: write a >= 0.5 * b for a / b >= 0.5"),
        (lambda: a / 0, "an amount can only be divided by a number other than 0: write a >= 0.5 * b for a / b >= 0.5"),
        (lambda: a + "1", "'1' cannot be added or compared: use questions and numbers between -1e15 and 1e15"),
        (lambda: True + a, "True cannot be added or compared: use questions and numbers between -1e15 and 1e15"),
        (lambda: a * float("nan"), "nan cannot be added or compared: use questions and numbers between -1e15 and 1e15"),
        (lambda: a + b > 1e15, "1000000000000000.0 cannot be added or compared: use questions and numbers between"),
        (
            lambda: a + b > 10**400,
            f"{10**400} cannot be added or compared: use questions and numbers between -1e15 and 1e15",
        ),
        (lambda: a + (b > 1), "a condition is not a number: write count(...) for how many of some conditions hold"),
        (lambda: count(ja, 2), "count(...) takes yes/no questions and conditions, not 2"),
        (lambda: count(a), "question 'a' is not a condition by itself: it takes < <= == != >= >"),
        (lambda: napd.total(a, b > 1), "a condition is not a number: write count(...) for how many of some conditions"),
        (napd.total, "total(...) needs the numbers to add up, as in total(a, b)"),
        (napd.min, "min(...) needs the numbers to choose from, as in min(a, b)"),
    ],
)
def test_what_cannot_be_added(misuse, said):
    """It is refused where it is written, with what to write."""
    with pytest.raises(TypeError) as refused:
        misuse()
    assert str(refused.value).startswith(said)


def test_pythons_own_lowest_compares_answers_that_are_not_there_yet():
    """What to write is said."""
    for misuse in (lambda: min(a, b), lambda: max(a + 1, b), lambda: sorted([a, b])):
        with pytest.raises(TypeError, match=r"write napd\.min\(a, b\) or napd\.max\(a, b\)"):
            misuse()
    with pytest.raises(TypeError, match="unhashable"):
        hash(a + b)
    with pytest.raises(NotImplementedError):
        Summand().as_terms()


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"of": 1}, "1 is not a condition: it needs"),
        (
            {"times": 2},
            "{'times': 2} cannot be added: write a question, a number, 'of' with 'times', or 'min' or 'max'",
        ),
        ({"of": "a", "by": 2}, "{'of': 'a', 'by': 2} cannot be added: write"),
        ({"min": [1, 2]}, "{'min': [1, 2]} cannot be added: write"),
        ({"of": "a", "times": "1/0"}, "'1/0' cannot be added or compared: use questions and numbers"),
        ([], "[] cannot be added or compared: use questions and numbers"),
    ],
)
def test_data_that_is_no_amount(term, said):
    """It is quoted."""
    with pytest.raises(ModelError) as refused:
        condition_from_data({"amount": [term], "operator": ">=", "value": 1})
    assert str(refused.value).startswith(said)
    with pytest.raises(ModelError, match="'in' is not an operator: use one of <, <=, ==, !=, >=, >"):
        condition_from_data({"amount": ["a"], "operator": "in", "value": 1})


def indicator(when):
    """One with this condition."""
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    questions_ = [a, b, ja, nee, status, napd.Text("woorden", "Wat nog meer?")]
    return Indicator(id="som", title="Som", since="2025-01-01", questions=questions_, rules=rules)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (a + status > 1, "question 'status' is not a number, so it cannot be added or compared with another"),
        (
            a + count(ja) <= b,
            "question 'b' can have 1,000 different answers or more, so it cannot be added to a count or to points",
        ),
        (a + Number("c", "?") > 1, "there is no question 'c' in this indicator. Available:"),
        (count(ja, status >= "plan") > 1, "question 'status' has no option 'plan'."),
        (2 * a - a - a >= 1, "it compares only numbers: no question is left in it"),
    ],
)
def test_what_a_rule_cannot_add(when, said):
    """Each is a fault of the indicator, with what to write."""
    with pytest.raises(ModelError) as refused:
        indicator(when)
    assert str(refused.value).startswith(f"indicator 'som': rule 1 (gerealiseerd): {said}")


def test_labels_in_what_is_counted_become_ids():
    """As in any condition, whatever it stands in."""
    labelled = Choice("status", "Hoe ver?", options=(napd.Option("Nog niets", id="geen"), "Concept"))
    rules = [
        Rule("gerealiseerd", count(labelled == "Nog niets", ja) > 1, because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ]
    some = Indicator(id="som", title="Som", since="2025-01-01", questions=[labelled, ja], rules=rules)
    assert [atom.value for atom in some.rules[0].when.atoms() if isinstance(atom, Compare)] == ["geen", "ja"]


@given(st.data())
def test_amounts_of_any_questions_are_data(data):
    """Also of questions that cannot be added: that is a fault of the indicator."""
    some = [data.draw(questions(f"v{n}")) for n in range(2)]
    amount = Amount(some[0].as_terms()) + some[1]
    made = amount >= 1
    assert condition_from_data(made.to_data()) == made


def test_a_number_within_a_lowest_is_itself_in_data():
    """It counts for so many, whatever the answers are."""
    made = napd.min(a, 2) >= b
    assert made.to_data()["amount"][0] == {"min": [["a"], [2]]}
    assert condition_from_data(made.to_data()) == made
    assert [holds(made, {"a": n, "b": 2}, {"a": None, "b": None}) for n in (1, 2, 3)] == [False, True, True]


def test_a_quotient_cannot_be_added():
    """The numbers that it is made of can."""
    part, rest = (Number(name, "Hoeveel?", minimum=0) for name in ("deel", "rest"))
    ratio = napd.Ratio("aandeel", "Welk deel?", part=part, whole=[part, rest])
    rules = [Rule("gerealiseerd", ratio + count(ja) >= 1, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    with pytest.raises(ModelError, match="question 'aandeel' is a quotient, which cannot be added: compare the num"):
        Indicator(id="som", title="Som", since="2025-01-01", questions=[part, rest, ratio, ja], rules=rules)
