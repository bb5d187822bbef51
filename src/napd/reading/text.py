"""Text: what stands in a column of any type, as a person would write it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from napd.model.values import THOUSANDS
from napd.tables.arrays import texts, words

TEXT = pa.dictionary(pa.int32(), pa.string())


def is_text(kind: pa.DataType) -> bool:
    """Whether a column of a type can be read as text."""
    try:
        as_text(pa.nulls(0, kind))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        return False
    return True


def as_text(column: pa.Array) -> pa.DictionaryArray:
    """Any column of an Arrow table as dictionary-encoded text: numbers as digits, lists with | between the parts.

    What is not UTF-8 text keeps a replacement character, by which the check knows it.
    """
    if pa.types.is_string(column.type) and not len(column):
        return words(np.zeros(0, dtype=np.int32), texts(()))
    if column.type == TEXT and _is_utf8(column.dictionary):
        return column
    column = getattr(column, "storage", column)
    if pa.types.is_nested(column.type):
        column = _joined(column)
    if _has_decimals(column.type):
        column = _digits(column)
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.binary() if _is_binary(column.type) else pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), _utf8(column.dictionary))


def _has_decimals(kind: pa.DataType) -> bool:
    return bool(pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _digits(numbers: pa.Array) -> pa.StringArray:
    """Numbers as text, of which the decimals cannot be taken for thousands, for here they can be no such thing."""
    return pc.replace_substring_regex(numbers.cast(pa.string()), rf"^({THOUSANDS.pattern})$", r"\10")


def _is_binary(kind: pa.DataType) -> bool:
    kinds = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view, pa.types.is_fixed_size_binary)
    return any(is_kind(kind) for is_kind in kinds)


def _joined(lists: pa.Array) -> pa.Array:
    """The parts of each list with | between them; of no list, and of an empty one, no text."""
    lengths = pc.list_value_length(lists).fill_null(0).to_numpy()
    offsets = pa.array(np.concatenate(([0], np.cumsum(lengths))), pa.int32())
    parts = lists.flatten().cast(pa.string()).fill_null("")
    return pc.binary_join(pa.ListArray.from_arrays(offsets, parts), "|")


def _is_utf8(texts: pa.StringArray) -> bool:
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _utf8(texts: pa.Array) -> pa.StringArray:
    if _has_decimals(texts.type):
        return _digits(texts)
    try:
        text = texts.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        parts = [part and part.decode(errors="replace") for part in texts.cast(pa.binary()).to_pylist()]
        return pa.array(parts, pa.string())
    return text
