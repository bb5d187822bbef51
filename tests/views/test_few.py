"""Regions that skipped a round: what changed for them is found without comparing all others."""

from __future__ import annotations

import pytest

from napd import score
from napd.views.views import Views

BEFORE, LAST, NOW = "2024-12", "2025-06", "2025-12"
TABLES = ("changes", "changed_answers")


@pytest.fixture(scope="module")
def result(request):
    """The national example, in which some regions skipped the round of June."""
    return score(request.config.rootpath / "examples/landelijk-FICTIEF/answers.csv")


@pytest.fixture(scope="module")
def whole(result):
    """The views of it, in which all regions are compared."""
    views = Views(result)
    views.comparison(BEFORE, NOW)
    return views


@pytest.fixture(scope="module")
def skipped(result):
    """The regions whose last round before December was a year before."""
    regions = {area.code: Views(result).scores(area.code) for area in result.framework.areas.regions()}
    return [code for code, rounds in regions.items() if BEFORE in rounds and LAST not in rounds and NOW in rounds]


@pytest.mark.parametrize("name", TABLES)
def test_what_changed_for_few(result, whole, skipped, name):
    """The rows of each are those of comparing all regions; the others are not compared for it."""
    views = Views(result)
    assert 0 < len(skipped) < 10
    for code in skipped:
        assert views.changes(BEFORE, NOW, name, code) == whole.changes(BEFORE, NOW, name, code) != []
    assert list(views._comparisons) == []


@pytest.mark.parametrize("name", TABLES)
def test_what_changed_for_most(result, whole, skipped, name):
    """Who asks for another round than its last, and who is among most, gets the rows of comparing all."""
    views = Views(result)
    assert views.changes(BEFORE, NOW, name, "MO0402") == whole.changes(BEFORE, NOW, name, "MO0402")
    assert list(views._comparisons) == [(BEFORE, NOW)]
    assert views.changes(BEFORE, NOW, name, skipped[0]) == whole.changes(BEFORE, NOW, name, skipped[0])
    assert views.changes(LAST, NOW, name, "MO0402") == whole.changes(LAST, NOW, name, "MO0402")
    assert list(views._comparisons) == [(BEFORE, NOW), (LAST, NOW)]
