"""Indicator bt-toegang: where do people get access, and do the municipalities purchase care together?"""

from __future__ import annotations

from napd import Choice, Indicator, Rule, Source
from napd_beschermd_thuis.shared import (
    ARTICLE,
    DASHBOARD,
    DOUBTS,
    NORM,
    NORM_DOUBT,
    OUTSIDE,
    PAGE,
    SINCE,
    SUPPORT,
    WORDING,
)

toegang = Choice(
    "toegang",
    "Waar is de toegang tot beschermd wonen?",
    options=("alleen centrumgemeente", "gezamenlijk", "in elke gemeente"),
    help="Gezamenlijk: de gemeenten regelen het samen, op één plek. In elke gemeente: iedereen kan terecht in de "
    "eigen gemeente.",
)
inkoop = Choice(
    "inkoop",
    "Hoe kopen de gemeenten beschermd wonen en begeleiding thuis in?",
    options=("los", "afgestemd", "gezamenlijk"),
    not_for=OUTSIDE,
)

indicator = Indicator(
    id="bt-toegang",
    title="Toegang en inkoop",
    theme="Opdrachtgeverschap",
    since=SINCE,
    dashboard=DASHBOARD,
    description="Of mensen in hun eigen gemeente terechtkunnen, en of de gemeenten de zorg samen inkopen.",
    questions=(toegang, inkoop),
    rules=(
        Rule(
            "gerealiseerd",
            (toegang == "in elke gemeente") & (inkoop == "gezamenlijk"),
            because="Mensen kunnen in elke gemeente terecht, en de gemeenten kopen samen in.",
        ),
        Rule(
            "in-ontwikkeling",
            (toegang >= "gezamenlijk") | (inkoop >= "afgestemd"),
            because="De gemeenten regelen de toegang samen of stemmen de inkoop af, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="De toegang is alleen in de centrumgemeente, en elke gemeente koopt los in."),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        NORM_DOUBT,
        "Dat toegang en inkoop in de norm staan, zegt de pagina van de VNG; wat er precies staat, weten wij niet.",
        "Dat toegang in elke gemeente verder is dan samen op één plek, is een keuze van napd, net als elk niveau hier.",
        "Of elke gemeente zelf verantwoordelijk wordt is niet zeker: wetsvoorstel 36288 is controversieel verklaard.",
    ),
    sources=(ARTICLE, NORM, PAGE, Source("Wetsvoorstel over het woonplaatsbeginsel", reference="36288")),
    support=SUPPORT,
)
