"""A folder that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from napd.errors import NapdError
from napd.tables.inputs import inputs_in

Strange = Callable[[Path], str]
"""What of a folder keeps us from replacing it, as the end of "it ..."; '' where nothing does."""


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, if there is none.

    Raises:
        NapdError: when something else is there, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NapdError(f"{folder}: it is not a folder, and is left as it is; name another") from None
    except OSError as error:
        raise NapdError(f"{folder}: it cannot be written: {error.strerror or error}") from error


@contextmanager
def whole_folder(target: Path, strange: Strange) -> Iterator[Path]:
    """A folder beside its place, which takes that place when it is complete and on disk; and goes when it is not.

    Args:
        target: the place. What is there gives way when it is a folder that is empty or not strange, and nothing in it
            is read for this; its mode stays.
        strange: looks at a folder that is there and not empty.

    Raises:
        NapdError: when something else is there, which is left as it is, or it cannot be written.
    """
    shown, target = target, Path(os.path.realpath(target))
    if why := _kept(target, strange):
        raise NapdError(f"{shown} {why}, and is left as it is: name another folder")
    made = _Made()
    try:
        made.begin(target)
        yield made.folder
        made.finish(target)
    except OSError as error:
        raise NapdError(f"{shown}: it cannot be written: {error.strerror or error}") from error
    except NapdError as error:  # of a file in it, by a name that nobody will see
        raise NapdError(str(error).replace(str(made.folder), str(shown))) from error
    finally:
        made.clear()


def _kept(target: Path, strange: Strange) -> str:
    """Why a place is left as it is; '' where it may be taken."""
    if not target.exists():
        return ""
    if not target.is_dir():
        return "is not a folder"
    if inside := inputs_in(target):
        return f"has {inside[0].name} in it, which is an input of this command"
    return strange(target) if any(target.iterdir()) else ""


class _Made:
    """A folder that is being made, and what has to go when it is, or when it fails."""

    def __init__(self) -> None:
        self._rests: list[Path] = []
        self._above: list[Path] = []

    def begin(self, target: Path) -> None:
        """Make it, beside its place; and note which of those above it were made for it."""
        self._above = [folder for folder in target.parents if not folder.exists()]
        target.parent.mkdir(parents=True, exist_ok=True)
        self.folder = self._beside(target)

    def _beside(self, target: Path) -> Path:
        folder = target.parent / f".napd-{secrets.token_hex(8)}"
        folder.mkdir()  # as umask says
        self._rests.append(folder)
        return folder

    def finish(self, target: Path) -> None:
        """Put it on disk and in its place; what was there goes only when the new one stands."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        if target.exists():
            self.folder.chmod(stat.S_IMODE(target.stat().st_mode))
            self._exchange(target)
        else:
            self.folder.rename(target)
        self._above = []

    def _exchange(self, target: Path) -> None:
        aside = self._beside(target)
        old = aside / "old"
        try:
            target.rename(old)
            self.folder.rename(target)
        finally:  # also where a signal to stop comes between the two
            if not target.exists():
                self._rests.remove(aside)  # what is in it goes only when it stands somewhere else
                old.rename(target)
                self._rests.append(aside)

    def clear(self) -> None:
        """Take away what is left: of a folder that failed all, with those above it that were made for it."""
        for rest in self._rests:
            shutil.rmtree(rest, ignore_errors=True)
        for folder in self._above:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
