"""Files of answers, told apart by their first bytes: Parquet, Arrow IPC, workbooks, or else CSV."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from napd.answers.arrow_columns import BROKEN, reason
from napd.answers.columns import ALL, plain
from napd.answers.csv_source import CsvSource
from napd.answers.guest_source import guest_source, left_out
from napd.answers.notice import unreadable
from napd.answers.parquet_source import ParquetSource
from napd.answers.readers import Readers
from napd.answers.sizes import arrow_size, insist_moderate
from napd.answers.stamp import name_of
from napd.answers.table_source import TableSource
from napd.errors import NapdError
from napd.framework.kinds import source_beginning, source_for
from napd.framework.plugins import Quarantined
from napd.tables.source import AnswerSource
from napd.texts import Message

BOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""What a file begins with that is a workbook: a zip, or one of an old kind or with a password."""
COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!")
TEXT = ("", ".csv")
"""Endings for which no plugin is asked: answers are most often CSV, and to look for plugins takes time."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
STREAM = b"\xff\xff\xff\xff"
"""What an Arrow IPC stream begins with; an IPC file begins with its name."""
Words = tuple[Message, Message]
"""What is wrong, and what to do."""
COMPRESSED_FILE: Words = Message("problem.unreadable.compressed"), Message("problem.unreadable.compressed_hint")
PADDED = b"ARROW1\0\0"
"""After this an IPC file is a stream."""


def file_source(path: Path, readers: Readers, name: str = "") -> AnswerSource:
    """The source for a file, by its first bytes or its ending; problems call it by its name, by default its path."""
    name = name or name_of(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = Message("problem.unreadable.not_opened", reason=str(reason))
        return unreadable(name, message, Message("problem.unreadable.not_opened_hint"))
    if start.startswith(b"PAR1"):
        return _table(path, name, ParquetSource.of)
    if start.startswith((b"ARROW1", STREAM)):
        return _table(path, name, _read_ipc)
    odd = _odd(path, start)
    if odd:
        return unreadable(name, *odd)
    return _of_plugin(path, name, start, readers) or CsvSource(path, name)


def _odd(path: Path, start: bytes) -> Words | None:
    """Why a file named as a workbook cannot be one, and what to do; None where it may be, or has another name."""
    if path.suffix.casefold() not in WORKBOOKS or start.startswith(BOOKS):
        return None
    if start.startswith(COMPRESSED):
        return COMPRESSED_FILE
    return Message("problem.unreadable.no_workbook"), Message("problem.unreadable.send_again")


def _of_plugin(path: Path, name: str, start: bytes, readers: Readers) -> AnswerSource | None:
    """The source of a plugin, by the ending of the name, or of what is not text by its first bytes; None for text."""
    is_text = not start.startswith((*BOOKS, *COMPRESSED))
    if is_text and path.suffix.casefold() in TEXT:
        return None
    try:
        found = source_for(path, readers.plugins)
    except NapdError as why:
        return unreadable(name, str(why))
    if found is None and not is_text:
        found = source_beginning(start, readers.plugins)
    if isinstance(found, Quarantined):
        return left_out(name, found)
    if found:
        return guest_source(found, path, name)
    return None if is_text else unreadable(name, *_no_plugin(start))


def _no_plugin(start: bytes) -> Words:
    if start.startswith(BOOKS):
        return Message("problem.unreadable.no_reader"), Message("problem.unreadable.no_reader_hint")
    return COMPRESSED_FILE


def _read_ipc(path: Path, name: str) -> TableSource:
    """An Arrow file, of which only the columns that may be read are taken in."""
    with pa.OSFile(os.fsencode(path)) as file:
        read = pa.ipc.open_stream if file.read(len(STREAM)) == STREAM else pa.ipc.open_file
        file.seek(0 if read is pa.ipc.open_stream else len(PADDED))
        insist_moderate(file.size(), arrow_size(file), 0)
        file.seek(0)
        names = read(file).schema.names
        wanted = [place for place, column in enumerate(names) if plain(column) in ALL]
        file.seek(0)
        table = read(file, options=pa.ipc.IpcReadOptions(included_fields=wanted)).read_all() if wanted else pa.table({})
    table.validate()
    insist_moderate(path.stat().st_size, 0, len(table))
    return TableSource(name, table, tuple(column for column in names if plain(column) not in ALL))


def _table(path: Path, name: str, read: Callable[[Path, str], AnswerSource]) -> AnswerSource:
    try:
        return read(path, name)
    except BROKEN as error:
        return unreadable(
            name, Message("problem.unreadable.message", reason=reason(error)), Message("problem.unreadable.hint")
        )
