"""Indicator bt-thuis: do people who need sheltered housing live at home, and are there homes for them?"""

from __future__ import annotations

from napd import Figure, Indicator, Number, Ratio, Rule, Source, Sum, YesNo
from napd_beschermd_thuis.shared import ADVICE, ARTICLE, DASHBOARD, DOUBTS, OUTSIDE, SINCE, SUPPORT, WORDING

elk = (
    "Voor de regio tellen wij op. Tel iedereen die op de peildatum beschermd wonen of thuis uit de Wmo heeft, één keer."
)
clienten_thuis = Number(
    "clienten_thuis", "Hoeveel cliënten wonen thuis, met intensieve begeleiding?", help=elk, unit="cliënten", minimum=0,
    whole=True, rollup=Sum(), not_for=OUTSIDE,
)  # fmt: skip
clienten_instelling = Number(
    "clienten_instelling", "Hoeveel cliënten wonen bij een instelling?", help=elk, unit="cliënten", minimum=0,
    whole=True, rollup=Sum(), not_for=OUTSIDE,
)  # fmt: skip
aandeel_thuis = Ratio(
    "aandeel_thuis",
    "Welk deel van de cliënten woont thuis?",
    help="Dit rekenen wij uit. Zijn er helemaal geen cliënten, dan is het deel niet bekend.",
    part=clienten_thuis,
    whole=(clienten_thuis, clienten_instelling),
)
woningen = YesNo(
    "woningen",
    "Zijn er afspraken met corporaties over woningen?",
    help="Voor mensen die van een instelling naar een eigen woning gaan.",
)

indicator = Indicator(
    id="bt-thuis",
    title="Van beschermd wonen naar beschermd thuis",
    theme="Beschermd thuis",
    since=SINCE,
    dashboard=DASHBOARD,
    beside=("housing-first",),
    description="Of mensen met begeleiding in een eigen woning in de wijk wonen, en of daar woningen voor zijn.",
    questions=(clienten_thuis, clienten_instelling, aandeel_thuis, woningen),
    rules=(
        Rule(
            "gerealiseerd",
            (aandeel_thuis >= 50) & woningen,
            because="De helft of meer van de cliënten woont thuis, en er zijn afspraken over woningen.",
        ),
        Rule(
            "in-ontwikkeling",
            (aandeel_thuis >= 25) | woningen,
            because="Een kwart van de cliënten woont thuis of er zijn afspraken, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Minder dan een kwart woont thuis, en er zijn geen afspraken over woningen."),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        "De grenzen van 25 en 50 procent zijn een keuze van napd; een bron hebben wij niet.",
        "Wie thuis woont met intensieve begeleiding, telt niet elke gemeente op dezelfde manier.",
        "Een deel van de cliënten ging op 1 januari 2021 naar de Wlz: vergelijk geen aantallen van ervoor en erna.",
    ),
    sources=(ARTICLE, ADVICE),
    background=(
        Figure(
            "In 2022 waren er 25.560 cliënten beschermd wonen in de Wmo. Niet alle gemeenten leverden cijfers.",
            Source("CBS, Gemeentelijke Monitor Sociaal Domein (GMSD)", "2022"),
        ),
    ),
    support=SUPPORT,
)
