"""The slow evaluator of the kit, where the laws that it judges do not show what it says."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from napd import Age, Date, Indicator, Number, Rule, Stage, YesNo, count
from napd.testing.reference import deciding, verdict
from napd.testing.score_laws import scores

plan, geld = YesNo("plan", "Is er een plan?"), YesNo("geld", "Is er geld?")


def staged(name, question):
    """A stage of which only the one answer is decided."""
    return Stage(name, "Hoe ver?", options=("laag", "hoog"), rules=[
        Rule("hoog", question, because="Ja."), Rule("laag", question & ~question, because="Nooit."),
    ])  # fmt: skip


def test_a_stage_without_a_result():
    """The tables that ask it are left out, and no other."""
    first = staged("eerst", plan)
    second, other = staged("dan", first == "hoog"), staged("los", geld)
    rules = [
        Rule("gerealiseerd", (second == "hoog") & (other == "hoog"), because="Ja."),
        Rule("niet-op-gang", because="Nee."),
    ]
    made = Indicator(
        id="a", title="A", since="2025-01-01", questions=[plan, geld], stages=[first, second, other], rules=rules
    )
    assert deciding(made, {"plan": "ja", "geld": "ja"}) == {"eerst": 1, "dan": 1, "los": 1, "": 1}
    assert deciding(made, {"plan": "nee", "geld": "ja"}) == {"eerst": None, "los": 1}


def of_total(total, low, high, *questions):
    """An indicator whose three levels follow from where a total lies."""
    return Indicator(
        id="a", title="A", since="2025-01-01", questions=questions,
        rules=[
            Rule("gerealiseerd", total >= high, because="A"), Rule("in-ontwikkeling", total >= low, because="B"),
            Rule("niet-op-gang", because="C"),
        ],
        exceptions={question.id: "Soms." for question in questions},
    )  # fmt: skip


@given(
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(sorted), st.integers(-3, 5).filter(bool), st.booleans(),
    st.lists(st.integers(0, 9), min_size=1, max_size=2),
)  # fmt: skip
def test_what_is_added_to_others_is_tried_where_a_total_turns(ends, times, whole, others):
    """A number of which nothing is known can bring a total to each level for which there is such a number."""
    low, high = ends[0], ends[1] + 5
    unknown, other = (
        Number("onbekend", "Hoeveel?", minimum=0, whole=whole),
        Number("ander", "En?", minimum=0, maximum=9),
    )
    made = of_total(times * unknown + other, low, high, unknown, other)
    totals = {times * Fraction(n, 1 if whole else 8) + known for n in range(400) for known in others}
    wanted = {("gerealiseerd", "in-ontwikkeling", "niet-op-gang")[(one < high) + (one < low)] for one in totals}
    assert {*verdict(made, {"ander": others}).possible} == wanted


def test_a_count_beside_what_is_added():
    """What is counted of others has to be known too, before it is known where the total turns."""
    many = Number("veel", "Hoeveel?", minimum=0, maximum=9, whole=True)
    made = of_total(many + 5 * count(plan == "ja", geld == "ja"), 10, 12, many, plan, geld)
    assert verdict(made, {"plan": ["ja"], "geld": ["ja"]}).low == "in-ontwikkeling"
    assert verdict(made, {"plan": ["nee"]}).possible == ("niet-op-gang", "in-ontwikkeling", "gerealiseerd")


def test_an_age_in_a_total_on_a_day_after_the_round():
    """The age is then not known, and napd and the slow evaluation agree on what the total can be."""
    day, more = Date("dag", "Wanneer?"), Number("meer", "Hoeveel?", minimum=0, maximum=3, whole=True)
    age = Age("leeftijd", "Hoe oud?", date=day)
    assert [*scores(of_total(age + more, 10, 12, day, age, more), None)] == []
