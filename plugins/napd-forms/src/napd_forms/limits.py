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
SHORTEST = 80
"""Signs of a question that are kept, whatever else there is to say."""


def validation(tell: Texts, takes: Field, options: str, asks: str) -> dict[str, Any] | None:
    """The data validation of a cell, as XlsxWriter takes it; none where any words will do.

    Args:
        tell: the texts of forms.
        takes: what it takes.
        options: the formula of the range that has its options.
        asks: the question, which begins the message at the cell: not everybody sees what stands beside it.
    """
    unknown = tell("limit.unknown")
    if takes.options:
        message = tell("limit.one_of", ", ".join(takes.options), unknown)
        return {
            "validate": "list", "source": options, "input_title": tell("limit.list"),
            "input_message": _asking(asks, message), "error_title": tell("limit.list"),
            "error_message": shortened(message),
        }  # fmt: skip
    if takes.shape == "number":
        return _number(tell, takes, asks)
    if takes.shape == "day":
        return {
            "validate": "date", "criteria": "between", "minimum": EXACT, "maximum": LAST_DAY,
            "input_title": tell("limit.day"), "input_message": _asking(asks, tell("limit.day_such_as", unknown)),
            "error_title": tell("limit.no_day"), "error_message": tell("limit.type_day", unknown),
        }  # fmt: skip
    return None


def _number(tell: Texts, field: Field, asks: str) -> dict[str, Any]:
    bounds, unknown = number_words(tell, field) or tell("limit.a_number"), tell("limit.unknown")
    unit = tell("limit.percent") if field.unit == "%" else field.unit
    what = " ".join(filter(None, (bounds, unit)))
    low, high = field.low, field.high
    return {
        "validate": "integer" if field.whole else "decimal", "criteria": "between",
        "minimum": -LARGEST if low is None else low, "maximum": LARGEST if high is None else high,
        "input_title": tell("limit.number"), "input_message": _asking(asks, f"{what[0].upper()}{what[1:]}. {unknown}"),
        "error_title": tell("limit.misfit"), "error_message": shortened(tell("limit.type", what, unknown)),
    }  # fmt: skip


def _asking(asks: str, what: str) -> str:
    """A question and what may be answered; where these do not fit, the question is cut, as far as it must be."""
    room = max(MESSAGE - len(what) - 1, SHORTEST)
    return shortened(f"{shortened(asks, room)}\n{what}")


def shortened(text: str, most: int = MESSAGE) -> str:
    """A text that fits in a message of Excel, and that XML can hold."""
    return on_page(text if len(text) <= most else f"{text[: most - 1]}…")
