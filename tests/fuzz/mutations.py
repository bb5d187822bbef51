"""Ways to break a valid file: bits, stretches, awkward signs, the parts of a zip, and repetition."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

LARGEST = 1 << 20
"""Bytes of an input at most."""
TOKENS = tuple(
    token if isinstance(token, bytes) else token.encode()
    for token in (
        b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b"\r\n", b"\t", b";", b",", b"|", b'"', b'""',
        b"'", b"=", b"-", b"+", b"@", b"%", b"#N/A", b"#VERW!", b"sep=;\n", b"[", b"]",
        b"{", b"}", b"(", b")", b"~", b"\\",
        b"0", b"-1", b"1e999", b"NaN", b"inf", b"9" * 400, b"1/0",
        b"12.500", b"1.000.000,5", b"1e-400",
        b"not ", b" and ", b" or ", b"<=", b"!=", b"count(", b"min(", b"age(",
        b"lambda: ", b"__import__", b"*", b"**",
        b"<a>", b"</a>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#1114111;", b"<![CDATA[",
        b"xml:space='preserve'",
        b't="b"', b't="s"', b't="e"', b't="inlineStr"', b's="99999999"', b'r="XFD1048576"', b'r="A0"', b"<v>1e400</v>",
        b'table:number-columns-repeated="1000000000"', b'table:number-rows-repeated="1000000"', b'text:c="100000000"',
        b'encoding="klingon"', b"standalone", b"xmlns:a='b'",
        "\u202e", "\u200b", "\u2028", "\x1b]8;;http://a\x07", "\x9b31m", "é", "e\u0301", "½", "☑", "☐", "🏠", "١٢",
        "\u22125", "MO0402", "GM0402", "2025-12", "0225-01-01", "31-02-2025", "dec-25", "ja", "regioplan", "status",
        b"\xed\xa0\x80", b"\xc3", b"id = ", b"[[rules]]\n", b"when = ", b'"""', b"'''",
        b"1979-05-27T07:32:00Z", b"a.b.c = 1\n",
    )
)  # fmt: skip
"""What readers have stumbled over, or might."""

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def part(draw: Random, data: bytes, longest: int = 64) -> slice:
    """A short stretch of the data."""
    start = draw.randrange(len(data) + 1)
    return slice(start, start + draw.randint(0, longest))


def put(data: bytes, where: slice, new: bytes) -> bytes:
    """The data with another stretch in it."""
    return data[: where.start] + new + data[where.stop :]


def flipped(draw: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Change single bits."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 8) if data else 0):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def without(draw: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Leave out a stretch, sometimes all that follows."""
    where = part(draw, data)
    return data[: where.start] if draw.random() < 0.2 else put(data, where, b"")


def with_token(draw: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Put in something awkward, or put it in the place of something."""
    where = part(draw, data, 8)
    return put(data, where if draw.random() < 0.5 else slice(where.start, where.start), draw.choice(TOKENS))


def spliced(draw: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Go on, from some place, as another valid file does."""
    other = draw.choice(others)
    return data[: part(draw, data).start] + other[part(draw, other).start :]


def again(draw: Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Write a stretch many times, so that work which grows faster than the input is seen."""
    where = part(draw, data, draw.choice((1, 8, 64, 512)))
    stretch = data[where] if draw.random() < 0.7 else draw.choice(TOKENS)
    times = min(2 ** draw.randint(1, 18), LARGEST // max(1, len(stretch)))
    return put(data, slice(where.stop, where.stop), stretch * times)


PLAIN: tuple[Mutation, ...] = (flipped, without, with_token, with_token, spliced, again)


def in_zip(draw: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Break one part of a zip, leave it out, or write it twice; the zip itself stays whole."""
    try:
        with ZipFile(BytesIO(data)) as file:
            parts = [(name, file.read(name)) for name in file.namelist()]
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        return draw.choice(PLAIN)(draw, data, others)
    at = draw.randrange(len(parts))
    name, content = parts[at]
    match draw.random():
        case chance if chance < 0.05:
            del parts[at]
        case chance if chance < 0.1:
            parts.append((name, content))
        case chance if chance < 0.15:
            parts[at] = (draw.choice(parts)[0], content)
        case _:
            for _ in range(draw.randint(1, 4)):
                content = draw.choice(PLAIN)(draw, content, [content])[:LARGEST]
            parts[at] = (name, content)
    return zipped(parts)


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip with these parts, of which two may have one name."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are what is meant
        for name, content in parts:
            file.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # without the time of the day
    return whole.getvalue()


def broken(draw: Random, valid: Sequence[bytes]) -> bytes:
    """A broken file, from the valid ones of its kind."""
    data = draw.choice(valid)
    if data.startswith(b"PK") and draw.random() < 0.9:
        return in_zip(draw, data, valid)
    for _ in range(draw.choice((1, 1, 2, 4, 8))):
        data = draw.choice(PLAIN)(draw, data, valid)[:LARGEST]
    return data
