"""Reading one answer: text to value, with the reason where that fails.

napd owns this reading because the libraries disagree about it (" 7 ", "1_000", "75%", decimal commas, other digits);
here it is one rule for every source of answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Context, Decimal, InvalidOperation, Overflow
from fractions import Fraction
from functools import partial
from math import isfinite
from typing import Any, NamedTuple

from napd.texts import Message

NUMBER = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
"""What counts as a number: digits with at most one decimal point or decimal comma; no thousands separators."""

BETWEEN = "|"
"""Stands between several names in one column of a table."""
DIGITS = 15
_COUNTED = Context(prec=DIGITS, Emin=-1, Emax=DIGITS - 1, traps=[InvalidOperation, Overflow])

THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""What may be a thousand as well as a one with three decimals."""
_GROUPED = re.compile(
    r"(?P<whole>[+-]?[0-9]{1,3}(?P<sign>[.,_'’\s])[0-9]{3}(?:(?P=sign)[0-9]{3})*)(?P<rest>[.,][0-9]+)?"
)
_MINUS = "\u2212"
NOTHING = frozenset(
    ("geen", "nul", "niets", "niks", "nihil", "nvt", "n.v.t.", "n.v.t", "n/a", "none", "-", "–", "—", "/")
)
_TURNING = frozenset((
    "geen", "niet", "nooit", "min", "minus", "meer", "minder", "dan", "boven", "onder", "tot", "vanaf", "max",
    "maximaal", "minimaal", "hoogstens", "minstens", "bijna", "ruim", "half", "halve", "helft", "k", "m", "mln", "mio",
    "miljoen", "mld", "miljard", "duizend", "dzd", "honderd", "dozijn", "x", "keer", "maal", "per", "promille",
    "procent", "procentpunt", "pct", "cent", "ct", "dollar", "usd", "jaar", "jaren", "kwartaal", "kwartalen", "maand",
    "maanden", "week", "weken", "dag", "dagen", "uur", "uren", "u", "fte",
))  # fmt: skip
"""Words that make another number of the one they stand beside, unless they are its unit: no hint leaves them out."""

YES, NO = "ja", "nee"
TICKED, EMPTY_BOXES = "☑✅✓✔🗸🗹", "☐⬜□▢◻🔲"
CROSSES = frozenset("☒✗✘✕✖❌❎🗴🗵🗶🗷")
"""A cross is no answer: it marks what is chosen on one form and what is not on another."""
YES_NO = {
    **dict.fromkeys(("ja", "j", "yes", "y", "true", "waar", "1", "[x]", "[v]", *TICKED), YES),
    **dict.fromkeys(("nee", "n", "no", "false", "onwaar", "0"), NO),
}
"""Every accepted spelling of a yes/no answer. An empty box is none: it may be one that nobody looked at."""


class Doubt(NamedTuple):
    """Why an answer that can be read may yet not be what was meant; it counts, and is remarked upon.

    Args:
        kind: the kind of remark, a value of `problem` in the problems table.
        message: what is odd.
        hint: what to do about it.
    """

    kind: str
    message: Message | str
    hint: Message | str


class BadValue(ValueError):  # noqa: N818 - it is not an error of the program, it is what a cell holds
    """A text that is not an answer to its question.

    Attributes:
        kind: the kind of fault, a value of `problem` in the problems table (such as "unknown_option").
        message: what is wrong; a kind of question from a plugin may say it in words of its own.
    """

    def __init__(
        self, kind: str, message: Message | str, hint: Message | str | Callable[[], Message | str] = ""
    ) -> None:
        super().__init__(message)
        self.kind, self.message, self._hint = kind, message, hint

    @property
    def hint(self) -> Message | str:
        """What to do about it; may be empty. It is computed when first asked for, because that may take long."""
        return self._hint() if callable(self._hint) else self._hint


def counted(number: float | str | Decimal) -> float:
    """A number as napd counts with it: of 15 digits at most, and none of them behind the 15th decimal.

    A float has room for just these: no two of them come near the same float, so as floats they compare as they should,
    and the shortest text of the float is the number again (`exact`). What is left of a computation in floating point
    goes: 0.1 + 0.2 counts as 0.3.

    Raises:
        ValueError: for a number that does not lie between -1e15 and 1e15.

    >>> counted("2.50"), counted(100 / 3), counted(0.1 + 0.2)
    (2.5, 33.3333333333333, 0.3)
    """
    try:
        return float(_COUNTED.create_decimal(str(number))) + 0.0  # + 0.0 makes a 0 of -0
    except (InvalidOperation, Overflow) as error:
        message = f"{number} is not a number between -1e15 and 1e15"
        raise ValueError(message) from error


def exact(number: float) -> Fraction:
    """The decimal that a float carries, as a fraction: 0.1 is 1/10, and not the sum of halves nearest to it."""
    return Fraction(repr(float(number)))


def as_number(value: Any) -> Any:
    """A threshold, bound or scale as napd counts with it; what is none stays as it is, to be refused.

    A `Decimal` or a `Fraction` becomes the number that it is, where that is a decimal of at most 15 digits.
    """
    if isinstance(value, Decimal | Fraction):
        found = _decimal(value)
        return value if found is None else int(found) if found.is_integer() else found
    try:
        return counted(value) if isinstance(value, float) else value
    except ValueError:
        return value


def _decimal(value: Decimal | Fraction) -> float | None:
    """The number that has just this value; None if there is none."""
    try:
        found = counted(value if isinstance(value, Decimal) else Decimal(value.numerator) / value.denominator)
    except ValueError:
        return None
    return found if isfinite(found) and exact(found) == value else None


def parse_number(text: str, *, unit: str) -> float:
    """Read a number, with a decimal point or comma and, where the unit is %, an optional % sign; see `counted`.

    Raises:
        BadValue: of kind "not_a_number", or "out_of_range" for one of 1e15 or more: too large to count with.
    """
    if (written := written_number(text, unit=unit)) is None:
        message = Message("problem.not_a_number.message", value=text.strip())
        raise BadValue("not_a_number", message, partial(_number_hint, text.strip(), unit))
    try:
        return counted(written.replace(",", "."))
    except ValueError:
        message = Message("problem.out_of_range.too_large", value=text.strip())
        raise BadValue("out_of_range", message, Message("problem.out_of_range.hint")) from None


def written_number(text: str, *, unit: str) -> str | None:
    """The sign and digits of a number as they are written; None where a text is not a number."""
    written = text.strip().replace(_MINUS, "-")
    written = written.removesuffix("%").rstrip() if unit == "%" else written
    return written if re.fullmatch(NUMBER, written) else None


def beyond_doubt(text: str) -> str:
    """A number of which the decimals cannot be taken for thousands: 12.345 as 12.3450."""
    return f"{text}0" if THOUSANDS.fullmatch(text) else text


def _number_hint(text: str, unit: str) -> Message:
    if text.casefold() in NOTHING:
        return Message("problem.not_a_number.zero")
    if found := _GROUPED.fullmatch(text):
        digits = found["whole"].replace(found["sign"], "") + (found["rest"] or "")
        return Message("problem.not_a_number.separators", number=digits)
    if len(numbers := re.findall(NUMBER, text)) == 1 and _is_aside(text.replace(numbers[0], " ", 1), unit):
        if THOUSANDS.fullmatch(numbers[0]):
            return Message("problem.not_a_number.digits")
        return Message("problem.not_a_number.digits_such_as", number=numbers[0])
    return Message("problem.not_a_number.hint")


def _is_aside(rest: str, unit: str) -> bool:
    """Whether what stands beside a number leaves it as it is: words that do not turn it, or its own unit."""
    words = [word.removesuffix(".") for word in re.sub(r"[€~±≈:]", " ", rest.casefold().replace("%", " % ")).split()]
    own = {*unit.casefold().split(), *(("procent",) if unit == "%" else ())}
    return all(word in own or (word.isalpha() and word not in _TURNING) for word in words)


def show_number(value: float) -> str:
    """Write a number as short as it can be read back: 75, 37.5."""
    return str(int(value)) if value == int(value) else f"{Decimal(repr(float(value))):f}"


def joined(names: Iterable[object]) -> str:
    """Several names as one text, for a column of a table."""
    return BETWEEN.join(map(str, names))


def parted(text: str) -> tuple[str, ...]:
    """The names in such a text."""
    return tuple(text.split(BETWEEN)) if text else ()
