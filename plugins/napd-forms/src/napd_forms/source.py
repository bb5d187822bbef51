"""Workbooks, .xlsx and .ods, as files of answers: filled forms, and sheets that are a table of answers."""

from __future__ import annotations

from pathlib import Path

from napd import hookimpl
from napd.plugin import AnswerSource, SourceFormat, unreadable
from napd_forms.workbook.opening import old_office
from napd_forms.workbook_source import WorkbookSource

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
"""What a file begins with that is a workbook, or one of an old kind or with a password."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
"""The endings of workbooks; an .xls cannot be read, and is taken to be told so."""


@hookimpl
def napd_source() -> SourceFormat:
    """The source of each of them."""
    return SourceFormat(opened, begins=(ZIP, OLE))


def opened(path: Path, name: str) -> AnswerSource:
    """The source of a workbook; of one that cannot be read, what is said of it."""
    with path.open("rb") as file:
        is_old = file.read(len(OLE)) == OLE
    return unreadable(name, *old_office(path)) if is_old else WorkbookSource(path, name)
