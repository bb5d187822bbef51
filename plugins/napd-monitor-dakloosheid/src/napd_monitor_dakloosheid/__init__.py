"""Monitor Dakloosheid: records of stays in emergency and temporary shelter, ETHOS Light 2 and 3.

The layout of the delivery to CBS is not public. These are the fields that its descriptions name, and those of the next
of kin, the delivery protocol of the GMSD-Wmo of 2015; the names and bounds are ours. The monitor wants a BSN; napd
wants none, and refuses it.
"""

from __future__ import annotations

from napd import Choice, Date, Figures, Option, Scheme, Text, hookimpl
from napd_counts import (
    DAYS,
    AfterDelivery,
    Bands,
    BeforeBirth,
    Countable,
    EndBeforeStart,
    HalfYearEnds,
    LeftEmpty,
    LongOpen,
    NotKnown,
    OneMoment,
    OtherSize,
    OutsideFacility,
    Overlapping,
    RecordLayout,
    Twice,
    UnknownShare,
    YearOfBirth,
    of_each,
    unknown,
)

SHELTER = {"2": "noodopvang (ETHOS Light 2)", "3": "tijdelijke opvang (ETHOS Light 3)", "onbekend": "onbekend"}
CATEGORY = Scheme("categorie", "soort opvang", categories=SHELTER, totals={"opvang": ("2", "3", "onbekend")})
LONGEST = {"2": 365, "3": 1095}
"""Days after which a record without an end is doubted, by kind of shelter: a choice of ours."""
REASONS = {
    "woning": "eigen woning", "wonen-met-begeleiding": "wonen met begeleiding", "naasten": "bij familie of vrienden",
    "andere-opvang": "andere opvang", "instelling": "instelling of detentie", "vertrokken": "vertrokken",
    "overleden": "overleden", "anders": "anders",
}  # fmt: skip


def _choice(name: str, text: str, options: dict[str, str]) -> Choice:
    labelled = [Option(label, id=option) for option, label in options.items()]
    return Choice(name, text, options=(*labelled, unknown()), ordered=False, required=False)


FIELDS = (
    Text("sleutel", "Sleutel van de persoon", help="Een pseudoniem, zoals `napd key` maakt; nooit een BSN."),
    Text("leverancier", "Organisatie die levert", required=False),
    Date("aanmaakdatum", "Dag waarop het bestand is gemaakt", required=False),
    Text("gemeente", "Gemeente van de voorziening", help="De code van het CBS, zoals GM0402.", required=False),
    Text("voorziening", "Voorziening waar de persoon verblijft"),
    Choice(
        "categorie", "Soort opvang", options=tuple(Option(label, id=name) for name, label in SHELTER.items()),
        ordered=False,
    ),
    Date("start", "Eerste dag van het verblijf"),
    Date("einde", "Laatste dag van het verblijf", help="Leeg zolang iemand er is. Een gepland einde is geen einde."),
    _choice("reden_einde", "Waarheen iemand ging", REASONS),
    YearOfBirth("geboortejaar", "Geboortejaar", help="Alleen het jaar, nooit de dag.", required=False),
    _choice("geslacht", "Geslacht", {"man": "man", "vrouw": "vrouw", "anders": "anders"}),
)  # fmt: skip

AGES = Bands(
    id="leeftijd",
    title="leeftijd die in het jaar van de telling wordt bereikt",
    of="geboortejaar",
    classes={
        "0-17": (0, 17, "jonger dan 18"),
        "18-26": (18, 26, "18 tot en met 26"),
        "27-64": (27, 64, "27 tot en met 64"),
        "65-en-ouder": (65, 120, "65 en ouder"),
    },
)
LENGTHS = Bands(
    id="duur",
    title="duur van de episode die eindigde",
    of=DAYS,
    classes={
        "week": (0, 7, "hoogstens een week"),
        "maand": (8, 31, "hoogstens een maand"),
        "kwartaal": (32, 92, "hoogstens drie maanden"),
        "jaar": (93, 366, "hoogstens een jaar"),
        "langer": (367, None, "langer dan een jaar"),
    },
)
POPULATION = "mensen in de nood- of tijdelijke opvang (ETHOS Light 2 en 3)"
BESIDE = ("opvang-ombouw",)
"""The indicator that is about the same shelters."""
LACKING = "Beschermd wonen en vrouwenopvang horen er niet bij."

LAYOUT = RecordLayout(
    id="monitor-dakloosheid",
    title="Monitor Dakloosheid: verblijf in de nood- en tijdelijke opvang",
    fields=FIELDS,
    key="sleutel",
    start="start",
    end="einde",
    place="gemeente",
    category="categorie",
    schemes=(CATEGORY,),
    of_person=("geslacht", "geboortejaar"),
    of_end=("reden_einde",),
    facility="voorziening",
    deliverer="leverancier",
    made="aanmaakdatum",
    bands=(AGES, LENGTHS),
    names={
        "persoon": "sleutel", "person": "sleutel", "facility": "voorziening", "category": "categorie", "end": "einde",
        "municipality": "gemeente", "provider": "leverancier", "made": "aanmaakdatum",
    },
    checks=(
        EndBeforeStart(end="einde", start="start"),
        AfterDelivery(day="start", made="aanmaakdatum"),
        AfterDelivery(day="einde", made="aanmaakdatum"),
        BeforeBirth(start="start", born="geboortejaar"),
        Twice(fields=("sleutel", "voorziening", "start")),
        Overlapping(key="sleutel", start="start", end="einde", facility="voorziening", same=True),
        Overlapping(key="sleutel", start="start", end="einde", facility="voorziening", same=False, days=1),
        OutsideFacility(facility="voorziening", start="start", end="einde"),
        LongOpen(end="einde", start="start", category="categorie", made="aanmaakdatum", longest=LONGEST),
        HalfYearEnds(end="einde"),
        OneMoment(made="aanmaakdatum", deliverer="leverancier"),
        *of_each(NotKnown, ("gemeente", "categorie")),
        *of_each(LeftEmpty, ("gemeente", "voorziening", "categorie")),
        *(UnknownShare(field=name) for name in ("gemeente", "categorie", "geslacht", "geboortejaar")),
        OtherSize(),
    ),
    counted=(
        Countable(
            id="opvang-stand", title="Mensen in de opvang op een dag", population=POPULATION, way="stock",
            doubts=(LACKING,), beside=BESIDE,
        ),
        Countable(
            id="opvang-personen", title="Mensen in de opvang in een periode",
            population=f"{POPULATION} op enig moment in de periode", way="persons", doubts=(LACKING,), beside=BESIDE,
        ),
        Countable(
            id="opvang-instroom", title="Instroom in de opvang", unit="episodes",
            population="keren dat iemand in de opvang kwam die er niet al was", way="entries",
            doubts=(LACKING,), beside=BESIDE,
        ),
        Countable(
            id="opvang-uitstroom", title="Uitstroom uit de opvang", unit="episodes",
            population="keren dat iemand de opvang verliet en er niet terugkwam", way="exits",
            doubts=(LACKING,), beside=BESIDE,
        ),
        Countable(
            id="opvang-verblijven", title="Verblijven die eindigden", unit="verblijven",
            population="verblijven in een voorziening die eindigden", way="exits", within=("voorziening",),
            doubts=(LACKING,), beside=BESIDE,
        ),
        Countable(
            id="opvang-dagen", title="Dagen in de opvang", unit="dagen",
            population="dagen waarop iemand in de opvang was, per persoon elke dag één keer", way="days",
            doubts=(LACKING,), beside=BESIDE,
        ),
    ),
    source="Eigen indeling van napd, naar beschrijvingen van de Monitor Dakloosheid (CBS, VNG, VWS, Valente)",
)  # fmt: skip


@hookimpl
def napd_layout() -> RecordLayout:
    """The layout of the records."""
    return LAYOUT


@hookimpl
def napd_measures() -> Figures:
    """What can be counted of them."""
    return Figures(measures=LAYOUT.measures)
