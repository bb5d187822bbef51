"""Ages: how long ago a day was, of one area and of what municipalities answer."""

from __future__ import annotations

from datetime import date

import pytest
from computed import registry, rubric, scored
from hypothesis import given
from hypothesis import strategies as st

import napd
from napd.model.ages import Age
from napd.model.measures import Date
from napd.model.rollups import Maximum, Minimum
from napd.model.rounds import Round
from napd.testing.slow_values import elapsed

UNITS = ("years", "months", "days")


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
