"""Which areas depend on each other: the country in parts, and what is asked about a few."""

from __future__ import annotations

from datetime import date

from napd import Area, AreaRegistry
from napd.model.areas import Membership
from napd.views.reach import parts, reach

MERGED = date(2025, 1, 1)
NAMES = {"region": ("MO1", "MO2", "MO3"), "municipality": ("GM1", "GM2", "GM3", "GM4"), "country": ("NL",)}
AREAS = AreaRegistry(
    [Area(code, code, kind) for kind, codes in NAMES.items() for code in codes],
    [
        Membership("GM1", "MO1", country="NL"),
        Membership("GM2", "MO2", valid_until=MERGED, successor="GM4", country="NL"),
        Membership("GM3", "MO2", country="NL"),
        Membership("GM4", "MO3", country="NL"),
    ],
)  # fmt: skip
EVERY = {area.code for area in AREAS}


def test_what_is_asked_of_an_area_needs_what_lies_in_it_and_what_merged_into_that():
    """And of what lies around it nothing."""
    assert reach(["MO1"], [AREAS]) == {"MO1", "GM1"}
    assert reach(["MO3"], [AREAS]) == {"MO3", "GM4", "GM2"}
    assert reach(["GM4"], [AREAS]) == {"GM4", "GM2"}
    assert reach(["NL"], [AREAS]) == EVERY
    assert reach(["MO9"], [AREAS]) == {"MO9"}


def test_parts_hold_together_what_depends_on_each_other():
    """Every area is in one part; regions are apart unless a municipality went from one to the other."""
    assert parts([AREAS], ["region"], {}, 0) == [{"GM1", "MO1"}, {"GM2", "GM3", "GM4", "MO2", "MO3"}, {"NL"}]


def test_a_country_with_scores_of_its_own_is_one_part():
    """Its scores depend on all regions."""
    assert parts([AREAS], ["region", "country"], {}, 0) == [EVERY]


def test_a_part_is_closed_once_it_is_large_enough():
    """Small ones are compared together."""
    assert parts([AREAS], ["region"], {"GM1": 5}, 6) == [EVERY]
    assert parts([AREAS], ["region"], {"GM1": 5, "MO1": 1}, 6) == [{"GM1", "MO1"}, EVERY - {"GM1", "MO1"}]
