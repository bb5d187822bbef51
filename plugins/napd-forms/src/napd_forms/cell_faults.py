"""What is wrong with a single cell of a workbook, whatever it is the answer to."""

from __future__ import annotations

from napd.plugin import Message, Place, Problem, problem_at
from napd_forms.words import message
from napd_forms.workbook.cells import Cell

TYPE = message("problem.cell_error.hint")
KINDS = {"error": "cell_error", "damaged": "cell_error", "no value": "formula_without_value"}


def kind_of(cell: Cell) -> str:
    """The kind of problem that a cell is; empty where it is an ordinary cell."""
    return KINDS[cell.fault] if cell.fault else "formula" if cell.formula else ""


def cell_fault(place: Place, cell: Cell) -> Problem | None:
    """Say that a cell shows an error, is damaged, or holds a formula; nothing where it is an ordinary cell."""
    if not (kind := kind_of(cell)):
        return None
    return problem_at(place, kind, *words_of(cell), cell.text)


def words_of(cell: Cell) -> tuple[Message, Message]:
    """What is wrong with a cell that is not ordinary, and what to do."""
    if cell.fault == "error":
        return message("problem.cell_error.message", value=cell.text), TYPE
    if cell.fault == "damaged":
        what = "damaged" if cell.text else "damaged_empty"
        return message(f"problem.cell_error.{what}", value=cell.text), TYPE
    if cell.fault:
        return message("problem.formula_without_value.message"), message("problem.formula_without_value.hint")
    return message("problem.formula.message", value=cell.text), TYPE
