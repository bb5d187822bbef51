from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import napd_lhbtiq_training
from napd.testing import parametrize_with_checks
from napd_lhbtiq_training import indicator

CASES = Path(napd_lhbtiq_training.__file__).with_name("cases.csv")
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@parametrize_with_checks(indicator, cases=CASES)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this one indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd"]
    points = distribution("napd-lhbtiq-training").entry_points.select(group="napd")
    assert declared == {"lhbtiq-training": "napd_lhbtiq_training"}
    assert {point.name: point.value for point in points} == declared
    assert napd_lhbtiq_training.napd_indicators() == [indicator]
    assert indicator.id == "lhbtiq-training"


def test_says_whose_words():
    """The wording is said to be napd's and not VNG's, and each outside figure names its source."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert all(figure.source.title for figure in indicator.background)


def test_every_question_counts():
    """Every question is required and stands in a rule."""
    assert all(question.required for question in indicator.questions)
    used = {atom.question for rule in indicator.rules if rule.when is not None for atom in rule.when.atoms()}
    assert used == {question.id for question in indicator.questions}


def test_two_years_is_our_choice():
    """Wherever the period of two years is used, it is marked as napd's choice."""
    places = [indicator.question("laatste").help, indicator.rules[0].because, *indicator.doubts]
    marked = [text for text in places if "twee jaar" in text]
    assert len(marked) == 3
    assert all("keuze van napd" in text for text in marked)
