"""What the tests of the engine share.

They import `slow` (the slow evaluation), `worlds` (random frameworks) and `town` (one by hand) by name.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def score_text(tmp_path):
    """Score a text, or bytes, as a CSV file, by the framework of `town`."""
    from town import scored

    def score_it(text):
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return scored(path)

    return score_it
