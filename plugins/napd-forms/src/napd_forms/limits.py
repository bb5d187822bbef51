"""What a cell of a form takes, as data validation with a message that says what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from napd import Field
from napd.plugin import Texts, on_page
from napd_forms.entries import EXACT, number_words

LARGEST = 1e15
LAST_DAY = date(9999, 12, 31)
MESSAGE = 255
"""Signs in a message of Excel."""


def validation(tell: Texts, takes: Field, options: str) -> dict[str, Any] | None:
    """The data validation of a cell, as XlsxWriter takes it; none where any words will do.

    Args:
        tell: the texts of forms.
        takes: what it takes.
        options: the formula of the range that has its options.
    """
    unknown = tell("limit.unknown")
    if takes.options:
        message = shortened(tell("limit.one_of", ", ".join(takes.options), unknown))
        return {"validate": "list", "source": options, "error_title": tell("limit.list"), "error_message": message}
    if takes.shape == "number":
        return _number(tell, takes)
    if takes.shape == "day":
        return {
            "validate": "date", "criteria": "between", "minimum": EXACT, "maximum": LAST_DAY,
            "input_title": tell("limit.day"), "input_message": tell("limit.day_such_as", unknown),
            "error_title": tell("limit.no_day"), "error_message": tell("limit.type_day", unknown),
        }  # fmt: skip
    return None


def _number(tell: Texts, field: Field) -> dict[str, Any]:
    bounds, unknown = number_words(tell, field) or tell("limit.a_number"), tell("limit.unknown")
    unit = tell("limit.percent") if field.unit == "%" else field.unit
    what = " ".join(filter(None, (bounds, unit)))
    low, high = field.low, field.high
    return {
        "validate": "integer" if field.whole else "decimal", "criteria": "between",
        "minimum": -LARGEST if low is None else low, "maximum": LARGEST if high is None else high,
        "input_title": tell("limit.number"), "input_message": shortened(f"{what[0].upper()}{what[1:]}. {unknown}"),
        "error_title": tell("limit.misfit"), "error_message": shortened(tell("limit.type", what, unknown)),
    }  # fmt: skip


def shortened(text: str) -> str:
    """A text that fits in a message of Excel, and that XML can hold."""
    return on_page(text if len(text) <= MESSAGE else f"{text[: MESSAGE - 1]}…")
