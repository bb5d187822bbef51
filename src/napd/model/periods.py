"""What cannot be of the periods in which municipalities belong to regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from napd.errors import nearest
from napd.model.area_kinds import ABOVE

if TYPE_CHECKING:
    from napd.model.memberships import Membership

FEW = 1000  # among more, it would take minutes to seek the nearest code to each unknown successor


def backwards(since: dt.date | None, until: dt.date | None) -> str:
    """Say that a period ends before it begins, '' where it does not."""
    return f"the period begins only on {since}. Check both." if since and until and until <= since else ""


def conflicts(rows: Sequence[Membership], doubtful: Container[str] = ()) -> Iterator[tuple[int, str, str]]:
    """Give place, column and reason of each overlap and each impossible successor, the doubtful excepted."""
    periods: dict[str, list[Membership]] = {}
    for index, each in sorted(enumerate(rows), key=lambda pair: pair[1].start):
        own = periods.setdefault(each.municipality, [])
        last = own[-1] if own else each
        if last is not each and not last.ended(each.start):
            held = f"from {last.valid_from or 'the beginning'} until {last.valid_until or 'now'}"
            yield index, "valid_from", f"it is in {last.region} already, {held}. Let no two overlap."
        # The one that ends last stays last: whatever overlaps any of them overlaps that one
        own.insert(-1 if each.ended(last.valid_until or dt.date.max) else len(own), each)
    yield from _divided(rows)
    for index, each in enumerate(rows):
        heir = each.successor
        if heir and heir not in doubtful and (why := _unfit(heir, each.valid_until, periods)):
            yield index, "successor", why


def _divided(rows: Sequence[Membership]) -> Iterator[tuple[int, str, str]]:
    """Give place, column and reason where a region counts in two provinces, or two countries, on one day."""
    in_time = sorted(enumerate(rows), key=lambda pair: pair[1].start)
    for kind in ABOVE:
        last: dict[str, Membership] = {}  # by region the period that ends last: those before it name the same
        for index, each in in_time:
            held = last.setdefault(each.region, each)
            if (other := getattr(held, kind)) != getattr(each, kind) and not held.ended(each.start):
                why = f'{each.region} counts in "{other}" then. Let a whole region count in one {kind}, or in none.'
                yield index, kind, why
            elif not each.ended(held.valid_until or dt.date.max):
                last[each.region] = each


def _unfit(heir: str, since: dt.date | None, periods: dict[str, list[Membership]]) -> str:
    """Say why a municipality cannot be a successor on a day, '' where it can."""
    if since is None:
        return "a successor needs the day on which it takes over. Fill in valid_until."
    if heir not in periods:
        hint = nearest(heir, periods if len(periods) <= FEW else ())
        return f"no municipality has this code. Name one that is in the registry.{hint}"
    # It exists on that day, so its own end comes later: every chain of successors comes to an end
    exists = any(each.covers(since) for each in periods[heir])
    return "" if exists else f"this municipality does not exist on {since}. Name the one that does."
