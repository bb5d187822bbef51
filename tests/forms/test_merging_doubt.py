"""Merging in doubt: what two forms disagree on, or what is no part of one form, is told and left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from filled_in import OPVANG, SAMEN
from halves import before, filled, merged, read
from openpyxl import load_workbook
from town import FRAMEWORK, answer
from typing_in import Open

from napd import NapdError, score
from napd_forms.making import form, write_form
from napd_forms.merging import FormPart


def test_what_they_disagree_on_is_left_open_and_told(tmp_path):
    """The cell is empty, marked, and says what each of them says; the list has it too."""
    a = filled(tmp_path / "a.xlsx", {OPVANG("plan"): "ja", OPVANG("bereik"): 75, OPVANG("fase"): "geen"})
    b = filled(tmp_path / "b.xlsx", {OPVANG("plan"): "nee", OPVANG("bereik"): "75,0", OPVANG("fase"): " Geen"})
    path, (problem,) = merged(tmp_path, a, b)
    assert problem.problem == "contradiction"
    assert "a.xlsx: 'ja'" in str(problem)
    assert "b.xlsx: 'nee'" in str(problem)
    cell = Open(path).find(OPVANG("plan"))
    assert cell.value is None
    assert "b.xlsx: 'nee'" in cell.comment.text
    assert (problem.sheet, problem.cell) == ("Opvang", cell.coordinate)
    assert "napd check" in load_workbook(path)["Controle"]["B1"].value
    assert ("MO0001", "plan") not in read(path)
    assert read(path)["MO0001", "bereik"][0] == "75"
    assert read(path)["MO0001", "fase"][0] == "geen"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (
            ("2024-12", "MO0001", "gemeente"),
            "not of one round: a.xlsx is for round '2025-12'; b.xlsx is for round '2024-12'",
        ),
        (("2025-12", "MO0002", "gemeente"), "not of one area"),
        (("2025-12", "MO0001", "aanbieder"), "not of one perspective"),
    ],
)
def test_forms_for_something_else_are_not_merged(tmp_path, monkeypatch, other, why):
    """It is said of each what it is for."""
    monkeypatch.chdir(tmp_path)
    round_id, area, view = other
    filled("a.xlsx")
    write_form(Path("b.xlsx"), form(FRAMEWORK, round_id, area, perspective=view))
    with pytest.raises(NapdError, match=why):
        merged(tmp_path, Path("a.xlsx"), Path("b.xlsx"))


def test_what_is_no_form_is_not_merged(tmp_path):
    """Nor is a workbook with two, or one that is broken or has lost its codes."""
    for name, content in (("text.xlsx", b"PK nothing"), ("none.xlsx", None)):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        else:
            book = load_workbook(filled(path))
            for sheet in book:
                sheet.delete_cols(1)
            book.save(path)
        with pytest.raises(NapdError, match="Give workbooks with one form each"):
            FormPart.of(path)
    book = load_workbook(filled(tmp_path / "two.xlsx"))
    codes = [cell for sheet in book for cell in sheet["A"] if str(cell.value).count("|") > 1]
    for cell in codes[len(codes) // 2 :]:
        round_id, _, rest = cell.value.split("|", 2)
        cell.value = f"{round_id}|MO9999|{rest}"
    book.save(tmp_path / "two.xlsx")
    with pytest.raises(NapdError, match="it holds 2 forms"):
        FormPart.of(tmp_path / "two.xlsx")


def test_a_row_that_is_gone_is_told_with_what_the_other_says_there(tmp_path):
    """The form with the most rows is the one that the others are written in; nothing is dropped in silence."""
    a = filled(tmp_path / "a.xlsx", {OPVANG("plan"): "ja"})
    b = filled(tmp_path / "b.xlsx", {SAMEN("GM0001", "bedden"): 5, OPVANG("fase"): "geen"})
    one = load_workbook(a)
    del one["Samen"]
    one.save(a)
    path, problems = merged(tmp_path, a, b)
    assert not problems
    assert {name for _, name in read(path)} == {"plan", "bedden", "fase"}
    two = Open(b)
    two.find(OPVANG("plan")).parent.delete_rows(two.find(OPVANG("plan")).row)
    two.save()
    _, (problem,) = merged(tmp_path, a, b)
    assert (problem.problem, problem.severity, problem.value, problem.file) == ("not_read", "error", "ja", str(a))


def test_a_cell_that_cannot_be_used_is_told_and_not_taken_over(tmp_path):
    """Of the form in which the others are written it stays as it is."""
    a, b = (filled(tmp_path / f"{name}.xlsx", {OPVANG("plan"): text}) for name, text in (("a", "#N/A"), ("b", None)))
    assert not merged(tmp_path, a, b)[1]
    c = filled(tmp_path / "c.xlsx", {OPVANG("plan"): "#N/A"})
    path, (problem,) = merged(tmp_path, b, c)
    assert problem.problem == "cell_error"
    assert Open(path).find(OPVANG("plan")).value is None


def test_a_row_that_is_gone_and_was_only_taken_over_says_nothing(tmp_path):
    """Nobody gave that answer in this round."""
    taken = before(answer("plan", "ja"))
    a, b = (filled(tmp_path / f"{name}.xlsx", previous=taken) for name in "ab")
    for code in (SAMEN("GM0001", "mee"), SAMEN("GM0001", "bedden")):  # so that b has the most rows
        one = Open(a)
        one.find(code).parent.delete_rows(one.find(code).row)
        one.save()
    two = Open(b)
    two.find(OPVANG("plan")).parent.delete_rows(two.find(OPVANG("plan")).row)
    two.save()
    assert not merged(tmp_path, a, b)[1]


def test_what_is_no_day_stays_as_it_was_typed(tmp_path):
    """In a cell for a day, so that the check names it."""
    a, b = filled(tmp_path / "a.xlsx"), filled(tmp_path / "b.xlsx", {OPVANG("sinds"): "ooit"})
    path, _ = merged(tmp_path, a, b)
    assert Open(path).find(OPVANG("sinds")).value == "ooit"
    assert [row["problem"] for row in score(path, FRAMEWORK).problems.to_pylist()] == ["not_a_date"]
