"""Indicator bt-zicht: does the region see how long people wait, and do its municipalities deliver their figures?"""

from __future__ import annotations

from napd import Choice, Indicator, Rule, Share, YesNo
from napd_beschermd_thuis.shared import ARTICLE, DASHBOARD, DOUBTS, OUTSIDE, SINCE, SUPPORT, WORDING

wachtlijst = Choice(
    "wachtlijst",
    "Wordt er een wachtlijst bijgehouden?",
    options=("nee", "per aanbieder", "voor de regio"),
    help="Voor de regio: één lijst, waarop iedereen één keer staat.",
)
beschikkingsduur = YesNo(
    "beschikkingsduur",
    "Is bekend hoe lang een besluit duurt?",
    help="De tijd van de aanvraag tot de beschikking.",
    not_for=OUTSIDE,
)
levert_cbs = YesNo(
    "levert_cbs",
    "Levert de gemeente haar cijfers over beschermd wonen aan het CBS?",
    help="Elke gemeente antwoordt zelf. Voor de regio telt het deel van alle gemeenten dat levert.",
    rollup=Share("ja"),
    not_for=OUTSIDE,
)

indicator = Indicator(
    id="bt-zicht",
    title="Zicht op wachten en cijfers",
    theme="Zicht op cijfers",
    since=SINCE,
    dashboard=DASHBOARD,
    beside=("opvang-ombouw",),
    description="Of de regio weet hoe lang mensen wachten, en of haar gemeenten cijfers leveren.",
    questions=(wachtlijst, beschikkingsduur, levert_cbs),
    rules=(
        Rule(
            "gerealiseerd",
            (wachtlijst == "voor de regio") & beschikkingsduur & (levert_cbs >= 75),
            because="Er is één wachtlijst, de duur van een besluit is bekend, en driekwart van de gemeenten levert.",
        ),
        Rule(
            "in-ontwikkeling",
            (wachtlijst >= "per aanbieder") | beschikkingsduur,
            because="Er zijn wachtlijsten of de duur van een besluit is bekend, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Niemand houdt een wachtlijst bij, en de duur van een besluit is niet bekend."),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        "Dat VNG en VWS wachtlijsten en de duur van een besluit missen, is bekend; in welk stuk dat staat niet.",
        "De grens van 75 procent van de gemeenten is een keuze van napd; een bron hebben wij niet.",
        "Naar een wachtlijst voor de opvang vraagt geen indicator; daarom staan hier de plekken in de opvang naast.",
    ),
    sources=(ARTICLE,),
    support=SUPPORT,
)
