"""What is wrong with a single cell of a workbook, whatever it is the answer to."""

from __future__ import annotations

from napd.plugin import Place, Problem, problem_at, shortened
from napd_forms.workbook.cells import Cell

TYPE = "Write the answer itself."
KINDS = {"error": "cell_error", "damaged": "cell_error", "no value": "formula_without_value"}


def kind_of(cell: Cell) -> str:
    """The kind of problem that a cell is; empty where it is an ordinary cell."""
    return KINDS[cell.fault] if cell.fault else "formula" if cell.formula else ""


def cell_fault(place: Place, cell: Cell) -> Problem | None:
    """Say that a cell shows an error, is damaged, or holds a formula; nothing where it is an ordinary cell."""
    if not (kind := kind_of(cell)):
        return None
    message, hint = words_of(cell)
    return problem_at(place, kind, message, hint, cell.text)


def words_of(cell: Cell) -> tuple[str, str]:
    """What is wrong with a cell that is not ordinary, and what to do."""
    text = repr(shortened(cell.text))
    if cell.fault == "error":
        return f"the cell shows the error {text}", TYPE
    if cell.fault == "damaged":
        return (
            f"the cell is damaged: {f'it cannot hold {text}' if cell.text else 'it does not say what it holds'}",
            TYPE,
        )
    if cell.fault:
        hint = f"{TYPE[:-1]}, or open the file in Excel and save it."
        return "the cell holds a formula that was never computed", hint
    return f"the cell holds a formula; its result, {text}, is read", TYPE
