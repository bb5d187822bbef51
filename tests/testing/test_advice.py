"""Advice names what is worth a second look, and keeps silent about what is not."""

from __future__ import annotations

from functools import reduce
from operator import or_

import pyarrow as pa
from attrs import evolve

from napd import Choice, Date, Framework, Indicator, Number, Ratio, Remark, Rule, Source, Stage, YesNo
from napd.testing.advice import advice

fase = Choice("fase", "Hoe ver?", options=[f"stap {n}" for n in range(12)])
deel = Number("deel", "Welk deel?", minimum=0)
dag = Date("dag", "Wanneer?", better="lower")
geld, los = YesNo("geld", "Is er geld?"), YesNo("los", "Is het los?")
kamers, bedden = (Number(name, f"Hoeveel {name}?", minimum=0) for name in ("kamers", "bedden"))
ratio = Ratio("ratio", "Welk deel?", part=kamers, whole=(kamers, bedden))
SOURCES = [Source("Een stuk")]
MADE = Indicator(
    id="proef",
    title="Proef",
    since="2025-01-01",
    questions=(fase, deel, dag, geld, los, kamers, bedden, ratio),
    remarks=[Remark(geld, "Zeker weten?")],
    rules=(
        Rule("gerealiseerd", (fase >= "stap 1") & (deel >= 50) & (dag <= "2025-06-01"), because="Zo."),
        Rule("gerealiseerd", (fase >= "stap 1") & (ratio >= 50), because="Anders."),
        Rule("niet-op-gang", because=" anders. "),
    ),
)
MANY = [YesNo(f"v{number}", f"Is {number} zo?") for number in range(6)]
SAME = "rules 2 and 3 give the same reason: say of each why it is another rule"
UNUSED = "question 'los' is required, and no rule uses it: use it, or set required to false"


def test_what_is_worth_a_second_look():
    """An unused question, the same reason twice, and sources and doubts that are missing each have a line."""
    assert list(advice(MADE)) == [
        UNUSED,
        SAME,
        "no source is named: give sources, or the source of a rule",
        "no rule names its source, and no doubt is stated: say which rules are a choice of your own",
    ]
    said = [evolve(MADE, sources=SOURCES, doubts=["Een keuze."])]
    said.append(evolve(MADE, rules=[evolve(MADE.rules[0], source=SOURCES[0]), *MADE.rules[1:]]))
    assert [list(advice(each)) for each in said] == [[UNUSED, SAME]] * 2


def test_rules_that_overlap_much():
    """A rule that decides few of the cases in which it holds is named, in a stage too; the last rule never is."""
    rules = (
        Rule("gerealiseerd", reduce(or_, MANY[:5]), because="Een van de eerste vijf."),
        Rule("in-ontwikkeling", reduce(or_, MANY), because="Een van alle zes."),
        Rule("niet-op-gang", because="Geen."),
    )
    made = evolve(MADE, questions=MANY, remarks=(), rules=rules, sources=SOURCES, doubts=["Een keuze."])
    line = (
        "rule 2 decides 1 of the 63 cases in which it holds; the others go to rules before it: say in its condition "
        "which are meant"
    )
    assert list(advice(made)) == [line]
    steps = [evolve(rule, level=level) for rule, level in zip(rules, ("hoog", "midden", "laag"), strict=True)]
    stage = Stage(
        "trap",
        "Hoe?",
        options=("laag", "midden", "hoog"),
        rules=[*steps[:2], evolve(steps[2], because="Een van alle zes.")],
    )
    last = (Rule("gerealiseerd", stage >= "midden", because="Ja."), Rule("niet-op-gang", because="Nee."))
    assert list(advice(evolve(made, stages=[stage], rules=last))) == [
        f"stage 'trap', {line}",
        f"stage 'trap', {SAME}",
    ]


def test_rules_that_overlap_no_more_than_they_may():
    """A tenth of the cases in which a rule holds is enough; one that decides none is for the proof to refuse."""
    rules = (
        Rule("gerealiseerd", reduce(or_, [fase >= f"stap {n}" for n in range(3, 12)]), because="Ver."),
        Rule("in-ontwikkeling", fase >= "stap 2", because="Een van de tien."),
        Rule("in-ontwikkeling", fase >= "stap 4", because="Nooit."),
        Rule("niet-op-gang", because="Niet ver."),
    )
    made = evolve(MADE, questions=[fase], remarks=(), rules=rules, sources=SOURCES, doubts=["Een keuze."])
    assert list(advice(made)) == []


def test_thresholds_that_tell_nobody_apart():
    """Of numbers and dates that rules compare as they are answered, thresholds with all answers on one side."""
    said = {"deel": ["50", "70"], "dag": ["2025-01-01", "2026-01-01"], "fase": ["stap 3"], "kamers": ["1"]}
    said |= {"geld": ["ja"]}
    rows = [("proef", question, value) for question, values in said.items() for value in values]
    rows.append(("ander", "deel", "1"))
    names = ("indicator", "question", "value")
    answers = pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})
    line = "question 'deel': all 2 answers are at or above 50, so that this tells nobody apart"
    assert list(advice(MADE, answers))[4:] == [line]
    low = answers.slice(0, 1).set_column(2, "value", pa.array(["1"]))
    assert list(advice(MADE, low))[4:] == [
        "question 'deel': all 1 answers are below 50, so that this tells nobody apart"
    ]


def test_a_remark_that_is_never_shown():
    """It asks of another indicator what that does not say; of one that is not there nothing is known."""
    other = evolve(MADE, id="ander")
    made = evolve(MADE, remarks=[Remark(geld, "Zeker?", elsewhere={"ander": "gelt", "weg": "wat"})])
    why = "remark 1 asks of 'ander': there is no question 'gelt' that somebody answers. Did you mean \"geld\"?"
    assert list(advice(made, others=[made, other]))[4:] == [why]
    assert list(advice(made, others=[made]))[4:] == []


def test_a_perspective_that_nobody_has():
    """Misspelt, it is told with the nearest; those of napd and of the framework are known."""
    made = evolve(MADE, questions=[evolve(fase, not_for=["ervaringskener"] * 2), *MADE.questions[1:]])
    why = "question 'fase' is not for 'ervaringskener', which is no perspective."
    assert [*advice(made)].count(f'{why} Did you mean "ervaringskenner"?') == 1
    assert why not in "".join(advice(made, perspectives=["ervaringskener"]))
    far = evolve(made, questions=[evolve(fase, not_for=["x", "aanbieder"]), *MADE.questions[1:]])
    (line,) = [line for line in advice(far, perspectives=["gemeente", "buurt"]) if "perspective" in line]
    assert line.endswith(
        "which is no perspective. There are: gemeente, buurt, aanbieder, corporatie, ervaringskenner, "
        "clientvertegenwoordiger."
    )


def test_the_installed_indicators_need_no_advice():
    """Of ours there is nothing to say."""
    every = Framework.installed().indicators
    assert [line for indicator in every for line in advice(indicator, others=every)] == []
