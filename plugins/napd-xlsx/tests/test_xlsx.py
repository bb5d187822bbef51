from __future__ import annotations

import re
import tempfile
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pytest
from attrs import evolve

import napd_xlsx
from napd import Choice, Format, Framework, Indicator, NapdError, Rule, compare, score
from napd.framework.hooks import FORMATS
from napd.scoring.publication import TableSelection
from napd.scoring.receipt import UNANSWERED
from napd.scoring.writing import NotWritten
from napd.tables.lazy import LazyTables
from napd_forms.workbook.opening import sheets_of
from napd_forms.workbook.zip_xml import Package
from napd_xlsx import sheet as sheets

ROOT = Path(__file__).parents[1]
NAMES = ["scores", "rollups", "problems", "indicators", "decision_table"]
plan = Choice("plan", "Is er een plan?", options=("geen", "concept"))
FRAMEWORK = Framework(
    indicators=[
        Indicator(
            id="plan",
            title="Plan",
            since="2023-12-01",
            questions=[plan],
            rules=[Rule("gerealiseerd", plan == "concept", because="Ja."), Rule("niet-op-gang", because="Nee.")],
        )
    ]
)


def result(*values: str, fictional: bool = False, note: str = "", round_: str = "2025-12", framework=FRAMEWORK):
    """A result: one region after another gives one of the answers."""
    codes = [area.code for area in FRAMEWORK.areas.regions()]
    rows = [
        {"round": round_, "area": code, "indicator": "plan", "question": "plan", "value": value, "note": note}
        for code, value in zip(codes, values, strict=False)
    ]
    mark = {"FICTIEF": "ja"} if fictional else {}
    return score(pa.Table.from_pylist([row | mark for row in rows]), framework)


def cells(path) -> dict[str, list[dict[int, object]]]:
    """The cells of each sheet, row by row, by the number of their column."""
    with Package.open(path) as package:
        return {sheet.name: [row for _, row in sheet.rows()] for sheet in sheets_of(package)}


def parts(path) -> list[str]:
    """The XML of each sheet, in order."""
    with ZipFile(path) as file:
        names = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        return [file.read(name).decode() for name in sorted(names, key=lambda n: int(re.search(r"\d+", n)[0]))]


def written(path, tables):
    """Where a workbook with all of some tables is."""
    with path.open("wb") as file:
        napd_xlsx.napd_format().write(file, TableSelection(tables, tuple(tables), {}))
    return path


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this format."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-xlsx").entry_points.select(group=FORMATS)
    assert {point.name: point.value for point in points} == project["entry-points"][FORMATS]
    given = napd_xlsx.napd_format()
    assert isinstance(given, Format)
    assert (given.ending, given.together) == ("xlsx", True)


def test_a_sheet_for_each_table(tmp_path):
    """All tables are in one file, each with its columns and as many rows as it has."""
    made = result("concept", "geen", "misschien")
    assert made.write(tmp_path, "xlsx") == [tmp_path / "tables.xlsx"]
    found = cells(tmp_path / "tables.xlsx")
    assert list(found) == ["over dit bestand", *NAMES]
    for name in NAMES:
        header, *rows = found[name]
        assert [cell.text for cell in header.values()] == made.tables[name].column_names
        assert len(rows) == len(made.tables[name])
        for row, wanted in zip(rows, made.tables[name].to_pylist(), strict=True):
            told = {header[column].text: cell.text for column, cell in row.items()}
            texts = {key: value for key, value in wanted.items() if isinstance(value, str) and value}
            assert {key: told[key] for key in texts} == texts


def test_what_a_person_sees_first(tmp_path):
    """Each table has a header that stays, filters over all of it, and columns of their own widths."""
    (path,) = result("concept", "geen").write(tmp_path, "xlsx")
    _, *tables = parts(path)
    assert len(tables) == len(NAMES)
    for xml in tables:
        assert 'ySplit="1"' in xml
        assert 'state="frozen"' in xml
        assert re.search(r'<autoFilter ref="A1:[A-Z]+\d+"', xml)
        widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', xml)]
        assert len(set(widths)) > 1
        assert max(widths) <= sheets.WIDE + 1


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@som(A1)", "http://x.nl", "\t=1", "_x0041_", "a\x07b"])
def test_what_people_typed_stays_text(tmp_path, text):
    """No text becomes a formula or a link, and it is read as it was typed."""
    made = result("concept", text)
    (path,) = made.write(tmp_path, "xlsx")
    header, row = cells(path)["problems"]
    place = next(column for column, cell in header.items() if cell.text == "value")
    assert (row[place].text, row[place].formula) == (made.problems["value"][0].as_py(), False)
    assert not any("<f>" in xml or "hyperlink" in xml for xml in parts(path))
    if text[0] in "=+-@":
        assert 'quotePrefix="1"' in ZipFile(path).read("xl/styles.xml").decode()


def test_fictional_answers(tmp_path):
    """FICTIEF stands in the name of every sheet, and in the head of every page that is printed."""
    (path,) = result("concept", fictional=True).write(tmp_path, "xlsx", also=["answers"])
    assert {name.endswith(" FICTIEF") for name in cells(path)} == {True}
    assert all("FICTIEF" in re.search(r"<oddHeader>(.*)</oddHeader>", xml)[1] for xml in parts(path)[1:])
    (path,) = result("concept").write(tmp_path, "xlsx")
    assert not any("FICTIEF" in xml for xml in parts(path))


def test_equal_tables_give_equal_bytes(tmp_path):
    """There is no clock in the file, nor anything else that differs."""
    first, second = (result("concept", "x").write(tmp_path / name, "xlsx")[0].read_bytes() for name in "ab")
    assert first == second


def test_whole_or_not_at_all(tmp_path, monkeypatch):
    """Where writing fails half way, the file that was there stays, nothing else is left, and the line is told."""
    (tmp_path / "rows").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "rows"))
    (path,) = result("concept").write(tmp_path / "out", "xlsx")
    before = path.read_bytes()
    monkeypatch.setattr(sheets.WorkbookSheet, "finish", lambda _: 1 / 0)
    with pytest.raises(NapdError) as error:
        result("geen").write(tmp_path / "out", "xlsx")
    told = rf"{re.escape(str(path))} is not written: plugin xlsx \(napd-xlsx .*\) failed, at the step 'write': "
    told += r"ZeroDivisionError: division by zero \(line \d+ of napd_xlsx\.workbook\)"
    assert re.fullmatch(told, str(error.value))
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "out", path, tmp_path / "rows"]
    assert path.read_bytes() == before


def test_what_does_not_fit(tmp_path, monkeypatch):
    """A table that is longer than a sheet goes on on the next; a text that is longer than a cell is cut, and told."""
    monkeypatch.setattr(sheets, "ROWS", 4)
    monkeypatch.setattr(sheets, "LONGEST", 20)
    monkeypatch.setattr(sheets, "FEW", 1)
    made = result("concept", "geen", "geen", "geen", "x" * 30)
    with pytest.raises(NotWritten) as cut:
        made.write(tmp_path, "xlsx")
    found = cells(cut.value.written[0])
    told = "een tekst van 30 tekens is afgekapt: een vak heeft plaats voor 20; "
    told += "kies een ander formaat om alles te bewaren"
    lines = str(cut.value).splitlines()
    assert f"{tmp_path / 'tables.xlsx'}: blad 'problems', F2: {told}" in lines
    assert any(re.fullmatch(r".*: blad 'problems': nog \d+ teksten zijn afgekapt", line) for line in lines)
    longer = [name for name in found if name.startswith("scores")]
    assert longer == ["scores", "scores 2"]
    assert [len(found[name]) - 1 for name in longer] == [3, 1]
    assert found["scores"][0].keys() == found["scores 2"][0].keys()
    assert f"{'x' * 19}…" in [cell.text for row in found["problems"] for cell in row.values()]


def test_every_kind_of_value(tmp_path):
    """Numbers and truths are what they are; what a spreadsheet would round, or has no number for, is text."""
    table = pa.table({"a": [1, 10**15, None], "b": [1.5, float("nan"), float("inf")], "c": [True, False, None]})

    class LazyTables(dict):
        receipt, language = made.receipt if (made := result("concept")) else None, "nl"

        def schema(self, name):
            return self[name].schema

        def batches(self, name):
            return iter(self[name].to_batches())

    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        napd_xlsx.napd_format().write(file, LazyTables(x=table))
    _, *rows = cells(path)["x"]
    told = [[cell.text for cell in row.values()] for row in rows]
    assert told == [["1", "1.5", "waar"], ["1000000000000000", "nan", "onwaar"], ["inf"]]


def test_what_made_either_side_of_a_comparison(tmp_path):
    """Of changes the first sheet says from which round to which, and of which answers."""
    before, after = result("geen", round_="2025-06"), result("concept", fictional=True)
    made = compare(before, after)
    first, *_ = cells(written(tmp_path / "een.xlsx", made.tables)).values()
    told = {row[1].text: row[2].text if 2 in row else "" for row in first}
    assert "De antwoorden zijn verzonnen." in told
    assert (told["van ronde"], told["tot ronde"]) == ("2025-06", "2025-12")
    assert (told["van: antwoorden"], told["tot: antwoorden"]) == ("1", "1")
    assert told["van: vingerafdruk van de antwoorden"] != told["tot: vingerafdruk van de antwoorden"]


def test_what_is_made_of_no_answers(tmp_path):
    """The first sheet then speaks of none."""
    made = result()
    tables = LazyTables(
        {"decision_table": lambda: made.tables["decision_table"]}, {**made.receipt, "answers": UNANSWERED}
    )
    first, *_ = cells(written(tmp_path / "een.xlsx", tables)).values()
    assert [row[1].text for row in first][1:] == ["napd", "plugins", "blad decision_table: rijen"]


def test_in_english(tmp_path, monkeypatch):
    """What napd says itself follows the language of the framework; the mark of what is fictional is the same in all."""
    monkeypatch.setattr(sheets, "LONGEST", 20)
    monkeypatch.setattr(sheets, "FEW", 1)
    english = evolve(FRAMEWORK, language="en")
    with pytest.raises(NotWritten) as cut:
        result("y" * 30, fictional=True, framework=english).write(tmp_path, "xlsx")
    path, (line, *_) = cut.value.written[0], str(cut.value).splitlines()
    told = "a text of 30 characters is cut off: a cell holds at most 20; choose another format to keep all of it"
    assert line == f"{path}: sheet 'problems FICTIEF', F2: {told}"
    assert next(iter(cells(path))) == "about this file FICTIEF"
    assert all("Page &amp;P of &amp;N" in xml for xml in parts(path)[1:])


def test_a_comparison_in_english(tmp_path):
    """The first sheet names both sides in the language of the framework."""
    english = evolve(FRAMEWORK, language="en")
    before = result("geen", fictional=True, round_="2025-06", framework=english)
    after = result("concept", fictional=True, framework=english)
    first, *_ = cells(written(tmp_path / "een.xlsx", compare(before, after).tables)).values()
    words = [row[1].text for row in first]
    assert words[:2] == ["napd FICTIEF", "The answers are made up."]
    assert {"from round", "to round", "from: answers", "to: fingerprint of the answers"} <= {*words}
    assert "sheet changes: rows" in words
