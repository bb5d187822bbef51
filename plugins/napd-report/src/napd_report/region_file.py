"""The table of regions as a file: what each region has in each round, with n and its rule, date and source."""

from __future__ import annotations

from collections.abc import Iterator

from napd import Indicator, Round
from napd.plugin import FICTIONAL
from napd_report.csv_file import Cells, csv_file
from napd_report.report_data import ReportData

TABLES = "tabellen"
"""The folder of the tables."""
NAME = "regios"
"""What the file is called."""


def file_name(data: ReportData) -> str:
    """The name of the file; it says FICTIEF where the answers are."""
    return f"{NAME}-{FICTIONAL}.csv" if data.result.fictional else f"{NAME}.csv"


def region_file(data: ReportData) -> bytes:
    """The levels of all regions as CSV, the last round first, and the regions of each by name.

    A row for each region, topic and level: of a region that is scored itself one, of its municipalities several, each
    with how many have it, and of how many.
    """
    names = tuple(data.tell.table("region_file").values())
    rows = [row for round_ in data.rounds[::-1] for row in _of_round(data, round_)]
    return csv_file(names, rows, fictional=data.result.fictional)


def _of_round(data: ReportData, round_: Round) -> Iterator[Cells]:
    asked = [(one, _counted(data, round_, one)) for one in data.in_force(round_)]
    for area in data.regions(round_):
        known = data.label(round_), round_.date.isoformat(), area.code, area.name, data.view_name(data.perspective)
        for indicator, counted in asked:
            cell = data.standing.cell(round_, area.code, indicator.id)
            whole = f"{sum(count for count, _ in cell)}"
            for count, badge in cell:
                yield (*known, indicator.title, badge.words, f"{count}", whole, *counted, data.title)


def _counted(data: ReportData, round_: Round, indicator: Indicator) -> tuple[str, str]:
    """How many areas n counts of an indicator in a round, and which.

    The summary has no rows where this perspective answered nothing in a round, of which others answered something.
    """
    rows = data.material.summed(round_, data.standing.versions[round_.id][indicator.id])
    say = data.result.framework.say
    rule = say("denominator.answered.scores", areas=say(f"areas.{indicator.area}_several"))
    return f"{rows[0]['n'] if rows else 0}", rule
