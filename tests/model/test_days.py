"""Days are read in two orders; what is none, or may be another, is told how to be written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.model.days import months_of, parse_date
from napd.model.measures import Date
from napd.model.values import BadValue

dag = Date("dag", "Wanneer?")


def refusal(read, text):
    """Give the message and hint with which a text is refused."""
    with pytest.raises(BadValue) as refused:
        read(text)
    assert refused.value.kind == "not_a_date"
    return str(refused.value.message), str(refused.value.hint)


@given(st.dates())
def test_a_date_is_read_in_both_orders(day):
    """Year first or day first, with hyphens, slashes or points; a midnight behind it is no matter."""
    assert parse_date(day.isoformat()) == day
    assert parse_date(f" {day.isoformat()} 00:00:00.000 ") == day
    assert parse_date(f"{day.isoformat()}T00:00") == day
    for zone in ("Z", "+00:00", " +01:00", "+0100", "-05", " UTC"):
        assert parse_date(f"{day.isoformat()}T00:00:00{zone}") == day
    for sign in "-/.\u2010\u2011\u2013\u2014\u2212":
        assert parse_date(f"{day.day}{sign}{day.month}{sign}{day.year:04} 0:00") == day
        assert parse_date(f"{day.day}{sign}{day.month}{sign}{day.year:04}") == day


FORM = "Write it as year-month-day, such as 2025-12-31."
WHOLE = "Write a full date, such as 2025-12-31; if it is not known, leave the cell empty."
YEAR = "Write the year in four digits, such as 2025-12-31."
ELSEWHERE = "Write 2025-12-30, or 2025-12-31 if the time is in UTC: Dutch midnight is 22:00 or 23:00 UTC."
NONE = "Leave the cell empty when there is no day, or it is not known."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        *((text, WHOLE) for text in ("2025", "2025-12", "maart 2025", "eind 2025", "Q3 2025", "vanaf 2025", "12/2025")),
        *((text, YEAR) for text in ("12-31-25", "31-12-25", "01-01-225", "225-01-01", "1.2.25")),
        *((text, NONE) for text in ("-", "nvt", "N.v.t.", "geen", "n/a")),
        *((text, FORM) for text in ("morgen", "", "?", "1e5", "12", "123456", "99999", "٢٠٢٥-١٢-٣١", "dec-25")),
        ("1 december 2025", "Write 2025-12-01 if that is meant."),
        ("01-dec-2025", "Write 2025-12-01 if that is meant."),
        ("3 mrt. 2025", "Write 2025-03-03 if that is meant."),
        ("20251231", "Write 2025-12-31 if that is meant."),
        ("2025/12/31", "Write 2025-12-31 if that is meant."),
        ("2025-12-31 13:45", "Write 2025-12-31 if that is meant."),
        ("2025-12-31T13:45:00Z", "Write 2025-12-31 if that is meant."),
        ("31-12-2025 13:45", "Write 2025-12-31 if that is meant."),
        *((f"2025-12-30{time}", ELSEWHERE) for time in ("T23:00:00Z", " 22:00", "T23:00:00.000+00:00")),
        ("1 maandag 2025", WHOLE),
        ("12 maanden 2025", WHOLE),
        ("45657", "In a spreadsheet this number is the day 2024-12-31; write 2024-12-31 if that is meant."),
        ("45657.0", "In a spreadsheet this number is the day 2024-12-31; write 2024-12-31 if that is meant."),
        ("ergens in 12-01-2025", WHOLE),
        ("1 brumaire 2025", WHOLE),
    ],
)
def test_what_is_no_date_is_told_how_to_be_one(text, hint):
    """Where one day alone can be meant it is named; where no whole day is known, the cell stays empty."""
    assert refusal(parse_date, text) == (f"{text.strip()!r} is not a date", hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31-02-2025", FORM),
        ("2025-13-01", FORM),
        ("0000-01-01", FORM),
        ("12-31-2025", "Write 2025-12-31 if that is meant."),
    ],
)
def test_a_day_that_does_not_exist_is_told_apart(text, hint):
    """In the calendar; the month may stand before the day."""
    assert refusal(parse_date, text) == (f"there is no day {text!r}", hint)


@pytest.mark.parametrize("text", ["2205-12-01", "31-12-1025", "2100-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_is_of_a_year_in_which_something_can_have_happened(text):
    """From 1900 to 2099; what lies outside is a slip."""
    assert refusal(dag.parse, text) == (f"{text!r} is not a day between 1900-01-01 and 2099-12-31", "Check the year.")
    assert dag.parse("2099-12-31") == date(2099, 12, 31)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_with_strokes_may_have_the_month_before_the_day(day):
    """It counts with the day first, as the Dutch write it; where the other is a day too, that is remarked upon."""
    doubt = dag.doubt(f"{day.day}/{day.month}/{day.year}", day)
    assert (doubt is None) == (day.day > 12 or day.day == day.month)
    if doubt:
        other = day.replace(day=day.month, month=day.day)
        assert (doubt.kind, str(doubt.hint)) == ("ambiguous", f"Write {day}, or {other}.")
    assert doubt is None or dag.doubt(f"{day.day} / {day.month} / {day.year} 00:00", day).hint == doubt.hint
    assert dag.doubt(dag.show(day), day) is dag.doubt(f"{day.day}-{day.month}-{day.year}", day) is None


@pytest.mark.parametrize(
    "text",
    ["dec-25", "Dec-25", "25-Dec", "dec 2025", "Dec 2025", "december 2025", "1 december 2025", "01-12-2025",
     "1-12-2025", "2025-12-01 00:00:00", "2025-12-01T00:00:00Z", "2025-12", "2025/12", "12/2025", "12-2025", "202512",
     "20251201", "45992", "45992.0", "12-25", "25-12", "dec '25", "2025 dec."],
)  # fmt: skip
def test_a_month_is_known_however_a_spreadsheet_writes_it(text):
    """By its name or number, with its year, as a day of it, or as the number of that day."""
    assert months_of(text) == {(2025, 12)}


def test_a_text_that_names_no_month_names_none():
    """Months beyond the twelfth, other words, and numbers that are too long or too short."""
    for text in ("2025-13", "dezember-25", "25", "mijn-25", "ronde 4", "", "2025-12-01-02", "123456789", "00/2025"):
        assert months_of(text) == set()
    assert months_of("1/12/2025") == {(2025, 1), (2025, 12)}
