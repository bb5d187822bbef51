"""The table of regions as a file: what stands of each region in each round, with n and its rule, date and source."""

from __future__ import annotations

from collections.abc import Iterator

from napd import Area, Indicator, Round
from napd.plugin import FICTIONAL
from napd_report.csv_file import Cells, csv_file
from napd_report.report_data import ReportData

TABLES = "tabellen"
"""Where the tables stand."""
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
    rows = [
        row
        for round_ in data.rounds[::-1]
        for area in data.regions(round_)
        for indicator in data.in_force(round_)
        for row in _rows(data, round_, area, indicator)
    ]
    return csv_file(names, rows, fictional=data.result.fictional)


def _rows(data: ReportData, round_: Round, area: Area, indicator: Indicator) -> Iterator[Cells]:
    version = data.standing.versions[round_.id][indicator.id]
    summed = next(iter(data.material.summed(round_, version)))  # one row for each level and status
    cell = data.standing.cell(round_, area.code, indicator.id)
    whole = sum(count for count, _ in cell)
    for count, badge in cell:
        yield (
            data.label(round_), round_.date.isoformat(), area.code, area.name, data.view_name(data.perspective),
            indicator.title, badge.words, f"{count}", f"{whole}", f"{summed['n']}", str(summed["rule"]), data.title,
        )  # fmt: skip
