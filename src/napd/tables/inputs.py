"""Inputs: the files that are read for what is written, over which nothing is ever written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

READ: ContextVar[frozenset[Path]] = ContextVar("read", default=frozenset())


@contextmanager
def reading(paths: Iterable[str | Path]) -> Iterator[None]:
    """Protect files from all that is written meanwhile; what is not a file, or is not there, needs it not."""
    token = READ.set(READ.get() | {Path(path) for path in paths if os.path.isfile(path)})  # noqa: PTH113 - str or Path
    try:
        yield
    finally:
        READ.reset(token)


def is_input(path: Path) -> bool:
    """Whether a file that is there is read for this: by this name or another, through links of either kind."""
    mine = _identity(path)
    return mine is not None and any(mine == _identity(file) for file in READ.get())


def _identity(path: Path) -> tuple[int, int] | None:
    """What identifies a file, whatever it is called; nothing for a file that cannot be seen."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a third of the time, for each of thousands of files
    except OSError:
        return None
    return found.st_dev, found.st_ino


def inputs_in(folder: Path) -> list[Path]:
    """The files that are read and stand in a folder, at whatever depth."""
    inside = Path(os.path.realpath(folder))
    return sorted(file for file in READ.get() if Path(os.path.realpath(file)).is_relative_to(inside))
