"""The day or the period of a count, as it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from napd import BadValue, Date, NapdError

FIRST_YEAR, LAST_YEAR = 1900, 2099


def period(day: str | None, first: str | None, last: str | None, year: int | None) -> tuple[date, date]:
    """The first and the last day: `--day`, `--from` with `--to`, or `--year`.

    Raises:
        NapdError: where it is none or several of these, or a text that is no day.
    """
    given = [day is not None, first is not None or last is not None, year is not None]
    if sum(given) != 1:
        raise NapdError("give one of --day DAY, --from DAY with --to DAY, and --year YEAR")
    if day is not None:
        return _day("--day", day), _day("--day", day)
    if year is not None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NapdError(f"--year {year}: give a year from {FIRST_YEAR} to {LAST_YEAR}")
        return date(year, 1, 1), date(year, 12, 31)
    if first is None or last is None:
        raise NapdError(f"{'--from' if last is None else '--to'} stands alone: give --from DAY and --to DAY")
    return _day("--from", first), _day("--to", last)


def _day(option: str, text: str) -> date:
    try:
        found: Any = Date("day", "").parse(text)
    except BadValue as bad:
        raise NapdError(f"{option}: {bad.message}. {bad.hint}") from None
    return found  # type: ignore[no-any-return]
