"""The seal of a workbook: it says that not a byte of it was changed since napd wrote it, so that nobody typed in it.

It stands in the comment of the zip, which every program that saves a workbook leaves out.
"""

from __future__ import annotations

import os
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

WORD = b"napd "
LENGTH = len(WORD) + 64
END = b"PK\x05\x06"
"""Begins what stands last in a zip: 22 bytes, of which the last two say how long a comment follows."""
LAST, LONG = 22, 2
PIECE = 1 << 20


def seal(file: BinaryIO) -> None:
    """Seal a zip without a comment, open for reading and writing; any other file is left as it is."""
    size = file.seek(0, os.SEEK_END)
    if size < LAST or not _ends(file, size):
        return
    comment = _comment(file, size - LONG)
    file.seek(size - LONG)
    file.write(comment)
    file.flush()


def sealed(content: bytes) -> bytes:
    """The bytes of a zip, sealed."""
    file = BytesIO(content)
    seal(file)
    return file.getvalue()


def is_sealed(path: Path) -> bool:
    """Whether a file is as napd wrote it; False also where it cannot be read."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END) - LENGTH
            if size < LAST:
                return False
            file.seek(size - LAST)
            last = file.read()
            return last.startswith(END) and last[LAST - LONG :] == _comment(file, size - LONG)
    except OSError:
        return False


def _ends(file: BinaryIO, size: int) -> bool:
    file.seek(size - LAST)
    last = file.read(LAST)
    return last.startswith(END) and last.endswith(b"\0\0")


def _comment(file: BinaryIO, size: int) -> bytes:
    """The seal of the first bytes of a file, after its length."""
    file.seek(0)
    found = sha256()
    while size > 0 and (piece := file.read(min(PIECE, size))):
        found.update(piece)
        size -= len(piece)
    return LENGTH.to_bytes(LONG, "little") + WORD + found.hexdigest().encode()
