"""What `napd plugins` says: each that there is, what it gives, and what is wrong with it."""

from __future__ import annotations

import json
import sys

import pytest
from distributions import provides

from napd.framework.plugins import every


def test_plugins(napd, data, distributions):
    """The list has every installed plugin, also a broken one, which is not noticed unless it is loaded."""
    distributions.add("napd-broken", "import not_there")
    rows = data("plugins")
    broken = {"name": "broken", "distribution": "napd-broken", "version": "1.0"}
    assert {**broken, "gives": "indicators", "made_for": "not said"} in rows
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    assert napd("plugins").err == "Plugins are trusted code: a plugin can do whatever Python can do.\n"


def test_plugins_that_cannot_be_read(napd, distributions):
    """A distribution of which the entry points cannot be read is named on stderr, with exit code 1."""
    distributions.spoil("broken")
    code, out, err = napd("plugins")
    assert (code, len(out.splitlines())) == (1, 1 + len(every()))
    assert err.splitlines()[0].startswith("napd: plugin broken (broken 1.0): its entry_points.txt is malformed")
    assert "✕ broken left out: its entry_points.txt" in napd("plugins", "--load").out


def test_plugins_that_are_loaded(napd, distributions):
    """With --load each plugin says what it provides and what is left out, and the exit code that something is."""
    distributions.add("napd-broken", "import not_there")
    distributions.add("napd-empty", provides())
    distributions.add("napd-half", provides("indicator('fout', rules=RULES[:1])", "heel", "regioplan"))
    code, out, _ = napd("plugins", "--load", "--json")
    state = {row["distribution"]: row["state"] for row in json.loads(out)}
    assert code == 1
    assert state["napd-preventiescan"] == "✓ preventiescan"
    assert state["napd-empty"] == "– no indicators"
    assert state["napd-broken"].startswith("✕ broken left out: ModuleNotFoundError: No module named 'not_there'")
    assert state["napd-half"].startswith("✕ fout left out: indicator 'fout'")
    assert "; ✕ regioplan left out: an indicator of regioplan (napd-regioplan " in state["napd-half"]
    assert state["napd-half"].endswith("; ✓ heel")
    assert state["napd-regioplan"].startswith("✕ regioplan left out: an indicator of half (napd-half 1.0) has")


LOOSE = """
from napd import Area, AreaRegistry, Format, hookimpl
@hookimpl
def napd_areas(): return AreaRegistry([Area("MO0001", "Rif", "region")], [])
@hookimpl
def napd_format(): return Format(print, "txt")
"""


@pytest.mark.parametrize(
    ("more", "code", "state"),
    [
        ("", 0, "✓ regions: 1, municipalities: 0, .txt of every table"),
        ("@hookimpl\ndef napd_section(): return 1", 1, "✕ loose left out: TypeError: napd_section() must return"),
    ],
)
def test_a_plugin_in_a_file_says_all_that_it_gives(napd, tmp_path, more, code, state):
    """Its file does not say of which kind it is, so with --load each kind is asked for."""
    (tmp_path / "loose.py").write_text(LOOSE + more, encoding="utf-8")
    found, out, _ = napd("--plugin", str(tmp_path / "loose.py"), "plugins", "--load", "--json")
    (row,) = (row for row in json.loads(out) if row["name"] == "loose")
    assert (found, row["gives"]) == (code, "?")
    assert row["state"].startswith(state)
    assert row["state"].endswith("✓ regions: 1, municipalities: 0, .txt of every table")
    sys.modules.pop("loose", None)


def test_plugins_that_are_all_well(napd):
    """With --load and nothing wrong the exit code is 0."""
    assert napd("plugins", "--load").code == 0
