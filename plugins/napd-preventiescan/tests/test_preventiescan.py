from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

import napd_preventiescan
from napd.testing import parametrize_with_checks
from napd_preventiescan import indicator

CASES = Path(napd_preventiescan.__file__).with_name("cases.csv")
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


@parametrize_with_checks(indicator, cases=CASES)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this one indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd"]
    points = distribution("napd-preventiescan").entry_points.select(group="napd")
    assert declared == {"preventiescan": "napd_preventiescan"}
    assert {point.name: point.value for point in points} == declared
    assert napd_preventiescan.napd_indicators() == [indicator]
    assert indicator.id == "preventiescan"


def test_says_whose_words():
    """The wording is said to be napd's and not VNG's, and each outside figure names its source."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert all(figure.source.title for figure in indicator.background)


def test_background_questions_decide_nothing():
    """The questions outside the rubric are asked, but not required and in no rule."""
    background = {"destigmatisering"}
    assert {question.id for question in indicator.questions if not question.required} == background
    assert not background & {
        atom.question for rule in indicator.rules if rule.when is not None for atom in rule.when.atoms()
    }


def test_municipalities_answer_only_deelname():
    """Only deelname is asked of municipalities; the region sees a percentage."""
    asked = {q.id: q for q in indicator.asked if indicator.answered_by(q) == "municipality"}
    assert list(asked) == ["deelname"]
    assert (asked["deelname"].scored.unit, asked["deelname"].scored.maximum) == ("%", 100)
