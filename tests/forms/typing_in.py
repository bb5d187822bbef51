"""A form as a person has it open: cells are found by the code of their row, and typed over."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

VALUE, NOTE, CONFIRMED = "Antwoord", "Toelichting", "Bevestigd?"
HEADINGS = "#kop"


class Open:
    """An open form."""

    def __init__(self, path: Path) -> None:
        self.path, self.book = path, load_workbook(path)

    def find(self, code: str, column: str = VALUE):
        """The cell of a row, by its code and the heading of its column."""
        for sheet in self.book.worksheets:
            rows = {row[0].value: row for row in sheet.iter_rows()}
            if code in rows:
                heading = next(cell for cell in rows[HEADINGS] if cell.value == column)
                return sheet.cell(rows[code][0].row, heading.column)
        raise LookupError(code)

    def type(self, code: str, value: object, column: str = VALUE):
        """Type in a cell, and give where it is: sheet and address."""
        cell = self.find(code, column)
        cell.value = value
        return cell.parent.title, cell.coordinate

    def save(self, path: Path | None = None) -> Path:
        """Save it, by another name if need be."""
        self.book.save(path or self.path)
        return path or self.path
