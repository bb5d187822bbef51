from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import or_

import pytest
import slow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import DATES, SINCE, World, answers_to, framework_of, registries, table_of, worlds

from napd import score
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.previous import Previous
from napd.model.rollups import Share
from napd.model.rounds import Round, Rounds
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE

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


@st.composite
def many_thresholds(draw):
    """A share of few municipalities, and that of the round before, in bands between up to 30 thresholds."""
    share, money = YesNo("deel", "Doet het mee?", rollup=Share("ja")), YesNo("geld", "Is er geld?")
    asked = [share, Previous("eerder", "En eerder?", question=share), money]
    results = (*DEFAULT_SCALE.ids, NOT_APPLICABLE)
    bands = {result: [money.as_condition()] if draw(st.booleans()) else [] for result in results[:-1]}
    for question in asked[: draw(st.integers(1, 2))]:
        cuts = sorted(draw(st.sets(st.integers(1, 100), min_size=8, max_size=30)))
        for low, high in pairwise(cuts):
            band = (question >= low) & (question < high)
            bands[draw(st.sampled_from(results[:-1]))].append(band if draw(st.booleans()) else band & money)
    rules = [Rule(result, reduce(or_, some), because="Zo.") for result, some in bands.items() if some]
    rules.append(Rule(draw(st.sampled_from(results)), because="Anders."))
    made = Indicator(id="x", title="X", since=SINCE[0], questions=asked, rules=rules)
    rounds = Rounds([Round(f"r{number}", on, "Ronde") for number, on in enumerate(DATES[:2])])
    framework = framework_of(made, areas=draw(registries()), rounds=rounds, perspectives=("gemeente",))
    return World(framework, answers_to(framework, draw(st.integers(0, 2**32))))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(world=many_thresholds())
def test_shares_with_many_thresholds_are_exact(world):
    """Their bounds, rules and open questions are those of every completion, whatever sets of bands it can fall in."""
    result = score(table_of(*world), world.framework)
    for row, (wanted, exact) in zip(result.scores.to_pylist(), slow.scores(*world), strict=True):
        assert exact
        assert not differ(row, wanted)
