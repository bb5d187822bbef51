"""The site: all pages of a report, written to a folder that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import frozen

from napd import Area, Explanation, Result
from napd.plugin import file_name, protecting, whole_folder
from napd_report import indicator, method, overview, region
from napd_report.base_page import BasePage
from napd_report.charts import FOLDER as CHARTS
from napd_report.cover import ReportCover
from napd_report.downloads import NO_WORKBOOK, has_workbook, write_charts, write_tables
from napd_report.lists import Givers, received, terms
from napd_report.names import by_name
from napd_report.plugin_sections import added
from napd_report.region_file import TABLES
from napd_report.replaced import INDICATORS, REGIONS, WHO, strange
from napd_report.report_data import ReportData
from napd_report.sharing import write_sharing

Progress = Callable[[int, int], None]


@frozen
class Site:
    """A report that is written.

    Args:
        folder: where it is.
        pages: how many pages it has.
        size: how many bytes all its files have.
        remarks: what else there could be, in a line each.
        faults: what plugins failed at, in a line each; the rest was written.
    """

    folder: Path
    pages: int
    size: int
    remarks: tuple[str, ...]
    faults: tuple[str, ...]


def report(
    result: Result,
    folder: str | Path,
    *,
    round: str | None = None,  # noqa: A002 - the word users know
    title: str | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Site:
    """Write the pages of a report to a folder: they need no server, ask nothing of one, and follow nobody.

    Args:
        result: what scoring gave.
        folder: where the pages go. What is there is replaced when it is such a report; else it must be empty.
        round: id of the round that the pages are about; by default the last with any score. Those after it are left
            out.
        title: what the pages are called; by default what napd.toml says, or the titles of the dashboards by region.
        progress: is called before the first page and after each, with how many are written, and how many there will be.

    Returns:
        What was written. Equal answers, indicators and versions give equal bytes.

    Raises:
        UnknownName: when there is no such round.
        NapdError: when nothing was answered, the folder is something else or cannot be written, what makes pages is
            not installed, or an engine for several machines scored.

    Costs some milliseconds for each score of the round, and the memory of one round of answers.
    """
    data = ReportData.of(result, round, title)
    pages = Pages(data, progress)
    target = Path(folder)
    with protecting(result.files), whole_folder(target, strange) as built:
        faults, remarks = pages.write(built)
        size = sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
    missed = () if has_workbook(result.framework) else (NO_WORKBOOK,)
    return Site(target, pages.count, size, (*remarks, *missed), tuple(faults))


class Pages:
    """The pages of a report."""

    def __init__(self, data: ReportData, progress: Progress) -> None:
        self._data, self._progress = data, progress
        self._cover = ReportCover.of(data)
        self._shell = BasePage(data, self._cover)
        self._regions = {area.code: area for round_ in data.rounds for area in data.regions(round_)}
        self._givers = Givers(data)
        self.count = len(data.rounds) + len(data.indicators) + len(self._regions) + 4 + data.open
        self.count += len(data.in_force(data.round))

    def write(self, folder: Path) -> tuple[list[str], Sequence[str]]:
        """Write the tables and every page; gives what plugins failed at, and remarks on them, in a line each."""
        self._progress(0, self.count)
        files, not_written = write_tables(self._data, folder / TABLES)
        write_charts(self._data, folder / CHARTS)
        self._sections = added(self._data)
        names = []
        for done, (name, page) in enumerate(self._each(files), start=1):
            names.append(name)
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page)
            self._progress(done, self.count)
        write_sharing(self._data, self._cover, names, folder)
        return [*not_written, *self._sections.faults], self._sections.remarks

    def _each(self, files: list[Path]) -> Iterator[tuple[str, bytes]]:
        """The name of each page, and what is in it; made as it is asked for."""
        for template, path, facts in chain(self._lists(files), self._of_indicators()):
            yield path, self._shell.page(template, path, **facts)
        for path, page in self._of_regions():
            yield path, page

    def _lists(self, files: list[Path]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The template and the name of each page that is not of one region or indicator, and what it tells."""
        data, shown = self._data, self._data.in_force(self._data.round)
        yield "overview", overview.FIRST, overview.facts(data, self._cover)
        for round_ in data.rounds[:-1]:
            yield "round", overview.file_of(data, round_), overview.of_round(data, round_)
        gone = [area for area in self._regions.values() if area not in data.regions(data.round)]
        yield "regions", "regios.html", overview.of_round(data, data.round) | {"gone": sorted(gone, key=by_name)}
        order = overview.order(data, shown)
        yield "indicators", "indicatoren.html", {"by_dashboard": data.by_dashboard(data.indicators), "order": order}
        yield "method", "methode.html", method.facts(data, files)
        yield "words", "woorden.html", {"terms": list(terms(data))}
        if data.open:
            yield "progress", "voortgang.html", received(data)

    def _of_indicators(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The page of each indicator, and one of who gave which answer where it was asked in the round."""
        data = self._data
        asked = {one.id for one in data.in_force(data.round)}
        for one in data.indicators:
            path, mine = f"{INDICATORS}/{file_name(one.id, ending='.html')}", self._sections.on.get(one.id, ())
            who = f"{WHO}/{file_name(one.id, ending='.html')}" if one.id in asked else ""
            yield "indicator", path, indicator.facts(data, one, mine) | {"who": who}
            if who:
                view, label = data.view_name(data.perspective), data.label(data.round)
                facts = {"indicator": one, "questions": self._givers.of(one), "view": view, "label": label}
                yield "who", who, facts

    def _of_regions(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the regions, those last that did not answer in the round."""
        data, left = self._data, dict(self._regions)
        for area, explained in data.material.views.explain_each(data.round.id, data.perspective):
            del left[area.code]
            yield self._region(area, explained)
        for area in left.values():
            yield self._region(area, ())

    def _region(self, area: Area, explained: Sequence[Explanation]) -> tuple[str, bytes]:
        path = f"{REGIONS}/{file_name(area.code, ending='.html')}"
        return path, self._shell.page("region", path, **region.facts(self._data, area, explained))
