"""What the options before a command add to the framework, for every command alike."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from napd.framework.local import Local

BLOCK = "NAPD_BLOCK"
"""The environment variable with the names of plugins to leave alone, with commas between them."""


class Added(NamedTuple):  # not of attrs, which the help does without
    """Paths of indicator files and of plugins that are not installed, and names of plugins to leave alone."""

    files: Sequence[str] = ()
    plugins: Sequence[str] = ()
    blocked: Sequence[str] = ()


ADDED: ContextVar[Added] = ContextVar("added", default=Added())  # noqa: B039 - a tuple of nothing

TOLD: ContextVar[bool] = ContextVar("told", default=False)
"""Whether it is said that they are trusted code."""


def add(files: Sequence[str] | None, plugins: Sequence[str] | None, blocked: Sequence[str] | None) -> None:
    """Keep what the options say, for `given`; nothing is read or imported yet."""
    ADDED.set(Added(files or (), plugins or (), blocked or ()))
    TOLD.set(False)


def given() -> Local:
    """What the options add; says on stderr, the first time, that a plugin is trusted code.

    Raises:
        NapdError: with a line for each fault: a path without a plugin, what is wrong with a file, an unknown name.
    """
    from napd.cli.show import say
    from napd.framework.local import Local

    added = ADDED.get()
    _check(added.blocked)
    found = Local.of(added.plugins, added.files, (*added.blocked, *_blocked_here()))
    for path in () if TOLD.get() else added.plugins:
        say(f"napd: {path} is run as a plugin: trusted code, which can do whatever Python can do")
    TOLD.set(True)
    return found


def blocked_names() -> set[str]:
    """The names of plugins, or of their distributions, that are left alone."""
    return {*ADDED.get().blocked, *_blocked_here()}


def _blocked_here() -> list[str]:
    """The names in the environment; one that is not installed there does no harm."""
    return [name.strip() for name in os.environ.get(BLOCK, "").split(",") if name.strip()]


def _check(names: Sequence[str]) -> None:
    from napd.errors import NapdError, nearest
    from napd.framework.plugins import every

    known = {name for plugin in (every() if names else ()) for name in (plugin.name, plugin.distribution)}
    if strange := [name for name in names if name not in known]:
        raise NapdError("\n".join(f"--block: no plugin {n!r} is installed.{nearest(n, known)}" for n in strange))
