"""Problems: a message says where the other answer stands, as far as that means something."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from napd.tables.problems import ELSEWHERE, Place, Problem, columns_of


@given(st.text(max_size=20), st.integers(1, 99))
def test_the_other_place_stands_in_the_message(text, line):
    """Whatever a message quotes, the place takes the last of it; without a place the message is whole all the same."""
    problem = Problem(problem="duplicate", message=f"{text!r} {ELSEWHERE}; it counts once", other=Place("a.csv", line))
    assert problem.said == f"{text!r} at a.csv, line {line}; it counts once"
    assert evolve(problem, other=None).said == problem.message
    assert columns_of([problem])["message"] == [problem.said]


def test_another_place_that_is_not_told_of_changes_nothing():
    """A message without the words for it stays as it is."""
    assert Problem(problem="odd", message="Odd", other=Place("a.csv", 2)).said == "Odd"
