"""The data of a report: what all pages tell of, found once. One round stands in the middle, others around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Self

from attrs import evolve, frozen

from napd import (
    NOT_APPLICABLE,
    Area,
    Comparison,
    Framework,
    Indicator,
    NapdError,
    Result,
    Round,
    Rounds,
    Scale,
    summary,
)
from napd.plugin import ABOVE, FICTIONAL, Texts, Views, texts, web_address
from napd_report.badges import Badge, Badges, counted, not_known, not_yet, status_chips
from napd_report.charts import Chart, spread_chart
from napd_report.names import by_name
from napd_report.tiles import Tile, layout_of, tile_map

SPANNING = "regioplan"
"""The indicator that spans the action lines of the Nationaal Actieplan: it comes first, and the pages say so."""
LAST_LINE = 99
LANGUAGE = "nl"
"""The language of the content that comes with napd, among it the labels of rounds."""
Row = Mapping[str, Any]
Cell = Sequence[tuple[int, Badge]]
"""How many areas have each chip: of a region itself one, of its municipalities together several."""


@frozen(eq=False, repr=False)
class ReportData:
    """A result, and what the pages tell of it.

    Args:
        result: what scoring gave.
        round: the round that the pages are about.
        perspective: whose view levels give where only one is shown.
        title: what the pages are called.
    """

    result: Result
    round: Round
    perspective: str
    title: str

    @classmethod
    def of(cls, result: Result, round_id: str | None, title: str | None) -> Self:
        """The data of a round, by default the last with any score, as the first perspective with any in it sees it.

        Raises:
            UnknownName: when there is no such round.
            NapdError: when it has no scores.
        """
        framework = result.framework
        pairs = result.scores.select(["round", "perspective"]).group_by(["round", "perspective"]).aggregate([])
        views: dict[str, set[str]] = {}
        for pair in pairs.to_pylist():
            views.setdefault(pair["round"], set()).add(pair["perspective"])
        answered = [each.id for each in framework.rounds if each.id in views]
        if not answered:
            raise NapdError("nothing was answered that can be reported")
        chosen = framework.rounds[round_id or answered[-1]]
        if chosen.id not in answered:
            raise NapdError(f"round {chosen.id} has no answers: report one of {', '.join(answered)}")
        view = next(view for view in framework.perspectives if view in views[chosen.id])
        data = cls(result, chosen, view, title or framework.report.get("title", ""))
        return data if data.title else evolve(data, title=data.named_after_dashboards)

    @property
    def named_after_dashboards(self) -> str:
        """What the pages are called where nobody says so: the dashboards that have answers, by region."""
        return self.tell("site.title", self.about)

    @property
    def dashboard_titles(self) -> list[str]:
        """The titles of the dashboards that have answers; also of one that is all."""
        return [self.framework.dashboards[key] for key in self.dashboards]

    @property
    def about(self) -> str:
        """The same in a line."""
        return f" {self.say('words.and')} ".join(self.dashboard_titles)

    @property
    def framework(self) -> Framework:
        """The framework that scored."""
        return self.result.framework

    @property
    def language(self) -> str:
        """The language of the framework."""
        return self.framework.language

    @property
    def say(self) -> Texts:
        """The texts of napd in its language."""
        return self.framework.say

    @property
    def tell(self) -> Texts:
        """Those of these pages."""
        return texts(self.language, "napd_report")

    @property
    def statuses(self) -> Mapping[str, Badge]:
        """The chip of each status that is not a level."""
        chips = status_chips(self.language)
        words = self.tell("badge.open" if self.open else "badge.absent")
        return {**chips, "absent": evolve(chips["absent"], words=words)}

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of all versions of the indicators, each once."""
        found: list[Scale] = []
        for indicator in self.framework.indicators:
            if indicator.scale not in found:
                found.append(indicator.scale)
        return tuple(found)

    def chips(self, indicator: Indicator) -> Badges:
        """The chips of the scale of a version of an indicator."""
        return self.chips_of(indicator.scale)

    def chips_of(self, scale: Scale) -> Badges:
        """The chips of a scale."""
        return self._chips[self.scales.index(scale)]

    @cached_property
    def _chips(self) -> list[Badges]:
        styles = self.framework.levels
        return [Badges(scale, number, self.language, styles) for number, scale in enumerate(self.scales)]

    def legend(self, indicators: Sequence[Indicator], *, in_bars: bool = False) -> list[tuple[str, Sequence[Badge]]]:
        """The levels of each scale, with the titles of its indicators if there are more; then what is not a level.

        Args:
            indicators: whose levels.
            in_bars: as bars show them, where all that is not known yet is one part.
        """
        others = tuple(self.statuses.values())
        if in_bars:
            others = (not_known(self.language), self.statuses[NOT_APPLICABLE])
        titles: dict[int, list[str]] = {}
        for one in indicators:
            titles.setdefault(self.scales.index(one.scale), []).append(one.title)
        levels = [(", ".join(some), self._chips[number].levels) for number, some in titles.items()]
        if len(levels) == 1:
            return [("", (*levels[0][1], *others))]
        return [*levels, ("", others)]

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds with any score, up to the one in the middle."""
        there = set(self.result.scores["round"].unique().to_pylist())
        return tuple(one for one in self.framework.rounds if one.id in there and one <= self.round)

    @property
    def open(self) -> bool:
        """Whether the round is still open, so that what did not come in may still come."""
        return bool(self.framework.report.get("open"))

    @property
    def before_label(self) -> str:
        """What the round before is called; '' where there is none."""
        return self.label(self.before) if self.before else ""

    def label(self, round_: Round) -> str:
        """What a round is called; a label that is no more than a month and a year, in the language of the pages."""
        names, day = texts(LANGUAGE).several("words.months"), round_.date
        is_month = round_.label == f"{names[day.month - 1]} {day.year}"
        return f"{self._month(day)} {day.year}" if is_month else round_.label

    def day(self, day: date) -> str:
        """A day in words."""
        return f"{day.day} {self._month(day)} {day.year}"

    def _month(self, day: date) -> str:
        return self.say.several("words.months")[day.month - 1]

    @property
    def before(self) -> Round | None:
        """The round before the one in the middle."""
        return self.rounds[-2] if len(self.rounds) > 1 else None

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all rounds, each in its last version, in the order in which they are shown.

        Those of a dashboard on which nobody answered anything are left out.
        """
        framework, shown = self.framework, {key for *_, key in self._there}
        latest = {one.id: one for round_ in self.rounds for one in framework.at(round_.date)}
        mine = (one for one in latest.values() if framework.dashboard(one.id) in shown)
        return tuple(sorted(mine, key=self._place))

    def _place(self, indicator: Indicator) -> tuple[int, bool, int, str, str]:
        """By dashboard and action line, those without one last; the plan of a region, which spans the lines, first."""
        dashboard, *_ = self.framework.place(indicator)
        line = indicator.action_line or LAST_LINE
        return dashboard, indicator.id != SPANNING, line, indicator.theme, indicator.id

    @cached_property
    def dashboards(self) -> dict[str, str]:
        """The title of each dashboard by its id; empty if one, which nobody chose, is all."""
        return self.framework.titles(self.framework.dashboard(one.id) for one in self.indicators)

    def by_dashboard(self, indicators: Sequence[Indicator]) -> list[tuple[str, str, list[Indicator]]]:
        """Indicators by dashboard: its id and title, and its own in their order; only dashboards that have any."""
        on = self.framework.dashboard
        found = [
            (key, title, [one for one in indicators if on(one.id) == key]) for key, title in self.dashboards.items()
        ]
        return [each for each in found if each[-1]]

    def dashboards_of(self, region: str) -> set[str]:
        """The dashboards on which a region has anything in any of the rounds; all where it has nothing at all."""
        areas = self.framework.areas
        mine = [code for code in areas.around(region) if areas[code].kind in (areas[region].kind, "municipality")]
        return set().union(*(self._dashboards_of.get(code, ()) for code in mine)) or {*self.dashboards}

    @cached_property
    def _dashboards_of(self) -> dict[str, set[str]]:
        """The dashboards on which each area has any score in the rounds of these pages."""
        found: dict[str, set[str]] = {}
        for _, area, key in self._there:
            found.setdefault(area, set()).add(key)
        return found

    def in_force(self, round_: Round) -> list[Indicator]:
        """The indicators of regions and municipalities that a round has, in the same order."""
        return [one for one in self.indicators if self.asked(round_, one.id) and one.area not in ABOVE]

    def above(self, round_: Round) -> list[tuple[Area, Indicator, Cell]]:
        """What stands of each province and country in a round, by name, in the indicators that score these."""
        indicators = [one for one in self.indicators if self.asked(round_, one.id) and one.area in ABOVE]
        areas = {one.area: self.framework.areas.of_kind(one.area, round_.date) for one in indicators}
        return [
            (area, one, self.cell(round_, area.code, one.id))
            for one in indicators
            for area in sorted(areas[one.area], key=by_name)
        ]

    def regions(self, round_: Round) -> tuple[Area, ...]:
        """The regions of a round, by name."""
        return tuple(sorted(self.framework.areas.regions(round_.date), key=by_name))

    # Levels

    @cached_property
    def _scores(self) -> dict[tuple[str, str, str, str], Badge]:
        """The chip of each score, by round, perspective, area and indicator; one object for equal chips."""
        same: dict[Badge, Badge] = {}
        chips = {(one.id, one.version): self.chips(one) for one in self.framework.indicators}
        found = {}
        for batch in self.result.tables.batches("scores"):
            for row in batch.to_pylist():
                chip = chips[row["indicator"], row["version"]].score(row)
                found[row["round"], row["perspective"], row["area"], row["indicator"]] = same.setdefault(chip, chip)
        return found

    def chip(self, round_: Round, area: str, indicator: str, perspective: str | None = None) -> Badge:
        """What the score of an area is; that it has none, where it has none."""
        key = (round_.id, perspective or self.perspective, area, indicator)
        return self._scores.get(key) or self.statuses["absent"]

    @cached_property
    def _asked(self) -> dict[str, dict[str, Indicator]]:
        """The versions of the indicators in each round."""
        return {round_.id: {one.id: one for one in self.framework.at(round_.date)} for round_ in self.rounds}

    def asked(self, round_: Round, indicator: str) -> bool:
        """Whether an indicator was there already in a round."""
        return indicator in self._asked[round_.id]

    def areas(self, round_: Round, region: str, indicator: str) -> tuple[Area, ...]:
        """Whose scores an area has of an indicator in a round: its own, or those of its members, by name."""
        if self._asked[round_.id][indicator].area == self.framework.areas[region].kind:
            return (self.framework.areas[region],)
        return tuple(sorted(self.framework.areas.members(region, round_.date), key=by_name))

    def scored(self, round_: Round, indicator: str) -> tuple[str, ...]:
        """The codes of all areas that an indicator scores in a round."""
        kind = self._asked[round_.id][indicator].area
        return tuple(area.code for area in self.framework.areas.of_kind(kind, round_.date))

    def cell(self, round_: Round, region: str, indicator: str) -> Cell:
        """What stands of an indicator for a region, or for the area that it scores."""
        if not self.asked(round_, indicator):
            return [(1, not_yet(self.language))]
        return counted(self.chip(round_, one.code, indicator) for one in self.areas(round_, region, indicator))

    def took_part(self, round_: Round, region: str, dashboard: str) -> bool:
        """Whether a region or any of its municipalities answered anything on a dashboard in a round."""
        members = self.framework.areas.members(region, round_.date)
        return any((round_.id, code, dashboard) in self._there for code in (region, *(each.code for each in members)))

    def has(self, round_: Round, area: str, perspective: str) -> bool:
        """Whether an area has any score in a round, as a perspective sees it."""
        return (round_.id, area, perspective) in self._seen

    @cached_property
    def _seen(self) -> set[tuple[str, str, str]]:
        return {(round_, area, view) for round_, view, area, _ in self._scores}

    @cached_property
    def _there(self) -> set[tuple[str, str, str]]:
        """The rounds of these pages, areas and dashboards of which there is any score."""
        on, rounds = self.framework.dashboard, {one.id for one in self.rounds}
        return {(round_, area, on(indicator)) for round_, _, area, indicator in self._scores if round_ in rounds}

    def view_name(self, perspective: str) -> str:
        """What a perspective is called on the pages; one that the framework was given, as it is."""
        names = self.tell.table("perspective")
        return names.get(perspective, perspective)

    @cached_property
    def views(self) -> tuple[str, ...]:
        """The perspectives of which there is any score in the round, in their order."""
        there = {view for round_, view, *_ in self._scores if round_ == self.round.id}
        return tuple(view for view in self.framework.perspectives if view in there)

    # What is laid side by side

    @cached_property
    def material(self) -> Views:
        """What the regions have in common to talk about."""
        return Views(self.result)

    @cached_property
    def changes(self) -> list[Row]:
        """The scores that changed since the round before; none in the first."""
        return self.comparison.changes.to_pylist() if self.comparison else []

    def changed(self, indicator: str, area: str) -> Sequence[Row]:
        """Those of an area in an indicator, as the perspective of the pages sees it."""
        return self._changed.get((indicator, area), ())

    @cached_property
    def _changed(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.changes:
            if row["perspective"] == self.perspective:
                found.setdefault((row["indicator"], row["area"]), []).append(row)
        return found

    @property
    def comparison(self) -> Comparison | None:
        """What changed since the round before; None in the first."""
        return self.material.comparison(self.before.id, self.round.id) if self.before else None

    @cached_property
    def summary(self) -> list[Row]:
        """The rows of the summary."""
        rounds = [each.id for each in self.rounds]
        return list[Row](summary(self.result, round=rounds, perspective=self.perspective).to_dict())

    def summed(self, round_: Round, indicator: Indicator) -> Sequence[Row]:
        """Those of an indicator in a round; none where it had other levels then."""
        return self._summed.get((round_.id, indicator.id, "|".join(indicator.scale.ids)), ())

    @cached_property
    def _summed(self) -> dict[tuple[str, str, str], list[Row]]:
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.summary:
            if row["kind"] == "indicator":
                found.setdefault((row["round"], row["indicator"], row["scale"]), []).append(row)
        return found

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The spread of the levels of each indicator over the rounds in which it had the levels of its last version."""
        return {one.id: self._chart(one, rows) for one in self.indicators if (rows := self._alike(one))}

    def _chart(self, indicator: Indicator, rows: Sequence[Row]) -> Chart:
        chips = self.chips(indicator)
        rounds = Rounds(evolve(one, label=self.label(one)) for one in self.framework.rounds)
        made = spread_chart(indicator.title, rows, chips, rounds, self.language)
        mark = f"-{FICTIONAL}" if self.result.fictional else ""
        return evolve(made, name=f"{web_address(indicator.id)}{mark}")

    def _alike(self, indicator: Indicator) -> list[Row]:
        """The rows of the summary of an indicator with the levels of this version."""
        about = {"indicator": indicator.id, "scale": "|".join(indicator.scale.ids)}
        return [row for row in self.summary if all(row[name] == value for name, value in about.items())]

    def rescaled(self, indicator: Indicator) -> bool:
        """Whether an indicator had other levels in an earlier round."""
        ids = indicator.scale.ids
        return any(one.scale.ids != ids for by_id in self._asked.values() if (one := by_id.get(indicator.id)))

    def tiles(self, round_: Round) -> tuple[Tile, ...]:
        """The regions of a round, each with its place on the map."""
        return tile_map(self.framework.areas.regions(round_.date), layout_of(self.framework))
