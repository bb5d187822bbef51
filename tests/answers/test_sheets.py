"""Workbooks whose sheets are plain tables of answers, as people keep them."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from books import (
    MONTH,
    PERCENT,
    number_cell,
    ods_parts,
    ods_table,
    ods_text,
    rows,
    write_zip,
    xlsx,
    xlsx_parts,
)  # fmt: skip
from town import COLUMNS, FRAMEWORK, GOOD, answer, csv_text, problems, same, scored, table

from napd import Framework, Indicator, Number, Rule, score
from napd.answers.folders import files_in

EXPECTED = scored(table(GOOD))
HEADER = ["round", "area", "indicator", "question", "value"]


def line(row, columns=COLUMNS):
    """A row of answers as the cells of a sheet."""
    return [row.get(name, "") for name in columns]


def sheet_of(answers):
    """A sheet with answers, as XML."""
    return rows(list(COLUMNS), *map(line, answers))


def places(result):
    """Each problem: its kind, its sheet and its cell."""
    return [tuple(row[name] for name in ("problem", "sheet", "cell")) for row in result.problems.to_pylist()]


def test_a_sheet_with_the_columns_of_answers_is_read(tmp_path):
    """As .xlsx and as .ods; several sheets, with others beside them, are one table."""
    both = xlsx_parts({"Een": sheet_of(GOOD[:9]), "Notities": rows(["van mij"]), "Twee": sheet_of(GOOD[9:])})
    result = scored(write_zip(tmp_path / "a.xlsx", both))
    assert same(result, EXPECTED)
    assert places(result) == [("not_read", "Notities", "A1")]
    tables = ods_table("Een", *(ods_text(*one) for one in [list(COLUMNS), *map(line, GOOD)]))
    assert same(scored(write_zip(tmp_path / "a.ods", ods_parts(tables))), EXPECTED)


@pytest.mark.parametrize("columns", [("value", "note"), ("value", "status", "note"), ("note", "value")])
@pytest.mark.parametrize(("question", "value", "note"), [("bereik", "37", "5"), ("wie", "zorg", "Wonen")])
def test_the_rest_of_a_value_in_the_note_is_remarked_upon_in_a_sheet(tmp_path, columns, question, value, note):
    """A spreadsheet that opens a CSV file splits a value at the same sign; the note stands right after it."""
    columns = (*COLUMNS[:4], *columns)
    given = [answer(question, value, note=note), answer("plan", "ja", "MO0002", note="Zie boven.")]
    path = write_zip(
        tmp_path / "a.xlsx", xlsx_parts({"Een": rows(list(columns), *(line(row, columns) for row in given))})
    )
    expected = [("spilt_value", "Een", "F2")] if columns[4:] == ("value", "note") else []
    assert places(scored(path)) == expected


def test_a_folder_mixes_files_of_every_kind(tmp_path):
    """Workbooks and CSV together; files by which a spreadsheet says that another is open are none."""
    (tmp_path / "a.csv").write_text(csv_text(GOOD[:9]), encoding="utf-8")
    write_zip(tmp_path / "b.xlsx", xlsx_parts({"Een": sheet_of(GOOD[9:])}))
    for name in ("~$b.xlsx", ".~lock.b.xlsx#", "c.docx"):
        (tmp_path / name).write_bytes(b"mine")
    assert same(scored(tmp_path), EXPECTED)
    (tmp_path / "d.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    assert [path.name for path in files_in(tmp_path)] == ["a.csv", "b.xlsx", "d.xls"]
    assert problems(scored(tmp_path), "problem") == ["unreadable"]


def test_contradictions_between_files_name_both_places(tmp_path):
    """A cell of a workbook and a line of a CSV file; then neither counts."""
    (tmp_path / "a.csv").write_text(csv_text([answer("plan", "ja")]), encoding="utf-8")
    xlsx(tmp_path / "b.xlsx", HEADER, line(answer("plan", "nee"), HEADER))
    result = scored(tmp_path)
    assert places(result) == [("contradiction", "", ""), ("contradiction", "Blad1", "E2")]
    one, two = problems(result, "message")
    assert f"{tmp_path / 'b.xlsx'}, sheet 'Blad1', cell E2" in one
    assert f"{tmp_path / 'a.csv'}, line 2" in two


def test_cells_of_every_kind_are_read_as_they_are_shown(tmp_path):
    """A round that became a month, a percentage, a number; above the header stands what is no answer."""
    month = number_cell(45992, MONTH)
    path = xlsx(
        tmp_path / "a.xlsx", ["Antwoorden van Noord"], [], HEADER,
        [month, "MO0001", "opvang", "bereik", number_cell(0.75, PERCENT)],
        [month, "MO0001", "opvang", "plekken", number_cell("12.0")],
    )  # fmt: skip
    result = scored(path)
    assert places(result) == []
    assert same(result, scored(table([answer("bereik", "75"), answer("plekken", "12")])))


def test_every_fault_of_a_sheet_has_its_cell(tmp_path):
    """Formulas, errors, merged cells, columns without a name, wrong values: each by its cell, and the rest counts."""
    good = line(answer("plan", "ja"), HEADER)
    path = xlsx(
        tmp_path / "a.xlsx", [*HEADER, "opmerking"], good,
        [*line(answer("fase", "vaag"), HEADER)],
        [*good[:3], "bereik", "<c><f>1+1</f><v>2</v></c>"],
        [*good[:3], "plekken", "<c><f>1+1</f></c>"],
        [*good[:3], "sinds", '<c t="e"><v>#N/A</v></c>'],
        [*good[:3], "wie", "zorg", "mooi", "los"],
        after='<mergeCells><mergeCell ref="A6:A7"/></mergeCells>',
    )  # fmt: skip
    result = scored(path)
    assert places(result) == [
        ("unknown_column", "Blad1", "F1"), ("unknown_option", "Blad1", "E3"), ("formula", "Blad1", "E4"),
        ("formula_without_value", "Blad1", "E5"), ("cell_error", "Blad1", "E6"),
        ("typed_outside", "Blad1", "G7"), ("merged_cell", "Blad1", "A7"),
    ]  # fmt: skip
    assert sorted(result.answers["question"].to_pylist()) == ["bereik", "plan", "wie"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (HEADER[:4], [("missing_column", "Blad1", "")]),
        ([*HEADER, "value"], [("repeated_column", "Blad1", "F1")]),
        (HEADER, [("empty_file", "Blad1", "")]),
    ],
)
def test_a_header_that_is_wrong_is_told(tmp_path, header, expected):
    """A column that is missing or there twice, or a header with nothing under it."""
    assert places(scored(xlsx(tmp_path / "a.xlsx", header))) == expected


def test_a_header_in_dutch_is_told_as_in_csv(tmp_path):
    """It is no form of which the codes are gone, although that has some of the same words."""
    header = ["Ronde", "Regio", "Indicator", "Vraag", "Waarde", "Toelichting"]
    hints = {row["hint"] for row in scored(xlsx(tmp_path / "a.xlsx", header, ["x"] * 6)).problems.to_pylist()}
    names = {"Ronde": "round", "Regio": "area", "Vraag": "question", "Waarde": "value"}
    assert {f"Rename {dutch!r} to {name!r}." for dutch, name in names.items()} < hints


def test_rows_come_in_batches(tmp_path, monkeypatch):
    """A long sheet is several batches, whose problems have their own cells."""
    monkeypatch.setattr("napd_forms.table_sheet.PIECE", 2)
    path = xlsx(tmp_path / "a.xlsx", HEADER, *(line(row, HEADER) for row in [*GOOD[:5], answer("fase", "vaag")]))
    assert places(scored(path))[-1] == ("unknown_option", "Blad1", "E7")


def test_sheets_that_say_fictief_are_fictional(tmp_path):
    """By a column of that name, as in any other file."""
    assert scored(xlsx(tmp_path / "a.xlsx", [*HEADER, "FICTIEF"], line(GOOD[0], HEADER))).fictional


def test_a_number_in_a_cell_is_never_taken_for_thousands(tmp_path):
    """What a spreadsheet keeps as a number has a point of decimals; the same as text may be either, and is refused."""
    bedrag = Number("bedrag", "Hoeveel?", unit="€")
    indicator = Indicator(
        id="kosten", title="Kosten", since="2024-01-01", questions=[bedrag],
        rules=[Rule("gerealiseerd", bedrag > 12, because="Veel."), Rule("niet-op-gang", because="Weinig.")],
    )  # fmt: skip
    framework = Framework(indicators=[indicator], areas=FRAMEWORK.areas, rounds=FRAMEWORK.rounds)
    rows = [["2025-12", area, "kosten", "bedrag"] for area in ("MO0001", "MO0002")]
    path = xlsx(tmp_path / "a.xlsx", HEADER, [*rows[0], number_cell("12.345")], [*rows[1], "12.345"])
    result = score(path, framework)
    assert places(result) == [("ambiguous", "Blad1", "E3")]
    assert result.answers["value"].to_pylist() == ["12.3450"]
    floats = pa.table(
        {**dict(zip(HEADER[:4], map(pa.array, zip(*rows, strict=True)), strict=True)), "value": [12.345, 9]}
    )
    assert score(floats, framework).answers["value"].to_pylist() == ["12.3450", "9"]


def test_what_is_hidden_on_a_sheet_and_counts_is_said(tmp_path):
    """Sheets, rows that a filter hides, and columns of answers; not those of one's own, nor what stands elsewhere."""
    first, second, third = [line(row, HEADER) for row in GOOD[:3]]
    shown = rows([*HEADER, "van mij"], first, ["FILTER"], second, ["FILTER"], third, ["FILTER"], ["2025-12"])
    shown = re.sub("<row><c[^>]*><is><t[^>]*>FILTER</t></is></c></row><row>", '<row hidden="1">', shown)
    columns = '<cols><col min="5" max="9" hidden="1"/></cols>'
    old = rows(HEADER, line(answer("plan", "nee"), HEADER))
    parts = xlsx_parts({"Een": columns + shown, "Oud": old, "Leeg": rows(["x"])})
    book = str(parts["xl/workbook.xml"])
    for name in ("Oud", "Leeg"):
        book = book.replace(f'name="{name}"', f'name="{name}" state="hidden"')
    found = scored(write_zip(tmp_path / "a.xlsx", parts | {"xl/workbook.xml": book})).problems.to_pylist()
    assert [(row["sheet"], row["cell"], row["message"]) for row in found if row["problem"] == "hidden"] == [
        ("Een", "E2", "column E is hidden, but what is in it counts"),
        ("Een", "A3", "3 rows with answers are hidden, the first of them row 3, but they count"),
        ("Oud", "A2", "the sheet 'Oud' is hidden, but its answers count"),
    ]
    (other,) = [row["message"] for row in found if row["problem"] == "contradiction" and row["sheet"] == "Een"]
    assert f"{tmp_path / 'a.xlsx'}, hidden sheet 'Oud', cell E2" in other


def test_cells_in_no_column_are_named_once_for_each_row(tmp_path):
    """However many there are: a few bytes of an ODS file can say that a cell stands there ten thousand times."""
    row = [*line(GOOD[0], HEADER), "los", "nog", "meer"]
    (found,) = scored(xlsx(tmp_path / "a.xlsx", HEADER, row)).problems.to_pylist()
    assert found["message"] == (
        "'los' is in a column without a name, and so are 2 more cells of this row; it is not read"
    )


def test_of_many_problems_of_one_kind_the_first_are_listed_and_the_others_counted(tmp_path, monkeypatch):
    """What a workbook makes napd say has a bound, whatever is in it."""
    monkeypatch.setattr("napd_forms.workbook_source.FAULTS", 2)
    path = xlsx(tmp_path / "a.xlsx", HEADER, *[[*line(GOOD[0], HEADER), "los"]] * 5)
    told = [row for row in scored(path).problems.to_pylist() if row["problem"] == "typed_outside"]
    assert [row["cell"] for row in told] == ["", "F2", "F3"]
    assert told[0]["message"] == "3 more of the kind 'typed_outside' are counted, and not listed"
    assert told[0]["file"] == str(path)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('<c t="b"><v>misschien</v></c>', "the cell is damaged: it cannot hold 'misschien'"),
        ('<c t="s"><v></v></c>', "the cell is damaged: it does not say what it holds"),
        ("<c><v>#N/A</v></c>", "the cell is damaged: it cannot hold '#N/A'"),
    ],
)
def test_a_damaged_cell_is_an_error_and_the_rest_counts(tmp_path, cell, says):
    """By its cell; what it held is never taken for another answer, nor for none in silence."""
    good, bad = line(answer("plan", "ja"), HEADER), [*line(answer("bereik", ""), HEADER)[:4], cell]
    result = scored(xlsx(tmp_path / "a.xlsx", HEADER, bad, good))
    assert [(row["problem"], row["cell"], row["message"]) for row in result.problems.to_pylist()] == [
        ("cell_error", "E2", says)
    ]
    assert result.answers["question"].to_pylist() == ["plan"]
