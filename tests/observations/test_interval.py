from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import Interval, ModelError

NUMBERS = st.integers(0, 10**6) | st.fractions(0, 10**4, max_denominator=20)
WIDTHS = st.one_of(st.just(0), NUMBERS)


@st.composite
def known(draw):
    """A number, and a range in which it lies."""
    value = draw(NUMBERS)
    low, high = draw(st.none() | st.just(value - draw(WIDTHS))), draw(st.none() | st.just(value + draw(WIDTHS)))
    return value, Interval(low, high, draw(st.none() | st.just(value)))


@given(known(), known())
def test_a_sum_and_a_difference_contain_every_one_of_values_within(one, other):
    """Whatever the numbers are, their sum lies in the sum of their ranges, and so with their difference."""
    assert (one[1] + other[1]).holds(one[0] + other[0])
    assert (one[1] - other[1]).holds(one[0] - other[0])


@given(known(), known())
def test_a_quotient_contains_every_one_of_counts_within(one, other):
    """Of numbers of 0 or more; none is divided by 0."""
    counts = [(value, Interval(max(found.low or 0, 0), found.high)) for value, found in (one, other)]
    (part, parts), (whole, wholes) = counts
    if whole:
        assert parts.over(wholes).holds(Fraction(part) / whole)
        assert parts.over(wholes).percent(less=100).holds(100 * Fraction(part) / whole - 100)


@given(known(), known(), WIDTHS)
def test_what_is_less_known_only_widens(one, other, by):
    """A range within another gives a sum, a difference and a quotient within those of the other."""
    value, narrow = one
    wide = Interval(None if narrow.low is None else narrow.low - by, None if narrow.high is None else narrow.high + by)
    assert wide.holds(narrow)
    assert Interval().holds(wide)
    assert (wide + other[1]).holds(narrow + other[1])
    assert (other[1] - wide).holds(other[1] - narrow)
    assert wide.holds(value)


@given(st.integers(0, 10**6), st.sampled_from([1, 5, 10, 100, 1000]))
def test_rounding_holds_what_was_rounded(value, to):
    """Whichever way a half goes: both of its neighbours hold it."""
    for rounded in {(value + to // 2) // to * to, (value + (to - 1) // 2) // to * to}:
        assert Interval.rounded(rounded, to=to).holds(value)


def test_words_are_bounds():
    """A lower bound for ruim, an upper one for bijna, 0 for what is hidden; a negative number is rounded too."""
    assert (Interval.at_least(90).low, Interval.at_least(90).high) == (90, None)
    assert (Interval.at_most(2700).low, Interval.at_most(2700).high) == (0, 2700)
    assert Interval.unknown() == Interval(0, None)
    assert Interval.rounded(-10, to=10) == Interval(-15, -5, -10)
    assert (Interval.exact(3).is_exact, Interval(1, 3).is_exact, Interval(1, 3).width) == (True, False, 2)
    assert (Interval.unknown().is_exact, Interval.unknown().width) == (False, None)
    assert Interval(-3, 5, -1).from_zero() == Interval(0, 5)


def test_numbers_are_exact():
    """A float is the decimal that it shows, and a fraction that is whole a whole number."""
    assert Interval.exact(0.1).low == Fraction(1, 10)
    assert Interval.exact(Decimal("2.50")).low == Fraction(5, 2)
    assert isinstance(Interval.exact(Fraction(4, 2)).low, int)
    assert (Interval.exact(0.1) + Interval.exact(0.2)).low == Fraction(3, 10)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((2, 1), "a range cannot go from 2 to 1"),
        ((1, 2, 3), "3 does not lie in the range from 1 to 2"),
        (("1", 2), "'1' is not a number"),
        ((float("nan"), 2), "nan is not a number"),
        ((1, float("inf")), "inf is not a number"),
        ((True, 2), "True is not a number"),
    ],
)
def test_what_is_no_range_is_refused(ends, said):
    """With what to give."""
    with pytest.raises(ModelError, match=said):
        Interval(*ends)


def test_a_range_adds_to_ranges_only():
    """A bare number has no range: whether it is exact, nobody said."""
    with pytest.raises(TypeError):
        Interval.exact(1) + 1
    with pytest.raises(TypeError):
        Interval.exact(1) - 1


@pytest.mark.parametrize("other", [Interval(4, 7), Interval(None, 7), Interval(6, 11), Interval(6, None), Interval()])
def test_what_reaches_over_an_end_is_not_held(other):
    """By the low end or the high one; what has no end at all reaches over any."""
    assert not Interval(5, 10).holds(other)
    assert Interval(5, 10).holds(Interval(5, 10))
    assert not Interval(5, 10).holds(4)
    assert not Interval(5, 10).holds(11)
