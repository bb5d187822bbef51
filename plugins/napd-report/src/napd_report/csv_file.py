"""Tables as CSV files that go their own way: whole texts, nothing that a spreadsheet runs, and FICTIEF in each row."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pyarrow as pa
import pyarrow.csv

from napd.plugin import FICTIONAL, guarded
from napd_report.drawing import as_xml

Cells = tuple[str | None, ...]


def csv_file(names: Sequence[str], rows: Sequence[Cells], *, fictional: bool) -> bytes:
    """A table as CSV. What a spreadsheet could take for a formula gets an apostrophe before it.

    Args:
        names: the headings.
        rows: the rows, with a text or None for each heading.
        fictional: whether a column says FICTIEF.
    """
    columns = [guarded(pa.array([_clean(row[place]) for row in rows], pa.string())) for place in range(len(names))]
    if fictional:
        names, columns = (*names, FICTIONAL), [*columns, pa.repeat(FICTIONAL, len(rows))]
    file = BytesIO()
    pyarrow.csv.write_csv(pa.table(columns, names=list(names)), file)
    return file.getvalue()


def _clean(text: str | None) -> str | None:
    """A text that a file can hold."""
    return None if text is None else as_xml(text)
