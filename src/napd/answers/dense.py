"""Folding: several columns of small numbers become one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 1 << 20
"""The most different numbers; if there could be more, those in use are found by sorting."""
FEW = 1 << 12
Ints = NDArray[np.integer[Any]]
Columns = Sequence[tuple[Ints, int]]
"""For each column an int array of shape (rows,), and how many different numbers it can have, from 0 on."""


def folded(columns: Columns, few: int = MOST) -> tuple[Ints, list[Ints]]:
    """One number for the numbers of several columns together.

    Args:
        columns: the columns.
        few: where there could be more different numbers, those that are not in use go: it takes a pass over the rows,
            and keeps many columns of which few combinations occur from taking room for all.

    Returns:
        An int array of shape (rows,), and for each column an int array: what each of these numbers stands for there.
    """
    keys: Ints = np.zeros(len(columns[0][0]), dtype=np.int32)
    digits: list[Ints] = []
    count = 1
    for numbers, size in columns:
        if size > 1:
            wide = count * size > MOST
            keys = keys.astype(np.int64) * size + numbers if wide else keys * np.int32(size) + numbers
        digits = [*(np.repeat(digit, size) for digit in digits), np.tile(np.arange(size), count)]
        count *= size
        if few < count <= MOST:
            used, keys = _in_use(keys, count)
            digits, count = [digit[used] for digit in digits], len(used)
        elif count > MOST:
            used, keys = np.unique(keys, return_inverse=True)
            digits, count = [digit[used] for digit in digits], len(used)
    return keys, digits


def _in_use(keys: Ints, count: int) -> tuple[Ints, Ints]:
    """The numbers in use, and for each row the place of its own among them."""
    used = np.zeros(count, dtype=bool)
    used[keys] = True
    return np.flatnonzero(used), (np.cumsum(used, dtype=np.int32) - np.int32(1))[keys]


def distinct(columns: Columns) -> tuple[Ints, list[tuple[int, ...]]]:
    """The distinct rows of several columns, in ascending order.

    Returns:
        An int array of shape (rows,): for each row the place of its own among the distinct ones; and these.
    """
    keys, digits = folded(columns, FEW)
    used, places = _in_use(keys, len(digits[0]))
    return places, list(zip(*(digit[used].tolist() for digit in digits), strict=True))
