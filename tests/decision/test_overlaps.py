"""Rules that overlap, where their order alone decides."""

from __future__ import annotations

from napd.decision.proof import overlaps
from napd.decision.rubric import compile_rubric
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number

plan = Choice("plan", "Hoe ver is het plan?", options=("geen", "opdracht", "concept", "vastgesteld"))


share = Number("aandeel", "Welk deel?", unit="%", minimum=0, maximum=100)


nood = YesNo("nood", "Is er nood?", better="nee")


def made(questions, rules, **more):
    """Make an indicator of levels and conditions."""
    rules = [Rule(level, when, because="Reden.") for level, when in rules]
    return Indicator(id="proef", title="Proef", since="2025-01-01", questions=questions, rules=rules, **more)


def test_rules_that_their_order_alone_decides():
    """Two that both hold somewhere, each elsewhere too, and give other results; an exception before a rule is none."""
    rules = [
        ("gerealiseerd", plan >= "concept"),
        ("niet-op-gang", nood),
        ("in-ontwikkeling", (plan >= "opdracht") & ~nood),
        ("niet-op-gang", None),
    ]
    stage = Stage(
        "trap", "Trap?", options=("laag", "hoog"),
        rules=[Rule("hoog", share < 50, because="h"), Rule("laag", share >= 25, because="l")],
    )  # fmt: skip
    rubric = compile_rubric(
        made(
            [plan, nood, share],
            [*rules[:-1], ("niet-op-gang", stage == "laag"), ("niet-op-gang", None)],
            stages=[stage],
        )
    )
    assert list(overlaps(rubric)) == [
        ("trap", 1, 2, "aandeel = 25"),
        ("", 1, 2, "plan = concept, nood = ja, aandeel = 0"),
        ("", 1, 3, "plan = concept, nood = nee, aandeel = 0"),
        ("", 1, 4, "plan = concept, nood = ja, aandeel = 50"),
        ("", 3, 4, "plan = opdracht, nood = nee, aandeel = 50"),
    ]
    assert (
        list(
            overlaps(
                compile_rubric(
                    made(
                        [plan],
                        [
                            ("gerealiseerd", plan == "concept"),
                            ("niet-op-gang", plan >= "opdracht"),
                            ("niet-op-gang", None),
                        ],
                    )
                )
            )
        )
        == []
    )
