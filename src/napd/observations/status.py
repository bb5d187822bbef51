"""The status of a figure, by the letters of SDMX (CL_OBS_STATUS)."""

from __future__ import annotations

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    "A": "", "P": "voorlopig", "E": "geschat", "I": "bijgeschat", "B": "breuk in de reeks", "D": "andere definitie",
    "U": "weinig betrouwbaar", "Q": "niet getoond", "L": "niet aangeleverd", "M": "bestaat niet", "O": "ontbreekt",
}  # fmt: skip
"""Each letter with what it means to people; of a normal value nothing is said."""
ESTIMATED = ("E", "I")
HIDDEN = "Q"
MISSING = ("L", "M", "O")
WITHOUT = (HIDDEN, *MISSING)
"""Those of a figure without a value: it can be anything that can be counted."""
_WORST = ("A", "P", "B", "D", "I", "E", "U")


def worst(*letters: str) -> str:
    """The status of what is computed from figures: that of the least sure; low reliability where one has no value."""
    return "U" if {*letters} & {*WITHOUT} else max(letters, key=_WORST.index)
