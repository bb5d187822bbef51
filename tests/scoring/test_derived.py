from __future__ import annotations

from datetime import date
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import framework_of, table_of

import napd
from napd import ProofError, compare, conversation, score
from napd.decision.rubric import compile_rubric
from napd.model import adding
from napd.model.ages import Age
from napd.model.amounts import Amount, compared
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.rollups import Maximum, Minimum, Share, Sum
from napd.model.rounds import Round, Rounds
from napd.testing import prove
from napd.testing.reference import holds
from napd.testing.score_laws import bounds, decisive, scores
from napd.testing.slow_scoring import elapsed

UNITS = ("years", "months", "days")


def registry(*counts):
    """Regions with so many municipalities each."""
    members = [(f"GM{n}{m}", f"MO{n}") for n, count in enumerate(counts) for m in range(count)]
    areas = [Area(f"MO{n}", f"MO{n}", "region") for n, _ in enumerate(counts)]
    return AreaRegistry(
        [*areas, *(Area(code, code, "municipality") for code, _ in members)], [Membership(*pair) for pair in members]
    )


def rubric(*questions, when):
    """Green on a condition, else red."""
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    return Indicator(id="x", title="X", since="2020-01-01", questions=questions, rules=rules)


def scored(made, said, *, rounds, areas):
    """The result of answers, by round, area and question."""
    framework = framework_of(made, areas=areas, rounds=Rounds(rounds), perspectives=("gemeente",))
    answers = {(r, "gemeente", area, "x", name): value for (r, area, name), value in said.items()}
    return score(table_of(framework, answers), framework)


def ages(unit, on, *days):
    """The age of each day on another, as napd counts."""
    asked = Date("dag", "Wanneer?")
    made = rubric(asked, age := Age("leeftijd", "Hoe oud?", date=asked, unit=unit), when=age <= 4)
    said = {("nu", f"MO{n}", "dag"): day for n, day in enumerate(days)}
    result = scored(made, said, rounds=[Round("nu", on, "Nu")], areas=registry(*[1] * len(days)))
    rows = {row["area"]: row["low"] for row in result.tables["rollups"].to_pylist()}
    levels = {row["area"]: row["level"] for row in result.scores.to_pylist()}
    assert levels == {
        a: None if age is None else "gerealiseerd" if age <= 4 else "niet-op-gang" for a, age in rows.items()
    }
    return [rows[f"MO{n}"] for n, _ in enumerate(days)]


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(on=st.dates(date(2021, 1, 1), date(2030, 12, 31)), days=st.lists(DAYS, min_size=1, max_size=6))
@pytest.mark.parametrize("unit", UNITS)
def test_an_age_is_as_many_as_fit(unit, on, days):
    """Whole years, months or days, by the calendar; of a day after the round there is none."""
    assert ages(unit, on, *days) == [None if day > on else elapsed(day, on, unit) for day in days]


@pytest.mark.parametrize(
    ("unit", "day", "on", "age"),
    [
        ("years", date(2020, 2, 29), date(2025, 2, 28), 4),
        ("years", date(2020, 2, 29), date(2025, 3, 1), 5),
        ("years", date(2020, 2, 29), date(2024, 2, 29), 4),
        ("years", date(2021, 6, 1), date(2025, 5, 31), 3),
        ("months", date(2025, 1, 31), date(2025, 2, 28), 0),
        ("months", date(2025, 1, 31), date(2025, 3, 1), 1),
        ("months", date(2025, 1, 31), date(2025, 3, 31), 2),
        ("days", date(2024, 2, 28), date(2024, 3, 1), 2),
        ("days", date(2025, 3, 1), date(2025, 3, 1), 0),
    ],
)
def test_an_age_by_the_calendar(unit, day, on, age):
    """A year is full on the same day, and where there is none on the next; so is a month."""
    assert ages(unit, on, day) == [age]
    assert elapsed(day, on, unit) == age


@pytest.mark.parametrize(
    ("rollup", "said", "levels", "low_high"),
    [
        (Maximum(), ["2019-01-01", "2024-01-01"], ("gerealiseerd", "gerealiseerd"), (1, 1)),
        (Maximum(), ["2024-01-01", None], ("niet-op-gang", "gerealiseerd"), (None, None)),
        (Minimum(), ["2019-01-01", "2024-01-01"], ("niet-op-gang", "niet-op-gang"), (6, 6)),
        (Minimum(), ["2019-01-01", None], ("niet-op-gang", "niet-op-gang"), (6, 125)),
        (Minimum(), ["2024-01-01", None], ("niet-op-gang", "gerealiseerd"), (1, 125)),
    ],
)
def test_an_age_of_what_municipalities_answer(rollup, said, levels, low_high):
    """The oldest or the newest of their days, as a range while some are missing; one may yet come after the round."""
    asked = Date("dag", "Wanneer?", rollup=rollup)
    made = rubric(asked, age := Age("leeftijd", "Hoe oud?", date=asked), when=age <= 4)
    answers = {("nu", f"GM0{n}", "dag"): date.fromisoformat(day) for n, day in enumerate(said) if day}
    result = scored(made, answers, rounds=[Round("nu", date(2025, 6, 1), "Nu")], areas=registry(2))
    (row,) = result.scores.to_pylist()
    assert (row["level_low"], row["level_high"]) == levels
    assert row["open_questions"] == ("" if levels[0] == levels[1] else "dag")
    value = next(each for each in result.tables["rollups"].to_pylist() if each["question"] == "leeftijd")
    assert (value["low"], value["high"], value["unit"]) == (*low_high, "jaar")


def test_the_same_answer_ages():
    """What was said once counts for less a round later; of a day after the round somebody is asked for the day."""
    asked = Date("dag", "Wanneer?")
    made = rubric(asked, age := Age("leeftijd", "Hoe oud is het plan?", date=asked), when=age <= 4)
    rounds = [Round("toen", date(2025, 1, 1), "Toen"), Round("nu", date(2026, 1, 1), "Nu")]
    days = {"MO0": date(2020, 6, 1), "MO1": date(2025, 6, 1)}
    said = {(round_.id, area, "dag"): day for round_ in rounds for area, day in days.items()}
    result = scored(made, said, rounds=rounds, areas=registry(1, 1))
    found = [(r["round"], r["area"], r["level"], r["open_questions"]) for r in result.scores.to_pylist()]
    assert found == [
        ("toen", "MO0", "gerealiseerd", ""),
        ("toen", "MO1", None, "dag"),
        ("nu", "MO0", "niet-op-gang", ""),
        ("nu", "MO1", "gerealiseerd", ""),
    ]
    (told,) = napd.explain(result, "MO1", round="toen")
    assert told.answer("leeftijd").words == "niet te berekenen (de dag komt na die van de ronde)"
    assert napd.explain(result, "MO0", round="nu")[0].answer("leeftijd").words == "5 jaar (berekend)"


# The round before

TWO = [Round("toen", date(2024, 1, 1), "Toen"), Round("nu", date(2025, 1, 1), "Nu")]


def levels(result, round_="nu"):
    """Rule and open questions of each area in a round."""
    return {r["area"]: (r["rule"], r["open_questions"]) for r in result.scores.to_pylist() if r["round"] == round_}


def test_a_number_of_the_round_before():
    """Of the same area; where that has none it is not known, and nobody is asked for it."""
    asked = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True, unit="plekken")
    said = {("toen", "MO0", "plekken"): 9, ("nu", "MO0", "plekken"): 1, ("nu", "MO1", "plekken"): 2}
    vorig = Previous("vorig", "Hoeveel plekken waren er?", question=asked)
    made = rubric(asked, vorig, when=(vorig.scored >= 5) & (asked < 2))
    made_two = rubric(asked, vorig, when=(vorig.scored >= 5) | (asked > 50))
    assert levels(scored(made, said, rounds=TWO, areas=registry(1, 1))) == {"MO0": ("1", ""), "MO1": ("2", "")}
    result = scored(made_two, said, rounds=TWO, areas=registry(1, 1))
    assert levels(result) == {"MO0": ("1", ""), "MO1": ("1|2", "")}
    assert levels(result, "toen") == {"MO0": ("1|2", "")}
    (known,), (missing,) = (napd.explain(result, area, round="nu") for area in ("MO0", "MO1"))
    assert known.answer("vorig").words == "9 plekken (in de ronde ervoor)"
    assert missing.answer("vorig").words == "nog onbekend (de ronde ervoor heeft geen waarde)"
    assert [one.question for one in missing.missing] == ["vorig"]
    assert [[c.question for c in way.changes] for way in missing.next.ways] == [["plekken"]]


@pytest.mark.parametrize(("said", "rules"), [([3, 4], "1"), ([3, 1], "2"), ([3, None], "1|2"), ([7, None], "1")])
def test_what_was_known_in_part_gives_what_it_can_have_been(said, rules):
    """Of a sum from the least to the most that it can have been."""
    asked = Number("plekken", "Hoeveel?", minimum=0, maximum=9, whole=True, rollup=Sum())
    answers = {("toen", f"GM0{n}", "plekken"): value for n, value in enumerate(said) if value is not None}
    answers |= {("nu", "GM00", "plekken"): 1}
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored >= 5)
    assert levels(scored(made, answers, rounds=TWO, areas=registry(2))) == {"MO0": (rules, "")}


def test_a_share_of_the_round_before_moves_in_its_own_steps():
    """Of two municipalities of which one answered it was a half, or all or nothing of the other: never a third."""
    asked = YesNo("mee", "Mee?", rollup=Share("ja"))
    vorig = Previous("vorig", "Toen?", question=asked)
    made = rubric(asked, vorig, when=(vorig.scored > 50) & (vorig.scored < 100))
    said = {("toen", "GM00", "mee"): "ja", ("nu", "GM00", "mee"): "ja"}
    assert levels(scored(made, said, rounds=TWO, areas=registry(2))) == {"MO0": ("2", "")}


@pytest.mark.parametrize(
    ("aantal", "rules"),
    [({"a": 9, "b": 1}, "1"), ({"a": 1, "b": 9}, "2"), ({"a": 9}, "1|2"), ({"a": 0, "b": 0}, "1|2")],
)
def test_a_ratio_of_the_round_before(aantal, rules):
    """As it was computed then; with nothing to divide by it is not known now either."""
    a, b = (Number(name, "Hoeveel?", minimum=0, whole=True) for name in "ab")
    deel = Ratio("deel", "Welk deel?", part=a, whole=(a, b))
    vorig = Previous("vorig", "Toen?", question=deel)
    said = {("toen", "MO0", name): value for name, value in aantal.items()} | {("nu", "MO0", "a"): 1}
    assert levels(scored(rubric(a, b, deel, vorig, when=vorig.scored >= 50), said, rounds=TWO, areas=registry(1))) == {
        "MO0": (rules, "")
    }


@pytest.mark.parametrize(
    ("said", "rules"), [({"a": "ja"}, "1"), ({"a": "nee", "b": "nee"}, "2"), ({"a": "nee"}, "1|2"), ({}, "1|2")]
)
def test_a_stage_of_the_round_before(said, rules):
    """What it can have come to; nothing is known of it where nobody answered then."""
    a, b = (YesNo(name, "Zo?") for name in "ab")
    steps = [Rule("heel", a, because="A."), Rule("half", b, because="B."), Rule("niet", because="Niets.")]
    stage = Stage("stap", "Hoe ver?", options=("niet", "half", "heel"), rules=steps)
    vorig = Previous("vorig", "Hoe ver was het?", question=stage)
    rules_ = [
        Rule("gerealiseerd", (vorig.scored >= "half") & (stage >= "niet"), because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[a, b, vorig], stages=[stage], rules=rules_)
    answers = {("toen", "MO0", name): value for name, value in said.items()} | {("nu", "MO0", "a"): "ja"}
    result = scored(made, answers, rounds=TWO, areas=registry(1))
    assert levels(result) == {"MO0": (rules, "")}
    assert napd.explain(result, "MO0", round="nu")[0].answer("vorig").open == (rules == "1|2")


def test_it_is_the_same_perspective_and_the_round_before():
    """What others saw, or what was so two rounds ago, does not count."""
    asked = YesNo("zo", "Zo?")
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig)
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    framework = framework_of(made, areas=registry(1), rounds=Rounds(rounds), perspectives=("gemeente", "aanbieder"))
    answers = {
        (r, view, "MO0", "x", "zo"): value
        for r, view, value in [
            ("eerst", "gemeente", "ja"),
            ("toen", "aanbieder", "ja"),
            ("nu", "gemeente", "nee"),
            ("nu", "aanbieder", "ja"),
        ]
    }
    rows = score(table_of(framework, answers), framework).scores.to_pylist()
    assert {(r["round"], r["perspective"]): r["rule"] for r in rows if r["round"] == "nu"} == {
        ("nu", "gemeente"): "1|2",
        ("nu", "aanbieder"): "1",
    }


@pytest.mark.parametrize(
    ("old", "rules"),
    [
        (Choice("zo", "Zo?", options=("a", "b")), "1"),
        (Choice("zo", "Zo?", options=("b", "a")), "1|2"),
        (Number("zo", "Zo?"), "1|2"),
        (Date("zo", "Zo?"), "1|2"),
        (YesNo("niet", "Zo?"), "1|2"),
    ],
)
def test_another_version_counts_where_its_question_is_of_the_same_kind(old, rules):
    """By its id, with the same options."""
    asked = Choice("zo", "Zo?", options=("a", "b"))
    now = evolve(
        rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored == "b"), since="2025-01-01"
    )
    then = rubric(
        old, when=old == {"Choice": "b", "Number": 3, "Date": "2020-01-01", "YesNo": "ja"}[type(old).__name__]
    )
    framework = framework_of(then, now, areas=registry(1), rounds=Rounds(TWO), perspectives=("gemeente",))
    value = {"Number": 3.0, "Date": date(2020, 1, 1), "Choice": "b", "YesNo": "ja"}[type(old).__name__]
    answers = {("toen", "gemeente", "MO0", "x", old.id): value, ("nu", "gemeente", "MO0", "x", "zo"): "a"}
    assert levels(score(table_of(framework, answers), framework)) == {"MO0": (rules, "")}


def test_an_area_that_was_not_there_has_no_value():
    """A municipality that is new has nothing to look back on; nor has one whose indicator did not apply yet."""
    asked = Number("plekken", "Hoeveel?")
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored >= 5)
    made = evolve(made, area="municipality")
    areas = [Area("MO0", "MO0", "region"), *(Area(f"GM{n}", f"GM{n}", "municipality") for n in "123")]
    periods = [Membership("GM1", "MO0"), Membership("GM2", "MO0", date(2024, 6, 1)), Membership("GM3", "MO0")]
    said = {("nu", f"GM{n}", "plekken"): 1 for n in "123"} | {("toen", f"GM{n}", "plekken"): int(n) * 4 for n in "13"}
    found = levels(scored(made, said, rounds=TWO, areas=AreaRegistry(areas, periods)))
    assert found == {"GM1": ("2", ""), "GM2": ("1|2", ""), "GM3": ("1", "")}
    late = evolve(made, since="2024-06-01")
    del said["toen", "GM1", "plekken"], said["toen", "GM3", "plekken"]
    assert levels(scored(late, said, rounds=TWO, areas=AreaRegistry(areas, periods)))["GM3"] == ("1|2", "")


def test_a_higher_value_before_is_no_better_answer():
    """A target that rises with what was reached is no fault of a rubric, whatever side of the number is better."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    vorig = Previous("vorig", "Toen?", question=asked)
    prove(rubric(asked, vorig, when=((vorig.scored < 5) & (asked >= 5)) | (asked >= 10)))


# Totals of numbers with many answers

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


# Compared


def causes_of(made, said, *, between=("toen", "nu"), rounds=TWO, area="MO0"):
    """By which causes the score of an area moved, and to what after each."""
    rows = compare(scored(made, said, rounds=rounds, areas=registry(1)), from_round=between[0], to_round=between[1])
    found = [row for row in rows.changes.to_pylist() if row["area"] == area]
    return {cause: row[f"{cause}_possible"] for row in found for cause in row["causes"].split("|")}


def test_time_passed_is_a_cause_of_its_own():
    """The same answer counts for less a round later, and nobody gave another."""
    asked = Date("dag", "Wanneer?")
    made = rubric(asked, age := Age("oud", "Hoe oud?", date=asked), when=age <= 4)
    said = {(round_, "MO0", "dag"): date(2019, 6, 1) for round_ in ("toen", "nu")}
    assert causes_of(made, said) == {"time": "niet-op-gang"}
    assert causes_of(made, said, between=("nu", "toen")) == {"time": "gerealiseerd"}
    later = {**said, ("nu", "MO0", "dag"): date(2024, 6, 1)}
    assert causes_of(made, later) == {"time": "niet-op-gang", "answers": "gerealiseerd"}


def test_the_value_of_the_round_before_is_a_cause_of_its_own():
    """The target moved with what was reached the last time."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=asked > vorig)
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    said = {("eerst", "MO0", "plekken"): 5, ("toen", "MO0", "plekken"): 7, ("nu", "MO0", "plekken"): 7}
    assert causes_of(made, said, rounds=rounds) == {"previous": "niet-op-gang"}
    assert causes_of(made, said, between=("eerst", "toen"), rounds=rounds) == {
        "previous": "niet-op-gang",
        "answers": "gerealiseerd",
    }
    said["nu", "MO0", "plekken"] = 8
    assert causes_of(made, said, rounds=rounds) == {"previous": "niet-op-gang", "answers": "gerealiseerd"}


def test_another_version_is_scored_beside_what_it_looks_back_on():
    """Each round before by the version of then."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    vorig = Previous("vorig", "Toen?", question=asked)
    old = rubric(asked, vorig, when=asked > vorig)
    new = evolve(rubric(asked, vorig, when=asked >= vorig), since="2024-06-01")
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    framework = framework_of(old, new, areas=registry(1), rounds=Rounds(rounds), perspectives=("gemeente",))
    said = {("eerst", "gemeente", "MO0", "x", "plekken"): 7, ("toen", "gemeente", "MO0", "x", "plekken"): 7}
    said["nu", "gemeente", "MO0", "x", "plekken"] = 7
    (row,) = compare(score(table_of(framework, said), framework), from_round="toen", to_round="nu").changes.to_pylist()
    assert (row["causes"], row["from_version"], row["to_version"]) == ("method", "2020-01-01", "2024-06-01")


def test_nobody_is_asked_what_was_in_the_round_before():
    """Neither for it, nor for a total of which only that is missing; nor is a range of it taken for an answer."""
    asked = Number("plekken", "Hoeveel plekken?", minimum=0, maximum=90, rollup=Sum())
    vorig = Previous("vorig", "Hoeveel waren er?", question=asked)
    made = rubric(asked, vorig, when=(asked.scored > vorig) & (vorig.scored > 3))
    said = {("toen", "GM00", "plekken"): 3, ("nu", "GM00", "plekken"): 7, ("nu", "GM01", "plekken"): 7}
    result = scored(made, said, rounds=TWO, areas=registry(2))
    (told,) = napd.explain(result, "MO0", round="nu")
    assert [(one.question, told.answer(one.question).known) for one in told.missing] == [
        ("vorig", "partly"),
        ("plekken − vorig", "partly"),
    ]
    (topic,) = conversation(result, "MO0", round="nu").topics
    assert [ask.kind for ask in topic.ask if ask.kind == "missing"] == []
    del said["nu", "GM01", "plekken"]
    (topic,) = conversation(scored(made, said, rounds=TWO, areas=registry(2)), "MO0", round="nu").topics
    assert [ask.question for ask in topic.ask if ask.kind == "missing"] == ["plekken − vorig"]


def test_the_codebook_says_what_a_value_is_computed_from():
    """In the column of roll-ups, and nobody answers it."""
    day, number = Date("dag", "Wanneer?"), Number("aantal", "Hoeveel?", unit="plekken")
    more = Age("oud", "Hoe oud?", date=day, unit="months"), Previous("toen", "Toen?", question=number)
    result = scored(rubric(day, number, *more, when=number > 1), {}, rounds=TWO, areas=registry(1))
    rows = {row["question"]: row for row in result.tables["indicators"].to_pylist()}
    said = {name: (rows[name]["rollup"], rows[name]["unit"], rows[name]["answered_by"]) for name in ("oud", "toen")}
    assert said == {
        "oud": ("age of dag in months", "maanden", ""),
        "toen": ("aantal of the round before", "plekken", ""),
    }
