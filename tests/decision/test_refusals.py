from __future__ import annotations

import re

import pytest
from attrs import evolve
from refusals import lines_of

from napd.decision.proof import overlaps, prove
from napd.decision.rubric import compile_rubric
from napd.errors import ProofError
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.model.scale import NOT_APPLICABLE

plan = Choice("plan", "Hoe ver is het plan?", options=("geen", "opdracht", "concept", "vastgesteld"))
wie = MultiChoice("wie", "Wie maken het mee?", options=("ervaring", "opvang", "corporaties", "zorg"))
share = Number("aandeel", "Welk deel?", unit="%", minimum=0, maximum=100)
nood = YesNo("nood", "Is er nood?", better="nee")


def made(questions, rules, **more):
    """Make an indicator of levels and conditions."""
    rules = [Rule(level, when, because="Reden.") for level, when in rules]
    return Indicator(id="proef", title="Proef", since="2025-01-01", questions=questions, rules=rules, **more)


def refusal(indicator):
    """Give the lines with which an indicator is refused."""
    with pytest.raises(ProofError) as refused:
        prove(compile_rubric(indicator))
    return str(refused.value).split("\n")


@pytest.mark.parametrize(
    ("questions", "rules", "messages"),
    [
        (
            [plan, wie],
            [("gerealiseerd", (plan >= "concept") & wie.has_all()), ("niet-op-gang", plan < "concept")],
            [
                (
                    "not total: no rule decides some cases, such as for plan = concept, wie = geen; "
                    "end with a rule that has no condition"
                )
            ],
        ),
        (
            [share],
            [("niet-op-gang", share < 25), ("in-ontwikkeling", share < 75), ("gerealiseerd", share > 75)],
            [
                (
                    "not total: no rule decides some cases, such as for aandeel = 75; "
                    "end with a rule that has no condition"
                )
            ],
        ),
        (
            [share],
            [("gerealiseerd", share >= 75), ("gerealiseerd", (share >= 80) & (share <= 90)), ("niet-op-gang", None)],
            [
                (
                    "rule 2 (gerealiseerd) is unreachable: wherever it holds an earlier rule decides (1), such as for "
                    "aandeel = 80"
                )
            ],
        ),
        (
            [share],
            [("gerealiseerd", (share >= 75) & (share < 25)), ("niet-op-gang", None)],
            ["rule 1 (gerealiseerd) is unreachable: its condition can never hold"],
        ),
        (
            [plan, share],
            [
                ("gerealiseerd", plan == "vastgesteld"),
                ("in-ontwikkeling", share >= 50),
                ("gerealiseerd", share < 25),
                ("niet-op-gang", None),
            ],
            [
                (
                    "not monotone in question 'aandeel': when the answers improve from aandeel = 0 to aandeel = 25, "
                    "with "
                    "plan = geen, the result falls from gerealiseerd (rule 3) to niet-op-gang (rule 4); correct the "
                    "rules, or "
                    "name the question in exceptions= with a reason"
                )
            ],
        ),
        (
            [share],
            [("in-ontwikkeling", share < 25), (NOT_APPLICABLE, share < 75), ("niet-op-gang", None)],
            [
                (
                    "not monotone in question 'aandeel': when the answers improve from aandeel = 0 to aandeel = 25, "
                    "the result changes from in-ontwikkeling (rule 1) to not_applicable (rule 2); correct the rules, "
                    "or "
                    "name the question in exceptions= with a reason"
                ),
            ],
        ),
        (
            [plan, nood],
            [
                ("gerealiseerd", (plan < "concept") & nood),
                ("niet-op-gang", (plan >= "concept") & ~nood),
                (NOT_APPLICABLE, None),
            ],
            [
                (
                    "not monotone in question 'plan': when the answers improve from plan = geen to plan = concept, "
                    "with nood = ja, the result changes from gerealiseerd (rule 1) to not_applicable (rule 3); "
                    "correct the "
                    "rules, or name the question in exceptions= with a reason"
                ),
                (
                    "not monotone in question 'nood': when the answers improve from nood = ja to nood = nee, with "
                    "plan = geen, the result changes from gerealiseerd (rule 1) to not_applicable (rule 3); correct "
                    "the "
                    "rules, or name the question in exceptions= with a reason"
                ),
            ],
        ),
        (
            [wie],
            [
                ("niet-op-gang", wie.has_all("opvang", "zorg")),
                ("gerealiseerd", wie.has_any("ervaring")),
                ("in-ontwikkeling", None),
            ],
            [
                (
                    "not monotone in question 'wie': when the answers improve from wie = geen to wie = opvang|zorg, "
                    "the "
                    "result falls from in-ontwikkeling (rule 3) to niet-op-gang (rule 1); correct the rules, or name "
                    "the question in "
                    "exceptions= with a reason"
                )
            ],
        ),
        (
            [plan, share],
            [
                ("niet-op-gang", share >= 50),
                ("gerealiseerd", None),
                ("in-ontwikkeling", plan >= "concept"),
                ("niet-op-gang", share > 60),
            ],
            [
                (
                    "rule 3 (in-ontwikkeling) is unreachable: wherever it holds an earlier rule decides (1, 2), such "
                    "as for "
                    "plan = concept, aandeel = 0"
                ),
                (
                    "rule 4 (niet-op-gang) is unreachable: wherever it holds an earlier rule decides (1), such as for "
                    "plan = geen, aandeel = 61"
                ),
                (
                    "not monotone in question 'aandeel': when the answers improve from aandeel = 0 to aandeel = 50, "
                    "with "
                    "plan = geen, the result falls from gerealiseerd (rule 2) to niet-op-gang (rule 1); correct the "
                    "rules, or "
                    "name the question in exceptions= with a reason"
                ),
            ],
        ),
    ],
)
def test_refusals_in_the_words_of_the_author(questions, rules, messages):
    """A refusal names indicator, law, rule and question, shows a case in answers, and says what to do; all at once."""
    assert refusal(made(questions, rules)) == [f"indicator 'proef': {message}" for message in messages]


def test_a_refused_stage_is_named():
    """A failure in a stage says which stage; what is monotone is the whole, so a fall in a stage shows as its level."""
    rules = [Rule("wel", share < 25, because="Laag."), Rule("niet", share < 10, because="Nooit.")]
    stage = Stage("trap", "Trap?", options=("niet", "wel"), rules=rules)
    lines = refusal(made([share], [("gerealiseerd", stage == "wel"), ("niet-op-gang", None)], stages=[stage]))
    stage_, whole = "indicator 'proef', stage 'trap': ", "indicator 'proef': "
    assert [line.partition(", such as")[0].partition(": when")[0] for line in lines] == [
        f"{stage_}not total: no rule decides some cases",
        f"{stage_}rule 2 (niet) is unreachable: wherever it holds an earlier rule decides (1)",
        f"{whole}not monotone in question 'aandeel'",
    ]


def test_what_falls_twice_rises():
    """A stage that a better answer makes worse is sound where a worse result of it makes a better level."""
    rules = [Rule("wel", share < 25, because="Laag."), Rule("niet", because="Rest.")]
    stage = Stage("trap", "Trap?", options=("niet", "wel"), rules=rules)
    prove(compile_rubric(made([share], [("gerealiseerd", stage == "niet"), ("niet-op-gang", None)], stages=[stage])))


def test_an_example_names_the_points_that_its_answers_give():
    """Through stages and other points; also where no rule decides."""
    rules = [Rule("hoog", nood, because="h"), Rule("laag", wie.has_all(), because="l")]
    stage = Stage("trap", "Trap?", options=("laag", "hoog"), rules=rules)
    deel = Points("deel", "Deel?", of={"trap": {"hoog": 3}, "wie": 2})
    som = Points("som", "Som?", of={"deel": 1, "nood": -1, "ver": 1})
    ver = Number("ver", "Hoe ver?", minimum=0, maximum=3, whole=True)
    asked = [nood, wie, ver, deel, som]
    gap = made(asked, [("gerealiseerd", (som >= 8) & nood), ("niet-op-gang", som < 6)], stages=[stage])
    lines = refusal(gap)
    assert lines[0].startswith(
        "indicator 'proef', stage 'trap': not total: no rule decides some cases, such as for nood"
    )
    whole = evolve(gap, stages=[evolve(stage, rules=[rules[0], Rule("laag", because="l")])])
    (line,) = [one for one in refusal(whole) if "not total" in one]
    answers = dict(each.split(" = ") for each in line.split("such as for ")[1].split("; end")[0].split(", "))
    chosen = [each for each in answers["wie"].split("|") if each != "geen"]
    yes = answers["nood"] == "ja"
    assert float(answers["som"]) == 3 * yes + 2 * len(chosen) - yes + float(answers["ver"])
    assert "deel" not in answers
    ordered = [("niet-op-gang", som >= 6), ("gerealiseerd", nood), ("niet-op-gang", None)]
    (overlap,) = overlaps(compile_rubric(made(asked, ordered, stages=whole.stages)))
    assert re.fullmatch(r"nood = ja, wie = .*, ver = \d, som = \d+", overlap.example)


def test_an_exempt_question_is_left_out_of_the_monotone_proof():
    """Where the author gives a reason, a better answer may score worse; the other questions are still proved."""
    rules = [("gerealiseerd", (share < 25) & ~nood), ("in-ontwikkeling", share >= 25), ("niet-op-gang", None)]
    prove(compile_rubric(made([share, nood], rules, exceptions={"aandeel": "Minder is hier beter."})))
    lines = refusal(made([share, nood], rules, exceptions={"nood": "Een keuze."}))
    assert [re.search(r"in question '(\w+)'", line)[1] for line in lines] == ["aandeel"]


def test_what_is_better_follows_the_question():
    """Lower may be better, or no; where neither is better there is nothing to prove."""
    rules = [("gerealiseerd", share < 25), ("niet-op-gang", None)]
    for side, refused in (("lower", False), (None, False), ("higher", True)):
        asks_share = evolve(share, better=side)
        indicator = made([asks_share], rules)
        assert bool(lines_of(indicator)) == refused
    for side, refused in (("nee", False), ("ja", True)):
        asks_nood = evolve(nood, better=side)
        assert bool(lines_of(made([asks_nood], [("niet-op-gang", asks_nood), ("gerealiseerd", None)]))) == refused
    kleur = Choice("kleur", "Kleur?", options=("a", "b", "c"), ordered=False)
    prove(
        compile_rubric(
            made([kleur], [("gerealiseerd", kleur == "a"), ("niet-op-gang", kleur == "b"), ("in-ontwikkeling", None)])
        )
    )


def test_cases_that_cannot_be_are_not_asked_for_but_hide_no_fall():
    """Where a shared question leaves cells out, no rule is needed there; a fall across them is still found."""
    rules = [Rule("wel", share >= 50, because="Genoeg."), Rule("niet", because="Rest.")]
    stage = Stage("trap", "Trap?", options=("niet", "wel"), rules=rules)
    low, high = (stage == "niet") & (share < 50), (stage == "wel") & (share >= 50)
    prove(compile_rubric(made([share], [("niet-op-gang", low), ("gerealiseerd", high)], stages=[stage])))
    (line,) = refusal(made([share], [("gerealiseerd", low), ("niet-op-gang", high)], stages=[stage]))
    assert "not monotone in question 'aandeel'" in line
    (line,) = refusal(
        made([share], [("niet-op-gang", low), ("gerealiseerd", high), ("in-ontwikkeling", None)], stages=[stage])
    )
    assert line == (
        "indicator 'proef': rule 3 (in-ontwikkeling) is unreachable: wherever it holds an earlier rule decides (1, "
        "2), such as "
        "for aandeel = 0"
    )
