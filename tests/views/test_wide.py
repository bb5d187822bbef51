"""The wide table: every score once, in words, in the row of its area and the column of its indicator."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given
from town import FRAMEWORK, GOOD, OPVANG, SAMEN, answer, only, scored, table
from worlds import table_of, worlds

from napd import score, wide
from napd.explaining.levels import level_words, score_words

RESULT = scored(table(GOOD))


@pytest.mark.unmeasured
@given(worlds())
def test_every_score_once(world):
    """Of any answers, by comparing with each score; whoever did not take part stands there too, in one perspective."""
    framework = world.framework
    result = score(table_of(world.framework, world.answers), framework)
    view = wide(result)
    names = view.table.schema.names
    ids = list(dict.fromkeys(one.id for one in sorted(framework.indicators, key=framework.place)))
    ids = [name for name in ids if framework.dashboard(name) in result.dashboards]
    levels = dict(zip(ids, range(4, 4 + len(ids)), strict=True))
    rows = [tuple(row.values()) for row in view.to_dict()]
    assert len(names) == 4 + 2 * len(ids)
    cells = {(*row[:3], name): (row[at], row[at + len(ids)]) for row in rows for name, at in levels.items()}
    assert len(cells) == len(rows) * len(ids)
    for one in result.scores.to_pylist():
        indicator = framework.indicator(one["indicator"], one["version"])
        rule = one["rule"].split("|")
        shown, by = cells.pop((one["round"], one["perspective"], one["area"], one["indicator"]))
        assert shown == score_words(indicator.scale, one)
        assert by.replace(" of ", ", ").split(", ") == rule
    assert {by for _, by in cells.values()} <= {None}
    assert {shown for shown, _ in cells.values()} <= {None, "◊ niets ontvangen"}
    absent = [key for key, (shown, _) in cells.items() if shown]
    assert {view for _, view, _, _ in absent} <= {framework.perspectives[0]}


def test_order_and_names():
    """By round, perspective and name, whatever the levels; an area that an indicator is not about has an empty cell."""
    rows = wide(RESULT).to_dict()
    places = [(row["ronde"], FRAMEWORK.perspectives.index(row["perspectief"]), row["naam van gebied"]) for row in rows]
    assert places == sorted(places)
    assert list(rows[0])[:5] == ["ronde", "perspectief", "gebied", "naam van gebied", "Anders"]
    assert rows[-1]["Pas sinds 2025"] == "✕ nog niet op gang"
    assert [row["Pas sinds 2025"] for row in rows if row["ronde"] == "2024-12"] == [None] * 2


def test_who_did_not_take_part():
    """Areas that exist on the date of the round and say nothing are there, and say so."""
    rows = wide(scored(table([answer("plan", "ja")]))).to_dict()
    assert [(row["naam van gebied"], row["Opvang"]) for row in rows] == [
        ("Noord", "? nog niet bepaald: in ontwikkeling t/m gerealiseerd"), ("Zuid", "◊ niets ontvangen"),
    ]  # fmt: skip
    assert rows[0]["regel · Opvang"] == "1 of 2"


def test_a_dashboard_without_answers_has_no_columns():
    """Nobody was perhaps asked: a column in which every area did not take part would say otherwise."""
    both = only(OPVANG, evolve(SAMEN, dashboard="Zorg"))
    names = wide(score(table([answer("plan", "ja")]), both)).table.schema.names
    assert names[4:] == ["Opvang", "regel · Opvang"]


def test_colours_go_with_words():
    """Each level of an indicator has one, by the very words that stand in the cells, and no other text."""
    field = wide(RESULT).table.schema.field("Opvang")
    colours = json.loads(field.metadata[b"colours"])
    assert {level_words(OPVANG.scale, level) for level in OPVANG.scale.ids} <= set(colours)
    assert "? nog niet bepaald: in ontwikkeling t/m gerealiseerd" not in colours
    assert wide(RESULT).table.schema.field("regel · Opvang").metadata is None


def test_two_indicators_with_one_title():
    """Each column has a name of its own."""
    both = only(OPVANG, evolve(SAMEN, title="Opvang"))
    assert wide(score(table(GOOD), both)).table.schema.names[4:6] == ["Opvang (opvang)", "Opvang (samen)"]


def test_nothing_was_answered():
    """Then there is no row, and the text is empty."""
    empty = wide(scored(table([])))
    assert (len(empty), empty.text()) == (0, "")
    assert "Opvang" in empty.table.schema.names


def test_text():
    """As aligned columns, with the mark above them where answers are fictional."""
    fictional = wide(
        scored(
            table([answer("plan", "ja", FICTIEF="ja")], ("round", "area", "indicator", "question", "value", "FICTIEF"))
        )
    )
    first, _, head, *rest = fictional.text().splitlines()
    assert (first, head.split()[0], len(rest)) == ("FICTIEF", "ronde", 2)
