"""Laws over random cases, against the law written a second time; see `slow_rights`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_rights import possible

from napd_ask import Inquiry, Situation
from napd_gelijke_behandeling.rules import advice

INQUIRY = Inquiry(advice("nl"))
PROVISIONS = ("opvang", "bijstand", "wmo_overig")
YES_NO = [
    q.id for q in INQUIRY.advice.questions if [option.id for option in q.options] in (["nee", "ja"], ["ja", "nee"])
]
CHOICES = {q.id: [option.id for option in q.options] for q in INQUIRY.advice.questions if q.options}
NUMBERS = {
    "uren_per_week": [0.0, 10.0, 15.9, 16.0, 38.0], "voltijd_uren": [36.0, 40.0],
    "netto_inkomen_maand": [0.0, 173.0, 600.0, 700.75, 700.76, 1100.0, 2500.0],
    "leeftijd": [17.0, 18.0, 20.0, 21.0, 35.0, 66.0, 67.0],
    "passend_werk_geweigerd": [0.0, 1.0, 2.0], "maanden_gewerkt_totaal": [0.0, 11.0, 12.0, 40.0],
    "maanden_rechtmatig": [0.0, 59.0, 60.0], "afwezig_maanden_aaneen": [0.0, 24.0, 25.0],
}  # fmt: skip
DAYS = [date(2021, 6, 30), date(2022, 5, 31), date(2024, 2, 29), date(2025, 12, 31), date(2026, 3, 1), date(2027, 1, 1)]
BACK = [0, 1, 30, 59, 89, 90, 91, 92, 93, 181, 182, 183, 184, 185, 364, 365, 366, 729, 730, 731, 732, 2000, 2600]


@st.composite
def cases(draw, most_open: int) -> dict:
    """A case of which everything is known but for a few facts; nothing contradicts itself."""
    day = draw(st.sampled_from(DAYS))
    facts = {name: draw(st.sampled_from(ids)) for name, ids in CHOICES.items()}
    facts |= {name: draw(st.sampled_from(values)) for name, values in NUMBERS.items()}
    if draw(st.booleans()):  # the common case, which other draws seldom come to
        facts |= {"nationaliteit": "eu", "identiteit_aangetoond": "ja", "ind_besluit": "geen"}
    facts |= {"peildatum": day, "datum_inreis": day - timedelta(days=draw(st.sampled_from(BACK))), "uwv_datum": None}
    end = day - timedelta(days=draw(st.sampled_from(BACK)))
    facts |= {"werk_begin": end - timedelta(days=draw(st.sampled_from(BACK))), "werk_eind": end}
    if facts["ooit_gewerkt_nl"] == "nee":
        facts |= {"werk_begin": None, "werk_eind": None}
    stay = (day - facts["datum_inreis"]).days / 30.5
    facts["maanden_rechtmatig"] = max(n for n in NUMBERS["maanden_rechtmatig"] if n <= max(stay - 1, 0))
    never_open = {"nationaliteit", "identiteit_aangetoond", "ind_besluit", "peildatum", "uwv_datum"}
    names = sorted(facts.keys() - never_open - {"werk_begin", "werk_eind", "ooit_gewerkt_nl"})
    for name in draw(st.lists(st.sampled_from(names), max_size=most_open, unique=True)):
        facts[name] = None
    return facts


def tried(facts: dict) -> dict[str, list]:
    """The values that are tried for what is not known: those that fit in with the rest."""
    day = facts["peildatum"]
    most = (day - facts["datum_inreis"]).days / 30.5 if facts["datum_inreis"] else 10_000
    entries = [day - timedelta(days=days) for days in BACK]
    if facts["maanden_rechtmatig"]:
        entries = [entry for entry in entries if (day - entry).days / 30.4 >= facts["maanden_rechtmatig"] + 1]
    lawful = [n for n in NUMBERS["maanden_rechtmatig"] if n <= max(most - 1, 0)]
    # Somebody who does not know how long a full week is, gets 40 hours
    more = {"datum_inreis": entries, "maanden_rechtmatig": lawful, "voltijd_uren": [40.0]}
    return {**CHOICES, **NUMBERS, **more}


def verdicts(facts: dict):
    """The verdicts of the plugin."""
    return {each.about: each for each in INQUIRY.assess(Situation(facts, facts["peildatum"])).verdicts}


@settings(max_examples=300, deadline=None)
@given(cases(most_open=0))
@pytest.mark.parametrize("provision", PROVISIONS)
def test_all_that_is_known(provision, facts):
    """A case of which all is known comes out as by the slow evaluation."""
    assert {*verdicts(facts)[provision].possible} == possible(facts, provision, tried(facts))


@settings(max_examples=200, deadline=None)
@given(cases(most_open=1))
@pytest.mark.parametrize("provision", PROVISIONS)
def test_one_unknown_fact(provision, facts):
    """With a fact that is not known, exactly those outcomes are possible that some value of it gives."""
    assert {*verdicts(facts)[provision].possible} == possible(facts, provision, tried(facts))


@settings(max_examples=100, deadline=None)
@given(cases(most_open=3))
@pytest.mark.parametrize("provision", PROVISIONS)
def test_an_unknown_fact_is_never_a_no(provision, facts):
    """Where some values of what is not known give another outcome, none of them is given."""
    found, slow = verdicts(facts)[provision], possible(facts, provision, tried(facts))
    assert slow <= {*found.possible}
    if len(slow) > 1:
        assert found.outcome == "NADER"
        assert found.status == "missing"
        assert found.open or INQUIRY.assess(Situation(facts, facts["peildatum"])).amounts


@settings(deadline=None)
@given(cases(most_open=3), st.sampled_from(["ja", "nee", None]))
def test_the_groups_never_decide(facts, problems):
    """Whatever is beside the outcome leaves it as it is."""
    other = {**facts, "multiproblematiek": problems, "uwv_datum": facts["peildatum"]}
    assert verdicts(facts) == verdicts(other)


@settings(deadline=None)
@given(cases(most_open=2), st.data())
def test_a_ground_more_takes_nothing_away(facts, data):
    """An answer that only adds a ground leaves a right as it is."""
    adding = ["duurzaam_document", "kind_in_onderwijs", "ouder_was_werknemer_nl", "tijdelijk_arbeidsongeschikt"]
    name = data.draw(st.sampled_from([*adding, "familieband_aangetoond", "uwv_ingeschreven", "student"]))
    less, more = verdicts({**facts, name: "nee"}), verdicts({**facts, name: "ja"})
    for about, before in less.items():
        if before.outcome == "GELIJK":
            assert more[about].outcome == "GELIJK"


@settings(deadline=None)
@given(cases(most_open=2))
def test_asking_stops_where_nothing_can_change(facts):
    """After the last question every other answer leaves the outcomes as they are, and nobody is asked twice."""
    day, given_ = facts["peildatum"], {}
    while (name := INQUIRY.next_question(Situation(given_, day))) is not None:
        assert name not in given_
        given_[name] = facts.get(name)
    asked = INQUIRY.assess(Situation(given_, day))
    told = INQUIRY.assess(Situation({**facts, **given_}, day))
    for one, other in zip(asked.verdicts, told.verdicts, strict=True):
        assert {*other.possible} <= {*one.possible}
        if len(one.possible) == 1:
            assert one.outcome == other.outcome
