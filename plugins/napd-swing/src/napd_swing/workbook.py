"""A workbook with one sheet, for Swing reads every sheet; equal rows give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from xlsxwriter import Workbook

NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When it says it was made. XlsxWriter takes no time zone."""


def write_sheet(file: BinaryIO, title: str, header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
    """Write a header and rows; a text stays a text, whatever sign it begins with."""
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": NO_CLOCK})
        sheet = book.add_worksheet(title)
        literal = book.add_format({"quote_prefix": True})
        for column, name in enumerate(header):
            sheet.write_string(0, column, name)
        for place, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value, literal if value[:1] in "=+-@" else None)
                else:
                    sheet.write_number(place, column, value)
