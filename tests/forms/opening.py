"""A form that was just made, as openpyxl sees it."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook
from town import FRAMEWORK

from napd_forms.making import form


def opened(framework=FRAMEWORK, round_id="2025-12", area="MO0001", **more):
    """A form, as openpyxl sees it."""
    return load_workbook(BytesIO(form(framework, round_id, area, **more)))


def cells(book):
    """Every cell of the sheets that people see."""
    return [cell for sheet in book if sheet.sheet_state == "visible" for row in sheet.iter_rows() for cell in row]
