"""How a file is named in what people read, and by what it is known to be as it was when it was first read."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

from napd.errors import NapdError


def name_of(path: Path) -> str:
    r"""A path as text that can be written anywhere: bytes that are no UTF-8 stand there as \xe9."""
    return os.fsencode(path).decode(errors="backslashreplace")


@frozen
class Stamp:
    """What of a file changes when its content does: which one it is, its size, and when it was written."""

    file: int
    size: int
    written: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """That of the file that is there now; of none where it cannot be seen."""
        try:
            found = path.stat()
        except OSError:
            return cls(0, 0, 0)
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


def insist_unchanged(source: object) -> None:
    """Refuse a file that was written to since it was first read: one half would be of then, the other of now.

    Raises:
        NapdError: naming the file.
    """
    stamp = getattr(source, "stamp", None)
    if stamp is not None and stamp != Stamp.of(source.path):  # type: ignore[attr-defined]  # it has both
        raise NapdError(f"{source.name}: the answers have changed since napd began to read them: score them again")  # type: ignore[attr-defined]
