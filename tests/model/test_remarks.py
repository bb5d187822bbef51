from __future__ import annotations

import pytest
from attrs import evolve

from napd import Indicator, ModelError, Number, Remark, Rule, Sum, Text, YesNo, total
from napd.model.conditions import Relation, condition_from_data
from napd.model.data import indicator_data

plan = YesNo("plan", "Is er een plan?")
plekken = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True)
kamers = Number("kamers", "Hoeveel kamers?", minimum=0, whole=True)
bedden = Number("bedden", "Hoeveel bedden?", whole=True, rollup=Sum())
woorden = Text("woorden", "Wat nog meer?")
INDICATOR = Indicator(
    id="een", title="Een", since="2025-01-01", questions=[plan, plekken, kamers, bedden, woorden],
    rules=[Rule("groen", plan & (bedden > 3), because="Ja."), Rule("rood", because="Nee.")],
)  # fmt: skip


def faults(*remarks):
    """What is said of an indicator with these remarks."""
    with pytest.raises(ModelError) as caught:
        evolve(INDICATOR, remarks=remarks)
    return [line.removeprefix("indicator 'een': ") for line in str(caught.value).splitlines()]


def test_a_total_is_compared_with_totals_numbers_and_questions():
    """Every comparison is kept as data, and read back from it."""
    assert (total(kamers, bedden) > total(plekken)) == Relation(("kamers", "bedden"), ">", ("plekken",))
    assert (total(kamers) == plekken) == Relation(("kamers",), "==", ("plekken",))
    assert (total(kamers) < 5) == Relation(("kamers",), "<", (), 5)
    for made in (total(kamers) != 3, total(kamers) <= kamers, total(kamers) >= total(plekken, kamers)):
        assert condition_from_data(made.to_data()) == made
    assert (total(kamers) > total(plekken, kamers)).questions == ("kamers", "plekken")


def test_an_indicator_has_remarks():
    """They are kept with their conditions in the standard form, and stand in its data."""
    made = evolve(
        INDICATOR,
        remarks=[Remark(plan & (total(kamers) > plekken), "Meer kamers dan plekken."), Remark(~plan, "Nog geen plan?")],
    )
    assert [remark.text for remark in made.remarks] == ["Meer kamers dan plekken.", "Nog geen plan?"]
    written = indicator_data(made)["remarks"][0]["when"]
    assert condition_from_data(written) == made.remarks[0].when
    assert Remark(plan, "Ja.").when == plan.as_condition()


def test_what_is_wrong_with_remarks_is_said_at_once():
    """Each fault is told with the number of its remark, and the nearest right name."""
    assert faults(
        Remark(plekken > 3, " "),
        Remark("plekken", "Tekst."),
        Remark(Number("pleken", "?") > 3, "Tekst."),
        Remark((plekken > -1) & (bedden > 3), "Tekst."),
        Remark(total(kamers) > total(plan), "Tekst."),
        Remark(total(kamers) > "veel", "Tekst."),
        Remark(total(kamers) > 1e16, "Tekst."),
        Remark(total(kamers, kamers) > total(plekken, plekken), "Tekst."),
    ) == [
        "remark 1: give the sentence in text=...",
        "remark 2: 'plekken' is not a condition: compare a question with something, such as plekken > 500",
        "remark 3: there is no question 'pleken' that somebody answers. Did you mean \"plekken\"?",
        "remark 4: question 'plekken' is 0 or more: -1 lies outside",
        "remark 4: it asks questions of the region and of municipalities: ask those of one kind of area",
        "remark 5: question 'plan' is not a number, so it has no total",
        "remark 6: a total cannot be compared with 'veel': use a number between -1e15 and 1e15",
        "remark 7: a total cannot be compared with 1e+16: use a number between -1e15 and 1e15",
        "remark 8: a total names 'kamers' twice: name each question once",
        "remark 8: a total names 'plekken' twice: name each question once",
    ]


def test_a_rule_cannot_compare_numbers_with_each_other():
    """The classes of a decision table are those of one question each, and that is said."""
    rules = [Rule("groen", total(kamers) > plekken, because="Ja."), *INDICATOR.rules]
    with pytest.raises(ModelError, match=r"rule 1 \(groen\): it compares numbers with each other; only a remark can"):
        evolve(INDICATOR, rules=rules)
