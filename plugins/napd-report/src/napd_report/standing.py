"""Standing: what each area has of each indicator in each round, and of whom there is anything at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import frozen

from napd import Area, Indicator, Result, Round
from napd_report.badges import Badge, counted, not_yet
from napd_report.legends import Legends
from napd_report.names import by_name

Cell = Sequence[tuple[int, Badge]]
"""How many areas have each chip: one for the region itself, several for its municipalities together."""


@frozen(eq=False, repr=False)
class AreaStanding:
    """The scores of a result, as chips.

    Args:
        result: what scoring gave.
        rounds: the rounds of the pages.
        perspective: whose view levels give where none is named.
        legends: how levels look.
    """

    result: Result
    rounds: Sequence[Round]
    perspective: str
    legends: Legends

    @cached_property
    def _scores(self) -> dict[tuple[str, str, str, str], Badge]:
        """The chip of each score, by round, perspective, area and indicator; one object for equal chips."""
        same: dict[Badge, Badge] = {}
        chips = {(one.id, one.version): self.legends.chips(one) for one in self.result.framework.indicators}
        found = {}
        for batch in self.result.tables.batches("scores"):
            for row in batch.to_pylist():
                chip = chips[row["indicator"], row["version"]].score(row)
                found[row["round"], row["perspective"], row["area"], row["indicator"]] = same.setdefault(chip, chip)
        return found

    def chip(self, round_: Round, area: str, indicator: str, perspective: str | None = None) -> Badge:
        """What the score of an area is; that it has none, where it has none."""
        key = (round_.id, perspective or self.perspective, area, indicator)
        return self._scores.get(key) or self.legends.statuses["absent"]

    def cell(self, round_: Round, region: str, indicator: str) -> Cell:
        """What is shown of an indicator for a region, or for the area that it scores."""
        if not self.asked(round_, indicator):
            return [(1, not_yet(self.result.framework.language))]
        return counted(self.chip(round_, one.code, indicator) for one in self.areas(round_, region, indicator))

    @cached_property
    def versions(self) -> dict[str, dict[str, Indicator]]:
        """The versions of the indicators in each round."""
        at = self.result.framework.at
        return {round_.id: {one.id: one for one in at(round_.date)} for round_ in self.rounds}

    def asked(self, round_: Round, indicator: str) -> bool:
        """Whether an indicator was there already in a round."""
        return indicator in self.versions[round_.id]

    def areas(self, round_: Round, region: str, indicator: str) -> tuple[Area, ...]:
        """Whose scores an area has of an indicator in a round: its own, or those of its members, by name."""
        areas = self.result.framework.areas
        if self.versions[round_.id][indicator].area == areas[region].kind:
            return (areas[region],)
        return tuple(sorted(areas.members(region, round_.date), key=by_name))

    def scored(self, round_: Round, indicator: str) -> tuple[str, ...]:
        """The codes of all areas that an indicator scores in a round."""
        kind = self.versions[round_.id][indicator].area
        return tuple(area.code for area in self.result.framework.areas.of_kind(kind, round_.date))

    def took_part(self, round_: Round, region: str, dashboard: str) -> bool:
        """Whether a region or any of its municipalities answered anything on a dashboard in a round."""
        members = self.result.framework.areas.members(region, round_.date)
        return any((round_.id, code, dashboard) in self._there for code in (region, *(each.code for each in members)))

    def has(self, round_: Round, area: str, perspective: str) -> bool:
        """Whether an area has any score in a round, as a perspective sees it."""
        return (round_.id, area, perspective) in self._seen

    def views(self, round_: Round) -> tuple[str, ...]:
        """The perspectives of which there is any score in a round, in their order."""
        there = {view for one, _, view in self._seen if one == round_.id}
        return tuple(view for view in self.result.framework.perspectives if view in there)

    @cached_property
    def _seen(self) -> set[tuple[str, str, str]]:
        return {(round_, area, view) for round_, view, area, _ in self._scores}

    @cached_property
    def _there(self) -> set[tuple[str, str, str]]:
        """The rounds of these pages, areas and dashboards of which there is any score."""
        on, rounds = self.result.framework.dashboard, {one.id for one in self.rounds}
        return {(round_, area, on(indicator)) for round_, _, area, indicator in self._scores if round_ in rounds}

    @cached_property
    def dashboards(self) -> dict[str, set[str]]:
        """The dashboards on which each area has any score in the rounds of these pages; only areas that have any."""
        found: dict[str, set[str]] = {}
        for _, area, key in self._there:
            found.setdefault(area, set()).add(key)
        return found
