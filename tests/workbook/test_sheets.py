"""What lies around the cells: what is hidden, two things in one place, and a sheet that is nowhere."""

from __future__ import annotations

import pytest
from books import ods_parts, ods_text, write_zip, xlsx_parts

from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.zip_xml import Package, Refused

HIDING = (
    '<office:automatic-styles><style:style style:name="weg"><style:paragraph-properties/>'
    '<style:table-properties table:display="false"/></style:style><number:date-style/></office:automatic-styles>'
)


def seen(path):
    """Of each sheet: its name, whether it is hidden, and its hidden rows and columns."""
    with Package.open(path) as package:
        found = []
        for sheet in sheets_of(package):
            list(sheet.rows())
            found.append((sheet.name, sheet.hidden, sorted(sheet.hidden_rows), sheet.hidden_columns))
        return found


def test_what_is_hidden_is_known(tmp_path):
    """Sheets, also very hidden ones; rows, by hand, by a filter and without height; columns, also repeated ones."""
    unseen = '<row hidden="1"/><row r="3" hidden="true"><c><v>1</v></c></row><row><c><v>2</v></c></row>'
    unseen += '<row r="7" ht="0" customHeight="1"><c><v>3</v></c></row><row r="8" ht="15"><c><v>4</v></c></row>'
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/><col min="7" max="7" width="0"/></cols>'
    )
    body = f"{columns}<sheetData>{unseen}</sheetData>"
    parts = xlsx_parts({"Een": body, "Twee": "", "Drie": ""})
    book = str(parts["xl/workbook.xml"])
    for name, state in (("Twee", "hidden"), ("Drie", "veryHidden")):
        book = book.replace(f'name="{name}"', f'name="{name}" state="{state}"')
    path = write_zip(tmp_path / "a.xlsx", parts | {"xl/workbook.xml": book})
    assert seen(path) == [("Een", False, [3, 7], [(2, 3), (7, 7)]), ("Twee", True, [], []), ("Drie", True, [], [])]
    column = "<table:table-column {}/>".format
    row = '<table:table-row table:visibility="{}" table:number-rows-repeated="2">{}</table:table-row>'.format
    table = '<table:table table:name="Een" table:style-name="weg">{}</table:table>'.format(
        column('table:number-columns-repeated="2"') + column('table:visibility="collapse"')
        + row("filter", ods_text("ja")) + row("collapse", "") + row("visible", ods_text("ja"))
    )  # fmt: skip
    made = ods_parts(table)
    made["content.xml"] = str(made["content.xml"]).replace("<office:body>", f"{HIDING}<office:body>")
    assert seen(write_zip(tmp_path / "a.ods", made)) == [("Een", True, [1, 2], [(3, 3)])]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            '<sheetData><row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row></sheetData>',
            "row 2 comes after",
        ),
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>',
            "two cells in column 1",
        ),
        ('<sheetData><row r="1"><c r="?"><v>1</v></c></row></sheetData>', "it stands at '?'"),
        (f'<sheetData><row r="1"><c r="{"A" * 5000}1"><v>1</v></c></row></sheetData>', "it stands at 'AAAA"),
    ],
)
def test_a_sheet_on_which_two_things_stand_in_one_place_is_refused(tmp_path, body, why):
    """Programs differ in which of the two they show, so neither is an answer."""
    with Package.open(write_zip(tmp_path / "a.xlsx", xlsx_parts({"Blad1": body}))) as package:
        (sheet,) = sheets_of(package)
        with pytest.raises(Refused, match="is broken") as refusal:
            list(sheet.rows())
        assert why in str(refusal.value.message)


def test_a_sheet_that_is_nowhere_is_not_passed_over(tmp_path):
    """A workbook that names a sheet, and does not say where it is, is broken; a sheet with a chart has no cells."""
    parts = xlsx_parts({"Blad1": "", "Grafiek": ""})
    key = "xl/_rels/workbook.xml.rels"
    chart = str(parts[key]).replace('/worksheet" Target="worksheets/sheet1.xml', '/chartsheet" Target="x.xml')
    with Package.open(write_zip(tmp_path / "a.xlsx", parts | {key: chart})) as package:
        assert [sheet.name for sheet in sheets_of(package)] == ["Blad1"]
    gone = str(parts[key]).replace('Id="s1"', 'Id="t1"')
    path = write_zip(tmp_path / "b.xlsx", parts | {key: gone})
    with Package.open(path) as package, pytest.raises(Refused, match="where sheet 'Grafiek' is"):
        list(sheets_of(package))
