from __future__ import annotations

import pytest

from napd.decision import lookup


@pytest.fixture(params=[1_000_000, 1], ids=["looked up", "walked"])
def _both_paths(request, monkeypatch):
    """Outcomes are looked up for every combination of codes, or walked to for each score."""
    monkeypatch.setattr(lookup, "MOST_CODES", request.param)
