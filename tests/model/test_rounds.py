from __future__ import annotations

import csv
import datetime as dt
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.errors import ModelError, NapdError, UnknownName
from napd.model.rounds import Round, Rounds

JUNE = Round("2025-06", dt.date(2025, 6, 1), "juni 2025")
DECEMBER = Round("2025-12", dt.date(2025, 12, 1), "december 2025", "De vierde meting; peildatum is onze keuze.")
SHOWN = st.characters(categories=["L", "N", "P"], exclude_characters="|")
TEXT = st.text(st.one_of(SHOWN, st.just(" "))).map(lambda text: " ".join(text.split()))
ROUNDS = st.lists(
    st.builds(Round, st.text(SHOWN, min_size=1), st.dates(), TEXT.filter(bool), TEXT),
    min_size=1,
    max_size=8,
    unique_by=(lambda each: each.id.casefold(), lambda each: each.date),
)

MADE_A_DATE = "If a spreadsheet turned it into a date, set the column to text and type it again."


MISSING = "this column is missing. Needed are: id, date, label."
QUOTES = 'Quotation marks belong round a text that holds a separator; inside a text they are doubled ("").'
DATE = "this is not a date. Write it as year-month-day, such as 2025-12-31."
CODE = 'this is not a code. Write it without spaces and without "|", such as GM0402.'
CHANGE = "Change one of the two."


def table(rounds, delimiter=","):
    """Write rounds as CSV."""
    text = io.StringIO()
    rows = [[each.id, each.date.isoformat(), each.label, each.note] for each in rounds]
    csv.writer(text, delimiter=delimiter).writerows([["id", "date", "label", "note"], *rows])
    return text.getvalue()


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read rounds from a text or from bytes."""
    path = tmp_path_factory.mktemp("rounds") / "rounds.csv"

    def read(content):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Rounds.from_csv(path)

    return read


def refusal(read, content):
    """Give the lines of the error after its first."""
    with pytest.raises(ModelError) as caught:
        read(content)
    first, *faults = str(caught.value).splitlines()
    count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    assert first.endswith(f"rounds.csv has {count}:")
    return [line.strip() for line in faults]


def test_the_shipped_rounds_are_those_of_the_dashboard():
    """The rounds come twice a year; each date is the first of its month, and each note owns up to that."""
    rounds = Rounds.shipped()
    assert [each.id for each in rounds] == [
        *("2023-12", "2024-06", "2024-12", "2025-06", "2025-12", "2026-06", "2026-12")
    ]
    for each in rounds:
        assert each.date.isoformat() == f"{each.id}-01"
        assert each.label.endswith(each.id[:4])
        assert "onze keuze" in each.note
    assert "19 juni 2024" in rounds["2024-06"].note
    assert "Afgeleid" in rounds["2025-06"].note
    assert '"4e meting"' in rounds["2025-12"].note
    assert all("Gepland" in rounds[name].note for name in ("2026-06", "2026-12"))


def test_the_shipped_rounds_are_read_once():
    """Asking again gives the same object."""
    assert Rounds.shipped() is Rounds.shipped()


def test_a_round_has_a_previous_one_except_the_first():
    """Previous steps back in time, whatever the ids are."""
    rounds = Rounds([Round("a", dt.date(2025, 12, 1), "later"), Round("b", dt.date(2025, 6, 1), "eerder")])
    assert rounds.previous("a") == rounds["b"]
    assert rounds.previous("b") is None


def test_an_unknown_round_is_answered_with_all_there_are():
    """And with the one that is meant, where it can be no other: a month, as a spreadsheet or a person writes it."""
    rounds = Rounds([DECEMBER, JUNE])
    for look in (rounds.__getitem__, rounds.previous):
        with pytest.raises(UnknownName) as caught:
            look("2025-1")
        assert str(caught.value) == 'There is no round "2025-1". The rounds are: 2025-06, 2025-12.'
    with pytest.raises(UnknownName, match=r'^There is no round "x"\. The rounds are: none yet\.$'):
        Rounds([])["x"]
    assert (
        str(rounds.hint("2025\u201312")) == str(rounds.hint(f" {DECEMBER.label.upper()}")) == 'Did you mean "2025-12"?'
    )
    assert str(rounds.hint("dec-25")) == f'Did you mean "2025-12"? {MADE_A_DATE}'
    assert str(rounds.hint("6/12/2025")) == f'Did you mean "2025-06" or "2025-12"? {MADE_A_DATE}'
    assert {rounds.hint(text) for text in ("2025-13", "2025-11", "2024-12", "dec-24", "12", "")} == {None}


def test_rounds_behave_like_a_collection():
    """Membership goes by id or by round, and the repr is short."""
    rounds = Rounds([DECEMBER, JUNE])
    assert "2025-12" in rounds
    assert JUNE in rounds
    assert "2025" not in rounds
    assert Round("2025-12", dt.date(2025, 12, 2), "anders") not in rounds
    assert list(rounds) == [JUNE, DECEMBER]
    assert len(rounds) == 2
    assert repr(rounds) == "<Rounds: 2025-06, 2025-12>"
    assert repr(Rounds([])) == "<Rounds: none>"


def test_rounds_are_ordered_by_date_and_then_by_id():
    """Rounds compare with rounds only."""
    assert JUNE < DECEMBER
    assert Round("a", JUNE.date, "a") < Round("b", JUNE.date, "a")
    assert max(DECEMBER, JUNE) == DECEMBER
    with pytest.raises(TypeError):
        assert JUNE < "2025-12"


@pytest.mark.parametrize("name", ["", "2025 12", "a|b", "a\u200bb", "a\tb"])
def test_an_id_must_be_a_code(name):
    """An id that is empty, has whitespace, a bar or something invisible is refused, with the remedy."""
    with pytest.raises(ModelError, match=r"^Round, column \"id\", value .*: this is not a code\. Write it without"):
        Round(name, JUNE.date, "label")


def test_the_date_may_be_written_as_text():
    """As in a file; what is no date is refused."""
    assert Round("2025-06", "2025-06-01", "juni") == Round("2025-06", dt.date(2025, 6, 1), "juni")
    with pytest.raises(ModelError, match=r'^Round, column "date", value "None": this is not a date\.'):
        Round("2025-06", None, "juni")
    with pytest.raises(ModelError, match=r'^Round, column "label", value "6": this is not text\.'):
        Round("2025-06", "2025-06-01", 6)
    with pytest.raises(ModelError, match=r"^Rounds needs a list of Round\(\.\.\.\), not Round\(id='2025-06'"):
        Rounds(JUNE)


def test_two_rounds_with_one_id_or_one_date_are_refused_together():
    """Every clash is named in one error."""
    with pytest.raises(ModelError) as caught:
        Rounds([JUNE, Round("2025-06", dt.date(2025, 7, 1), "juli"), Round("x", JUNE.date, "x")])
    assert str(caught.value) == (
        "Rounds has 2 faults:\n"
        '  round "x", column "date", value "2025-06-01": '
        'this is already the date of round "2025-06". Change one of the two.\n'
        '  round "2025-06", column "id", value "2025-06": '
        "this is already the id of the round of 2025-06-01. Change one of the two."
    )


@given(rounds=ROUNDS, delimiter=st.sampled_from(",;\t"), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_rounds_come_back_from_csv_as_they_were(read, rounds, delimiter, mark):
    """Writing and reading is the identity, with commas, semicolons or tabs, with or without a byte order mark."""
    assert read(mark + table(rounds, delimiter).encode()) == Rounds(rounds)


@given(rounds=ROUNDS, data=st.data())
def test_the_order_in_which_rounds_are_given_does_not_matter(rounds, data):
    """Rounds are sorted, and each is the previous of the next."""
    ordered = Rounds(rounds)
    assert Rounds(data.draw(st.permutations(rounds))) == ordered
    assert [ordered.previous(each.id) for each in ordered] == [None, *list(ordered)[:-1]]


@given(st.one_of(st.binary(), st.text().map(lambda text: f"id,date,label\n{text}".encode())))
def test_whatever_a_file_holds_it_is_read_or_refused(read, content):
    """No content leads to any other error than a refusal in words."""
    with suppress(ModelError):
        assert len(read(content)) > 0


def test_all_faults_of_a_file_come_in_one_error(read):
    """Faults in several rows and columns are named together, in order of line."""
    content = "id,date,label\na b,2025-13-01,x\n\nc,2025-06-01,\nc,,y\nd,01-07-2025,z\nc,2025-08-01,z\n"
    assert refusal(read, content) == [
        f'line 2, column "id", value "a b": {CODE}',
        f'line 2, column "date", value "2025-13-01": {DATE}',
        'line 4, column "label", value "": this is empty. Fill it in.',
        'line 5, column "date", value "": this is empty. Fill it in.',
        f'line 7, column "id", value "c": this is already the id of the round of 2025-06-01. {CHANGE}',
    ]


def test_clashes_in_a_file_are_named_by_line(read):
    """The second of two rounds with one id or one date is refused, however the date is written."""
    assert refusal(read, "id,date,label\na,2025-06-01,x\nb,01-06-2025,y\na,2025-07-01,z\n") == [
        f'line 3, column "date", value "01-06-2025": this is already the date of round "a". {CHANGE}',
        f'line 4, column "id", value "a": this is already the id of the round of 2025-06-01. {CHANGE}',
    ]


FILES = {
    "nothing": ("", [f'line 1, column "{name}", value "": {MISSING}' for name in ("id", "date", "label")]),
    "no rows": ("\n\nid,date,label\n ,,\n", ["line 3: no row follows the header. Add at least one."]),
    "misspelt column": (
        "Id,date,label,note\na,2025-06-01,x,\n",
        ['line 1, column "Id", value "": this column is not known. Did you mean "id"?'],
    ),
    "misspelt optional column": (
        "id,date,label,noot\na,2025-06-01,x,\n",
        ['line 1, column "noot", value "": this column is not known. Did you mean "note"?'],
    ),
    "missing column": (
        "date;label\n2025-06-01;x\n2025-06;\n",
        [
            f'line 1, column "id", value "": {MISSING}',
            f'line 3, column "date", value "2025-06": {DATE}',
            'line 3, column "label", value "": this is empty. Fill it in.',
        ],
    ),
    "column twice": (
        "id,date,label,label\na,2025-06-01,x,x\n",
        ['line 1, column "label", value "": this column is listed twice. Keep one.'],
    ),
    "too few and too many cells": (
        "id,date,label\na,2025-06-01\nb,2025-12-01,x,,\nc,2026-06-01,juni, 2026\n",
        [
            f"line 2: this row has 2 cells, the header 3. {QUOTES}",
            f"line 4: this row has 4 cells, the header 3. {QUOTES}",
        ],
    ),
    "quotation mark not closed": (
        'id,date,label\nx y,2025-06-01,x\nb,2025-12-01,"y\nc,2026-06-01,z\n',
        [
            f"line 3: from here on this is not CSV (unexpected end of data). {QUOTES}",
            f'line 2, column "id", value "x y": {CODE}',
        ],
    ),
    "no record at all": ('"', [f"line 1: from here on this is not CSV (unexpected end of data). {QUOTES}"]),
    "broken UTF-8": (
        b"id,date,label\na,2025-06-01,\xe9n\n",
        ['line 2, column "label", value "\ufffdn": this is not UTF-8 text. Save the file as "CSV UTF-8".'],
    ),
    "invisible characters": (
        'id,date,label\n"a\x00b",2025-06-01,"two\nlines\u200b"\n',
        [
            f"line 2, {cell}: this holds a character that cannot be seen. Type it again."
            for cell in (r'column "id", value "a\x00b"', r'column "label", value "two lines\u200b"')
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), FILES.values(), ids=FILES)
def test_a_file_that_cannot_be_read_says_where_and_why(read, content, expected):
    """Each way to spoil a file gets its line, column, value, reason and remedy."""
    assert refusal(read, content) == expected


def test_a_file_that_is_not_there_is_named(tmp_path):
    """A missing file is a person's mistake, told in one sentence."""
    with pytest.raises(NapdError, match=r"none\.csv: it cannot be read: No such file or directory"):
        Rounds.from_csv(tmp_path / "none.csv")


def test_columns_of_ones_own_are_passed_over(read):
    """A column that resembles none of napd's is no fault."""
    assert read("id,date,label,opmerking\na,2025-06-01,x,eigen\n")["a"].note == ""


@pytest.mark.parametrize(
    ("day", "coming"),
    [("2020-01-01", "2023-12"), ("2025-12-01", "2025-12"), ("2025-12-02", "2026-06"), ("2050-01-01", "2026-12")],
)
def test_the_round_that_comes_is_the_first_on_a_day_or_after_it(day, coming):
    """After the last there is none, so it is the last."""
    assert Rounds.shipped().coming(dt.date.fromisoformat(day)).id == coming


def test_without_rounds_none_comes():
    """As none can be found by its id."""
    with pytest.raises(UnknownName, match="There are no rounds yet"):
        Rounds([]).coming(dt.date(2025, 12, 1))
