"""Marks: a cell with a problem stands out until it is checked again; its own format stays as it is.

They are rules of conditional formatting, so they lie over the format of a cell, and can be told from those of others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from napd.plugin import Problem

if TYPE_CHECKING:
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.worksheet import Worksheet

OURS = '"napd"="napd"'
"""The condition of every mark, which always holds."""
LOOKS = {"error": ("FFD9D4", "A3160B", "✕"), "remark": ("DCE9F9", "1F4E8C", "?")}
"""By how bad it is: the colours of a cell and of its edge, and the sign before its text."""


def mark(sheet: Worksheet, cell: str, problems: Sequence[Problem]) -> None:
    """Mark a cell by the worst of its problems: with a colour, an edge and, before a text, a sign."""
    from openpyxl.formatting.rule import Rule

    severity = "error" if any(one.severity == "error" for one in problems) else "remark"
    style = _style(severity, has_text=isinstance(sheet[cell].value, str))
    sheet.conditional_formatting.add(cell, Rule(type="expression", formula=[OURS], dxf=style))


def _style(severity: str, *, has_text: bool) -> DifferentialStyle:
    from openpyxl.styles import Border, Font, PatternFill, Side
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.numbers import NumberFormat

    fill, edge, sign = LOOKS[severity]
    side = Side(style="thin", color=edge)
    shown = NumberFormat(numFmtId=170, formatCode=f'General;General;General;"{sign} "@') if has_text else None
    return DifferentialStyle(
        font=Font(bold=True, color=edge), fill=PatternFill(bgColor=fill, fill_type="solid"),
        border=Border(left=side, right=side, top=side, bottom=side), numFmt=shown,
    )  # fmt: skip


def unmark(sheet: Worksheet) -> None:
    """Take out the marks of an earlier check."""
    from openpyxl.formatting.formatting import ConditionalFormattingList

    kept = ConditionalFormattingList()
    for one in sheet.conditional_formatting:
        for rule in one.rules:
            if rule.formula != [OURS]:
                kept.add(str(one.sqref), rule)
    sheet.conditional_formatting = kept
