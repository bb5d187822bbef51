"""Indicator eu-rechtentool: is the Checklist gelijke behandeling for EU citizens in use at the front door?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Indicator, MultiChoice, Number, Remark, Rule, Source, Support, YesNo, hookimpl

OUTSIDE = ("ervaringskenner", "clientvertegenwoordiger")
"""Who is not asked what only an administration knows. Which questions these are, is a choice of napd."""
gebruik = Choice(
    "gebruik",
    "Hoe ver is de regio met de Checklist gelijke behandeling?",
    options=("onbekend", "bekend", "getest", "in gebruik"),
    help="Onbekend is ook een antwoord: de regio kent de checklist niet. Laat leeg als u het niet weet.",
)
geinstrueerd = Number(
    "geinstrueerd",
    "Welk deel van de medewerkers aan de toegang heeft met de checklist leren werken?",
    unit="%",
    minimum=0,
    maximum=100,
    not_for=OUTSIDE,
)
routes = MultiChoice(
    "routes",
    "Voor welke groepen EU-burgers is er een route?",
    options=("groep 1", "groep 2", "groep 3"),
    help="Groep 1: minder dan een half jaar geleden nog betaald werk. Groep 2: langer geleden. "
    "Groep 3: geen recent werk en problemen op meer gebieden.",
)
documentenoverzicht = YesNo(
    "documentenoverzicht", "Is er een overzicht van de documenten die nodig zijn?", required=False
)

indicator = Indicator(
    id="eu-rechtentool",
    title="EU-rechtentool",
    theme="Inclusieve aanpak",
    action_line=6,
    since="2023-12-01",
    description=(
        "Of de toegang werkt met de Checklist gelijke behandeling: in december 2023 getest in zes gemeenten "
        "(Amsterdam, Den Haag, Rotterdam, Utrecht, Venlo, Eindhoven), in 2024 voor alle gemeenten. De "
        "checklist geeft geen bindend oordeel."
    ),
    questions=(gebruik, geinstrueerd, routes, documentenoverzicht),
    rules=(
        Rule(
            "gerealiseerd",
            (gebruik == "in gebruik") & (geinstrueerd >= 80) & routes.has_all(),
            because="De checklist is in gebruik, bijna iedereen kan ermee werken en er zijn drie routes.",
        ),
        Rule(
            "in-ontwikkeling",
            gebruik >= "getest",
            because="De checklist is getest of in gebruik, maar nog niet met iedereen en voor elke groep.",
        ),
        Rule(
            "in-ontwikkeling",
            (gebruik >= "bekend") & routes.has_any(),
            because="De checklist is nog niet getest, maar wel bekend, en er is al een route voor een groep.",
        ),
        Rule("niet-op-gang", because="De regio kent de checklist niet, of kent die wel maar heeft nog geen route."),
    ),
    remarks=(
        Remark(
            (gebruik == "onbekend") & (geinstrueerd > 0),
            "De regio kent de checklist niet, en toch werken medewerkers ermee: klopt dat?",
        ),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "De grens van 80 procent van de medewerkers is een keuze van napd; een bron hebben wij niet.",
        "Dat er voor alle drie de groepen een route moet zijn voor het niveau gerealiseerd, is een keuze van napd.",
        "'Onbekend' bij gebruik betekent: de regio kent de checklist niet. Het is een antwoord.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
        Source("Checklist gelijke behandeling (VWS, SZW en JenV)"),
    ),
    support=(
        Support("Documentenpagina Checklist gelijke behandeling"),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
