"""The slow evaluator of the kit, where the laws that it judges do not show what it says."""

from __future__ import annotations

from napd import Indicator, Rule, Stage, YesNo
from napd.testing.reference import deciding

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
