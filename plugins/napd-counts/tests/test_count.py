"""The command `count`: what it gives is protected, whatever is asked."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

from napd_counts import count_command

NAPD = Path(sys.executable).with_name("napd")
STAYS = [f"p{n},F{n % 2 + 1},{n % 2 + 2},GM0402,2023-01-0{n % 9 + 1},,x" for n in range(40)]
METHOD = """
from napd import hookimpl

def hide(hiding):
    return hiding.figures.value > 0

@hookimpl
def napd_disclosure():
    return hide
"""


def run(folder, *arguments, more=(), first=()):
    """Run the command on forty stays, of which twenty are in each kind of shelter, and one more in an unknown one."""
    rows = [
        "sleutel,voorziening,categorie,gemeente,start,einde,FICTIEF",
        *STAYS,
        "q,F3,onbekend,GM0402,2023-01-01,,x",
        *more,
    ]
    (folder / "stays-FICTIEF.csv").write_text("\n".join(rows), encoding="utf-8")
    return napd(folder, "count", "stays-FICTIEF.csv", *arguments, first=first)


def napd(folder, *words, first=()):
    """Run napd in a folder."""
    command = [NAPD, "--lang", "en", *first, *words]
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


def test_the_method_of_napd_toml(tmp_path):
    """It chooses what is hidden: here everything. One that is not there is told."""
    (tmp_path / "alles.py").write_text(METHOD, encoding="utf-8")
    (tmp_path / "napd.toml").write_text('[disclosure]\nmethod = "alles"\n', encoding="utf-8")
    words = ("--measure", "opvang-stand", "--day", "2023-07-01", "--of", "MO0402")
    shown = run(tmp_path, *words, first=("--plugin", "alles.py"))
    assert (shown.returncode, "suppressed" in shown.stdout) == (0, True), shown.stderr
    lost = run(tmp_path, *words)
    assert (lost.returncode, lost.stdout) == (2, "")
    assert "there is no method of disclosure control 'alles'" in lost.stderr


def test_a_column_that_is_not_asked_for_may_be_missing(tmp_path):
    """One by which is counted may not: everybody would be of an unknown kind, without a word."""
    words = ("--measure", "opvang-stand", "--day", "2023-07-01", "--of", "MO0402")
    assert run(tmp_path, *words).returncode == 0
    done = run(tmp_path, *words, "--by", "geslacht")
    assert (done.returncode, "1 error in cells or columns" in done.stderr) == (1, True)
    assert ("not counted" in done.stderr, "`napd records` shows everything" in done.stderr) == (False, True)


def test_an_earlier_publication_is_laid_beside_and_kept(tmp_path):
    """Persons of one area, once and once more; the folder with the first is not written over."""
    asked = ("--measure", "opvang-personen", "--year", "2023", "--of", "MO0402")
    assert run(tmp_path, *asked, "-o", "first").returncode == 0
    first = {path: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    more = (*asked, "--earlier", "first")
    done = run(tmp_path, *more, "-o", "second")
    assert done.returncode == 0, done.stderr
    done = run(tmp_path, *more, "-o", "first", "--overwrite")
    assert (done.returncode, done.stdout) == (2, "")
    assert {path: path.read_bytes() for path in (tmp_path / "first").iterdir()} == first


def test_a_table_that_takes_long_says_so_first(tmp_path, monkeypatch, capsys):
    """Nobody looks at a screen on which nothing happens; what makes it smaller is said with it."""
    run(tmp_path, "--measure", "opvang-stand", "--day", "2023-07-01")
    monkeypatch.setattr(count_command, "MANY", 2)
    records = [str(tmp_path / "stays-FICTIEF.csv")]
    count_command.count(records=records, measure="opvang-stand", day="2023-07-01", of="MO0402", by=["categorie"])
    assert "het gaat sneller met" in " ".join(capsys.readouterr().err.split())
