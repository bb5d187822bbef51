from __future__ import annotations

import pytest
from attrs import evolve

from napd import Choice, Indicator, ModelError, Number, Remark, Rule, Sum, Text, YesNo
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


fase = Choice("fase", "Hoe ver?", options=("Nog niets", "Klaar"))
ANDER = Indicator(
    id="ander-een", title="Ander", since="2025-01-01", questions=[fase, bedden],
    rules=[Rule("gerealiseerd", (fase == "Klaar") & (bedden > 3), because="Ja."), Rule("niet-op-gang", because="Nee.")],
)  # fmt: skip


def test_a_remark_can_ask_of_another_indicator():
    """Its formula is read with the questions of that one, whose options stand in the condition by their ids."""
    remark = Remark(plan, "Klaar?", elsewhere={"ander-een": 'fase == "Klaar"'})
    (own, when), (other, there) = remark.conditions(INDICATOR, [ANDER, INDICATOR])
    assert (own, when) == (INDICATOR, remark.when)
    assert (other, there) == (ANDER, fase == "klaar")
    assert remark.conditions(INDICATOR, [INDICATOR]) == ()
    assert list(remark.misfits(INDICATOR, [INDICATOR])) == []


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("vase == 'Klaar'", "there is no question 'vase' that somebody answers. Did you mean \"fase\"?"),
        ("fase == 'Half'", "question 'fase' has no option 'Half'. It has: nog_niets, klaar."),
        ("bedden > 3", "it asks questions of the region and of municipalities: ask those of one kind of area"),
        ("fase == klaar", 'klaar is not a value: write an option in quotes, as in "klaar"'),
    ],
)
def test_what_another_indicator_does_not_ask_is_never_shown(formula, why):
    """The other may come from somebody else and change, so that is no fault of this one; but it can be told."""
    remark = Remark(plan, "Klaar?", elsewhere={"ander-een": formula})
    made = evolve(INDICATOR, remarks=[remark])
    assert list(remark.misfits(made, [made, ANDER])) == [f"of 'ander-een': {why}"]
    assert remark.conditions(made, [made, ANDER]) == ()


def test_what_nobody_can_ask_elsewhere_is_a_fault():
    """A formula that cannot be read, and one about the indicator itself."""
    here = {"een": "plan", "ander-een": "fase = 'Klaar'"}
    assert faults(Remark(plan, "Klaar?", elsewhere=here)) == [
        "remark 1: 'een' is this indicator itself: ask its questions in when=",
        "remark 1: it cannot be read: write == for 'is the same as'",
    ]
