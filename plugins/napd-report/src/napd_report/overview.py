"""The first page, of the news of the round; and a page for each earlier round, with its map and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from napd import AreaRegistry, Indicator, Round, Story
from napd.plugin import web_address
from napd_report.cover import ReportCover
from napd_report.maps import maps_of
from napd_report.names import by_name
from napd_report.news import headline, news, told
from napd_report.region_file import TABLES, file_name
from napd_report.report_data import SPANNING, ReportData
from napd_report.short import cut

FIRST = "index.html"
QUOTES, LONG = 3, 280
"""The most stories that are quoted, and the most characters of each."""


def file_of(data: ReportData, round_: Round) -> str:
    """The name of the page of a round."""
    return FIRST if round_ == data.round else f"ronde-{web_address(round_.id)}.html"


def facts(data: ReportData, cover: ReportCover) -> dict[str, Any]:
    """What the first page tells."""
    indicators = data.in_force(data.round)
    charted = [one for one in indicators if one.id in data.charts]
    said = [(title, news(data, some, key)) for key, title, some in data.by_dashboard(indicators)]
    return of_round(data, data.round) | {
        "headline": headline(data), "news": said, "introduction": cover.introduction,
        "dashboards": data.dashboard_titles, "views": [data.view_name(view) for view in data.views],
        "answered": list(_answered(data)), "counted_otherwise": counted_otherwise(data),
        "order": order(data, indicators), "charted": charted, "bars": _counted(data, charted),
        "told": {one.id: told(data, one) for one in indicators}, "quoted": list(_quoted(data)),
        "tabs": [each for each in tabs(data) if each["href"] != FIRST][::-1],
    }  # fmt: skip


def of_round(data: ReportData, round_: Round) -> dict[str, Any]:
    """What is told of any round: its map, and its table of regions."""
    indicators = data.in_force(round_)
    return {
        "label": data.label(round_), "day": data.day(round_.date), "indicators": indicators,
        "by_dashboard": data.by_dashboard(indicators), "rows": list(rows(data, round_, indicators)),
        "above": data.above(round_), "tabs": tabs(data), "view": data.view_name(data.perspective),
        "maps": maps_of(data, round_), "file": f"{TABLES}/{file_name(data)}",
    }  # fmt: skip


def tabs(data: ReportData) -> list[dict[str, str]]:
    """The page of each round, the earliest first."""
    return [{"label": data.label(each), "href": file_of(data, each)} for each in data.rounds]


def rows(data: ReportData, round_: Round, indicators: Sequence[Indicator]) -> Iterator[dict[str, Any]]:
    """The regions by name, each with its municipalities and its cells."""
    for area in data.regions(round_):
        members = data.framework.areas.members(area.code, round_.date)
        yield {
            "area": area,
            "members": [each.name for each in sorted(members, key=by_name)],
            "cells": {one.id: data.standing.cell(round_, area.code, one.id) for one in indicators},
        }


def order(data: ReportData, indicators: Sequence[Indicator]) -> str:
    """In which order the topics stand, and why one comes first."""
    if not any(one.action_line for one in indicators):
        return ""
    first = next((one.title for one in indicators if one.id == SPANNING), "")
    return data.tell("indicators.spanning", first) if first else data.tell("indicators.order")


def counted_otherwise(data: ReportData) -> bool:
    """Whether these are the regions of the Netherlands, which others count as 45."""
    return data.framework.areas == AreaRegistry.shipped()


def _answered(data: ReportData) -> Iterator[tuple[str, int, int, str, int]]:
    """For each dashboard how many regions answered, of how many; and how many the round before."""
    regions, before = data.regions(data.round), data.before
    for key, title in data.dashboards.items():
        now = sum(data.standing.took_part(data.round, each.code, key) for each in regions)
        was = sum(data.standing.took_part(before, each.code, key) for each in data.regions(before)) if before else 0
        yield title, now, len(regions), data.before_label, was


def _counted(data: ReportData, charted: Sequence[Indicator]) -> str:
    """What a bar counts, in words."""
    kinds = dict.fromkeys(one.area for one in charted) or ("region",)
    return f" {data.say('words.or')} ".join(data.tell(f"areas.{kind}") for kind in kinds)


def _quoted(data: ReportData) -> Iterator[dict[str, str]]:
    """The latest stories, of which each has consent: the beginning of each, and where the whole of it is read."""
    titles = {one.id: one.title for one in data.indicators}
    for one in [each for each in data.material.views.stories if each.indicator in titles][:QUOTES]:
        yield _quote(data, one, titles[one.indicator])


def _quote(data: ReportData, one: Story, topic: str) -> dict[str, str]:
    first = next((line for line in one.plain.splitlines() if line.strip()), "")
    href = f"indicator/{web_address(one.indicator)}.html#verhalen"
    return {"text": cut(first, LONG), "heading": one.heading(data.say), "origin": one.origin(data.say),
            "href": href, "topic": topic}  # fmt: skip
