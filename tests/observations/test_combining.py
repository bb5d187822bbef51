from __future__ import annotations

import re
from fractions import Fraction

import pytest
from figured import (
    COUNT,
    EEM,
    ESTIMATE,
    EVICTIONS,
    GOOI,
    HUIZEN,
    LAND,
    RATE,
    REGISTERED,
    STAYS,
    figure,
    measure,
    year,
)  # fmt: skip

from napd import Break, Interval, MeasureError
from napd.observations.refusals import REASONS

BROKEN = measure("reeks", "events", ("areas", "periods"), unit="keren", breaks=[Break("2020-01-01", "ander register")])
METHOD = measure("model", "estimate", "areas", method="De gebieden zijn apart geschat.")
LEAST = Interval.at_least
WHOLE = figure(COUNT, 100, areas=(GOOI, EEM))

SUMS = {
    "no_figure": (figure(COUNT), 5),
    "stock_and_flow": (figure(COUNT), year(STAYS, 2025)),
    "estimate_and_count": (figure(ESTIMATE), figure(COUNT)),
    "estimates": (figure(ESTIMATE), figure(ESTIMATE, areas=EEM)),
    "other_unit": (year(STAYS, 2025), year(EVICTIONS, 2025)),
    "other_measure": (figure(COUNT), figure(REGISTERED)),
    "shares": (figure(RATE), figure(RATE, areas=EEM)),
    "same": (figure(COUNT, 5), figure(COUNT, 6)),
    "several_differences": (year(EVICTIONS, 2024), year(EVICTIONS, 2025, areas=EEM)),
    "other_totals": (figure(COUNT, parts={"ethos": "1-6"}), figure(COUNT, parts={"ethos": "1-7"}, areas=EEM)),
    "part_of": (figure(COUNT, parts={"ethos": "1"}), figure(COUNT, parts={"ethos": "1-6"})),
    "outside_total": (figure(COUNT, parts={"leeftijd": "totaal"}), figure(COUNT, parts={"leeftijd": "indirect"})),
    "registers": (figure(REGISTERED, parts={"register": "brp"}), figure(REGISTERED, parts={"register": "bijstand"})),
    "persons_categories": (
        year(STAYS, 2025, parts={"leeftijd": "kinderen"}), year(STAYS, 2025, parts={"leeftijd": "volwassenen"}),
    ),
    "persons_areas": (year(STAYS, 2025), year(STAYS, 2025, areas=EEM)),
    "persons_periods": (
        figure(STAYS, first="2025-01-01", last="2025-06-30"), figure(STAYS, first="2025-07-01", last="2025-12-31"),
    ),
    "two_moments": (figure(COUNT), figure(COUNT, first="2025-10-08")),
    "no_adding": (year(measure("los", "events"), 2024), year(measure("los", "events"), 2025)),
    "areas_overlap": (figure(COUNT), figure(COUNT, areas=HUIZEN)),
    "periods_overlap": (year(EVICTIONS, 2025), figure(EVICTIONS, first="2025-12-01", last="2026-01-31")),
    "gap": (year(EVICTIONS, 2023), year(EVICTIONS, 2025)),
    "break": (year(BROKEN, 2019), year(BROKEN, 2020)),
    "other_areas": (
        figure(COUNT, parts={"ethos": "1"}), figure(COUNT, parts={"ethos": "2"}, coverage="een deel van de regio"),
    ),
}  # fmt: skip
"""For each reason two figures that it keeps from being added."""
RESTS = {
    "no_figure": (WHOLE, 5),
    "stock_and_flow": (figure(COUNT), year(STAYS, 2025)),
    "shares": (figure(RATE, areas=(GOOI, EEM)), figure(RATE)),
    "not_part": (figure(COUNT), figure(COUNT, first="2025-04-09")),
    "outside_total": (figure(COUNT), figure(COUNT, 1, parts={"leeftijd": "indirect"})),
    "part_larger": (WHOLE, figure(COUNT, 101)),
    "two_lower_bounds": (figure(COUNT, LEAST(20000), areas=(GOOI, EEM)), figure(COUNT, LEAST(13000))),
    "estimates": (figure(ESTIMATE, areas=(GOOI, EEM)), figure(ESTIMATE)),
    "persons_areas": (year(STAYS, 2025, areas=(GOOI, EEM)), year(STAYS, 2025)),
    "registers": (
        figure(REGISTERED, parts={"register": "brp+bijstand"}), figure(REGISTERED, parts={"register": "brp"}),
    ),
}  # fmt: skip
TRENDS = {
    "no_figure": (WHOLE, 5),
    "estimate_and_count": (year(EVICTIONS, 2024, status="E"), year(EVICTIONS, 2025)),
    "other_areas": (year(STAYS, 2024, coverage="6 regio's"), year(STAYS, 2025, coverage="9 regio's")),
    "other_totals": (
        figure(COUNT, parts={"ethos": "1-6"}), figure(COUNT, parts={"ethos": "1-7"}, first="2026-04-08"),
    ),
    "other_categories": (
        figure(COUNT, parts={"ethos": "1"}), figure(COUNT, parts={"ethos": "1-7"}, first="2026-04-08"),
    ),
    "other_length": (figure(STAYS, first="2024-01-01", last="2024-06-30"), year(STAYS, 2025)),
    "not_later": (year(STAYS, 2025), year(STAYS, 2024)),
    "break": (year(BROKEN, 2018), year(BROKEN, 2021)),
    "missing": (year(STAYS, 2024), year(STAYS, 2025, Interval.unknown(), status="O")),
}  # fmt: skip


def refused(reason, do, doing):
    """Hold that something is refused for a reason, with its sentence and what to do instead."""
    with pytest.raises(MeasureError, match=re.escape(f" {doing}: {': '.join(REASONS[reason][:1])}. ")) as raised:
        do()
    assert raised.value.reason == reason
    assert str(raised.value).endswith(REASONS[reason][1])


@pytest.mark.parametrize("reason", SUMS)
def test_what_may_not_be_added_is_refused(reason):
    """Either way round, with the reason."""
    one, other = SUMS[reason]
    refused(reason, lambda: one + other, "cannot be added")
    refused(reason, lambda: other + one, "cannot be added")


@pytest.mark.parametrize("reason", RESTS)
def test_what_may_not_be_subtracted_is_refused(reason):
    """With the reason; among these the rest of two lower bounds."""
    whole, part = RESTS[reason]
    refused(reason, lambda: whole - part, "cannot be subtracted")


@pytest.mark.parametrize("reason", TRENDS)
def test_what_is_no_trend_is_refused(reason):
    """With what to compare instead."""
    before, after = TRENDS[reason]
    refused(reason, lambda: before.change_to(after), "are no trend")


def test_one_day_of_both_is_an_overlap():
    """Whether they are added or set out in time: the day on which the one ends is no longer free for the other."""
    one, next_day = year(EVICTIONS, 2024), year(EVICTIONS, 2025)
    same_day = figure(EVICTIONS, first="2024-12-31", last="2025-12-30")
    refused("periods_overlap", lambda: one + same_day, "cannot be added")
    refused("not_later", lambda: one.change_to(same_day), "are no trend")
    assert (one + next_day).value == Interval.exact(20)
    assert one.change_to(next_day).difference == Interval.exact(0)


def test_periods_of_nearly_one_length_are_compared():
    """Four days longer, as by a leap year or whole weeks, is still of one length; five are not."""
    one = figure(EVICTIONS, first="2024-01-01", last="2024-03-31")
    refused(
        "other_length",
        lambda: one.change_to(figure(EVICTIONS, first="2025-01-01", last="2025-04-06")),
        "are no trend",
    )
    assert one.change_to(figure(EVICTIONS, first="2025-01-01", last="2025-04-04")).before is one


def test_of_two_measures_of_one_kind_the_measure_is_the_reason():
    """Two estimates, or two stocks, differ in what they count and not in how."""
    refused("other_measure", lambda: figure(ESTIMATE) + figure(measure("anders", "estimate")), "cannot be added")
    refused("other_measure", lambda: figure(COUNT) + figure(measure("stand", "stock")), "cannot be added")


def test_a_figure_is_told_with_its_days():
    """One day, or from the first to the last."""
    with pytest.raises(MeasureError, match=r"telling \(MO0402, 2025-04-08,"):
        figure(COUNT) + 5
    with pytest.raises(MeasureError, match=r", 2025-01-01 to 2025-12-31[,)]"):
        year(EVICTIONS, 2025) + 5


def test_each_reason_is_met():
    """No sentence stands there for nothing, and each is another."""
    assert {*SUMS, *RESTS, *TRENDS} == {*REASONS}
    assert len({why for why, _ in REASONS.values()}) == len(REASONS)


@pytest.mark.parametrize(("status", "other"), [("B", "A"), ("D", "A"), ("A", "D")])
def test_a_status_may_tell_of_a_break(status, other):
    """B says so of the later figure, D that another definition was used for one of the two."""
    one, later = year(STAYS, 2024, status=other), year(STAYS, 2025, status=status)
    refused("break", lambda: one.change_to(later), "are no trend")


def test_what_may_be_added():
    """Areas, categories and periods that follow each other, one at a time; a sum is known by its parts."""
    both = figure(COUNT, 3) + figure(COUNT, 4, areas=EEM)
    assert (both.value, both.areas) == (Interval.exact(7), (EEM, GOOI))
    years = year(EVICTIONS, 2025, 4, doubt="a") + year(EVICTIONS, 2024, 3, doubt="b", status="P", fictional=True)
    assert (f"{years.first}", f"{years.last}", years.value.point) == ("2024-01-01", "2025-12-31", 7)
    assert (years.doubt, years.status, years.fictional) == ("a; b", "P", True)
    models = [figure(METHOD, 3), figure(METHOD, 4, areas=EEM)]
    assert sum(models).value == Interval.exact(7)
    assert (sum(models) - models[0]).value == Interval.exact(4)


def test_a_hidden_part_leaves_a_bound():
    """A sum with a hidden figure is known from below only, and says that it is not reliable."""
    both = figure(COUNT, 3) + figure(COUNT, Interval.unknown(), areas=EEM, status="Q")
    assert (both.value, both.status) == (Interval(3, None), "U")
    assert (WHOLE - figure(COUNT, Interval.unknown(), status="Q")).value == Interval(0, 100)


def test_a_rest_is_told_by_what_is_left():
    """Areas as well as categories."""
    assert (WHOLE - figure(COUNT, 40)).areas == (EEM,)
    assert (figure(COUNT, 10) - figure(COUNT, 3, parts={"ethos": "6"})).parts["ethos"] == "1+2+3+4+5"


def test_a_share_is_of_a_whole_that_has_the_part():
    """With the range that rounding and hiding leave, at most 100; of persons in a period as well."""
    whole, part = year(STAYS, 2025, Interval.rounded(100, to=10)), {"leeftijd": "kinderen"}
    found = year(STAYS, 2025, Interval.rounded(50, to=10), parts=part).share_of(whole)
    assert (found.low, found.high, found.point) == (Fraction(4500, 105), Fraction(5500, 95), 50)
    assert year(STAYS, 2025, Interval.unknown(), parts=part).share_of(whole) == Interval(0, 100)
    for other, reason in ((year(STAYS, 2024), "not_part"), (5, "no_figure")):
        with pytest.raises(MeasureError) as raised:
            year(STAYS, 2025, parts=part).share_of(other)
        assert raised.value.reason == reason
    with pytest.raises(MeasureError) as raised:
        year(STAYS, 2025, 120, parts=part).share_of(whole)
    assert raised.value.reason == "part_larger"
    assert figure(COUNT, 5).share_of(figure(COUNT, 10, areas=(GOOI, EEM))) == Interval.exact(50)
    assert figure(COUNT, 5, areas=LAND).areas == (LAND,)
