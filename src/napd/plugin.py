"""What plugins build on, beside the public names of `napd` itself: reading answers, and commands.

As in napd, each name is loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in napd itself

if TYPE_CHECKING:
    from napd.answers.sources import TableSource
    from napd.framework.source_formats import SourceFormat
    from napd.tables.batch import Batch
    from napd.tables.problems import Problem
    from napd.tables.source import AnswerSource

__all__ = ["AnswerSource", "Batch", "Problem", "SourceFormat", "TableSource"]

_ROOMS = {
    "answers.sources": ("TableSource",),
    "framework.source_formats": ("SourceFormat",),
    "tables.batch": ("Batch",),
    "tables.problems": ("Problem",),
    "tables.source": ("AnswerSource",),
}
_ROOM_OF = {name: f"napd.{room}" for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name from its room."""
    if room := _ROOM_OF.get(name):
        from importlib import import_module

        return getattr(import_module(room), name)
    raise AttributeError(f"module 'napd.plugin' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
