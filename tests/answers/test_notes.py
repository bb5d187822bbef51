"""A note lives apart from its answer: it is kept for its question, whether or not a value counts."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from hypothesis import given, settings
from noted import WHERE, Noted, noted
from town import answer, csv_text, problems, same, scored, table

import napd
from napd import NapdError, score
from napd.answers.reader import Reader

LAWS = settings(max_examples=25, deadline=None)


def told(answers, *names):
    """The notes in a table of answers, by the columns of where they are."""
    found = {}
    for row in answers.to_pylist():
        if row["note"]:
            found.setdefault(tuple(row[name] for name in names or WHERE), []).extend(row["note"].split("\n"))
    return found


def counting(answers):
    """The answers that count."""
    return {tuple(row[name] for name in WHERE): row["value"] for row in answers.to_pylist() if row["value"] is not None}


@LAWS
@given(noted())
def test_each_note_is_kept_for_its_question(given: Noted):
    """Beside an answer, beside nothing, beside what is refused or contradicted: each stands in the answers, once."""
    found = told(score(given.rows, given.world.framework).answers)
    assert {key: sorted(notes) for key, notes in found.items()} == {k: sorted(n) for k, n in given.notes.items()}


@LAWS
@given(noted())
def test_notes_change_no_score(given: Noted):
    """With and without notes there are the same scores, counts and problems; only answers that count are counted."""
    result = score(given.rows, given.world.framework)
    bare = score(given.rows.drop_columns("note"), given.world.framework)
    assert same(result, bare)
    assert result.problems.equals(bare.problems)
    assert counting(result.answers) == counting(bare.answers)
    assert len(counting(result.answers)) == result.receipt["answers"]["count"] == len(given.world.answers)


@LAWS
@given(noted())
def test_answers_with_notes_round_trip(given: Noted):
    """What napd writes it reads back: the same answers, notes, statuses and scores; also of what may be published."""
    framework = given.world.framework
    first = score(given.rows, framework)
    again = score(first.answers, framework)
    assert same(first, again)
    assert again.answers.equals(first.answers)
    public = evolve(framework, publish=True)
    aligned = first.answers.filter(pc.equal(first.answers["status"].cast(pa.string()), "afgestemd"))
    assert score(first.answers, public).answers.equals(score(aligned, framework).answers)
    published = score(given.rows, public).answers
    assert score(published, public).answers.equals(published)


@pytest.mark.parametrize("kind", ["csv", "parquet", "arrow"])
def test_a_note_without_an_answer_comes_back_from_a_file(kind, tmp_path):
    """In every format: its value is empty, and it is a row of its question."""
    rows = [
        answer("plan", "", note="Dat weten we niet."),
        answer("fase", "?", note="Nog niet zeker."),
        answer("wie", "geen"),
    ]
    result = scored(table(rows))
    result.write(tmp_path, kind, also=["answers"])
    again = scored(tmp_path / f"answers.{kind}")
    assert again.answers.equals(result.answers)
    assert [(row["question"], row["value"], row["note"]) for row in again.answers.to_pylist()] == [
        ("plan", None, "Dat weten we niet."), ("fase", None, "Nog niet zeker."), ("wie", "geen", ""),
    ]  # fmt: skip


def test_two_notes_on_one_question_are_both_kept_in_the_order_in_which_they_are_read(tmp_path):
    """Of two rows or two files, whether they say the same or contradict each other."""
    first, second = answer("plan", "ja", note="Wel."), answer("plan", "nee", note="Niet.")
    (tmp_path / "een.csv").write_text(csv_text([first]), encoding="utf-8")
    (tmp_path / "twee.csv").write_text(csv_text([second, answer("fase", "", note="Wel.")]), encoding="utf-8")
    assert told(scored(tmp_path).answers, "question") == {("plan",): ["Wel.", "Niet."], ("fase",): ["Wel."]}
    assert told(scored([str(tmp_path / name) for name in ("twee.csv", "een.csv")]).answers, "question") == {
        ("plan",): ["Niet.", "Wel."], ("fase",): ["Wel."],
    }  # fmt: skip


def test_a_note_that_is_less_far_than_the_answer_stands_in_a_row_of_its_own():
    """So neither is published with the other: the answer is aligned, and the note a draft."""
    rows = [
        answer("plan", "ja", note="Besloten.", status="afgestemd"),
        answer("plan", "", note="Onder ons.", status="concept"),
        answer("fase", "geen", status="concept"),
        answer("fase", "", note="Besproken.", status="afgestemd"),
    ]
    names = ("question", "value", "note", "status")
    assert [tuple(row[name] for name in names) for row in scored(table(rows)).answers.to_pylist()] == [
        ("plan", "ja", "Besloten.", "afgestemd"),
        ("plan", None, "Onder ons.", "concept"),
        ("fase", "geen", "Besproken.", "concept"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"area": "MO9999"}, {"indicator": "onbekend"}, {"question": "onbekend"}, {"round": "1999-01"},
        {"perspective": "niemand"}, {"area": "GM0001"}, {"area": ""},
    ],
)  # fmt: skip
def test_a_note_on_no_question_is_not_among_the_answers(wrong):
    """There is nowhere to show it; what is wrong with a row that has a value as well is a problem as ever."""
    rows = [answer("plan", "ja"), answer("fase", "", note="Waarheen?") | wrong]
    result = scored(table(rows))
    assert told(result.answers) == {}
    assert problems(result, "problem") == []


def test_the_notes_of_a_region_without_any_score_are_told_where_it_is_asked_for():
    """There is nothing to explain; what it says all the same is not lost."""
    rows = [answer("plan", "", note="Volgt."), answer("mee", "", "GM0001", indicator="samen", note="Ook.")]
    with pytest.raises(NapdError, match=r"no score.*Noted by GM0001 .* mee: 'Ook\.'\..* MO0001 .* plan: 'Volgt\.'"):
        napd.explain(scored(table([*rows, answer("plan", "ja", "MO0002")])), "MO0001")
    with pytest.raises(NapdError, match=r"Noted by GM0001 in round 2025-12 on samen mee: 'Ook\.'\.$"):
        napd.explain(scored(table([*rows, answer("plan", "ja", "MO0002")])), "MO0001", "samen")


def test_what_some_areas_said_is_what_all_said_of_these():
    """Whoever asks for the same areas again reads nothing again, whether or not something is withheld."""
    rows = [answer("plan", "ja", note="Bel 06-12345678."), answer("plan", "nee", "MO0002"), answer("fase", "geen")]
    reader = scored(table(rows)).reader
    mine = reader.only(frozenset({"MO0001", "MO9999"}))
    assert mine.only(mine.areas) is mine
    assert reader.only(mine.areas) is mine
    assert reader.public.only(mine.areas) is mine.public
    assert reader.only(None) is reader
    assert [row["area"] for row in mine.table.to_pylist()] == ["MO0001", "MO0001"]
    for one, other in ((mine, reader), (mine.public, reader.public)):
        assert one.table.to_pylist() == [row for row in other.table.to_pylist() if row["area"] == "MO0001"]


def test_answers_that_changed_are_not_taken_for_those_that_were_scored():
    """Neither all of them, nor those of one area."""
    sources = (table([answer("plan", "ja")]), table([answer("plan", "ja"), answer("fase", "geen")]))
    fewer, more = (scored(one) for one in sources)
    reader = Reader(evolve(more.gathered, sources=fewer.gathered.sources))
    for read in (lambda: reader.whole, lambda: reader.only(frozenset({"MO0001"})).whole):
        with pytest.raises(NapdError, match="the answers have changed since they were scored"):
            read()
