from __future__ import annotations

import subprocess
import sys

CODE = """
import napd.framework.plugins
from napd.model.questions import KINDS
from napd.model.rollup import ROLLUPS
before = {*KINDS, *ROLLUPS}
from napd.model.shape import OWN_KINDS, OWN_ROLLUPS
print(before >= {kind.__name__ for kind in (*OWN_KINDS, *OWN_ROLLUPS)}, len(OWN_KINDS) > 5)
"""


def test_every_kind_has_its_name_before_a_plugin_is_loaded():
    """So a plugin cannot give a kind of its own the name of one of napd, and napd then fail for it."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
