from __future__ import annotations

from functools import reduce
from itertools import combinations, product
from operator import and_, or_

import numpy as np
import pytest
from attrs import evolve
from described import (
    DEELNAME,
    EENPERSOONS,
    GROND,
    HERKOMST,
    KAMER,
    OPVANG,
    OPVANG_TEXT,
    OPVOLGING,
    PIJLERS,
    PREVENTIESCAN,
    PREVENTIESCAN_TEXT,
    REGIOPLAN,
    REGIOPLAN_TEXT,
    SLAAPZAAL,
    STAGED,
    indicator_of,
    printed,
)
from hypothesis import example, given, settings

import napd
import napd.decision.nodes
import napd.printed.partition
import napd.printed.possible
from napd.decision.rubric import compile_rubric
from napd.model.adding import count
from napd.model.choices import YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.multi_choice import MultiChoice
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE, Level, Scale
from napd.printed.describe import describe, long_rows, printed_tables, rows
from napd.printed.table import tables_of
from napd.testing.reference import deciding, holds, options_of
from napd.testing.reference_points import points_of
from napd.testing.strategies import indicators
from napd.texts import texts


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


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [(REGIOPLAN, REGIOPLAN_TEXT), (PREVENTIESCAN, PREVENTIESCAN_TEXT), (OPVANG, OPVANG_TEXT)],
    ids=["regioplan", "preventiescan", "opvang-ombouw"],
)
def test_a_rubric_reads_as_a_table_made_by_hand(indicator, expected):
    """A rubric is printed as the decision table that a person would write."""
    assert describe(compile_rubric(indicator)) == expected


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
    assert list(long_rows(printed_tables(compile_rubric(STAGED)))) == [
        ("grond", 1, "herkomst", "ja", 1, "werk", "Werk.", 1),
        ("grond", 2, "herkomst", "nee", 2, "geen_grond", "Geen werk.", 1),
        ("", 1, "grond", "werk", 1, "gerealiseerd", "Ja.", 1),
        ("", 2, "grond", "geen grond", 2, "niet-op-gang", "Anders.", 1),
    ]
    opvang = list(long_rows(printed_tables(compile_rubric(OPVANG))))
    assert opvang[0] == ("", 1, "voorzieningen", "nee", 1, NOT_APPLICABLE, "Er is geen opvang.", 18)
    assert [record[2] for record in opvang if record[1] == 2] == ["voorzieningen", "plan", "eenpersoons", "herkomst"]


def test_a_rubric_that_asks_nothing():
    """One rule without a condition is one row in which no question matters."""
    rubric = compile_rubric(indicator_of([HERKOMST]))
    assert list(long_rows(printed_tables(rubric))) == [("", 1, "", "", 1, "niet-op-gang", "Anders.", 1)]
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
    assert next(long_rows(printed_tables(rubric, texts("en"))))[3] == "all but besproken in de regio"


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
    assert list(long_rows(printed_tables(rubric))) == [
        ("", 1, "", said, 1, "gerealiseerd", "Genoeg.", 3797),
        ("", 2, "", said, 2, "niet-op-gang", "Te weinig.", 299),
    ]
    monkeypatch.setattr(napd.printed.partition, "MOST_SPLITS", 10)
    (again,) = tables_of(rubric)
    assert printed(again).startswith("Deze tabel heeft meer dan 1.000 rijen, te veel")
    monkeypatch.setattr(napd.decision.nodes, "MOST_BRANCHES", 20)
    (again,) = tables_of(rubric)
    assert printed(again).startswith("Deze tabel heeft meer dan 1.000 rijen, te veel")


@pytest.mark.parametrize("indicator", [OPVANG, STAGED], ids=lambda each: each.id)
def test_the_rules_of_a_table_decide_all_its_cells(indicator):
    """What each rule decides is what its rows hold."""
    for table in printed_tables(compile_rubric(indicator)):
        for rule in table.rules:
            assert rule.cells == sum(row.cells for row in table.rows if row.rule == rule.number)
