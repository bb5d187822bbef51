"""Naming: what a person means by the name of an area."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd import Area, AreaRegistry, NapdError, Round, Rounds
from napd.errors import UnknownName
from napd.model.area_kinds import ABOVE
from napd.model.areas import Membership
from napd.model.naming import area_named, is_plain, region_named

DUTCH, ROUNDS = AreaRegistry.shipped(), Rounds.shipped()


@given(st.sampled_from(DUTCH.areas), st.sampled_from([str, str.upper, str.casefold, str.title]), st.booleans())
def test_an_area_goes_by_its_code_and_its_name_in_any_capitals(area, written, by_code):
    """By its code it is always that area, and by its name it is among those that have it."""
    text = f" {written(area.code if by_code else area.name)} "
    among = DUTCH.names.named(text)
    assert area in among
    if by_code or len(among) == 1:
        assert area_named(DUTCH, text) == area


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gooi en Vechtstreek", "MO0402"), ("gooi-en-vechtstreek", "MO0402"), ("vechtstreek", "MO0402"),
        ("hilversum", "GM0402"), ("mo0402", "MO0402"), ("Utrecht", "MO0344"), ("gemeente Utrecht", "GM0344"),
        ("regio Groningen", "MO0014"), ("gemeente Groningen", "GM0014"), ("den bosch", "GM0796"), ("Fryslan", "MO0080"),
        ("nl", "NL"),
    ],
)  # fmt: skip
def test_an_area_goes_by_a_part_of_its_name(text, code):
    """Where no other has it; a region goes before a municipality in it, unless it is said which is meant."""
    assert area_named(DUTCH, text).code == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bergen", '"bergen" can be GM0893 (Bergen (L.)) or GM0373 (Bergen (NH.)). Give the code, or'),
        ("brabant", "MO0855 (Hart van Brabant)"),
        ("land", "more"),
        ("heuvel", '"heuvel" can be MO0935 (Maastricht-Heuvelland) or GM1581 (Utrechtse Heuvelrug).'),
        ("e", "or 3"),
        ("Hilversun", 'the name "Hilversun". Did you mean GM0402 (Hilversum)?'),
        ("MO402", 'with the code or the name "MO402". Did you mean MO0402 (Gooi en Vechtstreek)?'),
        ("nowhere", "`napd areas` lists them."),
        ("", 'the code or the name "".'),
        ("regio Hilversum", 'the name "regio Hilversum".'),
    ],
)  # fmt: skip
def test_a_name_of_several_areas_or_none_is_refused(text, message):
    """With those that it can be, or the one that seems to be meant."""
    with pytest.raises(UnknownName) as error:
        area_named(DUTCH, text)
    assert message in str(error.value)
    assert len(str(error.value)) < 400


@given(st.sampled_from(DUTCH.municipalities()), st.sampled_from([each.id for each in ROUNDS]))
def test_a_municipality_stands_for_the_region_that_it_or_its_successor_lies_in(area, round_id):
    """On the date of the round."""
    on = ROUNDS[round_id].date
    heir = DUTCH.successor(area.code, on)
    assert region_named(DUTCH, ROUNDS, area.code, round_id) == DUTCH.region_of(heir, on)


def test_a_municipality_that_moved_stands_for_the_region_of_the_round():
    """Weesp lay in Gooi en Vechtstreek, and is now a part of Amsterdam."""
    rounds = Rounds([*ROUNDS, Round("2021-12", "2021-12-01", "december 2021")])
    found = [region_named(DUTCH, rounds, "weesp", round_id).code for round_id in ("2021-12", None)]
    assert found == ["MO0402", "MO0363"]


def test_what_is_no_region_is_refused_unless_it_stands_for_itself():
    """A country has no form and no conversation; a kind that is asked for too is taken."""
    with pytest.raises(NapdError, match=r"NL \(Nederland\) is a country: name a region, or a municipality in it"):
        region_named(DUTCH, ROUNDS, "nederland")
    assert region_named(DUTCH, ROUNDS, "nederland", also=ABOVE).code == "NL"
    assert region_named(DUTCH, ROUNDS, "hilversum", also=("municipality",)).code == "GM0402"
    with pytest.raises(UnknownName, match='There is no round "2000-01"'):
        region_named(DUTCH, ROUNDS, "hilversum", "2000-01")


def test_a_region_of_before_is_refused_in_a_later_round():
    """Without a round it is still known."""
    areas = AreaRegistry(
        [Area("GM1", "Klein", "municipality"), Area("MO1", "Streek", "region")],
        [Membership("GM1", "MO1", valid_until="2022-01-01")],
    )
    assert region_named(areas, ROUNDS, "streek").code == "MO1"
    with pytest.raises(NapdError, match=r"MO1 \(Streek\) has no municipalities in round 2025-12: name another round"):
        region_named(areas, ROUNDS, "streek", "2025-12")
    with pytest.raises(NapdError, match=r"GM1 \(Klein\) is a municipality"):
        region_named(areas, ROUNDS, "klein")


@pytest.mark.parametrize(("text", "plain"), [("mo0402", True), (" gooi en vechtstreek", True), ("gooi", False)])
def test_a_code_and_a_whole_name_are_plain(text, plain):
    """Nobody needs to be told which area these are."""
    assert is_plain(text, DUTCH["MO0402"]) == plain
