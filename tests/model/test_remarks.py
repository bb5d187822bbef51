from __future__ import annotations

import pytest
from attrs import evolve

from napd import Indicator, ModelError, Number, Remark, Rule, Sum, Text, YesNo
from napd.model.data import condition_from_data, indicator_data

plan = YesNo("plan", "Is er een plan?")
plekken = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True)
kamers = Number("kamers", "Hoeveel kamers?", minimum=0, whole=True)
bedden = Number("bedden", "Hoeveel bedden?", whole=True, rollup=Sum())
woorden = Text("woorden", "Wat nog meer?")
INDICATOR = Indicator(
    id="een", title="Een", since="2025-01-01", questions=[plan, plekken, kamers, bedden, woorden],
    rules=[Rule("gerealiseerd", plan & (bedden > 3), because="Ja."), Rule("niet-op-gang", because="Nee.")],
)  # fmt: skip


def faults(*remarks):
    """What is said of an indicator with these remarks."""
    with pytest.raises(ModelError) as caught:
        evolve(INDICATOR, remarks=remarks)
    return [line.removeprefix("indicator 'een': ") for line in str(caught.value).splitlines()]


def test_an_indicator_has_remarks():
    """They are kept with their conditions in the standard form, and stand in its data."""
    made = evolve(
        INDICATOR,
        remarks=[Remark(plan & (kamers > plekken), "Meer kamers dan plekken."), Remark(~plan, "Nog geen plan?")],
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
        Remark(kamers + Number("pleken", "?") > woorden, "Tekst."),
    ) == [
        "remark 1: give the sentence in text=...",
        "remark 2: 'plekken' is not a condition: compare a question with something, such as plekken > 500",
        "remark 3: there is no question 'pleken' that somebody answers. Did you mean \"plekken\"?",
        "remark 4: question 'plekken' is 0 or more: -1 lies outside",
        "remark 4: it asks questions of the region and of municipalities: ask those of one kind of area",
        "remark 5: there is no question 'pleken' that somebody answers. Did you mean \"plekken\"?",
        "remark 5: question 'woorden' is not a number, so it cannot be added or compared with another",
    ]
