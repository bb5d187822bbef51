"""Published figures that papers put beside the indicators. What each counts stands here, the numbers in figures.csv.

Nothing is invented. What is doubtful about a measure or a figure is said with it.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from napd import Break, Figures, Measure, NapdError, Scheme, hookimpl

ETHOS_AGE = Scheme(
    "leeftijd",
    "leeftijd",
    categories={"volwassenen": "volwassenen", "kinderen": "kinderen", "indirect": "kinderen, indirect betrokken"},
    totals={"alle-leeftijden": ("volwassenen", "kinderen")},
    outside=("indirect",),
)
"""Children indirectly involved have a home while a parent has none: they are reported beside the total."""
REGISTERED = Scheme(
    "herkomst",
    "herkomst van het cijfer",
    categories={"registers": "in de registers", "bijgeschat": "bijgeschat"},
    totals={"geschat": ("registers", "bijgeschat")},
)

MEASURES = (
    Measure(
        id="dakloos-schatting",
        title="Schatting van het CBS: mensen zonder thuis",
        population="mensen zonder thuis van 18 tot 65 jaar, ingeschreven in de BRP",
        unit="personen",
        kind="estimate",
        schemes=(REGISTERED,),
        breaks=(
            Break(
                "2020-01-01",
                "de reclassering vervangt LADIS als register, leeftijden zijn anders ingedeeld, en 2019 bestaat niet",
            ),
        ),
        doubts=(
            "Een schatting, alleen voor het hele land; niet te gebruiken voor regio's.",
            "De marge is alleen van 2009 gepubliceerd.",
            "Dat gepubliceerde getallen zijn afgerond op honderdtallen is afgeleid van de getallen zelf.",
        ),
    ),
    Measure(
        id="huisuitzettingen",
        title="Huisuitzettingen door woningcorporaties",
        population="huisuitzettingen door woningcorporaties; niet die door andere verhuurders",
        unit="huisuitzettingen",
        kind="events",
        adds_over=("areas", "periods"),
        doubts=("Opgehoogd uit een enquête van Aedes onder een deel van de corporaties.",),
        beside=("preventiescan",),
    ),
    Measure(
        id="ethos-telling",
        title="ETHOS-telling: mensen zonder thuis op de dag van de telling",
        population="mensen zonder thuis van alle leeftijden, ook zonder papieren, op één dag, in de regio's die telden",
        unit="personen",
        kind="stock",
        adds_over=("areas", "leeftijd"),
        schemes=(ETHOS_AGE,),
        doubts=(
            "In elke ronde tellen andere regio's: er is geen trend tussen rondes.",
            "In Nederland telt een zevende categorie mee, dreigende uitzetting binnen een maand.",
            "Of de gepubliceerde totalen die categorie hebben, is niet bekend.",
        ),
    ),
    Measure(
        id="ethos-deelname",
        title="Gemeenten in de ETHOS-telling",
        population="gemeenten in de regio's waar is geteld",
        unit="gemeenten",
        kind="stock",
        adds_over=("areas",),
    ),
    Measure(
        id="monitor-dakloosheid",
        title="Monitor Dakloosheid: mensen in de opvang",
        population="mensen met een BSN in de nood- of tijdelijke opvang; niet in beschermd wonen of de vrouwenopvang",
        unit="personen",
        kind="persons",
        doubts=(
            "Gelezen in een persbericht; 36 van de 44 centrumregio's zijn gepubliceerd.",
            "Een centrumregio hoeft niet dezelfde te zijn als de maatschappelijke-opvangregio.",
        ),
    ),
    Measure(
        id="beschermd-wonen-clienten",
        title="Cliënten van beschermd wonen (Wmo)",
        population="cliënten van beschermd wonen onder de Wmo in het jaar",
        unit="personen",
        kind="persons",
        beside=("bt-thuis",),
        doubts=("Niet elke gemeente levert aan, en definities verschillen.",),
    ),
    Measure(
        id="mystery-guest",
        title="Mystery guest: gemeenten waar de jongeren een bed kregen",
        population="bezochte gemeenten waar de jongeren die om hulp vroegen een bed kregen",
        unit="gemeenten",
        kind="events",
        doubts=("De gemeenten zijn gekozen: dit is geen aandeel van alle gemeenten, en geen trend.",),
        beside=("ervaringskennis",),
    ),
    Measure(
        id="preventiescan-deelname",
        title="Gemeenten die meededen aan de preventiescan",
        population="gemeenten die sinds 2021 meededen aan de preventiescan",
        unit="gemeenten",
        kind="events",
        beside=("preventiescan",),
    ),
    Measure(
        id="ozj-steun",
        title="Regio's met intensieve ondersteuning van het OZJ",
        population="regio's met intensieve ondersteuning van het OZJ",
        unit="regio's",
        kind="events",
        beside=("preventiescan",),
    ),
    Measure(
        id="housing-first-steun",
        title="Gemeenten met ondersteuning van Housing First Nederland",
        population="gemeenten die ondersteuning kregen van Housing First Nederland",
        unit="gemeenten",
        kind="events",
        beside=("housing-first",),
    ),
    Measure(
        id="eu-pilot-gemeenten",
        title="Gemeenten in de pilot opvang van EU-burgers",
        population="gemeenten in de pilot kortdurende opvang van dakloze EU-burgers",
        unit="gemeenten",
        kind="stock",
        beside=("eu-rechtentool",),
    ),
    Measure(
        id="eu-pilot-geld",
        title="Geld voor de pilot opvang van EU-burgers",
        population="euro's voor de pilot, uit de structurele 65 miljoen",
        unit="euro",
        kind="events",
        beside=("eu-rechtentool",),
    ),
    Measure(
        id="praktijktoets",
        title="Gemeenten die zijn gesproken voor de praktijktoets",
        population="gemeenten die zijn geïnterviewd voor de praktijktoets",
        unit="gemeenten",
        kind="events",
        beside=("ervaringskennis",),
    ),
    Measure(
        id="regioplannen",
        title="Centrumgemeenten met een nieuw of aangepast plan",
        population="centrumgemeenten met een nieuw of aangepast plan",
        unit="centrumgemeenten",
        kind="events",
        beside=("regioplan",),
    ),
)


@hookimpl
def napd_measures() -> Figures:
    """Give the measures, and their figures; raises `NapdError` where a line of figures.csv cannot be read."""
    with as_file(files(__name__) / "figures.csv") as path:
        found = Figures.from_csv(path, MEASURES)
    if found.problems:
        raise NapdError("\n".join(map(str, found.problems)))
    return found
