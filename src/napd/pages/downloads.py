"""The tables beside the pages. What somebody typed is in none of them: no single answers, notes or problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from napd.engine.offered import NotWritten, write_offered
from napd.engine.results import Tables
from napd.engine.writing import write_batches
from napd.offers import format_named
from napd.pages.story import Story
from napd.plugins import Plugin
from napd.tables.schemas import FICTIONAL
from napd.views.summary import summary

OWN, WORKBOOK = ("parquet", "csv"), "xlsx"
"""The formats; the last where a plugin gives it."""
SHARED = ("scores", "rollups", "indicators", "decision_table")


def write_tables(story: Story, folder: Path, formats: Sequence[Plugin]) -> tuple[list[Path], list[str]]:
    """Write the tables to a folder in each format there is.

    Returns:
        The files, and a line for each that could not be written.

    Raises:
        NapdError: when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = _tables(story)
    written = [
        write_batches(tables.batches(name), tables.schema(name), folder / f"{name}.{form}")
        for form in OWN
        for name in tables
    ]
    workbook, remarks = _workbook(tables, folder, formats)
    return [_marked(path) if story.result.fictional else path for path in (*written, *workbook)], remarks


def _workbook(tables: Tables, folder: Path, formats: Sequence[Plugin]) -> tuple[list[Path], list[str]]:
    if not any(plugin.goes_by(WORKBOOK) for plugin in formats):
        return [], [f'there is no workbook of the tables: pip install "napd[{WORKBOOK}]" for one']
    try:
        return write_offered(format_named(WORKBOOK, formats), tables, list(tables), folder), []
    except NotWritten as error:
        return error.written, str(error).splitlines()


def _marked(path: Path) -> Path:
    """A file by a name that says FICTIEF, for it goes its own way once it is downloaded."""
    return path.rename(path.with_stem(f"{path.stem}-{FICTIONAL}"))


def _tables(story: Story) -> Tables:
    """Those of the result that hold only what is counted, and what the pages lay side by side."""
    result = story.result
    makers = {name: result.tables.makers[name] for name in SHARED} | {"summary": lambda: summary(result)}
    if story.comparison:
        makers["changes"] = story.comparison.tables.makers["changes"]
    return Tables(makers, result.receipt)
