from __future__ import annotations

from functools import reduce
from itertools import combinations, product
from operator import and_, or_

import numpy as np
import pytest
from attrs import evolve
from hypothesis import example, given, settings

import napd
import napd.decision.nodes
import napd.decision.partition
import napd.decision.possible
from napd.decision.describe import describe, long_rows, rows, text
from napd.decision.rubric import compile_rubric
from napd.decision.table import tables_of
from napd.model.amounts import count
from napd.model.choices import Choice, MultiChoice, Option, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number
from napd.model.points import Points
from napd.model.previous import Previous
from napd.model.rollups import Ratio, Share, Sum
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE, Level, Scale
from napd.testing.reference import deciding, holds, options_of, points_of
from napd.testing.strategies import indicators
from napd.texts import texts


def printed(table):
    """Print a table with the ids of its results."""
    return text(table, {"": "geen regel", **{rule.level: rule.level for rule in table.rules}})


def sheets(rubric):
    """Every combination of answers that conditions tell apart; of a multiple choice in parts, of these together."""
    for cell in np.ndindex(*rubric.diagram.sizes):
        yield {name: rubric.answer(name, dict(enumerate(cell))) for name in rubric.questions}


def with_stages(indicator, sheet):
    """A sheet with the results of the stages, where they have one, and the points."""
    rules = {stage.id: stage.rules for stage in indicator.stages}
    found = deciding(indicator, sheet)
    sheet = sheet | {name: some[found[name] - 1].level for name, some in rules.items() if found.get(name)}
    return sheet | points_of(indicator, sheet)


def classes_of(table, answers, options):
    """For each column the classes that can hold some answers: those in whose answers the same conditions hold."""
    for axis in table.axes:
        truth = [holds(table.behind.get(atom, atom), answers, options) for atom in axis.atoms]
        said = [[axis.question.satisfies(atom, sample) for atom in axis.atoms] for sample in axis.samples]
        yield [k for k, one in enumerate(said) if one == truth]


def indicator_of(questions, *rules, **changes):
    """An indicator with these rules, and last the rule that gives niet-op-gang."""
    last = Rule("niet-op-gang", because="Anders.")
    return Indicator(
        **{"id": "proef", "title": "Proef", "since": "2024-01-01", "questions": questions}
        | {"rules": [*rules, last]}
        | changes
    )


MET, WIE = YesNo("met", "Is het zo?"), MultiChoice("wie", "Wie?", options=("zorg", "wonen"))
NEVER = indicator_of([MET], Rule("gerealiseerd", count(MET < "nee") <= 0, because="Ja."))
IN_PARTS = indicator_of([WIE], Rule("gerealiseerd", WIE.has_any("zorg") & WIE.has_any("wonen"), because="Ja."))


@settings(deadline=None)
@given(indicator=indicators(most_questions=3, shared=True, rollups=True, total=False))
@example(indicator=NEVER)
@example(indicator=IN_PARTS)
def test_rows_are_the_table(indicator):
    """Rows hold each combination of answers that there can be once, with the rule that decides it, and no others."""
    rubric = compile_rubric(indicator)
    options = {q.id: options_of(q.scored) for q in (*indicator.questions, *indicator.stages)}
    tables = tables_of(rubric)
    met = {table.stage: set() for table in tables}
    for sheet in sheets(rubric):
        answers, decided = with_stages(indicator, sheet), deciding(indicator, sheet)
        for table in tables:
            if table.stage in decided:
                for cell in product(*classes_of(table, answers, options)):
                    met[table.stage].add(cell)
                    (row,) = [r for r in rows(table) if all(k in some for k, some in zip(cell, r.classes, strict=True))]
                    assert row.rule == (decided[table.stage] or 0)
    for table in tables:
        assert sum(row.cells for row in rows(table)) == table.cells
        if not indicator.stages:
            assert len(met[table.stage]) == table.cells
        for row in rows(table):
            rule = table.rules[row.rule - 1] if row.rule else Rule("", because="")
            assert (row.level, row.because) == (rule.level, rule.because)
            everything = [len(some) == axis.size for some, axis in zip(row.classes, table.axes, strict=True)]
            assert [said is None for said in row.conditions] == everything


@settings(deadline=None, max_examples=20)
@given(indicator=indicators(most_questions=3, shared=True))
def test_describing_is_deterministic(indicator):
    """The same indicator compiled twice reads the same."""
    once, again = (describe(compile_rubric(indicator)) for _ in range(2))
    assert once == again


# Three rubrics as they stand in the plugins, with reasons of their own

STATUS = Choice("status", "Hoe ver is het plan?", options=("geen", "opdracht verstrekt", "concept", "vastgesteld"))
PARTIES = ("ervaringskennis", "opvangorganisaties", "corporaties", "zorg", "inkomen", "wonen")
BETROKKEN = MultiChoice("betrokken", "Wie maken het mee?", options=PARTIES)
LINES = ("bestaanszekerheid", "preventie", "wonen eerst", "uitvoeringspraktijk", "ervaringskennis", "inclusieve aanpak")
ACTIELIJNEN = MultiChoice("actielijnen", "Welke actielijnen?", options=LINES)
REGIOPLAN = indicator_of(
    [STATUS, BETROKKEN, ACTIELIJNEN, Date("vastgesteld_op", "Wanneer?", required=False)],
    Rule("gerealiseerd", (STATUS == "vastgesteld") & BETROKKEN.has_all() & ACTIELIJNEN.has_all(), because="Compleet."),
    Rule("in-ontwikkeling", STATUS >= "concept", because="Er ligt een plan."),
    Rule(
        "in-ontwikkeling",
        (STATUS >= "opdracht verstrekt") & BETROKKEN.has_any("ervaringskennis"),
        because="Er is een opdracht.",
    ),
)
REGIOPLAN_TEXT = """\
Proef (proef, versie 2024-01-01)

status              betrokken               actielijnen  uitkomst            regel
──────────────────  ──────────────────────  ───────────  ──────────────────  ─────
vastgesteld         alle 6                  alle 6       ✓ gerealiseerd      1
concept             –                       –            ◐ in ontwikkeling   2
vastgesteld         niet alle 6             –            ◐ in ontwikkeling   2
vastgesteld         alle 6                  niet alle 6  ◐ in ontwikkeling   2
opdracht verstrekt  ervaringskennis         –            ◐ in ontwikkeling   3
geen                –                       –            ✕ nog niet op gang  4
opdracht verstrekt  zonder ervaringskennis  –            ✕ nog niet op gang  4

Regels (de eerste die opgaat, beslist)
  1  ✓ gerealiseerd: Compleet.
  2  ◐ in ontwikkeling: Er ligt een plan.
  3  ◐ in ontwikkeling: Er is een opdracht.
  4  ✕ nog niet op gang: Anders.

Vragen
  status       Hoe ver is het plan?
  betrokken    Wie maken het mee?
  actielijnen  Welke actielijnen?
"""

DEELNAME = YesNo("deelname", "Deed de gemeente mee?", rollup=Share("ja"))
STEPS = ("geen", "besproken in de regio", "maatregelen in plan", "uitgevoerd")
OPVOLGING = Choice("opvolging", "Wat volgde?", options=STEPS)
PILLARS = ("bestaanscondities", "voorzorg", "herstelzorg", "inclusief wonen")
PIJLERS = MultiChoice("pijlers", "Welke pijlers?", options=PILLARS)
OUTREACHEND = YesNo("outreachend", "Is er vroeginterventie?")
PREVENTIESCAN = indicator_of(
    [DEELNAME, OPVOLGING, PIJLERS, OUTREACHEND],
    Rule(
        "gerealiseerd",
        (DEELNAME.scored >= 75) & (OPVOLGING >= "maatregelen in plan") & PIJLERS.has_all() & OUTREACHEND,
        because="Compleet.",
    ),
    Rule("in-ontwikkeling", (DEELNAME.scored >= 25) | (OPVOLGING >= "besproken in de regio"), because="Begonnen."),
)
PREVENTIESCAN_TEXT = """\
Proef (proef, versie 2024-01-01)

deelname         opvolging                          pijlers      outreachend  uitkomst            regel
───────────────  ─────────────────────────────────  ───────────  ───────────  ──────────────────  ─────
75 % of meer     maatregelen in plan of uitgevoerd  alle 4       ja           ✓ gerealiseerd      1
minder dan 25 %  ten minste besproken in de regio   –            –            ◐ in ontwikkeling   2
25 tot 75 %      –                                  –            –            ◐ in ontwikkeling   2
75 % of meer     geen of besproken in de regio      –            –            ◐ in ontwikkeling   2
75 % of meer     maatregelen in plan of uitgevoerd  niet alle 4  –            ◐ in ontwikkeling   2
75 % of meer     maatregelen in plan of uitgevoerd  alle 4       nee          ◐ in ontwikkeling   2
minder dan 25 %  geen                               –            –            ✕ nog niet op gang  3

Regels (de eerste die opgaat, beslist)
  1  ✓ gerealiseerd: Compleet.
  2  ◐ in ontwikkeling: Begonnen.
  3  ✕ nog niet op gang: Anders.

Vragen
  deelname     Deed de gemeente mee? (aandeel van de gemeenten)
  opvolging    Wat volgde?
  pijlers      Welke pijlers?
  outreachend  Is er vroeginterventie?
"""

VOORZIENINGEN = YesNo("voorzieningen", "Is er opvang?")
PLAN = Choice("plan", "Is er een plan?", options=("geen", "in voorbereiding", "vastgesteld"))
SLAAPZAAL, KAMER = (
    Number(f"plekken_{name}", f"Hoeveel {name}?", minimum=0, whole=True, rollup=Sum()) for name in ("zaal", "kamer")
)
EENPERSOONS = Ratio("eenpersoons", "Welk deel is eenpersoons?", part=KAMER, whole=(SLAAPZAAL, KAMER), empty="worst")
HERKOMST = YesNo("herkomst", "Is er opvang in de gemeente van herkomst?")
OPVANG = indicator_of(
    [VOORZIENINGEN, PLAN, SLAAPZAAL, KAMER, EENPERSOONS, HERKOMST],
    Rule(NOT_APPLICABLE, ~VOORZIENINGEN, because="Er is geen opvang."),
    Rule("gerealiseerd", (PLAN == "vastgesteld") & (EENPERSOONS.scored >= 90) & HERKOMST, because="Compleet."),
    Rule("in-ontwikkeling", (PLAN >= "in voorbereiding") | (EENPERSOONS.scored >= 50), because="Begonnen."),
)
OPVANG_TEXT = """\
Proef (proef, versie 2024-01-01)

voorzieningen  plan              eenpersoons      herkomst  uitkomst             regel
─────────────  ────────────────  ───────────────  ────────  ───────────────────  ─────
nee            –                 –                –         niet van toepassing  1
ja             vastgesteld       90 % of meer     ja        ✓ gerealiseerd       2
ja             geen              50 % of meer     –         ◐ in ontwikkeling    3
ja             in voorbereiding  –                –         ◐ in ontwikkeling    3
ja             vastgesteld       minder dan 90 %  –         ◐ in ontwikkeling    3
ja             vastgesteld       90 % of meer     nee       ◐ in ontwikkeling    3
ja             geen              minder dan 50 %  –         ✕ nog niet op gang   4

Regels (de eerste die opgaat, beslist)
  1  niet van toepassing: Er is geen opvang.
  2  ✓ gerealiseerd: Compleet.
  3  ◐ in ontwikkeling: Begonnen.
  4  ✕ nog niet op gang: Anders.

Vragen
  voorzieningen  Is er opvang?
  plan           Is er een plan?
  eenpersoons    Welk deel is eenpersoons? (berekend; met niets om door te delen telt het als het slechtste)
  herkomst       Is er opvang in de gemeente van herkomst?
"""


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [(REGIOPLAN, REGIOPLAN_TEXT), (PREVENTIESCAN, PREVENTIESCAN_TEXT), (OPVANG, OPVANG_TEXT)],
    ids=["regioplan", "preventiescan", "opvang-ombouw"],
)
def test_a_rubric_reads_as_a_table_made_by_hand(indicator, expected):
    """A rubric is printed as the decision table that a person would write."""
    assert describe(compile_rubric(indicator)) == expected


GROND = Stage(
    "grond",
    "Welke grond is er?",
    options=("geen grond", "werk"),
    rules=[Rule("werk", HERKOMST, because="Werk."), Rule("geen_grond", because="Geen werk.")],
)
STAGED = indicator_of([HERKOMST], Rule("gerealiseerd", GROND == "werk", because="Ja."), stages=[GROND])


def test_stages_come_first():
    """Each stage is a table of its own, with the labels of its options, before the table that asks it."""
    assert (
        describe(compile_rubric(STAGED))
        == """\
Proef (proef, versie 2024-01-01)

Tussenstap grond: Welke grond is er?

herkomst  uitkomst    regel
────────  ──────────  ─────
ja        werk        1
nee       geen grond  2

Regels (de eerste die opgaat, beslist)
  1  werk: Werk.
  2  geen grond: Geen werk.

grond       uitkomst            regel
──────────  ──────────────────  ─────
werk        ✓ gerealiseerd      1
geen grond  ✕ nog niet op gang  2

Regels (de eerste die opgaat, beslist)
  1  ✓ gerealiseerd: Ja.
  2  ✕ nog niet op gang: Anders.

Vragen
  herkomst  Is er opvang in de gemeente van herkomst?
"""
    )


def test_long_rows():
    """Each row of each table has one record for each question that matters in it, numbered within its table."""
    assert list(long_rows(compile_rubric(STAGED))) == [
        ("grond", 1, "herkomst", "ja", 1, "werk", "Werk.", 1),
        ("grond", 2, "herkomst", "nee", 2, "geen_grond", "Geen werk.", 1),
        ("", 1, "grond", "werk", 1, "gerealiseerd", "Ja.", 1),
        ("", 2, "grond", "geen grond", 2, "niet-op-gang", "Anders.", 1),
    ]
    opvang = list(long_rows(compile_rubric(OPVANG)))
    assert opvang[0] == ("", 1, "voorzieningen", "nee", 1, NOT_APPLICABLE, "Er is geen opvang.", 18)
    assert [record[2] for record in opvang if record[1] == 2] == ["voorzieningen", "plan", "eenpersoons", "herkomst"]


def test_a_rubric_that_asks_nothing():
    """One rule without a condition is one row in which no question matters."""
    rubric = compile_rubric(indicator_of([HERKOMST]))
    assert list(long_rows(rubric)) == [("", 1, "", "", 1, "niet-op-gang", "Anders.", 1)]
    assert describe(rubric).splitlines()[2:5] == [
        "uitkomst            regel",
        "──────────────────  ─────",
        "✕ nog niet op gang  1",
    ]


def test_cases_that_no_rule_decides():
    """Cells without a rule are rows of their own, first, with rule 0 and no level; they are printed in words."""
    indicator = evolve(OPVANG, rules=[Rule("gerealiseerd", HERKOMST, because="Ja.")])
    table = tables_of(compile_rubric(indicator))[-1]
    assert [(row.rule, row.level, row.because) for row in rows(table)] == [(0, "", ""), (1, "gerealiseerd", "Ja.")]
    assert printed(table).splitlines()[2:4] == ["nee       geen regel    –", "ja        gerealiseerd  1"]
    assert printed(table).splitlines()[-1] == "  1  gerealiseerd: Ja."


def test_levels_are_called_as_the_scale_says():
    """A level without a symbol is its label alone."""
    plain = Scale([Level(name, f"niveau {name}") for name in DEFAULT_SCALE.ids])
    assert "\nwerk        niveau gerealiseerd  1\n" in describe(compile_rubric(evolve(STAGED, scale=plain)))


IN_ENGLISH = """\
Proef (proef, version 2024-01-01)

Stage grond: Welke grond is er?

opvolging                      result      rule
─────────────────────────────  ──────────  ────
all but besproken in de regio  werk        1
besproken in de regio          geen grond  2

Rules (the first that holds decides)
  1  werk: Werk.
  2  geen grond: Geen werk.

deelname        pijlers    eenpersoons      grond       result              rule
──────────────  ─────────  ───────────────  ──────────  ──────────────────  ────
–               all 4      0.5 % or more    –           not applicable      1
75 % or more    not all 4  –                werk        ✓ gerealiseerd      2
75 % or more    all 4      less than 0.5 %  werk        ✓ gerealiseerd      2
less than 75 %  not all 4  –                –           ✕ nog niet op gang  3
less than 75 %  all 4      less than 0.5 %  –           ✕ nog niet op gang  3
75 % or more    not all 4  –                geen grond  ✕ nog niet op gang  3
75 % or more    all 4      less than 0.5 %  geen grond  ✕ nog niet op gang  3

Rules (the first that holds decides)
  1  not applicable: Niet.
  2  ✓ gerealiseerd: Ja.
  3  ✕ nog niet op gang: Anders.

Questions
  opvolging    Wat volgde?
  deelname     Deed de gemeente mee? (share of the municipalities)
  pijlers      Welke pijlers?
  eenpersoons  Welk deel is eenpersoons? (calculated; if there is nothing to divide by, it counts as the worst)
"""


def test_words_are_data():
    """The same tables are printed in another language, every word of them."""
    grond = evolve(GROND, rules=[Rule("werk", OPVOLGING != "besproken in de regio", because="Werk."), GROND.rules[1]])
    rules = (
        Rule(NOT_APPLICABLE, (EENPERSOONS.scored >= 0.5) & PIJLERS.has_all(), because="Niet."),
        Rule("gerealiseerd", (grond == "werk") & (DEELNAME.scored >= 75), because="Ja."),
    )
    asked = [OPVOLGING, DEELNAME, PIJLERS, SLAAPZAAL, KAMER, EENPERSOONS]
    rubric = compile_rubric(indicator_of(asked, *rules, stages=[grond]))
    assert describe(rubric, texts("en")) == IN_ENGLISH
    assert next(long_rows(rubric, texts("en")))[3] == "all but besproken in de regio"


def counting(count, least):
    """Whether at least so many of so many answers are yes."""
    questions = [YesNo(f"v{n}", "Zo?") for n in range(count)]
    enough = reduce(or_, (reduce(and_, some) for some in combinations(questions, least)))
    rules = [Rule("gerealiseerd", enough, because="Genoeg."), Rule("niet-op-gang", because="Te weinig.")]
    return Indicator(id="telt", title="Telt", since="2025-01-01", questions=questions, rules=rules)


def test_a_table_of_very_many_rows(monkeypatch):
    """More than 300 rows are not printed but counted, and the rules stand alone; as rows there is one for each."""
    rubric = compile_rubric(counting(12, 4))
    (table,) = tables_of(rubric)
    said = "Deze tabel heeft 715 rijen, te veel om te lezen; de regels zeggen hetzelfde korter."
    assert rows(table) == ()
    assert printed(table).splitlines()[0] == said
    assert "  1  gerealiseerd: Genoeg." in printed(table)
    assert list(long_rows(rubric)) == [
        ("", 1, "", said, 1, "gerealiseerd", "Genoeg.", 3797),
        ("", 2, "", said, 2, "niet-op-gang", "Te weinig.", 299),
    ]
    monkeypatch.setattr(napd.decision.partition, "MOST_SPLITS", 10)
    (again,) = tables_of(rubric)
    assert printed(again).startswith("Deze tabel heeft meer dan 1000 rijen, te veel")
    monkeypatch.setattr(napd.decision.nodes, "MOST_BRANCHES", 20)
    (again,) = tables_of(rubric)
    assert printed(again).startswith("Deze tabel heeft meer dan 1000 rijen, te veel")


# Sums

ZORG, WONEN, WERK = (YesNo(name, f"Is er {name}?") for name in ("zorg", "wonen", "werk"))
PLAATSEN, MENSEN = (
    Number(name, f"Hoeveel {name}?", minimum=0, maximum=5, whole=True) for name in ("plaatsen", "mensen")
)
SUMS = indicator_of(
    [ZORG, WONEN, WERK, PLAATSEN, MENSEN],
    Rule("gerealiseerd", (count(ZORG, WONEN, WERK) >= 2) & ZORG & (PLAATSEN + 2 * MENSEN >= 8), because="Genoeg."),
    Rule("in-ontwikkeling", (count(ZORG, WONEN, WERK) >= 1) & (PLAATSEN + 2 * MENSEN > 3), because="Iets."),
)


def final(indicator):
    """The last table of an indicator."""
    return tables_of(compile_rubric(indicator))[-1]


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
    monkeypatch.setattr(napd.decision.possible, "MOST_MET", 2)
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
