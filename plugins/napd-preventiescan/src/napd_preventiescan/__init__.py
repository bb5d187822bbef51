"""Indicator preventiescan: do municipalities take part in the Preventiescan, and what follows from it?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Figure, Indicator, MultiChoice, Rule, Share, Source, Support, YesNo, hookimpl

deelname = YesNo(
    "deelname",
    "Heeft de gemeente meegedaan aan de Preventiescan?",
    help="Elke gemeente antwoordt zelf. Voor de regio telt het deel van alle gemeenten dat meedeed.",
    rollup=Share("ja"),
)
opvolging = Choice(
    "opvolging",
    "Wat heeft de regio met de uitkomst van de scan gedaan?",
    options=("geen", "besproken in de regio", "maatregelen in plan", "uitgevoerd"),
    help="Kies de verste stap die de regio heeft gezet.",
)
pijlers = MultiChoice(
    "pijlers",
    "Op welke pijlers van preventie heeft de regio aanbod?",
    options=("bestaanscondities", "voorzorg", "herstelzorg", "inclusief wonen"),
)
outreachend = YesNo(
    "outreachend",
    "Is er outreachende vroeginterventie in de leefomgeving?",
    help="Met vrijwilligers of ervaringsdeskundigen die zelf naar mensen toe gaan.",
)
destigmatisering = YesNo("destigmatisering", "Werkt de regio aan destigmatisering?", required=False)

indicator = Indicator(
    id="preventiescan",
    title="Preventiescan",
    theme="Preventie",
    action_line=2,
    since="2023-12-01",
    description="Hoeveel gemeenten aan de Preventiescan meedoen en wat de regio daarna doet.",
    questions=(deelname, opvolging, pijlers, outreachend, destigmatisering),
    rules=(
        Rule(
            "gerealiseerd",
            (deelname >= 75) & (opvolging >= "maatregelen in plan") & pijlers.has_all() & outreachend,
            because="Driekwart deed mee, het plan heeft maatregelen, en het aanbod is breed en outreachend.",
        ),
        Rule(
            "in-ontwikkeling",
            (deelname >= 25) | (opvolging >= "besproken in de regio"),
            because="Een deel van de gemeenten deed mee of de scan is besproken, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Weinig gemeenten deden mee en de uitkomst is nog niet in de regio besproken."),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "De grenzen van 25 en 75 procent van de gemeenten zijn een keuze van napd; een bron hebben wij niet.",
        "Dat alle vier de pijlers nodig zijn voor het niveau gerealiseerd, is een keuze van napd.",
        "Van het bericht van november 2023 kennen wij de titel en de vindplaats niet.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
    ),
    background=(
        Figure("Eind 2023 deden ruim 90 gemeenten mee.", Source("Preventie Alliantie", "eind 2023")),
        Figure(
            "Er is veel aanbod, maar weinig outreachende vroeginterventie en weinig tegen het stigma.",
            Source("Bericht waarvan napd titel en vindplaats niet kent", "november 2023"),
        ),
    ),
    support=(
        Support("Preventie Alliantie", "Masterclasses, de gids 'Toekomst met een thuis' en de scan."),
        Support("Kwikstart"),
        Support("OZJ", "Uit de jeugdzorg met een plek om te wonen."),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
