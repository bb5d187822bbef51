"""The overview of a round: how levels spread, the map, and the table of regions and indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from napd import Indicator, Round
from napd.plugin import web_address
from napd_report.maps import maps_of
from napd_report.moves import moves
from napd_report.report_data import ReportData

FIRST = "index.html"


def file_of(data: ReportData, round_: Round) -> str:
    """The name of the page of a round."""
    return FIRST if round_ == data.round else f"ronde-{web_address(round_.id)}.html"


def facts(data: ReportData, round_: Round) -> dict[str, Any]:
    """What the overview of a round tells."""
    indicators = data.in_force(round_)
    rows = list(_rows(data, round_, indicators))
    return {
        "round": round_, "indicators": indicators, "by_dashboard": data.by_dashboard(indicators),
        "rows": rows, "above": data.above(round_),
        "tabs": [{"round": each, "href": file_of(data, each)} for each in data.rounds],
        "answered": {
            key: sum(data.took_part(round_, row["area"].code, key) for row in rows) for key in data.dashboards
        },
        "maps": maps_of(data, round_),
        "moved": {one.id: moves(data, one) for one in indicators} if round_ == data.round and data.before else {},
    }  # fmt: skip


def _rows(data: ReportData, round_: Round, indicators: Sequence[Indicator]) -> Iterator[dict[str, Any]]:
    """The regions by name, each with its cells and the words by which it is found."""
    for area in data.regions(round_):
        members = data.framework.areas.members(area.code, round_.date)
        words = " ".join(dict.fromkeys((area.name, area.code, *(each.name for each in members)))).casefold()
        yield {
            "area": area,
            "words": words,
            "cells": {one.id: data.cell(round_, area.code, one.id) for one in indicators},
        }
