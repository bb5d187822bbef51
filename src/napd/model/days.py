"""Reading a day: text to date, and what a text that names no day, or no round, was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from napd.model.spelling import as_read
from napd.model.values import NOTHING, BadValue
from napd.texts import Message

_ZONE = r"(?: ?(?:z|utc|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_MIDNIGHT = rf"(?:[t ]0?0:00(?::00)?(?:\.0+)?{_ZONE})?"
"""By the clock of its zone, whichever that is."""
_CLOCK = rf"(?:[t ][0-9:.]+{_ZONE})?"
_FORMS = (
    re.compile(rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){_MIDNIGHT}"),
    re.compile(rf"(?P<day>[0-9]{{1,2}})[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<year>[0-9]{{4}}){_MIDNIGHT}"),
)
_MONTH_FIRST = re.compile(rf"(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/(?P<year>[0-9]{{4}}){_MIDNIGHT}")
_MIDNIGHT_ELSEWHERE = re.compile(rf".*[t ]2[23]:00(?::00)?(?:\.0+)?{_ZONE}")
"""What midnight in the Netherlands is in UTC, a day before."""
_OTHER_FORMS = (
    re.compile(r"(?P<day>[0-9]{1,2})[ .-]*(?P<month>[a-z]{3,9})[ .-]*(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})" + _CLOCK),
    re.compile(r"(?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})" + _CLOCK),
    re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"),
)
"""How others write a day; the last, with the month first, is tried where the day first gives none."""
_MONTH_FORMS = (
    re.compile(r"(?:[0-9]{1,2}[ .'-]*)?(?P<month>[a-z]{3,9})[ .'-]*(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4}|[0-9]{2})[ .'-]*(?P<month>[a-z]{3,9})\.?"),
    re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})(?:[-/.][0-9]{1,2}" + _CLOCK + ")?"),
    re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?:[0-9]{2})?"),
    re.compile(r"(?:[0-9]{1,2}[-/.])?(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})(?: [0-9:.]+)?"),
    re.compile(r"(?P<month>[0-9]{1,2})/[0-9]{1,2}/(?P<year>[0-9]{4})(?: [0-9:.]+)?"),
    re.compile(r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{2})[-/.](?P<month>[0-9]{1,2})"),
)
"""How a month is written, and what becomes of it where a spreadsheet takes it for a day."""
_MONTHS = {
    "januari": 1, "january": 1, "februari": 2, "february": 2, "maart": 3, "mrt": 3, "march": 3, "april": 4, "mei": 5,
    "may": 5, "juni": 6, "june": 6, "juli": 7, "july": 7, "augustus": 8, "september": 9, "oktober": 10, "october": 10,
    "november": 11, "december": 12,
}  # fmt: skip
"""In Dutch and English; also known by their first letters, three or more."""


def parse_date(text: str) -> date:
    """Read a date as 2025-12-31 or as 31-12-2025 (also with / or ., or any dash), or a moment at midnight of it.

    Raises:
        BadValue: of kind "not_a_date".
    """
    for form in _FORMS:
        if found := form.fullmatch(as_read(text)):
            try:
                return date(**{name: int(part) for name, part in found.groupdict().items()})
            except ValueError:
                message = Message("problem.not_a_date.no_day", value=text.strip())
                raise BadValue("not_a_date", message, partial(_hint, text)) from None
    raise BadValue("not_a_date", Message("problem.not_a_date.message", value=text.strip()), partial(_hint, text))


def as_day(value: Any) -> Any:
    """The day that a text names, as `parse_date` reads it; anything else as it is, to be refused."""
    try:
        return parse_date(value) if isinstance(value, str) else value
    except BadValue:
        return value


def swapped(text: str) -> date | None:
    """The other day that a date with strokes may name: 03/04/2025 is 3 April here, and 4 March in America."""
    found = _MONTH_FIRST.fullmatch(as_read(text))
    try:
        other = date(**{name: int(part) for name, part in found.groupdict().items()}) if found else None
    except ValueError:
        return None
    return other if other and other.day != other.month else None


def months_of(text: str) -> set[tuple[int, int]]:
    """The months that a text may name, as years and months: dec-25, 12/2025, 01-12-2025, 45992.

    >>> months_of("dec-25"), months_of("2025-12-01 00:00:00"), sorted(months_of("1/12/2025"))
    ({(2025, 12)}, {(2025, 12)}, [(2025, 1), (2025, 12)])
    """
    found = {(day.year, day.month) for day in _counted(text)}
    for parts in filter(None, (form.fullmatch(text.strip().casefold()) for form in _MONTH_FORMS)):
        month = _month(parts["month"])
        if month in _MONTHS.values():
            found.add((int(parts["year"].rjust(4, "x").replace("xx", "20")), month))
    return found


def _month(text: str) -> int:
    """The number of a month; 0 of a word that is none."""
    return int(text) if text.isdecimal() else next((_MONTHS[name] for name in _MONTHS if name.startswith(text)), 0)


def _counted(text: str) -> Iterator[date]:
    """The day that a spreadsheet counts with a number, from 1954 to 2119."""
    if found := re.fullmatch(r"([2-7][0-9]{4})(?:[.,]0+)?", text.strip()):
        yield date(1899, 12, 30) + timedelta(int(found[1]))


def _hint(text: str) -> Message:
    """How to write the day that a text means; never a day that it may not mean."""
    if text.strip().casefold() in NOTHING:
        return Message("problem.not_a_date.empty")
    for day in _counted(text):
        return Message("problem.not_a_date.counted", day=day)
    for day in _meant(text.strip().casefold()):
        return _written(day, text.strip().casefold())
    if re.fullmatch(r"[0-9]{1,3}[-/.][0-9]{1,2}[-/.][0-9]{1,3}", text.strip()):
        return Message("problem.not_a_date.four_digits")
    if re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", text) and not any(form.fullmatch(text.strip()) for form in _FORMS):
        return Message("problem.not_a_date.full")
    return Message("problem.not_a_date.hint")


def _written(day: date, text: str) -> Message:
    """How to write the day that a text names."""
    if _MIDNIGHT_ELSEWHERE.fullmatch(text):
        return Message("problem.not_a_date.utc", day=day, next=day + timedelta(1))
    return Message("problem.not_a_date.meant", day=day)


def _meant(text: str) -> Iterator[date]:
    """The day that a text names in another form than those that are read."""
    for form in _OTHER_FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            try:
                yield date(int(parts["year"]), _month(parts["month"]), int(parts["day"]))
            except ValueError:
                continue
