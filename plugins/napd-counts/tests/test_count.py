"""The command `count`: what it gives is protected, whatever is asked."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

NAPD = Path(sys.executable).with_name("napd")
STAYS = [f"p{n},F{n % 2 + 1},{n % 2 + 2},GM0402,2023-01-0{n % 9 + 1},,x" for n in range(40)]


def run(folder, *arguments):
    """Run the command on forty stays, of which twenty are in each kind of shelter, and one more in an unknown one."""
    rows = ["sleutel,voorziening,categorie,gemeente,start,einde,FICTIEF", *STAYS, "q,F3,onbekend,GM0402,2023-01-01,,x"]
    (folder / "stays-FICTIEF.csv").write_text("\n".join(rows), encoding="utf-8")
    command = [NAPD, "--lang", "en", "count", "stays-FICTIEF.csv", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def test_only_protected_figures_are_written(tmp_path):
    """The single person of an unknown kind is hidden, and so is what would give it away; FICTIEF is in the names."""
    where = ("--day", "2023-07-01", "--of", "MO0402", "--by", "categorie", "-o", "out")
    done = run(tmp_path, "--measure", "opvang-stand", *where)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "observations-FICTIEF.csv",
        "receipt-FICTIEF.json",
    ]
    with (tmp_path / "out" / "observations-FICTIEF.csv").open(encoding="utf-8") as file:
        found = {row["parts"].rpartition("|")[2]: row for row in csv.DictReader(file)}
    assert found["categorie=onbekend"]["status"] == "Q"
    assert sum(row["status"] == "Q" for row in found.values()) >= 2
    assert {row["value"] for row in found.values()} <= {"", "20", "40"}
    assert "The last day of a stay counts." in done.stderr


def test_what_is_shown_is_protected_too(tmp_path):
    """A count of one is never on the screen."""
    done = run(tmp_path, "--measure", "opvang-personen", "--year", "2023", "--of", "MO0402", "--by", "gemeente")
    assert done.returncode == 0, done.stderr
    assert "41" not in done.stdout
    assert "Hilversum" in done.stdout


def test_a_mistake_is_told(tmp_path):
    """In a line, with exit code 2."""
    for arguments in (
        ("--measure", "opvang-stnd", "--day", "2023-07-01"),
        ("--measure", "opvang-stand", "--year", "2023"),
        ("--measure", "opvang-stand", "--day", "2023-07-01", "--by", "kleur"),
        ("--measure", "opvang-stand", "--from", "2023-07-01"),
    ):
        done = run(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
