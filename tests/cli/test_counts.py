"""Counts of people, from records to a page of the report: what several distributions do together."""

from __future__ import annotations

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
