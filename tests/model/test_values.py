from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from napd.model.values import YES_NO, BadValue, as_number, counted, exact, parse_number, show_number
from napd.texts import shortened

DIGITS = "Write digits, such as 12 or 37,5; leave the cell empty when it is not known."


def refusal(read, *arguments, **options):
    """Give kind, message and hint with which a text is refused."""
    with pytest.raises(BadValue) as refused:
        read(*arguments, **options)
    return refused.value.kind, str(refused.value.message), str(refused.value.hint)


DECIMALS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1 - 10**15, 10**15 - 1), st.integers(0, 15)
)
"""Every number that napd counts with: of 15 digits, the last of them behind the decimal sign or not."""


@given(DECIMALS)
def test_a_number_is_read_back_as_it_was_written(decimal):
    """Every number is written in digits alone, with point or comma, and read back as the same number."""
    text, value = f"{decimal:f}", counted(decimal)
    assert parse_number(text, unit="") == value
    assert parse_number(f"  {text.replace('.', ',')}\n", unit="") == value
    assert parse_number(f"{text} %", unit="%") == value
    assert parse_number(show_number(value), unit="") == value
    assert Decimal(show_number(value)) == decimal == exact(value)


@given(DECIMALS, DECIMALS)
def test_floats_order_numbers_as_their_decimals(one, other):
    """Of two numbers the floats that carry them are the same, or in the same order, as the decimals are."""
    assert (counted(one) < counted(other), counted(one) == counted(other)) == (one < other, one == other)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("33.333333333333336", 33.3333333333333),
        ("0.30000000000000004", 0.3),
        ("28.999999999999996", 29),
        ("0.12345678901234567", 0.123456789012346),
        ("0.0000000000000004", 0),
        ("-0.0", 0),
        ("123456789012345.4", 123456789012345),
    ],
)
def test_a_number_counts_to_fifteen_digits(written, value):
    """What a computation leaves behind these is rounded off, whether it comes as text or as a float."""
    assert parse_number(written, unit="") == counted(float(written)) == value


@pytest.mark.parametrize("written", ["1000000000000000", "9007199254740993", "-999999999999999.6", "1" + "0" * 400])
def test_a_number_that_is_too_large_to_count_with_is_refused(written):
    """Rather than to count with another one."""
    shown = shortened(written)
    expected = ("out_of_range", f"{shown!r} is too large a number", "Check the number and its unit.")
    assert refusal(parse_number, written, unit="") == expected


@pytest.mark.parametrize(
    ("given_", "taken"),
    [
        (95, 95),
        (0.1 + 0.2, 0.3),
        (Decimal("0.95"), 0.95),
        (Decimal("95.0"), 95),
        (Fraction(19, 20), 0.95),
        (Fraction(1, 3), Fraction(1, 3)),
        (Decimal("0.1234567890123456"), Decimal("0.1234567890123456")),
        (Decimal("1e15"), Decimal("1e15")),
        (Decimal("Infinity"), Decimal("Infinity")),
        (999999999999999.9, 999999999999999.9),
        ("95", "95"),
    ],
)
def test_a_threshold_is_a_number_that_napd_counts_with(given_, taken):
    """A decimal or fraction becomes the number that it is; what has more digits stays, to be refused."""
    assert as_number(given_) == taken
    assert type(as_number(given_)) is type(taken)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (75, "75"),
        (75.0, "75"),
        (37.5, "37.5"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e21, "1" + 21 * "0"),
        (-2.5, "-2.5"),
    ],
)
def test_a_number_is_written_short(value, text):
    """Whole numbers without a point, never in powers of ten."""
    assert show_number(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [(" 7 ", 7), ("007", 7), ("+3", 3), ("-2,5", -2.5), ("37.50", 37.5), ("1234567", 1234567), ("1.234", 1.234)],
)
def test_numbers_that_are_read(text, value):
    """White space around, a sign, leading zeros, and a decimal point or comma."""
    assert parse_number(text, unit="") == value


def aside(number):
    """The hint for a number with words beside it."""
    return f"Write digits only, such as {number}; put the rest in the note."


def separated(number):
    """The hint for a number with thousands separators."""
    return f"Write it without thousands separators: {number}."


NONE = "Write 0 if that is meant; leave the cell empty when it is not known."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.234,5", separated("1234,5")),
        ("1,234.5", separated("1234.5")),
        ("1.234,567", separated("1234,567")),
        ("-1.234.567,8", separated("-1234567,8")),
        ("1 000", separated("1000")),
        ("1\u00a0000", separated("1000")),
        ("1_000", separated("1000")),
        ("1'000'000", separated("1000000")),
        ("1’000", separated("1000")),
        ("12 plekken", aside(12)),
        ("ca. 37,5", aside("37,5")),
        ("€ 5", aside(5)),
        ("5 euro", aside(5)),
        ("€ 12.500", "Write digits only; put the rest in the note."),
        ("geen", NONE),
        ("-", NONE),
        ("N.v.t.", NONE),
        *((text, DIGITS) for text in (
            "1e5", "10-15", "NaN", "inf", "", "?", "twaalf", "onbekend", "١٢", "½", "1½", "5²", "½ 5", "0x1F", ".5",
            "5.", "5-", "(5)", "--5", "–5", "5,", "1..5", "1.2.3", "12.5.0", "5 miljoen", "12k", "meer dan 5", "< 5",
            "max. 10", "5 à 6",
            "75%", "75 procent", "2 jaar", "6 mnd. of 2 weken", "36 uur", "50 cent", "$5", "3 fte",
            "①", "3/4", "5\u200b0", "\uff11\uff12",
        )),
    ],
)  # fmt: skip
def test_numbers_that_are_refused(text, hint):
    """What some libraries read and others do not is refused everywhere, and no hint names another number."""
    assert refusal(parse_number, text, unit="") == ("not_a_number", f"{text.strip()!r} is not a number", hint)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("2 jaar", "jaar"), ("2 JAAR", "jaar"), ("3 fte", "fte"), ("75%%", "%"), ("75 procent", "%"), ("ca. 75%", "%")],
)
def test_a_number_beside_its_own_unit_is_named(text, unit):
    """Another unit makes another number of it: 2 years are no 2 months."""
    hint = aside(re.findall("[0-9]+", text)[0])
    assert refusal(parse_number, text, unit=unit) == ("not_a_number", f"{text!r} is not a number", hint)
    assert refusal(parse_number, text, unit="maanden")[2] == DIGITS


def test_a_minus_may_be_that_of_a_typesetter():
    """The minus of Unicode is a minus; a dash is not, for it may begin an item of a list."""
    assert parse_number("\u22125", unit="") == -5


def test_a_percentage_may_carry_its_sign():
    """One % after the number, and only where the unit is %."""
    assert parse_number("75%", unit="%") == parse_number(" 75 % ", unit="%") == 75
    assert refusal(parse_number, "75%%", unit="%")[0] == "not_a_number"
    assert refusal(parse_number, "%", unit="%")[0] == "not_a_number"


def test_yes_and_no_have_their_spellings():
    """Dutch and English words, letters, 1 and 0, and a tick; an empty box may be what nobody looked at."""
    said = {answer: [word for word in YES_NO if YES_NO[word] == answer] for answer in ("ja", "nee")}
    assert said["ja"] == ["ja", "j", "yes", "y", "true", "waar", "1", "[x]", "[v]", *"☑✅✓✔🗸🗹"]
    assert said["nee"] == ["nee", "n", "no", "false", "onwaar", "0"]
