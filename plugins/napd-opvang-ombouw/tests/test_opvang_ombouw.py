from __future__ import annotations

from pathlib import Path

import napd_opvang_ombouw
from napd.testing import parametrize_with_checks
from napd_opvang_ombouw import indicator

CASES = Path(napd_opvang_ombouw.__file__).with_name("cases.csv")


@parametrize_with_checks(indicator, cases=CASES, plugin="opvang-ombouw")
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_the_share_is_of_all_places():
    """The share of single rooms counts every kind of place, emergency places too."""
    share = indicator.question("eenpersoons")
    assert [part.id for part in share.part] == ["plekken_eenpersoons"]
    assert [part.id for part in share.whole] == ["plekken_slaapzaal", "plekken_eenpersoons", "plekken_nood"]
    assert (share.scored.minimum, share.scored.maximum) == (0, 100)


def test_only_voorzieningen_is_exempt():
    """No question but whether there is shelter at all may turn a better answer into a worse level."""
    assert list(indicator.exceptions) == ["voorzieningen"]


def test_returns_are_no_promise():
    """The societal returns stand in the background, with their doubt, and in no rule."""
    assert len(indicator.background) == 4
    assert any("MKBA" in doubt and "geen belofte" in doubt for doubt in indicator.doubts)
    assert not any("euro" in rule.because for rule in indicator.rules)
