"""The preview: a picture of the bars that stands beside an address where somebody shares a page; without any words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

from napd_report.badges import Badge

WIDTH, HEIGHT = 1200, 630
"""What places where people share pages ask for, in pixels."""
SIDE, GAP, LINE = 90, 22, 3
"""The space around the bars and between them, and the width of a line, in pixels."""
MOST = 8
"""The most bars."""
PAPER, INK = b"\xff\xff\xff", b"\x14\x20\x2b"
MARK = "made by napd"
Parts = Sequence[tuple[int, Badge]]
"""The parts of a bar: how many of each."""


def preview(bars: Iterable[Parts]) -> bytes:
    """A PNG of some bars, each as wide as the others; equal bars give equal bytes."""
    some = [parts for parts in bars if parts][:MOST]
    height = (HEIGHT - 2 * SIDE - GAP * (len(some) - 1)) // max(1, len(some))
    rows = [PAPER * WIDTH] * SIDE
    for parts in some:
        line, bar = INK * (WIDTH - 2 * SIDE), b"".join(_colours(parts))
        rows += [_between(line)] * LINE + [_between(bar)] * (height - 2 * LINE) + [_between(line)] * LINE
        rows += [PAPER * WIDTH] * GAP
    rows = [*rows, *[PAPER * WIDTH] * HEIGHT][:HEIGHT]
    return _png(rows)


def _colours(parts: Parts) -> Iterator[bytes]:
    """The pixels of a bar, from the left to the right: its parts, with a line around each."""
    wide, total, done, at = WIDTH - 2 * SIDE - LINE, sum(count for count, _ in parts), 0, 0
    for count, badge in parts:
        done += count
        end = round(wide * done / total)
        edge = min(LINE, end - at)
        yield INK * edge + bytes.fromhex(badge.look.fill.removeprefix("#")) * (end - at - edge)
        at = end
    yield INK * LINE


def _between(pixels: bytes) -> bytes:
    return PAPER * SIDE + pixels + PAPER * SIDE


def _png(rows: Iterable[bytes]) -> bytes:
    """Rows of pixels, of three bytes each, as a file."""
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    comment = b"Comment\0" + MARK.encode()
    chunks = (_chunk(b"IHDR", size), _chunk(b"tEXt", comment), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + kind + text + struct.pack(">I", zlib.crc32(kind + text))
