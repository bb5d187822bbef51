from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from town import COLUMNS, GOOD, answer, csv_text, problems, same, scored, table

from napd.answers.lines import lines_of

EXPECTED = scored(table(GOOD))


def with_marks(*marks):
    """The good rows as CSV, a quotation mark put before the text at the given places: a row, and a column."""
    rows = [dict(row, note="zie boven") for row in GOOD]
    for number, column in marks:
        rows[number] = rows[number] | {column: f'"{rows[number][column]}'}
    return csv_text(rows)


@pytest.mark.parametrize(
    "marks",
    [
        [(0, "note")],
        [(3, "note"), (4, "note")],
        [(3, "note"), (9, "note")],
        [(0, "note"), (5, "note"), (7, "note"), (21, "note")],
        [(21, "note")],
    ],
)
def test_lone_mark_in_a_note_swallows_nothing(score_text, marks):
    """Rows that a lone quotation mark in a note would hide count all the same."""
    result = score_text(with_marks(*marks))
    assert problems(result) == []
    assert same(result, EXPECTED)


@pytest.mark.parametrize(
    "marks", [[(3, "value")], [(3, "value"), (7, "value")], [(3, "value"), (8, "note")], [(21, "value")]]
)
def test_lone_mark_in_a_value_spoils_that_value_alone(score_text, marks):
    """A lone quotation mark in a value is a problem of that row; the rows after it count."""
    result = score_text(with_marks(*marks))
    assert problems(result, "line", "column") == [(number + 2, column) for number, column in marks if column == "value"]
    spoilt = [number for number, column in marks if column == "value"]
    assert same(result, scored(table([row for number, row in enumerate(GOOD) if number not in spoilt])))


def test_empty_lines_are_swallowed_too(score_text):
    """Empty lines among rows that a quotation mark would hide are no rows."""
    result = score_text(with_marks((0, "note")).replace("\n", "\n\n"))
    assert problems(result) == []
    assert same(result, EXPECTED)


def test_lone_mark_in_half_a_file_is_found(score_text):
    """A quotation mark that swallows more than the csv module allows in a cell swallows nothing either."""
    rows = [answer("uitleg", "x" * 1000, area) for area in ("MO0001", "MO0002") * 100]
    result = score_text(csv_text([answer("plan", '"ja'), *rows]))
    assert set(problems(result, "problem")) == {"not_yes_no", "duplicate"}
    assert result.receipt["answers"]["count"] == 2
    assert csv.field_size_limit() == 131072


def test_marks_within_a_cell_are_text(score_text):
    """Quotation marks inside a cell are no quotation, and doubled ones stand for themselves."""
    rows = [*GOOD[:6], answer("uitleg", '"Het ""grote"" plan, af"') | {"note": 'de "kleine" zaal'}, *GOOD[7:]]
    expected = scored(table([*GOOD[:6], answer("uitleg", 'Het "grote" plan, af'), *GOOD[7:]]))
    assert same(score_text(csv_text(rows)), expected)


def test_long_notes_are_left_whole(score_text):
    """Notes of several lines, with as many separators as a row has, are no rows."""
    note = "Een, twee, drie, vier,\nvijf, zes, zeven,\nacht, negen, tien"
    rows = [row | {"note": note} for row in GOOD]
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, answer("fase", "onzin")])
    result = score_text(text.getvalue())
    assert problems(result, "line", "problem") == [(2 + 3 * len(GOOD), "unknown_option")]
    assert same(result, EXPECTED)


CELLS = st.text('ab,;"\n\r', max_size=6)


@settings(max_examples=40)
@given(notes=st.lists(CELLS, min_size=len(GOOD), max_size=len(GOOD)), sign=st.sampled_from(",;\t"), whole=st.booleans())
def test_quoted_notes_never_change_a_score(tmp_path_factory, notes, sign, whole):
    """Whatever stands in well-quoted notes, the scores are the same, and the line of a fault is right."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text, COLUMNS, restval="", delimiter=sign, quoting=csv.QUOTE_ALL if whole else csv.QUOTE_MINIMAL
    )
    writer.writeheader()
    writer.writerows([row | {"note": note} for row, note in zip(GOOD, notes, strict=True)])
    last = len(lines_of(text.getvalue()))
    writer.writerow(answer("fase", "onzin"))
    path = tmp_path_factory.mktemp("notes") / "answers.csv"
    path.write_bytes(text.getvalue().encode())
    result = scored(path)
    assert problems(result, "line", "problem") == [(last, "unknown_option")]
    assert same(result, EXPECTED)
