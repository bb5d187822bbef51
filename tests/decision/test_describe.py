from __future__ import annotations

from functools import reduce
from itertools import combinations
from math import prod
from operator import and_, or_

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import napd.decision.nodes
import napd.decision.partition
from napd.decision.describe import describe, long_rows, rows, text
from napd.decision.rubric import compile_rubric
from napd.decision.table import tables_of
from napd.decision.words import Words
from napd.errors import UnknownName
from napd.model.choices import Choice, MultiChoice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number
from napd.model.rollups import Ratio, Share, Sum
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE, Level, Scale
from napd.testing.answering import answer_sheets
from napd.testing.reference import deciding, holds, options_of
from napd.testing.strategies import indicators


def printed(table):
    """Print a table with the ids of its results."""
    return text(table, {"": "geen regel", **{rule.level: rule.level for rule in table.rules}})


def row_of(found, cell):
    """The one row that holds a cell."""
    (row,) = [row for row in found if all(k in some for k, some in zip(cell, row.classes, strict=True))]
    return row


@settings(deadline=None)
@given(indicator=indicators(most_questions=3, shared=True, rollups=True, total=False))
def test_rows_are_the_table(indicator):
    """Rows hold each cell of each table once, with the rule that decides it, its result and its reason."""
    options = {q.id: options_of(q.scored) for q in (*indicator.questions, *indicator.stages)}
    for table in tables_of(compile_rubric(indicator)):
        found = rows(table)
        for cell in np.ndindex(tuple(axis.size for axis in table.axes)):
            answers = {axis.question.id: axis.samples[k] for axis, k in zip(table.axes, cell, strict=True)}
            first = (n for n, rule in enumerate(table.rules, start=1) if holds(rule.when, answers, options))
            assert row_of(found, cell).rule == next(first, 0)
        assert sum(row.cells for row in found) == table.cells
        for row in found:
            rule = table.rules[row.rule - 1] if row.rule else Rule("", because="")
            assert (row.level, row.because, row.cells) == (rule.level, rule.because, prod(map(len, row.classes)))
            everything = [len(some) == axis.size for some, axis in zip(row.classes, table.axes, strict=True)]
            assert [said is None for said in row.conditions] == everything


@settings(deadline=None)
@given(data=st.data())
def test_the_row_of_an_answer_sheet_has_its_rule(data):
    """Of the rows of a table, one holds the answers, and its rule is the first whose condition they meet."""
    indicator = data.draw(indicators(most_stages=0, total=False))
    table = tables_of(compile_rubric(indicator))[-1]
    sheet = data.draw(answer_sheets(indicator, gaps=False))
    places = [np.array([axis.question.position(sheet[axis.question.id])]) for axis in table.axes]
    cell = [int(axis.classify(place)[0]) for axis, place in zip(table.axes, places, strict=True)]
    assert row_of(rows(table), cell).rule == (deciding(indicator, sheet)[""] or 0)


@settings(deadline=None, max_examples=20)
@given(indicator=indicators(most_questions=3, shared=True))
def test_describing_is_deterministic(indicator):
    """The same indicator compiled twice reads the same."""
    once, again = (describe(compile_rubric(indicator), indicator.scale) for _ in range(2))
    assert once == again


def indicator_of(questions, *rules, **changes):
    """An indicator with these rules, and last the rule that gives niet-op-gang."""
    last = Rule("niet-op-gang", because="Anders.")
    return Indicator(
        **{"id": "proef", "title": "Proef", "since": "2024-01-01", "questions": questions}
        | {"rules": [*rules, last]}
        | changes
    )


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
    assert describe(compile_rubric(indicator), indicator.scale) == expected


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
        describe(compile_rubric(STAGED), DEFAULT_SCALE)
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
    assert describe(rubric, DEFAULT_SCALE).splitlines()[2:5] == [
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
    """A level without a symbol is its label and id; one that the scale lacks is refused."""
    rubric = compile_rubric(STAGED)
    plain = Scale([Level(name, f"niveau {name}") for name in DEFAULT_SCALE.ids])
    assert "\nwerk        niveau gerealiseerd  1\n" in describe(rubric, plain)
    with pytest.raises(UnknownName, match="the scale has no level 'niet-op-gang'"):
        describe(rubric, Scale([Level("laag", "laag"), Level("hoog", "hoog")]))


ENGLISH = Words(
    or_="or", and_="and", at_least="at least {}", at_most="at most {}", through="{a} to {b}", all_but="all but {}",
    not_="not {}", exactly="exactly {}", all_="all {}", not_all="not all {}", without="without {}",
    none_of="none of {}", of="{a} of {b}", reserved=frozenset({"or", "and", "all"}), decimal=".", quoted="'{}'",
    numbers={"<": "less than {b}", ">=": "{a} or more"}, dates={">=": "from {a}", "<": "before {b}"},
    months=["January"], any_answer="any", result="result", rule="rule", rules="Rules", questions="Questions",
    stage="Step", version="version", no_rule="no rule", too_many="{} rows, too many to read",
    more_than="over {}", not_applicable="does not apply", derived="computed", empty={}, previous="then",
)  # fmt: skip
IN_ENGLISH = """\
Proef (proef, version 2024-01-01)

Step grond: Welke grond is er?

opvolging                      result      rule
─────────────────────────────  ──────────  ────
all but besproken in de regio  werk        1
besproken in de regio          geen grond  2

Rules
  1  werk: Werk.
  2  geen grond: Geen werk.

deelname        pijlers    eenpersoons      grond       result              rule
──────────────  ─────────  ───────────────  ──────────  ──────────────────  ────
any             all 4      0.5 % or more    any         does not apply      1
75 % or more    not all 4  any              werk        ✓ gerealiseerd      2
75 % or more    all 4      less than 0.5 %  werk        ✓ gerealiseerd      2
less than 75 %  not all 4  any              any         ✕ nog niet op gang  3
less than 75 %  all 4      less than 0.5 %  any         ✕ nog niet op gang  3
75 % or more    not all 4  any              geen grond  ✕ nog niet op gang  3
75 % or more    all 4      less than 0.5 %  geen grond  ✕ nog niet op gang  3

Rules
  1  does not apply: Niet.
  2  ✓ gerealiseerd: Ja.
  3  ✕ nog niet op gang: Anders.

Questions
  opvolging    Wat volgde?
  deelname     Deed de gemeente mee? (aandeel van de gemeenten)
  pijlers      Welke pijlers?
  eenpersoons  Welk deel is eenpersoons? (computed)
"""


def test_words_are_data():
    """With other words the same tables are printed in another language, every word of them."""
    grond = evolve(GROND, rules=[Rule("werk", OPVOLGING != "besproken in de regio", because="Werk."), GROND.rules[1]])
    rules = (
        Rule(NOT_APPLICABLE, (EENPERSOONS.scored >= 0.5) & PIJLERS.has_all(), because="Niet."),
        Rule("gerealiseerd", (grond == "werk") & (DEELNAME.scored >= 75), because="Ja."),
    )
    asked = [OPVOLGING, DEELNAME, PIJLERS, SLAAPZAAL, KAMER, EENPERSOONS]
    rubric = compile_rubric(indicator_of(asked, *rules, stages=[grond]))
    assert describe(rubric, DEFAULT_SCALE, ENGLISH) == IN_ENGLISH
    assert next(long_rows(rubric, ENGLISH))[3] == "all but besproken in de regio"


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
