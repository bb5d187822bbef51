"""A folder that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from napd.errors import NapdError

FIRST = "index.html"


@contextmanager
def whole_folder(target: Path, mark: str) -> Iterator[Path]:
    """A folder beside its place, which takes that place when it is complete and on disk; and goes when it is not.

    Args:
        target: the place. What is there gives way when it is empty, or its first page has the mark.
        mark: by what a first page of ours is known, up to the version in it.

    Raises:
        NapdError: when something else is there, which is left as it is.
        OSError: when it cannot be written.
    """
    if not _may_replace(target, mark):
        raise NapdError(f"{target} has other things in it, and is left as it is: name another folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield built
        _to_disk(built)
        built.chmod(0o755)
        _put(built, target)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _may_replace(target: Path, mark: str) -> bool:
    if not target.exists():
        return True
    if not target.is_dir():
        return False
    first = target / FIRST
    if first.is_file():
        return mark.rpartition(" ")[0] in first.read_text(encoding="utf-8", errors="replace")
    return not any(target.iterdir())


def _to_disk(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _put(built: Path, target: Path) -> None:
    """Move a folder to its place; what was there goes only when the new one stands."""
    if not target.exists():
        built.rename(target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    target.rename(old / "old")
    try:
        built.rename(target)
    except OSError:
        (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
