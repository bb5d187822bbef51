"""What a cell of a form takes, as data validation with a message that says what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from napd import Field
from napd.plugin import on_page
from napd_forms.entries import EXACT, number_words

LARGEST = 1e15
LAST_DAY = date(9999, 12, 31)
MESSAGE = 255
"""Signs in a message of Excel."""
UNKNOWN = "Weet u het niet? Laat het vak leeg."
LIST = "Kies uit de lijst"


def validation(takes: Field, options: str) -> dict[str, Any] | None:
    """The data validation of a cell, as XlsxWriter takes it; none where any words will do.

    Args:
        takes: what it takes.
        options: the formula of the range that has its options.
    """
    if takes.options:
        message = shortened(f"Kies een van: {', '.join(takes.options)}. {UNKNOWN}")
        return {"validate": "list", "source": options, "error_title": LIST, "error_message": message}
    if takes.shape == "number":
        return _number(takes)
    if takes.shape == "day":
        return {
            "validate": "date", "criteria": "between", "minimum": EXACT, "maximum": LAST_DAY,
            "input_title": "Een dag", "input_message": f"Bijvoorbeeld 31-12-2025. {UNKNOWN}",
            "error_title": "Dit is geen dag", "error_message": f"Typ een dag, bijvoorbeeld 31-12-2025. {UNKNOWN}",
        }  # fmt: skip
    return None


def _number(field: Field) -> dict[str, Any]:
    bounds = number_words(field) or "een getal"
    unit = "in procenten" if field.unit == "%" else field.unit
    what = " ".join(filter(None, (bounds, unit)))
    low, high = field.low, field.high
    return {
        "validate": "integer" if field.whole else "decimal", "criteria": "between",
        "minimum": -LARGEST if low is None else low, "maximum": LARGEST if high is None else high,
        "input_title": "Een getal", "input_message": shortened(f"{what[0].upper()}{what[1:]}. {UNKNOWN}"),
        "error_title": "Dit past niet", "error_message": shortened(f"Typ {what}. {UNKNOWN}"),
    }  # fmt: skip


def shortened(text: str) -> str:
    """A text that fits in a message of Excel, and that XML can hold."""
    return on_page(text if len(text) <= MESSAGE else f"{text[: MESSAGE - 1]}…")
