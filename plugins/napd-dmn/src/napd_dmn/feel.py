"""Words of FEEL, the language of DMN: values and tests, in a form that reads the same in every version since 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

RESERVED = {
    "and", "between", "else", "every", "false", "for", "function", "if", "in", "instance", "not", "null", "of", "or",
    "return", "satisfies", "some", "then", "true", "date", "time", "duration", "item", "external",
}  # fmt: skip
"""Words that no variable may be called."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML cannot hold."""


def name_of(text: str) -> str:
    """The name of a variable for the id of a question, which is made of small letters, digits and _."""
    return f"v_{text}" if text in RESERVED or text[0].isdigit() else text


def text_of(text: str) -> str:
    """A text as a value."""
    escaped = CONTROL.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def number_of(number: Any) -> str:
    """A number as a value, exact: a fraction that is no decimal is written as a division."""
    exact = Fraction(str(number))
    places = next((places for places in range(19) if (exact * 10**places).denominator == 1), None)
    if places is None:
        return f"{exact.numerator} / {exact.denominator}"
    digits = f"{abs(int(exact * 10**places)):0{places + 1}}"
    sign = "-" if exact < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def times(number: Fraction, variable: str) -> str:
    """So many times a variable."""
    return variable if number == 1 else f"{number_of(number)} * {variable}"


def one_of(texts: Iterable[str]) -> str:
    """The test that a text is one of some."""
    values = [text_of(text) for text in texts]
    return values[0] if len(values) == 1 else f"? in ({', '.join(values)})"


def compared(tests: Iterable[tuple[str, str]]) -> str:
    """The test that a number stands in all of some relations."""
    parts = [f"{operator} {value}" for operator, value in dict.fromkeys(tests)]
    return parts[0] if len(parts) == 1 else " and ".join(f"? {part}" for part in parts)
