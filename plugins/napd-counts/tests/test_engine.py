from __future__ import annotations

import subprocess
import sys

import polars as pl
import pytest

import napd_counts
from napd_counts import engine

LISTS = """
import sys
from napd_monitor_dakloosheid import LAYOUT
assert LAYOUT.checks and "polars._plr" not in sys.modules and "napd_counts.counting" not in sys.modules
from napd_counts import checks
assert str(checks.pl.col("a")) and checks.pl.DataFrame({"a": [1]}).height == 1
import polars
assert polars.DataFrame is checks.pl.DataFrame
"""


def test_a_layout_is_there_without_polars():
    """It is loaded when a check is asked what is wrong, and is then the one that others import."""
    ran = subprocess.run([sys.executable, "-c", LISTS], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_there_is_one_polars(monkeypatch):
    """What is loaded already is taken as it is; else it stands where any import finds it."""
    assert engine.polars() is pl
    monkeypatch.delitem(sys.modules, "polars")
    later = engine.polars()
    assert sys.modules["polars"] is later is not pl


@pytest.mark.parametrize("name", napd_counts.__all__)
def test_each_name_is_loaded_when_it_is_used(name):
    """By its name; one that is not there is told as Python does."""
    assert getattr(napd_counts, name) is not None
    with pytest.raises(AttributeError, match="module 'napd_counts' has no attribute 'nothing'"):
        napd_counts.nothing  # noqa: B018
