"""The columns of a sheet, and how what is in them looks: what a text is, and of words for levels their colour."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from napd.plugin import ink

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook

WIDE = 60
"""Signs from which a text goes on in the next line of its cell."""
LITERAL = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would become a formula when somebody edits the cell."""


class SheetColumn:
    """A column.

    Args:
        book: the workbook.
        looks: its formats, by name; those of colours are added.
        field: its name; and in its metadata the colour of each text that has one.
    """

    def __init__(self, book: Workbook, looks: dict[str, Any], field: pa.Field) -> None:
        self.name, self._looks = str(field.name), looks
        self._colours: dict[str, str] = json.loads((field.metadata or {}).get(b"colours", b"{}"))
        for colour in self._colours.values():
            if colour not in looks:
                looks[colour] = book.add_format({"valign": "top", "bg_color": colour, "font_color": ink(colour)})

    @property
    def has_colours(self) -> bool:
        """Whether it has words for levels."""
        return bool(self._colours)

    def look_of(self, text: str) -> Any:
        """The format of a text. A colour only goes with its word, which stands in the cell."""
        own = "literal" if text.startswith(LITERAL) else "long" if len(text) > WIDE else "text"
        return self._looks[self._colours.get(text, own)]
