from __future__ import annotations

from datetime import date
from math import inf

from napd import Choice, Date, Maximum, Minimum, Number, Sum
from napd.testing.sheets import Range, between, rolled


def test_the_extremes_of_municipalities_reach_as_far_as_a_missing_one_can():
    """The lowest and the highest of what is known, and of what who is missing may still answer."""
    assert [rolled(Number("n", "N?", rollup=Minimum()), [3, 5], missing, 1) for missing in (0, 2)] == [3, 1]
    assert [rolled(Number("n", "N?", rollup=Maximum()), [3, 5], missing, 9) for missing in (0, 2)] == [5, 9]


def test_every_class_between_two_bounds_has_a_value():
    """The bounds themselves, and one value for each class that the conditions make between them; of dates too."""
    day = Date("sinds", "Sinds wanneer?", rollup=Maximum())
    low, high = date(2024, 5, 1), date(2025, 2, 3)
    found = between(day, [(day > date(2024, 6, 1))], Range(low.toordinal(), high.toordinal(), 1, 2))
    assert {low, high} <= set(found)
    assert min(found) == low
    assert {value > date(2024, 6, 1) for value in found} == {False, True}
    number = Number("plekken", "Hoeveel?", rollup=Sum())
    values = between(number, [(number >= 10)], Range(3.0, inf, 1, 2))
    assert min(values) == 3
    assert {value >= 10 for value in values} == {False, True}
    stage = Choice("fase", "Hoe ver is het?", options=("geen", "bezig", "af"), rollup=Minimum())
    assert between(stage, [(stage >= "af")], Range(1.0, 2.0, 1, 2)) == ["bezig", "af"]
