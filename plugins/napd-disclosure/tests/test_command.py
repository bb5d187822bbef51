from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from napd_disclosure import Rules, protect, write_counts

EXAMPLE = Path(__file__).parents[3] / "examples/openbaarmaking-FICTIEF/opvang-FICTIEF.csv"


def audit(*words):
    """What `napd audit` says."""
    return subprocess.run(
        [sys.executable, "-m", "napd", "--lang", "en", "audit", *map(str, words)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_table_in_which_hiding_went_wrong():
    """All four come back; only the small one counts as given away."""
    done = audit(EXAMPLE, "--threshold", 11)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:5] == [
        "✕ Aadorp, nachtopvang: only 3",
        "= Aadorp, crisisopvang: only 25",
        "= Beekdam, nachtopvang: only 12",
        "= Cromveld, crisisopvang: only 15",
        "  Aadorp, nachtopvang is not shown exactly, but it can only be 3:",
    ]
    assert "1 can be worked out too closely; for 4, only one number is possible" in done.stderr


def test_for_programs():
    """The same as JSON."""
    found = json.loads(audit(EXAMPLE, "--threshold", 11, "--json").stdout)
    first = {"figure": ["Aadorp", "nachtopvang"], "low": 3, "high": 3, "best": True, "too_narrow": True}
    assert found["figures"][0] == first
    assert len(found["figures"]) == 4
    assert found["reasons"]


def test_protected_counts_stand_the_audit(count, tmp_path):
    """By the rules of their receipt; and a table that people have beside it may undo it."""
    write_counts(tmp_path / "uit", [protect(count([31, 16, 2, 4]), Rules())])
    done = audit(tmp_path / "uit")
    assert (done.returncode, done.stderr.strip().split("exactly, ")[-1]) == (
        0,
        "0 can be worked out too closely; for 0, only one number is possible",
    )
    (tmp_path / "lek.csv").write_text("area,value\nGM0406,<5\n", encoding="utf-8")
    assert audit(tmp_path / "uit", "--earlier", tmp_path / "lek.csv").returncode == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soort,aantal\na,3\nb,4\ntotaal,7\n", "nothing in it is hidden or rounded"),
        ("soort,aantal\na,3\nb,.\ntotaal,2\n", "no table of whole numbers fits"),
        ("soort,aantal\na,drie\n", "not a whole number"),
        ("soort,aantal\n", "no row follows the header"),
    ],
)
def test_a_table_that_cannot_be_audited(tmp_path, text, message):
    """It says why, and exits with 2."""
    path = tmp_path / "tabel.csv"
    path.write_text(text, encoding="utf-8")
    done = audit(path)
    assert (done.returncode, message in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_persons_in_several_cells_are_not_audited_from_outside(count, tmp_path):
    """Nothing follows from their totals by adding up."""
    shared = lambda *_: {"shared": 0}  # noqa: E731
    write_counts(tmp_path, [protect(count([31, 16, 2, 4], shared=shared), Rules())])
    done = audit(tmp_path)
    assert (done.returncode, "may be in several parts of area" in done.stderr) == (2, True)


def test_an_earlier_table_that_contradicts(tmp_path):
    """It says which figure of it does not fit, and what would; where whole numbers alone do not, nothing is named."""
    mine, other = tmp_path / "tabel.csv", tmp_path / "eerder.csv"
    mine.write_text("soort,aantal\na,3\nb,.\nc,.\ntotaal,20\n", encoding="utf-8")
    other.write_text("soort,aantal\na,3\nb,30\n", encoding="utf-8")
    told = " ".join(audit(mine, "--earlier", other).stderr.split())
    assert "b, eerder.csv: it says 30, and with all the rest 17 would fit" in told


def test_an_open_end(tmp_path):
    """A figure that nothing bounds is anything or more."""
    path = tmp_path / "tabel.csv"
    path.write_text("soort;aantal\na;.\nb;x\nc;12\n", encoding="utf-8")
    assert audit(path).stdout == "✓ a: 0 or more\n✓ b: 0 or more\n"
    assert audit(path, "--zeros", "show").stdout == "✓ a: 1 or more\n✓ b: 1 or more\n"
