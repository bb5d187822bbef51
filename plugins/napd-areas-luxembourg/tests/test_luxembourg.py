from __future__ import annotations

import csv
import tomllib
from collections import Counter
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

import napd_areas_luxembourg
from napd.framework.hooks import AREAS
from napd.framework.kinds import Offer, offered, registry
from napd.framework.plugins import installed

ROOT = Path(__file__).parents[1]
BEFORE, SINCE = date(2023, 8, 31), date(2023, 9, 1)
CANTONS = {
    "LU-CA": 9, "LU-CL": 5, "LU-DI": 10, "LU-EC": 7, "LU-ES": 14, "LU-GR": 8, "LU-LU": 11, "LU-ME": 10, "LU-RD": 9,
    "LU-RM": 7, "LU-VD": 3, "LU-WI": 7,
}  # fmt: skip
"""How many communes each canton has since 1 September 2023."""


def test_announced():
    """The installed distribution announces what its pyproject says, and gives napd this registry by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = distribution("napd-areas-luxembourg").entry_points.select(group=AREAS)
    assert {point.name: point.value for point in points} == project["entry-points"][AREAS]
    (mine,) = [plugin for plugin in installed(AREAS) if plugin.name == "luxembourg"]
    assert isinstance(offered(mine, AREAS), Offer)
    assert registry("luxembourg", installed(AREAS)).value == napd_areas_luxembourg.napd_areas()


def test_the_numbers_that_are_published():
    """There are 12 cantons throughout, and 102 communes until the mergers, 100 since."""
    areas = napd_areas_luxembourg.napd_areas()
    assert [len(areas.regions(on)) for on in (BEFORE, SINCE)] == [12, 12]
    assert [len(areas.municipalities(on)) for on in (BEFORE, SINCE)] == [102, 100]
    assert Counter(areas.region_of(area.code, SINCE).code for area in areas.municipalities(SINCE)) == CANTONS


def test_the_mergers():
    """Both pairs went on as one commune in the canton of both."""
    areas = napd_areas_luxembourg.napd_areas()
    merged = {"LU-grosbous": "LU-groussbus-wal", "LU-wahl": "LU-groussbus-wal"}
    merged |= dict.fromkeys(("LU-bous", "LU-waldbredimus"), "LU-bous-waldbredimus")
    for old, new in merged.items():
        assert areas.successor(old, SINCE) == new
        assert areas.region_of(old, BEFORE) == areas.region_of(new, SINCE)
        assert areas.region_of(old, SINCE) is None


def test_every_row_says_who_says_so():
    """No row is without its source, its year, and how sure it is."""
    path = Path(napd_areas_luxembourg.__file__).with_name("areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 104
    assert all(row["source"] and row["year"] for row in rows)
    assert {row["confidence"] for row in rows} == {"sourced", "derived from predecessors"}
    assert {row["municipality"] for row in rows if row["confidence"] != "sourced"} == {
        "LU-habscht", "LU-helperknapp", "LU-rosport-mompach", "LU-groussbus-wal", "LU-bous-waldbredimus",
    }  # fmt: skip
