from __future__ import annotations

from pathlib import Path

import napd_eu_rechtentool
from napd.testing import parametrize_with_checks
from napd_eu_rechtentool import indicator

CASES = Path(napd_eu_rechtentool.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="eu-rechtentool")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_onbekend_is_an_answer():
    """Onbekend is the worst option of gebruik, not a missing answer, and the question says so."""
    gebruik = indicator.question("gebruik")
    assert gebruik.parse("onbekend") == gebruik.ids[0]
    assert "Onbekend is ook een antwoord" in gebruik.help
