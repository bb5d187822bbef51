"""One table on a sheet; where it has more rows than a sheet can have, it goes on on the next."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from napd_xlsx.columns import WIDE

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook

    from napd.plugin import Texts
    from napd_xlsx.columns import SheetColumn

ROWS = 1_048_576
"""In a sheet of Excel, with its header."""
LONGEST = 32_767
"""Signs in a cell of Excel, of which those beyond the first 65,536 of Unicode, such as 😀, count as two."""
MORE = "…"
"""Ends a text that is cut off."""
FEW = 10
"""Texts that are told apart to be cut off; of more their number."""
EXACT = 10**15
"""From here on Excel rounds whole numbers."""
NAME = 31
"""Signs in the name of a sheet."""
NARROW = 8
FROZEN = 5
"""Columns that may stay in sight beside the others: more would leave no room."""


class WorkbookSheet:
    """A table that is written row by row.

    Args:
        book: the workbook.
        looks: its formats, by name.
        title: the name of the sheet.
        columns: its columns.
        tell: the texts of this distribution, in the language of the table.
    """

    def __init__(
        self, book: Workbook, looks: dict[str, Any], title: str, columns: list[SheetColumn], tell: Texts
    ) -> None:
        self.book, self.looks, self.title, self.columns, self._tell = book, looks, title, columns, tell
        self.count = self.sheets = self.cut = 0
        self.unfit: list[str] = []
        self.widths = [len(column.name) + 3 for column in columns]  # with room for the arrow of the filter
        self._begin()

    def _begin(self) -> None:
        """Begin a sheet, with the header on it."""
        self.sheets += 1
        number = f" {self.sheets}" if self.sheets > 1 else ""
        self.sheet = self.book.add_worksheet(self.title[: NAME - len(number)] + number)
        self.row = 1
        for place, column in enumerate(self.columns):
            self.sheet.write_string(0, place, column.name, self.looks["header"])

    def write(self, batch: pa.RecordBatch) -> None:
        """Write some rows."""
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if self.row == ROWS:
                self._end()
                self._begin()
            for column, value in enumerate(row):
                self._cell(column, value)
            self.row += 1
            self.count += 1

    def _cell(self, column: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(self.row, column, value, self.looks["text"])
        elif isinstance(value, int | float) and isfinite(value) and abs(value) < EXACT:
            self.sheet.write_number(self.row, column, value, self.looks["text"])
        else:
            self._text(column, str(value))

    def _text(self, column: int, text: str) -> None:
        self.widths[column] = max(self.widths[column], len(text))
        look = self.columns[column].look_of(text)
        self.sheet.write_string(self.row, column, self._fitting(column, text), look)

    def _fitting(self, column: int, text: str) -> str:
        """A text that a cell holds; of a longer one the beginning, which is told."""
        if 2 * len(text) <= LONGEST:  # a character has two units at most
            return text
        units = text.encode("utf-16-le", errors="surrogatepass")
        if len(units) <= 2 * LONGEST:
            return text
        self.cut += 1
        if self.cut <= FEW:
            where = {"sheet": self.sheet.get_name(), "cell": xl_rowcol_to_cell(self.row, column)}
            self.unfit.append(self._tell("sheet.cut", **where, long=len(units) // 2, most=LONGEST))
        return units[: 2 * (LONGEST - len(MORE))].decode("utf-16-le", errors="ignore") + MORE

    def _end(self) -> None:
        """Set what a person sees first: widths, a header that stays, and filters."""
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(max(width + 1, NARROW), WIDE))
        self.sheet.freeze_panes(1, self._beside())
        self.sheet.autofilter(0, 0, self.row - 1, len(self.columns) - 1)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_header(f"&L{self.title}&R{self._tell('sheet.page')}")

    def _beside(self) -> int:
        """How many columns stay while one looks to the right: those before the first with colours, of a few."""
        first = next((place for place, column in enumerate(self.columns) if column.has_colours), 0)
        return first if first <= FROZEN else 0

    def finish(self) -> int:
        """End the table; gives how many rows it has. What did not fit is in `unfit`, in a line each."""
        self._end()
        if self.cut > FEW:
            self.unfit.append(self._tell("sheet.also_cut", sheet=self.title, count=self.cut - FEW))
        return self.count
