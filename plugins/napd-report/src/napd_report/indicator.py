"""The page of an indicator: what is asked, how it is decided, where that comes from, and how regions stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from napd import Area, CodebookQuestion, Indicator, PrintedTable, codebook
from napd.plugin import ABOVE
from napd_report.badges import Badge
from napd_report.counts import causes
from napd_report.names import by_name
from napd_report.news import told
from napd_report.plugin_sections import PluginSection
from napd_report.report_data import ReportData


def facts(data: ReportData, indicator: Indicator, added: Sequence[PluginSection] = ()) -> dict[str, Any]:
    """What the page of an indicator tells.

    Args:
        data: what all pages tell of.
        indicator: the indicator.
        added: the sections that plugins add.
    """
    book = codebook(data.framework, indicator)
    kind = indicator.area if indicator.area in ABOVE else "region"
    on, on_dashboard = data.round.date, data.framework.dashboard
    areas = sorted(data.framework.areas.of_kind(kind, on), key=by_name)
    return {
        "indicator": indicator,
        "dashboard": data.dashboards[on_dashboard(indicator.id)],
        "beside": [
            (data.dashboards[on_dashboard(one.id)], one)
            for one in data.indicators
            if one.id in indicator.beside or indicator.id in one.beside
        ],
        "plugin": data.framework.plugins.get(indicator.id),
        "questions": [_question(data, one) for one in book.questions[: len(indicator.questions)]],
        "tables": [_table(data, indicator, table) for table in book.tables],
        "chart": data.charts.get(indicator.id),
        "told": told(data, indicator) if data.standing.asked(data.round, indicator.id) else None,
        "causes": list(causes(data, indicator))
        if data.before and data.standing.asked(data.round, indicator.id)
        else [],
        "label": data.label(data.round),
        "figures": _figures(data, indicator),
        "stories": data.material.views.stories.beside(indicator).stories,
        "sections": added,
        "areas": [data.tell(f"areas.{kind}").capitalize(), data.say(f"areas.{kind}_one")],  # that a table lists
        "regions": [
            (
                one,
                _members(data, one),
                [data.standing.cell(round_, one.code, indicator.id) for round_ in _last_two(data)],
            )
            for one in areas
        ],
        "labels": [data.label(each) for each in _last_two(data)],
    }


def _members(data: ReportData, area: Area) -> list[str]:
    """By which names of municipalities a region is found too."""
    if area.kind != "region":
        return []
    return [each.name for each in sorted(data.framework.areas.members(area.code, data.round.date), key=by_name)]


def _figures(data: ReportData, indicator: Indicator) -> list[str]:
    """What is published or counted beside it, of a whole country: those of a region stand on its own page."""
    found = data.material.views.figures.beside(indicator.id)
    pairs = zip(found, found.briefly(), strict=True)
    return [words for figure, words in pairs if all(area.kind in ABOVE for area in figure.areas)]


def _last_two(data: ReportData) -> tuple[Any, ...]:
    """The round, and the one before it."""
    return data.rounds[-2:][::-1]


def _question(data: ReportData, one: CodebookQuestion) -> dict[str, Any]:
    return {
        "text": one.text,
        "help": one.help,
        "kind": one.called,
        "options": [] if one.is_plain else list(one.labels),
        "unit": one.unit_words,
        "by": one.elsewhere or (data.say(f"the_area.{one.by}") if one.by else ""),
        "rollup": one.rolled,
    }


def _table(data: ReportData, indicator: Indicator, table: PrintedTable) -> dict[str, Any]:
    """A decision table: its questions, its rows or how many there are, and its rules with their reasons."""

    def result(level: str) -> Badge:
        """A level; or an option of a stage, or that no rule decides."""
        if table.stage or not level:
            return Badge("option", "", table.results[level])
        return data.legends.chips(indicator).level(level)

    return {
        "title": table.title or data.tell("indicator.level"),
        "header": table.header,
        "rows": [(row.conditions, result(row.level), row.rule) for row in table.rows],
        "too_many": table.too_many,
        "rules": [
            {"number": one.number, "result": result(one.result), "because": one.because, "source": one.source}
            for one in table.rules
        ],
    }
