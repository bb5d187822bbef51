"""Write answers.csv: FICTIEF answers of every region and municipality. None of them is about the real ones.

    python examples/beschermd-thuis-FICTIEF/make.py

It is the script of landelijk-FICTIEF with the chances that stand here: the same regions, rounds and seed.
"""  # noqa: INP001 - a script with a module of its own, no package

from __future__ import annotations

import runpy
import sys
from pathlib import Path

NATIONAL = Path(__file__).parents[1] / "landelijk-FICTIEF"

if __name__ == "__main__":
    sys.path.append(str(NATIONAL))  # after this folder, so that its own chances.py counts
    runpy.run_path(str(NATIONAL / "make.py"), run_name="__main__")
