"""The numbers that were published come out, and what was not published is not made of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from figured import AGE, COUNT, ETHOS, EVICTIONS, LAND, figure, measure, year

from napd import Area, Break, Figures, Interval, MeasureError, NoTrend, Scheme, Trend

ROUNDED = Interval.rounded
CBS = measure("cbs", "estimate", breaks=[Break("2020-01-01", "reclassering in plaats van LADIS")])
AREAS = measure("landelijk", "stock", ("areas", "leeftijd"), schemes=(AGE,))
FINLAND = Scheme(
    "huishouden", "huishouden",
    {"alleen": "alleenstaanden", "volwassenen": "volwassenen in gezinnen", "kinderen": "kinderen in gezinnen"},
    {"totaal": ("alleen", "volwassenen", "kinderen")},
)  # fmt: skip


def tenths(found):
    """The ends of a percentage and its point, to one decimal as the papers have it."""
    return tuple(round(float(end), 1) for end in (found.point, found.low, found.high))


def estimate(when, number=None):
    """CBS's estimate on a first of January, in hundreds; missing where there is no number."""
    value = Interval.unknown() if number is None else ROUNDED(number, to=100)
    return figure(CBS, value, f"{when}-01-01", areas=LAND, status="O" if number is None else "E")


def test_evictions_of_corporations():
    """1,400 to 1,200 is -14.3 %; with rounding to hundreds from -20.7 on, and "bijna 15 %" fits.

    Of whole evictions that round up from 50 the least fall is of 1,350 to 1,249, which is -7.5 %.
    """
    before, after = (
        year(EVICTIONS, which, ROUNDED(n, to=100), areas=LAND) for which, n in ((2021, 1400), (2022, 1200))
    )
    found = before.change_to(after)
    assert found.verdict == "down"
    assert tenths(found.percentage) == (-14.3, -20.7, -7.4)
    assert found.percentage.holds(Fraction(1249 - 1350, 1350) * 100)
    assert found.percentage.holds(Interval(-15, Fraction(-145, 10)))
    whole = Interval(1150, 1249, 1200).over(Interval(1350, 1449, 1400)).percent(less=100)
    assert round(float(whole.high), 1) == -7.5


def test_the_estimate_of_cbs():
    """32,000 to 26,600 is -16.9 %, by rounding alone from -17.2 to -16.6; a break at 2020, and 2019 is missing."""
    figures = Figures([estimate(2018, 39300), estimate(2019), estimate(2020, 36000), estimate(2021, 32000),
                       estimate(2022, 26600)])  # fmt: skip
    over_the_break, *later = figures.trends()
    assert isinstance(over_the_break, NoTrend)
    assert over_the_break.reason == "break"
    assert [tenths(each.percentage) for each in later][-1] == (-16.9, -17.2, -16.6)
    text = figures.text()
    assert "- 1 januari 2019 · Nederland: ontbreekt" in text
    assert "1 januari 2018 → 1 januari 2020: geen trend: er is tussentijds anders geteld" in text
    assert "lager: -16,9 % [-17,2 tot -16,6 %]" in text


def test_rounds_of_ethos_are_no_trend():
    """6,063 in 6 regions and 28,721 in 9 are counts of other places."""
    rounds = [
        figure(AREAS, 6063, "2024-04-09", areas=LAND, coverage="6 regio's"),
        figure(AREAS, 28721, "2025-04-08", areas=LAND, coverage="9 regio's"),
    ]
    (found,) = Figures(rounds).trends()
    assert isinstance(found, NoTrend)
    assert found.reason == "other_areas"
    with pytest.raises(MeasureError, match="Compare the areas that both counts have"):
        rounds[0].change_to(rounds[1])


def test_children_of_2025():
    """28,721 less 4,062 children is 24,659 adults; they are 14.1 %."""
    whole, children = (
        figure(AREAS, number, areas=LAND, coverage="9 regio's", parts={"leeftijd": part})
        for number, part in ((28721, "totaal"), (4062, "kinderen"))
    )
    adults = whole - children
    assert (adults.value, adults.parts) == (Interval.exact(24659), {"leeftijd": "volwassenen"})
    assert adults + children == figure(AREAS, 28721, areas=LAND, coverage="9 regio's")
    assert round(float(children.share_of(whole).point), 1) == 14.1


def test_gent():
    """1,472 adults and 401 children are 1,873; the 312 indirectly involved stay outside, also of the 713."""
    gent = Area("BE44021", "Gent", "municipality")
    adults, children, beside = (
        figure(AREAS, number, areas=gent, parts={"leeftijd": part})
        for number, part in ((1472, "volwassenen"), (401, "kinderen"), (312, "indirect"))
    )
    assert (adults + children).value == Interval.exact(1873)
    assert (adults + children).parts == {"leeftijd": "totaal"}
    for one in (adults, children, adults + children):
        with pytest.raises(MeasureError) as raised:
            one + beside
        assert raised.value.reason == "outside_total"


def test_finland():
    """7,107 alone, 742 adults and 467 children in families are 8,316 in 2014."""
    of = measure("ara", "stock", ("areas", "huishouden"), schemes=(FINLAND,))
    land = Area("FI", "Suomi", "country")
    numbers = {"alleen": 7107, "volwassenen": 742, "kinderen": 467}
    whole = sum(
        figure(of, number, "2014-11-15", areas=land, parts={"huishouden": part}) for part, number in numbers.items()
    )
    assert (whole.value, whole.parts) == (Interval.exact(8316), {"huishouden": "totaal"})


def test_two_lower_bounds():
    """Over 20,000 in two regions less over 13,000 in one of them says nothing."""
    amsterdam, hague = Area("MO0363", "Amsterdam", "region"), Area("MO0518", "Den Haag", "region")
    both = figure(COUNT, Interval.at_least(20000), areas=(amsterdam, hague))
    with pytest.raises(MeasureError, match="a difference of two lower bounds says nothing"):
        both - figure(COUNT, Interval.at_least(13000), areas=amsterdam)


def test_the_part_that_both_have_is_offered():
    """MEHOBEL: 74 in categories 1 to 6, 87 with the seventh. A later total of 1 to 6 goes with the first alone."""
    of = measure("mehobel", "stock", ("areas", "ethos"), schemes=(ETHOS,))
    first = [figure(of, number, "2018-06-01", parts={"ethos": part}) for number, part in ((74, "1-6"), (87, "1-7"))]
    assert (first[1] - first[0]).value == Interval.exact(13)
    assert (first[1] - first[0]).parts == {"ethos": "7"}
    (found,) = Figures([*first, figure(of, 80, "2019-06-01", parts={"ethos": "1-6"})]).trends()
    assert isinstance(found, Trend)
    assert (found.before.parts, found.verdict) == ({"ethos": "1-6"}, "up")
    (none,) = Figures([first[1], figure(of, 80, "2019-06-01", parts={"ethos": "1-6"})]).trends()
    assert (none.reason, "of 1-6" in Figures([first[1]]).text()) == ("other_totals", False)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(10, 12, "up"), (12, 10, "down"), (10, 10, "same"), (ROUNDED(10, to=10), 12, "open"), (0, 3, "up")],
)
def test_verdicts_follow_from_ranges(before, after, verdict):
    """A change is up or down where it is so for every number in both ranges; from 0 there is no percentage."""
    found = year(EVICTIONS, 2024, before).change_to(year(EVICTIONS, 2025, after))
    assert found.verdict == verdict
    assert (found.percentage.high is None) == (found.before.value.low == 0)
