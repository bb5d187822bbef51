"""Sources: where answers come from. Files and tables become batches, part by part.

Values are read as text, always: what they mean is decided by the question they answer. A source can be read again
and again, because repeated answers are settled in a second pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from attrs import frozen

from napd.errors import NapdError, nearest
from napd.reading.batch import Batch
from napd.reading.columns import READ, marks_fictional, places_in
from napd.reading.text import as_text
from napd.tables.problems import Place, Problem, Report

SUFFIXES = (".csv", ".parquet", ".arrow", ".feather", ".xlsx", ".xlsm", ".ods", ".xls")
"""Files that are taken from a folder. An .xls cannot be read: it is taken to be reported, not to be overlooked."""
LOCKS = ("~$", ".~lock.")
"""What begins the name of the file by which a spreadsheet says that it has another open."""
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


def again(sources: Sequence[Source], wanted: Sequence[str] = READ) -> Iterator[tuple[int, Batch]]:
    """The batches of sources that were read before, each with the place of its source; what is wrong was said then."""
    for number, source in enumerate(sources):
        for piece in source.pieces(_said_before, wanted):
            for batch in piece(_said_before):
                yield number, batch


def _said_before(_: Problem) -> None:
    """Problems were reported when the source was first read."""


def changed() -> NapdError:
    """What is raised where a source no longer says what it did."""
    return NapdError("the answers have changed since they were scored: score them again")


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
    from napd.reading.files import file_source  # the file formats load only where a file is read

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
