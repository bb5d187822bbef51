from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import NapdError, could_be
from napd.views.percentages import Percentage, half_up, largest_remainder

COUNTS = st.lists(st.integers(0, 400), min_size=1, max_size=9)


@given(COUNTS)
def test_rounded_shares_add_up(counts):
    """They add up to 100, each is its exact share rounded up or down, and a larger count never gets less."""
    rounded, n = largest_remainder(counts), sum(counts)
    assert sum(rounded) == (100 if n else 0)
    assert all(abs(whole - Fraction(100 * count, n)) < 1 for whole, count in zip(rounded, counts, strict=True) if n)
    order = sorted(zip(counts, rounded, strict=True))
    assert [whole for _, whole in order] == sorted(rounded)


@given(COUNTS)
def test_what_is_whole_stays(counts):
    """Where every share is a whole percentage, nothing is rounded; and no share of nothing becomes something."""
    parts = [100 * count for count in counts]
    whole = largest_remainder([*counts, max(0, 1000 - sum(counts))])
    assert all(rounded == 0 for rounded, count in zip(whole, counts, strict=False) if not count)
    if sum(counts) == 100:
        assert largest_remainder(parts) == counts


@pytest.mark.parametrize(
    ("counts", "rounded"),
    [([1, 1, 1], [34, 33, 33]), ([1, 7], [12, 88]), ([7, 1], [88, 12]), ([32, 7], [82, 18]), ([31, 8], [79, 21])],
)
def test_ties_go_to_the_larger_count_and_then_to_the_first(counts, rounded):
    """Of equal remainders the larger count gets one more, of equal counts the first."""
    assert largest_remainder(counts) == rounded


@given(st.integers(0, 10_000), st.integers(0, 2), st.integers(1, 130))
def test_every_n_that_could_be_is_found(parts, decimals, most):
    """An n is possible where a count lies within half a unit of the percentage, and nowhere else."""
    parts = min(parts, 100 * 10**decimals)
    text = f"{parts / 10**decimals:.{decimals}f}%"
    half, exact = Fraction(1, 2 * 10**decimals), Fraction(parts, 10**decimals)
    slow = {
        n: counts
        for n in range(1, most + 1)
        if (counts := tuple(c for c in range(n + 1) if abs(Fraction(100 * c, n) - exact) <= half))
    }
    assert could_be(text, most) == slow


@given(st.integers(1, 400), st.data())
def test_a_share_could_be_what_it_is_rounded_to(n, data):
    """Every real share, rounded either way, is found again with its count."""
    count = data.draw(st.integers(0, n))
    for rounded in (half_up(count, n), round(Fraction(100 * count, n))):
        assert count in could_be(f"{rounded} %", n)[n]


@given(st.integers(1, 90), st.integers(0, 100))
def test_what_a_table_that_adds_up_can_show(n, parts):
    """Each count has a table of at most four rows that shows it so, by trying all; and ordinary rounding has it not."""
    one = Percentage(parts, 0)
    shown = one.in_a_table(n)
    assert set(shown) <= set(one.nearly(n))
    assert not set(one.nearly(n)) & set(one.counts(n))
    assert one.nearly(n) == tuple(
        count for count in range(n + 1) if abs(Fraction(100 * count, n) - parts) < 1 and count not in one.counts(n)
    )
    for count in one.nearly(n):
        rest = n - count
        splits = ((a, b, rest - a - b) for a in range(rest + 1) for b in range(min(a, rest - a) + 1))
        assert (count in shown) == any(
            largest_remainder([count, *sorted(split, reverse=True)])[0] == parts
            for split in splits
            if sum(split) == rest and min(split) >= 0
        )


def test_a_summary_shows_what_its_verdict_knows():
    """31 of 44 is 70 % by itself, and 71 % in a table with 12 and 1."""
    assert largest_remainder([31, 12, 1]) == [71, 27, 2]
    assert Percentage(71, 0).in_a_table(44) == (31,)
    assert Percentage(79, 0).nearly(45) == Percentage(790, 1).in_a_table(45) == Percentage(71, 0).in_a_table(4400) == ()


def test_beside_what_cannot_be_lie_two_that_can():
    """79 % of 45: 35 is less and 36 is more, and there is nothing between."""
    one = Percentage.of("79%")
    assert one.counts(45) == ()
    assert one.around(45) == (35, 36)
    assert 45 not in could_be("79%")
    assert 45 in could_be("82%")


@pytest.mark.parametrize("text", ["79%", " 79 % ", "79", "79,0", "79.00%"])
def test_percentages_are_read_as_people_write_them(text):
    """With or without the sign, with a point or a comma."""
    read = Percentage.of(text)
    assert Fraction(read.parts, 10**read.decimals) == 79
    assert str(read) in ("79 %", "79.0 %", "79.00 %")


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("bijna 80%", 9, "'bijna 80%' is not a percentage: write it as 79% or, with up to two decimals, 79,5%"),
        ("-1%", 9, "is not a percentage"),
        ("0,125%", 9, "is not a percentage"),
        ("\u0667\u0669%", 9, "is not a percentage"),
        ("101%", 9, "'101%' is more than 100 %, so it is the share of nothing"),
        ("79%", 0, "n is at least 1, not 0"),
    ],
)
def test_what_is_no_percentage_is_told(text, most, told):
    """What it should have been is said."""
    with pytest.raises(NapdError, match=told):
        could_be(text, most)
