"""How a form looks: formats of cells, widths, and the page for the printer. Never by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT: Final = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
INK, PALE, LINE, FIELD, EDGE = "#1f2a37", "#eef2f7", "#c3ccd8", "#fff9e0", "#8a6d00"
WRAPPED: Final = {"text_wrap": True, "align": "left", "indent": 1, "border": 1, "border_color": LINE}
ASKED: Final = {
    "locked": False, "bg_color": FIELD, "border": 1, "border_color": EDGE, "text_wrap": True,
    "align": "left", "indent": 1,
}  # fmt: skip
FORMATS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK, "indent": 1},
    "headings": {"bold": True, "bg_color": INK, "font_color": "#ffffff", "text_wrap": True, "border": 1, "indent": 1},
    "section": {"bold": True, "indent": 1, "bg_color": PALE, "text_wrap": True, "border": 1, "border_color": LINE},
    "question": {**WRAPPED, "bold": True},
    "part": {**WRAPPED, "indent": 3},
    "own": {**WRAPPED, "bold": True},
    "tale": {**WRAPPED, "valign": "top"},
    "told": {**ASKED, "num_format": "@", "valign": "top"},
    "text": {"text_wrap": True, "indent": 1},
    "count": {"bold": True, "indent": 1},
    "link": {"indent": 1, "font_color": "#0b4f9e", "underline": 1, "text_wrap": True},
    "help": {"italic": True, "font_color": "#4a5563"},
    "strong": {"bold": True},
    "plain": WRAPPED,
    "words": {**ASKED, "num_format": "@"},
    "number": ASKED,
    "date": {**ASKED, "num_format": "dd-mm-yyyy"},
    "waits": {"bold": True, "bg_color": "#ffe2b8", "pattern": 1},
}
WIDTHS: Final = {"label": 56, "value": 24, "unit": 36, "note": 44, "previous": 26, "note_before": 36, "confirmed": 13}
A4: Final = 9
POINTS: Final = 15.0
"""The height of a line of text."""
TALLEST: Final = 409.0
"""The height of a row has no more in Excel."""


def formats(book: Workbook) -> dict[str, Any]:
    """The formats of a workbook, by name."""
    return {name: book.add_format({**FONT, **own}) for name, own in FORMATS.items()}


def page_setup(sheet: Worksheet, header_row: int | None, footer: str, pages: str) -> None:
    """For the printer: A4 on its side, as wide as the page, with numbers of pages.

    Args:
        sheet: what is printed.
        header_row: the headings, which stand on every page; None for a sheet that fits on one.
        footer: what stands at the foot of each page.
        pages: which page it is there, of how many.
    """
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1 if header_row is None else 0)
    if header_row is not None:
        sheet.repeat_rows(header_row)
    sheet.set_footer(f"&L{footer.replace('&', '&&')}&C&A&R{pages}")
    sheet.hide_gridlines(2)


def height(texts: list[tuple[str, float]]) -> float:
    """The height of a row in points, from its texts and the widths of their columns in characters."""
    lines = [sum(-(-len(line or " ") // width) for line in text.split("\n")) for text, width in texts if text]
    return min(POINTS * max([1.0, *lines]) + 5, TALLEST)
