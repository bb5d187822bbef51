"""The layout of the Monitor Dakloosheid: its fields, its breakdowns, and its measures."""

from __future__ import annotations

from napd import Figures
from napd_counts import RecordLayout
from napd_monitor_dakloosheid import LAYOUT, LONGEST, SHELTER, napd_layout, napd_measures


def test_it_gives_a_layout_and_its_measures():
    """By the two hooks; persons in a period add up over nothing."""
    assert isinstance(napd_layout(), RecordLayout)
    found = napd_measures()
    assert isinstance(found, Figures)
    kinds = {measure.id: (measure.kind, measure.adds_over) for measure in found.measures}
    assert kinds["opvang-personen"] == ("persons", ())
    assert kinds["opvang-stand"][0] == "stock"
    assert "periods" in kinds["opvang-dagen"][1]


def test_only_an_end_has_a_length_and_a_reason():
    """No stock can be broken down by them."""
    assert {"duur", "reden_einde"} <= {*LAYOUT.schemes_of("exits")}
    assert not {"duur", "reden_einde"} & {*LAYOUT.schemes_of("stock")}


def test_each_kind_of_shelter_has_a_bound():
    """How long an open record is believed."""
    assert {*LONGEST} == {*SHELTER} - {"onbekend"}


def test_no_field_asks_who_somebody_is():
    """No BSN, name or date of birth: a year of birth is all."""
    assert {each.id for each in LAYOUT.fields} & {"bsn", "naam", "geboortedatum"} == set()
