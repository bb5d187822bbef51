from __future__ import annotations

from itertools import combinations

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from town import FRAMEWORK, GOOD, answer, scored, table
from worlds import World, table_of, worlds

from napd import NapdError, divergence, score
from napd.tables.schemas import schema


def slow(world: World, scores: list[dict]) -> set[tuple]:
    """Each difference, by comparing everything with everything."""
    views = world.framework.perspectives
    found = set()
    for one, other in combinations(views, 2):
        for (round_, view, area, indicator, question), value in world.answers.items():
            there = world.answers.get((round_, other, area, indicator, question))
            if view == one and there not in (None, value):
                found.add((round_, area, indicator, question, one, other))
        for row in scores:
            for there in scores:
                place = [(r["round"], r["area"], r["indicator"]) for r in (row, there)]
                if place[0] == place[1] and (row["perspective"], there["perspective"]) == (one, other):
                    found |= {(*place[0], None, one, other)} if apart(row, there) else set()
    return found


def apart(*rows: dict) -> bool:
    """Whether two scores have no outcome in common, and both say something."""
    outcomes = [{*row["possible"].split("|")} for row in rows]
    return "unanswered" not in {row["status"] for row in rows} and not outcomes[0] & outcomes[1]


@pytest.mark.unmeasured
@given(worlds())
def test_what_is_asked_of_an_area_is_what_all_of_it_says(world):
    """The answers of other areas are not read, and nothing else comes of it."""
    result = score(table_of(*world), world.framework)
    whole = divergence(result).to_dict()
    for area in world.framework.areas:
        mine = [row for row in whole if area.code in (row["area"], row["region"])]
        assert divergence(result, area=area.code).to_dict() == mine


@pytest.mark.unmeasured
@given(worlds())
def test_differences_are_those_of_comparing_everything(world):
    """Every two perspectives, every question, every level: no difference is missed, and none made up."""
    result = score(table_of(*world), world.framework)
    rows = divergence(result).to_dict()
    names = ("round", "area", "indicator", "question", "perspective", "other_perspective")
    found = [tuple(row[name] for name in names) for row in rows]
    assert len(set(found)) == len(found)
    assert set(found) == slow(world, result.scores.to_pylist())


def test_both_notes_stand_side_by_side():
    """Of an answer its own note; of a level those of the area on the whole indicator, each once."""
    rows = [
        *(answer(name, value, note=f"Gemeente: {name}.") for name, value in (("plan", "ja"), ("fase", "vastgesteld"))),
        *(answer(name, "nee", perspective="aanbieder", note="Nee.") for name in ("plan",)),
        answer("sinds", "2025-03-01", perspective="aanbieder", note="Nee."),
    ]
    level, plan = divergence(scored(table(rows))).to_dict()
    assert (level["question"], level["value"], level["other_value"]) == (
        None,
        "in-ontwikkeling|gerealiseerd",
        "niet-op-gang",
    )
    assert (level["note"], level["other_note"]) == ("Gemeente: plan.\nGemeente: fase.", "Nee.")
    assert (plan["value"], plan["note"], plan["other_value"], plan["other_note"]) == (
        "ja",
        "Gemeente: plan.",
        "nee",
        "Nee.",
    )


def test_a_municipality_stands_with_its_region():
    """The answer of a municipality is found under the region to which it belongs in that round."""
    rows = [
        answer("mee", value, "GM0004", indicator="samen", round="2024-12", perspective=view)
        for view, value in (("gemeente", "ja"), ("corporatie", "nee"))
    ]
    (row,) = divergence(scored(table(rows))).to_dict()
    assert (row["region"], row["area"], row["question"]) == ("MO0002", "GM0004", "mee")


def test_bounds_that_meet_are_no_difference():
    """What may yet come to the same level is not called a difference."""
    rows = [answer("plan", "ja"), answer("fase", "geen", perspective="aanbieder")]
    result = scored(table(rows))
    bounds = {row["perspective"]: (row["level_low"], row["level_high"]) for row in result.scores.to_pylist()
              if row["indicator"] == "opvang"}  # fmt: skip
    assert bounds == {"gemeente": ("in-ontwikkeling", "gerealiseerd"), "aanbieder": ("niet-op-gang", "in-ontwikkeling")}
    assert len(divergence(result)) == 0


def test_one_perspective_differs_from_nobody():
    """Without a second perspective there is an empty table, with its schema and the receipt."""
    result = scored(table([row for row in GOOD if not row.get("perspective")]))
    found = divergence(result)
    assert len(found) == 0
    assert found.table.schema.equals(schema("divergence"))
    assert b"napd.receipt" in found.table.schema.metadata


def test_answers_that_stayed_with_an_engine_cannot_be_compared():
    """An engine for several machines keeps them, and that is said."""
    with pytest.raises(NapdError, match="stayed with the engine"):
        divergence(evolve(scored(pa.table(table(GOOD))), gathered=None, said=None))


def test_the_order_is_that_of_the_rounds_and_regions():
    """Equal answers give equal tables, in whatever order they came."""
    rows = [
        answer("plan", value, area, perspective=view, round=round_)
        for round_ in ("2025-12", "2024-12")
        for area in ("MO0002", "MO0001")
        for view, value in (("corporatie", "nee"), ("gemeente", "ja"), ("aanbieder", "nee"))
    ]
    keys = ["round", "area", "perspective", "other_perspective"]
    found = divergence(scored(table(rows))).table.select(keys).to_pylist()
    assert [tuple(row.values()) for row in found][:4] == [
        ("2024-12", "MO0001", "gemeente", "aanbieder"), ("2024-12", "MO0001", "gemeente", "corporatie"),
        ("2024-12", "MO0002", "gemeente", "aanbieder"), ("2024-12", "MO0002", "gemeente", "corporatie"),
    ]  # fmt: skip
    assert divergence(scored(table(rows[::-1]))).table.equals(divergence(scored(table(rows))).table)
    assert len(FRAMEWORK.perspectives) > 2
