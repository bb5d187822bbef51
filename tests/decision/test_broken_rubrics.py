"""What becomes of a sound rubric when its rules are broken."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from attrs import evolve
from refusals import failure_of, lines_of

from napd.model.choices import Choice
from napd.model.conditions import Compare
from napd.model.indicator import Indicator, Rule
from napd.model.multi_choice import MultiChoice
from napd.testing.reference import deciding

plan = Choice("plan", "Hoe ver is het plan?", options=("geen", "opdracht", "concept", "vastgesteld"))


wie = MultiChoice("wie", "Wie maken het mee?", options=("ervaring", "opvang", "corporaties", "zorg"))


lijnen = MultiChoice("lijnen", "Welke lijnen?", options=("preventie", "wonen"))


def made(questions, rules, **more):
    """Make an indicator of levels and conditions."""
    rules = [Rule(level, when, because="Reden.") for level, when in rules]
    return Indicator(id="proef", title="Proef", since="2025-01-01", questions=questions, rules=rules, **more)


REGIOPLAN = [
    ("gerealiseerd", (plan == "vastgesteld") & wie.has_all() & lijnen.has_all()),
    ("in-ontwikkeling", plan >= "concept"),
    ("in-ontwikkeling", (plan >= "opdracht") & wie.has_any("ervaring")),
    ("niet-op-gang", None),
]


def fate(rules):
    """What becomes of the rubric: refused, with the laws it breaks, or how its levels differ from the sound ones."""
    whole, broken = (made([plan, wie, lijnen], each) for each in (REGIOPLAN, rules))
    if lines := lines_of(broken):
        return {failure_of(line).law for line in lines}
    rows = [
        dict(zip(("plan", "wie", "lijnen"), row, strict=True))
        for row in product(
            plan.ids,
            *([frozenset(c) for n in range(len(q.ids) + 1) for c in combinations(q.ids, n)] for q in (wie, lijnen)),
        )
    ]
    levels = ([i.rules[deciding(i, row)[""] - 1].level for row in rows] for i in (whole, broken))
    return "same levels" if next(levels) == next(levels) else "other levels"


def turned(rule):
    """The rule with >= turned into <=."""
    level, when = rule
    flip = {">=": "<="}
    return level, when.map(
        lambda atom: (
            evolve(atom, operator=flip.get(atom.operator, atom.operator)) if isinstance(atom, Compare) else atom
        )
    )


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (REGIOPLAN[:-1], {"total"}),
        ([REGIOPLAN[1], REGIOPLAN[0], *REGIOPLAN[2:]], {"reachable"}),
        ([REGIOPLAN[0], REGIOPLAN[2], REGIOPLAN[1], REGIOPLAN[3]], "same levels"),
        ([*REGIOPLAN[:2], REGIOPLAN[3], REGIOPLAN[2]], {"reachable"}),
        ([REGIOPLAN[0], turned(REGIOPLAN[1]), *REGIOPLAN[2:]], {"monotone"}),
        ([*REGIOPLAN[:2], turned(REGIOPLAN[2]), REGIOPLAN[3]], "other levels"),
        (REGIOPLAN[1:], "other levels"),
    ],
    ids=["no last rule", "1 and 2", "2 and 3", "3 and 4", "rule 2 turned", "rule 3 turned", "no first rule"],
)
def test_what_becomes_of_a_broken_rubric(broken, expected):
    """Most slips are refused, or change no level. Two are sound rubrics of their own, which no proof can refuse.

    With rule 3 turned round, experience counts from "no plan" on instead of from the order on, and concepts are
    in-ontwikkeling by rule 2 already: still total, reachable and monotone. Without rule 1 nothing is ever gerealiseerd.
    """
    assert fate(broken) == expected


def test_the_sound_rubric_is_proved():
    """The rubric that is broken above is itself sound."""
    assert fate(REGIOPLAN) == "same levels"
