"""Workbooks made by hand, part by part, so that a test can put anything into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/><numFmt numFmtId="171" formatCode="d mmmm yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/>'
    '<xf numFmtId="17"/></cellXfs>'
)
GENERAL, PERCENT, PERCENT_1, DAY, DAY_IN_WORDS, MONTH = range(6)
"""The styles of a workbook made here."""


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip with these parts."""
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def text_cell(text: str) -> str:
    """A cell with a text, as XML."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def number_cell(value: object, style: int = GENERAL) -> str:
    """A cell with a number, as XML."""
    return f'<c s="{style}"><v>{value}</v></c>'


def rows(*lines: list[str]) -> str:
    """Rows of cells as XML; what is no XML becomes a cell with that text."""
    cells = ["".join(cell if cell.startswith("<c") else text_cell(cell) for cell in line) for line in lines]
    return f"<sheetData>{''.join(f'<row>{line}</row>' for line in cells)}</sheetData>"


def relations(**targets: str) -> str:
    """Where parts stand: "rId1" and so on, each of the kind that the first word of its name says."""
    lines = [
        f'<Relationship Id="{name}" Type="{KINDS}/{target.partition(" ")[0]}" Target="{target.partition(" ")[2]}"/>'
        for name, target in targets.items()
    ]
    return f'<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def xlsx_parts(sheets: Mapping[str, str], book: str = "", strings: str = "") -> dict[str, str | bytes]:
    """The parts of an XLSX file, from the XML within each of its worksheets."""
    named = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="s{number}"/>' for number, name in enumerate(sheets)
    )
    targets = {f"s{number}": f"worksheet worksheets/sheet{number}.xml" for number in range(len(sheets))}
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(r="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KINDS}">{book}<sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            **targets, styles="styles styles.xml", strings="sharedStrings sharedStrings.xml"
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        **{
            f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{MAIN}">{text}</worksheet>'
            for number, text in enumerate(sheets.values())
        },
    }


def xlsx(path: Path, *lines: list[str], after: str = "") -> Path:
    """An XLSX file with one sheet, from its rows and what follows them."""
    return write_zip(path, xlsx_parts({"Blad1": rows(*lines) + after}))


def ods_parts(tables: str) -> dict[str, str | bytes]:
    """The parts of an ODS file, from the XML of its tables."""
    spaces = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
    declared = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    whole = f"<office:document-content {declared} {calc}><office:body><office:spreadsheet>"
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{whole}{tables}</office:spreadsheet></office:body></office:document-content>",
    }


def ods_table(name: str, *lines: str) -> str:
    """A table of an ODS file, from the XML of the cells of its rows."""
    made = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return f"<table:table table:name={quoteattr(name)}>{made}</table:table>"


def ods_text(*texts: str) -> str:
    """Cells of an ODS file with a text each."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(cell.format(escape(text)) for text in texts)
