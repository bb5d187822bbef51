from __future__ import annotations

import csv
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import napd_regioplan
from napd.testing import parametrize_with_checks
from napd_regioplan import indicator

CASES = Path(napd_regioplan.__file__).with_name("cases.csv")
PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@parametrize_with_checks(indicator, cases=CASES)
def test_laws(check):
    """Every law of napd holds: it is proved, its cases come out, and each rule decides one of them."""
    check()


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this one indicator."""
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"]["napd"]
    points = distribution("napd-regioplan").entry_points.select(group="napd")
    assert declared == {"regioplan": "napd_regioplan"}
    assert {point.name: point.value for point in points} == declared
    assert napd_regioplan.napd_indicators() == [indicator]
    assert indicator.id == "regioplan"


def test_says_whose_words():
    """The wording is said to be napd's and not VNG's, and each outside figure names its source."""
    assert "van napd" in indicator.wording
    assert "niet van de VNG" in indicator.wording
    assert any("niet openbaar" in doubt for doubt in indicator.doubts)
    assert all(figure.source.title for figure in indicator.background)


def test_background_questions_decide_nothing():
    """The questions outside the rubric are asked, but not required and in no rule."""
    background = {"wonen_eerst_in_plan", "herkomst_in_plan", "vastgesteld_op"}
    assert {question.id for question in indicator.questions if not question.required} == background
    assert not background & {
        atom.question for rule in indicator.rules if rule.when is not None for atom in rule.when.atoms()
    }


def test_ervaringskennis_counts_before_the_plan():
    """Of all parties only ervaringskennis lifts a region that has commissioned its plan."""
    when = indicator.rules[2].when
    assert [atom.options for atom in when.atoms() if atom.question == "betrokken"] == [("ervaringskennis",)]


def test_gooi_en_vechtstreek():
    """The real region of September 2023 is niet-op-gang, and ervaringskennis alone would make it in-ontwikkeling."""
    case, other = (row for row in ROWS if row["case"].startswith("Gooi en Vechtstreek") and row["betrokken"])
    assert (case["level"], other["level"]) == ("niet-op-gang", "in-ontwikkeling")
    assert set(other["betrokken"].split("|")) - set(case["betrokken"].split("|")) == {"ervaringskennis"}
