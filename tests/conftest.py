"""What the tests of several rooms share.

They import `reference` (the slow proof) by name, however pytest is started.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
# No test measures time, so none fails on a busy machine
settings.register_profile("napd", deadline=None)
settings.load_profile("napd")
