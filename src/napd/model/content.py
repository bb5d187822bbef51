"""The content of a file that somebody names: all of it, or a fault that says why not; and its records, if it is CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from os import PathLike
from pathlib import Path

from napd.errors import NapdError

MOST = 16 * 2**20
"""Of a file of definitions, in bytes: far more than any that people keep, and little enough to read at once."""


def content(path: str | PathLike[str], most: int = MOST) -> bytes:
    """What a file holds; reads no more of it than `most` bytes and one, so that even a file without an end is refused.

    Raises:
        NapdError: when it cannot be read, is too large, or its name can be that of no file.
    """
    try:
        with Path(path).open("rb") as file:
            found = file.read(most + 1)
    except OSError as error:
        raise NapdError(f"{path}: it cannot be read: {error.strerror}") from None
    except ValueError as error:  # a null in the name, or half a sign
        raise NapdError(f"{path}: no file can have this name: {error}") from None
    if len(found) > most:
        raise NapdError(f"{path}: it is larger than {most // 1024:,} KiB, and no such file needs to be")
    return found


def utf8(path: str | PathLike[str], most: int = MOST) -> str:
    """The same as text; raises `NapdError` also when it is not UTF-8."""
    try:
        return content(path, most).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NapdError(f"{path}: it is not UTF-8 text; save it as UTF-8") from None


def records(text: str, stopped: Callable[[int, str], None]) -> Iterator[tuple[int, list[str]]]:
    """The records of CSV text that hold something, each with the line on which it begins, the first being 1.

    Args:
        text: with commas, semicolons or tabs, whichever its first line has most of.
        stopped: takes the line from which on it is not CSV, and why; nothing is read from there.
    """
    head = text.lstrip().partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    line = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        stopped(line, str(error))
