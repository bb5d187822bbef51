"""A folder that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from napd.errors import NapdError

FIRST = "index.html"


@contextmanager
def whole_folder(target: Path, mark: str, folders: Collection[str]) -> Iterator[Path]:
    """A folder beside its place, which takes that place when it is complete and on disk; and goes when it is not.

    Args:
        target: the place. What is there gives way when it is empty, or its first page has the mark and beside it are
            only pages and folders of ours.
        mark: by what a first page of ours is known, up to the version in it.
        folders: the names of our folders.

    Raises:
        NapdError: when something else is there, which is left as it is.
        OSError: when it cannot be written.
    """
    shown, target = target, target.resolve()
    if strange := _strange(target, mark, folders):
        raise NapdError(f"{shown} {strange}, and is left as it is: name another folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield built
        _to_disk(built)
        built.chmod(0o755)
        _put(built, target)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _strange(target: Path, mark: str, folders: Collection[str]) -> str:
    """What of a place keeps us from replacing it; '' where nothing does."""
    if not target.exists():
        return ""
    if not target.is_dir():
        return "is no folder"
    if not _is_ours(target / FIRST, mark):
        return "has other things in it" if any(target.iterdir()) else ""
    others = [path.name for path in target.iterdir() if path.suffix != ".html" and path.name not in folders]
    return f"has other things in it beside a report, such as {min(others)}" if others else ""


def _is_ours(page: Path, mark: str) -> bool:
    """Whether a page has the mark, of whichever version."""
    return page.is_file() and mark.rpartition(" ")[0] in page.read_text(encoding="utf-8", errors="replace")


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
