"""Indicator housing-first: is Housing First offered for good, with homes and contracts apart from care?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Figure, Indicator, Number, Rule, Source, Sum, Support, YesNo, hookimpl

OUTSIDE = ("ervaringskenner", "clientvertegenwoordiger")
"""Who is not asked what only an administration knows. Which questions these are, is a choice of napd."""
aanbod = Choice("aanbod", "Is er Housing First in de regio?", options=("geen", "pilot", "structureel"))
afspraken = YesNo("afspraken", "Zijn er afspraken met corporaties over woningen voor Housing First?")
opschaling = Choice("opschaling", "Hoe ver is de opschaling?", options=("geen", "plan", "loopt"))
scheiden = YesNo("scheiden", "Zijn wonen en zorg gescheiden in de contracten?", not_for=OUTSIDE)
eigen_naam = Number(
    "eigen_naam", "Welk deel heeft een huurcontract op eigen naam?", unit="%", minimum=0, maximum=100, not_for=OUTSIDE
)
plekken = Number(
    "plekken",
    "Hoeveel plekken Housing First zijn er in de gemeente?",
    help="Elke gemeente antwoordt zelf; voor de regio tellen wij op.",
    unit="plekken",
    minimum=0,
    whole=True,
    rollup=Sum(),
    required=False,
    not_for=OUTSIDE,
)
onderzoek = Source("Onderzoek bij 15 van de 47 programma's; napd kent titel en jaar niet")

indicator = Indicator(
    id="housing-first",
    title="Housing First",
    theme="Wonen Eerst",
    action_line=3,
    since="2023-12-01",
    description="Of Housing First een vast aanbod is. Het uitgangspunt: wonen en zorg zijn gescheiden.",
    questions=(aanbod, afspraken, opschaling, scheiden, eigen_naam, plekken),
    rules=(
        Rule(
            "gerealiseerd",
            (aanbod == "structureel") & afspraken & (opschaling == "loopt") & scheiden & (eigen_naam >= 50),
            because="Het aanbod staat en groeit, los van zorg, en de helft of meer huurt op eigen naam.",
        ),
        Rule(
            "in-ontwikkeling",
            (aanbod >= "pilot") | ((opschaling >= "plan") & afspraken),
            because="Er is aanbod, of een plan met afspraken over woningen, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Er is geen Housing First en geen plan met afspraken over woningen."),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "De grens van 50 procent op eigen naam is een keuze van napd; een bron hebben wij niet.",
        "Van het onderzoek kennen wij titel en jaar niet; het gaat over 15 van de 47 programma's.",
        "Van het aantal van twaalf gemeenten kennen wij de publicatie niet.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
    ),
    background=(
        Figure("83 % van de deelnemers is sindsdien niet dakloos geweest.", onderzoek),
        Figure("73 % woont nog in dezelfde woning.", onderzoek),
        Figure("Minder dan 40 % heeft een huurcontract op eigen naam.", onderzoek),
        Figure(
            "Twaalf gemeenten kregen in 2023 steun van Housing First NL.",
            Source("Bericht waarvan napd titel en vindplaats niet kent", "2023"),
        ),
    ),
    support=(
        Support("Housing First NL"),
        Support("Platform Woonplek"),
        Support("OKEC"),
        Support("Handreiking Wonen met begeleiding", "Platform 31 en Eropaf!"),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
