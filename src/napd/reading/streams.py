"""Streams: standard input and pipes. They can be read once only, so they are kept in a file while they are used."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from pathlib import Path

from napd.errors import NapdError
from napd.reading.files import file_source
from napd.reading.sources import Source
from napd.reading.stamp import name_of

STDIN = "-"


def is_stream(path: Path) -> bool:
    """Whether a path names standard input, a pipe or the like, and no file."""
    return str(path) == STDIN or not path.is_file()


def stream_source(path: Path) -> Source:
    """The source for what a stream holds, by its first bytes, as for a file.

    Raises:
        NapdError: when it cannot be read, or kept.
    """
    name = "stdin" if str(path) == STDIN else name_of(path)
    handle, kept = tempfile.mkstemp(prefix="napd-")
    try:
        with os.fdopen(handle, "wb") as copy:
            if str(path) == STDIN:
                shutil.copyfileobj(sys.stdin.buffer, copy)
            else:
                with path.open("rb") as stream:
                    shutil.copyfileobj(stream, copy)
        source = file_source(Path(kept), name)
    except OSError as error:
        Path(kept).unlink(missing_ok=True)
        raise NapdError(f"{name}: it cannot be read: {error.strerror or error}") from error
    weakref.finalize(source, Path(kept).unlink, missing_ok=True)
    return source
