"""The page of a region: its levels now and before, why they are what they are, and what there is to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import Any

from napd import Area, Conversation, Explanation, Indicator
from napd.plugin import ABOVE, talk
from napd_report.badges import LAST, Badge
from napd_report.counts import NONE, Moves, counts, moves
from napd_report.names import by_name
from napd_report.news import changed
from napd_report.report_data import ReportData
from napd_report.standing import Cell


def facts(data: ReportData, region: Area, explained: Sequence[Explanation]) -> dict[str, Any]:
    """What the page of a region tells.

    Args:
        data: what all pages tell of.
        region: the region.
        explained: the explanations of its scores in the round, and of those of its municipalities.
    """
    talked = talk(data.material.views, region, data.round.id, perspective=data.perspective, told=explained)
    own = data.dashboards_of(region.code)
    members = data.framework.areas.members(region.code, data.round.date)
    current = [each for each in data.by_dashboard(data.in_force(data.round)) if each[0] in own]
    asked = [one for *_, some in current for one in some]
    previous, following = _around(data, region)
    return {
        "region": region, "previous": previous, "following": following,
        "label": data.label(data.round), "day": data.day(data.round.date), "view": data.view_name(data.perspective),
        "dashboards": [data.framework.dashboards[key] for key, *_ in current],
        "members": [area.name for area in sorted(members, key=by_name)],
        "answered_by": [data.view_name(view) for view in _answered_by(data, region)],
        "points": list(_points(data, region, asked, talked)) if members else [],
        "glance": [(title, list(_now(data, region, some))) for _, title, some in current],
        "talk": talked, "asking": list(_asking(data, talked, asked)),
        "labels": [data.label(one) for one in data.rounds[::-1]],
        "levels": [
            (title, list(_levels(data, region, some)))
            for key, title, some in data.by_dashboard([one for one in data.indicators if one.area not in ABOVE])
            if key in own
        ],
        "parts_of_region": [
            (key, title, [_part(data, region, one, explained, talked) for one in some]) for key, title, some in current
        ],
    }  # fmt: skip


def _around(data: ReportData, region: Area) -> tuple[Area | None, Area | None]:
    """The region before and the one after it by name; None where it is the first, the last, or no more."""
    regions = [None, *data.regions(data.round), None]
    if region not in regions:
        return None, None
    place = regions.index(region)
    return regions[place - 1], regions[place + 1]


def _answered_by(data: ReportData, region: Area) -> list[str]:
    """The perspectives of which the region, or any of its municipalities, has a score in the round."""
    members = data.framework.areas.members(region.code, data.round.date)
    areas = {region.code, *(each.code for each in members)}
    return [view for view in data.views if any(data.standing.has(data.round, area, view) for area in areas)]


def _points(data: ReportData, region: Area, asked: Sequence[Indicator], talked: Conversation) -> Iterator[str]:
    """What there is to know of the region at first: what moved, what is known, and who sees it differently."""
    mine = [one for one in asked if one.area == region.kind]
    if said := changed(data, _moved(data, region, mine), "topic"):
        yield said
    known = sum(data.standing.chip(data.round, region.code, one.id).place < LAST for one in mine)
    if mine:
        yield data.tell("region.known", known, len(mine))
    others = [data.view_name(view) for view in _answered_by(data, region) if view != data.perspective]
    if others:
        yield data.tell("region.others_answered", ", ".join(others))
    if differing := dict.fromkeys(topic.title for topic in talked.topics if topic.differences):
        yield data.tell("region.differ", ", ".join(differing))


def _moved(data: ReportData, region: Area, indicators: Sequence[Indicator]) -> Moves:
    return reduce(add, (moves(data, one, [region.code]) for one in indicators), NONE)


def _now(data: ReportData, region: Area, indicators: Sequence[Indicator]) -> Iterator[tuple[Indicator, Cell]]:
    for one in indicators:
        yield one, data.standing.cell(data.round, region.code, one.id)


def _asking(data: ReportData, talked: Conversation, asked: Sequence[Indicator]) -> Iterator[tuple[str, list[Any]]]:
    """What there is to ask, by dashboard, in the order of the pages."""
    places = {one.id: place for place, one in enumerate(asked)}
    topics = sorted(talked.topics, key=lambda topic: places.get(topic.indicator, len(places)))
    for key, title in data.dashboards.items():
        if mine := [topic for topic in topics if topic.ask and topic.dashboard == key]:
            yield title, mine


def _levels(data: ReportData, region: Area, indicators: Sequence[Indicator]) -> Iterator[tuple[Indicator, list[Any]]]:
    """For each indicator what stands of it in each round, the last first."""
    for one in indicators:
        yield one, [data.standing.cell(round_, region.code, one.id) for round_ in data.rounds[::-1]]


def _part(
    data: ReportData, region: Area, indicator: Indicator, explained: Sequence[Explanation], talked: Conversation
) -> dict[str, Any]:
    """What the page tells of one indicator."""
    mine = [topic for topic in talked.topics if topic.indicator == indicator.id]
    return {
        "indicator": indicator,
        "cell": data.standing.cell(data.round, region.code, indicator.id),
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
        "others": _others(data, region, indicator),
        "figures": list(dict.fromkeys(figure for topic in mine for figure in topic.figures)),
        "stories": list(dict.fromkeys(told for topic in mine for told in topic.stories)),
        "support": indicator.support if any(topic.support for topic in mine) else (),
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
        "chip": data.standing.chip(data.round, e.area, e.indicator),
        "parts": e.parts(),
        "by_area": [one for one in e.answers if one.members is not None and one.said],
    }


def _views(data: ReportData, region: Area, indicator: Indicator) -> list[tuple[str, str, Badge]]:
    """The levels that perspectives give, where there are several: who, whose score, and what it is."""
    chips = [
        (view, area.name, data.standing.chip(data.round, area.code, indicator.id, view))
        for view in data.views
        for area in data.standing.areas(data.round, region.code, indicator.id)
    ]
    found = [each for each in chips if each[-1] != data.legends.statuses["absent"]]
    several = len({view for view, *_ in found}) > 1
    return [(data.view_name(view), name, chip) for view, name, chip in found] if several else []


def _others(data: ReportData, region: Area, indicator: Indicator) -> str:
    """How many of the other regions have which level, in words; '' where regions are not scored themselves."""
    found = counts(data, data.round, indicator)
    if found is None or indicator.area != region.kind:
        return ""
    own = data.standing.chip(data.round, region.code, indicator.id)
    others = [
        (each.count - (chip == own), each.level.label)
        for each, chip in ((one, data.legends.chips(indicator).level(one.level.id)) for one in found.levels[::-1])
    ]
    return ", ".join(f"{count} {label}" for count, label in others if count)
