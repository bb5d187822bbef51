"""A form of which rows, columns, codes, cells or covers were moved, copied, merged or removed."""

from __future__ import annotations

import pytest
from filled_in import OPVANG, RIGHT, SAMEN, told, values
from openpyxl.utils import get_column_letter
from town import scored
from typing_in import NOTE


def test_rows_that_were_moved_keep_their_answers(filled):
    """Rows are known by their hidden code, sheets and columns by nothing but what stands in them."""
    before = values(scored(filled.save()))
    sheet = filled.book["Samen"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(2, 3)
    sheet.title = "Anders genoemd"
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=9)]
    for row, line in enumerate(reversed(rows), start=9):
        for column, (value, style) in enumerate(line, start=1):
            sheet.cell(row, column).value, sheet.cell(row, column).number_format = value, style
    filled.book.move_sheet("Opvang", -1)
    filled.book["Opvang"].move_range("E1:E40", cols=8)
    result = scored(filled.save())
    assert values(result) == before
    assert told(result) == []


def test_codes_that_stayed_where_rows_were_sorted_are_seen(filled):
    """A row with the code of one question and the text of another: it is not known which it answers."""
    one, two = filled.find(OPVANG("bereik")), filled.find(OPVANG("plekken"))
    for column in (4, 5):
        cells = [filled.book["Opvang"].cell(cell.row, column) for cell in (one, two)]
        cells[0].value, cells[1].value = cells[1].value, cells[0].value
    result = scored(filled.save())
    assert told(result) == [("Opvang", f"D{one.row}", "moved_row"), ("Opvang", f"D{two.row}", "moved_row")]
    assert {"bereik", "plekken"}.isdisjoint(question for _, question in values(result))


def test_what_is_typed_outside_the_places_for_answers_is_told(filled):
    """Beside the form, over its texts, on rows that ask nothing, under it, and on a sheet of one's own."""
    sheet = filled.book["Opvang"]
    row = filled.find(OPVANG("plan")).row
    places = {"J2": "los", f"D{row}": "Is er echt een plan?", "E2": "hier?", "D40": "onderaan", "F60": 12}
    for place, value in places.items():
        sheet[place] = value
    filled.book.create_sheet("Kladblad")["B3"] = "van mijzelf"
    result = scored(filled.save())
    assert told(result) == sorted(
        [("Kladblad", "B3", "not_read"), *(("Opvang", place, "typed_outside") for place in places)]
    )
    assert {row["severity"] for row in result.problems.to_pylist()} == {"remark"}
    assert len(values(result)) == len(RIGHT) - 2


def test_codes_that_are_gone_or_overtyped_are_told(filled):
    """A row without its code answers nothing that is known; neither do the options of a question without its row."""
    sheet = filled.book["Opvang"]
    gone, other = filled.find(OPVANG("plan")), filled.find(OPVANG("fase"))
    sheet.cell(gone.row, 1).value, sheet.cell(other.row, 1).value = None, "zomaar"
    head = filled.find(OPVANG("wie|*3 geen"), NOTE).row
    sheet.cell(head, 1).value = None
    filled.type(OPVANG("wie|werk"), None)
    result = scored(filled.save())
    found = told(result)
    assert ("Opvang", gone.coordinate, "unknown_code") in found
    assert ("Opvang", other.coordinate, "unknown_code") in found
    assert [kind for *_, kind in found].count("unknown_code") == 3 + 2  # two answers and a note, and two options
    assert {"plan", "fase", "wie"}.isdisjoint(question for _, question in values(result))


@pytest.mark.parametrize(("columns", "kind"), [((1, 3), "missing_column"), ((5, 1), "missing_column")])
def test_columns_that_are_gone_are_told(filled, columns, kind):
    """Without the hidden codes, or without the answers, a sheet cannot be read, and says so."""
    filled.book["Opvang"].delete_cols(*columns)
    result = scored(filled.save())
    assert next(row for row in told(result) if row[0] == "Opvang")[2] == kind
    assert {area for area, _ in values(result)} == {"GM0001", "GM0002"}


def test_merged_cells_are_told(filled):
    """The answer that lies under another has no cell of its own; one that lies over empty cells is read."""
    first, second = filled.find(SAMEN("GM0001", "bedden")), filled.find(SAMEN("GM0002", "bedden"))
    sheet = first.parent
    sheet.merge_cells(f"{first.coordinate}:{second.coordinate}")
    plan = filled.find(OPVANG("plan"))
    letter = get_column_letter(plan.column + 1)
    plan.parent.merge_cells(f"{plan.coordinate}:{letter}{plan.row}")
    result = scored(filled.save())
    assert told(result) == [("Samen", second.coordinate, "merged_cell")]
    assert values(result)["GM0001", "bedden"] == "10"
    assert ("GM0002", "bedden") not in values(result)


def test_rows_that_were_copied_are_repeats(filled):
    """The same answer twice counts once; another is a contradiction that names both cells."""
    sheet, fase = filled.book["Opvang"], filled.find(OPVANG("fase")).row
    for target, code, value in ((50, "plan", "ja"), (51, "fase", "geen"), (52, "wie|zorg", "nee")):
        sheet.cell(target, 1).value = OPVANG(code)
        sheet.cell(target, 5).value = value
    result = scored(filled.save())
    found = told(result)
    assert found == [
        ("Opvang", "E50", "duplicate"), ("Opvang", "E51", "contradiction"), ("Opvang", "E52", "contradiction"),
        ("Opvang", f"E{fase}", "contradiction"),
    ]  # fmt: skip
    (message,) = [row["message"] for row in result.problems.to_pylist() if row["cell"] == "E51"]
    assert f"at {filled.path}, sheet 'Opvang', cell E{fase}" in message
    assert {"fase", "wie"}.isdisjoint(question for _, question in values(result))
    assert values(result)["MO0001", "plan"] == "ja"


def test_two_covers_that_disagree_are_told(filled):
    """Then neither counts: answers have no status."""
    copy = filled.book.copy_worksheet(filled.book["Voorblad"])
    row = next(cell.row for cell in copy["A"] if cell.value == "#status")
    copy.cell(row, 5).value = "concept"
    result = scored(filled.save())
    assert told(result) == [("Voorblad Copy", f"E{row}", "contradiction")]
    assert {row["status"] for row in result.answers.to_pylist()} == {None}
