"""Who gave which answer: the areas behind each count of a question, by name, in alphabetical order."""

from __future__ import annotations

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given
from town import FRAMEWORK, GOOD, answer, scored, table
from worlds import table_of, worlds

from napd import NapdError, UnknownName, score, summary, who
from napd.tables.schemas import schema

RESULT = scored(table(GOOD))
KEY = ("round", "perspective", "indicator", "version", "question", "status", "outcome")


@pytest.mark.unmeasured
@given(worlds())
def test_each_count_has_its_areas(world):
    """Of any answers, in every perspective: as many areas as the summary counts, each of them there once."""
    result = score(table_of(world.framework, world.answers), world.framework)
    views = world.framework.perspectives
    counted = summary(result, question="all", perspective=views).to_dict()
    rows = who(result, "all", perspective=views).to_dict()
    found = Counter(tuple(row[name] for name in KEY) for row in rows)
    assert {key: many for key, many in found.items() if many} == {
        tuple(row[name] for name in KEY): row["count"] for row in counted if row["count"]
    }
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_the_text():
    """Each answer with how many gave it, options in their order and nobody's too; names by alphabet; no ranking."""
    assert who(RESULT, "opvang:fase", round="2025-12").text() == (
        "Opvang: Hoe ver is het? (opvang:fase) · perspectief gemeente · 2025-12\n"
        "  geen (0)\n"
        "  in voorbereiding (0)\n"
        "  vastgesteld (1)\n"
        "    Noord\n"
        "  · niet beantwoord (1)\n"
        "    Zuid\n"
        "\n"
        "De namen staan op alfabet. Dit is geen rangorde."
    )


def test_several_answers_and_ranges():
    """An area stands with each option that it chose; with a number in the range that rules tell apart."""
    rows = who(RESULT, ["opvang:wie", "opvang:bereik"], perspective=FRAMEWORK.perspectives).to_dict()
    said = {(row["question"], row["perspective"], row["outcome"], row["area"]) for row in rows if row["outcome"]}
    assert said == {
        ("wie", "gemeente", "zorg", "MO0001"), ("wie", "gemeente", "werk", "MO0001"),
        ("wie", "gemeente", "geen", "MO0002"), ("bereik", "gemeente", "75 % of meer", "MO0001"),
        ("bereik", "aanbieder", "minder dan 75 %", "MO0002"),
    }  # fmt: skip


def test_questions_of_municipalities():
    """Name municipalities, those of the date of the round."""
    rows = who(RESULT, "samen:mee", round="2024-12").to_dict()
    assert [(row["outcome"], row["area"]) for row in rows if row["outcome"]] == [("ja", "GM0004")]
    assert {row["area"] for row in rows} == {"GM0001", "GM0002", "GM0003", "GM0004"}


def test_the_table():
    """It has its schema, also without rows; the text says so then."""
    assert who(RESULT, "all").table.schema.equals(schema("who"))
    nothing = who(scored(table([])), "all")
    assert nothing.table.schema.equals(schema("who"))
    assert nothing.text() == "Er is niets te tellen."


def test_names_with_a_comma_stay_apart():
    """Regions have such names, so a semicolon stands between them; none is broken at a hyphen."""
    areas = [evolve(area, name=f"{area.name}-oord, {area.name}") for area in FRAMEWORK.areas]
    framework = evolve(FRAMEWORK, areas=evolve(FRAMEWORK.areas, areas=areas))
    both = [answer("plan", "ja"), answer("plan", "ja", "MO0002")]
    assert "    Noord-oord, Noord; Zuid-oord, Zuid\n" in who(score(table(both), framework), "opvang:plan").text()


def test_what_is_not_there():
    """A question that nobody asks, and a round that is none."""
    with pytest.raises(UnknownName, match="there is no question 'opvang:fasen'"):
        who(RESULT, "opvang:fasen")
    with pytest.raises(NapdError, match="2031"):
        who(RESULT, "all", round="2031-12")
