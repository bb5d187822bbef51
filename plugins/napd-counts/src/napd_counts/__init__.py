"""Records of people without a home: checked, pseudonymised, and counted into figures that are safe to publish.

For who writes a layout: `RecordLayout`, `Countable`, `Bands` and the checks. For who counts in Python: `read_delivery`
and `count_of`, of which the result goes to `napd_disclosure.protect`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from napd_counts.across import (
        Contradiction,
        HalfYearEnds,
        OneMoment,
        OtherSize,
        Overlapping,
        Twice,
        UnknownShare,
    )
    from napd_counts.births import YearOfBirth
    from napd_counts.checks import (
        UNKNOWN,
        AfterDelivery,
        BeforeBirth,
        DeliveryCheck,
        EndBeforeStart,
        LeftEmpty,
        LongOpen,
        NotKnown,
        OutsideFacility,
        RecordCheck,
        of_each,
    )
    from napd_counts.counting import CountRequest, count_of
    from napd_counts.delivery import RecordDelivery, read_delivery
    from napd_counts.layout import DAYS, Bands, Countable, RecordLayout, unknown
    from napd_counts.pseudonym import Secret

__all__ = [
    "DAYS",
    "UNKNOWN",
    "AfterDelivery",
    "Bands",
    "BeforeBirth",
    "Contradiction",
    "CountRequest",
    "Countable",
    "DeliveryCheck",
    "EndBeforeStart",
    "HalfYearEnds",
    "LeftEmpty",
    "LongOpen",
    "NotKnown",
    "OneMoment",
    "OtherSize",
    "OutsideFacility",
    "Overlapping",
    "RecordCheck",
    "RecordDelivery",
    "RecordLayout",
    "Secret",
    "Twice",
    "UnknownShare",
    "YearOfBirth",
    "count_of",
    "of_each",
    "read_delivery",
    "unknown",
]

_MODULES = {
    "Contradiction": "across",
    "HalfYearEnds": "across",
    "OneMoment": "across",
    "OtherSize": "across",
    "Overlapping": "across",
    "Twice": "across",
    "UnknownShare": "across",
    "YearOfBirth": "births",
    "UNKNOWN": "checks",
    "AfterDelivery": "checks",
    "BeforeBirth": "checks",
    "DeliveryCheck": "checks",
    "EndBeforeStart": "checks",
    "LeftEmpty": "checks",
    "LongOpen": "checks",
    "NotKnown": "checks",
    "OutsideFacility": "checks",
    "RecordCheck": "checks",
    "of_each": "checks",
    "CountRequest": "counting",
    "count_of": "counting",
    "RecordDelivery": "delivery",
    "read_delivery": "delivery",
    "DAYS": "layout",
    "Bands": "layout",
    "Countable": "layout",
    "RecordLayout": "layout",
    "unknown": "layout",
    "Secret": "pseudonym",
}


def __getattr__(name: str) -> object:
    """Load a name when it is first used: a layout needs no reader, and a list of figures needs no counting."""
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
