"""What is possible for a country: exactly what some completion of the levels of its regions gives."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import slow
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import DATES, SINCE, World, answers_to, framework_of, registries, table_of, versions

from napd import Count, Indicator, LevelOf, Maximum, Minimum, Rule, Share, YesNo, score
from napd.answers.layout import Members
from napd.decision.axes import axis_of
from napd.model.rollup import ROLLUPS, Rollup
from napd.model.rounds import Round, Rounds
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE
from napd.scoring.range_codes import codes
from napd.scoring.rollup import roll_up_levels
from napd.scoring.standing import Standing
from napd.testing.drawn_conditions import conditions

LOW, MIDDLE, HIGH = DEFAULT_SCALE.ids


@frozen
class SecondOfAll(Rollup):
    """The level in the middle, or the lower of two."""

    described = "middelste van de {members}"

    def of(self, question):
        """The same levels."""
        return evolve(question, rollup=None, answered_by=None)

    def bounds(self, parts):
        """The one in the middle."""
        return parts.ranked(lambda members: (members + 1) // 2)


ROLLUPS.pop("SecondOfAll")
OUT = 1
"""The bit of "not applicable"."""
SETS = st.lists(st.integers(1, 15).map(lambda bits: bits << 1), min_size=1, max_size=4)


def values(rollup, combination):
    """What a roll-up makes of known levels, places from 1, of those that count; None where there is none."""
    there = sorted(place - 2 for place in combination if place > OUT)
    if isinstance(rollup, Count):
        return sum(DEFAULT_SCALE.ids[place] in rollup.options for place in there)
    if not there:
        return None
    if isinstance(rollup, Share):
        return 100 * sum(DEFAULT_SCALE.ids[place] in rollup.options for place in there) / len(there)
    place = {Minimum: 0, Maximum: len(there) - 1}.get(type(rollup), (len(there) + 1) // 2 - 1)
    return DEFAULT_SCALE.ids[there[place]]


@given(SETS, st.sampled_from([Share((MIDDLE, HIGH)), Share(HIGH), Count(MIDDLE), Minimum(), Maximum(), SecondOfAll()]))
def test_what_is_possible_is_what_some_completion_gives(sets, rollup):
    """The code of a value is the set of classes of all completions; every class where it may be that none counts."""
    question = LevelOf("deel", "Deel?", indicator="regio", rollup=rollup)
    members = Members(np.array([9]), np.arange(len(sets)), np.array([0]), np.array([len(sets)]))
    standing = Standing(question, np.array(sets), members)
    rolled = roll_up_levels(standing, rollup, np.array([True]))
    thresholds = {Share: (34, 50, 75), Count: (1, 2, 3)}.get(type(rollup), (MIDDLE, HIGH))
    atoms = [question.scored >= each for each in thresholds]
    axis = axis_of(question.scored, atoms, known=rollup.known)
    (code,) = codes(axis, rolled, question)
    ways = [values(rollup, way) for way in product(*([k for k in range(5) if bits >> k & 1] for bits in sets))]
    if None in ways:
        assert len(axis.set_of(code)) == axis.size
        return
    classes = {sum(question.scored.satisfies(atom, way) for atom in atoms) for way in ways}
    found = set(axis.set_of(code))
    if isinstance(rollup, SecondOfAll):
        assert classes <= found
    elif rollup.known == "set":
        assert found == classes
    else:
        assert found == set(range(min(classes), max(classes) + 1))


@st.composite
def countries(draw):
    """Draw regions in one country, an indicator of regions, and one of the country that asks their levels and more."""
    areas = draw(registries()).within("NL", "Nederland")
    many = draw(st.integers(1, 2))
    region = draw(versions("een", SINCE[0]).filter(lambda one: one.area == "region"))
    low, *_, high = ids = region.scale.ids
    rollups = [Share(high), Share(ids[1:]), Count((low, ids[1])), Minimum(), Maximum()]
    levels = [
        LevelOf(f"deel{n}", "Deel?", indicator="een", rollup=draw(st.sampled_from(rollups)), scale=region.scale)
        for n in range(many)
    ]
    own = [YesNo("geld", "Is er geld?"), YesNo("dicht", "Dichtbij?", rollup=Share("ja"))]
    asked = [*levels, *own]
    results = draw(st.permutations((LOW, MIDDLE, HIGH, NOT_APPLICABLE)))[:3]
    rules = [Rule(level, draw(conditions(asked, most=2)), because="Reden.") for level in results[:-1]]
    land = Indicator(id="land", title="Land", since=SINCE[draw(st.integers(0, 1))], area="country", questions=asked,
                     rules=[*rules, Rule(results[-1], because="Reden.")])  # fmt: skip
    rounds = Rounds([Round(f"r{number}", on, "Ronde") for number, on in enumerate(DATES[:2])])
    made = framework_of(region, land, areas=areas, rounds=rounds)
    return World(made, answers_to(made, draw(st.integers(0, 2**32))))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(world=countries())
def test_scores_of_countries_are_those_of_the_slow_evaluation(world):
    """Random rubrics, memberships and answers with gaps; two levels of one indicator may be taken for wider."""
    result, expected = score(table_of(*world), world.framework), slow.scores(*world)
    (land,) = (one for one in world.framework.indicators if one.id == "land")
    exact = all(is_exact for _, is_exact in expected)  # what is wider for a region is so for the country
    several = sum(isinstance(question, LevelOf) for question in land.questions) > 1
    for row, (wanted, _) in zip(result.scores.to_pylist(), expected, strict=True):
        if exact and not (several and row["indicator"] == "land"):
            assert row == wanted
        else:
            assert parted(wanted["possible"]) <= parted(row["possible"])
    found, rows = (
        [row for row in each if row["indicator"] == "land"]
        for each in (result.tables["rollups"].to_pylist(), slow.rollups(*world))
    )
    for row, wanted in zip(found, rows, strict=True) if exact else ():
        ends = {end: None if wanted[end] is None else pytest.approx(wanted[end], rel=1e-12) for end in ("low", "high")}
        assert row == {**wanted, **ends}


def parted(text):
    """The names in a column of several."""
    return set(text.split("|"))
