"""Points in a rubric: scorecards as partners have them, against adding up by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from coded import coded
from hypothesis import given, settings
from hypothesis import strategies as st

import napd
from napd.decision.counted import points_between
from napd.decision.decider import Decider
from napd.decision.proof import prove
from napd.decision.rubric import compile_rubric
from napd.errors import ProofError
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.printed.describe import describe
from napd.testing.reference import deciding
from napd.testing.reference_points import points_of
from napd.testing.strategies import indicators

ITEMS = tuple(Choice(f"v{n:02}", f"Item {n}?", options=("niet", "deels", "wel")) for n in range(38))
EACH = {"deels": 1, "wel": 2}


def indicator(questions, rules, stages=(), **more):
    """One with these rules before the last."""
    last = Rule("niet-op-gang", because="Anders.")
    return Indicator(
        id="kaart", title="Kaart", since="2025-01-01", questions=questions, stages=stages, rules=[*rules, last], **more
    )


def fidelity():
    """38 items, their total, and a minimum for each of five domains."""
    domains = [Points(f"d{n}", "?", of=dict.fromkeys(ITEMS[8 * n : 8 * n + 8], EACH)) for n in range(5)]
    total = Points("totaal", "Hoeveel punten?", of=dict.fromkeys(domains, 1))
    rules = [
        Rule("gerealiseerd", (total >= 60) & (napd.min(*domains) >= 8), because="Genoeg, en overal genoeg."),
        Rule("in-ontwikkeling", total >= 40, because="Genoeg."),
    ]
    return indicator([*ITEMS, *domains, total], rules)


def test_a_total_with_five_minima_is_one_small_diagram():
    """One answer counts in its domain and in the total; that is proved as a whole."""
    rubric = compile_rubric(fidelity())
    prove(rubric)
    assert len(rubric.diagram.variables) < 5_000
    assert len(rubric.axes) == 38


def test_a_mean_over_what_applies():
    """What does not apply counts in neither sum; where nothing applies it counts as the worst."""
    items = [Choice(f"v{n}", "?", options=("nee", "ja", "nvt"), ordered=False) for n in range(3)]
    applies = {item: {"nee": 1, "ja": 1} for item in items}
    mean = Points("deel", "Welk deel?", of={item: {"ja": 1} for item in items}, over=applies, empty="worst", unit="")
    rubric = compile_rubric(indicator([*items, mean], [Rule("gerealiseerd", 3 * mean >= 2, because="Twee van drie.")]))
    for row in product(range(3), repeat=3):
        said = [("nee", "ja", "nvt")[k] for k in row]
        yes, of = said.count("ja"), 3 - said.count("nvt")
        axes = enumerate(rubric.axes.values())
        classes = {n: axis.samples.index(said[n]) for n, axis in axes}
        wanted = 1 if of and Fraction(yes, of) >= Fraction(2, 3) else 2
        assert rubric.diagram.end(rubric.root, classes) == wanted


def test_negative_points_are_exempt_only_where_they_break_the_order():
    """Half a point off for each further partner: fine where it cannot bring a level down, else refused with answers."""
    geld, wie = YesNo("geld", "Is er geld?"), MultiChoice("wie", "Wie?", options=("zorg", "wonen"))
    less = Points("som", "?", of={geld: 2, wie: -1})
    prove(compile_rubric(indicator([geld, wie, less], [Rule("gerealiseerd", less + 2 * geld >= 2, because="G.")])))
    falls = [Rule("gerealiseerd", less >= 1, because="G.")]
    with pytest.raises(
        ProofError, match=r"when the answers improve from wie = (zorg|geen) to wie = .*, with geld = ja"
    ):
        prove(compile_rubric(indicator([geld, wie, less], falls)))
    prove(compile_rubric(indicator([geld, wie, less], falls, exceptions={"som": "Minder partners is de bedoeling."})))


@settings(deadline=None)
@given(data=st.data())
def test_how_many_points_there_can_still_be(data):
    """The lowest and the highest over every completion; of points that count a stage, no less than these."""
    drawn = data.draw(indicators(most_questions=3, most_stages=1, shared=True))
    rubric = compile_rubric(drawn)
    codes = {name: data.draw(st.integers(0, len(axis.sets) - 1)) for name, axis in rubric.axes.items()}
    names = rubric.diagram.names
    known = [rubric.axes[name].sets[codes[name]] for name in names]
    counted = [one for one in drawn.points.values() if {*one.behind} <= {*rubric.questions, *rubric.rules}]
    found = {one.id: points_between(rubric, known, one) for one in counted}
    sums = {name: [] for name in found}
    for cell in product(*known):
        row = {name: rubric.answer(name, dict(enumerate(cell))) for name in rubric.questions}
        rules = deciding(drawn, row)
        row |= {stage.id: stage.rules[rules[stage.id] - 1].level for stage in drawn.stages}
        for name, some in sums.items():
            some.append(points_of(drawn, row)[name])
    for one in counted:
        ends = min(sums[one.id]), max(sums[one.id])
        if (ends_found := found[one.id]) is None:
            assert one.over
        elif {*one.behind} & {*rubric.rules}:
            assert ends_found[0] <= ends[0] <= ends[1] <= ends_found[1]
        else:
            assert ends_found == ends


def test_how_much_a_mean_can_still_be():
    """Through other points, a stage and a multiple choice; nothing is said where there may be nothing to divide by."""
    geld, wie = YesNo("geld", "Is er geld?"), MultiChoice("wie", "Wie?", options=("zorg", "wonen", "werk"))
    steps = [Rule("hoog", geld, because="G."), Rule("laag", because="A.")]
    trap = Stage("trap", "?", options=("laag", "hoog"), rules=steps)
    inner = Points("binnen", "?", of={wie: {"zorg": 1, "wonen": 1, "werk": 2}, geld: 1})
    part = {inner: 2, trap: {"hoog": 1}}
    mean = Points("deel", "?", of=part, over={trap: {"laag": 1, "hoog": 2}, wie: {"werk": 1}})
    none = Points("niets", "?", of=part, over={wie: 1}, empty="worst")
    rules = [Rule("gerealiseerd", (mean >= 3) & (none >= 1), because="G.")]
    made = indicator([geld, wie, inner, mean, none], rules, stages=[trap])
    rubric = compile_rubric(made)
    mean, none = made.question("deel"), made.question("niets")

    def between(points, **said):
        codes = {n: int(code) for n, (code,) in coded(rubric, [said]).items()}
        return points_between(rubric, Decider(rubric).known(codes), points)

    assert between(none, geld="ja") is None
    assert between(mean, geld="nee", wie=frozenset()) == (0, 0)
    assert between(mean, geld="ja", wie=frozenset(("zorg", "werk"))) == (3, 3)
    assert between(mean, geld="ja") == (Fraction(3, 2), Fraction(11, 3))


def test_points_of_stages_that_ask_the_same_questions():
    """A stage counts by what it comes to, beside the answers that it asks: the sum is exact, and proved as a whole."""
    geld, plan = YesNo("geld", "Is er geld?"), YesNo("plan", "Is er een plan?")
    steps = [Rule("hoog", geld & plan, because="B."), Rule("laag", because="A.")]
    trap = Stage("trap", "?", options=("laag", "hoog"), rules=steps)
    som = Points("som", "?", of={trap: {"hoog": 2}, geld: 1})
    made = indicator([geld, plan, som], [Rule("gerealiseerd", som >= 2, because="G.")], stages=[trap])
    rubric = compile_rubric(made)
    prove(rubric)
    for answers in product(("nee", "ja"), repeat=2):
        row = dict(zip(("geld", "plan"), answers, strict=True))
        classes = {n: ("nee", "ja").index(row[name]) for n, name in enumerate(rubric.diagram.names)}
        wanted = 1 if answers == ("ja", "ja") else 2
        assert rubric.diagram.end(rubric.root, classes) == deciding(made, row)[""] == wanted


def test_sums_that_share_sums_in_many_layers_cost_each_of_them_once():
    """Two sums in each of 40 layers, which both count both below, come to 2^40 ways, and to 80 things that count."""
    geld, plan = YesNo("geld", "Is er geld?"), YesNo("plan", "Is er een plan?")
    layers = [[Points(f"{side}0", "?", of={geld: 1, plan: 1}) for side in "ab"]]
    for n in range(1, 40):
        layers.append([Points(f"{side}{n}", "?", of=dict.fromkeys(layers[-1], 1)) for side in "ab"])
    top, each = layers[-1][0], 2**39
    rules = [Rule("gerealiseerd", top >= 2 * each, because="G."), Rule("in-ontwikkeling", top >= each, because="O.")]
    made = indicator([geld, plan, *(one for layer in layers for one in layer)], rules)
    rubric = compile_rubric(made)
    prove(rubric)
    assert len(rubric.diagram.variables) <= 20
    assert points_between(rubric, [(0, 1), (1,)], made.question(top.id)) == (each, 2 * each)
    assert f"{2 * each} van {2 * each} punten" in describe(rubric)
