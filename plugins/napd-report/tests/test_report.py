"""The distribution by itself, as it is installed: its public names, its command, and a report of one answer."""

from __future__ import annotations

from importlib.metadata import entry_points

import pyarrow as pa
import pytest

import napd_report
from napd import Framework, Indicator, Rule, YesNo, score

plan = YesNo("plan", "Is er een plan?")
INDICATOR = Indicator(
    id="plan", title="Plan", since="2023-12-01", questions=[plan],
    rules=[Rule("gerealiseerd", plan, because="Er is een plan."), Rule("niet-op-gang", because="Er is geen plan.")],
)  # fmt: skip
ANSWER = {"round": "2025-12", "area": "MO0402", "indicator": "plan", "question": "plan", "value": "ja"}


def test_a_report_of_one_answer(tmp_path):
    """Its pages are there, with the map that comes with it."""
    result = score(pa.Table.from_pylist([ANSWER]), Framework(indicators=[INDICATOR]))
    site = napd_report.report(result, tmp_path / "site")
    assert isinstance(site, napd_report.Site)
    first = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Gooi en Vechtstreek" in first
    assert len([*(tmp_path / "site").rglob("*.html")]) == site.pages


def test_the_command_is_found():
    """By the name of its entry point; its function takes what `napd report` takes."""
    (point,) = entry_points(group="napd.commands", name="report")
    assert point.load().napd_command().__name__ == "report"


def test_the_public_names():
    """Those that are named, and no other."""
    assert dir(napd_report) == ["Site", "report"]
    with pytest.raises(AttributeError, match="has no attribute 'reprot'"):
        napd_report.reprot  # noqa: B018
