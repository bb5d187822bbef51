"""What the tests of reading share."""

from __future__ import annotations

import pytest


@pytest.fixture
def score_text(tmp_path):
    """Score a text, or bytes, as a CSV file, by the framework of `town`."""
    from town import scored

    def score_it(text):
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return scored(path)

    return score_it
