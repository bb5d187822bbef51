"""Laws of all figures: what may be added is held against a count of single people, events and places."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from attrs import evolve
from figured import AGE, EEM, ETHOS, GOOI, HUIZEN, REGISTERS, figure, measure
from hypothesis import given
from hypothesis import strategies as st

from napd import Interval, MeasureError

SCHEMES = (AGE, ETHOS, REGISTERS)
DAYS = st.sampled_from([f"{date(2025, 1, 1) + timedelta(181 * half)}" for half in range(3)])
AREAS = st.sampled_from([(GOOI,), (EEM,), (GOOI, EEM), (HUIZEN,)])
ADDS = {
    "stock": ("areas", "leeftijd", "ethos"), "events": ("areas", "periods", "leeftijd", "ethos"), "persons": (),
    "estimate": (), "share": (),
}  # fmt: skip


@st.composite
def measures(draw):
    """A measure of any kind, that adds up over some of what it may."""
    kind = draw(st.sampled_from([*ADDS]))
    schemes = draw(st.lists(st.sampled_from(SCHEMES), max_size=2, unique_by=lambda scheme: scheme.id))
    may = [over for over in ADDS[kind] if over in ("areas", "periods") or over in [each.id for each in schemes]]
    over = draw(st.lists(st.sampled_from(may), unique=True)) if may else []
    return measure(draw(st.sampled_from(["een", "twee"])), kind, over, schemes=schemes, unit=draw(units))


units = st.sampled_from(["personen", "plekken"])
values = st.integers(0, 60).flatmap(
    lambda value: st.sampled_from(
        [Interval.exact(value), Interval.rounded(value, to=10), Interval.at_least(value), Interval.at_most(value)]
    )
)


@st.composite
def figures(draw, of):
    """A figure of a measure, of some months."""
    parts = {}
    for scheme in of.schemes:
        parts[scheme.id] = draw(st.sampled_from([*scheme.totals, *scheme.categories]))
    first = date.fromisoformat(draw(DAYS))
    last = first if of.kind in ("stock", "estimate") else first + timedelta(draw(st.sampled_from([180, 361])))
    return figure(
        of, draw(values), f"{first}", last=last, areas=draw(AREAS), parts=parts,
        status=draw(st.sampled_from("AAE")), coverage=draw(st.sampled_from(["", "", "deels"])),
    )  # fmt: skip


@st.composite
def pairs(draw):
    """Two figures; mostly of one measure, and often alike but for one thing."""
    of = draw(measures())
    one = draw(figures(of))
    other = draw(figures(of if draw(st.integers(0, 4)) else draw(measures())))
    if of is other.measure and draw(st.booleans()):
        keep = draw(st.sampled_from(["areas", "days", *(scheme.id for scheme in of.schemes)]))
        same = {"areas": one.areas, "first": one.first, "last": one.last, "parts": one.parts, "coverage": one.coverage}
        if keep == "days":
            same |= {"first": other.first, "last": other.last}
        elif keep == "areas":
            same |= {"areas": other.areas, "coverage": other.coverage}
        else:
            same["parts"] = {**one.parts, keep: other.parts[keep]}
        other = evolve(other, **same, status=one.status)
    return one, other


def cells(one):
    """What a figure counts: a set along each thing in which figures can differ."""
    found = {"areas": {area.code for area in one.areas}}
    found["periods"] = {one.first + timedelta(day) for day in range((one.last - one.first).days + 1)}
    for scheme in one.measure.schemes:
        part = one.parts[scheme.id]
        found[scheme.id] = {*scheme.totals.get(part, part.split("+"))}
    return found


def may_be_added(one, other):
    """By the table of facts: the same measure, apart along one thing over which it adds up, and alike in all else."""
    if one.measure != other.measure or one.measure.kind in ("share", "estimate", "persons"):
        return False
    if "E" in (one.status, other.status):  # scaled up from a survey: an estimate
        return False
    mine, theirs = cells(one), cells(other)
    differing = [over for over in mine if mine[over] != theirs[over]]
    if len(differing) != 1 or mine[differing[0]] & theirs[differing[0]]:
        return False
    (over,) = differing
    if over == "areas":
        same_kind = {code[:2] for code in mine[over] | theirs[over]}
        return over in one.measure.adds_over and len(same_kind) == 1
    if over == "periods" and abs(min(mine[over]) - max(theirs[over])) > timedelta(1) < abs(
        min(theirs[over]) - max(mine[over])
    ):
        return False
    outside = "indirect" in mine.get("leeftijd", ()) or "indirect" in theirs.get("leeftijd", ())
    return over in one.measure.adds_over and one.coverage == other.coverage and not (over == "leeftijd" and outside)


@given(pairs())
def test_no_route_adds_what_may_not_be_added(pair):
    """`+` either way and `sum` give a sum exactly where the facts allow one; else a reason, and the same either way."""
    one, other = pair
    reasons = set()
    for add in (lambda: one + other, lambda: other + one, lambda: sum([one, other])):
        both, reason = tried(add)
        assert (reason == "") == may_be_added(one, other), reason
        assert both is None or cells(both) == {over: cells(one)[over] | cells(other)[over] for over in cells(one)}
        reasons.add(reason)
    assert len(reasons) == 1


def tried(do):
    """What is made, and why not."""
    try:
        return do(), ""
    except MeasureError as error:
        return None, error.reason


@given(pairs(), st.data())
def test_a_sum_of_figures_contains_every_sum_of_values_within(pair, data):
    """And the rest without a part gives a range that holds the other."""
    one, other = pair
    if not may_be_added(one, other):
        return
    both = one + other
    picked = [data.draw(within(each.value)) for each in pair]
    assert both.value.holds(sum(picked))
    of_one_period = (one.first, one.last) == (other.first, other.last)  # nothing is taken from a sum of periods
    if of_one_period and (both.value.high is not None or other.value.high is not None):
        assert (both - other).value.holds(one.value)
        assert (both - other).areas == one.areas


@given(pairs(), values)
def test_rounding_hiding_and_unknown_only_widen(pair, value):
    """Where a figure is known less well, no other change becomes certain, and what may be done stays the same."""
    one, other = pair
    wider = evolve(other, value=Interval(0, None), status=other.status)
    sharp = evolve(other, value=value if value.is_exact else Interval.exact(value.low))
    (narrow, reason), (wide, same) = (tried(partial(one.change_to, each)) for each in (sharp, wider))
    assert reason == same
    if not reason:
        assert wide.verdict in (narrow.verdict, "open")
        assert wide.difference.holds(narrow.difference)
        assert wide.percentage.holds(narrow.percentage)


def within(found):
    """The whole numbers in a range."""
    low = int(found.low)
    return st.integers(low, max(low, int(found.high)) if found.high is not None else low + 1000)
