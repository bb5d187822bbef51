"""The page of an indicator: what is asked, how it is decided, where that comes from, and how regions stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from napd import Indicator, Question
from napd.plugin import ABOVE, RubricTable, how_rolled, printed_rows, tables_of, too_many, unit_words
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
    rubric = story.framework.decider(indicator).rubric
    kind = indicator.area if indicator.area in ABOVE else "region"
    on = story.round.date
    areas = sorted(story.framework.areas.of_kind(kind, on), key=by_name)
    return {
        "indicator": indicator,
        "plugin": story.framework.plugins.get(indicator.id),
        "questions": [_question(story, indicator, one) for one in indicator.questions],
        "tables": [_table(story, indicator, table) for table in tables_of(rubric, story.say)],
        "chart": story.charts.get(indicator.id),
        "moved": moves(story, indicator) if story.before and story.asked(story.round, indicator.id) else None,
        "sections": added,
        "areas": [story.tell(f"{number}.{kind}") for number in ("several", "single")],  # that a table lists
        "regions": [
            (one, [story.cell(round_, one.code, indicator.id) for round_ in _last_two(story)]) for one in areas
        ],
        "rounds": _last_two(story),
    }


def _last_two(story: ReportData) -> tuple[Any, ...]:
    """The round, and the one before it."""
    return story.rounds[-2:][::-1]


def _question(story: ReportData, indicator: Indicator, question: Question) -> dict[str, Any]:
    options = [] if question.field().hint else [question.named(option, story.say) for option in question.options]
    is_asked = not question.is_derived
    return {
        "id": question.id,
        "text": question.text,
        "help": question.help,
        "kind": question.called(story.say),
        "options": options,
        "unit": unit_words((question if is_asked else question.scored).unit, story.say),
        "by": story.tell(f"answered_by.{indicator.answered_by(question)}") if is_asked else "",
        "rollup": how_rolled(indicator, question, story.say) or ("" if is_asked else story.say("words.derived")),
    }


def _table(story: ReportData, indicator: Indicator, table: RubricTable) -> dict[str, Any]:
    """A decision table: its questions, its rows or how many there are, and its rules with their reasons."""
    stage = indicator.question(table.stage) if table.stage else None
    labels = {option.id: option.label for option in (() if stage is None else stage.options)}
    return {
        "title": story.tell("indicator.level") if stage is None else stage.text,
        "header": [axis.question.text for axis in table.axes],
        "rows": [
            (row.conditions, _result(story, indicator, labels, row.level), row.rule)
            for row in printed_rows(table, story.say)
        ],
        "too_many": too_many(table, story.say),
        "rules": list(_rules(story, indicator, table, labels)),
    }


def _rules(
    story: ReportData, indicator: Indicator, table: RubricTable, labels: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for number, rule in enumerate(table.rules, start=1):
        result = _result(story, indicator, labels, rule.level)
        yield {"number": number, "result": result, "because": rule.because, "source": rule.source}


def _result(story: ReportData, indicator: Indicator, labels: dict[str, str], level: str) -> Badge:
    """What a rule gives: a level, or an option of a stage."""
    if level in labels:
        return Badge("option", "", labels[level])
    return story.chips(indicator).level(level) if level else Badge("option", "", story.say("words.no_rule"))
