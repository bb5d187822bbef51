"""Batches: rows of answers as columns of text, with the place of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.tables.arrays import filled, texts, words
from napd.tables.guard import unguarded
from napd.tables.problems import Place

if TYPE_CHECKING:
    import pyarrow as pa


@frozen(eq=False)
class Batch:
    """Some rows of a source.

    Args:
        file: the name of the source.
        columns: column name -> dictionary<int32, string> array, all of one length; null where a cell is empty.
        lines: gives the lines of rows, from an int array of row numbers within the batch; of a workbook the numbers
            by which its source finds their cells.
        cells: gives the place of the cell that holds what a row says in a column; of a workbook only.
        beside: dictionary<int32, string> array: of a CSV file or sheet in which the notes stand right after the values,
            the notes; they get what a separator splits off a value.
    """

    file: str
    columns: dict[str, pa.DictionaryArray]
    lines: Callable[[NDArray[np.int64]], NDArray[np.int64]]
    cells: Callable[[int, str], Place] | None = None
    beside: pa.DictionaryArray | None = None

    @classmethod
    def of_texts(
        cls,
        file: str,
        columns: Mapping[str, Sequence[str]],
        cells: Callable[[int, str], Place] | None = None,
        *,
        first: int = 2,
        beside: Sequence[str] | None = None,
    ) -> Batch:
        """Rows from columns of texts, of one length; an empty text is an empty cell.

        Args:
            file: the name of the source.
            columns: by name.
            cells: gives the place of the cell that holds what a row says in a column; None for what has lines only.
            first: the line of the first row, or its number by which the source finds its cells.
            beside: notes that stand right after the values, as `Batch` says.
        """
        filled = {name: _encoded(column) for name, column in columns.items()}
        notes = None if beside is None else _encoded(beside)
        return cls(file, filled, lambda rows: rows + first, cells, notes)

    def __len__(self) -> int:
        return len(self.columns["value"])

    def texts(self, column: str) -> list[str]:
        """The distinct texts of a column; where it has empty cells, or is not there, with an empty text at the end."""
        if column not in self.columns:
            return [""]
        encoded = self.columns[column]
        texts = [text or "" for text in encoded.dictionary.to_pylist()]
        return [*texts, ""] if encoded.null_count else texts

    def numbers(self, column: str) -> NDArray[np.int32]:
        """For each row the place of its text among the `texts` of the column."""
        if column not in self.columns:
            return np.zeros(len(self), dtype=np.int32)
        encoded = self.columns[column]
        return filled(encoded.indices, len(encoded.dictionary))

    def take(self, rows: NDArray[np.int64]) -> Batch:
        """Some of the rows."""
        columns = {name: _compact(column, rows) for name, column in self.columns.items()}
        of, own = self.cells, rows.tolist()
        cells = None if of is None else lambda row, column: of(own[row], column)
        beside = None if self.beside is None else _compact(self.beside, rows)
        return Batch(self.file, columns, lambda some: self.lines(rows[some]), cells, beside)

    def unguarded(self) -> Batch:
        """The same rows, without the apostrophes that keep a spreadsheet from running a text."""
        return evolve(self, columns={name: _unguarded(column) for name, column in self.columns.items()})

    def distinct(self, rows: NDArray[np.int64], column: str) -> NDArray[np.int64]:
        """Of rows that say what they do in a column in one and the same cell, the first."""
        if self.cells is None:
            return rows
        first = dict(reversed([(place, row) for row, place in zip(rows, self.places(rows, column), strict=True)]))
        return np.array(sorted(first.values()), dtype=np.int64)

    def places(self, rows: NDArray[np.int64], column: str) -> list[Place]:
        """Where some of the rows say what they do in a column."""
        if self.cells is None:
            return [Place(self.file, line) for line in self.lines(rows).tolist()]
        return [self.cells(row, column) for row in rows.tolist()]


def _encoded(parts: Sequence[str]) -> pa.DictionaryArray:
    """Texts as a column; null where a text is empty."""
    known = {text: number for number, text in enumerate(dict.fromkeys(filter(None, parts)))}
    numbers = np.array([known.get(text, -1) for text in parts], dtype=np.int32)
    return words(numbers, texts(list(known)))


def _unguarded(column: pa.DictionaryArray) -> pa.DictionaryArray:
    parts = unguarded(column.dictionary)
    return column if parts is column.dictionary else column.from_arrays(column.indices, parts, safe=False)


def _compact(column: pa.DictionaryArray, rows: NDArray[np.int64]) -> pa.DictionaryArray:
    """Some rows of a column, with no texts but theirs."""
    numbers = filled(column.indices, len(column.dictionary))[rows]
    used, places = np.unique(numbers, return_inverse=True)
    found = [column.dictionary[n].as_py() or "" for n in used.tolist() if n < len(column.dictionary)]
    return words(np.where(places < len(found), places, -1).astype(np.int32), texts(found))
