"""The tests of forms use the frameworks of the tests of the engine: `town` by hand, and the random `worlds`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))
sys.path.insert(0, str(Path(__file__).parent))
