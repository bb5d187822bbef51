"""Columns of tables as numbers: of their texts, of the versions of indicators, and pairs of rows with one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.layout import Layout
from napd.tables.arrays import filled, numbers

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def texts_in(table: pa.Table, column: str) -> dict[str, int]:
    """The distinct texts of a dictionary-encoded column, each with a number."""
    return {text: n for n, text in enumerate(dict.fromkeys(table[column].combine_chunks().dictionary.to_pylist()))}


def numbers_in(table: pa.Table, column: str, known: dict[str, int]) -> Ints:
    """The number of each text of a dictionary-encoded column; -1 where it is null."""
    encoded = table[column].combine_chunks()
    numbers = np.array([*(known[text] for text in encoded.dictionary.to_pylist()), -1], dtype=np.int64)
    return np.asarray(numbers[filled(encoded.indices, len(encoded.dictionary))], dtype=np.int64)


@frozen(eq=False, repr=False)
class Grouped:
    """The rows of a table by the texts of one of its columns: found without going through all of them each time.

    Args:
        table: that.
        numbers: a number for each text.
        order: int64, the rows in the order of these numbers.
        ends: int64, up to where in that order each number goes.
    """

    table: pa.Table
    numbers: dict[str, int]
    order: Ints
    ends: Ints

    @classmethod
    def of(cls, table: pa.Table, column: str) -> Grouped:
        """Group by a dictionary-encoded column without nulls."""
        known = texts_in(table, column) if len(table) else {}
        of = numbers_in(table, column, known) if known else np.zeros(0, dtype=np.int64)
        return cls(table, known, np.argsort(of, kind="stable"), np.cumsum(np.bincount(of, minlength=len(known))))

    def rows(self, *names: str) -> list[dict[str, Any]]:
        """The rows with one of some texts, in the order of the table."""
        here = [self._rows(self.numbers[name]) for name in dict.fromkeys(names) if name in self.numbers]
        found: list[dict[str, Any]] = (
            self.table.take(numbers(np.sort(np.concatenate(here)))).to_pylist() if here else []
        )
        return found

    def _rows(self, number: int) -> Ints:
        begin = self.ends[number - 1] if number else 0
        return self.order[begin : self.ends[number]]


def versions_in(layout: Layout, scores: pa.Table) -> Ints:
    """The number, among all versions of indicators, of that of each score."""
    every = layout.framework.indicators
    ids, versions = ({text: n for n, text in enumerate(dict.fromkeys(getattr(i, name) for i in every))}
                     for name in ("id", "version"))  # fmt: skip
    table = np.full((len(ids) + 1, len(versions) + 1), -1, dtype=np.int64)
    for number, indicator in enumerate(every):
        table[ids[indicator.id], versions[indicator.version]] = number
    return np.asarray(table[numbers_in(scores, "indicator", ids), numbers_in(scores, "version", versions)])


def pairs(keys: Ints, order_by: Ints, differ: Callable[[Ints, Ints], Bools]) -> Iterator[tuple[int, int]]:
    """Each two rows with one key, the one that comes first by `order_by` before the other, that differ."""
    order = np.lexsort((order_by, keys))
    ordered, step = keys[order], 1
    while (same := np.flatnonzero(ordered[step:] == ordered[:-step])).size:
        one, other = order[same], order[same + step]
        found = differ(one, other)
        yield from zip(one[found].tolist(), other[found].tolist(), strict=True)
        step += 1
