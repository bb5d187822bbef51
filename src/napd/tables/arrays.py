"""Arrow arrays made of their buffers.

`pyarrow.array` imports pandas, where it is installed, to see whether it was given some of it: 0.3 seconds, more than
a million answers take. These do not look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def numbers(values: NDArray[Any], valid: NDArray[np.bool_] | None = None) -> pa.Array:
    """An array of the numbers or booleans in a numpy array, without a copy of numbers; null where one is not valid."""
    kind = pa.from_numpy_dtype(values.dtype)
    data = np.packbits(values, bitorder="little") if values.dtype == bool else np.ascontiguousarray(values)
    mask = None if valid is None else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.Array.from_buffers(kind, len(values), [mask, pa.py_buffer(data)])


def texts(parts: Sequence[str | None]) -> pa.StringArray:
    """An array of texts; null where one is None."""
    encoded = [(part or "").encode() for part in parts]
    offsets = np.zeros(len(parts) + 1, dtype=np.int32)
    np.cumsum([len(part) for part in encoded], out=offsets[1:])
    valid = np.array([part is not None for part in parts], dtype=bool)
    mask = None if valid.all() else pa.py_buffer(np.packbits(valid, bitorder="little"))
    return pa.StringArray.from_buffers(len(parts), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded)), mask)


def words(places: NDArray[np.int32], parts: pa.StringArray) -> pa.DictionaryArray:
    """A dictionary-encoded array, from the place of each text among the parts; null where it is negative."""
    valid = None if not len(places) or places.min() >= 0 else places >= 0
    return pa.DictionaryArray.from_arrays(numbers(places, valid), parts, safe=False)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The distinct numbers, ascending. `numpy.unique` loads numpy.ma to find them, a tenth of what a command takes."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]])


def met(column: pa.ChunkedArray) -> set[str]:
    """The distinct texts of a dictionary-encoded column without nulls; see `has_any`."""
    places = ((chunk.dictionary, distinct(filled(chunk.indices, 0))) for chunk in column.chunks)
    return {known[place].as_py() for known, used in places for place in used.tolist()}


def has_any(parts: pa.StringArray, signs: str) -> bool:
    """Whether one of these signs of ASCII may stand in a text: it does in the buffer, of which the array may be a part.

    Costs a pass over the bytes for each sign. The functions of `pyarrow.compute` are exact, and take as long to load as
    a round to read.
    """
    data = bytes(parts.buffers()[2] or b"")
    return any(sign in data for sign in signs.encode())


def filled(indices: pa.Int32Array, empty: int) -> NDArray[np.int32]:
    """The numbers in an array, without a copy where none is null; `empty` where one is."""
    valid, data = indices.buffers()
    numbers = np.frombuffer(data, dtype=np.int32)[indices.offset : indices.offset + len(indices)]
    if not indices.null_count:
        return numbers
    bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")
    return np.where(bits[indices.offset : indices.offset + len(indices)], numbers, np.int32(empty))
