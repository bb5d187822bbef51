from __future__ import annotations

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from town import FRAMEWORK, answer, table
from views.changing import way
from worlds import DATES, table_of, worlds

from napd import AreaRegistry, compare, score
from napd.decision.rubric import compile_rubric
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.scale import NOT_APPLICABLE, Level, Scale
from napd.views.changes import CAUSES

LAWS = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
MIRROR = {"known": "lost", "lost": "known"}
KEY = ("area", "perspective", "indicator")
ENDS = ("low", "high")
FORWARD = {"up": "down", "down": "up", "narrower": "wider", "wider": "narrower", "new": "gone", "gone": "new",
           "applies": "not_applicable", "not_applicable": "applies"}  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn):
    """Draw a world with mergers, and two of its rounds, the one before the other."""
    world = draw(worlds().filter(lambda one: len(one.framework.rounds) > 1))
    areas = _merging(draw, world.framework.areas)
    rubrics = [compile_rubric(indicator) for indicator in world.framework.indicators]
    result = score(table_of(*world), evolve(world.framework, indicators=rubrics, areas=areas))
    ids = [round_.id for round_ in world.framework.rounds]
    first = draw(st.integers(0, len(ids) - 2))
    return result, ids[first], ids[draw(st.integers(first + 1, len(ids) - 1))]


def _merging(draw, areas):
    """The registry, in which some municipality goes on in another from the day of some round after the first."""
    day = draw(st.sampled_from(DATES[1:]))
    there = [each for each in areas.memberships if each.start < day and each.covers(day)]
    if len(there) < 2:
        return areas
    goes, stays = draw(st.permutations(there))[:2]
    others = [each for each in areas.memberships if each.municipality != goes.municipality or each.ended(day)]
    return AreaRegistry(areas.areas, [*others, evolve(goes, valid_until=day, successor=stays.municipality)])


def key_of(row):
    """Whose score a row is about."""
    return tuple(row[name] for name in KEY)


def published(result, round_, key):
    """What a published score says, as the table of changes writes it; None where there is none."""
    rows = [row for row in result.scores.to_pylist() if row["round"] == round_ and key_of(row) == key]
    return (rows[0]["possible"], rows[0]["level"], rows[0]["status"]) if rows else None


def rescaled(*levels):
    """Two rounds in which a region comes to the levels given, whatever it answers; the second has another scale."""
    made = [
        Indicator(id="schaal", title="Schaal", since=since, questions=[YesNo("plan", "Is er een plan?")],
                  rules=[Rule(level, because="Altijd.")], scale=Scale([Level(name, name) for name in names]))
        for level, since, names in zip(levels, ("2024-01-01", "2025-06-01"), ("ab", "abc"), strict=True)
    ]  # fmt: skip
    rounds = ("2024-12", "2025-12")
    rows = [answer("plan", "ja", indicator="schaal", round=name) for name in rounds]
    return score(table(rows), evolve(FRAMEWORK, indicators=map(compile_rubric, made))), *rounds


@pytest.mark.unmeasured
@settings(LAWS, max_examples=20)
@given(pairs())
@example(rescaled("a", "a"))
@example(rescaled(NOT_APPLICABLE, NOT_APPLICABLE))
def test_the_causes_add_up_to_the_change(drawn):
    """From the published score before, cause by cause, to the published score after; nothing is left over.

    Each score that moved has a row. What is known better rules outcomes out, what is lost lets them in again. Where the
    method has another scale, that is a move, also from a level to one of the same name.
    """
    result, old, new = drawn
    rows = compare(result, from_round=old, to_round=new).changes.to_pylist()
    for row in rows:
        published_at_both_ends(result, row)
        *_, (_, last) = steps = way(row)
        assert last == row["to_possible"]
        same = {cause for (_, before), (cause, after) in pairwise(steps) if after == before}
        assert same <= ({"method"} if is_rescaled(result.framework, row) else set())
        assert {cause for cause in CAUSES if row[f"{cause}_possible"]} <= {cause for cause, _ in steps}
        for end in ENDS:
            moved = [row[f"{cause}_{end}"] for cause in CAUSES]
            assert None in moved or sum(moved) == row[end]
        assert row["known_low"] is None or row["known_low"] >= 0 >= row["known_high"]
        assert row["lost_low"] is None or row["lost_low"] <= 0 <= row["lost_high"]
    there = {key_of(row) for row in rows}
    for key in {key_of(row) for row in result.scores.to_pylist()}:
        before, after = (published(result, round_, key) for round_ in (old, new))
        assert not before or not after or before[0] == after[0] or key in there


def is_rescaled(framework, row):
    """Whether the versions before and after have other levels."""
    versions = [version for end in ("from", "to") if (version := row[f"{end}_version"])]
    return len({framework.indicator(row["indicator"], version).scale.ids for version in versions}) > 1


def published_at_both_ends(result, row):
    """Before and after are what was published; who has a score in one round only, is unanswered in the other."""
    for end in ("from", "to"):
        found = published(result, row[f"{end}_round"], key_of(row))
        assert found in (None, tuple(row[f"{end}_{name}"] for name in ("possible", "level", "status")))
        assert found or row[f"{end}_status"] in (None, "unanswered")


@settings(LAWS, max_examples=5)
@given(pairs())
def test_a_round_has_not_changed_from_itself(drawn):
    """Compared with itself a round has no change, no other answer and no merger."""
    result, old, _ = drawn
    assert {len(found) for found in compare(result, from_round=old, to_round=old).tables.values()} == {0}


@pytest.mark.unmeasured
@settings(LAWS, max_examples=15)
@given(pairs())
def test_what_is_asked_of_an_area_is_what_all_of_it_says(drawn):
    """Only what it can depend on is compared, also of whom its municipalities were before; nothing else comes of it."""
    result, *rounds = drawn
    for old, new in (rounds, rounds[::-1]):
        whole = compare(result, from_round=old, to_round=new)
        for area in result.framework.areas:
            part = compare(result, from_round=old, to_round=new, area=area.code)
            for name, found in part.tables.items():
                mine = [row for row in whole.tables[name].to_pylist() if area.code in (row["area"], row["region"])]
                assert found.to_pylist() == mine


@settings(LAWS, max_examples=10)
@given(pairs())
@example(rescaled("a", "b"))
def test_a_country_is_compared_as_its_parts_are(drawn):
    """Part by part or all at once, the same rows in the same order."""
    result, *rounds = drawn
    for old, new in (rounds, rounds[::-1]):
        whole = compare(result, from_round=old, to_round=new)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("napd.views.compare.MANY", 0)
            found = compare(result, from_round=old, to_round=new)
        for name, table_ in whole.tables.items():
            assert found.tables[name].to_pylist() == table_.to_pylist()


@settings(LAWS, max_examples=10)
@given(pairs())
def test_asked_the_other_way_round_everything_is_the_opposite(drawn):
    """Each number changes its sign, before and after change places, and so do known and lost."""
    result, old, new = drawn
    there, back = (compare(result, from_round=a, to_round=b) for a, b in ((old, new), (new, old)))
    pairs_ = list(zip(there.changes.to_pylist(), back.changes.to_pylist(), strict=True))
    for one, other in pairs_:
        assert all(one[name] == other[name] for name in (*KEY, "region"))
        assert other["change"] == FORWARD.get(one["change"], one["change"])
        for name in ("version", "status", "level", "possible"):
            assert (one[f"from_{name}"], one[f"to_{name}"]) == (other[f"to_{name}"], other[f"from_{name}"])
        for end in ENDS:
            names = [(end, end), *((f"{cause}_{end}", f"{MIRROR.get(cause, cause)}_{end}") for cause in CAUSES)]
            assert all(one[a] == (None if other[b] is None else -other[b]) for a, b in names)
    for one, other in zip(there.changed_answers.to_pylist(), back.changed_answers.to_pylist(), strict=True):
        assert (one["from_value"], one["to_value"]) == (other["to_value"], other["from_value"])
        assert other["cause"] == MIRROR.get(one["cause"], one["cause"])
