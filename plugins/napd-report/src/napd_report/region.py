"""The page of a region: its levels now and before, why they are what they are, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from napd import Area, Conversation, Explanation, Indicator
from napd.plugin import ABOVE, talk
from napd_report.badges import Badge
from napd_report.names import by_name
from napd_report.report_data import ReportData


def facts(data: ReportData, region: Area, explained: Sequence[Explanation]) -> dict[str, Any]:
    """What the page of a region tells.

    Args:
        data: what all pages tell of.
        region: the region.
        explained: the explanations of its scores in the round, and of those of its municipalities.
    """
    talked = talk(data.material, region, data.round.id, perspective=data.perspective, told=explained)
    members = data.framework.areas.members(region.code, data.round.date)
    own = data.dashboards_of(region.code)
    return {
        "region": region,
        "members": [area.name for area in sorted(members, key=by_name)],
        "talk": talked,
        "asking": [
            (title, mine)
            for key, title in data.dashboards.items()
            if (mine := [topic for topic in talked.topics if topic.ask and topic.dashboard == key])
        ],
        "rounds": data.rounds[::-1],
        "levels": [
            (title, list(_levels(data, region, some)))
            for key, title, some in data.by_dashboard([one for one in data.indicators if one.area not in ABOVE])
            if key in own
        ],
        "parts_of_region": [
            (key, title, [_part(data, region, one, explained, talked) for one in some])
            for key, title, some in data.by_dashboard(data.in_force(data.round))
            if key in own
        ],
    }  # fmt: skip


def _levels(data: ReportData, region: Area, indicators: Sequence[Indicator]) -> Iterator[tuple[Indicator, list[Any]]]:
    """For each indicator what stands of it in each round, the last first."""
    for one in indicators:
        yield one, [data.cell(round_, region.code, one.id) for round_ in data.rounds[::-1]]


def _part(
    data: ReportData, region: Area, indicator: Indicator, explained: Sequence[Explanation], talked: Conversation
) -> dict[str, Any]:
    """What the page tells of one indicator."""
    mine = [topic for topic in talked.topics if topic.indicator == indicator.id]
    return {
        "indicator": indicator,
        "cell": data.cell(data.round, region.code, indicator.id),
        "explained": [_explained(data, one) for one in explained if one.indicator == indicator.id],
        "beside": [
            (topic.name, data.dashboards[one.dashboard] if one.dashboard != topic.dashboard else "", one)
            for topic in mine
            for one in topic.beside
        ],
        "moved": [(topic.name, moved) for topic in mine for moved in topic.moved],
        "differences": [(topic.name, each) for topic in mine for each in topic.differences],
        "noted": _notes_left(data, mine, explained, indicator),
        "views": _views(data, region, indicator),
        "figures": list(dict.fromkeys(figure for topic in mine for figure in topic.figures)),
        "stories": list(dict.fromkeys(told for topic in mine for told in topic.stories)),
        "support": list(dict.fromkeys(offer for topic in mine for offer in topic.support)),
    }


def _notes_left(
    data: ReportData, topics: Sequence[Any], explained: Sequence[Explanation], indicator: Indicator
) -> list[tuple[str, Any]]:
    """The notes without an answer that no explanation has: of another perspective, or where there is no score."""
    shown = {one.area for one in explained if one.indicator == indicator.id}
    return [
        (topic.name, note)
        for topic in topics
        for note in topic.notes
        if topic.area not in shown or note.perspective != data.perspective
    ]


# Why it is what it is


def _explained(data: ReportData, e: Explanation) -> dict[str, Any]:
    """An explanation: its parts, and who gave which answer."""
    return {
        "e": e,
        "chip": data.chip(data.round, e.area, e.indicator),
        "parts": e.parts(),
        "by_area": [one for one in e.answers if one.members is not None and one.said],
    }


def _views(data: ReportData, region: Area, indicator: Indicator) -> list[tuple[str, str, Badge]]:
    """The levels that perspectives give, where there are several: who, whose score, and what it is."""
    chips = [
        (view, area.name, data.chip(data.round, area.code, indicator.id, view))
        for view in data.views
        for area in data.areas(data.round, region.code, indicator.id)
    ]
    found = [each for each in chips if each[-1] != data.statuses["absent"]]
    return found if len({view for view, *_ in found}) > 1 else []
