"""Marks: a cell with a problem stands out, and its own format stays as it is."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import CellIsRule
from town import FRAMEWORK, answer, scored, table
from typing_in import Open

from napd_forms.comments import commented
from napd_forms.making import form, write_form
from napd_forms.marks import OURS
from napd_forms.previous import EarlierAnswers

PLAN, BEREIK = "2025-12|MO0001|opvang|plan", "2025-12|MO0001|opvang|bereik"


def marks(path):
    """The marks of a workbook: the style of each, by sheet and cell."""
    book = load_workbook(path)
    return {
        (sheet.title, str(one.sqref)): rule.dxf
        for sheet in book
        for one in sheet.conditional_formatting
        for rule in one.rules
        if rule.formula == [OURS]
    }


def checked(path):
    """A copy with the problems of a form in it, in its place."""
    path.write_bytes(commented(path, list(scored(path).problem_records)))
    return path


@pytest.fixture
def opened(tmp_path):
    """An open form with a mistake in words, and a number that deserves a look."""
    one = Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001")))
    one.type(PLAN, "misschien")
    one.type(BEREIK, 0.5)
    return one


def test_a_wrong_cell_has_a_colour_an_edge_and_a_sign(opened):
    """By how bad it is; a number keeps its own format, for a sign would hide how it is shown."""
    found = marks(checked(opened.save()))
    wrong, doubtful = (found["Opvang", opened.find(code).coordinate] for code in (PLAN, BEREIK))
    assert wrong.numFmt.formatCode == 'General;General;General;"✕ "@'
    assert doubtful.numFmt is None
    assert wrong.fill.bgColor.rgb != doubtful.fill.bgColor.rgb
    assert wrong.border.left.style == "thin"
    assert len(found) == 2


def test_a_mark_goes_when_the_cell_is_mended(opened):
    """The next check takes it out; what others mark stays, and so does the format of the cell."""
    before = opened.find(PLAN).fill.fgColor.rgb
    opened.find(PLAN).parent.conditional_formatting.add("A1:B2", CellIsRule(operator="equal", formula=['"x"']))
    again = Open(checked(opened.save()))
    assert again.find(PLAN).fill.fgColor.rgb == before
    again.type(PLAN, "ja")
    again.type(BEREIK, 50)
    path = checked(again.save())
    assert not marks(path)
    kept = [str(one.sqref) for one in load_workbook(path)["Opvang"].conditional_formatting]
    assert kept == ["A1:B2"]


def test_what_waits_keeps_its_colour(tmp_path):
    """The rule of the form itself is not one of ours."""
    taken = EarlierAnswers.of(table([answer("plan", "ja", round="2024-12")]), FRAMEWORK).taken_over(
        "2025-12", "gemeente"
    )
    path = write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001", previous=taken))
    rules = [rule.type for one in load_workbook(checked(path))["Opvang"].conditional_formatting for rule in one.rules]
    assert sorted(rules) == ["cellIs", "cellIs", "expression"]
