"""Encodings: whether a text file is UTF-8, UTF-16 with or without its mark, or what an older Excel writes."""

from __future__ import annotations

from codecs import getincrementaldecoder
from functools import partial
from typing import BinaryIO

from napd.tables.decoding import UTF8, WINDOWS, marked

SAMPLE = 1 << 10
PIECE = 1 << 22
ESCAPED = range(0xDC80, 0xDD00)
"""What stands for a byte that is no UTF-8, where it is read so that none is lost."""
UNUSED = b"\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 does not have."""


def encoding_of(file: BinaryIO) -> str:
    """The encoding of a text file that was opened; reads it, if need be to its end."""
    start = file.read(SAMPLE)
    file.seek(0)
    return marked(start) or _unmarked(start) or (WINDOWS if is_windows(file) else UTF8)


def _unmarked(start: bytes) -> str:
    """The kind of UTF-16 without a mark, known by plain letters, of which every other byte is none; or nothing."""
    for name, letters, halves in (("utf-16-le", start[::2], start[1::2]), ("utf-16-be", start[1::2], start[::2])):
        if halves and letters.count(0) == 0 and halves.count(0) > len(halves) // 2:
            return name
    return ""


def is_windows(file: BinaryIO) -> bool:
    """Whether a file from here on is Windows-1252: none of its letters is UTF-8, and all are letters of Windows-1252.

    A file in which some letters are UTF-8 and others are not was damaged; to read it as Windows-1252 would damage the
    others too.
    """
    decoder, broken = getincrementaldecoder("utf-8")(errors="surrogateescape"), False
    for piece in iter(partial(file.read, PIECE), b""):
        if not broken and piece.isascii():
            continue
        signs = set(decoder.decode(piece))
        damaged = any(ord(sign) in ESCAPED for sign in signs)
        if any(not sign.isascii() and ord(sign) not in ESCAPED for sign in signs) or set(piece) & set(UNUSED):
            return False
        broken = broken or damaged
    return broken
