"""The conformance kit on indicators of every kind: what is sound keeps every law."""

from __future__ import annotations

import pytest
from attrs import evolve
from sample import CASES, GOOD, geld

import napd.decision.decider
import napd.decision.explain
from napd import (
    Date,
    Level,
    ModelError,
    MultiChoice,
    Number,
    Ratio,
    Rule,
    Scale,
    Share,
    Stage,
    Sum,
    Text,
    YesNo,
)  # fmt: skip
from napd.decision.search import TooMuchWork

mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
kamers, bedden = (Number(n, f"Hoeveel {n}?", minimum=0, whole=True, rollup=Sum()) for n in ("kamers", "bedden"))
part = Ratio("part", "Welk deel?", part=kamers, whole=(kamers, bedden))
wie = MultiChoice("wie", "Wie?", options=[f"partij {n}" for n in range(12)])
dag = Date("dag", "Wanneer?", better="lower")
trap = Stage(
    "trap",
    "Hoe hoog?",
    options=("laag", "hoog"),
    rules=[Rule("hoog", (mee >= 50) & (part >= 25), because="Veel."), Rule("laag", because="Weinig.")],
)
RICH = evolve(
    GOOD,
    questions=(mee, kamers, bedden, part, wie, dag, Text("uitleg", "Wat nog?")),
    stages=[trap],
    rules=(
        Rule("gerealiseerd", (trap == "hoog") & wie.at_least(6) & (dag <= "2025-01-01"), because="Alles."),
        Rule("in-ontwikkeling", wie.has_any("partij 3"), because="Iets."),
        Rule("niet-op-gang", because="Niets."),
    ),
)
SEVERAL = "|".join(f"partij {n}" for n in range(6))
RICH_CASES = f"""\
case,mee,kamers,bedden,wie,dag,level,rule
Alles,ja / nee,1 / 2,3 / 0,{SEVERAL},2024-01-01,gerealiseerd,1
Laat,ja / nee,1 / 2,3 / 0,{SEVERAL},2025-06-01,in-ontwikkeling,2
Niets,nee / nee,1 / 2,3 / 0,geen,2024-01-01,niet-op-gang,3
"""


@pytest.mark.unmeasured
def test_an_indicator_of_every_kind(failing):
    """Roll-ups, a ratio, a stage, a date, words and a long multiple choice are all tried, and keep every law."""
    assert failing(RICH, RICH_CASES) == {}


def test_an_indicator_of_municipalities(failing):
    """One that scores the municipalities themselves keeps every law too."""
    assert failing(evolve(GOOD, area="municipality")) == {}


def test_a_rule_that_takes_the_indicator_away(failing, monkeypatch):
    """Bounds that forget that the indicator may not apply, or which rules can decide, are caught."""
    rules = (Rule("not_applicable", geld == "nee", because="Niet."), *GOOD.rules)
    indicator = evolve(GOOD, rules=rules, exceptions={"geld": "Zegt of het geldt."})
    assert list(failing(indicator, None)) == ["cases", "reached"]
    known = napd.decision.decider._outcome
    levels = ("niet-op-gang", "in-ontwikkeling", "gerealiseerd")
    for forgets in ({"possible": levels}, {"rules": (4,)}, {"possible": ("not_applicable",)}):
        once = lambda *said, forgets=forgets: known(*said) if known(*said).is_known else evolve(known(*said), **forgets)  # noqa: E731
        monkeypatch.setattr(napd.decision.decider, "_outcome", once)
        assert "bounds" in failing(indicator, None)
    monkeypatch.setattr(napd.decision.decider, "_outcome", known)
    monkeypatch.setattr(napd.decision.explain, "decisive", lambda *_: ())
    assert (
        "(no answers) is said to decide; alone that gives niet-op-gang..gerealiseerd or not applicable"
        in (failing(indicator, None)["decisive"])
    )


def test_another_scale(failing):
    """One with levels of its own keeps every law too."""
    scale = Scale([Level(name, name.title()) for name in ("begin", "midden", "eind")])
    rules = [evolve(rule, level=level) for rule, level in zip(GOOD.rules, reversed(scale.ids), strict=True)]
    text = CASES.replace("gerealiseerd", "eind").replace("in-ontwikkeling", "midden").replace("niet-op-gang", "begin")
    assert failing(evolve(GOOD, scale=scale, rules=rules), text) == {}


def test_what_cannot_be_compiled(failing):
    """A table that is refused is a ModelError of napd itself, not a broken law."""
    options = [f"o{n}" for n in range(17)]
    many = MultiChoice("wie", "Wie?", options=options)
    rules = (Rule("gerealiseerd", many.at_least(3), because="A"), Rule("niet-op-gang", because="B"))
    with pytest.raises(ModelError):
        failing(evolve(GOOD, questions=[many], rules=rules))


@pytest.mark.unmeasured
def test_what_is_too_much_work_is_no_fault(failing, monkeypatch):
    """Where napd says that it cannot tell what decides, nothing is wrong with that."""

    def too_much(*_):
        raise TooMuchWork

    monkeypatch.setattr(napd.decision.explain, "decisive", too_much)
    assert failing(GOOD) == {}
