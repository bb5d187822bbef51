from __future__ import annotations

import pytest
from books import (
    DAY,
    DAY_IN_WORDS,
    MAIN,
    MONTH,
    PERCENT,
    PERCENT_1,
    number_cell,
    ods_parts,
    ods_table,
    ods_text,
    rows,
    write_zip,
    xlsx,
    xlsx_parts,
)  # fmt: skip
from hypothesis import given
from hypothesis import strategies as st

from napd_forms.workbook.cells import Merged, address, crossed, merged_of, number_text, place_of
from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.xlsx_sheet import unescaped
from napd_forms.workbook.zip_xml import Package

LINES = (
    "<office:annotation><text:p>nee</text:p></office:annotation>"
    '<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e<text:span>f</text:span></text:p>'
)
"""Lines of a cell, beside a note in the margin."""


def cells(path):
    """Every cell of a workbook: its sheet, its address, and the rest."""
    with Package.open(path) as package:
        return {
            (sheet.name, address(cell.row, cell.column)): (cell.text, cell.formula, cell.fault, cell.number)
            for sheet in sheets_of(package)
            for _, row in sheet.rows()
            for cell in row.values()
        }


def texts(path):
    """The texts of the cells of the only sheet, in order."""
    return [text for text, *_ in cells(path).values()]


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_leads_back_to_its_cell(row, column):
    """What is written for a cell is read as that cell, with $ signs too."""
    text = address(row, column)
    letters = text.rstrip("0123456789")
    assert place_of(text) == place_of(text.replace(letters, f"${letters}$")) == (row, column)


@pytest.mark.parametrize("text", ["", "7", "D", "d7", "D7:E8", "ABCD1", "D 7"])
def test_what_is_no_address_names_no_cell(text):
    """Neither does a range of it name any cells."""
    assert place_of(text) is None
    assert merged_of(f"{text}:A1") is None


def test_numbers_read_as_they_are_shown(tmp_path):
    """Percentages with their sign, days as days, months as months; others as digits, without an exponent."""
    shown = [
        number_cell(75), number_cell("37.5"), number_cell("1E+20"), number_cell("0.30000000000000004"),
        number_cell("-0"), number_cell("0.75", PERCENT), number_cell("0.755", PERCENT_1), number_cell(1, PERCENT),
        number_cell(46022, DAY), number_cell("46022.75", DAY_IN_WORDS), number_cell(45992, MONTH),
        number_cell(46022, MONTH), number_cell("1E+300", DAY), number_cell("NaN"), number_cell("zeven"),
    ]  # fmt: skip
    assert texts(xlsx(tmp_path / "a.xlsx", shown)) == [
        "75", "37.5", "100000000000000000000", "0.3", "0", "75%", "75.5%", "100%", "2025-12-31",
        "2025-12-31", "2025-12", "2025-12-31", number_text(1e300), "NaN", "zeven",
    ]  # fmt: skip


def test_days_are_counted_from_1904_where_a_workbook_says_so(tmp_path):
    """As workbooks from an old Mac do."""
    parts = xlsx_parts({"Blad1": rows([number_cell(44560, DAY)])}, book='<workbookPr date1904="1"/>')
    assert texts(write_zip(tmp_path / "a.xlsx", parts)) == ["2025-12-31"]


def test_every_kind_of_cell_is_read(tmp_path):
    """Shared texts with their parts, booleans, ISO days, results and errors of formulas; empty cells are none."""
    strings = "<si><r><t>Eén </t></r><r><t>twee</t></r><rPh><t>fonetisch</t></rPh></si><si><t>_x0007_b_x005F_</t></si>"
    line = (
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c>'
        '<c t="d"><v>2025-12-31T00:00:00</v></c><c t="str"><f>A1</f><v>uit</v></c><c><f>1+1</f><v>2</v></c>'
        '<c><f>1+1</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c s="1"/><c t="str"><f>""</f><v></v></c>'
        '<c r="Z1" s="77"><v>5</v></c>'
    )
    parts = xlsx_parts({"Blad1": f'<sheetData><row r="3">{line}</row><row/></sheetData>'}, strings=strings)
    assert cells(write_zip(tmp_path / "a.xlsx", parts)) == {
        ("Blad1", "A3"): ("Eén twee", False, "", False),
        ("Blad1", "B3"): ("\ab_", False, "", False),
        ("Blad1", "C3"): ("9", False, "damaged", False),
        ("Blad1", "D3"): ("waar", False, "", False),
        ("Blad1", "E3"): ("onwaar", False, "", False),
        ("Blad1", "F3"): ("2025-12-31", False, "", False),
        ("Blad1", "G3"): ("uit", True, "", False),
        ("Blad1", "H3"): ("2", True, "", True),
        ("Blad1", "I3"): ("", True, "no value", False),
        ("Blad1", "J3"): ("#DIV/0!", True, "error", False),
        ("Blad1", "Z1"[:1] + "3"): ("5", False, "", True),
    }


def test_names_with_a_prefix_are_read_too(tmp_path):
    """Some programs write every tag with the prefix of its namespace."""
    parts = xlsx_parts({"Blad1": ""})
    line = '<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>ja</x:t></x:is></x:c></x:row>'
    parts["xl/worksheets/sheet0.xml"] = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{line}</x:sheetData></x:worksheet>'
    assert cells(write_zip(tmp_path / "a.xlsx", parts)) == {("Blad1", "B2"): ("ja", False, "", False)}


def test_every_kind_of_cell_of_libreoffice_is_read(tmp_path):
    """Numbers, percentages, days, booleans, lines, spaces, copies of cells and rows; notes in the margin are not."""
    cell = "<table:table-cell {}>{}</table:table-cell>"
    first = "".join(
        cell.format(f"office:value-type={kind}", text)
        for kind, text in (
            ('"float" office:value="37.5"', "<text:p>37,5</text:p>"),
            ('"percentage" office:value="0.755"', "<text:p>75,5%</text:p>"),
            ('"date" office:date-value="2025-12-31"', "<text:p>31-12-25</text:p>"),
            ('"boolean" office:boolean-value="true"', "<text:p>WAAR</text:p>"),
            ('"boolean" office:boolean-value="false"', "<text:p>ONWAAR</text:p>"),
            ('"string"', LINES),
            ('"string" office:string-value="los"', ""),
            ('"float" office:value="1" table:formula="of:=1"', "<text:p>1</text:p>"),
            ('"float" table:formula="of:=1"', ""),
            ('"string" calcext:value-type="error" table:formula="of:=1/0"', "<text:p>#DEEL/0!</text:p>"),
            ('"float" office:value="NaN"', "<text:p>geen getal</text:p>"),
        )
    )  # fmt: skip
    twice = ods_text("x").replace("cell ", 'cell table:number-columns-repeated="2" ', 1)
    many = '<table:table-cell table:number-columns-repeated="16000"/>'
    copies = f'<table:table-row table:number-rows-repeated="2">{twice}</table:table-row>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{many}</table:table-row>'
    tables = ods_table("Een", first) + f'<table:table table:name="Twee">{copies}{empty}</table:table>'
    found = cells(write_zip(tmp_path / "a.ods", ods_parts(tables + ods_table("Drie", ods_text("ja")))))
    assert [value for (sheet, _), value in found.items() if sheet == "Een"] == [
        ("37.5", False, "", True), ("75.5%", False, "", False), ("2025-12-31", False, "", False),
        ("waar", False, "", False), ("onwaar", False, "", False), ("a  b\tc\nd\nef", False, "", False),
        ("los", False, "", False), ("1", True, "", True), ("", True, "no value", False),
        ("#DEEL/0!", True, "error", False), ("geen getal", False, "damaged", False),
    ]  # fmt: skip
    assert [place for sheet, place in found if sheet == "Twee"] == ["A1", "B1", "A2", "B2"]
    assert found["Drie", "A1"] == ("ja", False, "", False)


def test_merged_ranges_hide_all_but_their_first_cell(tmp_path):
    """In either kind of workbook; a range over many more rows than there are costs no more."""
    after = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A1:XFD1048576"/><mergeCell ref="?"/></mergeCells>'
    spanned = '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="2"/>'
    merged = []
    for path in (
        xlsx(tmp_path / "a.xlsx", ["x"], after=after),
        write_zip(tmp_path / "a.ods", ods_parts(ods_table("Een", spanned))),
    ):
        with Package.open(path) as package:
            (sheet,) = sheets_of(package)
            assert len(list(sheet.rows())) <= 1
            merged.append(sheet.merged)
    assert merged == [[Merged(1, 1, 2, 2), Merged(1, 1, 1_048_576, 16_384)], [Merged(1, 1, 2, 2)]]
    assert set(crossed(merged[0], [1, 2, 9], [1, 2])) == {(1, 2), (2, 1), (2, 2), (9, 1), (9, 2)}
    assert len(crossed([Merged(1, 1, 9, 2)] * 1000, [1, 2, 9], [1, 2])) == 5


@given(st.text())
def test_signs_that_xml_cannot_hold_are_read_as_they_were(text):
    """As _xHHHH_, and so is what only looks like one; a half of a sign becomes a mark."""
    written = "".join(f"_x{ord(sign):04X}_" if ord(sign) < 0x10000 else sign for sign in text)
    assert unescaped(written) == text
    assert unescaped("_xD83D__xDE00_ _xD83D_") == "\U0001f600 �"
