"""What can be asked, in order, and the numbers that follow from the answers and the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from napd import Choice, Date, Finding, Months, Norm, Number, Option, Parameter, PartOf, Question, YesNo
from napd.plugin import Texts

DAY = "peildatum"
ABOUT = "voorziening"
FULL_WEEK = (1.0, 60.0)
"""The fewest and the most hours that a full week of work can have."""


def questions(tell: Texts) -> dict[str, Question]:
    """The questions in the order in which they are asked, by id.

    In each, the better answer is the one that can only add a ground; where an answer may as well take one away, none
    is better.
    """
    return {question.id: question for question in _questions(tell)}


def _questions(tell: Texts) -> list[Question]:
    def words(name: str) -> dict[str, Any]:
        return {"id": name, "text": tell(f"question.{name}.text"), "help": tell(f"question.{name}.help")}

    def yes_no(name: str) -> Question:
        return YesNo(**words(name))

    def choice(name: str, *, ordered: bool = False) -> Question:
        options = [Option(label, id=key) for key, label in tell.table(f"option.{name}").items()]
        return Choice(**words(name), options=options, ordered=ordered)

    def day(name: str) -> Question:
        return Date(**words(name))

    def number(name: str, *, minimum: float = 0, **settings: Any) -> Question:
        return Number(**words(name), minimum=minimum, **settings)

    return [
        day(DAY),
        choice("nationaliteit"),
        yes_no("identiteit_aangetoond"),
        choice("ind_besluit"),
        yes_no("bezwaar_tijdig"),
        yes_no("wa_document"),
        yes_no("werkt_nu"),
        yes_no("ooit_gewerkt_nl"),
        number("uren_per_week", maximum=168, unit=tell("unit.hours"), better=None),
        number("voltijd_uren", minimum=FULL_WEEK[0], maximum=FULL_WEEK[1], unit=tell("unit.hours"), better=None),
        number("netto_inkomen_maand", maximum=100_000, unit=tell("unit.euros"), better=None),
        number("leeftijd", maximum=120, whole=True, unit=tell("unit.years"), better=None),
        choice("leefvorm"),
        yes_no("tijdelijk_arbeidsongeschikt"),
        choice("werkloos_reden"),
        number("passend_werk_geweigerd", maximum=100, whole=True, unit=tell("unit.times"), better="lower"),
        yes_no("uwv_ingeschreven"),
        day("uwv_datum"),
        day("werk_begin"),
        day("werk_eind"),
        number("maanden_gewerkt_totaal", maximum=720, unit=tell("unit.months")),
        choice("familierelatie"),
        choice("referent_status"),
        yes_no("familieband_aangetoond"),
        yes_no("kind_in_onderwijs"),
        yes_no("ouder_was_werknemer_nl"),
        yes_no("duurzaam_document"),
        day("datum_inreis"),
        number("maanden_rechtmatig", maximum=1200, unit=tell("unit.months")),
        number("afwezig_maanden_aaneen", maximum=1200, unit=tell("unit.months"), better="lower"),
        yes_no("blijvend_arbeidsongeschikt"),
        yes_no("arbeidsongeval_met_nl_uitkering"),
        choice("beroepsopleiding", ordered=True),
        yes_no("zwanger_gestopt"),
        yes_no("huiselijk_geweld"),
        yes_no("zoekt_werk"),
        yes_no("reele_kans_op_werk"),
        yes_no("verdragsstaat"),
        yes_no("voldoende_middelen"),
        yes_no("ziektekosten_verzekerd"),
        yes_no("student"),
        yes_no("multiproblematiek"),
    ]


def findings(known: Mapping[str, Any], amounts: Mapping[str, Parameter]) -> list[Finding]:
    """The numbers that follow.

    Args:
        known: the questions, by id.
        amounts: the parameters, by id.
    """
    age, living = known["leeftijd"], known["leefvorm"]
    norms = [
        Norm(amounts["norm_gehuwd"], living == "gehuwd"),
        Norm(amounts["norm_18"], age < 21),
        Norm(amounts["norm_21"]),
    ]
    return [
        PartOf("uren_deel", "uren_per_week", "voltijd_uren", within=FULL_WEEK),
        PartOf("inkomen_deel", "netto_inkomen_maand", norms=norms),
        PartOf("pensioen_deel", "leeftijd", norms=[Norm(amounts["pensioen"])]),
        Months("verblijf_maanden", "datum_inreis", shift=-1),
        Months("laatste_periode", "werk_begin", "werk_eind", shift=1),
        Months("werkloos_maanden", "werk_eind", shift=-1),
        Months("werk_geleden", "werk_eind"),
    ]


def numbers(tell: Texts) -> dict[str, Question]:
    """What the rules see of the findings, by id."""
    better: dict[str, Any] = {
        "uren_deel": "higher", "inkomen_deel": "higher", "pensioen_deel": None, "verblijf_maanden": None,
        "laatste_periode": "higher", "werkloos_maanden": "lower", "werk_geleden": None,
    }  # fmt: skip
    units = {name: "%" if name.endswith("_deel") else tell("unit.months") for name in better}
    return {
        name: Number(name, tell(f"finding.{name}"), minimum=0, unit=units[name], better=side)
        for name, side in better.items()
    }


def provision(tell: Texts) -> Choice:
    """What is asked for: each has an outcome of its own."""
    options = [Option(label, id=key) for key, label in tell.table(f"option.{ABOUT}").items()]
    return Choice(ABOUT, tell("advice.about"), options=options, ordered=False)
