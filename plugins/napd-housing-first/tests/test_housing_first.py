from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import napd_housing_first
from napd.testing import parametrize_with_checks
from napd_housing_first import indicator

CASES = Path(napd_housing_first.__file__).with_name("cases.csv")
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@parametrize_with_checks(indicator, cases=CASES)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this one indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd"]
    points = distribution("napd-housing-first").entry_points.select(group="napd")
    assert declared == {"housing-first": "napd_housing_first"}
    assert {point.name: point.value for point in points} == declared
    assert napd_housing_first.napd_indicators() == [indicator]
    assert indicator.id == "housing-first"


def test_says_whose_words():
    """The wording is said to be napd's and not VNG's, and each outside figure names its source."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert all(figure.source.title for figure in indicator.background)


def test_background_questions_decide_nothing():
    """The questions outside the rubric are asked, but not required and in no rule."""
    background = {"plekken"}
    assert {question.id for question in indicator.questions if not question.required} == background
    assert not background & {
        atom.question for rule in indicator.rules if rule.when is not None for atom in rule.when.atoms()
    }


def test_places_are_added_up():
    """The places of the municipalities add up to a whole number of places without an upper bound."""
    places = indicator.question("plekken")
    assert indicator.answered_by(places) == "municipality"
    assert (places.scored.unit, places.scored.whole, places.scored.maximum) == ("plekken", True, None)
