"""Problems: kept as messages, and said in the language of whoever reads them."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from napd.tables.problems import ELSEWHERE, Place, Problem, columns_of, published
from napd.texts import Message, texts

SAME = Message("problem.duplicate.message", question="plan", area="MO0001", elsewhere=ELSEWHERE)


def duplicate(**others):
    """An answer that is given twice."""
    return Problem(
        problem="duplicate", message=SAME, hint=Message("problem.duplicate.hint"), other=Place("a.csv", 7), **others
    )


def test_a_problem_is_said_in_either_language():
    """Where it is, what is wrong and what to do; by itself it is in English, as errors of the Python interface are."""
    english = (
        "a.csv, line 1200, column value: question 'plan' of MO0001 is answered with the same value at a.csv, line 7; "
        "it counts once. Keep one of the rows."
    )
    dutch = (
        "a.csv, regel 1200, kolom value: vraag 'plan' van MO0001 heeft hetzelfde antwoord in a.csv, regel 7; "
        "het telt één keer. Laat een van de rijen staan."
    )
    problem = duplicate(file="a.csv", line=1200, column="value")
    assert str(problem) == problem.text(texts("en")) == english
    assert problem.text(texts("nl")) == dutch


def test_a_cell_stands_in_for_its_line_and_column():
    """Of a sheet, which may be hidden."""
    problem = Problem(problem="odd", message="Klopt dit?", file="a.xlsx", sheet="Blad 1", cell="D7", line=7, column="x")
    assert problem.text(texts("nl")) == "a.xlsx, blad 'Blad 1', cel D7: Klopt dit?"
    assert str(Place("a.xlsx", 7, "Blad 1", "D7", hidden=True).at) == "at a.xlsx, hidden sheet 'Blad 1', cell D7"


def test_where_the_other_answer_is_can_be_left_out():
    """Of machines that each have a part of the rows a line means nothing; a message without one stays as it is."""
    assert "heeft hetzelfde antwoord in een andere rij" in evolve(duplicate(), other=None).told(texts("nl"))
    for message in ("Odd", Message("problem.odd.hint")):
        assert str(Problem(problem="odd", message=message, other=Place("a.csv", 7))) == str(message)


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_stay_as_they_are(message, hint):
    """What a plugin says is in the language of its author, and may have braces in it."""
    (row,) = zip(*columns_of([Problem(problem="odd", message=message, hint=hint)], texts("nl")).values(), strict=True)
    assert row[-2:] == (message, hint)


def test_what_may_be_personal_is_not_published():
    """The message gives way to one that quotes nothing."""
    number = Message("problem.not_a_number.message", value="06-12345678")
    problem = Problem(problem="not_a_number", message=number, value="06-12345678")
    assert "06" not in published(problem).text(texts("nl"))
    assert "06" not in published(problem).value
    assert published(duplicate()) == duplicate()
