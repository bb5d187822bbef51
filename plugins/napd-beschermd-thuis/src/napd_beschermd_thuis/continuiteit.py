"""Indicator bt-continuiteit: are the functions of care assured, also where a provider drops out?"""

from __future__ import annotations

from napd import Choice, Indicator, Rule, YesNo
from napd_beschermd_thuis.shared import ARTICLE, DASHBOARD, DOUBTS, NORM, NORM_DOUBT, SINCE, SUPPORT, WORDING

functies = Choice(
    "functies",
    "Van hoeveel zorgfuncties is vastgelegd dat zij er zijn en blijven?",
    options=("geen", "deels", "alle"),
    help="Zorgfuncties: wat de regio voor mensen nodig vindt, zoals een plek voor de nacht of begeleiding thuis.",
)
wegvallen = YesNo(
    "wegvallen",
    "Zijn er afspraken voor als een aanbieder wegvalt?",
    help="Bijvoorbeeld wie de zorg overneemt, en hoe snel.",
)

indicator = Indicator(
    id="bt-continuiteit",
    title="Continuïteit van zorg",
    theme="Opdrachtgeverschap",
    since=SINCE,
    dashboard=DASHBOARD,
    description="Of de zorg die mensen nodig hebben er is en blijft, ook als een aanbieder wegvalt.",
    questions=(functies, wegvallen),
    rules=(
        Rule(
            "gerealiseerd",
            (functies == "alle") & wegvallen,
            because="Alle zorgfuncties zijn vastgelegd, en er zijn afspraken voor als een aanbieder wegvalt.",
        ),
        Rule(
            "in-ontwikkeling",
            (functies >= "deels") | wegvallen,
            because="Een deel van de zorgfuncties is vastgelegd of er zijn afspraken, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Geen zorgfunctie is vastgelegd, en afspraken zijn er nog niet."),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        NORM_DOUBT,
        "De norm vraagt meer dan dit: waar de regio staat, wat zij wil, en wat elke gemeente doet.",
        "Wat genoeg is voor elk niveau is een keuze van napd; een bron hebben wij niet.",
    ),
    sources=(ARTICLE, NORM),
    support=SUPPORT,
)
