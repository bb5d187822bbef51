"""What every view gives alike: records, an Arrow table and text; and what stands in the texts."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from worlds import table_of, worlds

import napd
from napd.views.shares import Shares

HERE = Path(__file__).parent.parent.parent / "examples"
MERGERS = HERE / "herindelingen-FICTIEF"


@pytest.fixture(scope="module")
def national():
    """The national example, scored."""
    return napd.score(HERE / "landelijk-FICTIEF" / "answers.csv")


@pytest.fixture(scope="module")
def merged():
    """The example of municipalities that merge, scored."""
    return napd.score(MERGERS / "answers.csv", MERGERS / "napd.toml")


VIEWS = {
    "compare": lambda result: napd.compare(result, area="MO0222"),
    "divergence": lambda result: napd.divergence(result, round="2025-12"),
    "summary": lambda result: napd.summary(result, round="2025-12"),
    "explain": lambda result: napd.explain(result, "MO0402", "regioplan"),
    "conversation": lambda result: napd.conversation(result, "MO0402"),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_is_records_a_table_and_text(national, view):
    """What is printed is the text; whatever reads Arrow takes the view; the records go through JSON unchanged."""
    found = view(national)
    assert str(found) == found.text()
    assert "FICTIEF" in found.text().splitlines()[0]
    assert pa.table(found).equals(found.table)
    assert pl.DataFrame(found).height == len(found.table) > 0
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    assert "\n" not in repr(found)


def test_the_table_of_explanations_has_their_words(national):
    """A row for each, with what the score is and its whole text."""
    found = napd.explain(national, "MO0402")
    rows = found.table.to_pylist()
    assert [(row["indicator"], row["level"], row["text"]) for row in rows] == [
        (one.indicator, one.level, one.text()) for one in found
    ]
    assert found.text().count("─" * 100) == len(found) - 1


def test_the_table_of_a_conversation_has_its_topics(national):
    """A row for each topic, with what to ask in lists."""
    found = napd.conversation(national, "MO0402")
    rows = found.table.to_pylist()
    assert [row["indicator"] for row in rows] == [topic.indicator for topic in found.topics]
    assert [row["ask"] for row in rows] == [[ask.text for ask in topic.ask] for topic in found.topics]
    assert {row["region"] for row in rows} == {"MO0402"}


def titles_in(framework, rows):
    """How many lines the titles of dashboards take: a line each, an empty one below it, and one between them."""
    shown = len({framework.dashboard(row["indicator"]) for row in rows})
    return 3 * shown - 1 if shown > 1 else 0


@settings(max_examples=30)
@given(worlds())
def test_a_text_tells_each_row(world):
    """Of what differs and of what moved each row has its lines, under a heading for each region and round."""
    result = napd.score(table_of(*world), world.framework)
    differing = napd.divergence(result)
    on, titles = world.framework.dashboard, partial(titles_in, world.framework)
    headings = {(on(row["indicator"]), row["region"], row["round"]) for row in differing.to_dict()}
    above = titles(differing.to_dict())
    assert len(differing.text().splitlines()) == 3 * len(differing) + len(headings) + above
    first, last = world.framework.rounds.rounds[0].id, world.framework.rounds.rounds[-1].id
    moved = napd.compare(result, from_round=first, to_round=last)
    changes, carried = moved.changes.to_pylist(), moved.carried.to_pylist()
    regions = {(on(row["indicator"]), row["region"]) for row in (*changes, *carried)}
    above = titles((*changes, *carried))
    by_dashboard = [[row for row in changes if on(row["indicator"]) == key] for key in world.framework.dashboards]
    totals = [
        2 + len({row["indicator"] for row in rows}) for rows in by_dashboard if len({r["region"] for r in rows}) > 1
    ]
    assert len(moved.text().splitlines()) == 2 * len(changes) + len(carried) + len(regions) + above + sum(totals)


def test_a_selection_is_a_part(national):
    """What is selected of a view are its rows with these names, of a region those of its municipalities too."""
    asked = ("regioplan", "housing-first")
    found = napd.divergence(national, area="MO0402", round="2025-12", indicator=asked).to_dict()
    rows = [row for row in napd.divergence(national).to_dict() if row["indicator"] in asked]
    assert found == [row for row in rows if (row["region"], row["round"]) == ("MO0402", "2025-12")]
    moved = napd.compare(national)
    part = napd.compare(national, area="GM0402", indicator="housing-first")
    assert part.receipt == moved.receipt
    assert part.changed_answers.to_pylist() == [
        row
        for row in moved.changed_answers.to_pylist()
        if (row["area"], row["indicator"]) == ("GM0402", "housing-first")
    ]


def test_a_comparison_begins_with_totals(national):
    """How many scores of each indicator moved, how and by what, which add up; of one region there are none."""
    found = napd.compare(national)
    rows = [row for row in found.changes.to_pylist() if row["indicator"] == "regioplan"]
    head, *lines = found.text().splitlines()[2:]
    assert head == f"Van 2025-06 naar 2025-12 bewogen {len(found.changes)} scores, per indicator:"
    line = next(line for line in lines if line.startswith("  Regioplan"))
    higher = sum(row["change"] == "up" for row in rows)
    answered = sum("answers" in row["causes"].split("|") for row in rows)
    assert f" {len(rows)}  {higher} hoger, " in line
    assert f"ander antwoord {answered}" in line
    assert "bewogen" not in napd.compare(national, area="MO0402").text()


def test_a_comparison_says_which_question(national):
    """Behind each cause that is an answer stand the questions, of municipalities with how many."""
    found = napd.compare(national, area="MO0222", indicator="housing-first")
    asked = {row["question"] for row in found.changed_answers.to_pylist() if row["cause"] == "answers"}
    texts = {one.id: one.text for one in national.framework.indicator("housing-first", "2023-12-01").questions}
    text = found.text()
    assert asked
    assert all(texts[name] in text for name in asked)
    assert "in de gemeente? · 4 gemeenten)" in text


def test_what_is_carried_is_told(merged):
    """Of municipalities that merged: what each said, and what became of it or why nothing did."""
    text = napd.compare(merged, from_round="2026-12", to_round="2027-06").text()
    assert "Hilversum + Wijdemeren → Hilversum: ja; nee; de antwoorden spreken elkaar tegen" in text
    assert "Hilversum + Wijdemeren → Hilversum: 60; 5; overgenomen: 65" in text


def test_a_summary_tells_bounds_and_rounding(national):
    """Each block has its n with the rule, a column for each round, and, where it says more, the bounds of a share."""
    text = napd.summary(national, round=["2024-12", "2025-12"], indicator="opvang-ombouw").text()
    assert "  n: de regio's die er iets van hebben ingevuld" in text
    assert "7 · 15 % [15–18 %]" in text
    assert text.splitlines()[-3].startswith("[a–b %]: zoveel kan")
    assert text.splitlines()[-2] == "* gewoon afgerond een procentpunt anders: 8 van 46, afgerond 17 %."
    assert "Thema" not in text
    every = napd.summary(national, round="2025-12").text()
    assert "Thema Inclusieve aanpak (alle indicatoren samen) · perspectief gemeente" in every
    assert "Thema Opvang" not in every  # it has one indicator, and would say the same
    assert "Actielijn" in every


def test_a_summary_of_questions_tells_options(national):
    """A question stands with its text and id; each option has its label, a number only who answered."""
    text = napd.summary(national, round="2025-12", question=["regioplan:status", "housing-first:plekken"]).text()
    assert "(regioplan:status) · perspectief gemeente" in text
    assert "✎ ingevuld" in text
    assert "%]" not in text


def test_nothing_to_count_is_said(national):
    """It is no error."""
    assert napd.summary(national, round="2023-12", perspective="aanbieder").text().splitlines()[-1] == (
        "Er is niets te tellen."
    )


@pytest.mark.parametrize(
    ("percentages", "n", "lines"),
    [
        (["12,5%"], 16, ["✓ 12,5 % van 16 kan met gewoon afronden: 2 van 16 is 12,50 %."]),
        (["79%", "82%"], 45, ["✕ 79 % van 45 kan niet: 35 van 45 is 77,78 %, afgerond 78 %", "✓ 82 % van 45 kan"]),
        (["79%", "82%"], None, ["in deze volgorde:", "n = 33: 26, 27"]),
        (["71%"], 44, ["31 van 44", "100"]),
        (["0,01%"], None, ["Er is geen n tot en met 100 waarvan 0,01 % afgeronde aandelen zijn."]),
    ],
)
def test_of_what_published_percentages_can_be_shares(percentages, n, lines):
    """The verdict on an n that is given, then every n that is possible; as text and as data."""
    found = Shares.of(percentages, n)
    assert str(found) == found.text()
    assert all(line in found.text() for line in lines)
    data = found.to_dict()
    assert [each["n"] for each in data["could_be"]] == list(found.fits)
    assert data.get("n") == n
    assert data.get("possible", True) == ("✕" not in found.text())


def test_an_n_below_one_is_refused():
    """There are no shares of nothing."""
    with pytest.raises(napd.NapdError, match="n is at least 1, not 0"):
        Shares.of(["79%"], 0)
