from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pyarrow as pa
import pytest
from attrs import evolve

import napd_swing
from napd import Choice, Format, Framework, Indicator, NapdError, Rule, Share, YesNo, score
from napd.plugin import DataPoint, NotWritten
from napd_swing.cells import HIDDEN, MISSING, NOT_APPLICABLE, number, of_how_many
from napd_swing.settings import LONGEST, ROOM, Codes

ROOT = Path(__file__).parents[1]
plan = Choice("plan", "Is er een plan?", options=("geen", "concept"))
nvt = YesNo("nvt", "Is er opvang?")
mee = YesNo("mee", "Doet de gemeente mee?", required=False, rollup=Share(("ja",)))
INDICATOR = Indicator(
    id="plan",
    title="Plan",
    since="2023-12-01",
    exceptions={"nvt": "Zonder opvang is er niets te plannen."},
    questions=[plan, nvt, mee],
    rules=[
        Rule("not_applicable", nvt == "nee", because="Er is geen opvang."),
        Rule("gerealiseerd", plan == "concept", because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ],
)
SAID = {
    "geolevels": {"region": "opvangregio"}, "periods": {"2025-12": "2025H2"}, "prefix": "dak_",
    "geoitems": {area.code: area.code[2:] for area in Framework(indicators=[]).areas.regions()},
}  # fmt: skip


def answers(*rows, fictional=False):
    """Answers of round 2025-12: area, question, value."""
    columns = ("area", "question", "value")
    more = {"round": "2025-12", "indicator": "plan"} | ({"FICTIEF": "ja"} if fictional else {})
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) | more for row in rows])


def result(*rows, fictional=False, said=SAID):
    """A result of such answers."""
    return score(answers(*rows, fictional=fictional), Framework(indicators=[INDICATOR], formats={"swing": said}))


MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(path):
    """Each sheet of a workbook, by its name: the values of its rows, which have no gaps."""
    with ZipFile(path) as book:
        part = {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.startswith("xl/")}  # noqa: S314
    texts = ["".join(one.itertext()) for one in part["xl/sharedStrings.xml"]]
    found = {}
    for number_, sheet in enumerate(part["xl/workbook.xml"].iterfind("m:sheets/m:sheet", MAIN), start=1):
        rows = part[f"xl/worksheets/sheet{number_}.xml"].iterfind("m:sheetData/m:row", MAIN)
        found[sheet.get("name")] = [tuple(_value(cell, texts) for cell in row) for row in rows]
    return found


def _value(cell, texts):
    value = cell.findtext("m:v", namespaces=MAIN)
    return texts[int(value)] if cell.get("t") == "s" else float(value)


GIVEN = [
    ("MO0402", "plan", "concept"), ("MO0402", "nvt", "ja"), ("GM0402", "mee", "ja"),
    ("MO0363", "nvt", "nee"), ("MO0363", "plan", "geen"), ("MO0014", "plan", "concept"),
]  # fmt: skip


def test_announced():
    """The installed distribution announces what its pyproject says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-swing").entry_points.select(group="napd.formats")
    assert {point.name: point.value for point in points} == project["entry-points"]["napd.formats"]
    assert isinstance(napd_swing.napd_format(), Format)


def test_a_workbook_with_one_sheet_for_each_level(tmp_path):
    """Each area that there is has a row; a level is a number; what is not known is missing, and not nothing."""
    made = result(*GIVEN)
    written = made.write(tmp_path, "swing")
    assert [path.name for path in written] == ["swing-region.xlsx", "swing-metadata.xlsx", "swing-labels.xlsx"]
    (rows,) = sheets(tmp_path / "swing-region.xlsx").values()
    assert rows[0] == ("geolevel", "geoitem", "period", "dak_plan", "dak_plan_mee", "dak_plan_mee_n")
    found = {row[1]: row[3:] for row in rows[1:]}
    day = made.framework.rounds["2025-12"].date
    assert set(found) == {area.code[2:] for area in made.framework.areas.regions(day)}
    assert {row[::2][:2] for row in [row[:3] for row in rows[1:]]} == {("opvangregio", "2025H2")}
    members = len(made.framework.areas.members("MO0402", day))
    assert found["0402"] == (3, MISSING, members)  # of a share that is a range, the number is not known
    assert found["0363"][0] == NOT_APPLICABLE
    assert found["0014"][0] == MISSING
    assert found["0034"] == (MISSING, MISSING, MISSING)


def test_what_each_indicator_is(tmp_path):
    """The metadata has every column, none of which is added up; the labels have every level."""
    result(*GIVEN).write(tmp_path, "swing")
    (metadata,) = sheets(tmp_path / "swing-metadata.xlsx").values()
    described = {row[0]: dict(zip(metadata[0], row, strict=True)) for row in metadata[1:]}
    assert {code: row["data type"] for code, row in described.items()} == {
        "dak_plan": "label", "dak_plan_mee": "percentage", "dak_plan_mee_n": "numeric",
    }  # fmt: skip
    assert {row["aggregation"] for row in described.values()} == {"none"}
    assert described["dak_plan"]["first period"] == described["dak_plan"]["last period"] == "2025H2"
    (labels,) = sheets(tmp_path / "swing-labels.xlsx").values()
    assert labels[1:] == [
        ("dak_plan", 1, "nog niet op gang"), ("dak_plan", 2, "in ontwikkeling"), ("dak_plan", 3, "gerealiseerd"),
    ]  # fmt: skip


POINT = DataPoint("a", "2025", "GM0402", "", 3.0, 3.0, 3.0, 8, "A")


@pytest.mark.parametrize(
    ("point", "shown", "n"),
    [
        (POINT, 3, 8),
        (evolve(POINT, value=0), 0, 8),
        (evolve(POINT, value=None, n=None, status="Q"), HIDDEN, HIDDEN),
        (evolve(POINT, value=None, n=None, confidentiality="D"), HIDDEN, HIDDEN),
        (evolve(POINT, value=None, n=None, status="M"), NOT_APPLICABLE, NOT_APPLICABLE),
        (evolve(POINT, value=None, status="L"), MISSING, 8),
        (None, MISSING, MISSING),
    ],
)
def test_special_values(point, shown, n):
    """A real zero is a zero; what is hidden is hidden, its n too; nothing is ever empty, which would count as 0."""
    assert (number(point), of_how_many(point)) == (shown, n)


def test_fictional_answers(tmp_path):
    """No code of theirs can take the place of a real one, and each file, sheet and name says it."""
    written = result(*GIVEN, fictional=True).write(tmp_path, "swing")
    assert all(path.stem.endswith("-FICTIEF") for path in written)
    assert all(name.endswith(" FICTIEF") for path in written for name in sheets(path))
    (rows,) = sheets(written[0]).values()
    assert all(code.endswith("_fictief") for code in rows[0][3:])
    (metadata,) = sheets(tmp_path / "swing-metadata-FICTIEF.xlsx").values()
    assert all("FICTIEF" in row[1] for row in metadata[1:])


def test_equal_tables_give_equal_bytes(tmp_path):
    """There is no clock in them."""
    first, second = (result(*GIVEN).write(tmp_path / name, "swing") for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_codes_that_are_not_set_are_told(tmp_path):
    """The files are there, with the codes of napd."""
    with pytest.raises(NotWritten) as told:
        result(*GIVEN, said={}).write(tmp_path, "swing")
    lines = [line.partition(".xlsx: ")[2] for line in str(told.value).splitlines()]
    assert [line.partition(" is not set")[0] for line in lines] == [
        "the code that Swing has for 'region'",
        f"the code that Swing has for 'MO0014' and {len(SAID['geoitems']) - 1} more",
        "the code that Swing has for '2025-12'",
    ]  # fmt: skip
    (rows,) = sheets(tmp_path / "swing-region.xlsx").values()
    assert rows[0][3] == "napd_plan"


def test_municipalities_are_their_numbers():
    """GM0402 is 402, unless another is set."""
    assert Codes().geoitem("GM0402") == "402"
    assert Codes(geoitems={"GM0402": "x"}).geoitem("GM0402") == "x"


def test_long_codes_stay_apart():
    """What is cut off of a code leaves a mark, always the same; a code that fits is left as it is."""
    long = "opvang-personen.categorie=opvang.geslacht=alle.leeftijd="
    first, second = (Codes().code(long + age, "_n_fictief") for age in ("0-17", "18-26"))
    assert first == Codes().code(f"{long}0-17", "_n_fictief") != second
    assert all(len(code) <= LONGEST and re.fullmatch(r"[a-z0-9_]+", code) for code in (first, second))
    assert Codes().code("x" * (ROOM - len("napd_"))) == f"napd_{'x' * (ROOM - len('napd_'))}"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"geolevel": {}}, "has no setting 'geolevel'; there are: geolevels, geoitems,"),
        ({"periods": "2025H2"}, r"periods: write each code as a text, under \[formats.swing.periods\]"),
        ({"geoitems": {"MO0402": 19}}, "geoitems: write each code as a text"),
        ({"prefix": "Dak-"}, "prefix: write a text of small letters, digits and _"),
        ({"source": 1}, "source: write a text"),
        ({"codes": {"plan": "Plan"}}, "codes: 'Plan' is not of small letters, digits and _"),
        ({"codes": {"plan": "x" * 51}}, "codes: .* has more than 50 signs: give 'plan' a code of its own"),
        ({"codes": {"plan": "a", "plan.mee": "a"}}, "codes: 'plan' and 'plan.mee' both have 'a'"),
    ],
)
def test_settings_that_cannot_be(tmp_path, said, told):
    """Each fault is told with its setting, and nothing is written."""
    with pytest.raises(NapdError, match=rf"^napd\.toml: \[formats\.swing\] {told}"):
        result(*GIVEN, said=said).write(tmp_path, "swing")
    assert not list(tmp_path.iterdir())


def test_what_people_wrote_stays_text(tmp_path):
    """A title that begins as a formula is a text."""
    odd = evolve(INDICATOR, title="=1+1")
    made = score(answers(*GIVEN), Framework(indicators=[odd], formats={"swing": SAID}))
    made.write(tmp_path, "swing")
    with ZipFile(tmp_path / "swing-metadata.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_tables_without_levels():
    """What the levels are has to be known."""

    class Bare(dict):
        framework = None

    with pytest.raises(NapdError, match="and these tables have none"):
        napd_swing.napd_format().files(Bare())
