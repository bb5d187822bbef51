"""The page of an indicator: what is asked, how it is decided, where that comes from, and how regions stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from napd import CodebookQuestion, Indicator, PrintedTable, codebook
from napd.plugin import ABOVE
from napd_report.badges import Badge
from napd_report.moves import moves
from napd_report.names import by_name
from napd_report.plugin_sections import PluginSection
from napd_report.report_data import ReportData


def facts(story: ReportData, indicator: Indicator, added: Sequence[PluginSection] = ()) -> dict[str, Any]:
    """What the page of an indicator tells.

    Args:
        story: the story.
        indicator: the indicator.
        added: the sections that plugins add.
    """
    book = codebook(story.framework, indicator)
    kind = indicator.area if indicator.area in ABOVE else "region"
    on, on_dashboard = story.round.date, story.framework.dashboard
    areas = sorted(story.framework.areas.of_kind(kind, on), key=by_name)
    return {
        "indicator": indicator,
        "dashboard": story.dashboards[on_dashboard(indicator.id)],
        "beside": [
            (story.dashboards[on_dashboard(one.id)], one)
            for one in story.indicators
            if one.id in indicator.beside or indicator.id in one.beside
        ],
        "plugin": story.framework.plugins.get(indicator.id),
        "questions": [_question(story, one) for one in book.questions[: len(indicator.questions)]],
        "tables": [_table(story, indicator, table) for table in book.tables],
        "chart": story.charts.get(indicator.id),
        "moved": moves(story, indicator) if story.before and story.asked(story.round, indicator.id) else None,
        "figures": _figures(story, indicator),
        "stories": story.material.stories.beside(indicator).stories,
        "sections": added,
        "areas": [story.tell(f"{number}.{kind}") for number in ("several", "single")],  # that a table lists
        "regions": [
            (one, [story.cell(round_, one.code, indicator.id) for round_ in _last_two(story)]) for one in areas
        ],
        "rounds": _last_two(story),
    }


def _figures(story: ReportData, indicator: Indicator) -> list[str]:
    """What is published or counted beside it, of a whole country: those of a region stand on its own page."""
    found = story.material.figures.beside(indicator.id)
    pairs = zip(found, found.briefly(), strict=True)
    return [words for figure, words in pairs if all(area.kind in ABOVE for area in figure.areas)]


def _last_two(story: ReportData) -> tuple[Any, ...]:
    """The round, and the one before it."""
    return story.rounds[-2:][::-1]


def _question(story: ReportData, one: CodebookQuestion) -> dict[str, Any]:
    return {
        "text": one.text,
        "help": one.help,
        "kind": one.called,
        "options": [] if one.is_plain else list(one.labels),
        "unit": one.unit_words,
        "by": story.tell(f"answered_by.{one.by}") if one.by else "",
        "rollup": one.rolled,
    }


def _table(story: ReportData, indicator: Indicator, table: PrintedTable) -> dict[str, Any]:
    """A decision table: its questions, its rows or how many there are, and its rules with their reasons."""

    def result(level: str) -> Badge:
        """A level; or an option of a stage, or that no rule decides."""
        if table.stage or not level:
            return Badge("option", "", table.results[level])
        return story.chips(indicator).level(level)

    return {
        "title": table.title or story.tell("indicator.level"),
        "header": table.header,
        "rows": [(row.conditions, result(row.level), row.rule) for row in table.rows],
        "too_many": table.too_many,
        "rules": [
            {"number": one.number, "result": result(one.result), "because": one.because, "source": one.source}
            for one in table.rules
        ],
    }
