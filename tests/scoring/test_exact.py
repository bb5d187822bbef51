from __future__ import annotations

from fractions import Fraction
from math import inf, isinf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.decision.axes import Cut
from napd.model.values import counted, exact
from napd.scoring.exact import Decimals, quotient, share


def written(most, places):
    """A number of so many decimals at most."""
    return st.builds(lambda n, k: counted(f"{n}e-{k}"), st.integers(-most, most), st.integers(0, places))


SMALL, ANY = written(10**4, 3), written(10**15 - 1, 15)
NUMBERS = SMALL | ANY
ENDLESS = NUMBERS | st.just(inf) | st.just(-inf)
COUNTED = st.one_of(SMALL, ANY).map(abs)
CUTS = st.lists(st.builds(Cut, NUMBERS, st.booleans()), max_size=4).map(sorted)
"""Numbers that people write, and those at the limits of what can be written."""


def numbers(drawn, size=3):
    """A column of numbers."""
    return st.lists(drawn, min_size=size, max_size=size)


def fraction(value):
    """A number as a fraction; infinite as it is."""
    return value if isinf(value) else exact(value)


def fractions(found: Decimals):
    """What decimals stand for."""
    signs = zip(found.wholes.tolist(), found.beyond.tolist(), strict=True)
    return [Fraction(whole, 10**found.places) if not sign else sign * inf for whole, sign in signs]


def place(value, cuts):
    """How many cuts a number has reached, one by one."""
    return sum(value > exact(cut.at) if cut.after else value >= exact(cut.at) for cut in cuts)


def places(found, cuts):
    """The same of exact numbers, as these tell it."""
    return found.classes(cuts).tolist()


@given(numbers(ENDLESS), CUTS)
def test_decimals_are_what_was_written(values, cuts):
    """Whatever the digits and decimals, also beside each other; and so is where they lie between thresholds."""
    found = Decimals.of(np.array(values))
    assert fractions(found) == [fraction(value) for value in values]
    assert found.floats.tolist() == values
    assert places(found, cuts) == [place(fraction(value), cuts) for value in values]
    assert found.positive.tolist() == [value > 0 for value in values]
    assert not found.undefined.any()


@given(numbers(NUMBERS, 4), numbers(NUMBERS, 4), numbers(st.integers(0, 9), 4), CUTS)
def test_sums_are_exact(one, other, counts, cuts):
    """Two columns, a column so many times, and the rows of a region, in any order."""
    first, second, times = Decimals.of(np.array(one)), Decimals.of(np.array(other)), np.array(counts)
    wanted = [exact(a) + exact(b) for a, b in zip(one, other, strict=True)]
    assert fractions(first + second) == fractions(second + first) == wanted
    assert places(first + second, cuts) == [place(value, cuts) for value in wanted]
    assert fractions(first.times(times)) == [exact(a) * count for a, count in zip(one, counts, strict=True)]
    rows = [exact(one[0]), sum(map(exact, one[1:]))]
    assert fractions(first.summed(np.array([0, 1]))) == rows
    assert fractions(Decimals.of(np.array([one[0], *one[:0:-1]])).summed(np.array([0, 1]))) == rows
    assert fractions(first.take(np.array([2, 0]))) == [exact(one[2]), exact(one[0])]


@given(COUNTED, st.integers(0, 2))
def test_what_has_no_bound_has_none_in_a_sum(value, count):
    """However little of it there is; none of it is nothing."""
    endless = Decimals.of(np.array([inf, -inf])).times(np.array([count, count]))
    found = fractions(endless + Decimals.of(np.array([value, value])))
    assert found == ([inf, -inf] if count else [exact(value)] * 2)


@given(numbers(COUNTED), numbers(COUNTED), COUNTED.filter(bool), CUTS)
def test_ratios_are_exact(part, whole, scale, cuts):
    """A ratio lies between thresholds where its fraction does, however large the numbers; of nothing it has none."""
    one, other = Decimals.of(np.array(part)), Decimals.of(np.array(whole))
    nothing = np.array([value == 0 for value in whole])
    found = quotient(scale, one, other).but_for(nothing)
    of_all = share(scale, one, other)
    for row, (a, b) in enumerate(zip(map(exact, part), map(exact, whole), strict=True)):
        assert bool(found.undefined[row]) == (b == 0) == bool(np.isnan(found.floats[row]))
        assert b == 0 or places(found, cuts)[row] == place(exact(scale) * a / b, cuts)
        assert b == 0 or found.floats[row] == pytest.approx(float(exact(scale) * a / b), rel=1e-15, abs=0)
        assert a + b == 0 or places(of_all, cuts)[row] == place(exact(scale) * a / (a + b), cuts)
    last = np.array([2])
    assert places(found.take(last), cuts) == places(found, cuts)[2:]


AT_100 = [Cut(0), Cut(0, after=True), Cut(100), Cut(100, after=True)]


@pytest.mark.parametrize(
    ("part", "other", "of_whole", "of_rest"),
    [
        (0, inf, (0, 1), (0, 1)),
        (5, inf, (5e-324, 2), (5e-324, 2)),
        (inf, 5, (inf, 4), (np.nextafter(100, 0), 2)),
        (inf, 0, (nan, None), (100, 3)),
        (5, 5, (100, 3), (50, 2)),
        (5, 0, (nan, None), (100, 3)),
        (0, 0, (nan, None), (nan, None)),
    ],
)
def test_a_ratio_without_bound_comes_near_to_what_it_does_not_reach(part, other, of_whole, of_rest):
    """A part of more and more is ever less, and never nothing; more and more beside a rest is never all of it."""
    one, two = (Decimals.of(np.array([value, 1.0])) for value in (part, other))
    empty = np.array([other == 0, False])
    for found, (value, k) in (quotient(100, one, two).but_for(empty), of_whole), (share(100, one, two), of_rest):
        (shown, _), (own, _) = found.floats.tolist(), places(found, AT_100)
        assert shown == value or np.isnan([shown, value]).all()
        assert k in (own, None)
        assert found.take(np.array([0])).classes(AT_100).tolist() == [own]
