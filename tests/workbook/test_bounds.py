"""Workbooks made to take all memory or time: each is read or refused within bounds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from books import ods_parts, ods_table, ods_text, rows, write_zip, xlsx_parts

from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.zip_xml import Package, Refused

HEADER = ["round", "area", "indicator", "question", "value"]
ROW = ["2025-12", "MO0402", "regioplan", "status", "concept"]
MORE, SECONDS = 400, 60
"""MiB of memory, and processor time, that a file of at most a few hundred KiB may take on a slow machine."""
READ = f"""
import resource, sys
from pathlib import Path
from napd_forms.workbook_source import WorkbookSource
told = []
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + ({MORE} << 20)
resource.setrlimit(resource.RLIMIT_AS, (most, most))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
for piece in WorkbookSource(Path(sys.argv[1])).pieces(told.append):
    rows = sum(map(len, piece(told.append)))
print(rows, len(told), told[0].message if told else "")
"""


def sheet(body, *, before="", after="", strings="", **others):
    """A workbook with a sheet of answers, and more in it; `styles` and `workbook` are what other parts hold."""
    answers = rows(HEADER, ROW).removesuffix("</sheetData>")
    parts = xlsx_parts({"Blad1": f"{before}{answers}{body}</sheetData>{after}"}, strings=strings)
    return parts | {f"xl/{name}.xml": f'<x xmlns:r="y">{text}</x>' for name, text in others.items()}


def table(*lines):
    """An ODS file with a sheet of answers and more rows."""
    return ods_parts(ods_table("Blad1", ods_text(*HEADER), ods_text(*ROW), *lines))


FORM = [["napd-code"], ["#kop", "Vraag", "Antwoord"]]
NUMBER, SHARED = "<c><v>1</v></c>", '<row><c t="s"><v>0</v></c></row>'
OUTSIDE = '<row><c r="G1"><v>1</v></c></row>'
STYLED = '<row><c s="1"/><c s="1"/><c s="1"/></row>'
COLUMN = '<col min="1" max="16384" hidden="1"/>'
MERGED = '<mergeCell ref="A1:XFD1048576"/>'
LONG, WIDE = f"<si><t>{'x ' * 500_000}</t></si>", f"<si><t>\U0001f600{'x' * 1_000_000}</t></si>"
COPIES = '<table:table-cell table:number-columns-repeated="2000000" office:value-type="float" office:value="1"/>'
ROWS = '<table:table><table:table-row table:number-rows-repeated="1048000">{}</table:table-row></table:table>'
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'.format
FORMAT = f'<numFmt numFmtId="170" formatCode="{"[" * 200_000}"/>'
SHEET = '<sheet name="a" r:id="s0"/>'


BOMBS = {
    "two million remarks from 551 bytes": (lambda: table(COPIES), "it repeats cells"),
    "rows that stand for a million": (lambda: ods_parts(ROWS.format(ods_text(*ROW))), "it repeats cells"),
    "a million spaces in a tag": (lambda: table(TEXT('<text:s text:c="99999999"/>')), "is longer than 8 MiB"),
    "spaces in many tags": (lambda: table(TEXT('<text:s text:c="1000"/>' * 400_000)), "is longer than 8 MiB"),
    "tabs and line breaks": (lambda: table(TEXT("<text:tab/><text:line-break/>" * 200_000)), ""),
    "many tables": (lambda: ods_parts(ods_table("a", ods_text("x")) * 50_000), "more than 1,000 sheets"),
    "remarks on many rows": (lambda: sheet(OUTSIDE * 50_000), "'1' is in a column"),
    "many columns without a name": (lambda: sheet(f"<row>{NUMBER * 16_000}</row>" * 20), "15,994 more cells"),
    "a long text in many cells": (lambda: sheet(SHARED * 100_000, strings=LONG), "100 million characters"),
    "long texts of wide signs": (lambda: sheet("", strings=WIDE * 60), "million characters in them"),
    "many styled cells": (lambda: sheet(STYLED * 100_000), ""),
    "columns hidden many times": (lambda: sheet("", before=f"<cols>{COLUMN * 99_999}</cols>"), "hides more columns"),
    "everything merged, many times": (lambda: sheet("", after=f"<mergeCells>{MERGED * 90_000}</mergeCells>"), "merged"),
    "answers under a merged cell": (lambda: sheet(OUTSIDE * 45_000, after=MERGED), "merged ranges cover"),
    "a form with wide rows": (lambda: xlsx_parts({"a": rows(*FORM, *[["x"] * 16_000] * 25)}), "or cells for so many"),
    "a form of rows without codes": (lambda: xlsx_parts({"a": rows(*FORM, *[["", "a", "b"]] * 9_999)}), "asks nothing"),
    "an attribute without end": (lambda: sheet(f'<row a="{"x" * 10_000_000}"/>'), "is longer than 8 MiB"),
    "a comment without end": (lambda: sheet(f"<!--{'x' * 10_000_000}-->"), "is longer than 8 MiB"),
    "a text without end": (lambda: sheet(f'<row><c t="str"><v>{"&amp;" * 9_000_000}</v></c></row>'), "8 MiB"),
    "a number of many digits": (lambda: sheet(f"<row><c><v>{'9' * 1_000_000}</v></c></row>"), "the cell is damaged"),
    "formats that open brackets": (lambda: sheet("", styles=FORMAT * 20), ""),
    "one sheet many times": (lambda: sheet("", workbook=SHEET * 100_000), "more than 1,000 sheets"),
    "tags within tags": (lambda: sheet("<a>" * 100_000), "within each other"),
}
"""By what each is: what makes its parts, and what napd says of it."""


@pytest.mark.unmeasured
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is read from Linux")
@pytest.mark.parametrize(("parts", "says"), BOMBS.values(), ids=BOMBS)
def test_a_workbook_takes_no_more_than_its_bounds(tmp_path, parts, says):
    """A process that may have no more memory and processor time than that reads it, and says what it is."""
    path = write_zip(tmp_path / "a.xlsx", parts())
    assert path.stat().st_size < 1 << 19
    run = [sys.executable, "-c", READ, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    number, told, message = done.stdout.rstrip("\n").split(" ", 2)
    assert says in message
    assert int(number) <= 300_000
    assert int(told) <= 30_000


def read(package):
    """Read every sheet."""
    for one in sheets_of(package):
        for _ in one.rows():
            pass


def work(path):
    """How many tags are read before a workbook is refused."""
    with Package.open(path) as package:
        with pytest.raises(Refused):
            read(package)
        return package.tags


def test_what_is_too_large_is_refused_at_once(tmp_path):
    """Not when the whole of it has been read: the bound is met after some thousands of tags of a million."""
    assert work(write_zip(tmp_path / "a.ods", table(TEXT('<text:s text:c="1000"/>' * 400_000)))) < 10_000
    assert work(write_zip(tmp_path / "b.ods", table(COPIES, TEXT("x") * 400_000))) < 100
    assert work(write_zip(tmp_path / "c.ods", ods_parts(ods_table("a", ods_text("x")) * 50_000))) < 10_000
    assert work(write_zip(tmp_path / "d.xlsx", sheet("", workbook=SHEET * 100_000))) < 10_000
    assert work(write_zip(tmp_path / "e.xlsx", sheet(SHARED * 100_000, strings=LONG))) < 1000


@pytest.mark.parametrize("count", [1000, 4000])
def test_the_work_grows_as_the_file(tmp_path, count):
    """Each tag is looked at once."""
    with Package.open(write_zip(tmp_path / "a.xlsx", sheet(OUTSIDE * count))) as package:
        read(package)
        assert 3 * count < package.tags < 3 * count + 200
