"""Material: what a result has to say about one region, found once for all regions that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from napd.answers.reader import Reader
from napd.answers.selection import Selection
from napd.explaining.explain import explained, explained_each
from napd.explaining.explanations import Explanations
from napd.explaining.records import Explanation
from napd.model.areas import Area
from napd.model.rounds import Round
from napd.observations.figures import Figures
from napd.scoring.result import Result
from napd.scoring.trail import Trail
from napd.telling.stories import Stories
from napd.telling.story import Story
from napd.views.compare import Comparison, compare
from napd.views.divergence import divergence
from napd.views.encoded import Grouped
from napd.views.figures import figures
from napd.views.reach import reach
from napd.views.stories import stories

Row = Mapping[str, Any]
Key = tuple[str, str]
"""An indicator and the area that it scores."""


@frozen(eq=False, repr=False)
class Views:
    """What all regions have in common: each view of the result, made when it is first needed.

    Args:
        result: what scoring gave.
        regions: the codes of those that are asked for, of which alone the answers are read; None for all.
    """

    result: Result
    regions: tuple[str, ...] | None = None
    _comparisons: dict[tuple[str, str], Comparison] = field(factory=dict, init=False)
    _narrow: dict[tuple[str, str, tuple[str, ...]], Comparison] = field(factory=dict, init=False)
    _changes: dict[tuple[str, str, str, tuple[str, ...]], Grouped] = field(factory=dict, init=False)

    @cached_property
    def said(self) -> Reader:
        """Reads what was said, once for all views, without what may have personal data in it.

        Raises:
            NapdError: where an engine for several machines scored.
        """
        areas = self.result.framework.areas
        return self.result.reader.public.only(None if self.regions is None else reach(self.regions, [areas]))

    @cached_property
    def trail(self) -> Trail:
        """The way back to the answers behind each score, without what may have personal data in it.

        Raises:
            NapdError: where an engine for several machines scored.
        """
        return evolve(self.result.trail, said=self.said, together=True)

    def explain_each(self, round_id: str, perspective: str) -> Iterator[tuple[Area, Explanations]]:
        """Every score of a round as a perspective sees it, explained, as `napd.explain_each` does, by region."""
        return explained_each(self.trail, round_id, perspective)

    @cached_property
    def figures(self) -> Figures:
        """The figures of plugins and files, of each measure those of its last time; what fails gives none."""
        return figures(framework=self.result.framework).latest()

    @cached_property
    def stories(self) -> Stories:
        """The stories of files and forms that may be shown."""
        return stories(self.result)

    @cached_property
    def differences(self) -> Grouped:
        """Where perspectives differ, by region."""
        return Grouped.of(divergence(self.result, area=self.regions).table, "region")

    @cached_property
    def notes(self) -> dict[str, list[Row]]:
        """The notes without an answer that counts, by region, with the columns that say where each belongs."""
        found: dict[str, list[Row]] = {}
        for where, note in self.said.whole.unanswered():
            found.setdefault(where["region"], []).append({**where, "note": note})
        return found

    def rounds(self, region: str) -> list[str]:
        """The rounds of which a region or its municipalities have a score or a note, the earliest first."""
        there = {*self.scores(region), *(row["round"] for row in self.notes.get(region, ()))}
        return [round_.id for round_ in self.result.framework.rounds if round_.id in there]

    def comparison(self, before: str, now: str) -> Comparison:
        """What changed between two rounds."""
        if (before, now) not in self._comparisons:
            found = compare(self.result, from_round=before, to_round=now, area=self.regions)
            self._comparisons[before, now] = found
        return self._comparisons[before, now]

    def changes(self, before: str, now: str, name: str, region: str) -> list[Row]:
        """The rows about a region of a table of what changed between two rounds.

        Where few regions look back on that round, because they skipped one, only they are compared.
        """
        few = self._few(before, now)
        few = few if region in few else ()
        if (before, now, name, few) not in self._changes:
            found = self._of_few(before, now, few) if few else self.comparison(before, now)
            self._changes[before, now, name, few] = Grouped.of(found.tables[name], "region")
        return list(self._changes[before, now, name, few].rows(region))

    def _of_few(self, before: str, now: str, few: tuple[str, ...]) -> Comparison:
        if (before, now, few) not in self._narrow:
            self._narrow[before, now, few] = compare(self.result, from_round=before, to_round=now, area=few)
        return self._narrow[before, now, few]

    def _few(self, before: str, now: str) -> tuple[str, ...]:
        """The regions of which the last round before another is this one; () where that is most of them, or all."""
        if self.regions is not None or (before, now) in self._comparisons:
            return ()
        earlier = [one.id for one in self.result.framework.rounds if one < self.result.framework.rounds[now]]
        last = {code: [name for name in earlier if name in there][-1:] for code, there in self._rounds.items()}
        found = tuple(code for code, names in last.items() if names == [before])
        return found if 2 * len(found) < len(last) else ()

    @cached_property
    def _rounds(self) -> dict[str, set[str]]:
        """The rounds of which each region or its municipalities have any score."""
        areas, rounds = self.result.framework.areas, self.result.framework.rounds
        found: dict[str, set[str]] = {}
        pairs = self.result.scores.select(["area", "round"]).group_by(["area", "round"], use_threads=False)
        there = [(row["area"], row["round"]) for row in pairs.aggregate([]).to_pylist()]
        at = ((areas.above(code, "region", rounds[round_id].date), round_id) for code, round_id in there)
        for region, round_id in ((region.code, round_id) for region, round_id in at if region):
            found.setdefault(region, set()).add(round_id)
        return found

    @cached_property
    def _scores(self) -> Grouped:
        return Grouped.of(self.result.scores, "area")

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """The municipalities that were ever in each region."""
        found: dict[str, list[str]] = {}
        for each in self.result.framework.areas.memberships:
            found.setdefault(each.region, []).append(each.municipality)
        return found

    def scores(self, region: str) -> dict[str, list[Row]]:
        """The scores of a region and of its municipalities, by round, the earliest first."""
        areas, rounds = self.result.framework.areas, self.result.framework.rounds
        found: dict[str, list[Row]] = {round_.id: [] for round_ in rounds}
        for row in self._scores.rows(region, *self._members.get(region, ())):
            at = row["area"] if row["area"] == region else areas.region_of(row["area"], rounds[row["round"]].date)
            if at == region or getattr(at, "code", None) == region:
                found[row["round"]].append(row)
        return {name: rows for name, rows in found.items() if rows}


@frozen(eq=False, repr=False)
class RegionView:
    """What there is of one region in one round.

    Args:
        material: what all regions have in common.
        region: its code.
        now: the round.
        before: the round before; None if there is none.
        view: the perspective that comes first.
        by_round: the scores of the region and of its municipalities.
        told: explanations of these that are there already.
    """

    material: Views
    region: str
    now: Round
    before: Round | None
    view: str
    by_round: Mapping[str, Sequence[Row]]
    told: Sequence[Explanation] = ()

    def scores(self, round_: Round | None) -> dict[tuple[str, str, str], Row]:
        """The scores of a round, by indicator, area and perspective, in the order of the perspectives."""
        views = self.material.result.framework.perspectives
        rows = self.by_round.get(round_.id, ()) if round_ else ()
        ordered = sorted(rows, key=lambda row: views.index(row["perspective"]))
        return {(row["indicator"], row["area"], row["perspective"]): row for row in ordered}

    @cached_property
    def views(self) -> dict[Key, str]:
        """Whose view the level of each score is: the one that comes first, or else the first that there is."""
        found: dict[Key, str] = {}
        for indicator, area, view in self.scores(self.now):
            if view == self.view or (indicator, area) not in found:
                found[indicator, area] = view
        return found

    @cached_property
    def explanations(self) -> dict[Key, Explanation]:
        """The explanation of each score, in the view that it is seen in."""
        told = {(one.indicator, one.area): one for one in self.told}
        found = {key: told[key] for key, view in self.views.items() if key in told and told[key].perspective == view}
        left = {(area, view): None for (indicator, area), view in self.views.items() if (indicator, area) not in found}
        for area, view in left:
            chosen = Selection.of(self.material.result.framework, round=self.now.id, perspective=view)
            for one in explained(self.material.trail, area, chosen):
                found.setdefault((one.indicator, area), one)
        return found

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """What is told of the region, of areas in it and around it, and of no area."""
        return self.material.stories.about(self.region, self.material.result.framework.areas).stories

    @cached_property
    def changes(self) -> list[Row]:
        """The rows of the table "changes"; none without a round before."""
        return self._compared("changes")

    @cached_property
    def changed_answers(self) -> list[Row]:
        """The rows of the table "changed_answers", likewise."""
        return self._compared("changed_answers")

    def _compared(self, name: str) -> list[Row]:
        if self.before is None:
            return []
        return self.material.changes(self.before.id, self.now.id, name, self.region)

    @property
    def notes(self) -> list[Row]:
        """The notes of this round without an answer that counts."""
        return [row for row in self.material.notes.get(self.region, ()) if row["round"] == self.now.id]

    @cached_property
    def differences(self) -> list[Row]:
        """The rows of the table "divergence" of this round."""
        return [row for row in self.material.differences.rows(self.region) if row["round"] == self.now.id]
