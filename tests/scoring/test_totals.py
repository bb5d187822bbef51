"""Totals of numbers with many answers, compared exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

import pytest
from attrs import evolve
from computed import TWO, levels, registry, rubric, scored
from hypothesis import given, settings
from hypothesis import strategies as st

import napd
from napd import ProofError
from napd.decision.rubric import compile_rubric
from napd.model import adding
from napd.model.ages import Age
from napd.model.amounts import Amount, compared
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Date, Number
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.rollups import Sum
from napd.testing import prove
from napd.testing.reference import holds
from napd.testing.score_laws import bounds, decisive, scores

OPERATORS = {"<": lt, "<=": le, "==": eq, "!=": ne, ">=": ge, ">": gt}
TIMES = st.sampled_from([1, -1, 2, -3, Fraction(1, 2), Fraction(-2, 3)])
ANSWERS = st.sampled_from([None, 0, 1, 2, 7, 999, 1500, 2.5, 0.1, 0.2, 123456789012345])


@given(
    times=st.lists(TIMES, min_size=2, max_size=3),
    operator=st.sampled_from(list(OPERATORS)),
    value=st.sampled_from([0, 1, -1, Fraction(1, 3), Fraction(-5, 2), 1000]),
    said=st.lists(ANSWERS, min_size=3, max_size=3),
    bounds=st.lists(st.sampled_from([(None, None), (0, None), (0, 10**15 - 1)]), min_size=3, max_size=3),
)
def test_numbers_are_compared_exactly(times, operator, value, said, bounds):
    """What is known of their total is known of the comparison, without a rounding; an open one names who is missing."""
    numbers = [Number(f"v{n}", "Hoeveel?", minimum=low, maximum=high) for n, (low, high) in enumerate(bounds)]
    asked = list(zip(times, numbers, said, strict=False))
    when = compared(sum((each * number for each, number, _ in asked), Amount(())), operator, value)
    given_ = zip(numbers, said, strict=True)
    answers = {("nu", "MO0", number.id): value for number, value in given_ if value is not None}
    extra = YesNo("zegt", "Zegt?")
    made = rubric(*numbers, extra, when=when)
    result = scored(made, {**answers, ("nu", "MO0", "zegt"): "ja"}, rounds=TWO[1:], areas=registry(1))
    (row,) = result.scores.to_pylist()
    ends = [
        sum((_end(each, number, answer, least=least) for each, number, answer in asked), Fraction()) for least in (1, 0)
    ]
    held = {bool(OPERATORS[operator](end, value)) for end in _samples(*ends, value)}
    assert row["rule"] == "|".join(rule for rule, holds in (("1", True), ("2", False)) if holds in held)
    missing = [number.id for _, number, answer in asked if answer is None]
    assert row["open_questions"] == ("" if len(held) == 1 else "|".join(missing))


def _end(times, number, answer, *, least):
    """The least or the most that a number adds; a thousand times as much as anything where there is no bound."""
    if answer is not None:
        return Fraction(str(answer)) * times
    bound = number.minimum if (times > 0) == bool(least) else number.maximum
    far = -(10**30) if (times > 0) == bool(least) else 10**30
    return Fraction(far if bound is None else bound) * times


def _samples(low, high, value):
    """Totals from the least to the most, at a value and beside it."""
    beside = [Fraction(value) + step for step in (Fraction(-1, 10**6), 0, Fraction(1, 10**6))]
    return {low, high, *(total for total in beside if low <= total <= high)}


@pytest.mark.parametrize(("operator", "rules"), [("<=", "1|1|2"), ("<", "1|1|2"), (">=", "2|2|1"), (">", "2|2|1")])
def test_whole_numbers_and_a_threshold_between_two_of_them(operator, rules):
    """-2 is more than -2.5, though no whole number lies between."""
    a, b = (Number(name, "Hoeveel?", minimum=0, whole=True, better=None) for name in "ab")
    made = rubric(a, b, when=compared(a - b, operator, Fraction(-5, 2)))
    said = {("nu", f"MO{n}", name): value for n in range(3) for name, value in (("a", n), ("b", 4))}
    found = levels(scored(made, said, rounds=TWO[1:], areas=registry(1, 1, 1)))
    assert [rule for rule, _ in found.values()] == rules.split("|")


def test_comparing_numbers_asks_one_thing_however_it_is_written():
    """`a <= b`, `b - a >= 0` and half of that are one column of the table; what differs is another."""
    a, b = (Number(name, "Hoeveel?", minimum=0, better=None) for name in "ab")
    ways = [(a <= b), (b - a >= 0), (0.5 * a <= 0.5 * b)]
    for when in ways:
        made = rubric(a, b, when=when)
        assert [question.id for question in made.computed] == ["a", "b", "a − b"]
        assert [*compile_rubric(made).axes] == ["a − b"]
    made = rubric(a, b, when=(a <= b) & (3 * a - b > Fraction(1, 3)) & (2 * a > 3))
    assert [*compile_rubric(made).axes] == ["a", "a − b", "9 × a − 3 × b"]


def test_the_least_of_numbers_with_many_answers():
    """Each of them is compared, as it is of few."""
    a, b = (Number(name, "Hoeveel?", minimum=0) for name in "ab")
    made = rubric(a, b, when=adding.min(a, b + 1) >= 3)
    prove(made)
    said = {("nu", "MO0", "a"): 3, ("nu", "MO0", "b"): 2, ("nu", "MO1", "a"): 3, ("nu", "MO1", "b"): 1}
    assert levels(scored(made, said, rounds=TWO[1:], areas=registry(1, 1))) == {"MO0": ("1", ""), "MO1": ("2", "")}


def test_a_target_against_the_round_before():
    """A tenth more than then; of the round before nobody is asked anything."""
    asked = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True, unit="plekken")
    made = rubric(asked, vorig := Previous("vorig", "Hoeveel waren er?", question=asked), when=10 * asked >= 11 * vorig)
    prove(made)
    said = {("toen", "MO0", "plekken"): 10, ("nu", "MO0", "plekken"): 11, ("nu", "MO1", "plekken"): 11}
    said |= {("toen", "MO2", "plekken"): 20, ("nu", "MO2", "plekken"): 21}
    result = scored(made, said, rounds=TWO, areas=registry(1, 1, 1))
    assert levels(result) == {"MO0": ("1", ""), "MO1": ("1|2", ""), "MO2": ("2", "")}
    (told,) = napd.explain(result, "MO2", round="nu")
    total = told.answer("10 × plekken − 11 × vorig")
    assert (total.words, total.parts, total.decisive) == ("-10 (berekend)", ("plekken", "vorig"), True)


def test_a_target_does_not_say_how_many_municipalities_answered():
    """None of them answers what was in the round before, so how many there are says nothing."""
    asked = Number("plekken", "Hoeveel?", minimum=0, whole=True, rollup=Sum())
    made = rubric(asked, vorig := Previous("vorig", "Hoeveel waren er?", question=asked), when=asked >= vorig)
    result = scored(made, {("nu", "GM00", "plekken"): 1, ("nu", "GM01", "plekken"): 1}, rounds=TWO, areas=registry(2))
    (told,) = napd.explain(result, "MO0", round="nu")
    assert told.answer("plekken − vorig").words == "2 of minder (berekend)"
    assert told.answer("plekken").words == "samen 2 (2 van 2 gemeenten antwoordden)"


def test_a_number_that_gets_better_may_not_lower_the_level():
    """Also through a total; unless it is exempt by name."""
    a, b = Number("a", "Hoeveel?", minimum=0), Number("b", "Hoeveel?", minimum=0)
    with pytest.raises(ProofError, match="a − b"):
        prove(rubric(a, b, when=a >= b))
    prove(evolve(rubric(a, b, when=a >= b), exceptions={"b": "Meer vraag is geen verdienste."}))
    prove(rubric(a, evolve(b, better="lower"), when=a >= b))
    with pytest.raises(ProofError, match="a − b"):
        prove(evolve(rubric(a, b, when=a < b), exceptions={"b": "Zo is het."}))


def test_an_age_in_a_total_leaves_its_day_open():
    """Of a day after the round, as of one that is missing."""
    day, most = Date("dag", "Wanneer?"), Number("hoogstens", "Hoe oud hoogstens?", minimum=0, whole=True)
    made = rubric(day, most, age := Age("oud", "Hoe oud?", date=day), when=age <= most)
    said = {("nu", "MO0", "hoogstens"): 3, ("nu", "MO1", "hoogstens"): 3, ("nu", "MO2", "hoogstens"): 3}
    said |= {("nu", "MO1", "dag"): date(2026, 1, 1), ("nu", "MO2", "dag"): date(2022, 1, 1)}
    found = levels(scored(made, said, rounds=TWO[1:], areas=registry(1, 1, 1)))
    assert found == {"MO0": ("1|2", "dag"), "MO1": ("1|2", "dag"), "MO2": ("1", "")}


def test_a_number_may_feed_several_values():
    """Known, each is exact; while it is open what is possible may be wider, and never narrower."""
    a, b = (Number(name, "Hoeveel?", minimum=0, maximum=10, whole=True) for name in "ab")
    deel = Ratio("deel", "Welk deel?", part=a, whole=(a, b))
    made = rubric(a, b, deel, when=(deel.scored >= 50) & (a >= 5))
    said = {("nu", "MO0", "a"): 5, ("nu", "MO0", "b"): 5, ("nu", "MO1", "a"): 4, ("nu", "MO2", "b"): 5}
    found = levels(scored(made, said, rounds=TWO[1:], areas=registry(1, 1, 1)))
    assert found == {"MO0": ("1", ""), "MO1": ("2", ""), "MO2": ("1|2", "a")}


THIRD = Number("c", "Hoeveel?", minimum=0, maximum=40, whole=True)


@given(data=st.data())
@settings(max_examples=10)
def test_values_of_the_same_numbers_decide_together(data):
    """Totals, a ratio and a number by itself hang on the same answers: what is said to decide does, and matters."""
    a, b, c = (Number("a", "Hoeveel?", minimum=0), Number("b", "Hoeveel?", minimum=0, whole=True), THIRD)
    deel, extra = Ratio("deel", "Welk deel?", part=a, whole=(a, b)), YesNo("extra", "Ook?")
    some = [6 * a <= b, a <= b, a - c >= 3, a >= 5, b + c < 7, deel.scored >= 50, c >= 10]
    picked = st.lists(st.sampled_from(range(len(some))), min_size=2, max_size=2, unique=True)
    first, second = ([some[n] for n in data.draw(picked)] for _ in range(2))
    rules = [
        Rule("gerealiseerd", first[0] & first[1], because="Ja."),
        Rule("in-ontwikkeling", (second[0] & extra) | (second[1] & ~extra), because="Half."),
        Rule("niet-op-gang", because="Nee."),
    ]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[a, b, c, deel, extra], rules=rules)
    assert [*scores(made, None), *bounds(made, None), *decisive(made, None)] == []


def test_functional_zero_is_named_once():
    """Two totals of the same numbers count as one answer, and what is not needed of them is not named."""
    a, b, c = (Number(name, "Hoeveel?", minimum=0, whole=True, better=None) for name in "abc")
    made = evolve(rubric(a, b, c, when=6 * a <= b), rules=(
        Rule("gerealiseerd", 6 * a <= b, because="Ja."), Rule("in-ontwikkeling", (a <= b) | (c >= 5), because="Half."),
        Rule("niet-op-gang", because="Nee."),
    ))  # fmt: skip
    said = {("nu", place, "a"): 2 for place in ("MO0", "MO1")} | {("nu", "MO0", "b"): 12, ("nu", "MO1", "b"): 3}
    result = scored(made, said, rounds=TWO[1:], areas=registry(1, 1))
    told = [one for area in ("MO0", "MO1") for one in napd.explain(result, area, round="nu")]
    assert [one.decisive for one in told] == [("6 × a − b",), ("6 × a − b", "a − b")]
    assert compile_rubric(made).together == ((0,), (1, 2))
    assert told[1].next.count == 1


def test_a_value_that_is_paid_for_is_not_named_without_need():
    """Here `a − b` only rules out a level between the lowest and the highest, which stay what they are."""
    a, b = (Number(name, "Hoeveel?", minimum=0, whole=True, better=None) for name in "ab")
    extra = YesNo("extra", "Ook?")
    made = evolve(rubric(a, b, extra, when=extra), rules=(
        Rule("not_applicable", 6 * a <= b, because="Nul."), Rule("gerealiseerd", extra, because="Ja."),
        Rule("in-ontwikkeling", a <= b, because="Half."), Rule("niet-op-gang", because="Nee."),
    ))  # fmt: skip
    said = {("nu", "MO0", "a"): 2, ("nu", "MO0", "b"): 1}
    (told,) = napd.explain(scored(made, said, rounds=TWO[1:], areas=registry(1)), "MO0", round="nu")
    assert told.decisive == ("6 × a − b",)


@pytest.mark.parametrize(
    ("most", "times", "is_compiled"), [(99, 1, True), (999, 1, False), (150, 1, True), (9, 7, True)]
)
def test_a_sum_that_is_too_large_to_compile_is_computed(most, times, is_compiled):
    """Three numbers of 0 to 999 have a billion answers; as one total they are one variable, with the same scores."""
    numbers = [Number(name, "Hoeveel?", minimum=0, maximum=most, whole=True) for name in "abc"]
    a, b, c = numbers
    for when in (a + times * b + c >= 1.5 * most, adding.min(a, times * b) + c >= 1.5 * most):
        made = rubric(*numbers, when=when)
        assert ({*compile_rubric(made).axes} == {*"abc"}) == is_compiled
        assert ({question.id for question in made.computed} == {*"abc"}) == is_compiled
        half = [most // 2, most // 2, most - most // 2]
        every = {"MO0": half, "MO1": [most] * 3, "MO2": [most, most, None], "MO3": [0, 0, None]}
        said = {
            ("nu", who, q): n for who, row in every.items() for q, n in zip("abc", row, strict=True) if n is not None
        }
        found = levels(scored(made, said, rounds=TWO[1:], areas=registry(1, 1, 1, 1)))
        for who, row in every.items():
            held = {
                holds(when, dict(zip("abc", (*row[:2], last), strict=True)), {})
                for last in ([0, most] if row[2] is None else row[2:])
            }
            assert found[who] == (
                "|".join(rule for rule, one in (("1", True), ("2", False)) if one in held),
                "c" if len(held) > 1 else "",
            )
