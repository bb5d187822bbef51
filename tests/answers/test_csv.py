from __future__ import annotations

import pytest
from town import COLUMNS, GOOD, answer, csv_text, problems, same, scored, table

from napd.answers import csv_source

EXPECTED = scored(table(GOOD))
HEADER = ",".join(COLUMNS)


def line(row):
    """A row as a line of CSV, without its end."""
    return csv_text([row]).splitlines()[1]


# Rows with too many or too few cells


RAGGED = [
    ("2025-12,MO0001,opvang,bereik,37,5,,,", 9, "decimal comma"),
    ("2025-12,MO0001,opvang,plan", 4, "leave a cell empty"),
    ("2025-12;MO0001;opvang;plan;ja;;;", 1, "';'"),
    ("2025-12\tMO0001\topvang\tplan\tja\t\t\t", 1, "a tab"),
    ('2025-12,MO0001,opvang,uitleg,"Een, twee\nen drie",,,,,x', 10, "quotation marks"),
]


@pytest.mark.parametrize(("text", "cells", "hint"), RAGGED)
def test_ragged_row_is_a_problem_and_the_others_count(score_text, text, cells, hint):
    """A row with more or fewer cells than the header is named with its line and a remedy; no other row suffers."""
    lines = [line(row) for row in GOOD]
    result = score_text("\n".join([HEADER, *lines[:7], text, *lines[7:], ""]))
    (found,) = result.problems.to_pylist()
    assert (found["problem"], found["line"], found["value"]) == ("ragged_row", 9, text)
    assert f"{cells} cell{'s' * (cells > 1)} where the header has 8" in found["message"]
    assert hint in found["hint"]
    assert same(result, EXPECTED)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_right_after_ragged_rows(score_text, end):
    """Problems have the line of their row, whatever ragged rows, empty lines and long cells come before."""
    lines = [HEADER, "te,weinig", line(answer("plan", "?")), "", '2025-12,MO0001,opvang,fase,geen,,,"Een', "", 'drie"',
             line(answer("plan", "!")), "te,weinig", line(answer("bereik", "101"))]  # fmt: skip
    result = score_text(end.join(lines))
    assert problems(result, "line", "problem") == [
        (2, "ragged_row"), (3, "not_yes_no"), (8, "not_yes_no"), (9, "ragged_row"), (10, "out_of_range"),
    ]  # fmt: skip
    assert result.receipt["answers"]["count"] == 1


@pytest.mark.parametrize("block", [2000, 4000])
def test_lines_are_right_in_every_block(score_text, monkeypatch, block):
    """A file that is parsed in several blocks has the same scores and lines as a whole."""
    monkeypatch.setattr(csv_source, "BLOCKS", (block,))
    rows = [answer("uitleg", f"Regel {n}", f"MO000{1 + n % 2}") | {"note": '"Een\nof twee"'} for n in range(100)]
    text = csv_text([*rows, answer("plan", "?")]).replace("Regel 50,", "Regel, 50,")
    result = score_text(text)
    errors = [row for row in problems(result, "line", "problem", "value") if row[1] != "contradiction"]
    assert errors == [
        (102, "ragged_row", '2025-12,MO0001,opvang,uitleg,Regel, 50,,,"Een\nof twee"'),
        (202, "not_yes_no", "?"),
    ]
    assert len(result.problems) == 2 + 99


@pytest.mark.parametrize("at", [0, 3, 20, 39])
def test_a_row_longer_than_a_small_block_is_read_in_a_large_one(score_text, monkeypatch, at):
    """Wherever it is: each row counts once, each problem is told once and in order, with its line."""
    rows = [answer("uitleg", f"Regel {n}", f"MO000{1 + n % 2}") for n in range(40)]
    rows[at]["note"] = "y" * 3000
    text = csv_text([*rows, answer("plan", "?")]).replace("Regel 5,", "Regel, 5,").replace("Regel 30,", "Regel, 30,")
    whole = score_text(text)
    expected = whole.problems.to_pylist(), whole.answers.to_pylist()
    monkeypatch.setattr(csv_source, "BLOCKS", (400, 1 << 24))
    parts = score_text(text)
    assert (parts.problems.to_pylist(), parts.answers.to_pylist()) == expected
    assert [row[0] for row in problems(parts, "line", "problem") if row[1] != "contradiction"] == [7, 32, 42]


# The file as a whole


WHOLE = {
    "empty": ("", "empty_file", "it is empty"),
    "only blank lines": ("\n \n\r\n\t\n", "empty_file", "it is empty"),
    "only a header": (HEADER, "empty_file", "a header but no rows"),
    "a header and a line end": (f"{HEADER}\n", "empty_file", "a header but no rows"),
    "a header and blank lines": (f"{HEADER}\n\n ,,,,,,,\n\n", "empty_file", "a header but no rows"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_file_without_rows_is_a_problem(score_text, name):
    """A file with nothing in it, or nothing but a header, is named; nothing is scored."""
    text, kind, message = WHOLE[name]
    result = score_text(text)
    ((line_number, found, why),) = problems(result, "line", "problem", "message")
    assert (line_number, found) == (1, kind)
    assert message in why
    assert len(result.scores) == 0


def test_ragged_rows_alone_are_rows(score_text):
    """A file whose rows are all ragged is not called empty."""
    assert problems(score_text(f"{HEADER}\nte,weinig\n"), "problem") == ["ragged_row"]


def test_missing_columns_are_named_each(score_text):
    """Each column that answers need and that is not there is a problem, which lists what is there."""
    result = score_text("round;area;valeu\n2025-12;MO0001;ja\n")
    found = problems(result, "line", "column", "problem", "severity")
    assert found == [
        (1, "indicator", "missing_column", "error"),
        (1, "question", "missing_column", "error"),
        (1, "valeu", "unknown_column", "remark"),
        (1, "value", "missing_column", "error"),
    ]
    hints = problems(result, "hint")
    assert "round, area, valeu" in hints[0]
    assert '"value"' in hints[2]
    nothing = score_text(";\n")
    assert "Add it to the first line. It has: nothing." in problems(nothing, "hint")


def test_a_column_that_is_there_is_not_meant_by_another(score_text):
    """Of a name that is like that of a column, or is one in Dutch, another is only meant where that is not there."""
    other = score_text(csv_text(GOOD).replace("round", "bron,toelichting,round", 1))
    assert not any("Did you mean" in hint for hint in problems(other, "hint"))


def test_repeated_column_is_a_problem(score_text):
    """A column that counts may not be there twice; which of the two would be meant?"""
    result = score_text(csv_text(GOOD).replace("note", " VALUE ", 1))
    assert problems(result, "line", "column", "problem") == [(1, " VALUE ", "repeated_column")]
    assert len(result.scores) == 0


def test_other_columns_are_a_remark(score_text):
    """Columns that answers do not have are named once, also where they have no name or the same one, and not used."""
    lines = csv_text(GOOD).splitlines()
    text = "\n".join([f"{lines[0]},,,datum,datum", *(f"{each},,,x,y" for each in lines[1:])])
    result = score_text(text)
    assert problems(result, "line", "column", "severity", "problem") == [
        (1, "", "remark", "unknown_column"), (1, "datum", "remark", "unknown_column"),
    ]  # fmt: skip
    assert same(result, EXPECTED)


@pytest.mark.parametrize("name", ["FICTIEF", " fictief "])
def test_fictional_answers_are_known_by_their_column(score_text, name):
    """A column FICTIEF marks the answers as fictional, without a remark."""
    result = score_text(csv_text(GOOD).replace("note", name, 1))
    assert problems(result) == []
    assert result.fictional
    assert not EXPECTED.fictional


def test_bytes_that_are_no_text_spoil_their_cell_alone(score_text):
    """Broken UTF-8 in a header, a note, a value or a ragged row: only what is read is a problem, with its line."""
    broken, noted = answer("plan", "j\udce9"), answer("fase", "geen", "MO0002", note="\udce9é")
    lines = csv_text([*GOOD[:3], {}, *GOOD[3:], broken, noted]).splitlines()
    lines[0], lines[4] = f"{HEADER[:-4]}note\udce9", "te,w\udce9inig"
    result = score_text("\n".join(lines).encode(errors="surrogateescape"))
    assert problems(result, "line", "problem", "value") == [
        (1, "unknown_column", ""),
        (5, "ragged_row", "te,w\ufffdinig"),
        (25, "broken_text", "j\ufffd"),
    ]
    assert same(result, scored(table([*GOOD, answer("fase", "geen", "MO0002")])))


@pytest.mark.parametrize("sign", [",", ";"])
def test_csv_of_an_older_excel_is_read_with_a_remark(score_text, sign):
    """Letters that are not UTF-8, in a file without any that is, are those of Windows-1252."""
    rows = [*GOOD, answer("uitleg", "Eén café, € 5", "MO0002")]
    text = csv_text([{name: cell.replace(",", " ") for name, cell in row.items()} for row in rows], sign=sign)
    result = score_text(text.replace("\n", "\r\n").encode("cp1252"))
    assert problems(result, "problem", "severity", "line") == [("windows_1252", "remark", 1)]
    assert "Eén café  € 5" in result.answers["value"].to_pylist()


@pytest.mark.parametrize("odd", [b"\x81", b"\xc3\xa9\xe9", b"\xe9\xc3\xa9"])
def test_what_is_neither_utf8_nor_windows_1252_is_broken_text(score_text, monkeypatch, odd):
    """Bytes that Windows-1252 does not have, and files of which some letters are UTF-8 and others are not."""
    monkeypatch.setattr("napd.answers.encodings.PIECE", 50)
    text = csv_text([*GOOD, answer("fase", "vast#", "MO0002")]).encode().replace(b"#", odd)
    assert "broken_text" in problems(score_text(text), "problem")


@pytest.mark.parametrize(("text", "number"), [("37,5", "37.5"), ("75%", "75"), ("75 %", "75"), ("+7,50", "7.5")])
def test_numbers_are_read_as_people_write_them(score_text, text, number):
    """A decimal comma and a per cent sign are read in any file whose separator allows it."""
    result = score_text(csv_text([answer("bereik", text)], sign=";"))
    assert same(result, scored(table([answer("bereik", number)])))


def test_row_longer_than_a_block_is_a_problem_with_its_line(score_text, monkeypatch):
    """What the parser cannot take is named with the line from which it goes wrong; the rows before it count."""
    monkeypatch.setattr(csv_source, "BLOCKS", (150, 200))
    result = score_text(csv_text([answer("plan", "ja"), answer("fase", "geen"), answer("uitleg", "x" * 1000), *GOOD]))
    ((kind, number, hint),) = problems(result, "problem", "line", "hint")
    assert (kind, hint) == ("unreadable", "Look for a lone quotation mark.")
    assert number in (3, 4)
    assert result.receipt["answers"]["count"] >= 1
