"""The layout of the ETHOS count: its categories, its totals, and its measure."""

from __future__ import annotations

from napd import Figures
from napd_counts import RecordLayout
from napd_ethos_light import CATEGORIES, ETHOS, LAYOUT, napd_layout, napd_measures


def test_it_gives_a_layout_and_its_measure():
    """By the two hooks; the measure is a stock that adds up over areas and its schemes."""
    assert isinstance(napd_layout(), RecordLayout)
    found = napd_measures()
    assert isinstance(found, Figures)
    (measure,) = found.measures
    assert (measure.id, measure.kind) == ("ethos-nacht", "stock")
    assert {"areas", "categorie"} <= {*measure.adds_over}


def test_the_totals_have_names():
    """Six, seven and three categories; the unknown only in what was counted, the children beside it in none."""
    assert [len(ETHOS.totals[name]) for name in ("feantsa", "nl", "oecd")] == [6, 7, 3]
    assert {name for name, parts in ETHOS.totals.items() if "onbekend" in parts} == {"geteld"}
    assert not any("indirect" in parts for parts in ETHOS.totals.values())
    assert LAYOUT.field("categorie").ids == (*CATEGORIES,)
