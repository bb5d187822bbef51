from __future__ import annotations

from pathlib import Path

import napd_preventiescan
from napd.testing import parametrize_with_checks
from napd_preventiescan import indicator

CASES = Path(napd_preventiescan.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="preventiescan")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_municipalities_answer_only_deelname():
    """Only deelname is asked of municipalities; the region sees a percentage."""
    asked = {q.id: q for q in indicator.asked if indicator.answered_by(q) == "municipality"}
    assert list(asked) == ["deelname"]
    assert (asked["deelname"].scored.unit, asked["deelname"].scored.maximum) == ("%", 100)
