"""The one way to write a file: beside its place, and moved there when it is complete and on disk.

What stands there is a person's until it is known to be no more than napd's own, and is then left alone. Links stay and
are followed, the mode of a file stays, and a device is written to.
"""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from filecmp import cmp
from pathlib import Path
from typing import Any, BinaryIO

from napd.errors import NapdError
from napd.tables.inputs import is_input
from napd.tables.people import Spared, holds_answers
from napd.tables.seal import seal

STREAMS = re.compile(r"/dev/(?:fd/(?P<fd>\d+)|(?P<name>stdout|stderr))|/proc/[^/]+/fd/(?P<own>\d+)")
"""Names of what is open already; behind them may be a file, which is not to be replaced."""
NUMBERS = {"stdout": 1, "stderr": 2}
LINKS = 40
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class LeftAlone(NapdError):  # noqa: N818 - what happened to a file
    """A file that is left as it is, with the reason and what to do."""


def insist_free(path: Path, spared: Spared = holds_answers, *, overwrite: bool = False) -> None:
    """Refuse a place that may not be written; before the work is done.

    Args:
        path: the place.
        spared: why a file that stands there is left alone; '' where it may be replaced.
        overwrite: whether whatever stands there may be replaced; what is read never is.

    Raises:
        LeftAlone: when what stands there is one of the files that are read, or is spared.
        NapdError: when it is a folder.
    """
    if why := _why_left(path, spared, overwrite=overwrite):
        raise LeftAlone(why)


def _why_left(path: Path, spared: Spared, *, overwrite: bool) -> str:
    """Why what stands in a place is spared; raises where it can never be replaced."""
    if Path(os.path.realpath(path)).is_symlink():
        raise NapdError(f"{path}: it is a link that leads to itself; name another file")
    if is_device(path) or not path.exists():
        return ""
    if path.is_dir():
        raise NapdError(f"{path}: it is a folder; name a file")
    if is_input(path):
        raise LeftAlone(f"{path}: it is an input of this command, so it is left as it is; name another file")
    why = "" if overwrite else spared(path)
    return why and f"{path}: {why}, so it is left as it is; name another file, or use --overwrite"


@contextmanager
def whole(
    path: Path, spared: Spared = holds_answers, *, overwrite: bool = False, sealed: bool = False
) -> Iterator[BinaryIO]:
    """A file to write to, that takes its place when it is complete; and goes when it is not.

    Args:
        path: its place.
        spared: why a file that stands there is left alone, unless it says just the same; '' where it may be replaced.
        overwrite: whether whatever stands there may be replaced; what is read never is.
        sealed: whether a workbook says by itself, later, that nobody typed in it.

    Raises:
        LeftAlone: as `insist_free`; where it is spared, in the end.
        NapdError: when it cannot be written; not for what goes wrong with anything else meanwhile.
    """
    why = _why_left(path, spared, overwrite=overwrite)
    with _blamed(path) as blame:
        if is_device(path):
            with tempfile.TemporaryFile() as raw, _open(raw.fileno(), blame) as file:
                yield file
                with blame.taken():
                    file.flush()
                    raw.seek(0)
                    _to_device(raw, path)
        else:
            with _beside(Path(os.path.realpath(path)), why, blame) as file:
                yield file
                with blame.taken():
                    file.flush()
                    if sealed:
                        seal(file)
                    os.fsync(file.fileno())


def write_whole(path: Path, content: str | bytes, spared: Spared = holds_answers, **how: Any) -> Path:
    """Write a text or bytes, as `whole` does; a text as UTF-8, with line ends as they are."""
    with whole(path, spared, **how) as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


class _Blame:
    """What the disk failed at."""

    error: OSError | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Note an error of the disk."""
        try:
            yield
        except OSError as error:
            self.error = self.error or error
            raise


@contextmanager
def _blamed(path: Path) -> Iterator[_Blame]:
    """Where the disk fails, whatever that makes others raise is told as what it is."""
    blame = _Blame()
    try:
        yield blame
    except BaseException as error:
        disk = blame.error or _of_disk(error)
        if disk is None or isinstance(error, KeyboardInterrupt):
            raise
        raise NapdError(f"{path}: it cannot be written: {disk.strerror or disk}") from error


def _of_disk(error: BaseException | None) -> OSError | None:
    """A full disk that is behind an error: whoever writes may have further files while it works."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return error
        error = error.__cause__ or error.__context__
    return None


class _File(io.BufferedRandom):
    """A file that others write to; once the disk failed, or it has gone, nothing more happens to it.

    What has it open may try again when it is forgotten, as a zip does, and would complain a second time.
    """

    def __init__(self, raw: io.FileIO, blame: _Blame) -> None:
        super().__init__(raw)
        self._blame, self.gone = blame, False

    def write(self, data: Any) -> int:
        """Write, unless there is no sense in it any more."""
        if self.gone or self._blame.error:
            return memoryview(data).nbytes
        with self._blame.taken():
            return super().write(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place in it."""
        if self.gone or self._blame.error:
            return 0
        with self._blame.taken():
            return super().seek(offset, whence)

    def tell(self) -> int:
        """The place where it is."""
        return 0 if self.gone or self._blame.error else super().tell()

    def flush(self) -> None:
        """Hand all to the system."""
        if not (self.gone or self._blame.error):
            with self._blame.taken():
                super().flush()


@contextmanager
def _open(handle: int, blame: _Blame) -> Iterator[_File]:
    """A file of a handle, which others may forget to close, or hold for longer than it is there."""
    file = _File(io.FileIO(handle, "r+b", closefd=False), blame)
    try:
        yield file
    finally:
        with suppress(OSError, ValueError):  # full, or closed by whoever wrote to it
            file.flush()
        file.gone = True


@contextmanager
def _beside(target: Path, why_left: str, blame: _Blame) -> Iterator[_File]:
    """A file beside a place, without any name of ours that could be too long, that is moved there in the end."""
    made = target.parent / f".napd-{secrets.token_hex(8)}"
    try:
        with blame.taken():
            handle = _made(made, target)
        try:
            with _open(handle, blame) as file:
                yield file
        finally:
            os.close(handle)
        if why_left and not cmp(made, target, shallow=False):
            raise LeftAlone(why_left)
        if not why_left:
            with blame.taken():
                made.replace(target)
    finally:
        with suppress(OSError):
            made.unlink()


def _made(made: Path, target: Path) -> int:
    """Make a file as umask says, or with the owner, where that is allowed, and the mode of the one it is to replace."""
    there = target.exists()
    if there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle = os.open(made, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if there else 0o666)
    if there:
        found = target.stat()
        with suppress(OSError, AttributeError):  # only root gives files away, and Windows has no owners of this kind
            os.chown(made, found.st_uid, found.st_gid)
        made.chmod(stat.S_IMODE(found.st_mode))
    return handle


def is_device(path: Path) -> bool:
    """Whether a place is a device, a pipe or something open, such as /dev/stdout: it is written to, never replaced."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or _stream(path) is not None


def _stream(path: Path) -> int | None:
    """The number of what is open already, by the name of a stream or of a link to one."""
    for _ in range(LINKS):
        plain = os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118 - the last link is not followed
        for name in (str(path), plain):
            if found := STREAMS.fullmatch(name):
                return NUMBERS.get(found["name"] or "", int(found["fd"] or found["own"] or 0))
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _to_device(file: BinaryIO, path: Path) -> None:
    """Write all to a device; one that wants no more has had enough."""
    number = _stream(path)
    sys.stdout.flush()
    try:
        with path.open("wb") if number is None else os.fdopen(os.dup(number), "wb") as device:
            shutil.copyfileobj(file, device)
    except BrokenPipeError:
        return
