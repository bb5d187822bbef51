"""Sources: where answers come from. Files and tables become batches, part by part.

Values are read as text, always: what they mean is decided by the question they answer. A source can be read again
and again, because repeated answers are settled in a second pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from napd.answers.columns import READ
from napd.answers.folders import found_in
from napd.answers.frames import table_of
from napd.answers.notice import Notice
from napd.answers.readers import Readers
from napd.answers.stamp import insist_unchanged, name_of
from napd.answers.table_source import TableSource
from napd.errors import NapdError
from napd.framework.local import Local
from napd.tables.batch import Batch
from napd.tables.problems import Place, Problem
from napd.tables.source import AnswerSource


def again(sources: Sequence[AnswerSource], wanted: Sequence[str] = READ) -> Iterator[tuple[int, Batch]]:
    """The batches of sources that were read before, each with the place of its source; what is wrong was said then."""
    for number, source in enumerate(sources):
        insist_unchanged(source)
        for piece in source.pieces(_said_before, wanted):
            for batch in piece(_said_before):
                yield number, batch
        insist_unchanged(source)


def _said_before(_: Problem) -> None:
    """Problems were reported when the source was first read."""


def changed() -> NapdError:
    """What is raised where a source no longer says what it did."""
    return NapdError("the answers have changed since they were scored: score them again")


def place_in(source: AnswerSource, line: int, column: str) -> Place:
    """Where a row of a source says what it does in a column, from what the `lines` of its batch gave for it."""
    cell: Callable[[int, str], Place] | None = getattr(source, "place", None)
    return Place(source.name, line) if cell is None else cell(line, column)


def sources_of(answers: Any, name: str = "answers", local: Local | None = None) -> tuple[AnswerSource, ...]:
    """Find out what was given: paths of files or folders, tables, or a list of these.

    Args:
        answers: what was given; "-" is standard input.
        name: how problems name a table; those of a list are numbered.
        local: plugins that are tried or blocked; by default none.

    Raises:
        NapdError: when a file is not there, a folder has no answers, or an object is no table.
    """
    return _sources(answers, name, Readers(local or Local()))


def _sources(answers: Any, name: str, readers: Readers) -> tuple[AnswerSource, ...]:
    if isinstance(answers, str | Path):
        if answers == "":  # perhaps of a variable that is not set; as a path it would be the current folder
            raise NapdError("no answers are given: the name is empty")
        return tuple(_named(Path(answers), readers))
    if hasattr(answers, "pieces"):  # a source, opened before
        return (answers,)
    if isinstance(answers, list | tuple):
        if not answers:
            raise NapdError("no answers are given: the list is empty")
        numbered = ((f"{name} {number}", one) for number, one in enumerate(answers, start=1))
        return tuple(source for called, one in numbered for source in _sources(one, called, readers))
    table, others = table_of(answers)
    return (TableSource(name, table, others),)


def _named(path: Path, readers: Readers) -> Iterator[AnswerSource]:
    """The sources that a path names, and one more for what is said of files that are not read."""
    from napd.answers.files import file_source  # the file formats load only where a file is read
    from napd.answers.streams import STDIN, is_stream, stream_source

    if str(path) == STDIN:
        yield stream_source(path, readers)
        return
    found = found_in(path, readers)
    yield from (stream_source(file, readers) if is_stream(file) else file_source(file, readers) for file in found.files)
    if found.told:
        yield Notice(name_of(path), found.told)
