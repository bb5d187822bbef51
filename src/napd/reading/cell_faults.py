"""What is wrong with a single cell of a workbook, whatever it is the answer to."""

from __future__ import annotations

from napd.tables.problems import Place, Problem, problem_at, shortened
from napd.workbook.cells import Cell

TYPE = "Write the answer itself."


def cell_fault(place: Place, cell: Cell) -> Problem | None:
    """Say that a cell shows an error, is damaged, or holds a formula; nothing where it is an ordinary cell."""
    if cell.fault == "error":
        return problem_at(place, "cell_error", f"the cell shows the error {shortened(cell.text)!r}", TYPE, cell.text)
    if cell.fault == "damaged":
        what = f"it cannot hold {shortened(cell.text)!r}" if cell.text else "it does not say what it holds"
        return problem_at(place, "cell_error", f"the cell is damaged: {what}", TYPE, cell.text)
    if cell.fault:
        message, hint = "the cell holds a formula that was never computed", "or open the file in Excel and save it"
        return problem_at(place, "formula_without_value", message, f"{TYPE[:-1]}, {hint}.")
    if cell.formula:
        message = f"the cell holds a formula, which gave {shortened(cell.text)!r}; that is read"
        return problem_at(place, "formula", message, TYPE, cell.text)
    return None
