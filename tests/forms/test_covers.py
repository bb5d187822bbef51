"""Whose view the answers of a form are: known from its cover, or not known, and never that of another in silence."""

from __future__ import annotations

import pytest
from town import FRAMEWORK, scored
from typing_in import Open

from napd_forms.making import form, write_form

PLAN = "2025-12|{}|opvang|plan".format


def opened(path, area="MO0001", perspective="aanbieder"):
    """A form of which one question is answered, open."""
    one = Open(write_form(path, form(FRAMEWORK, "2025-12", area, perspective=perspective)))
    one.type(PLAN(area), "ja")
    one.type("#status", "afgestemd")
    return one


def copied(source, name, target, title=None):
    """Copy a sheet of one form to another, as a spreadsheet does."""
    made = target.book.create_sheet(title or name)
    for row in source.book[name].iter_rows():
        for cell in row:
            made[cell.coordinate].value = cell.value
    return made


def kinds(result):
    """Each problem: its sheet, its kind and how bad it is."""
    return [(row["sheet"], row["problem"], row["severity"]) for row in result.problems.to_pylist()]


def views(result):
    """Whose view each answer is, and its status."""
    return [(row["area"], row["perspective"], row["status"]) for row in result.answers.to_pylist()]


def row_of(one, code):
    """The row of a code on the cover."""
    return next(cell.row for cell in one.book["Voorblad"]["A"] if cell.value == code)


def without_cover(one):
    """Without cover."""
    del one.book["Voorblad"]


def without_the_row_of_the_perspective(one):
    """Without the row of the perspective."""
    one.book["Voorblad"].delete_rows(row_of(one, "#perspectief"))


def without_the_code_of_the_perspective(one):
    """Without the code of the perspective."""
    one.book["Voorblad"].cell(row_of(one, "#perspectief"), 1).value = None


def with_another_cover(one):
    """With another cover."""
    copied(one, "Voorblad", one, "Kopie").cell(row_of(one, "#perspectief"), 5).value = "gemeente"


def with_an_empty_perspective(one):
    """With an empty perspective."""
    one.type("#perspectief", None)


def with_a_perspective_that_fails(one):
    """With a perspective that fails."""
    one.type("#perspectief", "#N/A")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (without_cover, "cover_gone"),
        (without_the_row_of_the_perspective, "cover_gone"),
        (without_the_code_of_the_perspective, "cover_gone"),
        (with_another_cover, "contradiction"),
        (with_an_empty_perspective, "empty_cell"),
        (with_a_perspective_that_fails, "cell_error"),
    ],
)
def test_answers_of_which_the_perspective_is_not_known_do_not_count(tmp_path, change, kind):
    """One error says so; they are never taken for those of a municipality."""
    one = opened(tmp_path / "form.xlsx")
    change(one)
    result = scored(one.save())
    assert views(result) == []
    assert (kind, "error") in {(found, severity) for _, found, severity in kinds(result)}


def renamed(one):
    """The cover has another name."""
    one.book["Voorblad"].title = "Cover"


def moved(one):
    """The cover stands last."""
    one.book.move_sheet("Voorblad", 3)


def with_its_row_elsewhere(one):
    """With its row elsewhere."""
    sheet, cover, row = one.book["Opvang"], one.book["Voorblad"], row_of(one, "#perspectief")
    for cell in list(cover[row]):
        sheet.cell(60, cell.column).value = cell.value
    cover.delete_rows(row)


def without_titles(one):
    """Without titles."""
    for name in ("Voorblad", "Opvang"):
        one.book[name].delete_rows(2)


def without_the_title_of_the_cover(one):
    """Without the title of the cover."""
    one.book["Voorblad"].delete_rows(2)


def with_two_like_covers(one):
    """With two like covers."""
    copied(one, "Voorblad", one, "Kopie")


@pytest.mark.parametrize(
    "change",
    [renamed, moved, with_its_row_elsewhere, without_titles, without_the_title_of_the_cover, with_two_like_covers],
)
def test_a_cover_is_known_by_its_codes(tmp_path, change):
    """However it is called, wherever it and its rows stand, and however often."""
    one = opened(tmp_path / "form.xlsx")
    change(one)
    assert views(scored(one.save())) == [("MO0001", "aanbieder", "afgestemd")]


def test_what_is_wrong_with_a_cover_is_said_once(tmp_path):
    """Also where sheets that say of which form they are, and one that does not, have it together."""
    one = opened(tmp_path / "form.xlsx")
    one.type("2025-12|GM0001|samen|mee", "ja")
    for name in ("Voorblad", "Samen"):
        one.book[name]["A2"] = "#tekst"
    one.type("#perspectief", None)
    assert kinds(scored(one.save())) == [("Voorblad", "empty_cell", "error")]


def test_where_only_the_status_is_gone_the_answers_count_without_one(tmp_path):
    """And a remark says so."""
    one = opened(tmp_path / "form.xlsx")
    one.book["Voorblad"].delete_rows(row_of(one, "#status"))
    result = scored(one.save())
    assert views(result) == [("MO0001", "aanbieder", None)]
    assert kinds(result) == [("Opvang", "cover_gone", "remark")]


def test_a_sheet_that_was_copied_to_another_form_has_no_cover_there(tmp_path):
    """The answers of the other form count; those of the sheet do not, for its cover is not that one."""
    one, other = opened(tmp_path / "a.xlsx"), opened(tmp_path / "b.xlsx", perspective="gemeente")
    other.type(PLAN("MO0001"), None)
    other.type("2025-12|MO0001|opvang|fase", "geen")
    copied(one, "Opvang", other, "Opvang (2)")
    result = scored(other.save())
    assert views(result) == [("MO0001", "gemeente", "afgestemd")]
    assert kinds(result) == [("Opvang (2)", "cover_gone", "error")]


def test_sheets_of_two_forms_each_have_their_own_cover(tmp_path):
    """In one workbook, with what each cover says."""
    one = opened(tmp_path / "a.xlsx")
    other = opened(tmp_path / "b.xlsx", "MO0002", "gemeente")
    other.type("#status", "concept")
    for name in ("Voorblad", "Opvang"):
        copied(one, name, other, f"{name} (2)")
    result = scored(other.save())
    assert kinds(result) == []
    assert views(result) == [("MO0002", "gemeente", "concept"), ("MO0001", "aanbieder", "afgestemd")]


def test_an_empty_form_without_a_cover_says_nothing(tmp_path):
    """There is no answer of which the perspective would matter."""
    one = opened(tmp_path / "form.xlsx")
    one.type(PLAN("MO0001"), None)
    without_cover(one)
    assert kinds(scored(one.save())) == []


HIDDEN = {
    "sheet": (lambda sheet: setattr(sheet, "sheet_state", "hidden"), "the sheet 'Opvang' is hidden"),
    "very hidden": (lambda sheet: setattr(sheet, "sheet_state", "veryHidden"), "the sheet 'Opvang' is hidden"),
    "row": (lambda sheet: setattr(sheet.row_dimensions[6], "hidden", True), "row 6 is hidden, but its answer counts"),
    "column": (lambda sheet: setattr(sheet.column_dimensions["E"], "hidden", True), "column E is hidden"),
}


@pytest.mark.parametrize(("hide", "says"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_in_a_form_and_counts_is_said(tmp_path, hide, says):
    """At its first answer. Of what napd hides itself, the codes and the lists, nothing is said."""
    one = opened(tmp_path / "form.xlsx")
    assert one.find(PLAN("MO0001")).coordinate == "E6"
    hide(one.book["Opvang"])
    result = scored(one.save())
    assert views(result) == [("MO0001", "aanbieder", "afgestemd")]
    ((message, cell),) = [(row["message"], row["cell"]) for row in result.problems.to_pylist()]
    assert message.startswith(says)
    assert cell == "E6"


@pytest.mark.parametrize("hide", [hide for hide, _ in HIDDEN.values()], ids=HIDDEN)
def test_what_is_hidden_and_says_nothing_is_not_named(tmp_path, hide):
    """A part of a form that was not filled in may be put out of sight."""
    one = opened(tmp_path / "form.xlsx")
    one.type(PLAN("MO0001"), None)
    hide(one.book["Opvang"])
    assert kinds(scored(one.save())) == []
