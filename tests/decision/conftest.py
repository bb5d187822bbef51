from __future__ import annotations

import pytest

from napd.decision import bounds


@pytest.fixture(params=[1_000_000, 1], ids=["dense", "sparse"])
def _both_paths(request, monkeypatch):
    """Tables are kept over all combinations of codes, or worked out for each combination that occurs."""
    monkeypatch.setattr(bounds, "DENSE_CODES", request.param)
