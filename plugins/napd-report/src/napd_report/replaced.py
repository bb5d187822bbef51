"""What a new report may take the place of: another report, in which nobody has put anything of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from napd.plugin import FICTIONAL, TOGETHER, holds_answers, table_names
from napd_report.base_page import MARK
from napd_report.charts import FOLDER as CHARTS
from napd_report.picture import MADE
from napd_report.region_file import NAME as REGION_FILE
from napd_report.region_file import TABLES
from napd_report.sharing import is_ours

FIRST = "index.html"
REGIONS, INDICATORS, WHO = "regio", "indicator", "wie"
PAGES = (REGIONS, INDICATORS, WHO)
NAMES = (*table_names(), TOGETHER, REGION_FILE)


def strange(folder: Path) -> str:
    """What of a folder keeps it from being replaced, as the end of "it ..."; '' where nothing does."""
    if not _is_ours(folder / FIRST):
        return "has other things in it"
    others = sorted(str(path.relative_to(folder)) for path in _others(folder))
    return f"has things in it that are not part of a report, such as {others[0]}" if others else ""


def _is_ours(page: Path) -> bool:
    """Whether a page has the mark, of whichever version."""
    return page.is_file() and MARK.rpartition(" ")[0] in page.read_text(encoding="utf-8", errors="replace")


def _others(folder: Path) -> Iterator[Path]:
    """What is neither a page, nor a folder of ours with pages or tables in it."""
    for path in folder.iterdir():
        if path.name in PAGES and path.is_dir():
            yield from (page for page in path.iterdir() if page.suffix != ".html")
        elif path.name == TABLES and path.is_dir():
            yield from (table for table in path.iterdir() if not _is_table(table))
        elif path.name == CHARTS and path.is_dir():
            yield from (each for each in path.iterdir() if not _is_chart(each))
        elif path.suffix != ".html" and not is_ours(path):
            yield path


def _is_table(path: Path) -> bool:
    """Whether it is a table of ours, in which nobody typed."""
    return path.is_file() and path.stem.removesuffix(f"-{FICTIONAL}") in NAMES and not holds_answers(path)


def _is_chart(path: Path) -> bool:
    """Whether it is a picture of ours, or the table of one as it was written: a spreadsheet leaves out the marks."""
    picture = path.with_suffix(".svg")
    if not path.is_file() or not picture.is_file() or path.suffix not in (".svg", ".csv"):
        return False
    drawn = picture.read_text(encoding="utf-8", errors="replace").startswith(MADE)
    return drawn and (path == picture or path.read_bytes().startswith(b'"'))
