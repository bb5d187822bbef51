"""What napd.toml says under [form]: by when forms are expected back, and of whom they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from napd.errors import Fault, NapdError, nearest

KEYS = ("deadline", "sender", "contact")


@frozen
class FormSettings:
    """What stands on the cover of every form.

    Args:
        deadline: the last day on which it may be sent back; None where none is said.
        sender: who sends it, such as a team or an organisation.
        contact: where questions go, such as a mail address; it may have several lines.
    """

    deadline: date | None = None
    sender: str = ""
    contact: str = ""


def form_settings(value: Any) -> FormSettings:
    """The settings as they were written, the deadline as a day; raises `NapdError` with each fault."""
    if not isinstance(value, Mapping):
        raise NapdError("form: write deadline, sender or contact under [form]")
    if faults := list(_faults(value)):
        raise NapdError.of([fault.below("form")._replace(text=f"form: {fault.text}") for fault in faults])
    return FormSettings(**{**value, "deadline": _day(value.get("deadline"))})


def _faults(value: Mapping[str, Any]) -> Iterator[Fault]:
    for key, each in value.items():
        if key not in KEYS:
            yield Fault((key,), f"unknown setting {key!r}.{nearest(key, KEYS) or ' There are: ' + ', '.join(KEYS)}")
        elif key == "deadline" and _day(each) is None:
            yield Fault((key,), f"{str(each)!r} is not a date such as 2027-06-30")
        elif key != "deadline" and not isinstance(each, str):
            yield Fault((key,), f"{key} must be text, not {each!r}")


def _day(value: Any) -> date | None:
    """The day that a TOML date or an ISO text names."""
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
