"""Ten rubrics show what can be said: each is short, is said to be invented, and keeps every law of the kit."""

from __future__ import annotations

from pathlib import Path

import pytest

from napd import read_indicator
from napd.testing import checks_of

FOLDER = Path(__file__).parents[2] / "examples" / "rubrics-FICTIEF"
RUBRICS = sorted(FOLDER.glob("*.toml"))
MOST_LINES = 60
LAWS = [
    pytest.param(check, id=str(check))
    for path in RUBRICS
    for check in checks_of(read_indicator(path), path.with_suffix(".csv"))
]


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_each_is_short_and_said_to_be_invented(path):
    """A rubric takes less than 60 lines, and says in its title and its doubts that it is invented."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < MOST_LINES
    indicator = read_indicator(path)
    assert "FICTIEF" in indicator.title
    assert any("verzonnen" in doubt for doubt in indicator.doubts)
    assert f"`{path.name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("check", LAWS)
def test_laws(check):
    """Every law of napd holds of each."""
    check()
