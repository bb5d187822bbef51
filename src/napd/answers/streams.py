"""Streams: standard input and pipes. They can be read once only, so they are kept in a file while they are used."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from pathlib import Path

from napd.answers.files import file_source
from napd.answers.readers import Readers
from napd.answers.stamp import name_of
from napd.errors import NapdError
from napd.tables.source import AnswerSource
from napd.tables.whole import FULL

STDIN = "-"


def is_stream(path: Path) -> bool:
    """Whether a path names standard input, a pipe or the like, and no file."""
    return str(path) == STDIN or not path.is_file()


def stream_source(path: Path, readers: Readers) -> AnswerSource:
    """The source for what a stream holds, by its first bytes, as for a file.

    Raises:
        NapdError: when it cannot be read, or kept.
    """
    name = "stdin" if str(path) == STDIN else name_of(path)
    handle, copy = tempfile.mkstemp(prefix="napd-")
    kept = Path(copy)
    try:
        _keep(path, handle)
        source = file_source(kept, readers, name)
    except BaseException as error:
        kept.unlink()
        if not isinstance(error, OSError):
            raise
        where = f"kept in {kept.parent}" if error.errno in FULL else "read"
        raise NapdError(f"{name}: it cannot be {where}: {error.strerror or error}") from error
    weakref.finalize(source, kept.unlink, missing_ok=True)
    return source


def _keep(path: Path, handle: int) -> None:
    """Copy what a stream holds."""
    with os.fdopen(handle, "wb") as copy:
        if str(path) != STDIN:
            with path.open("rb") as stream:
                shutil.copyfileobj(stream, copy)
        elif sys.stdin:  # None where whoever began the process closed it: there is nothing to read
            shutil.copyfileobj(sys.stdin.buffer, copy)
