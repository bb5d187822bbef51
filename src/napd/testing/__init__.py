"""For plugin authors: every law of napd on an indicator, its cases, and random answers to it.

    from napd.testing import parametrize_with_checks

    @parametrize_with_checks(indicator, cases=CASES)
    def test_indicator(check):
        check()

The names are loaded when they are first used: `pytest` loads this package wherever napd is installed, and hypothesis is
needed for the strategies alone.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd.testing.answering import answers, rounds
    from napd.testing.casebook import Case, cases, prove
    from napd.testing.checks import LAWS, Check, checks_of, parametrize_with_checks
    from napd.testing.strategies import indicators

__all__ = [
    "LAWS", "Case", "Check", "answers", "cases", "checks_of", "indicators", "parametrize_with_checks", "prove",
    "rounds",
]  # fmt: skip

_ROOMS = {
    "answering": ("answers", "rounds"),
    "casebook": ("Case", "cases", "prove"),
    "checks": ("LAWS", "Check", "checks_of", "parametrize_with_checks"),
    "strategies": ("indicators",),
}
_ROOM_OF = {name: f"napd.testing.{room}" for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name from its room."""
    if room := _ROOM_OF.get(name):
        return getattr(import_module(room), name)
    raise AttributeError(f"module 'napd.testing' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
