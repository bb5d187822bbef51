from __future__ import annotations

from pathlib import Path

import napd_ervaringskennis
from napd.testing import parametrize_with_checks
from napd_ervaringskennis import indicator

CASES = Path(napd_ervaringskennis.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="ervaringskennis")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_the_ladder():
    """The options of policy are rungs of the ladder of participation in their order, after none at all."""
    assert indicator.question("beleid").ids == (
        "geen", "informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen",
    )  # fmt: skip


def test_what_is_paid_decides_nothing():
    """Municipalities say whether they pay people for their time; no rule asks it."""
    conditions = [rule.when for rule in indicator.rules if rule.when is not None]
    asked = {name for when in conditions for atom in when.atoms() for name in atom.questions}
    assert {q.id for q in indicator.asked} - asked == {"vergoeding"}
    assert indicator.answered_by(indicator.question("vergoeding")) == "municipality"


def test_mystery_guests_are_no_share():
    """6 of 12 chosen municipalities is never told as a percentage, and the doubt stands with it."""
    told = [*(figure.text for figure in indicator.background), *indicator.doubts]
    assert sum("6 van 12" in text for text in told) == 2
    assert not any("%" in text or "helft" in text for text in told)
