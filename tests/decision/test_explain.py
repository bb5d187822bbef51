from __future__ import annotations

from functools import reduce
from operator import and_

import pytest

from napd.decision import explain, search
from napd.decision.decider import Decider
from napd.decision.explain import decisive, turns, ways
from napd.decision.rubric import compile_rubric
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Number
from napd.model.scale import NOT_APPLICABLE


def yes_no(count):
    """Questions q0, q1 and so on."""
    return [YesNo(f"q{n}", f"Is q{n} zo?") for n in range(count)]


def every(conditions):
    """All of some conditions, or yes/no questions."""
    return reduce(and_, conditions)


def decider_of(questions, rules, **more):
    """The compiled form of an indicator."""
    return Decider(
        compile_rubric(
            Indicator(id="proef", title="Proef", since="2025-01-01", questions=questions, rules=rules, **more)
        )
    )


def test_of_equally_few_the_first_decide():
    """Where one of several answers is enough, it is the first in the order of the questions."""
    questions = yes_no(3)
    decider = decider_of(
        questions, [Rule("gerealiseerd", every(questions), because="Alle."), Rule("niet-op-gang", because="Rest.")]
    )
    assert decisive(decider, {"q0": 1, "q1": 1, "q2": 1}) == ("q0",)
    assert decisive(decider, {"q0": 2, "q1": 1, "q2": 1}) == ("q1",)
    assert decisive(decider, {"q0": 2, "q1": 2, "q2": 2}) == ("q0", "q1", "q2")


def test_what_fixes_the_bounds_of_an_open_score():
    """Of an open score those answers decide that leave its bounds what they are; what is missing does not."""
    questions = yes_no(3)
    rules = [Rule("gerealiseerd", every(questions), because="g"), Rule("in-ontwikkeling", questions[0], because="o")]
    decider = decider_of(questions, [*rules, Rule("niet-op-gang", because="r")])
    codes = {"q0": 2, "q1": 2, "q2": 0}
    assert (decider.outcome(codes).low, decider.outcome(codes).high) == ("in-ontwikkeling", "gerealiseerd")
    assert decisive(decider, codes) == ("q0",)
    assert [way.answers for way in ways(decider, codes).ways] == [{"q2": (1,)}]


def test_forty_questions_in_stages():
    """The shortest way through eight stages of five questions is found, and so is what decides."""
    pools = [[YesNo(f"s{s}q{n}", "Zo?") for n in range(5)] for s in range(8)]
    stages = [
        Stage(
            f"s{s}", "Trap?", options=("laag", "midden", "hoog"),
            rules=[Rule("hoog", every(pool), because="h"), Rule("midden", pool[0] & pool[1] | pool[4], because="m"),
                   Rule("laag", because="l")],
        )
        for s, pool in enumerate(pools)
    ]  # fmt: skip
    high, middle = ([level(stage) for stage in stages] for level in (lambda s: s == "hoog", lambda s: s >= "midden"))
    rules = [Rule("gerealiseerd", every(high), because="g"), Rule("in-ontwikkeling", every(middle), because="o")]
    questions = [question for pool in pools for question in pool]
    decider = decider_of(questions, [*rules, Rule("niet-op-gang", because="r")], stages=stages)
    none, whole = (dict.fromkeys(decider.rubric.axes, code) for code in (1, 2))
    assert decisive(decider, none) == ("s0q0", "s0q4")
    assert decisive(decider, whole) == tuple(decider.rubric.axes)
    found = ways(decider, none)
    assert [tuple(way.answers) for way in found.ways] == [tuple(f"s{s}q4" for s in range(8))]
    (way,) = ways(decider, whole | {"s3q0": 1, "s3q1": 1, "s3q4": 1, "s5q2": 0}).ways
    assert (way.answers, way.level) == ({"s3q4": (1,)}, "in-ontwikkeling")


@pytest.mark.parametrize("count", [9, 10], ids=["54 answers", "60 answers"])
def test_as_many_answers_as_prices_have_bits(count):
    """Which of equally small sets comes first is exact however many answers are given: within 64 bits, and beyond."""
    pools = [[YesNo(f"s{s}q{n}", "Zo?") for n in range(6)] for s in range(count)]
    stages = [
        Stage(f"s{s}", "Trap?", options=("nee", "ja"),
              rules=[Rule("ja", every(pool), because="j"), Rule("nee", because="n")])
        for s, pool in enumerate(pools)
    ]  # fmt: skip
    last = f"s{count - 1}q"
    rules = [
        Rule("gerealiseerd", every([stage == "ja" for stage in stages]), because="g"),
        Rule("niet-op-gang", because="r"),
    ]
    decider = decider_of([question for pool in pools for question in pool], rules, stages=stages)
    codes = dict.fromkeys(decider.rubric.axes, 2)
    assert decisive(decider, codes) == tuple(decider.rubric.axes)
    assert decisive(decider, codes | {f"{last}4": 1, f"{last}5": 1}) == (f"{last}4",)


def test_ways_by_different_results_of_a_stage():
    """Of a stage that can be brought to one result by one answer, and to another by another, both are ways."""
    questions = yes_no(2)
    rules = [Rule("hoog", questions[0], because="h"), Rule("midden", questions[1], because="m")]
    stage = Stage("s", "?", options=("laag", "midden", "hoog"), rules=[*rules, Rule("laag", because="l")])
    final = [
        Rule("gerealiseerd", (stage == "midden") | (stage == "hoog"), because="g"),
        Rule("niet-op-gang", because="r"),
    ]
    found = ways(decider_of(questions, final, stages=[stage]), {"q0": 1, "q1": 1})
    assert [tuple(way.answers) for way in found.ways] == [("q0",), ("q1",)]


def test_two_stages_that_share_a_question():
    """What decides, and what would lead further, is found through both at once."""
    shared, *own = yes_no(3)
    stages = [
        Stage(
            f"s{n}", "?", options=("laag", "midden", "hoog"),
            rules=[Rule("hoog", shared & one, because="h"), Rule("midden", one, because="m"),
                   Rule("laag", because="l")],
        )
        for n, one in enumerate(own)
    ]  # fmt: skip
    high, middle = (reduce(and_, [stage >= level for stage in stages]) for level in ("hoog", "midden"))
    rules = [
        Rule("gerealiseerd", high, because="g"),
        Rule("in-ontwikkeling", middle, because="o"),
        Rule("niet-op-gang", because="r"),
    ]
    decider = decider_of([shared, *own], rules, stages=stages)
    assert decisive(decider, {"q0": 2, "q1": 2, "q2": 2}) == ("q0", "q1", "q2")
    assert decisive(decider, {"q0": 1, "q1": 2, "q2": 2}) == ("q0", "q1", "q2")
    assert decisive(decider, {"q0": 2, "q1": 1, "q2": 2}) == ("q1",)
    assert [tuple(way.answers) for way in ways(decider, {"q0": 1, "q1": 2, "q2": 1}).ways] == [("q2",)]


def test_a_level_that_no_answers_give():
    """Where nothing leads further there is no way, and that is not the same as being at the top."""
    (question,) = yes_no(1)
    decider = decider_of(
        [question], [Rule("in-ontwikkeling", question, because="o"), Rule("niet-op-gang", because="r")]
    )
    found = ways(decider, {"q0": 2})
    assert (found.level, found.ways, found.count) == ("gerealiseerd", (), 0)
    assert ways(decider, {"q0": 1}).count == 1


def test_every_open_question_has_its_turns():
    """In the order of the questions, each with what is left for each of its answers, by which rules."""
    questions = yes_no(2)
    decider = decider_of(
        questions, [Rule("gerealiseerd", every(questions), because="g"), Rule("niet-op-gang", because="r")]
    )
    found = [(turn.question, turn.classes, turn.outcome.rules) for turn in turns(decider, {"q0": 0, "q1": 0})]
    assert found == [("q0", (0,), (2,)), ("q0", (1,), (1, 2)), ("q1", (0,), (2,)), ("q1", (1,), (1, 2))]


def test_what_does_not_apply_has_no_next_level():
    """An indicator that does not apply has no level to go on from; what makes it so decides."""
    a, b = yes_no(2)
    rules = [
        Rule(NOT_APPLICABLE, ~a, because="n"),
        Rule("gerealiseerd", b, because="g"),
        Rule("niet-op-gang", because="r"),
    ]
    decider = decider_of([a, b], rules)
    assert ways(decider, {"q0": 1, "q1": 1}) is None
    assert decisive(decider, {"q0": 1, "q1": 1}) == ("q0",)
    assert [tuple(way.answers) for way in ways(decider, {"q0": 0, "q1": 1}).ways] == [("q0", "q1")]


def test_an_answer_that_may_make_it_not_apply_is_no_way():
    """Of the answers to one question those are named that make the level certain, and none that may take it away."""
    a, (b,) = Choice("a", "Hoe?", options=("laag", "midden", "hoog")), yes_no(1)
    rules = [Rule(NOT_APPLICABLE, (a == "hoog") & ~b, because="n"), Rule("gerealiseerd", a >= "midden", because="g")]
    decider = decider_of([a, b], [*rules, Rule("niet-op-gang", because="r")])
    assert [way.answers for way in ways(decider, {"a": 1, "q0": 0}).ways] == [{"a": (1,)}]


def test_answers_that_do_only_together():
    """A way names every answer that would do; where those of one question depend on another there are several."""
    a, b = (Choice(name, "Hoe?", options=("laag", "midden", "hoog")) for name in "ab")
    low = (a >= "midden") & (b == "hoog") | (a == "hoog") & (b >= "midden")
    decider = decider_of([a, b], [Rule("gerealiseerd", low, because="g"), Rule("niet-op-gang", because="r")])
    found = ways(decider, {"a": 1, "b": 1})
    assert [dict(way.answers) for way in found.ways] == [{"a": (1, 2), "b": (2,)}, {"a": (2,), "b": (1, 2)}]


def test_a_way_may_lead_further_than_the_next_level():
    """Where one answer leads past the next level, that is the shortest way, and its level is said."""
    a, b = yes_no(2)
    decider = decider_of(
        [a, b],
        [
            Rule("gerealiseerd", a, because="g"),
            Rule("in-ontwikkeling", b, because="o"),
            Rule("niet-op-gang", because="r"),
        ],
    )
    found = ways(decider, {"q0": 1, "q1": 1})
    assert [(dict(way.answers), way.level) for way in found.ways] == [
        ({"q0": (1,)}, "gerealiseerd"),
        ({"q1": (1,)}, "in-ontwikkeling"),
    ]


def test_too_many_answers_to_try(monkeypatch):
    """Of a way with very many answers those are named that were tried, and each of these does."""
    monkeypatch.setattr(explain, "MOST_CASES", 3)
    a, b = (Number(name, "Hoeveel?", minimum=0, whole=True) for name in "ab")
    high = (a >= 1) & (a != 5) & (b >= 1) & (b != 5) & (b < 9)
    decider = decider_of([a, b], [Rule("gerealiseerd", high, because="g"), Rule("niet-op-gang", because="r")])
    (way,) = ways(decider, {"a": 1, "b": 1}).ways
    assert way.answers == {"a": (1, 3), "b": (1,)}


def test_too_much_work(monkeypatch):
    """A search that would take too long is given up, with a reason."""
    monkeypatch.setattr(search, "MOST_HELD", 1)
    questions = yes_no(3)
    decider = decider_of(
        questions, [Rule("gerealiseerd", every(questions), because="Alle."), Rule("niet-op-gang", because="Rest.")]
    )
    for find, code in ((ways, 1), (decisive, 2)):
        with pytest.raises(search.TooMuchWork, match=r"^too many answers are missing to try"):
            find(decider, dict.fromkeys(decider.rubric.axes, code))


def test_very_many_ways():
    """Where not every way is spelled out, they are not said to be all."""
    questions = yes_no(4)
    any_of = questions[0] | questions[1] | questions[2] | questions[3]
    decider = decider_of(questions, [Rule("gerealiseerd", any_of, because="g"), Rule("niet-op-gang", because="r")])
    found = ways(decider, dict.fromkeys(decider.rubric.axes, 1), most=2)
    assert [tuple(way.answers) for way in found.ways] == [("q0",), ("q1",)]
    assert not found.complete


def test_an_indicator_without_questions():
    """What no answer changes is decided by none, and no way leads from it."""
    decider = decider_of([], [Rule("in-ontwikkeling", because="Altijd.")])
    assert decisive(decider, {}) == ()
    assert ways(decider, {}).ways == ()
    assert turns(decider, {}) == ()


def test_what_is_unknown_may_need_more_answers_than_any_one_case():
    """Where one answer would do in each case, but another in each, that takes both; or what tells the cases apart."""
    soort = Choice("soort", "Welke?", options=("a", "b"), ordered=False)
    mate = Choice("mate", "Hoe?", options=("laag", "midden", "hoog"))
    x, y = yes_no(2)
    high = (soort == "a") & (x | (mate == "hoog")) | (soort == "b") & (y.as_condition() | (mate >= "midden") & x)
    decider = decider_of(
        [soort, mate, x, y], [Rule("gerealiseerd", high, because="g"), Rule("niet-op-gang", because="r")]
    )
    found = ways(decider, {"soort": 0, "mate": 1, "q0": 1, "q1": 1})
    assert [tuple(way.answers) for way in found.ways] == [
        ("soort", "mate"),
        ("soort", "q0"),
        ("soort", "q1"),
        ("mate", "q0"),
        ("mate", "q1"),
    ]
    assert not found.complete


def test_a_dearer_way_to_where_one_was_already():
    """An answer that is changed for nothing makes no way shorter, and none of its own."""
    hoog = Choice("hoog", "Hoe?", options=("laag", "midden", "te"))
    soort = Choice("soort", "Welke?", options=("a", "b"), ordered=False)
    w, x, y = yes_no(3)
    either = (soort == "a") & x | (soort == "b") & y
    first, second = w & (hoog != "te") & either, ~w & (hoog >= "midden")
    rules = [
        Rule("gerealiseerd", first, because="g"),
        Rule("in-ontwikkeling", second, because="o"),
        Rule("niet-op-gang", because="r"),
    ]
    decider = decider_of([w, hoog, soort, x, y], rules)
    found = ways(decider, {"q0": 2, "hoog": 1, "soort": 0, "q1": 1, "q2": 1})
    assert [tuple(way.answers) for way in found.ways] == [
        ("q0", "hoog"), ("soort", "q1"), ("soort", "q2"), ("q1", "q2")
    ]  # fmt: skip


def test_equal_answers_are_explained_once(monkeypatch):
    """What was worked out for a score is there for the next with equal answers, in whatever order these are told."""
    questions = yes_no(3)
    decider = decider_of(
        questions, [Rule("gerealiseerd", every(questions), because="Alles."), Rule("niet-op-gang", because="Nee.")]
    )
    codes = {"q0": 1, "q1": 0, "q2": 2}
    found = [one(decider, codes) for one in (ways, turns, decisive)]
    monkeypatch.setattr(Decider, "bound", None)
    monkeypatch.setattr(Decider, "ends", None)
    again = [one(decider, dict(reversed(codes.items()))) for one in (ways, turns, decisive)]
    assert all(one is other for one, other in zip(found, again, strict=True))
