"""Indicator lhbtiq-training: are the professionals in shelter trained to make it safe for LHBTIQ+ people?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Indicator, Number, Rule, Source, Support, YesNo, hookimpl

OUTSIDE = ("ervaringskenner", "clientvertegenwoordiger")
"""Who is not asked what only an administration knows. Which questions these are, is a choice of napd."""
getraind = Number(
    "getraind",
    "Welk deel van de professionals in de opvang is getraind in veilige opvang?",
    help="Het gaat om bewustwording, sensitiviteit en signaleren, bij opvang en crisisopvang.",
    unit="%",
    minimum=0,
    maximum=100,
    not_for=OUTSIDE,
)
laatste = Choice(
    "laatste",
    "Wanneer was de laatste training?",
    options=("nooit", "langer dan twee jaar geleden", "korter dan twee jaar geleden"),
    help="De termijn van twee jaar is een keuze van napd; een gepubliceerde termijn is er niet.",
)
beleid = YesNo("beleid", "Is er beleid voor veilige opvang?")
ervaringskenners = YesNo("ervaringskenners", "Zijn er LHBTIQ+-ervaringskenners bij betrokken?")

movisie = Source("Movisie, 'Veilige opvang voor Regenboogjongeren'", "sinds najaar 2021")

indicator = Indicator(
    id="lhbtiq-training",
    title="Training veilige opvang voor LHBTIQ+",
    theme="Inclusieve aanpak",
    action_line=6,
    since="2023-12-01",
    description="Of professionals in de opvang leren om die veilig te maken voor LHBTIQ+-personen.",
    questions=(getraind, laatste, beleid, ervaringskenners),
    rules=(
        Rule(
            "gerealiseerd",
            (getraind >= 80) & (laatste == "korter dan twee jaar geleden") & beleid & ervaringskenners,
            because="Bijna iedereen is getraind, kort geleden (twee jaar: een keuze van napd), er is "
            "beleid en ervaringskenners doen mee.",
        ),
        Rule(
            "in-ontwikkeling",
            (getraind >= 25) | beleid,
            because="Een deel van de professionals is getraind of er is beleid, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Weinig professionals zijn getraind en er is geen beleid voor veilige opvang."),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "Er is geen termijn voor herhaling van de training gepubliceerd: twee jaar is een keuze van napd.",
        "De grenzen van 25 en 80 procent getraind zijn een keuze van napd; een bron hebben wij niet.",
        "De training van Movisie gaat over jongeren; of andere trainingen meetellen, staat niet vast.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
        movisie,
    ),
    support=(
        Support("Movisie", "Training 'Veilige opvang voor Regenboogjongeren'."),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
