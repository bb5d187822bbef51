"""Sizes: how much memory a compressed file may take when it is unpacked, and how many rows it may come to.

A file of a few kilobytes can say that a cell is a gigabyte of one letter, or that one row is there a thousand million
times. What a file says of itself is looked at before anything is unpacked.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa

FREE, TIMES = 32 << 20, 500
"""Bytes that any file may come to, and how many times its own size beyond these."""
ROWS, ROWS_PER_BYTE = 5_000_000, 20
"""So it is for its rows."""


def insist_moderate(size: int, unpacked: int, rows: int) -> None:
    """Refuse a file that is too large when it is unpacked.

    Args:
        size: of the file, in bytes.
        unpacked: how many bytes of it are unpacked at a time.
        rows: how many it has.

    Raises:
        ValueError: saying what is too large.
    """
    if unpacked > FREE + TIMES * size:
        raise ValueError(f"it is {size:,} bytes, and says it is {unpacked:,} when unpacked")
    if rows > ROWS + ROWS_PER_BYTE * size:
        raise ValueError(f"it is {size:,} bytes, and says it has {rows:,} rows")


def arrow_size(file: Any) -> int:
    """How many bytes an Arrow file, or stream, comes to, by what it says; 0 where it cannot be followed.

    Args:
        file: open, at the beginning of its stream.
    """
    total = 0
    with suppress(pa.ArrowException, OSError, EOFError, StopIteration, struct.error):
        reader = pa.ipc.MessageReader.open_stream(file)
        while True:
            message = reader.read_next_message()
            total += sum(_buffers(message.metadata, message.body))
    return total


def _buffers(metadata: pa.Buffer, body: pa.Buffer | None) -> Iterator[int]:
    """The sizes of the buffers in a message, unpacked: each that is compressed begins with its own.

    These are a vector of pairs, offset and length, in a table of FlatBuffers: field 2 of a record batch.
    """
    message = TableSize.root(metadata)
    header, kind = message.table(2), message.byte(1)
    batch = header.table(1) if header and kind == DICTIONARY else header
    if body is None or batch is None or kind not in (DICTIONARY, BATCH):
        return
    packed = batch.place(3) is not None
    for start, length in batch.pairs(2):
        (says,) = struct.unpack_from("<q", body, start) if packed and length >= PREFIX else (length,)
        yield says if says >= 0 else length - PREFIX  # -1 stands before what became no smaller


DICTIONARY, BATCH = 2, 3
"""The kinds of messages that have buffers."""
PREFIX = 8


class TableSize:
    """A table of FlatBuffers: for each field where it is, by way of a table of offsets.

    Args:
        data: what it is in.
        at: where it begins.
    """

    def __init__(self, data: Any, at: int) -> None:
        self._data, self._at = data, at

    @classmethod
    def root(cls, data: Any) -> TableSize:
        """The table that data begin with."""
        return cls(data, struct.unpack_from("<I", data, 0)[0])

    def place(self, field: int) -> int | None:
        """Where a field is; None where it is not there."""
        offsets = self._at - struct.unpack_from("<i", self._data, self._at)[0]
        (size,) = struct.unpack_from("<H", self._data, offsets)
        entry = 4 + 2 * field
        (offset,) = struct.unpack_from("<H", self._data, offsets + entry) if entry < size else (0,)
        return self._at + offset if offset else None

    def byte(self, field: int) -> int:
        """A field that is a byte."""
        place = self.place(field)
        return 0 if place is None else int(struct.unpack_from("<B", self._data, place)[0])

    def table(self, field: int) -> TableSize | None:
        """A field that is a table."""
        place = self.place(field)
        return None if place is None else TableSize(self._data, place + struct.unpack_from("<I", self._data, place)[0])

    def pairs(self, field: int) -> Iterator[tuple[int, int]]:
        """A field that is a vector of pairs of numbers of 64 bits."""
        place = self.place(field)
        if place is not None:
            start = place + struct.unpack_from("<I", self._data, place)[0]
            (count,) = struct.unpack_from("<I", self._data, start)
            for number in range(min(count, len(self._data) // 16)):
                yield struct.unpack_from("<qq", self._data, start + 4 + 16 * number)
