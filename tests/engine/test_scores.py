from __future__ import annotations

import pytest
import slow
from hypothesis import HealthCheck, given, settings
from worlds import table_of, worlds

from napd import score

SAME = ("round", "area", "perspective", "indicator", "version", "answered", "required")


def differ(row, expected):
    """The columns in which a row differs from the expected one."""
    return {name: (value, expected[name]) for name, value in row.items() if value != expected[name]}


def covers(order, row, expected):
    """Whether a row says the same as the expected one or, where values were taken for wider, less."""
    ends = {name: None if row[name] is None else order.index(row[name]) for name in ("level_low", "level_high")}
    least, most = (None if expected[name] is None else order.index(expected[name]) for name in ends)
    wide = least is None or (ends["level_low"] <= least and most <= ends["level_high"])
    more = all(parts(expected[name]) <= parts(row[name]) for name in ("rule", "open_questions"))
    vague = row["status"] in (expected["status"], "undetermined")
    return wide and more and vague and row["may_not_apply"] >= expected["may_not_apply"]


def parts(text):
    """The names in a text with | between them."""
    return set(filter(None, text.split("|")))


def close(row, expected):
    """Whether the bounds of a rolled-up value are the expected ones, but for the last digits."""
    return all(
        row[end] is None if expected[end] is None else row[end] == pytest.approx(expected[end], rel=1e-12)
        for end in ("low", "high")
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds())
def test_tables_are_those_of_the_slow_evaluation(world):
    """Random memberships, versions and answers with gaps give the scores and roll-ups that every completion gives."""
    result = score(table_of(*world), world.framework)
    found = set(result.problems["problem"].to_pylist())
    assert found - {"small_percentage"} == (set() if world.answers else {"empty_file"})
    for row, (wanted, exact) in zip(result.scores.to_pylist(), slow.scores(*world), strict=True):
        if exact:
            assert not differ(row, wanted)
        else:
            assert [row[name] for name in SAME] == [wanted[name] for name in SAME]
            order = world.framework.indicator(row["indicator"], row["version"]).scale.ids
            assert covers(order, row, wanted), (row, wanted)
    for row, wanted in zip(result.tables["rollups"].to_pylist(), slow.rollups(*world), strict=True):
        assert close(row, wanted), (row, wanted)
        assert not set(differ(row, wanted)) - {"low", "high"}
