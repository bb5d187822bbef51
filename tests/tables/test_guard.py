from __future__ import annotations

import csv
from io import StringIO

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from town import FRAMEWORK, answer, table

from napd import score
from napd.scoring.writers import write_batches
from napd.tables.guard import guarded, unguarded

SIGNS = "=+-@\uff1d\uff20',;|\t\n\r\x0b\x85\u2028\" \xa0a5"
ANY = st.one_of(st.text(), st.text(SIGNS, max_size=12))
RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def one(change, text):
    """One text, changed."""
    return change(pa.array([text], pa.string()))[0].as_py()


@given(ANY)
@example("'=1")
@example("''-5")
@example("x;'=1;\"=2")
def test_guarding_is_undone(text):
    """Whatever a text is, what the guard adds can be taken away again."""
    assert one(unguarded, one(guarded, text)) == text


@given(ANY)
def test_a_text_that_could_not_run_stays_as_it_is(text):
    """An apostrophe is added only where something could run, and taken away only there."""
    if not any(sign in text for sign in RUNS):
        assert one(guarded, text) == text == one(unguarded, text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("-5", "'-5"),
        ("- nog bezig", "'- nog bezig"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'-5", "''-5"),
        ("a;=1", "a;'=1"),
        ("a\n@b\t+c|-d", "a\n'@b\t'+c|'-d"),
        ('a;"=1"', 'a;\'"=1"'),
        ("a - b = c", "a - b = c"),
        ("", ""),
    ],
)
def test_what_is_guarded_how(text, safe):
    """At the start and after each separator, also before blanks and quotation marks; nowhere else."""
    assert one(guarded, text) == safe


@given(st.lists(st.tuples(ANY, ANY), min_size=1, max_size=3))
@example([("x;", "=1"), ("a", '";=1')])
def test_no_spreadsheet_finds_a_formula(tmp_path_factory, rows):
    """Whatever separator a spreadsheet splits a file at, no cell begins as a formula, nor does any line of one."""
    path = tmp_path_factory.mktemp("guard") / "a.csv"
    found = pa.table({"a": [row[0] for row in rows], "b": pa.array([row[1] for row in rows]).dictionary_encode()})
    write_batches(found.to_batches(), found.schema, path)
    text = path.read_bytes().decode()
    for separator in ",;\t|":
        for row in csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=separator):
            assert not any(cell.lstrip(' "\xa0').startswith(RUNS) for cell in row), row


@given(st.text(SIGNS + "é", max_size=12).map(str.strip))
def test_notes_and_values_come_back_from_csv(tmp_path_factory, text):
    """What napd writes as CSV it reads as it was, whatever the note and the value of an answer begin with."""
    folder = tmp_path_factory.mktemp("back")
    first = score(table([answer("plan", "ja", note=text), answer("uitleg", text)]), FRAMEWORK)
    path = write_batches(first.answers.to_batches(), first.answers.schema, folder / "answers.csv")
    again = score(path, FRAMEWORK)
    assert again.answers.to_pylist() == first.answers.to_pylist()
    assert again.receipt["answers"] == first.receipt["answers"]
