"""ETHOS Light: records of a count of one night, by many organisations.

The categories are those of FEANTSA's ETHOS Light, with the seventh that counts in the Netherlands and Belgium add. The
questionnaire of the Dutch counts is not public; the other fields are those of which results were published, with
classes of our own wording. Where somebody was in the night before the day of the count decides the category.
"""

from __future__ import annotations

from napd import Choice, Date, Figures, Option, Scheme, Text, hookimpl
from napd_counts import (
    Contradiction,
    Countable,
    LeftEmpty,
    NotKnown,
    OtherSize,
    RecordLayout,
    Twice,
    UnknownShare,
    of_each,
    unknown,
)

CATEGORIES = {
    "1": "openbare ruimte",
    "2": "noodopvang",
    "3": "tijdelijke opvang voor dakloze mensen",
    "4": "langer dan nodig in een instelling, of er binnen een maand uit zonder woonplek",
    "5": "niet-conventionele woonplek",
    "6": "bij familie, vrienden of kennissen, noodgedwongen",
    "7": "dreigende uithuiszetting binnen een maand na de teldag",
    "onbekend": "onbekend",
    "indirect": "kind dat indirect betrokken is: het heeft een thuis, een ouder niet",
}
ETHOS = Scheme(
    "categorie",
    "categorie van ETHOS Light",
    categories=CATEGORIES,
    totals={
        "nl": ("1", "2", "3", "4", "5", "6", "7"),
        "feantsa": ("1", "2", "3", "4", "5", "6"),
        "oecd": ("1", "2", "3"),
        "geteld": ("1", "2", "3", "4", "5", "6", "7", "onbekend"),
    },
    outside=("indirect",),
)
"""Totals have names, as counts differ in what they add up: FEANTSA's six, the seven of the Netherlands and Belgium, and
the three by which the OECD compares. `geteld` has those whose category is not known too."""
ASKED = ("leeftijd", "geslacht", "nationaliteit", "huishouden", "duur")


def _choice(name: str, text: str, options: dict[str, str], help_: str = "") -> Choice:
    labelled = [Option(label, id=option) for option, label in options.items()]
    return Choice(name, text, options=(*labelled, unknown()), ordered=False, required=False, help=help_)


FIELDS = (
    Text(
        "sleutel", "Sleutel van de persoon",
        help="Een pseudoniem, zoals `napd key` maakt; dezelfde persoon heeft bij elke organisatie dezelfde.",
    ),
    Text("organisatie", "Organisatie die de persoon meldt", required=False),
    Date("nacht", "De nacht voor de teldag", help="De dag waarop die nacht begon."),
    Text("gemeente", "Gemeente waar de persoon die nacht was", help="De code van het CBS, zoals GM0402, of onbekend."),
    Choice(
        "categorie", "Waar de persoon die nacht was",
        options=tuple(Option(label, id=name) for name, label in CATEGORIES.items()), ordered=False,
        help="Eén persoon, één nacht, één categorie. Een kind dat indirect betrokken is, krijgt een eigen record.",
    ),
    _choice(
        "leeftijd", "Leeftijd",
        {
            "0-17": "jonger dan 18", "18-26": "18 tot en met 26", "27-64": "27 tot en met 64",
            "65-en-ouder": "65 en ouder",
        },
    ),
    _choice("geslacht", "Geslacht", {"man": "man", "vrouw": "vrouw", "anders": "anders"}),
    _choice(
        "nationaliteit", "Nationaliteit",
        {"nederlands": "Nederlands", "eu": "van een ander land van de EU", "buiten-eu": "van buiten de EU"},
    ),
    _choice(
        "huishouden", "Huishouden",
        {
            "alleen": "alleen", "paar": "paar", "alleen-met-kinderen": "een ouder met kinderen",
            "paar-met-kinderen": "een paar met kinderen", "anders": "anders",
        },
    ),
    _choice(
        "duur", "Hoe lang zonder thuis",
        {"maand": "korter dan een maand", "jaar": "een maand tot een jaar", "langer": "langer dan een jaar"},
    ),
)  # fmt: skip

LAYOUT = RecordLayout(
    id="ethos-light",
    title="ETHOS-telling: wie in één nacht geen thuis heeft",
    fields=FIELDS,
    key="sleutel",
    start="nacht",
    place="gemeente",
    category="categorie",
    schemes=(ETHOS,),
    of_person=ASKED,
    first_counts=("categorie",),
    deliverer="organisatie",
    names={
        "persoon": "sleutel",
        "person": "sleutel",
        "night": "nacht",
        "category": "categorie",
        "municipality": "gemeente",
    },
    checks=(
        Twice(fields=("sleutel", "organisatie", "nacht")),
        *(Contradiction(key="sleutel", night="nacht", field=name) for name in ("categorie", "gemeente", *ASKED)),
        *of_each(NotKnown, ("categorie",)),
        *of_each(LeftEmpty, ("categorie", "gemeente")),
        *(UnknownShare(field=name) for name in ("gemeente", "categorie", *ASKED)),
        OtherSize(),
    ),
    counted=(
        Countable(
            id="ethos-nacht",
            title="Mensen zonder thuis in één nacht (ETHOS Light)",
            population="mensen zonder thuis van alle leeftijden, in één nacht, gemeld door organisaties die meededen",
            way="stock",
            doubts=(
                "Wie bij geen van de organisaties bekend is, is niet geteld.",
                "Is iemand in twee categorieën gemeld, dan telt de eerste van de lijst: een keuze van napd.",
                "Categorie 4 heeft twee vormen: langer dan nodig in een instelling, of er binnen een maand uit.",
            ),
            beside=("regioplan",),
        ),
    ),
    source="ETHOS Light van FEANTSA; categorie 7 zoals in tellingen in Nederland en België",
)


@hookimpl
def napd_layout() -> RecordLayout:
    """The layout of the records."""
    return LAYOUT


@hookimpl
def napd_measures() -> Figures:
    """What can be counted of them."""
    return Figures(measures=LAYOUT.measures)
