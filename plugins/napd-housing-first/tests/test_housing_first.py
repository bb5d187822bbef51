from __future__ import annotations

from pathlib import Path

import napd_housing_first
from napd.testing import parametrize_with_checks
from napd_housing_first import indicator

CASES = Path(napd_housing_first.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="housing-first")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_places_are_added_up():
    """The places of the municipalities add up to a whole number of places without an upper bound."""
    places = indicator.question("plekken")
    assert indicator.answered_by(places) == "municipality"
    assert (places.scored.unit, places.scored.whole, places.scored.maximum) == ("plekken", True, None)
