"""Indicator bt-samenwerking: is co-operation recorded durably, also with other regions, and is there a dialogue?"""

from __future__ import annotations

from napd import Choice, Indicator, Rule, YesNo
from napd_beschermd_thuis.shared import ARTICLE, DASHBOARD, DOUBTS, NORM, NORM_DOUBT, PAGE, SINCE, SUPPORT, WORDING

vastlegging = Choice(
    "vastlegging",
    "Hoe is de samenwerking van de gemeenten vastgelegd?",
    options=("geen", "ambtelijk", "bestuurlijk", "juridisch"),
    help="Ambtelijk: afspraken tussen ambtenaren. Bestuurlijk: een besluit van de colleges. Juridisch: een regeling of "
    "overeenkomst.",
)
bovenregionaal = YesNo(
    "bovenregionaal",
    "Is afgesproken wat de regio zelf doet en wat met andere regio's?",
)
dialoog = Choice(
    "dialoog",
    "Hoe vaak praten gemeenten en aanbieders met elkaar over de opgave?",
    options=("geen", "incidenteel", "vast"),
    help="Vast: op afgesproken momenten, het hele jaar door.",
)

indicator = Indicator(
    id="bt-samenwerking",
    title="Samenwerking",
    theme="Opdrachtgeverschap",
    since=SINCE,
    dashboard=DASHBOARD,
    description="Of gemeenten duurzaam samenwerken, binnen de regio en daarbuiten, en met aanbieders in gesprek zijn.",
    questions=(vastlegging, bovenregionaal, dialoog),
    rules=(
        Rule(
            "gerealiseerd",
            (vastlegging >= "bestuurlijk") & bovenregionaal & (dialoog == "vast"),
            because="De samenwerking staat vast, ook met andere regio's, en er is een vast gesprek met aanbieders.",
        ),
        Rule(
            "in-ontwikkeling",
            (vastlegging >= "ambtelijk") | (dialoog == "vast"),
            because="Er is iets vastgelegd of er is een vast gesprek met aanbieders, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Er is niets vastgelegd, en er is geen vast gesprek met aanbieders."),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        NORM_DOUBT,
        "Dat samenwerking en dialoog in de norm staan, zegt de pagina van de VNG; in welke afspraken weten wij niet.",
        "Wat genoeg is voor elk niveau is een keuze van napd; een bron hebben wij niet.",
    ),
    sources=(ARTICLE, NORM, PAGE),
    support=SUPPORT,
)
