from __future__ import annotations

import pytest
from sample import CASES

from napd import Indicator
from napd.testing import casebook, checks_of


@pytest.fixture(autouse=True)
def _compiled_anew():
    """What the kit keeps of an indicator is neither made by a broken napd nor hidden from it."""
    casebook._layout.cache_clear()
    casebook._rubric.cache_clear()
    yield
    casebook._layout.cache_clear()
    casebook._rubric.cache_clear()


@pytest.fixture
def failing(tmp_path):
    """Run every check of an indicator; give what the failing ones say, by their name."""

    def run(indicator: Indicator, text: str | None = CASES) -> dict[str, str]:
        path = tmp_path / "cases.csv"
        path.write_text(text or "", encoding="utf-8")
        found = {}
        for check in checks_of(indicator, None if text is None else path):
            try:
                check()
            except AssertionError as error:
                found[check.name] = str(error)
        return found

    return run
