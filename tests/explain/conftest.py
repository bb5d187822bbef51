"""What the tests of explanations share: they import `town`, a framework by hand, from the tests of the engine."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "engine"))
