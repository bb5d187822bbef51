"""Sources: where answers come from. Files and tables become batches of text columns, with the place of every row.

Values are read as text, always: what they mean is decided by the question they answer. A source can be read again
and again, because repeated answers are settled in a second pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.engine.arrays import texts, words
from napd.engine.problems import Place, Problem
from napd.engine.schemas import FICTIONAL
from napd.errors import NapdError, nearest

REQUIRED = ("round", "area", "indicator", "question", "value")
OPTIONAL = ("perspective", "status", "note")
READ = (*REQUIRED, "perspective", "status")
"""The columns that scoring reads; notes are for people."""
ALL = (*REQUIRED, *OPTIONAL)
"""The columns of answers."""
SUFFIXES = (".csv", ".parquet", ".arrow", ".feather", ".xlsx", ".xlsm", ".ods", ".xls")
"""Files that are taken from a folder. An .xls cannot be read: it is taken to be reported, not to be overlooked."""
LOCKS = ("~$", ".~lock.")
"""What begins the name of the file by which a spreadsheet says that it has another open."""
TEXT = pa.dictionary(pa.int32(), pa.string())


@frozen(eq=False)
class Batch:
    """Some rows of a source.

    Args:
        file: the name of the source.
        columns: column name -> dictionary<int32, string> array, all of one length; null where a cell is empty.
        lines: gives the lines of rows, from an int array of row numbers within the batch; of a workbook the numbers
            by which its source finds their cells.
        cells: gives the place of the cell that holds what a row says in a column; of a workbook only.
    """

    file: str
    columns: dict[str, pa.DictionaryArray]
    lines: Callable[[NDArray[np.int64]], NDArray[np.int64]]
    cells: Callable[[int, str], Place] | None = None

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
        return _numbers(encoded.indices, len(encoded.dictionary))

    def take(self, rows: NDArray[np.int64]) -> Batch:
        """Some of the rows."""
        columns = {name: _compact(column, rows) for name, column in self.columns.items()}
        of, own = self.cells, rows.tolist()
        cells = None if of is None else lambda row, column: of(own[row], column)
        return Batch(self.file, columns, lambda some: self.lines(rows[some]), cells)

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


def _numbers(indices: pa.Int32Array, empty: int) -> NDArray[np.int32]:
    """The numbers in an array, without a copy where none is null; `empty` where one is."""
    valid, data = indices.buffers()
    numbers = np.frombuffer(data, dtype=np.int32)[indices.offset : indices.offset + len(indices)]
    if not indices.null_count:
        return numbers
    bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")
    return np.where(bits[indices.offset : indices.offset + len(indices)], numbers, np.int32(empty))


def _compact(column: pa.DictionaryArray, rows: NDArray[np.int64]) -> pa.DictionaryArray:
    """Some rows of a column, with no texts but theirs."""
    numbers = _numbers(column.indices, len(column.dictionary))[rows]
    used, places = np.unique(numbers, return_inverse=True)
    found = [column.dictionary[n].as_py() or "" for n in used.tolist() if n < len(column.dictionary)]
    return words(np.where(places < len(found), places, -1).astype(np.int32), texts(found))


Report = Callable[[Problem], None]
Piece = Callable[[Report], Iterable[Batch]]
"""A part of a source: gives its rows when it is called, in any thread, and reports what is wrong with it."""
PIECE = 1 << 18
"""Rows in a piece of a table."""


class Source(Protocol):
    """Something that answers can be read from, more than once."""

    @property
    def name(self) -> str:
        """How problems name it."""

    @property
    def fictional(self) -> bool:
        """Whether the answers are marked as fictional."""

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The parts of the source, with the columns that are wanted; report what is wrong with the source itself."""


def place_in(source: Source, line: int, column: str) -> Place:
    """Where a row of a source says what it does in a column, from what the `lines` of its batch gave for it."""
    cell: Callable[[int, str], Place] | None = getattr(source, "place", None)
    return Place(source.name, line) if cell is None else cell(line, column)


@frozen(eq=False)
class TableSource:
    """An Arrow table, or anything that was turned into one.

    Args:
        name: how problems name it.
        table: the rows.
        others: names of columns that were left out of the table because scoring does not read them.
    """

    name: str
    table: pa.Table
    others: tuple[str, ...] = ()

    @property
    def fictional(self) -> bool:
        """Whether a column marks the answers as fictional."""
        return marks_fictional((*self.table.column_names, *self.others))

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:
        """The batches of the table; of a large one, parts."""
        places = places_in(self.name, self.table.schema, self.others, report, wanted)
        if places is None:
            return
        if not len(self.table):
            report(Problem(problem="empty_file", message="it has no rows", file=self.name))
        first = 2
        for batch in self.table.select(list(places.values())).to_batches(max_chunksize=PIECE):
            yield partial(self._read, batch, tuple(places), first)
            first += len(batch)

    def _read(self, batch: pa.RecordBatch, names: Sequence[str], first: int, _: Report) -> Iterator[Batch]:
        columns = dict(zip(names, map(as_text, batch.columns), strict=True))
        yield Batch(self.name, columns, lambda rows: rows + first)


def places_in(
    file: str, schema: pa.Schema, others: Sequence[str], report: Report, wanted: Sequence[str]
) -> dict[str, int] | None:
    """Where the columns that are read stand in a schema; None where it cannot be read as answers.

    Args:
        file: how problems name it.
        schema: the columns, which may be dictionaries of any type that can be read as text.
        others: names of further columns.
        report: takes what is wrong.
        wanted: the columns of answers that are to be read.
    """
    places = columns_in(file, (*schema.names, *others), report, wanted)
    if places is None:
        return None
    wrong = {name: place for name, place in places.items() if not _is_text(schema.field(place).type)}
    for name, place in wrong.items():
        message = f"a column of type {schema.field(place).type} is not text"
        report(Problem(problem="unreadable", message=message, hint="Make it text.", file=file, column=name))
    return None if wrong else places


def _is_text(kind: pa.DataType) -> bool:
    """Whether a column of a type can be read as text."""
    try:
        as_text(pa.nulls(0, kind))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError):
        return False
    return True


def marks_fictional(names: Iterable[str]) -> bool:
    """Whether one of these columns says that the answers are fictional."""
    return FICTIONAL.casefold() in {name.strip().casefold() for name in names}


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
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.binary() if _is_binary(column.type) else pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(column.indices.cast(pa.int32()), _utf8(column.dictionary))


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
    try:
        text = texts.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        parts = [part and part.decode(errors="replace") for part in texts.cast(pa.binary()).to_pylist()]
        return pa.array(parts, pa.string())
    return text


def columns_in(
    file: str, names: Iterable[str], report: Callable[[Problem], None], wanted: Sequence[str]
) -> dict[str, int] | None:
    """Find the columns that are wanted, and their places; None where answers cannot be read."""
    own: dict[str, int] = {}
    known = (*REQUIRED, *OPTIONAL, FICTIONAL.casefold())
    good = True
    for place, name in enumerate(names):
        plain = name.strip().casefold()
        if plain in own and plain in wanted:
            report(_column("repeated_column", file, name, f"two columns are called {plain!r}", "Keep one of them."))
            good = False
        elif plain not in own and plain not in known:
            hint = nearest(plain, known).strip() or f"Columns of answers are: {', '.join((*REQUIRED, *OPTIONAL))}."
            report(
                evolve(
                    _column("unknown_column", file, name, f"the column {name!r} is not used", hint), severity="remark"
                )
            )
        own.setdefault(plain, place)
    for name in REQUIRED:
        if name not in own:
            hint = f"Add it to the first line. It has: {', '.join(own) or 'nothing'}."
            report(_column("missing_column", file, name, f"the column {name!r} is missing", hint))
            good = False
    return {name: own[name] for name in wanted if name in own} if good else None


def _column(kind: str, file: str, column: str, message: str, hint: str) -> Problem:
    return Problem(problem=kind, message=message, hint=hint, file=file, line=1, column=column)


def sources_of(answers: Any, name: str = "answers") -> tuple[Source, ...]:
    """Find out what was given: paths of files or folders, tables, or a list of these.

    Args:
        answers: what was given.
        name: how problems name a table; those of a list are numbered.

    Raises:
        NapdError: when a file is not there, a folder has no answers, or an object is no table.
    """
    if isinstance(answers, str | Path):
        return tuple(source for path in files_in(Path(answers)) for source in _file(path))
    if isinstance(answers, list | tuple):
        if not answers:
            raise NapdError("no answers are given: the list is empty")
        return tuple(s for number, one in enumerate(answers, start=1) for s in sources_of(one, f"{name} {number}"))
    return (TableSource(name, _table(answers)),)


def files_in(path: Path) -> list[Path]:
    """The files of answers that a path names: itself, or those of a folder, in order.

    Raises:
        NapdError: when there is no such file, or the folder has none.
    """
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if _has_answers(file))
        if not found:
            raise NapdError(f"{path}: the folder has no answers; they are files ending in {', '.join(SUFFIXES[:-1])}")
        return found
    if not path.is_file():
        beside = [other.name for other in path.parent.glob("*")] if path.parent.is_dir() else []
        raise NapdError(f"{path}: there is no such file.{nearest(path.name, beside)}")
    return [path]


def _has_answers(path: Path) -> bool:
    return path.suffix.casefold() in SUFFIXES and not path.name.startswith(LOCKS) and path.is_file()


def _file(path: Path) -> tuple[Source, ...]:
    from napd.engine.files import file_source  # the file formats load only where a file is read

    return (file_source(path),)


def _table(answers: Any) -> pa.Table:
    if isinstance(answers, pa.RecordBatch):
        answers = pa.Table.from_batches([answers])
    if isinstance(answers, pa.Table):
        return answers
    if not hasattr(answers, "__arrow_c_stream__"):
        hint = "; call .collect() first" if type(answers).__name__ == "LazyFrame" else ""
        message = (
            f"{type(answers).__name__} is no table of answers: give a path, or an object that hands over Arrow{hint}"
        )
        raise NapdError(message)
    try:
        return pa.RecordBatchReader.from_stream(answers).read_all()
    except (pa.ArrowException, TypeError, ValueError) as error:
        why = "; ".join(map(str, error.args))
        message = f"the {type(answers).__name__} cannot be read as Arrow: {why}. Give a table whose columns are text"
        raise NapdError(message) from error
