from __future__ import annotations

import csv
import io
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest

import napd_sdmx
from napd import Choice, Format, Framework, Indicator, NapdError, Rule, Share, YesNo, score
from napd_sdmx.data import HEAD, write_csv, write_ml
from napd_sdmx.flow import CODES, DIMENSIONS, NONE, Flow

ROOT = Path(__file__).parents[1]
NAMES = {"str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure"}
plan = Choice("plan", "Is er een <plan>?", options=("geen", "concept"))
mee = YesNo("mee", "Doet de gemeente mee?", required=False, rollup=Share(("ja",)))
INDICATOR = Indicator(
    id="plan",
    title="Plan & meer",
    since="2023-12-01",
    questions=[plan, mee],
    rules=[Rule("gerealiseerd", plan == "concept", because="Ja."), Rule("niet-op-gang", because="Nee.")],
)
GIVEN = [("MO0402", "plan", "concept"), ("GM0402", "mee", "ja"), ("MO0014", "plan", "geen"), ("MO0363", "mee", "ja")]


def result(*, fictional=False, said=None):
    """A result of round 2025-12."""
    more = {"round": "2025-12", "indicator": "plan"} | ({"FICTIEF": "ja"} if fictional else {})
    rows = [{"area": area, "question": question, "value": value, **more} for area, question, value in GIVEN]
    framework = Framework(indicators=[INDICATOR], formats={"sdmx": said or {}})
    return score(pa.Table.from_pylist(rows), framework)


def observations(path):
    """Each line of the data, by its key."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {tuple(row[name] for name in DIMENSIONS): row for row in rows}, len(rows)


def codes(path):
    """The codes of each list."""
    root = ET.parse(path).getroot()  # noqa: S314 - our own
    lists = root.iterfind(".//str:Codelist", NAMES)
    return {each.get("id"): [one.get("id") for one in each.iterfind("str:Code", NAMES)] for each in lists}


def test_announced():
    """The installed distribution announces what its pyproject says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-sdmx").entry_points.select(group="napd.formats")
    assert {point.name: point.value for point in points} == project["entry-points"]["napd.formats"]
    assert isinstance(napd_sdmx.napd_format(), Format)


def test_each_number_is_an_observation(tmp_path):
    """Each score and value of a region has one, by a key of its own; what is not known is missing, and says why."""
    made = result()
    assert [path.name for path in made.write(tmp_path, "sdmx")] == ["structure.xml", "data.csv", "data.xml"]
    found, count = observations(tmp_path / "data.csv")
    assert count == len(found) == len(made.scores) + len(made.tables["rollups"])
    level = found["plan", "MO0402", "gemeente", "2025-12-01"]
    assert (level["OBS_VALUE"], level["OBS_STATUS"], level["CONF_STATUS"], level["PERIOD"]) == (
        "3",
        "P",
        "F",
        "2025-12",
    )
    share = found["plan_mee", "MO0402", "gemeente", "2025-12-01"]
    assert (share["OBS_VALUE"], share["OBS_STATUS"], share["HIGH"]) == (NONE, "O", "100")
    assert int(share["N"]) == len(made.framework.areas.members("MO0402", made.framework.rounds["2025-12"].date))


def test_every_code_is_explained(tmp_path):
    """Each code in the data stands in its list in the structure, and each level of a score in that of its indicator."""
    result().write(tmp_path, "sdmx")
    found, _ = observations(tmp_path / "data.csv")
    known = codes(tmp_path / "structure.xml")
    for row in found.values():
        for name in ("VARIABLE", "AREA", "PERSPECTIVE", *CODES):
            assert row[name] in known[f"CL_{name}"]
        if row["VARIABLE"] == "plan" and row["OBS_VALUE"] != NONE:
            assert row["OBS_VALUE"] in known["CL_LEVEL_plan"]


@pytest.mark.parametrize("fictional", [False, True])
def test_both_files_of_data_say_the_same(tmp_path, fictional):
    """Each observation of the one is that of the other, in which what is empty is left out."""
    _, lines, elements = result(fictional=fictional).write(tmp_path, "sdmx")
    found, count = observations(lines)
    root = ET.parse(elements).getroot()  # noqa: S314 - our own
    rows = [dict(one.attrib) for one in root.iter("Obs")]
    assert len(rows) == count
    for row in rows:
        line = found[tuple(row[name] for name in DIMENSIONS)]
        assert row == {name: cell for name, cell in line.items() if cell and name not in HEAD}


def test_what_people_wrote_stays_text(tmp_path):
    """Signs of XML in a title are text."""
    result().write(tmp_path, "sdmx")
    text = (tmp_path / "structure.xml").read_text(encoding="utf-8")
    assert "Plan &amp; meer" in text
    assert "<plan>" not in text


def test_fictional_answers(tmp_path):
    """The files, the flow and each observation say it."""
    written = result(fictional=True).write(tmp_path, "sdmx")
    assert [path.name for path in written] == ["structure-FICTIEF.xml", "data-FICTIEF.csv", "data-FICTIEF.xml"]
    found, _ = observations(written[1])
    assert {row["FICTIEF"] for row in found.values()} == {"FICTIEF"}
    assert {row["STRUCTURE_ID"] for row in found.values()} == {"NAPD:NAPD_INDICATORS_FICTIEF(1.0)"}
    assert "(FICTIEF)" in written[0].read_text(encoding="utf-8")
    assert all("<mes:Test>true<" in path.read_text(encoding="utf-8") for path in (written[0], written[2]))


def test_equal_tables_give_equal_bytes(tmp_path):
    """There is no clock in them, and no random id."""
    first, second = (result().write(tmp_path / name, "sdmx") for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_whose_structure_it_is(tmp_path):
    """The owner, the flow and the version are settings; what cannot be one is told."""
    said = {"agency": "VNG", "flow": "DAKLOOSHEID", "version": "2.1"}
    result(said=said).write(tmp_path, "sdmx")
    assert "VNG:DAKLOOSHEID(2.1)" in (tmp_path / "data.csv").read_text(encoding="utf-8")
    for odd, told in [
        ({"agent": "x"}, "has no setting 'agent'; there are: agency, flow, version"),
        ({"agency": "V N G"}, "agency: write a text of letters, digits and _"),
        ({"version": "een"}, "version: write a text of two or three numbers, such as 1.0"),
        ({"flow": 1}, "flow: write a text of letters"),
    ]:
        with pytest.raises(NapdError, match=rf"^napd\.toml: \[formats\.sdmx\] {told}"):
            result(said=odd).write(tmp_path, "sdmx")


def test_figures_that_know_no_framework():
    """What is hidden has no number, n neither; a sum of areas and a period have codes that SDMX takes."""
    from napd.plugin import DataPoint, Variable

    hidden = DataPoint(
        "dakloos.leeftijd=jong", "2025-01-01/2025-12-31", "GM1|GM2", "", None, None, None, None, "Q", "C"
    )
    whole = DataPoint("dakloos", "2025-01-01", "GM1", "", 2.5, 0.0, float("inf"), 8, "E")

    class Figures:
        framework, settings, receipt = None, {}, {"answers": {"fictional": False}}

        def variables(self):
            return [Variable("dakloos", "Dakloos", "personen"), Variable("dakloos.leeftijd=jong", "Jong")]

        def data_points(self):
            return iter([hidden, whole])

    flow, file = Flow(Figures()), io.BytesIO()
    write_csv(flow, file)
    _, first, second = file.getvalue().decode().splitlines()
    key = "dakloos_leeftijd_jong,GM1_GM2,_Z,2025-01-01/P365D"
    assert first.endswith(f"{key},NaN,Q,C,,,,2025-01-01/2025-12-31")
    assert second.endswith("dakloos,GM1,_Z,2025-01-01,2.5,E,F,0,,8,2025-01-01")
    write_ml(flow, file := io.BytesIO())
    assert [one.get("OBS_VALUE") for one in ET.fromstring(file.getvalue()).iter("Obs")] == ["NaN", "2.5"]  # noqa: S314
    assert flow.codelists()["CL_AREA"][1] == {"GM1_GM2": "GM1 + GM2", "GM1": "GM1"}
    assert flow.codelists()["CL_VARIABLE"][1]["dakloos"] == "Dakloos (personen)"
