"""The numbers of Swing: values, and the special ones that say why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from napd.plugin import DataPoint

HIDDEN, NOT_APPLICABLE, MISSING = -99997, -99998, -99999
"""What contains a hidden or a missing number is hidden or missing too; what contains one that cannot be, is computed.

Empty, -99996, counts as nothing in a sum. It is never written: nothing that napd knows of is sure to be nothing.
"""


def number(point: DataPoint | None) -> float:
    """A number of Swing; if there is none the one that keeps every sum right."""
    return MISSING if point is None else _special(point, point.value)


def of_how_many(point: DataPoint | None) -> float:
    """Of how many it is a number."""
    return MISSING if point is None else _special(point, point.n)


def _special(point: DataPoint, value: float | None) -> float:
    if point.status == "Q" or point.confidentiality != "F":
        return HIDDEN
    if point.status == "M":
        return NOT_APPLICABLE
    return MISSING if value is None else value
