"""Text: what stands in a column of any type, as a person would write it."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa
from pyarrow import types

from napd.model.values import THOUSANDS
from napd.tables.arrays import texts, words

TEXT = pa.dictionary(pa.int32(), pa.string())
BYTES = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}
"""The types of text, and those of any bytes that are laid out alike."""
LISTS = (types.is_list, types.is_large_list, types.is_fixed_size_list, types.is_list_view, types.is_large_list_view)
BINARY = (types.is_binary, types.is_large_binary, types.is_binary_view, types.is_fixed_size_binary)


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of a type can be read as text."""
    try:
        as_text(pa.nulls(0, kind))
    except (pa.ArrowException, RecursionError):
        return False
    return True


def as_text(column: pa.Array) -> pa.DictionaryArray:
    """Any column of an Arrow table as dictionary-encoded text: numbers as digits, lists with | between the parts.

    A moment with a time zone is written as a clock there shows it. What is not UTF-8 text keeps a replacement
    character, by which the check knows it.

    Raises:
        pyarrow.ArrowException: for a type, or a moment, that cannot be text.
    """
    if types.is_string(column.type) and not len(column):
        return words(np.zeros(0, dtype=np.int32), texts(()))
    if column.type == TEXT and _is_utf8(column.dictionary):
        return column
    column = getattr(column, "storage", column)
    if types.is_dictionary(column.type):
        return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), _utf8(_written(column.dictionary)))
    encoded = _written(column).dictionary_encode()
    return pa.DictionaryArray.from_arrays(encoded.indices, _utf8(encoded.dictionary))


def insist_sound(column: pa.Array) -> None:
    """Look through an array that came from elsewhere: whatever reads a damaged one may end the process.

    Text of other bytes than UTF-8 is sound; `as_text` copes with it. Costs a pass over the array.

    Raises:
        pyarrow.ArrowException: where a length, an offset or an index points outside of the array.
    """
    column = getattr(column, "storage", column)
    if types.is_dictionary(column.type):
        insist_sound(column.dictionary)
        column.indices.validate(full=True)
        pa.DictionaryArray.from_arrays(column.indices, pa.nulls(len(column.dictionary)))
        return
    column.validate()
    column.view(_of_bytes(column.type)).validate(full=True)


def _of_bytes(kind: pa.DataType) -> pa.DataType:
    """A type with any bytes for text."""
    if any(is_list(kind) for is_list in LISTS[:2]):
        return (pa.list_ if types.is_list(kind) else pa.large_list)(
            kind.value_field.with_type(_of_bytes(kind.value_type))
        )
    return BYTES.get(kind, kind)


def _written(column: pa.Array) -> pa.Array:
    """The cells of a column that is no dictionary as text, or as bytes that should be text."""
    import pyarrow.compute as pc  # which is not needed for text, and takes as long to load as a round to read

    column = getattr(column, "storage", column)
    if types.is_run_end_encoded(column.type):
        return _written(pc.run_end_decode(column))
    if types.is_dictionary(column.type):
        return _written(column.dictionary_decode())
    if any(is_list(column.type) for is_list in LISTS):
        return _joined(column)
    if types.is_timestamp(column.type) and column.type.tz:
        column = pc.local_timestamp(column)
    if types.is_floating(column.type) or types.is_decimal(column.type):
        return _digits(column)
    return column.cast(pa.binary() if any(is_kind(column.type) for is_kind in BINARY) else pa.string())


def _digits(numbers: pa.Array) -> pa.StringArray:
    """Numbers as text, in digits alone, of which the decimals cannot be taken for thousands: here they are none."""
    import pyarrow.compute as pc

    written = numbers.cast(pa.string())
    short = pc.match_substring(written, "e", ignore_case=True).fill_null(False)  # noqa: FBT003 - 1.5e-7
    if pc.any(short).as_py():
        plain = pa.array([f"{Decimal(text):f}" for text in written.filter(short).to_pylist()], pa.string())
        written = pc.replace_with_mask(written, short, plain)
    return pc.replace_substring_regex(written, rf"^({THOUSANDS.pattern})$", r"\10")


def _joined(lists: pa.Array) -> pa.Array:
    """The parts of each list with | between them; of no list, and of an empty one, no text."""
    import pyarrow.compute as pc

    lengths = pc.list_value_length(lists).fill_null(0).to_numpy()
    offsets = pa.array(np.concatenate(([0], np.cumsum(lengths))), pa.int32())
    parts = _utf8(_written(lists.flatten())).fill_null("")
    return pc.binary_join(pa.ListArray.from_arrays(offsets, parts), "|")


def _is_utf8(texts: pa.StringArray) -> bool:
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _utf8(texts: pa.Array) -> pa.StringArray:
    try:
        text = texts.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        parts = [part and part.decode(errors="replace") for part in texts.cast(pa.binary()).to_pylist()]
        return pa.array(parts, pa.string())
    return text
