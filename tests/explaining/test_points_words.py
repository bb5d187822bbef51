"""What people read of points."""

from __future__ import annotations

import pyarrow as pa
import pytest

import napd
from napd.explaining.values import Value, points_words
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.points import Points

GELD, NOOD = YesNo("geld", "Is er geld?"), YesNo("nood", "Is er nood?")


def made(**more):
    """Points of one question, in an indicator."""
    points = Points("punten", "Hoeveel?", of={GELD: 2.5}, **more)
    rules = [Rule("gerealiseerd", GELD, because="G."), Rule("niet-op-gang", because="N.")]
    return Indicator(id="p", title="P", since="2025-01-01", questions=[GELD, points], rules=rules).question("punten")


@pytest.mark.parametrize(
    ("more", "ends", "said"),
    [
        ({}, (2.5, 2.5), "2,5 van 2,5 punten"),
        ({}, (0, 2.5), "0 t/m 2,5 van 2,5 punten"),
        ({"over": {GELD: {"ja": 1, "nee": 1}}}, (2 / 3, 2 / 3), "0,67 punten"),
        ({"over": {GELD: {"ja": 1, "nee": 1}}}, (1, 1), "1 punt"),
        ({"over": {GELD: {"ja": 1, "nee": 1}}}, (0, 1.001), "0 t/m 1 punt"),
        ({}, (1, 1), "1 van 2,5 punten"),
        ({"unit": ""}, (0, 0), "0 van 2,5"),
    ],
)
def test_points_are_told_with_how_many_there_can_be(more, ends, said):
    """From the lowest to the highest while answers are missing; a mean has no most."""
    assert points_words(made(**more), Value(*ends, 1, 1)) == said


def test_an_explanation_tells_how_many_points_there_are():
    """Of those that a rule asks; what may have nothing to divide by, and what no rule asks, has no words."""
    plan = Choice("plan", "Is er een plan?", options=("geen", "concept", "klaar"))
    asked = Points("punten", "Hoeveel punten?", of={GELD: 2, plan: {"concept": 1, "klaar": 3}})
    other = Points("ander", "Hoeveel anders?", of={NOOD: 1})
    mean = Points("deel", "Welk deel?", of={GELD: 1}, over={plan: {"klaar": 1}}, empty="worst")
    rules = [Rule("gerealiseerd", (asked >= 4) | (mean >= 1), because="G."), Rule("niet-op-gang", because="N.")]
    questions = [GELD, plan, NOOD, asked, other, mean]
    card = Indicator(id="kaart", title="Kaart", since="2020-01-01", questions=questions, rules=rules)
    framework = napd.Framework(indicators=[card])
    round_ = list(framework.rounds)[-1].id
    rows = {"round": [round_], "area": ["MO0402"], "indicator": ["kaart"], "question": ["geld"], "value": ["ja"]}
    (told,) = napd.explain(napd.score(pa.table(rows), framework=framework), "MO0402")
    words = {answer.question: (answer.words, answer.known) for answer in told.answers}
    assert words["punten"] == ("2 t/m 5 van 5 punten", "partly")
    assert words["ander"] == ("", "no")
    assert words["deel"] == ("", "partly")
    assert told.answer("punten").parts == ("geld", "plan")
