"""What napd.toml says under [report]: who speaks on the pages of a report, of what, and how they are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from napd.errors import Fault, NapdError, nearest

TEXTS = ("title", "introduction", "sender", "contact", "next_round")
CHOICES = ("search_engines", "open")
KEYS = (
    "title", "introduction", "sender", "contact", "date", "next_round", "address", "search_engines", "open",
    "content_language",
)  # fmt: skip
LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""The tag of a language (BCP 47), as pages name it."""


def report_settings(value: Any) -> dict[str, Any]:
    """The settings as they were written, the date as a day; raises `NapdError` with each fault."""
    if not isinstance(value, Mapping):
        raise NapdError('report: write the settings under [report], such as title = "Dakloosheid"')
    if faults := list(_faults(value)):
        raise NapdError.of([fault.below("report")._replace(text=f"report: {fault.text}") for fault in faults])
    return {key: _day(each) if key == "date" else each for key, each in value.items()}


def _faults(value: Mapping[str, Any]) -> Iterator[Fault]:
    for key, each in value.items():
        if why := _why(key, each):
            yield Fault((key,), why)


def _why(key: str, value: Any) -> str:
    """Why a setting cannot be used; empty if it can."""
    if key in TEXTS:
        return "" if isinstance(value, str) and value.strip() else f"{key} must be text, not {value!r}"
    if key in CHOICES:
        return "" if isinstance(value, bool) else f"{key}: write true or false, not {value!r}"
    if key == "date":
        return "" if _day(value) else f"{str(value)!r} is not a date such as 2026-01-15"
    if key == "address":
        shown = f'write where the pages will be, such as address = "https://www.example.nl/dakloosheid/", not {value!r}'
        return "" if _is_address(value) else shown
    if key == "content_language":
        named = isinstance(value, str) and re.fullmatch(LANGUAGE, value)
        return "" if named else f'{key}: write the tag of a language, such as "nl", not {value!r}'
    return f"unknown setting {key!r}.{nearest(key, KEYS) or ' There are: ' + ', '.join(KEYS)}"


def _day(value: Any) -> date | None:
    """The day that a TOML date or an ISO text names."""
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _is_address(value: Any) -> bool:
    """Whether it is a web address of a folder: https, a host, and nothing after the path."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:  # such as of an IPv6 address that is not closed
        return False
    odd = parts is None or parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment
    return not odd and value.isascii() and not set(value) & set(" \"'<>\\\t\n\r")
