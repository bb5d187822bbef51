"""Moves: how many scores of an indicator changed since the round before, and by what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from napd import Indicator
from napd.plugin import parted
from napd_report.report_data import ReportData, Row

NO_CHANGE = ("same", "new", "gone", "rescaled")
MAYBE = ("narrower", "wider", "open")
"""Of a score that may be what it was."""


def moves(data: ReportData, indicator: Indicator) -> dict[str, Any]:
    """How many scores went up, down, became something else, or may have; and which causes moved how many."""
    rows = [
        row
        for row in data.changes
        if (row["perspective"], row["indicator"]) == (data.perspective, indicator.id) and row["change"] not in NO_CHANGE
    ]
    found = Counter(row["change"] for row in rows)
    maybe, up, down = sum(found[change] for change in MAYBE), found["up"], found["down"]
    counts = {"up": up, "down": down, "other": found.total() - up - down - maybe, "maybe": maybe}
    return {"indicator": indicator, "causes": list(_causes(data, rows)), **counts}


def _causes(data: ReportData, rows: Sequence[Row]) -> Iterator[str]:
    found = Counter(cause for row in rows for cause in parted(row["causes"]))
    yield from (f"{words}: {found[cause]}" for cause, words in data.say.table("cause").items() if found[cause])
