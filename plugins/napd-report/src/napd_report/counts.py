"""Counts: how many areas have which level of an indicator in a round, and how that moved since the round before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from napd import NOT_APPLICABLE, Indicator, Level, Round
from napd.plugin import parted
from napd_report.badges import LAST
from napd_report.material import Row
from napd_report.report_data import ReportData

UNKNOWN = ("undetermined", "unanswered", "absent")
"""What is not known yet, as the pages tell it: a part of the answers is missing, or all of them are."""


@frozen
class LevelCount:
    """How many areas have a level: `count` for certain, `most` once all is known that n counts."""

    level: Level
    count: int
    most: int


@frozen
class RoundCounts:
    """How an indicator stands in a round.

    Args:
        indicator: the indicator.
        kind: whom it scores: "region" or "municipality".
        levels: its levels, worst first.
        n: how many areas answered any of it.
        total: how many areas there are.
        unknown: of how many the level is not known.
    """

    indicator: Indicator
    kind: str
    levels: Sequence[LevelCount]
    n: int
    total: int
    unknown: int

    @property
    def top(self) -> LevelCount:
        """Its best level."""
        return self.levels[-1]

    @property
    def commonest(self) -> LevelCount | None:
        """The level that most areas have for certain; None where a missing answer can change which that is."""
        first = max(self.levels, key=lambda each: each.count)
        return first if all(first.count > one.most for one in self.levels if one is not first) else None


@frozen
class Moves:
    """How the levels of an indicator moved since the round before.

    Args:
        up, down: how many certainly did.
        other: how many certainly became something else, which is neither.
        same: how many have the level that they had.
        open: of how many it cannot be told, because one of the two is not known or was not asked.
    """

    up: int
    down: int
    other: int
    same: int
    open: int

    @property
    def compared(self) -> int:
        """Of how many it can be told."""
        return self.up + self.down + self.other + self.same

    def __add__(self, other: Moves) -> Moves:
        return Moves(*(getattr(self, name) + getattr(other, name) for name in NAMES))


NAMES = tuple(each.name for each in Moves.__attrs_attrs__)
NONE = Moves(0, 0, 0, 0, 0)
CERTAIN = {"up": "up", "down": "down", "other": "other", "applies": "other", "not_applicable": "other"}
"""What a change in the table "changes" is told as, where it is certain."""


NO_CHANGE = ("same", "new", "gone", "rescaled")
"""A change that has no cause to tell."""


def counts(data: ReportData, round_: Round, indicator: Indicator) -> RoundCounts | None:
    """How an indicator stands in a round, as the summary counts; None where it had other levels then, or none."""
    rows = data.material.summed(round_, indicator)
    if not rows:
        return None
    found: Mapping[Any, Row] = {row["outcome"] or row["status"]: row for row in rows}
    levels = [LevelCount(one, found[one.id]["count"], found[one.id]["most"]) for one in indicator.scale.levels]
    unknown = sum(found[name]["count"] for name in UNKNOWN)
    total = sum(row["count"] for row in rows)
    return RoundCounts(indicator, rows[0]["counted"], levels, rows[0]["n"], total, unknown)


def moves(data: ReportData, indicator: Indicator, of: Sequence[str] | None = None) -> Moves:
    """How the levels of an indicator moved from the round before to the one that the pages are about.

    Args:
        data: what all pages tell of.
        indicator: the indicator.
        of: the codes of the areas to count; None for all that it scores.
    """
    before = data.before
    areas = data.standing.scored(data.round, indicator.id) if of is None else of
    if before is None or not data.standing.asked(before, indicator.id):
        return Moves(0, 0, 0, 0, len(areas))
    pairs = [
        (data.standing.chip(before, area, indicator.id), data.standing.chip(data.round, area, indicator.id))
        for area in areas
    ]
    same = sum(then == now and (now.place < LAST or now.kind == NOT_APPLICABLE) for then, now in pairs)
    rows = [row for area in areas for row in data.material.changed(indicator.id, area)]
    certain = [CERTAIN[row["change"]] for row in rows if row["change"] in CERTAIN]
    up, down, other = (certain.count(name) for name in ("up", "down", "other"))
    return Moves(up, down, other, same, max(0, len(areas) - up - down - other - same))


def causes(data: ReportData, indicator: Indicator) -> Iterator[str]:
    """What moved the levels of an indicator, each cause in words with how many it moved."""
    areas = data.standing.scored(data.round, indicator.id)
    rows = [
        row for area in areas for row in data.material.changed(indicator.id, area) if row["change"] not in NO_CHANGE
    ]
    found = Counter(cause for row in rows for cause in parted(row["causes"]))
    yield from (f"{words}: {found[cause]}" for cause, words in data.say.table("cause").items() if found[cause])
