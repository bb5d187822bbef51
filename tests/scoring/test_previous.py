"""Values of the round before."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from computed import TWO, levels, registry, rubric, scored
from worlds import framework_of, table_of

import napd
from napd import score
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number
from napd.model.previous import Previous
from napd.model.ratio import Ratio
from napd.model.rollups import Share, Sum
from napd.model.rounds import Round, Rounds
from napd.testing import prove


def test_a_number_of_the_round_before():
    """Of the same area; where that has none it is not known, and nobody is asked for it."""
    asked = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True, unit="plekken")
    said = {("toen", "MO0", "plekken"): 9, ("nu", "MO0", "plekken"): 1, ("nu", "MO1", "plekken"): 2}
    vorig = Previous("vorig", "Hoeveel plekken waren er?", question=asked)
    made = rubric(asked, vorig, when=(vorig.scored >= 5) & (asked < 2))
    made_two = rubric(asked, vorig, when=(vorig.scored >= 5) | (asked > 50))
    assert levels(scored(made, said, rounds=TWO, areas=registry(1, 1))) == {"MO0": ("1", ""), "MO1": ("2", "")}
    result = scored(made_two, said, rounds=TWO, areas=registry(1, 1))
    assert levels(result) == {"MO0": ("1", ""), "MO1": ("1|2", "")}
    assert levels(result, "toen") == {"MO0": ("1|2", "")}
    (known,), (missing,) = (napd.explain(result, area, round="nu") for area in ("MO0", "MO1"))
    assert known.answer("vorig").words == "9 plekken (in de ronde ervoor)"
    assert missing.answer("vorig").words == "nog onbekend (de ronde ervoor heeft geen waarde)"
    assert [one.question for one in missing.missing] == ["vorig"]
    assert [[c.question for c in way.changes] for way in missing.next.ways] == [["plekken"]]


@pytest.mark.parametrize(("said", "rules"), [([3, 4], "1"), ([3, 1], "2"), ([3, None], "1|2"), ([7, None], "1")])
def test_what_was_known_in_part_gives_what_it_can_have_been(said, rules):
    """Of a sum from the least to the most that it can have been."""
    asked = Number("plekken", "Hoeveel?", minimum=0, maximum=9, whole=True, rollup=Sum())
    answers = {("toen", f"GM0{n}", "plekken"): value for n, value in enumerate(said) if value is not None}
    answers |= {("nu", "GM00", "plekken"): 1}
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored >= 5)
    assert levels(scored(made, answers, rounds=TWO, areas=registry(2))) == {"MO0": (rules, "")}


def test_a_share_of_the_round_before_moves_in_its_own_steps():
    """Of two municipalities of which one answered it was a half, or all or nothing of the other: never a third."""
    asked = YesNo("mee", "Mee?", rollup=Share("ja"))
    vorig = Previous("vorig", "Toen?", question=asked)
    made = rubric(asked, vorig, when=(vorig.scored > 50) & (vorig.scored < 100))
    said = {("toen", "GM00", "mee"): "ja", ("nu", "GM00", "mee"): "ja"}
    assert levels(scored(made, said, rounds=TWO, areas=registry(2))) == {"MO0": ("2", "")}


@pytest.mark.parametrize(
    ("aantal", "rules"),
    [({"a": 9, "b": 1}, "1"), ({"a": 1, "b": 9}, "2"), ({"a": 9}, "1|2"), ({"a": 0, "b": 0}, "1|2")],
)
def test_a_ratio_of_the_round_before(aantal, rules):
    """As it was computed then; with nothing to divide by it is not known now either."""
    a, b = (Number(name, "Hoeveel?", minimum=0, whole=True) for name in "ab")
    deel = Ratio("deel", "Welk deel?", part=a, whole=(a, b))
    vorig = Previous("vorig", "Toen?", question=deel)
    said = {("toen", "MO0", name): value for name, value in aantal.items()} | {("nu", "MO0", "a"): 1}
    assert levels(scored(rubric(a, b, deel, vorig, when=vorig.scored >= 50), said, rounds=TWO, areas=registry(1))) == {
        "MO0": (rules, "")
    }


@pytest.mark.parametrize(
    ("said", "rules"), [({"a": "ja"}, "1"), ({"a": "nee", "b": "nee"}, "2"), ({"a": "nee"}, "1|2"), ({}, "1|2")]
)
def test_a_stage_of_the_round_before(said, rules):
    """What it can have come to; nothing is known of it where nobody answered then."""
    a, b = (YesNo(name, "Zo?") for name in "ab")
    steps = [Rule("heel", a, because="A."), Rule("half", b, because="B."), Rule("niet", because="Niets.")]
    stage = Stage("stap", "Hoe ver?", options=("niet", "half", "heel"), rules=steps)
    vorig = Previous("vorig", "Hoe ver was het?", question=stage)
    rules_ = [
        Rule("gerealiseerd", (vorig.scored >= "half") & (stage >= "niet"), because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ]
    made = Indicator(id="x", title="X", since="2020-01-01", questions=[a, b, vorig], stages=[stage], rules=rules_)
    answers = {("toen", "MO0", name): value for name, value in said.items()} | {("nu", "MO0", "a"): "ja"}
    result = scored(made, answers, rounds=TWO, areas=registry(1))
    assert levels(result) == {"MO0": (rules, "")}
    assert napd.explain(result, "MO0", round="nu")[0].answer("vorig").open == (rules == "1|2")


def test_it_is_the_same_perspective_and_the_round_before():
    """What others saw, or what was so two rounds ago, does not count."""
    asked = YesNo("zo", "Zo?")
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig)
    rounds = [Round("eerst", date(2023, 1, 1), "Eerst"), *TWO]
    framework = framework_of(made, areas=registry(1), rounds=Rounds(rounds), perspectives=("gemeente", "aanbieder"))
    answers = {
        (r, view, "MO0", "x", "zo"): value
        for r, view, value in [
            ("eerst", "gemeente", "ja"),
            ("toen", "aanbieder", "ja"),
            ("nu", "gemeente", "nee"),
            ("nu", "aanbieder", "ja"),
        ]
    }
    rows = score(table_of(framework, answers), framework).scores.to_pylist()
    assert {(r["round"], r["perspective"]): r["rule"] for r in rows if r["round"] == "nu"} == {
        ("nu", "gemeente"): "1|2",
        ("nu", "aanbieder"): "1",
    }


@pytest.mark.parametrize(
    ("old", "rules"),
    [
        (Choice("zo", "Zo?", options=("a", "b")), "1"),
        (Choice("zo", "Zo?", options=("b", "a")), "1|2"),
        (Number("zo", "Zo?"), "1|2"),
        (Date("zo", "Zo?"), "1|2"),
        (YesNo("niet", "Zo?"), "1|2"),
    ],
)
def test_another_version_counts_where_its_question_is_of_the_same_kind(old, rules):
    """By its id, with the same options."""
    asked = Choice("zo", "Zo?", options=("a", "b"))
    now = evolve(
        rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored == "b"), since="2025-01-01"
    )
    then = rubric(
        old, when=old == {"Choice": "b", "Number": 3, "Date": "2020-01-01", "YesNo": "ja"}[type(old).__name__]
    )
    framework = framework_of(then, now, areas=registry(1), rounds=Rounds(TWO), perspectives=("gemeente",))
    value = {"Number": 3.0, "Date": date(2020, 1, 1), "Choice": "b", "YesNo": "ja"}[type(old).__name__]
    answers = {("toen", "gemeente", "MO0", "x", old.id): value, ("nu", "gemeente", "MO0", "x", "zo"): "a"}
    assert levels(score(table_of(framework, answers), framework)) == {"MO0": (rules, "")}


def test_an_area_that_was_not_there_has_no_value():
    """A municipality that is new has nothing to look back on; nor has one whose indicator did not apply yet."""
    asked = Number("plekken", "Hoeveel?")
    made = rubric(asked, vorig := Previous("vorig", "Toen?", question=asked), when=vorig.scored >= 5)
    made = evolve(made, area="municipality")
    areas = [Area("MO0", "MO0", "region"), *(Area(f"GM{n}", f"GM{n}", "municipality") for n in "123")]
    periods = [Membership("GM1", "MO0"), Membership("GM2", "MO0", date(2024, 6, 1)), Membership("GM3", "MO0")]
    said = {("nu", f"GM{n}", "plekken"): 1 for n in "123"} | {("toen", f"GM{n}", "plekken"): int(n) * 4 for n in "13"}
    found = levels(scored(made, said, rounds=TWO, areas=AreaRegistry(areas, periods)))
    assert found == {"GM1": ("2", ""), "GM2": ("1|2", ""), "GM3": ("1", "")}
    late = evolve(made, since="2024-06-01")
    del said["toen", "GM1", "plekken"], said["toen", "GM3", "plekken"]
    assert levels(scored(late, said, rounds=TWO, areas=AreaRegistry(areas, periods)))["GM3"] == ("1|2", "")


def test_a_higher_value_before_is_no_better_answer():
    """A target that rises with what was reached is no fault of a rubric, whatever side of the number is better."""
    asked = Number("plekken", "Hoeveel?", minimum=0)
    vorig = Previous("vorig", "Toen?", question=asked)
    prove(rubric(asked, vorig, when=((vorig.scored < 5) & (asked >= 5)) | (asked >= 10)))
