"""Disclosure control: small counts are hidden, and every table is audited before it is written.

`protect` takes a `CountTable`, as it was counted, and gives a `Protected`; `write_counts` writes that, and
nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from napd_disclosure.choosing import chosen
    from napd_disclosure.count import CountTable, Dimension
    from napd_disclosure.hiding import Hiding
    from napd_disclosure.protected import Protected, write_counts
    from napd_disclosure.protection import Disclosed, protect
    from napd_disclosure.rules import Rules

__all__ = ["CountTable", "Dimension", "Disclosed", "Hiding", "Protected", "Rules", "chosen", "protect", "write_counts"]

_MODULES = {
    "CountTable": "count", "Dimension": "count", "Disclosed": "protection", "Hiding": "hiding",
    "Protected": "protected", "Rules": "rules", "protect": "protection",
    "chosen": "choosing", "write_counts": "protected",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load a name when it is first used: scipy takes a second that listing commands does without."""
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
