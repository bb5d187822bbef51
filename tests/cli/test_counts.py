"""Counts of people, from records to a page of the report: what several distributions do together."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

NAPD = Path(sys.executable).with_name("napd")
ANSWERS = Path(__file__).parents[2] / "examples/landelijk-FICTIEF/answers.csv"
RECORDS = [
    "sleutel,voorziening,categorie,gemeente,start,einde,FICTIEF",
    *(f"p{n},F{n % 2 + 1},{n % 2 + 2},GM0402,2023-01-0{n % 9 + 1},,x" for n in range(40)),
    *(f"r{n},F4,2,onbekend,2023-01-01,,x" for n in range(20)),
]


def napd(folder, *words):
    """Run napd in a folder."""
    command = [NAPD, "--lang", "en", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_counts_reach_a_page_of_the_report(tmp_path):
    """From records to the page of a region: with the stays of which the gemeente is not known, as its own words say."""
    (tmp_path / "stays-FICTIEF.csv").write_text("\n".join(RECORDS), encoding="utf-8")
    where = ("--day", "2023-07-01", "--of", "MO0402", "--by", "gemeente", "--zeros", "show", "-o", "out")
    assert napd(tmp_path, "count", "stays-FICTIEF.csv", "--measure", "opvang-stand", *where).returncode == 0
    figures = ("--figures", "out/observations-FICTIEF.csv")
    listed = napd(tmp_path, "figures", "opvang-stand", *figures)
    assert (listed.returncode, "onbekend'" in listed.stderr) == (0, False)
    assert "Gooi en Vechtstreek (gemeente onbekend) · opvang, alle, alle: 20 [18 to 22] personen" in listed.stdout
    assert "Gooi en Vechtstreek · opvang, alle, alle: 60 [58 to 62] personen" in listed.stdout
    assert napd(tmp_path, "audit", "out").returncode == 0
    made = napd(tmp_path, "report", ANSWERS, *figures, "-o", "report")
    assert made.returncode == 0, made.stderr
    page = (tmp_path / "report/regio/MO0402.html").read_text(encoding="utf-8")
    assert "Gooi en Vechtstreek (gemeente onbekend) · opvang, alle, alle: 20 [18 to 22] personen" in page
    assert "gemeente onbekend" not in (tmp_path / "report/regio/MO0361.html").read_text(encoding="utf-8")


def test_protected_counts_in_several_formats(tmp_path):
    """In each the same figures, and none that is hidden; what one format cannot do stops no other."""
    (tmp_path / "stays-FICTIEF.csv").write_text("\n".join([*RECORDS, "k1,F1,2,GM0376,2023-01-01,,x"]), encoding="utf-8")
    asked = ("--measure", "opvang-stand", "--day", "2023-07-01", "--of", "MO0402", "--by", "gemeente")
    formats = [word for name in ("csv", "datapackage", "sdmx", "dcat") for word in ("--format", name)]
    made = napd(tmp_path, "count", "stays-FICTIEF.csv", *asked, "-o", "out", *formats)
    assert made.returncode == 1
    assert "napd.toml: [formats.dcat]" in made.stderr
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert files["observations.csv"] == files["observations-FICTIEF.csv"]
    assert json.loads(files["datapackage.json"])["napd"]["counts"]["audit"]["figures"] > 0
    rows = list(csv.DictReader(io.StringIO(files["observations.csv"])))
    shown = [row["value"] for row in rows]
    assert "" in shown
    observed = list(csv.DictReader(io.StringIO(files["data-FICTIEF.csv"])))
    assert [row["OBS_VALUE"].replace("NaN", "") for row in observed] == shown
    assert {row["LOW"] for row in observed if row["OBS_STATUS"] == "Q"} == {""}
    assert "--format goes with --output" in napd(tmp_path, "count", "stays-FICTIEF.csv", *asked, *formats[2:]).stderr
