"""The data of a report: what all pages tell of, found once. One round stands in the middle, others around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Self

from attrs import evolve, frozen

from napd import Area, Framework, Indicator, NapdError, Result, Round, Rounds
from napd.plugin import ABOVE, Texts, texts
from napd_report.charts import Chart
from napd_report.legends import Legends
from napd_report.material import Material
from napd_report.names import by_name
from napd_report.standing import AreaStanding, Cell
from napd_report.tiles import Tile, layout_of, tile_map

SPANNING = "regioplan"
"""The indicator that spans the action lines of the Nationaal Actieplan: it comes first, and the pages say so."""
LAST_LINE = 99
LANGUAGE = "nl"
"""The language of the content that comes with napd, among it the labels of rounds."""


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

    @cached_property
    def legends(self) -> Legends:
        """How levels look."""
        return Legends(self.framework, self.open)

    @cached_property
    def standing(self) -> AreaStanding:
        """What each area has."""
        return AreaStanding(self.result, self.rounds, self.perspective, self.legends)

    @cached_property
    def material(self) -> Material:
        """What is laid side by side."""
        return Material(self.result, self.rounds, self.perspective)

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
        framework, shown = self.framework, set[str]().union(*self.standing.dashboards.values())
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
        return set().union(*(self.standing.dashboards.get(code, ()) for code in mine)) or {*self.dashboards}

    def in_force(self, round_: Round) -> list[Indicator]:
        """The indicators of regions and municipalities that a round has, in the same order."""
        return [one for one in self.indicators if self.standing.asked(round_, one.id) and one.area not in ABOVE]

    def above(self, round_: Round) -> list[tuple[Area, Indicator, Cell]]:
        """What stands of each province and country in a round, by name, in the indicators that score these."""
        indicators = [one for one in self.indicators if self.standing.asked(round_, one.id) and one.area in ABOVE]
        areas = {one.area: self.framework.areas.of_kind(one.area, round_.date) for one in indicators}
        return [
            (area, one, self.standing.cell(round_, area.code, one.id))
            for one in indicators
            for area in sorted(areas[one.area], key=by_name)
        ]

    def regions(self, round_: Round) -> tuple[Area, ...]:
        """The regions of a round, by name."""
        return tuple(sorted(self.framework.areas.regions(round_.date), key=by_name))

    def view_name(self, perspective: str) -> str:
        """What a perspective is called on the pages; one that the framework was given, as it is."""
        names = self.tell.table("perspective")
        return names.get(perspective, perspective)

    @property
    def views(self) -> tuple[str, ...]:
        """The perspectives of which there is any score in the round, in their order."""
        return self.standing.views(self.round)

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The spread of the levels of each indicator over the rounds in which it had the levels of its last version."""
        rounds = Rounds(evolve(one, label=self.label(one)) for one in self.framework.rounds)
        found = {one.id: self.material.chart(one, self.legends.chips(one), rounds) for one in self.indicators}
        return {name: chart for name, chart in found.items() if chart}

    def rescaled(self, indicator: Indicator) -> bool:
        """Whether an indicator had other levels in an earlier round."""
        ids, versions = indicator.scale.ids, self.standing.versions.values()
        return any(one.scale.ids != ids for by_id in versions if (one := by_id.get(indicator.id)))

    def tiles(self, round_: Round) -> tuple[Tile, ...]:
        """The regions of a round, each with its place on the map."""
        return tile_map(self.framework.areas.regions(round_.date), layout_of(self.framework))
