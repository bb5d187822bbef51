"""Workbooks that are broken, too large, or made to do harm: each is refused, or read, in one clear line."""

from __future__ import annotations

import os
import struct
import tracemalloc
from zipfile import ZipFile

import pytest
from books import ods_parts, ods_table, ods_text, rows, write_zip, xlsx, xlsx_parts

from napd import score
from napd.framework.framework import Framework
from napd_forms.workbook import cells, ods, xlsx_sheet, zip_xml
from napd_forms.workbook import xlsx as xlsx_reader
from napd_forms.workbook.opening import ENCRYPTED

FRAMEWORK = Framework(indicators=[])
HEADER = ["round", "area", "indicator", "question", "value"]
ROW = ["2025-12", "MO0402", "regioplan", "status", "concept"]
SHEET = "xl/worksheets/sheet0.xml"


def told(path):
    """What napd says of a workbook: the kinds of the problems, and the messages in one line each."""
    found = score(path, FRAMEWORK).problems.to_pylist()
    assert all("\n" not in row["message"] and len(row["message"]) < 400 for row in found)
    return [(row["problem"], f"{row['message']}. {row['hint']}") for row in found]


def refused(path):
    """Why a workbook is not read."""
    ((kind, why),) = told(path)
    assert kind == "unreadable"
    return why


def entity(parts, name):
    """The parts, of which one defines entities that grow."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return parts | {name: f"{bomb}{parts[name]}"}


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_entities_are_refused(tmp_path, name):
    """In whichever part: no workbook needs them, and they can grow without end."""
    parts = entity(xlsx_parts({"Blad1": rows(HEADER, ROW)}), name)
    assert "entities" in refused(write_zip(tmp_path / "a.xlsx", parts))
    assert "entities" in refused(write_zip(tmp_path / "a.ods", entity(ods_parts(""), "content.xml")))


def test_what_unpacks_to_too_much_is_refused_by_what_it_says_of_itself(tmp_path):
    """A bomb is known by the sizes in its directory, before anything is unpacked."""
    parts = xlsx_parts({"Blad1": rows(HEADER, ROW)}) | {"xl/media/image1.png": bytes(zip_xml.UNPACKED)}
    path = write_zip(tmp_path / "a.xlsx", parts)
    assert path.stat().st_size < 1 << 20
    assert "unpacks to 100 MiB, and 100 is the most" in refused(path)


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    """Its directory alone could fill the memory."""
    monkeypatch.setattr(zip_xml, "UNPACKED", 1000)
    assert "the file has 0 MiB" in refused(write_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": os.urandom(2000)}))


def test_two_parts_of_one_name_are_refused(tmp_path):
    """One program reads the first, another the last."""
    path = xlsx(tmp_path / "a.xlsx", HEADER, ROW)
    with ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate"):
        file.writestr(SHEET, "<x/>")
    assert f"two parts called '{SHEET}'" in refused(path)


@pytest.mark.parametrize("name", ["BTF-8", "zlib", "idna", "undefined", "utf-7", "x" * 5000, "cp1252\x00", "utf-32"])
def test_an_encoding_that_no_workbook_has_is_refused(tmp_path, name):
    """Whether Python knows it or not, and whatever it is to Python."""
    parts = xlsx_parts({"Blad1": rows(HEADER, ROW)})
    parts[SHEET] = f'<?xml version="1.0" encoding="{name}"?>{parts[SHEET]}'
    assert f"its part {SHEET} is broken" in refused(write_zip(tmp_path / "a.xlsx", parts))
    tables = ods_parts("")
    tables["content.xml"] = f'<?xml version="1.0" encoding="{name}"?>{tables["content.xml"]}'
    assert "its part content.xml is broken" in refused(write_zip(tmp_path / "a.ods", tables))


@pytest.mark.parametrize("name", zip_xml.ENCODINGS)
def test_the_encodings_of_workbooks_are_read(tmp_path, name):
    """Of programs that keep to none but the usual."""
    parts = xlsx_parts({"Blad1": rows([*HEADER, "FICTIEF"], ROW)})
    text = f'<?xml version="1.0" encoding="{name}"?>{parts[SHEET]}'
    mark = {"utf-16le": "\ufeff", "utf-16be": "\ufeff"}.get(name, "")
    path = write_zip(tmp_path / "a.xlsx", parts | {SHEET: (mark + text).encode(name)})
    assert [kind for kind, _ in told(path)] == ["unknown_indicator"]


def test_what_lies_about_its_size_is_refused_while_it_is_unpacked(tmp_path):
    """No more is unpacked than the directory says."""
    path = xlsx(tmp_path / "a.xlsx", HEADER, *[ROW] * 1000)
    data = bytearray(path.read_bytes())
    size = len(xlsx_parts({"Blad1": rows(HEADER, *[ROW] * 1000)})[SHEET])
    at = data.rindex(struct.pack("<L", size))
    data[at : at + 4] = struct.pack("<L", 100)
    path.write_bytes(data)
    assert "is broken" in refused(path)


def test_what_is_read_again_and_again_is_counted(tmp_path, monkeypatch):
    """A workbook of which many sheets are one and the same part stays within the bound."""
    monkeypatch.setattr(zip_xml, "UNPACKED", 50_000)
    parts = xlsx_parts({f"Blad{n}": "" for n in range(50)})
    one = parts["xl/_rels/workbook.xml.rels"]
    for number in range(1, 50):
        one = one.replace(f"worksheets/sheet{number}.xml", "worksheets/sheet0.xml")
        del parts[f"xl/worksheets/sheet{number}.xml"]
    parts |= {"xl/_rels/workbook.xml.rels": one, SHEET: f"<x>{' ' * 20_000}</x>"}
    assert "more than it says" in refused(write_zip(tmp_path / "a.xlsx", parts))


@pytest.mark.unmeasured
def test_a_million_empty_rows_are_read_in_little_memory(tmp_path):
    """Rows without cells, and an answer after them: it counts, with its cell."""
    empty = '<row ht="15" customHeight="1"/>' * 100_000
    made = rows(HEADER, ROW).replace("</row><row>", f"</row>{empty}<row>")
    path = write_zip(tmp_path / "a.xlsx", xlsx_parts({"Blad1": made}))
    tracemalloc.start()
    assert [kind for kind, _ in told(path)] == ["unknown_indicator"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20
    assert score(path, FRAMEWORK).problems["cell"].to_pylist() == ["C100002"]


@pytest.mark.parametrize(
    ("limit", "body"),
    [
        ((zip_xml, "CELLS", 9), rows(HEADER, ROW)),
        ((zip_xml, "SIGNS", 30), rows(HEADER, ROW)),
        ((xlsx_sheet, "MOST_ROWS", 1), rows(HEADER, ROW)),
        ((xlsx_sheet, "MOST_COLUMNS", 4), rows(HEADER)),
        (
            (xlsx_sheet, "MOST_COLUMNS", 1),
            '<cols><col min="1" max="2" hidden="1"/><col min="4" max="4" hidden="1"/></cols>',
        ),
        ((xlsx_reader, "SHEETS", 0), ""),
        ((xlsx_reader, "STRINGS", 1), rows(HEADER)),
        ((xlsx_reader, "SHARED_SIGNS", 1), rows(HEADER)),
        ((xlsx_sheet, "MERGED", 1), '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="A3:B4"/></mergeCells>'),
        ((zip_xml, "LARGEST", 1000), f'<a b="{"x" * 200_000}"/>'),
        ((zip_xml, "LARGEST", 1000), rows(["x" * 20_000])),
        ((zip_xml, "TAGS", 20), rows(HEADER, ROW)),
        ((zip_xml, "DEEPEST", 20), "<a>" * 30 + "</a>" * 30),
        ((zip_xml, "FILES", 3), ""),
    ],
)
def test_more_than_a_workbook_of_answers_has_is_refused(tmp_path, monkeypatch, limit, body):
    """More cells, texts, merged ranges or parts, longer texts, deeper tags."""
    monkeypatch.setattr(*limit)
    parts = xlsx_parts({"Blad1": body}, strings="<si><t>a</t></si><si><t>b</t></si>")
    assert "too large to be a workbook of answers" in refused(write_zip(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize(
    ("limit", "row"),
    [
        ((ods, "COPIES", 5), 'table:number-rows-repeated="7"'),
        ((zip_xml, "CELLS", 5), 'table:number-rows-repeated="7"'),
        ((ods, "MOST_ROWS", 5), 'table:number-rows-repeated="7"'),
        ((ods, "MOST_COLUMNS", 0), ""),
        ((ods, "SHEETS", 0), ""),
    ],
)
def test_rows_that_stand_for_many_are_refused(tmp_path, monkeypatch, limit, row):
    """One row of an ODS file with content cannot become a million, nor lie beyond the last."""
    monkeypatch.setattr(*limit)
    tables = f'<table:table table:name="a"><table:table-row {row}>{ods_text("x")}</table:table-row></table:table>'
    assert "too large" in refused(write_zip(tmp_path / "a.ods", ods_parts(tables)))


def test_more_cells_under_merged_ones_than_a_form_has_are_refused(tmp_path, monkeypatch):
    """Each would be a problem."""
    monkeypatch.setattr(cells, "COVERED", 4)
    after = '<mergeCells><mergeCell ref="A2:E3"/></mergeCells>'
    assert "merged ranges cover" in refused(xlsx(tmp_path / "a.xlsx", HEADER, ROW, ROW, after=after))


def test_merged_ranges_of_an_ods_file_are_counted(tmp_path, monkeypatch):
    """As those of an XLSX file are."""
    monkeypatch.setattr(ods, "MERGED", 1)
    cell = '<table:table-cell table:number-columns-spanned="2"/>'
    assert "merged ranges" in refused(write_zip(tmp_path / "a.ods", ods_parts(ods_table("a", cell * 2))))


def test_a_form_with_too_many_rows_is_refused(tmp_path, monkeypatch):
    """A form has some hundreds."""
    monkeypatch.setattr("napd_forms.workbook_source.MOST", 3)
    assert "more than 3 rows" in refused(xlsx(tmp_path / "a.xlsx", ["napd-code"], ["a"], ["b"], ["c"]))


def test_long_cells_and_control_signs_are_told_in_one_short_line(tmp_path):
    """32,767 signs, and signs that steer a terminal, in a place where they are no answer."""
    from napd.texts.signs import harmless

    long, odd = "x" * 32_767, "ja\x1b[31m\u202e"
    lines = ([*ROW[:2], long, "status", "ja"], [*ROW[:1], odd, *ROW[2:]])
    written = [[text.replace("\x1b", "_x001B_") for text in line] for line in lines]
    result = score(xlsx(tmp_path / "a.xlsx", HEADER, *written), FRAMEWORK)
    found = result.problems.to_pylist()
    assert {(row["problem"], row["cell"]) for row in found} >= {("unknown_indicator", "C2"), ("unknown_area", "B3")}
    assert all(len(row["value"]) <= 201 and len(row["message"]) < 400 for row in found)
    assert "\x1b" not in harmless(found[-1]["message"])


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_macros_and_links_are_left_alone(tmp_path, name):
    """The answers are read, and one remark says what was not looked at."""
    parts = xlsx_parts({"Blad1": rows(HEADER)}) | {name: b"anything at all"}
    kinds = [kind for kind, _ in told(write_zip(tmp_path / "a.xlsm", parts))]
    assert kinds == ["left_alone", "empty_file"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + ENCRYPTED, "protected by a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes((1 << 20) - 10) + ENCRYPTED, "protected by a password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(1000), "old kind (.xls)"),
        ("a.xlsx", b"PK\x03\x04 and no more", "broken or cut off"),
        ("a.xlsx", b"round,area\n", "named as a workbook, but is not one"),
        ("a.xlsx", b"", "named as a workbook, but is not one"),
    ],
)
def test_what_is_no_workbook_says_so(tmp_path, name, content, why):
    """Old files, files with a password, broken files, and others by the name of one."""
    (tmp_path / name).write_bytes(content)
    assert why in refused(tmp_path / name)


def test_a_workbook_that_is_cut_off_is_refused(tmp_path):
    """Wherever it was cut: half a form is not what was sent."""
    data = xlsx(tmp_path / "a.xlsx", HEADER, ROW).read_bytes()
    for end in range(4, len(data), 97):
        (tmp_path / "b.xlsx").write_bytes(data[:end])
        assert "Save" in refused(tmp_path / "b.xlsx")


def test_a_workbook_that_was_damaged_never_fails_otherwise(tmp_path):
    """Whatever byte is changed, it is read or refused; nothing else happens."""
    data = xlsx(tmp_path / "a.xlsx", HEADER, ROW).read_bytes()
    for at in range(0, len(data), 23):
        (tmp_path / "b.xlsx").write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        told(tmp_path / "b.xlsx")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"a.txt": "x"}, "a zip file, but not a workbook"),
        ({"word/document.xml": "<x/>"}, "it is a Word document, not a workbook"),
        ({"Index/Document.iwa": "x"}, "it is a Numbers or Pages document"),
        (ods_parts("") | {"mimetype": "application/vnd.oasis.opendocument.text"}, "not a spreadsheet (.ods)"),
        ({"META-INF/manifest.xml": f"{' ' * 65_530}<manifest:encryption-data/>", "encrypted-package": "x"}, "password"),
        (xlsx_parts({"a": ""}) | {"xl/worksheets/sheet0.xml": "<x"}, "is broken"),
        ({k: v for k, v in xlsx_parts({"a": ""}).items() if k != SHEET}, f"it has no {SHEET}"),
        (xlsx_parts({}) | {"_rels/.rels": '<x><Relationship Type="/officeDocument" Target="xl/workbook.bin"/></x>'},
         "binary workbook"),
        (ods_parts("") | {"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "protected by a password"),
    ],
)  # fmt: skip
def test_other_packages_are_refused(tmp_path, parts, why):
    """Another kind of document, broken XML, missing parts, a binary workbook, one with a password."""
    assert why in refused(write_zip(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize(("at", "value", "why"), [(6, 1, "password"), (8, 12, "not")])
def test_odd_zips_are_refused(tmp_path, at, value, why):
    """Parts with a password, or packed in a way that takes much memory to unpack."""
    data = bytearray(xlsx(tmp_path / "a.xlsx", HEADER, ROW).read_bytes())
    start = data.index(b"PK\x01\x02")
    data[start + 2 + at] = value
    (tmp_path / "a.xlsx").write_bytes(data)
    assert why in refused(tmp_path / "a.xlsx")


def test_workbooks_without_answers_say_so(tmp_path):
    """An empty one, one with something else, and one in which only a drawing was hidden."""
    assert [kind for kind, _ in told(xlsx(tmp_path / "a.xlsx"))] == ["empty_file"]
    assert [kind for kind, _ in told(xlsx(tmp_path / "b.xlsx", ["Notulen"]))] == ["empty_file", "not_read"]
    many = xlsx(tmp_path / "c.xlsx", *[[f"regel {n}"] for n in range(300)])
    assert [kind for kind, _ in told(many)] == ["empty_file", "not_read"]
    nested = ods_table("Twee", f"<table:table-cell>{ods_table('Binnen', ods_text('x'))}</table:table-cell>")
    long = ods_table("Een", *[ods_text("Notulen")] * 300) + nested
    several = write_zip(tmp_path / "e.ods", ods_parts(long))
    assert [kind for kind, _ in told(several)] == ["empty_file", "not_read"]
    ods_file = write_zip(tmp_path / "d.ods", ods_parts(ods_table("Een", ods_text("Notulen"))))
    assert [kind for kind, _ in told(ods_file)] == ["empty_file", "not_read"]
