from __future__ import annotations

from datetime import date
from math import inf

from napd import (
    Choice,
    Date,
    Indicator,
    Maximum,
    Minimum,
    MultiChoice,
    Number,
    Previous,
    Ratio,
    Rule,
    Stage,
    Sum,
    YesNo,
)
from napd.testing.slow_scoring import AnswerSheet
from napd.testing.slow_values import Range, between, place, rolled


def test_the_extremes_of_municipalities_reach_as_far_as_a_missing_one_can():
    """The lowest and the highest of what is known, and of what who is missing may still answer."""
    assert [rolled(Number("n", "N?", rollup=Minimum()), [3, 5], missing, 1) for missing in (0, 2)] == [3, 1]
    assert [rolled(Number("n", "N?", rollup=Maximum()), [3, 5], missing, 9) for missing in (0, 2)] == [5, 9]


def test_every_class_between_two_bounds_has_a_value():
    """The bounds themselves, and one value for each class that the conditions make between them; of dates too."""
    day = Date("sinds", "Sinds wanneer?", rollup=Maximum())
    low, high = date(2024, 5, 1), date(2025, 2, 3)
    found = between(day, [(day > date(2024, 6, 1))], Range(low.toordinal(), high.toordinal(), 1, 2))
    assert {low, high} <= set(found)
    assert min(found) == low
    assert {value > date(2024, 6, 1) for value in found} == {False, True}
    number = Number("plekken", "Hoeveel?", rollup=Sum())
    values = between(number, [(number >= 10)], Range(3.0, inf, 1, 2))
    assert min(values) == 3
    assert {value >= 10 for value in values} == {False, True}
    stage = Choice("fase", "Hoe ver is het?", options=("geen", "bezig", "af"), rollup=Minimum())
    assert between(stage, [(stage >= "af")], Range(1.0, 2.0, 1, 2)) == ["bezig", "af"]


def test_answers_have_a_place():
    """Of a multiple choice how many are chosen, of a choice the place of the option, of a day its number."""
    who = MultiChoice("wie", "Wie?", options=("zorg", "wonen", "werk"))
    stage = Choice("fase", "Hoe ver?", options=("geen", "bezig", "af"))
    assert (place(who, frozenset({"zorg", "werk"})), place(stage, "bezig")) == (2, 1)
    assert place(Date("sinds", "Sinds?"), date(2024, 5, 1)) == date(2024, 5, 1).toordinal()


def sheet(questions, stages=(), /, when=None, **said):
    """That of one area in a round, where its two municipalities have said nothing unless in a tuple."""
    rules = [Rule("gerealiseerd", when, because="Ja."), Rule("niet-op-gang", because="Nee.")]
    made = Indicator(id="x", title="X", since="2025-01-01", questions=questions, stages=stages, rules=rules)
    places = {
        name: zip(("G1", "G2"), value, strict=True) if isinstance(value, tuple) else [("R", value)]
        for name, value in said.items()
    }
    answers = {("nu", "regio", area, "x", name): value for name, found in places.items() for area, value in found}
    return AnswerSheet(answers, ("nu", "regio", "R"), {"municipality": ["G1", "G2"]}, made, date(2025, 6, 1))


def test_what_a_stage_came_to_in_the_round_before():
    """Each result that the answers left open; none where nothing was answered, or where there was no such stage."""
    plan, geld = YesNo("plan", "Is er een plan?"), YesNo("geld", "Is er geld?")
    steps = [Rule("heel", plan, because="Ja."), Rule("half", geld, because="Wat."), Rule("niet", because="Niets.")]
    stage = Stage("stap", "Hoe ver?", options=("niet", "half", "heel"), rules=steps)
    was = Previous("was", "Hoe ver was het?", question=stage)
    asked, when = [plan, geld, was], (was.scored >= "half") & (stage >= "half")
    for said, found, possible in (
        ({"plan": "ja"}, Range(2, 2, 1, 1), ["heel"]),
        ({"plan": "nee"}, Range(0, 1, 1, 1), ["half", "niet"]),
        ({}, Range(None, None, 1, 1), None),
    ):
        now = sheet(asked, [stage], when=when)
        now.before = sheet([plan, geld], [stage], when=stage >= "half", **said)
        assert now.range(was) == found
        assert now.possible("was") == possible
    now.before = sheet([plan], when=plan, plan="ja")
    assert now.range(was) == Range(None, None, 0, 1)


def test_a_share_of_what_may_be_nothing():
    """As low and as high as it can be without an empty whole, which counts as the worst."""
    part, rest = (Number(name, "Hoeveel?", minimum=0, maximum=9, rollup=Sum()) for name in ("deel", "rest"))
    share = Ratio("aandeel", "Welk deel?", part=part, whole=[part, rest], empty="worst")
    ranges = [
        sheet([part, rest, share], when=share >= 50, **said).range(share)
        for said in ({}, {"rest": (0, 0)}, {"deel": (0, 0)})
    ]
    assert [found[:2] for found in ranges] == [(0, 100), (100, 100), (0, 0)]
