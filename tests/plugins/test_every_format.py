"""What holds for every format, of napd and of plugins: what is hidden stays hidden, a share has its n, equal bytes."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tomllib import loads
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from napd import Framework, labelled, score
from napd.framework.hooks import FORMATS
from napd.framework.kinds import EXTRAS, format_named
from napd.framework.plugins import installed
from napd.scoring.receipt import UNANSWERED, made_by
from napd.scoring.writers import WRITERS, written
from napd.scoring.writing import write_tables
from napd.tables.hidden import HIDES
from napd.tables.lazy import LazyTables
from napd.tables.schemas import schema

ROOT = Path(__file__).parents[2]
GOOI = ROOT / "examples" / "gooi-en-vechtstreek-2023" / "answers.csv"
LAND = ROOT / "examples" / "landelijk-FICTIEF"
SETTINGS = loads((LAND / "publiceren.toml").read_text(encoding="utf-8"))["formats"]
SETTINGS["swing"]["periods"]["2025-01-01"] = "2025JJ"
EVERY = (*WRITERS, *EXTRAS[FORMATS])
WITHOUT_NUMBERS = ("dmn",)
"""Those that have the rules, and no figures."""


@cache
def form(name):
    """A format by its name, as `write_tables` takes it."""
    return name if name in WRITERS else format_named(name, installed(FORMATS), tuple(WRITERS))


@cache
def framework():
    """The installed one, in which all is filled in that a format asks of the owner."""
    return evolve(Framework.installed(), formats=SETTINGS)


def figures(rows):
    """A table of figures as one that counts could hand it over: what is hidden has its numbers still."""
    fixed = {
        "measure": "tel", "title": "Tellen", "population": "mensen", "unit": "personen", "kind": "stock",
        "area": "MO0402", "first_day": "2025-01-01", "last_day": "2025-01-01", "source": "Eigen telling",
    }  # fmt: skip
    given_ = [
        {**fixed, "parts": f"deel={place}", "value": value, "low": value, "high": value, "n": n, "status": status}
        for place, (status, value, n) in enumerate(rows)
    ]
    texts = {field.name: "" for field in schema("observations") if not _is_number(field.type)}
    table = pa.Table.from_pylist([texts | row for row in given_], schema("observations"))
    receipt = {**made_by(framework()), "answers": UNANSWERED}
    return LazyTables({"observations": lambda: table}, receipt, framework())


def _is_number(kind):
    return pa.types.is_integer(kind) or pa.types.is_floating(kind)


def files(name, tables, folder):
    """The bytes of each file that a format writes, by its name."""
    paths = write_tables(form(name), tables, [*tables], folder)
    return {path.name: path.read_bytes() for path in paths}


NUMBERS = st.lists(st.tuples(st.sampled_from("AQ"), st.integers(1, 900), st.integers(1, 900)), min_size=1, max_size=5)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in WITHOUT_NUMBERS])
@pytest.mark.unmeasured
@settings(max_examples=12)
@given(rows=NUMBERS, add=st.integers(1, 99))
def test_what_is_hidden_changes_no_byte(tmp_path_factory, name, rows, add):
    """Whatever the numbers of a hidden figure are, its n too, every file is the same: nothing of them can be in it."""
    others = [(status, value + add, n + add) if status == "Q" else (status, value, n) for status, value, n in rows]
    first, second = (files(name, figures(each), tmp_path_factory.mktemp("hidden")) for each in (rows, others))
    assert first == second


@pytest.mark.parametrize("name", [name for name in EVERY if name not in (*WITHOUT_NUMBERS, "dcat")])
def test_what_is_shown_does_change_bytes(tmp_path, name):
    """So the law before has force: another number that may be shown is in some file."""
    first, second = (files(name, figures([("A", value, 900)]), tmp_path / str(value)) for value in (7, 8))
    assert first != second


@pytest.mark.parametrize("ending", WRITERS)
def test_one_file_hides_too(tmp_path, ending):
    """A table that a command writes to one file goes through the same gate, also with labels."""
    found = []
    for number in (3, 8):
        table = figures([("Q", number, number)])["observations"]
        for labels in (False, True):
            path = tmp_path / f"{number}-{labels}.{ending}"
            shown = labelled(table, framework()) if labels else table
            with written(path, shown.schema) as write:
                for batch in shown.to_batches():
                    write(batch)
            found.append(path.read_bytes())
    assert found[:2] == found[2:]


def test_every_column_that_hides_does(tmp_path):
    """Not the letter Q of a figure alone, but each that the code lists of SDMX have, in each column that may say it."""
    for column, letters in HIDES.items():
        for letter in letters:
            table = pa.table({"value": [1234567], column: [letter]}, metadata={"napd.receipt": "{}"})
            path = tmp_path / f"{column}-{letter}.csv"
            with written(path, table.schema) as write:
                write(table.to_batches()[0])
            assert "1234567" not in path.read_text(encoding="utf-8")


def rows_of(data, name):
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(data[name].decode())))


def from_sdmx(data, ending):
    """By pairs the value of each number of regions and of how many it is."""
    if ending == "csv":
        rows = rows_of(data, "data.csv")
    else:
        rows = [one.attrib for one in ET.fromstring(data["data.xml"].decode()).iter("Obs")]  # noqa: S314 - our own
    return [(row["OBS_VALUE"], row.get("N", "")) for row in rows if "regioplan" not in row["VARIABLE"]]


def from_workbook(data):
    """Likewise, from the sheet with values of regions."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(data["tables.xlsx"]), read_only=True)
    (sheet,) = [each for each in book.worksheets if "members" in next(each.iter_rows(values_only=True))]
    head, *rows = sheet.iter_rows(values_only=True)
    return [(row[head.index("low")], row[head.index("members")]) for row in rows]


def from_swing(data):
    """Likewise: of each code of a percentage the column after it, which is of how many."""
    openpyxl = pytest.importorskip("openpyxl")
    found = {}
    for name in ("swing-metadata.xlsx", "swing-region.xlsx"):
        head, *rows = openpyxl.load_workbook(io.BytesIO(data[name]), read_only=True).active.iter_rows(values_only=True)
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    shares = [row["code"] for row in found["swing-metadata.xlsx"] if row["data type"] == "percentage"]
    return [(row[code], row[f"{code}_n"]) for row in found["swing-region.xlsx"] for code in shares]


def from_zip(data):
    """Likewise, from the package in one file."""
    with ZipFile(io.BytesIO(data["tables.datapackage.zip"])) as package:
        return from_table({"rollups.csv": package.read("rollups.csv")})


def from_table(data):
    """Likewise, from the table with values of regions."""
    return [(row["low"], row["members"]) for row in rows_of(data, "rollups.csv")]


def from_arrow(data):
    """Likewise."""
    table = pa.ipc.open_file(data["rollups.arrow"]).read_all()
    return [(row["low"], row["members"]) for row in table.to_pylist()]


def from_parquet(data):
    """Likewise."""
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(data["rollups.parquet"]))
    return [(row["low"], row["members"]) for row in table.to_pylist()]


READERS = {
    "parquet": from_parquet, "arrow": from_arrow, "csv": from_table, "csvw": from_table, "datapackage": from_table,
    "datapackage-zip": from_zip, "sdmx": lambda data: from_sdmx(data, "csv") + from_sdmx(data, "xml"),
    "swing": from_swing, "xlsx": from_workbook,
}  # fmt: skip
WITHOUT_SHARES = {*WITHOUT_NUMBERS, "dcat"}


@cache
def members():
    """The municipalities of the region."""
    used = framework()
    return tuple(used.areas.members("MO0402", used.rounds["2025-12"].date))


@pytest.fixture(scope="module")
def shares():
    """The tables of a round in which all municipalities of a region answered what is counted as a share."""
    about = {"round": "2025-12", "indicator": "preventiescan", "question": "deelname"}
    answers = [{**about, "area": area.code, "value": "ja" if place else "nee"} for place, area in enumerate(members())]
    return score(pa.Table.from_pylist(answers), framework()).tables


def test_each_format_is_read():
    """A new format has to say here where its shares are, or that it has none."""
    assert {*READERS, *WITHOUT_SHARES} == {*EVERY}


@pytest.mark.parametrize("name", READERS)
def test_a_share_has_its_n(tmp_path, shares, name):
    """Wherever a value is, of how many it is a value is there too."""
    found = READERS[name](files(name, shares, tmp_path))
    known = [(float(value), n) for value, n in found if value not in (None, "", "NaN") and float(value) >= 0]
    assert pytest.approx(100 * (len(members()) - 1) / len(members())) in [value for value, _ in known]
    assert {int(n) for _, n in known} == {len(members())}


SCRIPT = """
import sys, time
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_every_format import EVERY, GOOI, figures, form, framework
from napd import score
from napd.scoring.writing import write_tables

later = {later}
own, local, gm = time.time, time.localtime, time.gmtime
time.time = lambda: own() + later
time.localtime = lambda at=None: local(time.time() if at is None else at)
time.gmtime = lambda at=None: gm(time.time() if at is None else at)

made, figures, to = score(GOOI, framework()), figures([("A", 7, 9), ("Q", 1, 2)]), Path(sys.argv[1])
for name in EVERY:
    write_tables(form(name), made.tables, [*made.tables], to / name)
    if name != "dmn":
        write_tables(form(name), figures, ["observations"], to / "figures" / name)
"""
"""Writes in every format, at another time of the clock; what takes it from elsewhere tells the two apart by seconds."""


@pytest.mark.unmeasured
def test_equal_input_gives_equal_bytes(tmp_path):
    """In another process, on another day, in another time zone and language, and with sets in another order."""
    made = {}
    for seed, (zone, later) in enumerate([("UTC", 0), ("Asia/Tokyo", 86_400 * 400)]):
        folder = tmp_path / str(seed)
        script = SCRIPT.format(later=later, tests=str(Path(__file__).parent))
        told = {"PYTHONHASHSEED": str(seed + 1), "TZ": zone, "LANG": ("C", "nl_NL.UTF-8")[seed]}
        ran = subprocess.run(
            [sys.executable, "-c", script, str(folder)],
            env=os.environ | told, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
        made[seed] = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.parts[0] for path in made[0]} == {*EVERY, "figures"}
    assert made[0] == made[1]
