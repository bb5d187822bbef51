"""What files may write for a cell: each spelling means what a person sees, and what can mean nothing is damaged."""

from __future__ import annotations

import pytest
from books import number_cell, ods_parts, ods_table, ods_text, rows, write_zip, xlsx, xlsx_parts
from hypothesis import given
from hypothesis import strategies as st

from napd_forms.workbook.cells import LITERAL, address, number_text, shown_by
from napd_forms.workbook.ods_text import Paragraphs
from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.zip_xml import Package


def first(path):
    """The text and the fault of the first cell of a workbook; None where it is empty."""
    with Package.open(path) as package:
        sheets = [row for sheet in sheets_of(package) for _, row in sheet.rows()]
        return next(((cell.text, cell.fault) for row in sheets for cell in row.values()), None)


def of_ods(cell, before=""):
    """The first cell of an ODS file that has this XML."""
    return ods_parts(before + ods_table("Een", cell))


def ods_cell(kind, text="", inside=""):
    """A cell of an ODS file, from its attributes, its text, and what else it has."""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {kind}>{shown}{inside}</table:table-cell>"


TRUTHS = {
    "1": "waar",
    "true": "waar",
    "TRUE": "waar",
    " 1 ": "waar",
    "0": "onwaar",
    "false": "onwaar",
    "False": "onwaar",
}


@pytest.mark.parametrize(("written", "meant"), TRUTHS.items())
def test_a_boolean_is_read_in_every_spelling(tmp_path, written, meant):
    """XML has two of each, and programs write others."""
    assert first(xlsx(tmp_path / "a.xlsx", [f'<c t="b"><v>{written}</v></c>'])) == (meant, "")
    cell = ods_cell(f'office:value-type="boolean" office:boolean-value="{written}"', "WAAR")
    assert first(write_zip(tmp_path / "a.ods", of_ods(cell))) == (meant, "")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>ja</v></c>', "ja"),
        ('<c t="s"><v>3</v></c>', "3"),
        ('<c t="s"><v>-1</v></c>', "-1"),
        ('<c t="s"><v></v></c>', ""),
        ("<c><v>#N/A</v></c>", "#N/A"),
        ('<c t="n"><v>12,5</v></c>', "12,5"),
        ("<c><v>1_000</v></c>", "1_000"),
        ("<c><v>INF</v></c>", "INF"),
        ("<c><v>1E+999</v></c>", "1E+999"),
    ],
)
def test_a_cell_that_cannot_hold_what_it_says_is_damaged(tmp_path, cell, text):
    """A shared text that is not there, a boolean or a number that is none: never nothing, and never another value."""
    parts = xlsx_parts({"Blad1": rows([cell])}, strings="<si><t>a</t></si>")
    assert first(write_zip(tmp_path / "a.xlsx", parts)) == (text, "damaged")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ('office:value-type="float" office:value="#N/A"', "n.v.t."),
        ('office:value-type="percentage"', "75%"),
        ('office:value-type="boolean" office:boolean-value="misschien"', "misschien"),
    ],
)
def test_a_cell_of_an_ods_file_that_cannot_hold_what_it_says_is_damaged(tmp_path, kind, text):
    """Numbers and booleans that are none."""
    assert first(write_zip(tmp_path / "a.ods", of_ods(ods_cell(kind, text)))) == (text, "damaged")


ERRORS = ["#DEEL/0!", "#WAARDE!", "#NAAM?", "#N/B", "#VERW!", "#REF!", "#NUM!", "Err:502", "Fout:508", "#NULL!"]


@pytest.mark.parametrize("shown", ERRORS)
@pytest.mark.parametrize(
    "kind",
    [
        'table:formula="of:=1/0" office:value-type="float" office:value="0"',
        'office:value-type="percentage" office:value="0"',
        'table:formula="of:=NA()" office:value-type="string" office:string-value=""',
        'calcext:value-type="error" office:value-type="string"',
    ],
)
def test_an_error_is_one_by_what_the_cell_shows(tmp_path, shown, kind):
    """Excel writes it into an ODS file as the number 0, LibreOffice as text; in the language of whoever saved it."""
    assert first(write_zip(tmp_path / "a.ods", of_ods(ods_cell(kind, shown)))) == (shown, "error")


@pytest.mark.parametrize("shown", ["#1", "# 12", "12:30", "0", "uur 1:30"])
def test_a_number_is_no_error_by_its_format(tmp_path, shown):
    """Formats show signs beside a number."""
    cell = ods_cell('office:value-type="float" office:value="12"', shown)
    assert first(write_zip(tmp_path / "a.ods", of_ods(cell))) == ("12", "")


NOT_ITS_OWN = (
    "<draw:custom-shape><text:p>nee</text:p></draw:custom-shape>",
    "<draw:frame><draw:image><text:p/></draw:image><svg:title>nee</svg:title><svg:desc>nee</svg:desc></draw:frame>",
    "<draw:g><draw:frame><draw:text-box><text:p>nee</text:p></draw:text-box></draw:frame></draw:g>",
    "<office:annotation><dc:creator>nee</dc:creator><text:p>nee</text:p></office:annotation>",
    f"<draw:a><draw:frame>{ods_table('Binnen', ods_text('nee'))}</draw:frame></draw:a>",
)


@pytest.mark.parametrize("other", NOT_ITS_OWN)
def test_what_lies_over_or_beside_a_cell_is_not_its_text(tmp_path, other):
    """Text boxes, pictures with their titles, groups, remarks in the margin: in an empty cell, and by an answer."""
    kind = 'office:value-type="string"'
    assert first(write_zip(tmp_path / "a.ods", of_ods(ods_cell("", "", other)))) is None
    for cell in (
        ods_cell(kind, "ja", other),
        f"<table:table-cell {kind}>{other}<text:p>ja</text:p></table:table-cell>",
    ):
        assert first(write_zip(tmp_path / "a.ods", of_ods(cell))) == ("ja", "")


BESIDE = (
    "<table:tracked-changes><table:deletion><table:change-track-table-cell><text:p>nee</text:p>"
    "</table:change-track-table-cell></table:deletion></table:tracked-changes>"
)


@pytest.mark.parametrize(
    "before",
    [
        BESIDE,
        f"<table:dde-links><table:dde-link>{ods_table('DDE', ods_text('nee'))}</table:dde-link></table:dde-links>",
        ods_table("'file:///home/jan/oud.ods'#$Blad1", ods_text("nee")),
        "<table:table><table:shapes><draw:frame><text:p>nee</text:p></draw:frame></table:shapes></table:table>",
    ],
)
def test_what_a_workbook_keeps_beside_its_sheets_is_no_sheet(tmp_path, before):
    """Cells of before a change, the last values of a link, and what LibreOffice keeps of another file."""
    assert first(write_zip(tmp_path / "a.ods", of_ods(ods_text("ja"), before))) == ("ja", "")


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>\n   een\n   plan\n</text:p>", "een plan"),
        ("<text:p>een <text:span> plan</text:span> </text:p>", "een plan"),
        ('<text:p>een <text:s text:c="2"/>plan<text:s/></text:p>', "een   plan "),
        ("<text:p><text:a>een</text:a><text:tab/>plan</text:p><text:p/><text:p>x</text:p>", "een\tplan\n\nx"),
        ("<text:p><text:ruby><text:ruby-base>een</text:ruby-base><text:ruby-text>iin</text:ruby-text></text:ruby></text:p>",
         "een"),
        ('<text:p><text:s text:c="1500"/>x</text:p>', " " * 1500 + "x"),
        ("los<text:p>een</text:p>los", "een"),
        ("<text:s/><text:p>een</text:p><text:tab/>", "een"),
    ],
)  # fmt: skip
def test_spaces_in_a_text_are_those_that_are_shown(tmp_path, inside, text):
    """Those of the file itself are none; those that it counts are all there."""
    cell = ods_cell('office:value-type="string"', inside=inside)
    assert first(write_zip(tmp_path / "a.ods", of_ods(cell))) == (text, "")


@given(st.lists(st.sampled_from(["a", "b c", " ", "\n ", "d "]), max_size=8))
def test_text_reads_the_same_however_it_is_cut(pieces):
    """A reader of XML hands over text in pieces of its choice."""
    whole, cut = Paragraphs("a"), Paragraphs("a")
    for one, some in ((whole, ["".join(pieces)]), (cut, pieces)):
        one.start("text:p", 1)
        for piece in some:
            one.words(piece)
        one.end("text:p")
    assert str(whole.text) == str(cut.text) == " ".join("".join(pieces).split())


def test_how_a_text_is_spoken_is_not_read(tmp_path):
    """Neither in a shared text, nor in one that stands in its cell."""
    text = "<r><t>東</t></r><rPh><t>ひがし</t></rPh><r><t>京</t></r>"
    parts = xlsx_parts({"Blad1": rows([f'<c t="inlineStr"><is>{text}</is></c>'])}, strings=f"<si>{text}</si>")
    assert first(write_zip(tmp_path / "a.xlsx", parts)) == ("東京", "")
    shared = xlsx_parts({"Blad1": rows(['<c t="s"><v>0</v></c>'])}, strings=f"<si>{text}</si>")
    assert first(write_zip(tmp_path / "b.xlsx", shared)) == ("東京", "")


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("h:mm", 0.0625, "01:30"), ("[h]:mm", 1.5, "36:00"), ("mm:ss", 0.0007, "00:01"),
        ("[$-413]h:mm:ss", 46022.75, "18:00"),
        ("d-m-yyyy h:mm", 46022.75, "2025-12-31 18:00:00"), ("d-m-yyyy", 46022.75, "2025-12-31"),
        ("dd-mm-yyyy", 1, "1900-01-01"), ("dd-mm-yyyy", 59, "1900-02-28"), ("dd-mm-yyyy", 61, "1900-03-01"),
        ('"d;d"0%', 0.5, "50%"), ('0"%"', 50, "50"), ("0\\%", 50, "50"), ("* 0", 5, "5"), ("_d0", 5, "5"),
        ('General" dagen"', 5, "5"), ("[<1]0%;0", 0.5, "50%"), ("mmm yyyy", 45992, "2025-12"),
        ("h:mm", 1e300, number_text(1e300)),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format(code, value, text):
    """Days, times, hours beyond a day, percentages; what a format says as text, or to align, counts for nothing."""
    assert number_text(value, shown_by(code)) == text


@given(st.text(alphabet='[]"\\_*;dmyhs%0', max_size=60))
def test_a_format_is_read_once_from_the_start(code):
    """Each sign of it is in at most one literal, so what it takes cannot grow as its square."""
    assert sum(len(found[0]) for found in LITERAL.finditer(code)) <= len(code)
    shown_by(code)


def test_a_format_of_any_length_is_read():
    """Excel allows 255 signs; a file may have 200,000 that open brackets and quotes."""
    for signs in ("[" * 200_000, '"' * 200_001, "[h" * 100_000, "\\" * 200_001, "_" * 200_001):
        assert shown_by(signs) in ("", "duration")


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        ("2025-12-31", "31-12-25", "2025-12-31"), ("2025-12-01", "dec-25", "2025-12"),
        ("2025-12-01", "2025-12", "2025-12"),
        ("2025-12-01", "1 dec", "2025-12-01"), ("2025-12-01", "01-12-2025", "2025-12-01"),
        ("2025-12-31T00:00:00", "31-12-2025", "2025-12-31"), ("2025-12-31T18:00:00", "31-12-2025", "2025-12-31"),
        ("2025-12-31T18:00:00", "31-12-2025 18:00", "2025-12-31 18:00:00"), ("", "31 dec", "31 dec"),
    ],
)  # fmt: skip
def test_a_day_of_an_ods_file_is_read_as_it_is_shown(tmp_path, value, shown, text):
    """Without a time that is not shown; a month without its first day."""
    cell = ods_cell(f'office:value-type="date" office:date-value="{value}"', shown)
    assert first(write_zip(tmp_path / "a.ods", of_ods(cell))) == (text, "")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ('office:value-type="time" office:time-value="PT01H30M00S"', "01:30:00"),
        ('office:value-type="currency" office:value="12.5"', "12.5"),
        ('office:value-type="percentage" office:value="0.125"', "12.5%"),
        ('table:number-columns-repeated="2" office:value-type="string"', "ja"),
    ],
)
def test_other_kinds_of_cells_of_an_ods_file(tmp_path, kind, text):
    """Times as they are shown, money and percentages by their value."""
    assert first(write_zip(tmp_path / "a.ods", of_ods(ods_cell(kind, text)))) == (text, "")


def test_numbers_of_a_cell_that_spans_others(tmp_path):
    """What lies under another cell keeps its address."""
    line = (
        ods_text("a")
        + '<table:covered-table-cell office:value-type="string"><text:p>b</text:p></table:covered-table-cell>'
    )
    with Package.open(write_zip(tmp_path / "a.ods", ods_parts(ods_table("Een", line)))) as package:
        cells = [cell for sheet in sheets_of(package) for _, row in sheet.rows() for cell in row.values()]
    assert [(address(cell.row, cell.column), cell.text) for cell in cells] == [("A1", "a"), ("B1", "b")]


def test_a_workbook_needs_no_texts_that_cells_share(tmp_path):
    """Nor any styles."""
    parts = xlsx_parts({"Blad1": rows(["ja"])})
    key = "xl/_rels/workbook.xml.rels"
    parts[key] = str(parts[key]).replace("/sharedStrings", "/other").replace("/styles", "/other")
    assert first(write_zip(tmp_path / "a.xlsx", parts)) == ("ja", "")


def test_a_formula_without_a_result_is_not_an_empty_text(tmp_path):
    """It is one only where the file says that the formula gave an empty text."""
    assert first(xlsx(tmp_path / "a.xlsx", ['<c t="str"><f>A9</f></c>'])) == ("", "no value")
    assert first(xlsx(tmp_path / "b.xlsx", ['<c t="str"><f>A9</f><v></v></c>'])) is None
    assert first(xlsx(tmp_path / "c.xlsx", ['<c t="b"><f>A9</f></c>', number_cell(1)])) == ("", "no value")
