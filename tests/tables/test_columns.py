"""Tables on a terminal: nothing is cut, whatever its width, and what is the same throughout is said once."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from napd.tables.columns import aligned, fitted

CELL = st.text("abXY -|_19", max_size=14).map(lambda text: " ".join(text.split()))
SIZE = st.integers(1, 4)
TABLES = SIZE.flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=5))


def signs(*texts: str) -> Counter[str]:
    """How often each sign stands in some texts, without blanks and lines."""
    return Counter(sign for sign in "".join(texts) if sign not in " ─")


@given(TABLES, st.integers(1, 60))
def test_nothing_is_cut(rows, width):
    """Every sign of every cell is there, but for what is said once instead of in every row."""
    headings = [f"H{place}" for place in range(len(rows[0]))]
    shown = signs(*fitted(headings, rows, width))
    for row in rows:
        assert signs(*row) <= shown
    if len(rows) == 1:  # and nothing is there twice
        extra = shown - signs(*headings, *rows[0])
        assert set(extra) <= {":", "·"}


@given(TABLES, st.integers(8, 60))
def test_no_line_is_wider(rows, width):
    """As long as there is room for the narrowest columns; a text that is longer than a line goes on in the next."""
    headings = ["kop"] * len(rows[0])
    assert max(map(len, fitted(headings, rows, width))) <= width


@given(TABLES)
def test_where_there_is_room_nothing_wraps(rows):
    """Then the rows are those of a pipe."""
    columns = list(zip(*rows, strict=True))
    assume(all(len(set(column)) == len(rows) > 1 for column in columns))
    headings = [f"H{place}" for place in range(len(columns))]
    first, _, *rest = fitted(headings, rows, 400)
    assert [first, *rest] == aligned([headings, *rows])


def test_what_is_the_same_in_every_row_stands_above():
    """With its heading, and not where it says nothing; the one row of a list stays a row."""
    rows = [("2025-12", "gemeente", "", "a"), ("2025-12", "gemeente", "", "b")]
    assert list(fitted(("ronde", "perspectief", "nog open", "naam"), rows, 40)) == [
        "ronde: 2025-12 · perspectief: gemeente", "", "naam", "────", "a", "b",
    ]  # fmt: skip
    assert list(fitted(("ronde", "naam"), [("2025-12", "a")], 40)) == ["ronde    naam", "───────  ────", "2025-12  a"]


def test_what_does_not_fit_beside_stands_above_its_rows():
    """The first columns, once for the rows that follow on each other; a date and a round stay whole."""
    rows = [
        ("2025-12", "MO0402", "regioplan", "in ontwikkeling"), ("2025-12", "MO0402", "lhbtiq-training", "klaar"),
        ("2026-06", "MO0014", "regioplan", "klaar"),
    ]  # fmt: skip
    assert list(fitted(("ronde", "gebied", "indicator", "niveau"), rows, 26)) == [
        "indicator    niveau",
        "───────────  ─────────────",
        "",
        "ronde: 2025-12 · gebied:",
        "MO0402",
        "regioplan    in",
        "             ontwikkeling",
        "lhbtiq-      klaar",
        "training",
        "",
        "ronde: 2026-06 · gebied:",
        "MO0014",
        "regioplan    klaar",
    ]


def test_an_empty_list():
    """The headings say what would be in it."""
    assert list(fitted(("ronde", "naam"), [], 40)) == ["ronde  naam", "─────  ────"]
