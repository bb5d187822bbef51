"""The overview of a round: how levels spread, the map, and the table of regions and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from napd import Indicator, Round
from napd.plugin import web_address
from napd_report.moves import moves
from napd_report.report_data import ReportData

FIRST = "index.html"


def file_of(story: ReportData, round_: Round) -> str:
    """The name of the page of a round."""
    return FIRST if round_ == story.round else f"ronde-{web_address(round_.id)}.html"


def facts(story: ReportData, round_: Round) -> dict[str, Any]:
    """What the overview of a round tells."""
    indicators = story.in_force(round_)
    rows = list(_rows(story, round_, indicators))
    return {
        "round": round_, "indicators": indicators, "by_dashboard": story.by_dashboard(indicators),
        "rows": rows, "above": story.above(round_),
        "tabs": [{"round": each, "href": file_of(story, each)} for each in story.rounds],
        "answered": {
            key: sum(story.took_part(round_, row["area"].code, key) for row in rows) for key in story.dashboards
        },
        "maps": list(_maps(story, round_, indicators)),
        "moved": {one.id: moves(story, one) for one in indicators} if round_ == story.round and story.before else {},
    }  # fmt: skip


def _rows(story: ReportData, round_: Round, indicators: Sequence[Indicator]) -> Iterator[dict[str, Any]]:
    """The regions by name, each with its cells and the words by which it is found."""
    for area in story.regions(round_):
        members = story.framework.areas.members(area.code, round_.date)
        words = " ".join(dict.fromkeys((area.name, area.code, *(each.name for each in members)))).casefold()
        yield {
            "area": area,
            "words": words,
            "cells": {one.id: story.cell(round_, area.code, one.id) for one in indicators},
        }


def _maps(story: ReportData, round_: Round, indicators: Sequence[Indicator]) -> Iterator[dict[str, Any]]:
    """The map of each indicator; the first of a dashboard has its title."""
    for _, title, some in story.by_dashboard(indicators):
        for number, one in enumerate(some):
            name = " · ".join(filter(None, (title, one.title)))
            tiles = list(_tiles(story, round_, one))
            yield {"title": "" if number else title, "name": name, "indicator": one, "tiles": tiles}


def _tiles(story: ReportData, round_: Round, indicator: Indicator) -> Iterator[tuple[Any, Any]]:
    for tile in story.tiles(round_):
        yield tile, story.cell(round_, tile.area, indicator.id)
