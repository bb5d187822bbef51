"""The tables beside the pages. What somebody typed is in none of them: no single answers, notes or problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from napd import Framework, summary
from napd.plugin import FICTIONAL, FORMATS, LazyTables, NotWritten, format_named
from napd.plugin import write_tables as write
from napd_report.picture import picture, table
from napd_report.region_file import file_name, region_file
from napd_report.report_data import ReportData

OWN, WORKBOOK = ("parquet", "csv"), "xlsx"
"""The formats; the last where a plugin gives it."""
SHARED = ("scores", "rollups", "indicators", "decision_table")


NO_WORKBOOK = f'there is no workbook of the tables: pip install "napd[{WORKBOOK}]" for one'


def write_tables(data: ReportData, folder: Path) -> tuple[list[Path], list[str]]:
    """Write the tables to a folder in each format there is.

    Returns:
        The files, and a line for each that a plugin failed to write.

    Raises:
        NapdError: when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = _tables(data)
    for name in tables:
        tables[name]  # made once, and kept: each is written in every format
    written = [path for form in OWN for path in write(form, tables, list(tables), folder)]
    workbook, faults = _workbook(tables, folder, data.framework) if has_workbook(data.framework) else ([], [])
    regions = folder / file_name(data)
    regions.write_bytes(region_file(data))
    return [regions, *(_marked(path) if data.result.fictional else path for path in (*written, *workbook))], faults


def write_charts(data: ReportData, folder: Path) -> None:
    """Write each chart to a folder as a picture and a table, which say where they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    for chart in data.charts.values():
        areas = data.say(f"areas.{chart.now.one['counted']}_several")
        text = picture(chart, data.title, data.tell, areas)
        (folder / f"{chart.name}.svg").write_text(text, encoding="utf-8", newline="\n")
        (folder / f"{chart.name}.csv").write_bytes(table(chart, data.title, data.tell))


def has_workbook(framework: Framework) -> bool:
    """Whether a plugin gives the format of the workbook."""
    return any(plugin.goes_by(WORKBOOK) for plugin in framework.local.among(FORMATS))


def _workbook(tables: LazyTables, folder: Path, framework: Framework) -> tuple[list[Path], list[str]]:
    try:
        return write(format_named(WORKBOOK, framework.local.among(FORMATS)), tables, list(tables), folder), []
    except NotWritten as error:
        return error.written, str(error).replace(str(folder), folder.name).splitlines()


def _marked(path: Path) -> Path:
    """A file by a name that says FICTIEF, for it goes its own way once it is downloaded."""
    return path.rename(path.with_stem(f"{path.stem}-{FICTIONAL}"))


def _tables(data: ReportData) -> LazyTables:
    """Those of the result that hold only what is counted, and what the pages lay side by side, of their rounds."""
    result, rounds = data.result, [one.id for one in data.rounds]
    makers: dict[str, Callable[[], pa.Table | Iterator[pa.RecordBatch]]] = {
        name: partial(_of_rounds, result.tables, name, rounds) for name in SHARED
    }
    makers["summary"] = lambda: summary(result, round=rounds, perspective=data.perspective).table
    if data.material.comparison:
        makers["changes"] = data.material.comparison.tables.makers["changes"]
    return LazyTables(makers, result.receipt, result.framework)


def _of_rounds(tables: LazyTables, name: str, rounds: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a table that are of some rounds, or of none."""
    for batch in tables.batches(name):
        if "round" not in batch.schema.names:
            yield batch
        else:
            yield batch.filter(pc.is_in(batch["round"].cast(pa.string()), pa.array(rounds, pa.string())))
