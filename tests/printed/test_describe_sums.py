from __future__ import annotations

import pytest
from attrs import evolve
from described import (
    final,
    indicator_of,
    printed,
)

import napd
import napd.decision.nodes
import napd.printed.partition
import napd.printed.possible
from napd.decision.rubric import compile_rubric
from napd.model.adding import count
from napd.model.choices import Choice, Option, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.points import Points
from napd.model.previous import Previous
from napd.printed.describe import describe, rows
from napd.texts import texts

ZORG, WONEN, WERK = (YesNo(name, f"Is er {name}?") for name in ("zorg", "wonen", "werk"))
PLAATSEN, MENSEN = (
    Number(name, f"Hoeveel {name}?", minimum=0, maximum=5, whole=True) for name in ("plaatsen", "mensen")
)
SUMS = indicator_of(
    [ZORG, WONEN, WERK, PLAATSEN, MENSEN],
    Rule("gerealiseerd", (count(ZORG, WONEN, WERK) >= 2) & ZORG & (PLAATSEN + 2 * MENSEN >= 8), because="Genoeg."),
    Rule("in-ontwikkeling", (count(ZORG, WONEN, WERK) >= 1) & (PLAATSEN + 2 * MENSEN > 3), because="Iets."),
)


def test_a_sum_is_one_column():
    """Whatever is added; and what no answers come to, such as none of three with one of them, is left out."""
    assert printed(final(SUMS)).splitlines()[:8] == [
        "zorg  count(zorg, wonen, werk)  plaatsen + 2 * mensen  uitkomst         regel",
        "────  ────────────────────────  ─────────────────────  ───────────────  ─────",
        "ja    2 of meer                 8 of meer              gerealiseerd     1",
        "nee   2 of meer                 8 of meer              in-ontwikkeling  2",
        "–     1                         meer dan 3             in-ontwikkeling  2",
        "–     2 of meer                 4 t/m 7                in-ontwikkeling  2",
        "–     0                         –                      niet-op-gang     3",
        "–     1 of meer                 3 of minder            niet-op-gang     3",
    ]
    assert final(SUMS).cells == (3 + 2) * 3


@pytest.mark.parametrize(
    ("condition", "column", "labels"),
    [
        (napd.min(PLAATSEN, MENSEN) >= 2, "min(plaatsen, mensen)", ["2 of meer", "minder dan 2"]),
        (napd.max(PLAATSEN, MENSEN + 1) >= 6, "max(plaatsen, mensen + 1)", ["6", "minder dan 6"]),
        (PLAATSEN <= MENSEN, "plaatsen <= mensen", ["ja", "nee"]),
        (0.5 * PLAATSEN + MENSEN >= 1.5, "0.5 * plaatsen + mensen", ["1,5 of meer", "minder dan 1,5"]),
        (count(PLAATSEN >= 2, ZORG) == 2, "count(plaatsen >= 2, zorg)", ["2", "minder dan 2"]),
        ((PLAATSEN + MENSEN) / 3 >= 2, "plaatsen / 3 + mensen / 3", ["2 of meer", "minder dan 2"]),
        (count(ZORG, WONEN, WERK) > 1.5, "count(zorg, wonen, werk)", ["2 of meer", "minder dan 2"]),
        (count(ZORG, WONEN, WERK) <= 1.5, "count(zorg, wonen, werk)", ["minder dan 2", "2 of meer"]),
    ],
)
def test_what_a_sum_is_called(condition, column, labels):
    """As its author wrote it, with the numbers that tell something; of a comparison whether it holds."""
    table = final(evolve(SUMS, rules=[Rule("gerealiseerd", condition, because="Ja."), SUMS.rules[-1]]))
    assert table.ids == (column,)
    assert [row.conditions for row in rows(table)] == [(label,) for label in labels]


def test_where_it_takes_too_long_every_combination_is_printed(monkeypatch):
    """Then some rows may be of answers that nobody can give."""
    monkeypatch.setattr(napd.printed.possible, "MOST_MET", 2)
    table = final(SUMS)
    assert table.cells == sum(row.cells for row in rows(table)) == 2 * 3 * 3


def test_what_stages_and_questions_come_to_together():
    """A stage is a column; beside a question that it asks, what they cannot come to together is left out."""
    rules = [Rule("veel", ZORG & WONEN, because="Beide."), Rule("weinig", because="Niet.")]
    stage = Stage("aanbod", "Wat is er?", options=("weinig", "veel"), rules=rules)
    last = [
        Rule("gerealiseerd", (stage == "veel") & WERK, because="Veel."),
        Rule("in-ontwikkeling", ZORG, because="Iets."),
    ]
    table = final(evolve(SUMS, stages=[stage], rules=[*last, SUMS.rules[-1]]))
    assert [(row.conditions, row.rule, row.cells) for row in rows(table)] == [
        (("ja", "ja", "veel"), 1, 1),
        (("ja", "nee", None), 2, 2),
        (("ja", "ja", "weinig"), 2, 1),
        (("nee", None, None), 3, 2),
    ]


@pytest.mark.parametrize(
    ("points", "labels"),
    [
        ({"of": {"zorg": 1, "plaatsen": 2}}, ["7 van 11 punten of meer", "minder dan 7 van 11 punten"]),
        ({"of": {"zorg": 0.5, "plaatsen": 2}}, ["6,5 van 10,5 punten of meer", "minder dan 6,5 van 10,5 punten"]),
        ({"of": {"zorg": -1, "plaatsen": 2}}, ["7 punten of meer", "minder dan 7 punten"]),
        (
            {"of": {"plaatsen": 7}, "over": {"zorg": 1}, "empty": "worst"},
            ["6,5 punten of meer", "minder dan 6,5 punten"],
        ),
    ],
)
def test_points_are_one_column(points, labels):
    """Beside the most there are, where that tells something: "7 van 11 punten of meer"."""
    score = Points("score", "Hoeveel punten?", **points)
    rules = [Rule("gerealiseerd", score >= 6.5, because="Ja."), SUMS.rules[-1]]
    table = final(evolve(SUMS, questions=[ZORG, PLAATSEN, score], rules=rules))
    assert table.ids == ("score",)
    assert [row.conditions for row in rows(table)] == [(label,) for label in labels]


@pytest.mark.parametrize(
    ("worths", "labels"),
    [
        ({"zorg": -1, "plaatsen": 2}, ["1 point or more", "less than 1 point"]),
        ({"zorg": 0.5, "plaatsen": 2}, ["1 of 10.5 points or more", "less than 1 of 10.5 points"]),
        ({"zorg": 1}, ["1 of 1 point", "0 of 1 point"]),
    ],
)
def test_one_point_is_singular(worths, labels):
    """The word agrees with the number before it, which may be the most there are."""
    score = Points("score", "Hoeveel punten?", of=worths)
    rules = [Rule("gerealiseerd", score >= 1, because="Ja."), SUMS.rules[-1]]
    made = evolve(SUMS, questions=[ZORG, PLAATSEN, score], rules=rules)
    table = describe(compile_rubric(made), texts("en"))
    assert all(f"\n{label} " in table for label in labels), table


def test_what_each_answer_gives_stands_under_the_table():
    """Who signs a table of points sees them: of a yes, of each option by its label, and what they are divided by."""
    plan = Choice("plan", "Plan?", options=("geen", Option("een concept", id="concept")))
    geld = YesNo("geld", "Geld?")
    som = Points("som", "Som?", of={"plan": {"concept": 0.5}, "geld": 2})
    deel = Points("deel", "Deel?", of={"plan": {"concept": 1}}, over={"geld": 1}, empty="worst")
    rules = [
        Rule("gerealiseerd", (som >= 2) & (deel >= 1), because="Veel."),
        Rule("niet-op-gang", because="Weinig."),
    ]
    made = Indicator(id="proef", title="Proef", since="2025-01-01", questions=(plan, geld, som, deel), rules=rules)
    assert describe(compile_rubric(made)).endswith(
        "\n\nPunten per antwoord\n"
        "  som = plan: een concept 0,5; geld: 2\n"
        "  deel = plan: een concept 1 gedeeld door geld: 1\n"
    )


def test_a_value_of_the_round_before_is_called_so():
    """Who reads which questions there are sees that nobody is asked this one."""
    plan = YesNo("plan", "Is er een plan?")
    toen = Previous("toen", "Was er een plan?", question=plan)
    rules = [Rule("gerealiseerd", plan & toen, because="Het bleef."), Rule("niet-op-gang", because="Niet.")]
    made = Indicator(id="proef", title="Proef", since="2025-01-01", questions=(plan, toen), rules=rules)
    assert describe(compile_rubric(made)).endswith(
        "  plan  Is er een plan?\n  toen  Was er een plan? (uit de ronde ervoor)\n"
    )


def test_a_count_of_one_question_stands_beside_that_question():
    """Both read as `zorg`, and were taken for one column, of which the other's answers are no numbers."""
    one = indicator_of(
        [ZORG, WONEN],
        Rule("gerealiseerd", ZORG & (count(ZORG) >= 1) & WONEN, because="Beide."),
        Rule("in-ontwikkeling", WONEN, because="Iets."),
    )
    lines = printed(final(one)).splitlines()
    assert lines[0].split() == ["zorg", "wonen", "(zorg)", "uitkomst", "regel"]
    assert {line.split()[-1] for line in lines[2:5]} == {"1", "2", "3"}
