"""Another country: our indicators score the cantons of Luxembourg, by the registry of a plugin."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pytest

from napd import Framework, score
from napd.answers.columns import REQUIRED
from napd.framework.local import Local
from napd.testing.samples import candidates

ROOT = Path(__file__).parents[2]
NAP = [
    "ervaringskennis", "eu-rechtentool", "housing-first", "lhbtiq-training", "opvang-ombouw", "preventiescan",
    "regioplan",
]  # fmt: skip
ROUND = "2025-12"


@pytest.fixture(scope="module")
def framework():
    """The indicators of the Nationaal Actieplan with the areas of the plugin in this repository, installed or not."""
    given = Local.of(plugins=[ROOT / "plugins" / "napd-areas-luxembourg"])
    return Framework.installed(NAP, given=given, areas="luxembourg")


def answers(framework):
    """An answer to every question, drawn, of every canton and every commune that there is."""
    rng, on = random.Random(1), framework.rounds[ROUND].date  # noqa: S311 - to draw the same ones each time
    askers = {kind: framework.areas.of_kind(kind, on) for kind in ("region", "municipality")}
    rows = [
        (ROUND, area.code, indicator.id, question.id, question.show(rng.choice(candidates(indicator, question))))
        for indicator in framework.at(on)
        for question in indicator.asked
        for area in askers[indicator.answered_by(question)]
    ]
    return pa.table([list(column) for column in zip(*rows, strict=True)], names=list(REQUIRED))


def test_the_indicators_score_another_country(framework):
    """Each canton has a known score in each indicator, without an error, and roll-ups over its communes."""
    result = score(answers(framework), framework)
    assert set(result.problems["severity"].to_pylist()) <= {"remark"}  # some percentages are small
    assert len(result.scores) == 12 * len(NAP)
    assert set(result.scores["status"].to_pylist()) <= {"scored", "not_applicable"}
    found = {(row["area"], row["members"]) for row in result.tables["rollups"].to_pylist()}
    areas, on = framework.areas, framework.rounds[ROUND].date
    assert found == {(canton.code, len(areas.members(canton.code, on))) for canton in areas.regions(on)}
    assert sum(n for _, n in found) == 100
    assert any(plugin.startswith("napd-areas-luxembourg 0.1") for plugin in result.receipt["plugins"])
