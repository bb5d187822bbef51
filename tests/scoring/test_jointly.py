"""Sums of the same open numbers: what is possible of them together is exactly what some answers give."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from worlds import framework_of, table_of

import napd
from napd import Indicator, ModelError, Number, Previous, Round, Rounds, Rule, Stage, YesNo, score
from napd.decision.rubric import compile_rubric
from napd.model.amounts import Amount, compared
from napd.model.areas import Area, AreaRegistry, Membership
from napd.testing.reference import deciding

NAMES = ("a", "b", "c")
NOW = Round("nu", "2025-12-01", "Nu")
MOST = 1200
"""Whole numbers from 0 to this have too many answers to be compiled one by one."""


def scored(made, *said):
    """The scores of an area for each set of answers."""
    kinds: dict = {"MO": "region", "GM": "municipality"}
    every = [Area(f"{sign}{n}", f"{sign}{n}", kind) for n in range(len(said)) for sign, kind in kinds.items()]
    areas = AreaRegistry(every, [Membership(f"GM{n}", f"MO{n}") for n in range(len(said))])
    framework = framework_of(made, areas=areas, rounds=Rounds([NOW]), perspectives=("gemeente",))
    answers = {
        ("nu", "gemeente", f"MO{n}", made.id, name): value for n, one in enumerate(said) for name, value in one.items()
    }
    return score(table_of(framework, answers), framework)


def rubric(questions, first, second, *others):
    """Two conditions, and two answers beside them that they stand with."""
    extra = YesNo("extra", "Ook?")
    rules = [
        Rule("gerealiseerd", first & ~second, because="Ja."), Rule("in-ontwikkeling", second & extra, because="Half."),
        *(Rule("in-ontwikkeling", when, because="Ook half.") for when in others),
        Rule("niet-op-gang", because="Nee."),
    ]  # fmt: skip
    try:
        return Indicator(id="x", title="X", since="2020-01-01", questions=[*questions, extra], rules=rules)
    except ModelError:  # a number is compared with what it never is
        reject()


TIMES = st.sampled_from([1, 1, -1, 2, -3, Fraction(1, 2), 6])
VALUES = st.sampled_from([0, 0, 1, -1, 5, Fraction(1, 3), Fraction(-5, 2), 12])
OPERATORS = st.sampled_from(["<", "<=", "==", "!=", ">=", ">"])


@st.composite
def comparisons(draw, numbers, least=1):
    """A comparison of some of the numbers."""
    some = draw(st.lists(st.sampled_from(numbers), min_size=least, max_size=3, unique_by=id))
    return compared(sum((draw(TIMES) * one for one in some), Amount(())), draw(OPERATORS), draw(VALUES))


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_one_open_number_is_tried_at_all_it_can_be(data):
    """With one number open that several sums share, just the rules are possible that some answer to it leads to."""
    low, high = data.draw(st.sampled_from([(0, MOST), (-3, MOST), (5, MOST)]))
    numbers = [Number(name, "?", minimum=low, maximum=high, whole=True, better=None) for name in NAMES]
    first, second, third = (data.draw(comparisons(numbers, least)) for least in (2, 2, 1))
    made = rubric(numbers, first, second, third)
    known = {name: data.draw(st.integers(low, 20)) for name in NAMES[1:]} | {"extra": data.draw(st.sampled_from("jn"))}
    known["extra"] = {"j": "ja", "n": "nee"}[known["extra"]]
    (row,) = scored(made, known).scores.to_pylist()
    rules = {deciding(made, {**known, "a": float(value)})[""] for value in range(low, high + 1)}
    assert row["rule"] == "|".join(map(str, sorted(rules)))


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_two_open_numbers_are_tried_where_their_sums_cross(data):
    """Of two it is the rules that some decimals lead to; beside them at most those that only fractions lead to."""
    ends = st.sampled_from([(None, None), (0, None), (0, 10)])
    numbers = [
        Number(name, "?", minimum=low, maximum=high, better=None) for name in NAMES for low, high in [data.draw(ends)]
    ]
    first, second = (data.draw(comparisons(numbers, 2)) for _ in range(2))
    made = rubric(numbers, first, second)
    known = {"c": data.draw(st.sampled_from([0, 1, 2.5, 7])), "extra": "ja"}
    (row,) = scored(made, known).scores.to_pylist()
    found = {
        (deciding(made, {**known, "a": a, "b": b})[""], sure) for a, b, sure in _points(numbers, [first, second], known)
    }
    assert {rule for rule, sure in found if sure} <= {*map(int, row["rule"].split("|"))} <= {rule for rule, _ in found}


def _points(numbers, conditions, known):
    """Numbers in each part into which lines divide what two can be, on each edge and corner; whether decimals are."""
    lines = []
    for atom in (atom for condition in conditions for atom in condition.atoms()):
        times = {term.of: term.times for term in getattr(atom, "terms", ())} or {atom.question: Fraction(1)}
        rest = sum(Fraction(str(known[name])) * n for name, n in times.items() if name == "c")
        lines.append((times.get("a", 0), times.get("b", 0), Fraction(atom.value) - rest))
    for n, number in enumerate(numbers[:2]):
        lines += [(1 - n, n, Fraction(end)) for end in (number.minimum, number.maximum) if end is not None]
    crossed = [(k * e - m * b) / (a * e - d * b) for (a, b, k), (d, e, m) in combinations(lines, 2) if a * e != d * b]
    for x, is_corner in _along([*crossed, *(k / a for a, b, k in lines if a and not b)]):
        level = {k / b for a, b, k in lines if b and not a}
        for y, is_edge in _along([(k - a * x) / b for a, b, k in lines if b]):
            sure = (not is_corner or _is_decimal(x)) and (not (is_edge and (is_corner or y in level)) or _is_decimal(y))
            if _fits(numbers[0], x) and _fits(numbers[1], y):
                yield x, y, sure


def _along(points):
    """Points in order, one between each two of them, and one beyond on either side; and which of them were given."""
    order = sorted({*points} or {Fraction()})
    between = [(one + other) / 2 for one, other in pairwise(order)]
    return [(order[0] - 1, False), *((x, True) for x in order), *((x, False) for x in between), (order[-1] + 1, False)]


def _is_decimal(x):
    by = x.denominator
    while by % 2 == 0 or by % 5 == 0:
        by //= 2 if by % 2 == 0 else 5
    return by == 1


def _fits(number, x):
    return (number.minimum is None or x >= number.minimum) and (number.maximum is None or x <= number.maximum)


A, B, C = (Number(name, "?", minimum=0, whole=True, better=None) for name in NAMES)


def zero(*questions, **settings):
    """Functional zero: the second rule holds wherever the first does, and with nobody housed nowhere else."""
    rules = [
        Rule("gerealiseerd", 6 * A <= B, because="Nul."), Rule("in-ontwikkeling", A <= B, because="Minder."),
        Rule("niet-op-gang", because="Nee."),
    ]  # fmt: skip
    return Indicator(id="x", title="X", since="2020-01-01", questions=[A, B, *questions], rules=rules, **settings)


@pytest.mark.parametrize(
    ("said", "rules", "open_questions"),
    [
        ({"b": 0}, "1|3", "a"), ({"b": 5}, "1|2|3", "a"), ({"a": 3}, "1|2|3", "b"), ({"a": 0}, "1", ""),
        ({"a": 1, "b": 2}, "2", ""),
    ],
)  # fmt: skip
def test_what_no_answer_comes_to_is_not_possible(said, rules, open_questions):
    """Between nothing and less than a sixth of nothing lies no number."""
    (row,) = scored(zero(), said).scores.to_pylist()
    assert (row["rule"], row["open_questions"]) == (rules, open_questions)


def test_an_explanation_says_no_more_is_possible_than_the_score():
    """Which answers decide, and what they can still change, follows what is known of both sums together."""
    result = scored(zero(C), {"b": 0, "c": 1}, {"a": 0, "c": 1})
    first, second = (told for area in ("MO0", "MO1") for told in napd.explain(result, area))
    assert first.outcome.possible == ("niet-op-gang", "gerealiseerd")
    assert {turn.outcome.possible for one in first.missing for turn in one.turns} <= {
        ("niet-op-gang",), ("gerealiseerd",), ("niet-op-gang", "gerealiseerd"),
    }  # fmt: skip
    assert first.decisive == ()  # it can come to the same levels without any answer
    assert (second.outcome.level, second.decisive, second.missing) == ("gerealiseerd", ("6 × a − b",), ())
    rows = result.trace.to_pylist()
    assert {(row["area"], row["question"]) for row in rows if row["open"]} == {("MO0", "6 × a − b"), ("MO0", "a − b")}


def test_what_is_fixed_together_is_said_to_decide():
    """Neither sum is known better with `b` than without, and yet it rules out what `a` would need to be."""
    when = (6 * A <= B) & (A >= 3)
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[A, B], rules=rules)
    result = scored(made, {"b": 17}, {"b": 18})
    assert [(row["rule"], row["open_questions"]) for row in result.scores.to_pylist()] == [("2", ""), ("1|2", "a")]
    (told,) = napd.explain(result, "MO0")
    assert told.decisive == ("a", "6 × a − b")


def test_beyond_two_shared_open_numbers_each_sum_is_taken_by_itself():
    """What some answers lead to is possible all the same."""
    rules = [
        Rule("gerealiseerd", (A + B + C >= 10) & (2 * A + B + C <= 8), because="Nooit."),
        Rule("niet-op-gang", because="Anders."),
    ]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[A, B, C], rules=rules)
    extra = {"c": 0}
    assert [row["rule"] for row in scored(made, extra, {}).scores.to_pylist()] == ["2"]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[A, B, C, YesNo("d", "?")], rules=rules)
    assert [row["rule"] for row in scored(made, {"d": "ja"}).scores.to_pylist()] == ["1|2"]


def test_numbers_of_fifteen_digits_are_exact():
    """Products that 64 bits do not hold are those of Python's integers."""
    a, b = (Number(name, "?", minimum=0, better=None) for name in "ab")
    rules = [
        Rule("gerealiseerd", (3 * a <= b) & (7 * a > 2 * b), because="Tussen twee zevende en een derde."),
        Rule("in-ontwikkeling", (3 * a > b) & (3 * a <= b), because="Nooit."), Rule("niet-op-gang", because="Anders."),
    ]  # fmt: skip
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[a, b], rules=rules)
    found = scored(made, {"b": 123456789012345}, {"b": 0.000000000000001}, {"a": 0.1}, {"b": 0}).scores.to_pylist()
    assert [row["rule"] for row in found] == ["1|3", "1|3", "1|3", "3"]


def test_stages_and_many_classes_are_decided_together_too():
    """A stage of the round before is what some answers made it; sums of many classes go together as those of few."""
    stage = Stage("tussen", "?", options=("geen", "half", "nul"), rules=[
        Rule("nul", 6 * A <= B, because="Nul."), Rule("half", A <= B, because="Half."), Rule("geen", because="Nee."),
    ])  # fmt: skip
    vorig = Previous("vorig", "?", question=stage)
    rules = [
        Rule("in-ontwikkeling", vorig.scored == "half", because="Toen half."),
        *(Rule("gerealiseerd", (n == A - B) & (2 * n == A), because="Ja.") for n in range(1, 9)),
        Rule("in-ontwikkeling", stage == "nul", because="Nul."), Rule("niet-op-gang", because="Anders."),
    ]  # fmt: skip
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[A, B, vorig], stages=[stage], rules=rules)
    rounds = (Round("toen", "2024-12-01", "Toen"), NOW)
    areas = AreaRegistry([Area("MO0", "MO0", "region"), Area("GM0", "GM0", "municipality")], [Membership("GM0", "MO0")])
    framework = framework_of(made, areas=areas, rounds=Rounds(rounds), perspectives=("gemeente",))
    said = {("toen", "gemeente", "MO0", "x", "b"): 0, ("nu", "gemeente", "MO0", "x", "b"): 4}
    rows = score(table_of(framework, said), framework).scores.to_pylist()
    assert [row["rule"] for row in rows] == ["1|10|11", "5|10|11"]


def test_a_rubric_too_large_to_look_up_is_walked():
    """With fourteen questions beside them the sums go together as they do alone."""
    others = [YesNo(f"q{n}", "?") for n in range(14)]
    made = zero(*others)
    some = made.rules[1]
    rules = (
        made.rules[0],
        Rule(some.level, some.when & (sum(map(as_one, others)) >= 7), because="Minder, en de helft."),
        Rule("in-ontwikkeling", others[0] & ~others[1], because="Ook."), made.rules[2],
    )  # fmt: skip
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[A, B, *others], rules=rules)
    assert not any(axis.size > MOST for axis in compile_rubric(made).axes.values())
    yes = {f"q{n}": "ja" for n in range(14)}
    found = scored(made, {"b": 0, **yes}, {"b": 5, **yes}, {"b": 0, "q1": "ja"}).scores.to_pylist()
    assert [(row["rule"], row["open_questions"]) for row in found] == [
        ("1|4", "a"), ("1|2|4", "a"), ("1|4", "a"),
    ]  # fmt: skip


def as_one(question):
    """A yes/no question as an amount."""
    return Amount(question.as_terms())
