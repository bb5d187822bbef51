"""Counts of CBS that are each rounded to fives: StatLine 83264NED, clients of the Wmo in 2023 by how many arrangements.

What is expected stands in the table itself; sums of rounded figures are ranges, and never disagree with it.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from figured import measure

from napd import Area, Interval, Observation, Scheme

PARTS = {
    "Alkmaar": (4120, 2020, 665, 215, 80, 45),
    "Amersfoort": (5760, 2480, 1010, 340, 125, 45),
    "Almere": (None,) * 6,
}
TOTALS = {"Alkmaar": 7145, "Amersfoort": 9765, "Almere": None}
NUMBERS = tuple("123456")
ARRANGEMENTS = Scheme(
    "arrangementen", "aantal arrangementen", {number: number for number in NUMBERS}, {"totaal": NUMBERS}
)
CLIENTS = measure("wmo-clienten", "stock", ("areas", "arrangementen"), schemes=(ARRANGEMENTS,))


def published(area: str, part: str, value: int | None) -> Observation:
    """A figure as it is published: rounded to fives, or a point for what is not shown."""
    shown = Interval.unknown() if value is None else Interval.rounded(value, to=5)
    return Observation(
        measure=CLIENTS, areas=Area(area, area, "municipality"), value=shown, first="2023-12-31",
        parts={"arrangementen": part}, status="Q" if value is None else "A",
    )  # fmt: skip


def summed(area: str) -> Interval:
    """The parts of an area, added up."""
    return reduce(add, map(published, [area] * 6, NUMBERS, PARTS[area])).value


def test_parts_that_add_up():
    """Alkmaar: 7,145 is what is published, and what its parts add up to; it is one of 31 numbers that fit."""
    assert summed("Alkmaar") == Interval(7130, 7160, TOTALS["Alkmaar"])


def test_parts_that_do_not_add_up():
    """Amersfoort: its parts add up to 9,760, published is 9,765; both are right, and both stay."""
    found, total = summed("Amersfoort"), published("Amersfoort", "totaal", TOTALS["Amersfoort"]).value
    assert (found.point, total.point) == (9760, 9765)
    assert found.low <= total.low <= total.high <= found.high


def test_a_point_is_no_zero():
    """Almere is not shown: nothing is known of it, nor of a sum that it is in."""
    assert summed("Almere") == Interval.unknown()
    both = published("Almere", "totaal", None) + published("Alkmaar", "totaal", TOTALS["Alkmaar"])
    assert both.value.point is None
    assert both.value.high is None
