"""Workbooks for Swing of the national example, read by openpyxl: Hilversum and its region."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest

from napd import Framework, score
from napd.plugin import NotWritten

EXAMPLE = Path(__file__).parents[2] / "examples" / "landelijk-FICTIEF" / "answers.csv"
REGION, MISSING = "MO0402", -99999


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The result, and the folder with its workbooks, for which no codes are set."""
    folder, result = tmp_path_factory.mktemp("swing"), score(EXAMPLE, Framework.installed())
    with pytest.raises(NotWritten, match="is not set"):
        result.write(folder, "swing")
    return result, folder


def test_every_cell_of_a_region(made):
    """Each level is its place on the scale; each value of the region is that of the table, with its n beside it."""
    openpyxl = pytest.importorskip("openpyxl")
    result, folder = made
    book = openpyxl.load_workbook(folder / "swing-region-FICTIEF.xlsx", read_only=True)
    (sheet,) = book.worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    found = {row[2]: dict(zip(header, row, strict=True)) for row in rows if row[1] == REGION}
    places = {"niet-op-gang": 1, "in-ontwikkeling": 2, "gerealiseerd": 3, None: MISSING}
    ours = {"area": REGION, "perspective": "gemeente"}
    scores = [row for row in result.scores.to_pylist() if ours.items() <= row.items()]
    rollups = [row for row in result.tables["rollups"].to_pylist() if ours.items() <= row.items()]
    assert scores
    assert rollups
    for row in scores:
        if row["status"] != "not_applicable":
            assert found[row["round"]][f"napd_{row['indicator'].replace('-', '_')}_fictief"] == places[row["level"]]
    for row in rollups:
        code = f"napd_{row['indicator'].replace('-', '_')}_{row['question']}"
        value = row["low"] if row["low"] == row["high"] else MISSING
        expected = MISSING if value is None else value
        # A cell of a workbook has 16 digits, and a share may have 17
        assert found[row["round"]][f"{code}_fictief"] == pytest.approx(expected, rel=1e-15)
        assert found[row["round"]][f"{code}_n_fictief"] == row["members"]


def test_libreoffice(made, tmp_path):
    """LibreOffice opens it, and has as many rows."""
    office = which("soffice")
    if office is None:
        pytest.skip("LibreOffice, which opens workbooks, is not on this machine")
    path = made[1] / "swing-region-FICTIEF.xlsx"
    subprocess.run([office, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path), str(path)], check=True)
    lines = (tmp_path / "swing-region-FICTIEF.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("geolevel,geoitem,period,")
    assert sum(f",{REGION}," in line for line in lines) == len({row["round"] for row in made[0].scores.to_pylist()})
