"""The checked copy: its comments say all that the screen says, and nothing that people wrote is lost in it."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from books import number_cell, rows, write_zip, xlsx_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from town import FRAMEWORK, scored
from typing_in import Open

from napd import NapdError
from napd.tables.problems import Problem
from napd.texts import texts
from napd_forms import comments, copying
from napd_forms.comments import commented
from napd_forms.drawing import LONGEST
from napd_forms.making import form, write_form
from napd_forms.workbook.zip_xml import Package

PLAN = "2025-12|MO0001|opvang|plan"
PART = "xl/worksheets/sheet0.xml"


@pytest.fixture
def one(tmp_path):
    """A form with a wrong answer, open."""
    opened = Open(write_form(tmp_path / "form.xlsx", form(FRAMEWORK, "2025-12", "MO0001")))
    opened.type(PLAN, "misschien")
    return opened


DUTCH = texts("nl")


def problems(path):
    """What is wrong with a file."""
    return sorted(scored(path).problem_records, key=lambda one: (one.line, one.column, one.cell))


def checked(path, name="copy.xlsx"):
    """The checked copy of a file."""
    return write_form(path.with_name(name), commented(path, problems(path)))


def strict(path):
    """The same workbook in the strict form of Office files."""
    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = re.compile(rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/(\w+)")
    made = {key: name.sub(rb"http://purl.oclc.org/ooxml/\1/\2", part) for key, part in parts.items()}
    return write_zip(path.with_name("strict.xlsx"), made)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=40), st.text(max_size=40)), min_size=1, max_size=4))
def test_a_comment_says_all_that_the_screen_says(tmp_path_factory, said_of_it):
    """The message and the hint of each problem of the cell, whatever is in them."""
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_form(path, form(FRAMEWORK, "2025-12", "MO0001"))
    own = [Problem(problem="odd", message=text, hint=hint, sheet="Opvang", cell="E5") for text, hint in said_of_it]
    path.write_bytes(commented(path, own))
    said = load_workbook(path)["Opvang"]["E5"].comment.text
    words = re.compile(r"[a-zA-Z0-9]+")
    for problem in own:
        assert set(words.findall(problem.told(DUTCH))) <= set(words.findall(said))


def test_every_problem_with_a_cell_is_in_its_comment_word_for_word(one):
    """With the options to choose from and the nearest name, as on the screen."""
    one.type("2025-12|MO0001|opvang|fase", "vastgestelt")
    one.type("2025-12|MO0001|opvang|bereik", 180)
    path = one.save()
    found = problems(path)
    book = load_workbook(checked(path))
    assert len(found) == 3
    for problem in found:
        assert problem.told(DUTCH) in book[problem.sheet][problem.cell].comment.text


@pytest.mark.parametrize("sign", ["é", "🏠"])
def test_a_text_that_no_cell_holds_says_that_it_is_cut_off(sign):
    """Spreadsheets count in units of UTF-16; no sign is cut in two."""
    fits, long = sign * (LONGEST // (len(sign.encode("utf-16-le")) // 2)), sign * LONGEST + sign
    assert comments._fitting(fits) == fits
    cut = comments._fitting(long)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert re.fullmatch(rf"{sign}+… \[afgekapt: {len(long.encode('utf-16-le')) // 2} tekens\]", cut)


def test_what_people_wrote_in_a_comment_stays(one):
    """Before what napd wrote and after it, by whoever wrote it, check after check; what napd wrote does not pile up."""
    one.find(PLAN).comment = Comment("van mijzelf", "Jansen")
    path = checked(one.save())
    for name in ("second.xlsx", "third.xlsx"):
        opened = Open(path)
        comment = opened.find(PLAN).comment
        assert comment.text.splitlines()[0] == "van mijzelf"
        assert comment.author == "Jansen"
        assert comment.text.count("Precies") == 1
        opened.find(PLAN).comment = Comment(f"{comment.text}\nantwoord van Jansen", "Jansen")
        path = checked(opened.save(), name)
        assert Open(path).find(PLAN).comment.text.count("antwoord van Jansen") == (1 if name == "second.xlsx" else 2)
    opened = Open(path)
    opened.type(PLAN, "ja")
    last = Open(checked(opened.save(), "last.xlsx")).find(PLAN).comment
    assert last.text == "van mijzelf\nantwoord van Jansen\nantwoord van Jansen"


def test_a_sheet_of_ones_own_with_the_name_of_the_list_stays(one):
    """The list then has another name; only the list of an earlier check is replaced."""
    one.book.create_sheet("Controle")["B2"] = "mijn eigen lijst"
    copy = checked(checked(one.save()), "again.xlsx")
    book = load_workbook(copy)
    assert book["Controle"]["B2"].value == "mijn eigen lijst"
    assert [name for name in book.sheetnames if name.startswith("Controle")] == ["Controle1", "Controle"]


def test_a_strict_workbook_keeps_all_its_sheets(one):
    """The copy says what the workbook says, in the form that every program reads."""
    path = strict(one.save())
    before = problems(path)
    assert [problem.problem for problem in before] == ["not_yes_no"]
    copy = checked(path)
    assert {*load_workbook(copy).sheetnames} == {*one.book.sheetnames, "Controle"}
    assert [(p.sheet, p.cell, p.message) for p in problems(copy)] == [(p.sheet, p.cell, p.message) for p in before]


def test_what_stands_under_merged_cells_stays(tmp_path):
    """LibreOffice keeps it when cells are merged, and shows it again when they are unmerged."""
    book = Workbook()
    for cell, value in (("A1", "ja"), ("A2", "nee"), ("A3", 12), ("A4", None)):
        book.active[cell] = value
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    key = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:A4"/></mergeCells>'
    path = write_zip(tmp_path / "b.xlsx", parts | {key: parts[key].replace(b"</sheetData>", merged)})
    content = commented(path, [])
    with Package.open(path) as before, Package.open(BytesIO(content)) as after:
        assert copying.said(before)["Sheet"] == copying.said(after)["Sheet"] == {"A1": ":ja", "A2": ":nee", "A3": ":12"}
    assert [str(one) for one in load_workbook(BytesIO(content))["Sheet"].merged_cells.ranges] == ["A1:A4"]


def test_a_boolean_in_either_spelling_of_xml_is_copied(tmp_path):
    """Of which openpyxl knows one."""
    book = Workbook()
    book.active["A1"], book.active["A2"] = True, False
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    key = "xl/worksheets/sheet1.xml"
    parts[key] = parts[key].replace(b"<v>1</v>", b"<v>true</v>").replace(b"<v>0</v>", b"<v>FALSE</v>")
    copy = write_form(tmp_path / "b.xlsx", commented(write_zip(tmp_path / "c.xlsx", parts), []))
    assert [cell.value for cell in load_workbook(copy)["Sheet"]["A"]] == [True, False]


def test_a_copy_that_would_lose_anything_is_not_made(one, monkeypatch):
    """It is read again as napd reads, and says what the workbook says, cell by cell; or it is refused."""
    path = one.save()
    monkeypatch.setattr(copying, "STRICT", re.compile(b"x^()()()"))
    with pytest.raises(NapdError, match="open it in Excel"):
        commented(strict(path), [])
    real = copying.said
    monkeypatch.setattr(copying, "said", lambda package: real(package) | {"Opvang": {"E5": ":ja"}, "Weg": {}})
    assert commented(path, [])
    said = iter([{"Opvang": {"E5": ":ja"}}, {"Opvang": {"E5": ":nee"}}, {"A": {}}, {}])
    monkeypatch.setattr(copying, "said", lambda _: next(said))
    with pytest.raises(NapdError, match=r"would not keep what is on sheet 'Opvang', E5; open it in Excel"):
        commented(path, [])
    with pytest.raises(NapdError, match=r"would not keep what is on sheet 'A'; open it in Excel"):
        commented(path, [])


MANY = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
SHARED = '<f t="shared" si="0">'
BOMBS = {
    "merged": {PART: MANY},
    "links": {PART: MANY.replace("merge", "hyper").replace("Cell", "link")},
    "formulas": {PART: rows([f"<c>{SHARED}{'1+' * 999}1</f></c>", *[f"<c>{SHARED}</f></c>"] * 1200])},
    "formats": {"xl/styles.xml": f'<x><numFmt formatCode="{"[" * 256}"/></x>'},
    "rows": {PART: f"<x>{'<row/>' * 400_001}</x>"},
    "pictures": {"xl/media/image1.png": bytes(copying.LARGEST)},
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_what_openpyxl_would_choke_on_is_refused(tmp_path, bomb):
    """A few bytes that stand for billions of cells, formulas worked out one by one, a format that takes an hour."""
    made = xlsx_parts({"Blad1": rows([number_cell(1)])}) | bomb
    with pytest.raises(NapdError, match="too large"):
        commented(write_zip(tmp_path / "a.xlsx", made), [])


def test_a_full_disk_is_told_where(one, monkeypatch):
    """Openpyxl keeps each sheet in a file of its own meanwhile, which is not where the copy goes."""

    def full(*_):
        raise OSError(28, "No space left")

    monkeypatch.setattr(Workbook, "save", full)
    with pytest.raises(NapdError, match=r"no copy can be made, as nothing can be kept in .*: No space left$"):
        commented(one.path, [])


def test_a_cell_far_away_costs_no_more_than_one_nearby(tmp_path):
    """The last cell of a sheet: what lies between is not made."""
    book = Workbook()
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "a.xlsx")
    assert commented(tmp_path / "a.xlsx", [])


def test_comments_in_english(one):
    """Every word of napd is in the other language; a check in Dutch takes out what one in English wrote."""
    path = one.save()
    english = path.with_name("english.xlsx")
    english.write_bytes(commented(path, problems(path), "en"))
    book = load_workbook(english)
    said = book["Opvang"][problems(path)[0].cell].comment.text
    assert said.startswith("✕ error: This is neither yes nor no.")
    assert "\nIn full: 'misschien' is neither ja nor nee" in said
    assert [cell.value for cell in book["Check"][2]][1:3] == ["Sheet", "Cell"]
    again = load_workbook(checked(english))
    assert "Check" not in again.sheetnames
    assert "error" not in again["Opvang"][problems(path)[0].cell].comment.text
