"""The site: all pages of a report, written to a folder that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from napd import Area, Result
from napd.plugin import file_name, protecting, whole_folder
from napd_report import indicator, method, overview, region
from napd_report.base_page import BasePage
from napd_report.charts import FOLDER as CHARTS
from napd_report.downloads import NO_WORKBOOK, has_workbook, write_charts, write_tables
from napd_report.names import by_name
from napd_report.plugin_sections import added
from napd_report.replaced import INDICATORS, REGIONS, TABLES, strange
from napd_report.report_data import ReportData

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
        title: what the pages are called; by default that they are of indicators by region.
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
        self._shell = BasePage(data)
        self._regions = {area.code: area for round_ in data.rounds for area in data.regions(round_)}
        self.count = len(data.rounds) + len(data.indicators) + len(self._regions) + 3

    def write(self, folder: Path) -> tuple[list[str], Sequence[str]]:
        """Write the tables and every page; gives what plugins failed at, and remarks on them, in a line each."""
        self._progress(0, self.count)
        files, not_written = write_tables(self._data, folder / TABLES)
        write_charts(self._data, folder / CHARTS)
        self._sections = added(self._data)
        for done, (name, page) in enumerate(self._each(files), start=1):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(page)
            self._progress(done, self.count)
        return [*not_written, *self._sections.faults], self._sections.remarks

    def _each(self, files: list[Path]) -> Iterator[tuple[str, bytes]]:
        """The name of each page, and what is in it; made as it is asked for."""
        data, page = self._data, self._shell.page
        for round_ in data.rounds:
            yield overview.file_of(data, round_), page("overview", **overview.facts(data, round_))
        yield "regios.html", page("regions", regions=self._named())
        yield "indicatoren.html", page("indicators", by_dashboard=data.by_dashboard(data.indicators))
        yield "methode.html", page("method", **method.facts(data, files))
        for one in data.indicators:
            yield (
                f"{INDICATORS}/{file_name(one.id, ending='.html')}",
                page("indicator", "../", **indicator.facts(data, one, self._sections.on.get(one.id, ()))),
            )
        for code, text in self._of_regions():
            yield f"{REGIONS}/{file_name(code, ending='.html')}", text

    def _named(self) -> list[tuple[Area, list[str]]]:
        """The regions by name, with the names of their municipalities in the round."""
        areas, on = self._data.framework.areas, self._data.round.date
        regions = sorted(self._regions.values(), key=by_name)
        return [(one, [each.name for each in sorted(areas.members(one.code, on), key=by_name)]) for one in regions]

    def _of_regions(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the regions, those last that did not answer in the round."""
        data, left = self._data, dict(self._regions)
        for area, explained in data.material.explain_each(data.round.id, data.perspective):
            del left[area.code]
            yield area.code, self._shell.page("region", "../", **region.facts(data, area, explained))
        for code, area in left.items():
            yield code, self._shell.page("region", "../", **region.facts(data, area, ()))
