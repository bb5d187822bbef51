"""The distribution by itself, as it is installed: what each part of the answers gives, without any engine."""

from __future__ import annotations

from importlib.metadata import entry_points

import pyarrow as pa
import pytest

from napd import Framework, Indicator, Rule, YesNo, score
from napd_cluster.homes import homed
from napd_cluster.whole import FramePlan
from napd_cluster.work import packed

plan = YesNo("plan", "Is er een plan?")
INDICATOR = Indicator(
    id="plan", title="Plan", since="2023-12-01", questions=[plan],
    rules=[Rule("gerealiseerd", plan, because="Er is een plan."), Rule("niet-op-gang", because="Er is geen plan.")],
)  # fmt: skip
AREAS = ("MO0402", "MO0503", "MO0222")


def test_parts_together_are_the_whole():
    """Each region by itself, on its way as bytes, gives the scores and the fingerprint of all of them at once."""
    framework = Framework(indicators=[INDICATOR])
    rows = [
        {"round": "2025-12", "area": area, "indicator": "plan", "question": "plan", "value": "ja"} for area in AREAS
    ]
    answers = pa.Table.from_pylist(rows)
    frames = FramePlan.of({"answers": answers.schema}, framework)
    parts = [packed(homed(pa.Table.from_pylist([row]), frames.parcel.homes), frames.parcel.framework) for row in rows]
    together, alone = frames.result(pa.concat_tables(parts)), score(answers, framework)
    assert together.scores.to_pylist() == alone.scores.to_pylist()
    assert together.receipt["answers"] == alone.receipt["answers"]


@pytest.mark.parametrize("name", ["dask", "spark"])
def test_the_commands_are_found(name):
    """By the name of their entry points, without the engine."""
    (point,) = entry_points(group="napd.commands", name=name)
    assert point.load().napd_command().__name__ == name
