from __future__ import annotations

import pickle
from datetime import date

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given

from napd.model.choices import Choice, YesNo
from napd.model.conditions import Compare
from napd.model.indicator import Figure, Indicator, Rule, Source, Stage, Support
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Share
from napd.testing.strategies import indicators

status = Choice("status", "Hoe ver?", options=("geen", "Opdracht verstrekt", "concept"))
wie = MultiChoice("wie", "Wie?", options=("Zorg & wonen", "corporaties"))
dag, nood = Date("dag", "Wanneer?"), YesNo("nood", "Is er nood?")


def made(*rules, **changes):
    """Make an indicator with these rules and changes."""
    given = {"id": "proef", "title": "Proef", "since": "2025-01-01", "questions": [status, wie, dag, nood]}
    return Indicator(**given | {"rules": [*rules, Rule("niet-op-gang", because="Rest.")]} | changes)


@given(indicators(rollups=True, exceptions=True))
def test_an_indicator_is_a_value(indicator):
    """Pickled, copied or hashed it is the same indicator."""
    again = pickle.loads(pickle.dumps(indicator))  # noqa: S301 - our own bytes
    assert again == indicator == evolve(indicator)
    assert hash(again) == hash(indicator)
    assert indicator != evolve(indicator, title="Anders")


def test_an_indicator_is_frozen():
    """What is proved stays as it was proved."""
    with pytest.raises(FrozenInstanceError):
        made().title = "Anders"


def test_conditions_are_kept_in_their_standard_form():
    """Labels become ids and texts become dates, in the rules and in the stages."""
    when = (
        (status >= "Opdracht verstrekt")
        & ~status.isin("concept", "Opdracht verstrekt")
        & wie.has_any("Zorg & wonen")
        & (dag < "31-12-2025")
    )
    standard = (
        (status >= "opdracht_verstrekt")
        & ~status.isin("concept", "opdracht_verstrekt")
        & wie.has_any("zorg_wonen")
        & (dag < date(2025, 12, 31))
    )
    stage = Stage("trap", "Trap?", options=("Nog niet", "Wel zo"), rules=[
        Rule("wel_zo", when, because="Wel."), Rule("nog_niet", because="Rest."),
    ])  # fmt: skip
    indicator = made(Rule("gerealiseerd", (stage == "Wel zo") & when, because="Alles."), stages=[stage])
    assert indicator.stages[0].rules[0].when == standard
    assert indicator.rules[0].when == (Compare("trap", "==", "wel_zo") & standard)


def test_shares_are_kept_in_their_standard_form():
    """The options of a share go by label or by id, as in conditions, and what is scored is the same."""
    for asked, labels, ids in (
        (status, ("Opdracht verstrekt", "concept"), ("opdracht_verstrekt", "concept")),
        (wie, "Zorg & wonen", "zorg_wonen"),
    ):
        by_label, by_id = (evolve(asked, rollup=Share(o), answered_by="municipality") for o in (labels, ids))
        rule = Rule("gerealiseerd", by_label >= 50, because="De helft.")
        assert made(rule, questions=[by_label]) == made(rule, questions=[by_id])
        assert made(rule, questions=[by_label]).question(asked.id).scored == by_id.scored
        assert made(rule, questions=[by_id]).questions[0] is by_id


def test_tables_come_in_the_order_of_evaluation():
    """Each stage with its rules, then the rules of the indicator itself."""
    stage = Stage("trap", "T?", options=("a", "b"), rules=[Rule("b", nood, because="b"), Rule("a", because="a")])
    indicator = made(Rule("gerealiseerd", stage == "b", because="g"), stages=[stage])
    assert [(None if s is None else s.id, len(rules)) for s, rules in indicator.tables()] == [("trap", 2), (None, 2)]
    assert indicator.question("trap") == indicator.stages[0]
    assert (stage.ordered, stage.required) == (True, False)


def test_who_answers_and_what_is_asked():
    """A question is answered by the scored area unless it says otherwise; a ratio is answered by nobody."""
    part, whole = Number("deel", "Deel?", minimum=0), Number("geheel", "Geheel?", minimum=0)
    ratio = Ratio("r", "R?", part=part, whole=whole)
    shared = YesNo("y", "Y?", rollup=Share("ja"))
    words = Text("w", "W?")
    indicator = made(questions=[part, whole, ratio, shared, words])
    assert indicator.asked == (part, whole, shared, words)
    assert [indicator.answered_by(question) for question in (part, shared)] == ["region", "municipality"]
    assert indicator.question("r") is ratio


def test_one_sentence_is_one_doubt():
    """A sentence without the comma that makes it a list is not taken apart into letters."""
    assert made(doubts="Niet zeker.").doubts == made(doubts=["Niet zeker."]).doubts == ("Niet zeker.",)


def test_records_are_kept_as_given():
    """Sources, support and figures become tuples."""
    source = Source("Brief", "2023", "123")
    indicator = made(sources=[source], support=[Support("Experteam")], background=[Figure("82 %", source)])
    assert indicator.sources == (source,)
    assert indicator.support[0].offer == ""
    assert indicator.background[0].source is source
