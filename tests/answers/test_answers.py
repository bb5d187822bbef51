from __future__ import annotations

import random

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import GOOD, answer, csv_text, problems, same, scored, table
from worlds import World, table_of, worlds

from napd import NapdError, score
from napd.tables.schemas import schema


def said(rows, *names):
    """Some columns of rows of answers, in any order."""
    return sorted(tuple(row[name] for name in names) for row in rows)


def test_answers_that_count_are_the_answers_in_their_standard_form():
    """Each stands there once, with its note and its status; what is no answer, or contradicts another, does not."""
    found = scored(
        table(
            [
                answer("plan", " JA ", note=" Zie het besluit. ", status="Afgestemd"),
                answer("bereik", "75,0%"),
                answer("fase", "geen"),
                answer("fase", "vastgesteld"),
                answer("wie", "werk; zorg"),
                answer("plekken", ""),
                answer("plekken", "veel"),
            ]
        )
    ).answers.to_pylist()
    assert said(found, "question", "value", "note", "status") == [
        ("bereik", "75", "", None),
        ("plan", "ja", "Zie het besluit.", "afgestemd"),
        ("wie", "zorg|werk", "", None),
    ]
    assert {row["perspective"] for row in found} == {"gemeente"}


def test_of_an_answer_given_twice_the_notes_come_together():
    """The notes of all stand there, each once, in order; and the least of the statuses."""
    rows = [
        answer("plan", "ja", note="Een.", status="afgestemd"),
        answer("plan", "ja", note="Twee.", status="concept"),
        answer("plan", "ja", note="Een."),
        answer("fase", "geen", status="afgestemd"),
        answer("fase", "geen", note="Drie.", status="concept"),
    ]
    found = scored(table(rows)).answers.to_pylist()
    assert said(found, "question", "note") == [("fase", "Drie."), ("plan", "Een.\nTwee.")]
    assert {row["question"]: row["status"] for row in found} == {"plan": None, "fase": "concept"}


@given(worlds(), st.randoms())
def test_answers_round_trip(world: World, order: random.Random):
    """The answers, scored again, are the same answers; in whatever order and however often they came."""
    rows = table_of(*world).to_pylist()
    rows += [row for row in rows if order.random() < 0.2]
    order.shuffle(rows)
    first = score(pa.Table.from_pylist(rows, table_of(*world).schema), world.framework)
    again = score(first.answers, world.framework)
    assert same(first, again)
    assert set(problems(again, "problem")) <= {"empty_file", "small_percentage"}
    assert again.answers.equals(first.answers)
    assert len(first.answers) == first.receipt["answers"]["count"]


def test_answers_are_ordered_whatever_the_files(tmp_path):
    """Equal answers give equal tables, from files of any format."""
    expected = scored(table(GOOD)).answers
    assert expected.schema.equals(schema("answers"))
    (tmp_path / "een.csv").write_text(csv_text(GOOD[10:], sign=";"), encoding="utf-8")
    (tmp_path / "twee.csv").write_text(csv_text(reversed(GOOD[:10])), encoding="utf-8")
    assert scored(tmp_path).answers.equals(expected)


def test_fictional_answers_say_so():
    """The mark travels with the answers."""
    marked = scored(table(GOOD).append_column("FICTIEF", pa.nulls(len(GOOD), pa.string())))
    assert marked.answers.column_names[-1] == "FICTIEF"
    assert scored(marked.answers).fictional
    assert "FICTIEF" not in scored(table(GOOD)).answers.column_names


def test_answers_are_written_on_request(tmp_path):
    """They have a row for each answer, so that nobody gets them unasked; CSV is read back."""
    result = scored(table(GOOD))
    assert "answers.csv" not in {path.name for path in result.write(tmp_path, "csv")}
    assert "answers.csv" in {path.name for path in result.write(tmp_path, "csv", also=["answers"])}
    assert same(scored(tmp_path / "answers.csv"), result)


def test_a_file_that_changed_is_no_longer_what_was_scored(tmp_path):
    """The answers of another file are never taken for those that were scored."""
    path = tmp_path / "answers.csv"
    path.write_text(csv_text(GOOD), encoding="utf-8")
    result = scored(path)
    path.write_text(csv_text(GOOD[:-1]), encoding="utf-8")
    with pytest.raises(NapdError, match="the answers have changed"):
        _ = result.answers


def test_nothing_gives_no_answers():
    """Without any answer there is an empty table."""
    assert scored(table([])).answers.equals(schema("answers").empty_table())
    assert problems(scored(scored(table([])).answers), "problem") == ["empty_file"]
