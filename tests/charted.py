"""Charts of counts, for the tests of charts and of the files that are made of them."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from napd import DEFAULT_SCALE
from napd.model.rounds import Round, Rounds
from napd.texts import texts
from napd_report.badges import Badges
from napd_report.charts import spread_chart

RULE = "de regio's die er iets van hebben ingevuld"
ROUNDS = Rounds(Round(f"r{i}", dt.date(2020 + i, 1, 1), f"ronde {i}") for i in range(4))
LEVELS = [("scored", level) for level in DEFAULT_SCALE.ids]
REST = [(status, None) for status in ("undetermined", "unanswered", "not_applicable", "absent")]
KEYS = [*LEVELS, *REST]
SVG = "{http://www.w3.org/2000/svg}"
TELL = texts("nl", "napd_report")


def rows_of(*counts: dict, **more):
    """The rows of a summary: for each round how many have each status and outcome."""
    return [
        {
            "round": f"r{i}", "counted": "region", "status": status, "outcome": outcome, "rule": RULE, "n": n,
            "count": each.get((status, outcome), 0), "most": 60,
            "rounded": None if status in ("unanswered", "absent") else 50,
        } | more
        for i, each in enumerate(counts)
        for n in [sum(count for (status, _), count in each.items() if status not in ("unanswered", "absent"))]
        for status, outcome in KEYS
    ]  # fmt: skip


def chart_of(*counts: dict, scale=DEFAULT_SCALE, styles=None, title="Titel", **more):
    """A chart of some counts."""
    return spread_chart(title, rows_of(*counts, **more), Badges(scale, 0, "nl", styles or {}), ROUNDS, "nl")


def parsed(svg: str):
    """A drawing as a tree; it has to be XML for that."""
    return ET.fromstring(svg)  # noqa: S314 - what napd drew
