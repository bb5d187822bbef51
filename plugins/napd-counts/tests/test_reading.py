"""Files of records: the same from every format, and each row found again by its line or cell."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from counted import YEAR, asked, cells, delivery

pytest.importorskip("napd_disclosure", reason="figures are only given protected: napd-disclosure is not installed")

from napd import NapdError
from napd_counts.codebook import empty_form
from napd_monitor_dakloosheid import LAYOUT

ROWS = [("p1", "F1", "2", date(2023, 1, 1), date(2023, 2, 1)), ("p2", "F1", "3", date(2023, 5, 1), None)]
NAMES = ("sleutel", "voorziening", "categorie", "start", "einde")
TABLE = pl.DataFrame(
    ROWS, schema=dict(zip(NAMES, (pl.String, pl.String, pl.String, pl.Date, pl.Date), strict=True)), orient="row"
)


def workbook(path):
    """As a spreadsheet has it: days as days, and the category as a number."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        for line, (key, place, category, start, end) in enumerate(ROWS, start=1):
            sheet.write_row(line, 0, [key, place, int(category)])
            sheet.write_datetime(line, 3, start)
            if end:
                sheet.write_datetime(line, 4, end)


WRITERS = {
    "comma.csv": TABLE.write_csv,
    "semicolon.csv": lambda path: TABLE.write_csv(path, separator=";"),
    "tab.csv": lambda path: TABLE.write_csv(path, separator="\t"),
    "windows.csv": lambda path: path.write_bytes(TABLE.write_csv().replace("F1", "Café").encode("cp1252")),
    "utf16.csv": lambda path: path.write_bytes(TABLE.write_csv().encode("utf-16")),
    "marked.csv": lambda path: path.write_bytes(TABLE.write_csv().encode("utf-8-sig")),
    "spaced.csv": lambda path: path.write_bytes(b"\n\n" + TABLE.write_csv().encode() + b"\n\n"),
    "table.parquet": TABLE.write_parquet,
    "number.parquet": lambda path: TABLE.with_columns(pl.col("categorie").cast(pl.Float64)).write_parquet(path),
    "table.arrow": TABLE.write_ipc,
    "table.xlsx": workbook,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_says_the_same(tmp_path, name):
    """Two persons, each in one category, and nothing wrong but what is not there."""
    WRITERS[name](tmp_path / name)
    found = delivery(tmp_path / name)
    assert cells(found, asked("opvang-personen", *YEAR, by=("categorie",))) == {
        ("2",): 1, ("3",): 1, ("onbekend",): 0, ("opvang",): 2,
    }  # fmt: skip
    assert {each.faults[0].check for each in found.found if each.faults[0].row is not None} == set()


def test_a_line_break_in_a_cell_moves_no_line(tmp_path):
    """A row is found where it begins."""
    path = tmp_path / "lines.csv"
    path.write_text(
        'sleutel,voorziening,categorie,start,einde\np1,"F\n1",2,2023-01-01,\np2,F1,9,2023-01-01,\n', encoding="utf-8"
    )
    found = delivery(path)
    (fault,) = [fault for each in found.found for fault in each.faults if fault.check == "unknown_option"]
    assert found.place(fault).line == 4


def test_a_cell_of_a_workbook_is_named(tmp_path):
    """By its letters and its row."""
    path = tmp_path / "book.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NAMES)
        sheet.write_row(1, 0, ["p1", "F1", "9", "2023-01-01"])
    found = delivery(path)
    (fault,) = [fault for each in found.found for fault in each.faults if fault.check == "unknown_option"]
    assert found.place(fault).cell == "C2"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("broken.parquet", b"PAR1 and no more", "cannot be read"),
        ("broken.xlsx", b"no workbook", "cannot be read"),
    ],
)
def test_what_is_no_such_file_is_told(tmp_path, name, content, words):
    """In a line that names it."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NapdError) as error:
        delivery(path)
    assert words in str(error.value)
    assert name in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_an_empty_file_is_told(tmp_path):
    """As one without records."""
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    assert [fault.check for fault in delivery(path).stops] == ["no_records"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_form_is_read_back(tmp_path, ending):
    """It has every column, and no records."""
    path = tmp_path / f"form.{ending}"
    empty_form(path, LAYOUT, overwrite=False)
    assert [fault.check for fault in delivery(path).stops] == ["no_records"]
    with pytest.raises(NapdError, match="must end in"):
        empty_form(tmp_path / "form.txt", LAYOUT, overwrite=False)
