from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import napd_opvang_ombouw
from napd.testing import parametrize_with_checks
from napd_opvang_ombouw import indicator

CASES = Path(napd_opvang_ombouw.__file__).with_name("cases.csv")
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@parametrize_with_checks(indicator, cases=CASES)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this one indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd"]
    points = distribution("napd-opvang-ombouw").entry_points.select(group="napd")
    assert declared == {"opvang-ombouw": "napd_opvang_ombouw"}
    assert {point.name: point.value for point in points} == declared
    assert napd_opvang_ombouw.napd_indicators() == [indicator]
    assert indicator.id == "opvang-ombouw"


def test_says_whose_words():
    """The wording is said to be napd's and not VNG's, and each outside figure names its source."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert all(figure.source.title for figure in indicator.background)


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
