"""The status of a figure, by the letters of SDMX (CL_OBS_STATUS)."""

from __future__ import annotations

STATUSES = ("A", "P", "E", "I", "B", "D", "U", "Q", "L", "M", "O")
"""Each letter; `figures.status` in texts has what it means to people."""
ESTIMATED = ("E", "I")
HIDDEN = "Q"
MISSING = ("L", "M", "O")
WITHOUT = (HIDDEN, *MISSING)
"""Those of a figure without a value: it can be anything that can be counted."""
_WORST = ("A", "P", "B", "D", "I", "E", "U")


def worst(*letters: str) -> str:
    """The status of what is computed from figures: that of the least sure; low reliability where one has no value."""
    return "U" if {*letters} & {*WITHOUT} else max(letters, key=_WORST.index)
