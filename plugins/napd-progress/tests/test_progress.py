"""The distribution by itself, as it is installed: its public names, its command, and a round of one answer."""

from __future__ import annotations

from importlib.metadata import entry_points

import pyarrow as pa
import pytest

import napd_progress
from napd import Framework, Indicator, Rule, YesNo, score

plan = YesNo("plan", "Is er een plan?")
INDICATOR = Indicator(
    id="plan", title="Plan", since="2023-12-01", questions=[plan],
    rules=[Rule("gerealiseerd", plan, because="Er is een plan."), Rule("niet-op-gang", because="Er is geen plan.")],
)  # fmt: skip
ANSWER = {"round": "2025-12", "area": "MO0402", "indicator": "plan", "question": "plan", "value": "ja"}


def test_a_round_of_one_answer():
    """One region is done, and the others sent nothing; each has a letter."""
    result = score(pa.Table.from_pylist([ANSWER]), Framework(indicators=[INDICATOR]))
    found = napd_progress.progress(result)
    assert isinstance(found, napd_progress.Progress)
    assert [one.area.code for one in found.deliveries if one.status == "complete"] == ["MO0402"]
    assert {one.status for one in found.deliveries} == {"complete", "nothing"}
    assert len([*found.letters()]) == len(found.deliveries)


def test_the_command_is_found():
    """By the name of its entry point; its function takes what `napd progress` takes."""
    (point,) = entry_points(group="napd.commands", name="progress")
    assert point.load().napd_command().__name__ == "progress"


def test_the_public_names():
    """Those that are named, and no other."""
    assert dir(napd_progress) == ["Delivery", "Progress", "progress"]
    assert all(getattr(napd_progress, name).__name__ == name for name in dir(napd_progress))
    with pytest.raises(AttributeError, match="has no attribute 'progres'"):
        napd_progress.progres  # noqa: B018
