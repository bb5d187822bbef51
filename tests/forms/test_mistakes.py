"""A form filled in by a script that types as people do, with the mistakes that people make."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from books import write_zip
from filled_in import OPVANG, RIGHT, SAMEN, told, values
from openpyxl import load_workbook
from openpyxl.comments import Comment
from town import FRAMEWORK, scored
from typing_in import Open

from napd import NapdError
from napd.tables.problems import Problem
from napd.texts import DUTCH
from napd_forms.comments import commented
from napd_forms.making import form, write_form

ERROR, REMARK = DUTCH("problem.error"), DUTCH("problem.remark")


def test_a_form_in_which_all_is_right_scores_clean(filled):
    """Every answer counts, with the status and the perspective of the cover."""
    result = scored(filled.save())
    assert told(result) == []
    assert values(result)["MO0001", "wie"] == "zorg|wonen"
    assert len(values(result)) == len(RIGHT) - 2
    rows = result.answers.to_pylist()
    assert {(row["status"], row["perspective"]) for row in rows} == {("afgestemd", "aanbieder")}
    assert [row["note"] for row in rows if row["note"]] == ["Zie het besluit."]


def test_who_filled_it_in_is_never_read(filled):
    """Names stay in the form: they are in no table."""
    rows = {cell.value: cell.row for cell in filled.book["Voorblad"]["D"]}
    filled.book["Voorblad"].cell(rows["Ingevuld door"], 5).value = "J. Jansen"
    result = scored(filled.save())
    assert told(result) == []
    assert all("Jansen" not in str(table.to_pylist()) for table in result.tables.values())


MISTAKES = {
    OPVANG("plan"): ("misschien", "not_yes_no"),
    OPVANG("fase"): ("vastgestelt", "unknown_option"),
    OPVANG("bereik"): (0.75, "small_percentage"),
    OPVANG("plekken"): ("ongeveer 12", "not_a_number"),
    OPVANG("sinds"): ("vorig jaar", "not_a_date"),
    OPVANG("uitleg"): ("#N/A", "cell_error"),
    OPVANG("wie|wonen"): (None, "incomplete"),
    SAMEN("GM0001", "mee"): ("=1=1", "formula_without_value"),
    SAMEN("GM0001", "bedden"): (-1, "out_of_range"),
    SAMEN("GM0002", "kamers"): ("2,5", "not_whole"),
    SAMEN("GM0001", "laatst"): ("31-02-2025", "not_a_date"),
    SAMEN("GM0002", "zorg"): ("1.000", "unknown_option"),
    "#status": ("klaar", "unknown_status"),
}
"""What is typed, and what is wrong with it."""


def test_every_mistake_is_named_by_its_cell_and_the_rest_counts(filled):
    """A dozen mistakes, each in one line; what they spoil is the one answer that they are. Repaired, it is clean."""
    del (mistakes := dict(MISTAKES))["#status"]
    expected = sorted((*filled.type(code, value), kind) for code, (value, kind) in mistakes.items())
    path = filled.save()
    result = scored(path)
    assert told(result) == expected
    odd = ("small_percentage", "incomplete")
    spoilt = {tuple(code.split("|"))[1:4:2] for code, (_, kind) in mistakes.items() if kind not in odd}
    assert len(values(result)) == len(RIGHT) - 2 - len(spoilt)
    assert spoilt.isdisjoint(values(result))
    assert all(str(path) in str(row["file"]) for row in result.problems.to_pylist())
    for code in mistakes:
        filled.type(code, RIGHT[code])
    assert told(scored(filled.save())) == []


def test_a_wrong_status_is_told_once(filled):
    """It is wrong for every answer, and stands in one cell."""
    place = filled.type("#status", "klaar")
    result = scored(filled.save())
    assert told(result) == [(*place, "unknown_status")]
    assert values(result) == {}


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("question", "value", "style", "meant"),
    [
        ("bereik", 75, "General", "75"),
        ("bereik", " 75 % ", "General", "75"),
        ("bereik", "75,0", "General", "75"),
        ("bereik", 0.75, "0%", "75"),
        ("sinds", 46022, "dd-mm-yyyy", "2025-12-31"),
    ],
)
def test_a_number_is_read_as_it_is_shown(opened, question, value, style, meant):
    """Typed as a number or as text, with a sign and a comma; a percentage or a day as a spreadsheet keeps it."""
    opened.type(OPVANG(question), value)
    opened.find(OPVANG(question)).number_format = style
    result = scored(opened.save())
    assert values(result) == {("MO0001", question): meant}
    assert told(result) == []


def test_options_that_are_empty_or_gone_are_unknown(filled):
    """Of those with ja or nee the answer counts; one that says anything else leaves the whole question open."""
    odd = filled.type(OPVANG("wie|zorg"), "soms")
    assert told(scored(filled.save())) == [(*odd, "not_yes_no")]
    filled.type(OPVANG("wie|zorg"), "ja")
    filled.book["Opvang"].delete_rows(filled.find(OPVANG("wie|werk")).row)
    result = scored(filled.save())
    assert [kind for *_, kind in told(result)] == ["incomplete"]
    assert values(result)["MO0001", "wie"] == "zorg|wonen|?"
    filled.type(OPVANG("wie|wonen"), "nee")
    assert values(scored(filled.save()))["MO0001", "wie"] == "zorg|werk?"
    filled.type(OPVANG("wie|zorg"), None)
    empty = filled.find(OPVANG("wie|zorg"))
    result = scored(filled.save())
    assert told(result) == [("Opvang", empty.coordinate, "incomplete")]
    assert values(result)["MO0001", "wie"] == "zorg?|werk?"


def test_problems_are_written_back_as_comments_and_a_list(filled, tmp_path):
    """Each faulty cell has a comment in Dutch, the list links to each; the copy reads as the form did."""
    filled.find(OPVANG("fase")).comment = Comment("van mijzelf", "Jansen")
    expected = {filled.type(code, value) for code, (value, _) in MISTAKES.items() if code != "#status"}
    filled.book["Opvang"]["J9"] = "=los"
    path = filled.save()
    before = scored(path)
    problems = before.problems.to_pylist()
    own = [Problem(**row) for row in problems]
    copy = write_form(tmp_path / "copy.xlsx", commented(path, own))
    assert copy.read_bytes() == commented(path, own)
    opened = Open(copy)
    for sheet, cell in expected:
        assert opened.book[sheet][cell].comment.text.partition(":")[0].splitlines()[-1] in (ERROR, REMARK)
    assert opened.find(OPVANG("fase")).comment.text.startswith("van mijzelf\n")
    listed = opened.book["Controle"]
    assert {(row[1].value, row[2].value) for row in listed.iter_rows(min_row=3)} == {
        (row["sheet"], row["cell"]) for row in problems
    }
    assert all(row[2].hyperlink.location == f"'{row[1].value}'!{row[2].value}" for row in listed.iter_rows(min_row=3))
    assert told(scored(copy)) == told(before)
    again = write_form(tmp_path / "again.xlsx", commented(copy, []))
    assert "Controle" in Open(again).book.sheetnames
    assert Open(again).find(OPVANG("plan")).comment is None
    assert "geen problemen" in Open(again).book["Controle"]["B1"].value


def test_problems_without_a_cell_are_listed(filled):
    """Those of the whole file, of a sheet that is gone, and of a merged cell, of which the first has the comment."""
    filled.find(OPVANG("plan")).parent.merge_cells("E5:E6")
    own = [
        Problem(problem="left_alone", message="macros", severity="remark"),
        Problem(problem="other", message="=1+1\x07", sheet="Weg", cell="A1"),
        Problem(problem="merged_cell", message="merged", sheet="Opvang", cell="E6"),
    ]
    path = filled.save()
    with ZipFile(path, "a") as file:
        file.writestr("xl/media/image1.png", b"\x89PNG")
    book = load_workbook(BytesIO(commented(path, own)))
    assert book["Opvang"]["E5"].comment.text.startswith(ERROR)
    rows = [[cell.value for cell in row[1:]] for row in book["Controle"].iter_rows(min_row=3)]
    assert [row[:3] for row in rows] == [[None, None, REMARK], ["Weg", "A1", ERROR], ["Opvang", "E6", ERROR]]
    assert rows[1][-1] == "=1+1\ufffd"
    assert book["Controle"]["G4"].data_type == "s"


def test_a_hostile_copy_is_not_made(tmp_path, monkeypatch):
    """What napd does not read, openpyxl does not read either; nor what only openpyxl would read."""
    with ZipFile(BytesIO(form(FRAMEWORK, "2025-12", "MO0001"))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    bomb = parts | {"docProps/core.xml": b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["docProps/core.xml"]}
    for name, made, why in (
        ("a", bomb, "entities"),
        ("b", {"content.xml": b"<x/>"}, "into .xlsx only"),
        ("c", parts | {"xl/workbook.xml": b"<x/>"}, "it has no sheets"),
        ("d", parts | {"xl/styles.xml": b"<x/>"}, "open it in Excel"),
    ):
        with pytest.raises(NapdError, match=why):
            commented(write_zip(tmp_path / name, made), [])
    monkeypatch.setattr("napd_forms.copying.LARGEST", 10)
    with pytest.raises(NapdError, match="too large"):
        commented(write_zip(tmp_path / "e", parts), [])
    with pytest.raises(NapdError, match="cannot be opened"):
        commented(tmp_path / "nowhere.xlsx", [])


BOXES = {
    "zorg": (True, "WAAR", "ja ", "\u00a0Ja", "x", "X", "☑", "✔\ufe0f", "✓", "[x]", 1),
    "geen": (False, "ONWAAR", "Nee", "nee\u200b", 0),
    "": ("☐", "[ ]", "☒", "✗", "misschien", "þ"),
}


@pytest.mark.parametrize(("typed", "meant"), [(typed, meant) for meant, every in BOXES.items() for typed in every])
def test_a_box_of_an_option_means_what_it_means(opened, typed, meant):
    """Ticked, by whatever a cell holds for it, is chosen; what may be either, or was never looked at, is asked for."""
    for option in ("zorg", "wonen", "werk"):
        opened.type(OPVANG(f"wie|{option}"), typed if option == "zorg" else "nee")
    result = scored(opened.save())
    assert values(result) == ({("MO0001", "wie"): meant} if meant else {})
    assert [kind for *_, kind in told(result)] == ([] if meant else ["not_yes_no"])
