"""Writing the workbook: row by row, in memory that does not grow, and with equal bytes for equal tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from xlsxwriter import Workbook

from napd.plugin import Texts, texts
from napd_xlsx.columns import SheetColumn
from napd_xlsx.sheet import WorkbookSheet

if TYPE_CHECKING:
    from napd.plugin import Publication

FICTIONAL = "FICTIEF"
NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When it says it was made: equal tables give equal bytes. XlsxWriter takes no time zone."""
FORMATS: dict[str, dict[str, Any]] = {
    "header": {"bold": True, "bg_color": "#1f2a37", "font_color": "#ffffff", "text_wrap": True, "valign": "top"},
    "text": {"valign": "top"},
    "long": {"valign": "top", "text_wrap": True},
    # Also when somebody edits the cell, it stays the text that it is
    "literal": {"valign": "top", "quote_prefix": True},
    "title": {"bold": True, "font_size": 14},
}


def write(file: BinaryIO, tables: Publication) -> list[str]:
    """Write every table to a sheet of its own, after one that says what they are.

    Args:
        file: open for writing bytes.
        tables: the tables; where their answers are fictional, the title of every sheet says FICTIEF.
            What napd itself says in the file is in their language.

    Returns:
        A line for each text that is longer than a cell may hold, of which the file has the beginning.
    """
    fictional, tell = bool(tables.receipt["answers"]["fictional"]), texts(tables.language, "napd_xlsx")
    with _workbook(file) as book:
        looks = {name: book.add_format(own) for name, own in FORMATS.items()}
        book.set_properties({"title": _title("napd", fictional=fictional), "created": NO_CLOCK})
        about = book.add_worksheet(_title(tell("about.name"), fictional=fictional))
        counts, unfit = {}, []
        for name in tables:
            columns = [SheetColumn(book, looks, field) for field in tables.schema(name)]
            sheet = WorkbookSheet(book, looks, _title(name, fictional=fictional), columns, tell)
            for batch in tables.batches(name):
                sheet.write(batch)
            counts[name] = sheet.finish()
            unfit += sheet.unfit
        _about(about, looks, tables, counts, tell)
        about.activate()
        book.close()
    return unfit


@contextmanager
def _workbook(file: BinaryIO) -> Iterator[Workbook]:
    """A workbook whose rows wait in a folder of their own, of which nothing is left, also when something fails."""
    with TemporaryDirectory(prefix="napd-xlsx-", ignore_cleanup_errors=True) as folder:
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        try:
            yield book
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # XlsxWriter closes it in the end, which may never come


def _title(name: str, *, fictional: bool) -> str:
    return f"{name} {FICTIONAL}" if fictional else name


def _about(sheet: Any, looks: dict[str, Any], tables: Publication, counts: dict[str, int], tell: Texts) -> None:
    """What made the tables, and how many rows each has."""
    rows = ((tell("about.rows", name), count) for name, count in counts.items())
    lines = [*_made_by(tables.receipt, tell), *rows]
    fictional = bool(tables.receipt["answers"]["fictional"])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, _title("napd", fictional=fictional), looks["title"])
    if fictional:
        sheet.write_string(1, 0, tell("about.fictional"), looks["text"])
    for row, (name, value) in enumerate(lines, start=2):
        sheet.write_string(row, 0, name, looks["text"])
        if isinstance(value, int):
            sheet.write_number(row, 1, value, looks["text"])
        else:
            sheet.write_string(row, 1, value, looks["long"])


def _made_by(receipt: Mapping[str, Any], tell: Texts) -> Iterator[tuple[str, str | int]]:
    """What made them, in words; of what changed, what made either side."""
    yield "napd", receipt["napd"]
    if "plugins" not in receipt:
        for side in ("from", "to"):
            yield tell(f"about.{side}.round"), receipt[side]["round"]
            yield from ((tell(f"about.{side}.line", name), value) for name, value in _answered(receipt[side], tell))
    else:
        yield from _answered(receipt, tell)


def _answered(receipt: Mapping[str, Any], tell: Texts) -> Iterator[tuple[str, str | int]]:
    """By which plugins, of which answers where there are any."""
    yield "plugins", ", ".join(receipt["plugins"])
    if receipt["answers"]["count"]:
        yield tell("about.answers"), receipt["answers"]["count"]
        yield tell("about.fingerprint"), receipt["answers"]["fingerprint"]
