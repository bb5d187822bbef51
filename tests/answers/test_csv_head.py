"""Headers that are not on the first line, and rows that have not as many cells as the header."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from town import COLUMNS, GOOD, answer, csv_text, problems, same, scored, table

from napd.answers import csv_head

EXPECTED = scored(table(GOOD))
TEXT = csv_text(GOOD, sign=";")
MARK = "\ufeff"

BEFORE = {
    "what Excel writes": ("sep=;\n", []),
    "what Excel writes, in quotes": ('"sep=;"\r\n', []),
    "a mark and what Excel writes": (f"{MARK}{MARK}sep=;\n", []),
    "a title": ("Antwoorden;;;;;;;\n", [1]),
    "a title and an empty line": ("Antwoorden 2025\n\n", [1]),
    "empty lines": ("\n \n;;;;;;;\n", []),
    "a comment": ("# FICTIEF, voor de proef\n# van ons\n", [1, 2]),
    "a second mark": (f"{MARK}{MARK}", []),
    "many lines": ("Toelichting\n" * 40, [*range(1, 41)]),
    "a lone quotation mark": ('De "nieuwe lijst\n', [1]),
}


@pytest.mark.parametrize("name", BEFORE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_header_is_found_below_the_first_line(score_text, name, encoding):
    """What stands before the names of the columns is no answer, and is named; lines stay those of the file."""
    before, passed = BEFORE[name]
    text = before + TEXT + csv_text([answer("plan", "?")], sign=";").splitlines()[1]
    result = score_text(text.encode(encoding))
    last = len(text.splitlines())
    assert problems(result, "line", "problem") == [*((line, "not_read") for line in passed), (last, "not_yes_no")]
    assert same(result, EXPECTED)


@pytest.mark.parametrize("size", [10, 100, 1000])
def test_long_header_is_read_whole(score_text, monkeypatch, size):
    """A header longer than what is first read of a file is read to its end."""
    monkeypatch.setattr(csv_head, "SIZE", size)
    text = csv_text(GOOD, (*(f"eigen{n}" for n in range(15)), *COLUMNS))
    assert same(score_text(text), EXPECTED)


def test_header_of_several_lines_is_one(score_text):
    """The name of a column in quotation marks may have a line break."""
    lines = TEXT.splitlines()
    header = f'{lines[0]};"eigen\nkolom"'
    result = score_text("\n".join([header, *(f"{line};x" for line in lines[1:]), "?;MO0001;opvang;plan;ja;;;;"]))
    assert problems(result, "line", "problem") == [(1, "unknown_column"), (len(lines) + 2, "unknown_round")]
    assert same(result, EXPECTED)


def test_other_names_are_told_by_their_own(score_text):
    """Dutch names of columns are not read; each problem says which name is meant."""
    result = score_text("Titel\nRonde;Gebied;Indicator;Vraag;Antwoord;Toelichting\n2025-12;MO0001;opvang;plan;ja;\n")
    hints = dict(problems(result, "column", "hint"))
    assert hints["value"] == "Rename 'Antwoord' to 'value'."
    assert hints["Toelichting"] == 'Did you mean "note"?'
    assert len(result.scores) == 0


def test_header_without_known_names_is_told_with_its_line(score_text):
    """Where no line has the names of columns, the first that says something is taken for the header."""
    result = score_text("\n\nronde;vraag\n1;2\n")
    assert set(problems(result, "line")) == {3}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_files_put_one_after_another_are_read(score_text, sign):
    """A header that stands there again, with or without a mark, is passed over with a remark."""
    half = len(GOOD) // 2
    text = csv_text(GOOD[:half], sign=sign) + MARK + csv_text(GOOD[half:], sign=sign).replace("round", "Round", 1)
    result = score_text(text)
    assert problems(result, "line", "problem", "severity") == [(half + 2, "not_read", "remark")]
    assert same(result, EXPECTED)


# Rows


REQUIRED = len(COLUMNS) - 3


@pytest.mark.parametrize("cells", range(1, 12))
@pytest.mark.parametrize("sign", [",", ";"])
def test_row_needs_its_own_cells_alone(score_text, cells, sign):
    """A row without its last, optional cells counts, and one with empty ones too many; without others it does not."""
    row = sign.join([*csv_text([answer("plan", "ja")], COLUMNS[:5]).splitlines()[1].split(","), *[""] * 10][:cells])
    result = score_text(sign.join(COLUMNS) + f"\n{row}\n")
    whole = cells >= REQUIRED
    assert problems(result, "problem") == ([] if whole else ["ragged_row"])
    assert result.receipt["answers"]["count"] == whole


def test_optional_columns_may_stand_anywhere(score_text):
    """Which cells a row needs follows from where the columns stand."""
    columns = ("note", "value", "status", "question", "indicator", "area", "round", "perspective")
    text = csv_text([answer("plan", "ja")], columns)
    assert problems(score_text(text.replace("2025-12,", "2025-12"))) == []
    assert problems(score_text(text.replace(",2025-12,", "")), "problem") == ["ragged_row"]


@pytest.mark.parametrize("row", [";;;", ";" * 30, '"";"";', "  ;  ;", ";"])
def test_row_of_separators_says_nothing(score_text, row):
    """Whatever the number of its empty cells, an empty row is none."""
    assert problems(score_text(f"{TEXT}{row}\n")) == []


def test_cell_that_a_comma_made_is_no_empty_one_too_many(score_text):
    """A decimal comma without quotation marks moves the cells; an empty one at the end does not make that right."""
    header = "round,area,indicator,question,value,note"
    result = score_text(f"{header}\n2025-12,MO0001,opvang,bereik,37,5,\n2025-12,MO0002,opvang,bereik,37,zie boven,\n")
    assert problems(result, "line", "problem") == [(2, "ragged_row")]
    assert result.receipt["answers"]["count"] == 1


@settings(max_examples=40)
@given(
    cut=st.lists(st.integers(-3, 4), min_size=len(GOOD), max_size=len(GOOD)),
    sign=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    before=st.sampled_from(["", "sep={}\n", "\n\n", "Titel\r\n"]),
)
def test_empty_cells_at_the_end_never_matter(tmp_path_factory, cut, sign, end, before):
    """However many empty cells at the end of each row are left out or added: the scores and lines are the same."""
    rows = []
    for row, by in zip(GOOD, cut, strict=True):
        cells = [row.get(name, "") for name in COLUMNS]
        filled = max(number for number, cell in enumerate(cells, start=1) if cell)
        rows.append(sign.join([*cells, *[""] * 4][: max(len(COLUMNS) + by, filled)]))
    lines = [sign.join(COLUMNS), *rows, sign.join(answer("plan", "?").values())]
    path = tmp_path_factory.mktemp("rows") / "answers.csv"
    path.write_bytes((before.format(sign) + end.join(lines)).encode())
    result = scored(path)
    found = [row for row in problems(result, "line", "problem") if row[1] != "not_read"]
    assert found == [(len(lines) + len(before.splitlines()), "not_yes_no")]
    assert same(result, EXPECTED)
