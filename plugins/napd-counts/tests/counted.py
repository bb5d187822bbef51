"""Counts in tests: records of a few lines, and what comes out by a slow way that is plainly right."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from napd import AreaRegistry
from napd_counts import CountRequest, RecordDelivery, RecordLayout, count_of, read_delivery
from napd_monitor_dakloosheid import LAYOUT

AREAS = AreaRegistry.shipped()
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
FOREVER = date(9999, 12, 31)
DAY = timedelta(days=1)


def delivery(path: Path | list[Path], layout: RecordLayout = LAYOUT, **how: Any) -> RecordDelivery:
    """Records as they are read."""
    return read_delivery([path] if isinstance(path, Path) else path, layout, AREAS, **how)


def asked(
    measure: str, first: date, last: date | None = None, layout: RecordLayout = LAYOUT, of: str = "NL", **how: Any
) -> CountRequest:
    """What is asked, in the country where no area is named."""
    counted = next(each for each in layout.counted if each.id == measure)
    return CountRequest(layout=layout, counted=counted, first=first, last=last or first, of=AREAS[of], **how)


def cells(found: RecordDelivery, ask: CountRequest) -> dict[tuple[str, ...], int]:
    """The value of each cell, by its parts but for an area that is alone."""
    count = count_of(found, ask)
    ids = [each.id for each in count.dimensions if len(each.names) > 1]
    return {tuple(row[name] for name in ids): row["value"] for row in count.cells.to_pylist()}


Stay = tuple[str, date, date]


def days_of(stays: list[Stay]) -> dict[str, set[date]]:
    """The days on which each person is there: one by one, in a period that is short enough."""
    found: dict[str, set[date]] = defaultdict(set)
    for person, start, end in stays:
        last = min(end, date(2025, 6, 30))
        found[person] |= {start + n * DAY for n in range((last - start).days + 1)}
    return found


def begun(days: set[date], gap: int) -> list[date]:
    """The first day of each episode: no day among those just before it."""
    return [day for day in sorted(days) if not any(day - n * DAY in days for n in range(1, gap + 2))]


def write(path: Path, stays: list[Stay], made: date | None = None) -> Path:
    """Records as a file of a shelter; no end for who is still there."""
    head = "sleutel,voorziening,categorie,gemeente,start,einde" + (",aanmaakdatum" if made else "")
    rows = [
        f"{person},F1,2,GM0402,{start},{'' if end == FOREVER else end}" + (f",{made}" if made else "")
        for person, start, end in stays
    ]
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path
