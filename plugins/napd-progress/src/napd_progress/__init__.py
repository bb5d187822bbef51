"""Progress: who has delivered what in a round, and the text of a letter to each region.

    from napd_progress import progress

    print(progress(result))

The names are loaded when they are first used, so that the help of the command loads little.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd_progress.delivery import Delivery
    from napd_progress.overview import Progress, progress

__all__ = ["Delivery", "Progress", "progress"]


def __getattr__(name: str) -> object:
    """Load a public name."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{'delivery' if name == 'Delivery' else 'overview'}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
