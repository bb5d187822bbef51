"""Files of answers, told apart by their first bytes: Parquet, Arrow IPC, workbooks, or else CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from attrs import frozen

from napd.reading.columns import READ
from napd.reading.csv_source import CsvSource
from napd.reading.parquet_source import ParquetSource
from napd.reading.sources import Piece, Source, TableSource
from napd.reading.workbook_source import WorkbookSource
from napd.tables.problems import Problem, Report
from napd.workbook.opening import old_office

ZIP, OLE, GZIP = b"PK", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"
"""What a file begins with that is a workbook, one of an old kind or with a password, or compressed."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
STREAM = b"\xff\xff\xff\xff"
"""What an Arrow IPC stream begins with; an IPC file begins with its name."""


def file_source(path: Path) -> Source:
    """The source for a file, by its first bytes."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        return BrokenSource(str(path), f"it cannot be opened: {error.strerror}", "Check your rights to read it.")
    if start.startswith(b"PAR1"):
        return _table(path, ParquetSource.of)
    if start.startswith((b"ARROW1", STREAM)):
        return _table(path, _read_ipc)
    if start.startswith(ZIP):
        return WorkbookSource(path)
    why = _no_answers(path, start)
    return BrokenSource(str(path), *why) if why else CsvSource(path)


def _no_answers(path: Path, start: bytes) -> tuple[str, str] | None:
    """Why a file has no answers that can be read, and what to do; None where it may have."""
    if start.startswith(OLE):
        return old_office(path)
    if start.startswith(GZIP):
        return "it is compressed", "Unpack it first."
    if path.suffix.casefold() in WORKBOOKS:
        return "it is called a workbook, and is none", "Save or send it again."
    return None


def _read_ipc(path: str) -> TableSource:
    with pa.OSFile(path) as file:
        stream = file.read(len(STREAM)) == STREAM
        file.seek(0)
        return TableSource(path, (pa.ipc.open_stream if stream else pa.ipc.open_file)(file).read_all())


def _table(path: Path, read: Callable[[str], Source]) -> Source:
    try:
        return read(str(path))
    except (pa.ArrowException, OSError) as error:
        return BrokenSource(str(path), f"it cannot be read: {error}", "Write the file again.")


@frozen(eq=False)
class BrokenSource:
    """A file without any answers that can be read."""

    name: str
    message: str
    hint: str
    fictional: bool = False

    def pieces(self, report: Report, wanted: Sequence[str] = READ) -> Iterator[Piece]:  # noqa: ARG002 - it has none
        """Report why; there are no rows."""
        report(Problem(problem="unreadable", message=self.message, hint=self.hint, file=self.name))
        yield from ()
