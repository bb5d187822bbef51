"""Folding: several columns of small numbers become one, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 1 << 20
"""So many different numbers at most; where there could be more, those in use are found by sorting."""
Ints = NDArray[np.integer[Any]]
Columns = Sequence[tuple[Ints, int]]
"""For each column an int array of shape (rows,), and how many different numbers it can have, from 0 on."""


def folded(columns: Columns) -> tuple[Ints, list[Ints]]:
    """One number for the numbers of several columns together.

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
        if count > MOST:
            used, keys = np.unique(keys, return_inverse=True)
            digits, count = [digit[used] for digit in digits], len(used)
    return keys, digits


def distinct(columns: Columns) -> tuple[Ints, list[tuple[int, ...]]]:
    """The distinct rows of several columns, in ascending order.

    Returns:
        An int array of shape (rows,): for each row the place of its own among the distinct ones; and these.
    """
    keys, digits = folded(columns)
    used = np.zeros(len(digits[0]), dtype=bool)
    used[keys] = True
    numbers = np.cumsum(used, dtype=np.int32) - np.int32(1)
    rows = zip(*(digit[used].tolist() for digit in digits), strict=True)
    return numbers[keys], list(rows)
