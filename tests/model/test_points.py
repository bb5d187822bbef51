"""Points: what answers count for, and what cannot count."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given

import napd
from napd import (
    Choice,
    Date,
    Indicator,
    ModelError,
    MultiChoice,
    Number,
    Points,
    Rule,
    Share,
    Stage,
    Text,
    YesNo,
    indicator_toml,
)
from napd.model.data import indicator_data
from napd.model.file import indicator_of
from napd.model.options import Option
from napd.model.reading import indicator_from_data
from napd.model.worths import amount
from napd.testing.reference_points import worth_of
from napd.testing.strategies import indicators

plan = Choice("plan", "Is er een plan?", options=("geen", "concept", Option("Klaar is 't", id="klaar")))
geld = YesNo("geld", "Is er geld?")
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen", "werk"))
cijfer = Number("cijfer", "Welk cijfer?", minimum=-1, maximum=10, whole=True)
prijs = Number("prijs", "Welke prijs?", minimum=0)
dag, woorden = Date("dag", "Wanneer?"), Text("woorden", "Wat nog meer?")
gemeenten = YesNo("gemeenten", "Doet de gemeente mee?", rollup=Share("ja"))
elders = YesNo("elders", "Doet de gemeente ook dat?", answered_by="municipality")
trap = Stage(
    "trap", "Hoe ver?", options=("laag", "hoog"), rules=[Rule("hoog", geld, because="G."), Rule("laag", because="A.")]
)
ASKED = (plan, geld, wie, cijfer, prijs, dag, woorden, gemeenten, elders)


def indicator(*points, rules=None, stages=(trap,)):
    """One that asks all of them."""
    always = [Rule("gerealiseerd", trap == "hoog", because="H."), *(rules or []), Rule("niet-op-gang", because="N.")]
    return Indicator(
        id="som", title="Som", since="2025-01-01", questions=[*ASKED, *points], stages=stages, rules=always
    )


def faults(*points, **more):
    """What is said of one with these points."""
    with pytest.raises(ModelError) as refused:
        indicator(*points, **more)
    return [line.removeprefix("indicator 'som': ") for line in str(refused.value).splitlines()]


def test_points_know_their_limits_and_what_is_behind_them():
    """In an indicator, where they know the questions; options are named by label or id, and questions too."""
    one = Points(
        "een", "Hoeveel?", of={plan: {"concept": 1, "Klaar is 't": 2.5}, "geld": 2, wie: {"zorg": -1, "werk": 1}}
    )
    two = Points("twee", "Hoeveel?", of={one: 2, cijfer: Fraction(-1, 4), "trap": {"hoog": 3}}, unit="p", better=None)
    mean = Points(
        "gemiddeld", "Hoeveel?", of={one: 1}, over={"plan": {"geen": 1, "concept": 1}, "geld": 1}, empty="best"
    )
    assert (one.scored.minimum, one.scored.maximum) == (None, None)
    made = indicator(two, one, mean, evolve(mean, id="zonder", better="lower"))
    one, two, mean, lower = (made.question(name) for name in ("een", "twee", "gemiddeld", "zonder"))
    assert one.of == {"plan": {"concept": 1, "klaar": Fraction(5, 2)}, "geld": 2, "wie": {"zorg": -1, "werk": 1}}
    assert (one.scored.minimum, one.scored.maximum, one.scored.unit) == (-1, 5.5, "punten")
    assert (two.scored.minimum, two.scored.maximum, two.scored.better) == (-4.5, 14.25, None)
    assert (mean.scored.minimum, mean.scored.maximum) == (None, None)
    assert [part.id for part in two.inputs] == ["een", "cijfer"]
    assert two.behind == ("plan", "geld", "wie", "cijfer", "trap")
    assert (one.computed, mean.computed) == ("points plan+geld+wie", "points een / plan+geld, empty best")
    assert (mean.if_empty, lower.if_empty) == ("highest", "lowest")
    assert all(each.is_derived and not each.is_counted and not each.required for each in (one, two, mean))
    assert {q.id for q in made.asked} == {q.id for q in ASKED}


def test_points_come_back_from_data_and_files():
    """With thirds, labels and long lists; and from another process."""
    third = Points(
        "derde", "Hoeveel?", of={wie: Fraction(1, 3), geld: 0.1, "trap": {"hoog": 1}}, unit="", better="lower"
    )
    long = Points(
        "lang",
        "Hoeveel?",
        of={plan: {"concept": 1, "klaar": 2}, geld: 1, cijfer: 3, wie: {"zorg": 1, "wonen": 2, "werk": 0.5}},
    )
    made = indicator(third, long, Points("alles", "Hoeveel?", of={"derde": 1, "lang": 0.5}))
    assert indicator_from_data(indicator_data(made)) == made
    text = indicator_toml(made)
    assert 'of = { wie = "1/3", geld = 0.1, trap = { hoog = 1 } }' in text
    assert "[questions.of]\nplan = { concept = 1, klaar = 2 }\ngeld = 1\n" in text
    assert indicator_of(text, "som.toml") == made
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own
    assert again == made
    assert again.question("alles").scored == made.question("alles").scored
    assert made != indicator(third, evolve(long, of={"geld": 2}), made.question("alles"))


@given(indicators(shared=True))
def test_what_answers_give_is_what_the_definition_says(drawn):
    """Whatever kind of question it is."""
    for points in drawn.points.values():
        for name, worth in points.of.items():
            scored = drawn.question(name).scored
            for answer in getattr(scored, "ids", ()):
                answers = [frozenset([answer]), frozenset(scored.ids)] if isinstance(scored, MultiChoice) else [answer]
                assert all(amount(scored, worth, one) == worth_of(worth, one) for one in answers)


SUCH = "such as {'plan': {'concept': 1}, 'geld': 2}"
WRONG = {
    "nothing": (Points("p", "?", of={}), f"has of={{}}: write what each answer gives, {SUCH}"),
    "a list": (Points("p", "?", of=["geld"]), f"has of=['geld']: write what each answer gives, {SUCH}"),
    "a list below": (
        Points("p", "?", of={"geld": 1}, over=["geld"]),
        f"has over=['geld']: write what each answer gives, {SUCH}",
    ),
    "itself": (Points("p", "?", of={"p": 1, "geld": 1}), "counts itself"),
    "a strange name": (
        Points("p", "?", of={"geldd": 1}),
        "counts 'geldd', and there is no such question. Did you mean \"geld\"?",
    ),
    "a text": (
        Points("p", "?", of={geld: "veel"}),
        "counts 'geld', which gives 'veel': use a number between -1e15 and 1e15",
    ),
    "no number": (
        Points("p", "?", of={plan: {"concept": float("nan")}}),
        "counts 'plan', which gives nan: use a number between -1e15 and 1e15",
    ),
    "a choice": (
        Points("p", "?", of={plan: 2}),
        "counts 'plan', which has options: say what each gives, such as {'klaar': 1}",
    ),
    "a stage": (
        Points("p", "?", of={trap: 2}),
        "counts 'trap', which has options: say what each gives, such as {'hoog': 1}",
    ),
    "an option": (
        Points("p", "?", of={plan: {"concpt": 1}}),
        "counts 'plan', which has no option 'concpt'. Did you mean \"concept\"?",
    ),
    "a number by option": (
        Points("p", "?", of={cijfer: {"1": 1}}),
        "counts 'cijfer', which has no options: say how many times it counts",
    ),
    "any number": (
        Points("p", "?", of={prijs: 1}),
        "counts 'prijs', which can have too many different answers to be added up: give it whole=True, a minimum and",
    ),
    "a share": (Points("p", "?", of={gemeenten: 1}), "counts 'gemeenten', which can have too many different answers"),
    "a day": (Points("p", "?", of={dag: 1}), "counts 'dag', which is not a number, so it cannot be added or compared"),
    "words": (
        Points("p", "?", of={woorden: 1}),
        "counts 'woorden', which has no points to give: words are never scored",
    ),
    "below 0": (
        Points("p", "?", of={geld: 1}, over={plan: {"geen": 1, "concept": -1}}, empty="worst"),
        "is divided by points below 0: give each answer in over= 0 or more",
    ),
    "an empty sum": (
        Points("p", "?", of={geld: 1}, over={plan: {"geen": 1}}),
        "can have nothing to divide by: say what that counts as, empty='worst' or empty='best'",
    ),
    "an odd empty sum": (
        Points("p", "?", of={geld: 1}, over={plan: {"geen": 1}}, empty="none"),
        "has empty='none' with better='higher': use 'worst' or 'best'",
    ),
    "no worst": (
        Points("p", "?", of={geld: 1}, over={plan: {"geen": 1}}, empty="worst", better=None),
        "has empty='worst' with better=None: use None",
    ),
}


@pytest.mark.parametrize(("points", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_count(points, said):
    """Each is a fault of the indicator, with what to write."""
    (fault,) = faults(points)
    assert fault.startswith(f"question 'p' {said}")


def test_a_fault_in_points_says_nothing_of_the_rules_that_ask_them():
    """What cannot count gives no limits, also by way of other points, so a rule is not said to lie outside them."""
    for wrong in (Points("een", "?", of={plan: {"af": 2}}), Points("een", "?", of={})):
        two = Points("twee", "?", of={"een": 1, "geld": 1})
        asked = [Rule("in-ontwikkeling", (wrong >= 7) & (two >= 9), because="I.")]
        (said,) = faults(wrong, two, rules=asked)
        assert said.startswith("question 'een' ")


def test_points_of_points_of_points():
    """Each sum is looked at once, however many count it; two in each of 40 layers come to 2^40 ways."""
    made = [Points("a0", "?", of={geld: 1}), Points("b0", "?", of={geld: -1, "plan": {"klaar": 1}})]
    first, second = (0, 1), (-1, 1)
    for n in range(1, 40):
        before = f"a{n - 1}", f"b{n - 1}"
        made += [Points(f"a{n}", "?", of=dict.fromkeys(before, 1)), Points(f"b{n}", "?", of={before[0]: 1})]
        first, second = tuple(map(sum, zip(first, second, strict=True))), first
    assert indicator(*made, rules=[Rule("in-ontwikkeling", made[-2] >= 1, because="I.")]).points["a39"].limits == first


def test_points_that_count_each_other_or_what_is_divided():
    """Neither comes to an end."""
    one, two = Points("een", "?", of={"twee": 1}), Points("twee", "?", of={"een": 1, "geld": 1})
    assert faults(one, two) == ["question 'een' counts itself", "question 'twee' counts itself"]
    mean = Points("half", "?", of={geld: 1}, over={plan: {"geen": 1, "concept": 1, "klaar": 1}})
    said = "is divided, so it cannot be added up"
    assert faults(mean, Points("p", "?", of={mean: 1})) == [f"question 'p' counts 'half', which {said}"]
    add = Rule("in-ontwikkeling", mean + geld >= 1, because="I.")
    assert faults(mean, rules=[add]) == [f"rule 2 (in-ontwikkeling): question 'half' {said}"]
    indicator(mean, rules=[Rule("in-ontwikkeling", napd.min(2 * mean, geld) >= 0.5, because="I.")])


def test_what_a_table_cannot_ask_yet():
    """Points of a stage are asked after it, and points of what municipalities answer have to be rolled up."""
    late = Points("laat", "?", of={"trap": {"hoog": 1}})
    early = Stage(
        "eerst",
        "?",
        options=("laag", "hoog"),
        rules=[Rule("hoog", late >= 1, because="L."), Rule("laag", because="A.")],
    )
    asked = Rule("in-ontwikkeling", early == "hoog", because="E.")
    (said,) = faults(late, stages=(early, trap), rules=[asked])
    assert said.startswith("stage 'eerst', rule 1 (hoog): question 'laat' counts another: stage 'trap' comes later: a")
    other = Points("ander", "?", of={elders: 1})
    (said,) = faults(other, rules=[Rule("in-ontwikkeling", other >= 1, because="O.")])
    assert said.startswith(
        "rule 2 (in-ontwikkeling): question 'ander' counts another: question 'elders' is answered by"
    )
    high = Points("hoog", "?", of={geld: 1})
    assert faults(high, rules=[Rule("in-ontwikkeling", high >= 2, because="H.")]) == [
        "rule 2 (in-ontwikkeling): question 'hoog' is between 0 and 1: 2 lies outside"
    ]
    counted = Points("telt", "?", of={"trap": {"hoog": 1}})
    rules = [Rule("gerealiseerd", counted >= 1, because="T."), Rule("niet-op-gang", because="N.")]
    Indicator(id="som", title="S", since="2025-01-01", questions=[geld, counted], stages=[trap], rules=rules)


def test_a_fault_in_what_points_are_divided_by():
    """What cannot count gives no limits there either."""
    option, empty = faults(Points("deel", "?", of={geld: 1}, over={plan: {"af": 1}}))
    assert option.startswith("question 'deel' counts 'plan', which has no option 'af'.")
    assert empty.startswith("question 'deel' can have nothing to divide by")
