"""Indicator opvang-ombouw: is shelter being rebuilt from dormitories to rooms, close to home?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import (
    NOT_APPLICABLE,
    Choice,
    Figure,
    Indicator,
    Number,
    Ratio,
    Remark,
    Rule,
    Source,
    Sum,
    Support,
    YesNo,
    hookimpl,
)

OUTSIDE = ("ervaringskenner", "clientvertegenwoordiger")
"""Who is not asked what only an administration knows. Which questions these are, is a choice of napd."""
voorzieningen = YesNo(
    "voorzieningen",
    "Heeft de regio maatschappelijke opvang?",
    help="Bij nee is deze indicator niet van toepassing; de andere vragen mogen dan leeg blijven.",
)
plan = Choice(
    "plan",
    "Is er een plan voor de om- en afbouw van de opvang?",
    options=("geen", "in voorbereiding", "vastgesteld"),
)
elk = "Elke gemeente antwoordt zelf; voor de regio tellen wij op. Tel elke plek één keer."
slaapzaal = Number(
    "plekken_slaapzaal", "Hoeveel plekken zijn er op slaapzalen?", help=elk, unit="plekken", minimum=0,
    whole=True, rollup=Sum(), not_for=OUTSIDE,
)  # fmt: skip
eenpersoons = Number(
    "plekken_eenpersoons", "Hoeveel eenpersoonskamers zijn er?", help=elk, unit="plekken", minimum=0,
    whole=True, rollup=Sum(), not_for=OUTSIDE,
)  # fmt: skip
nood = Number(
    "plekken_nood", "Hoeveel plekken zijn er in de noodopvang?", help=elk, unit="plekken", minimum=0,
    whole=True, rollup=Sum(), not_for=OUTSIDE,
)  # fmt: skip
deel = Ratio(
    "eenpersoons",
    "Welk deel van alle plekken is een eenpersoonskamer?",
    help="Dit rekenen wij uit. Zijn er helemaal geen plekken, dan is het deel niet bekend.",
    part=eenpersoons,
    whole=(slaapzaal, eenpersoons, nood),
)
herkomst = YesNo("herkomst", "Krijgen mensen opvang in de gemeente van herkomst?")
mkba = Source("Maatschappelijke kosten-batenanalyse (MKBA); napd kent titel, jaar en vindplaats niet")

indicator = Indicator(
    id="opvang-ombouw",
    title="Om- en afbouw van de opvang",
    theme="Opvang",
    action_line=3,
    since="2023-12-01",
    description="Van opvang naar wonen: of slaapzalen plaatsmaken voor eigen kamers, dicht bij huis.",
    questions=(voorzieningen, plan, slaapzaal, eenpersoons, nood, deel, herkomst),
    rules=(
        Rule(NOT_APPLICABLE, ~voorzieningen, because="De regio heeft geen maatschappelijke opvang."),
        Rule(
            "gerealiseerd",
            (plan == "vastgesteld") & (deel >= 90) & herkomst,
            because="Het plan is vastgesteld, bijna elke plek is eenpersoons, en opvang is dicht bij huis.",
        ),
        Rule(
            "in-ontwikkeling",
            (plan >= "in voorbereiding") | (deel >= 50),
            because="Er komt een plan of de helft van de plekken is eenpersoons, maar er ontbreekt nog iets.",
        ),
        Rule("niet-op-gang", because="Er is geen plan en minder dan de helft van de plekken is eenpersoons."),
    ),
    exceptions={"voorzieningen": "Wel of geen opvang is niet beter of slechter: het zegt of dit geldt."},
    remarks=(
        Remark(~voorzieningen & (plan > "geen"), "De regio heeft geen opvang, en toch een plan ervoor: klopt dat?"),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "De grenzen van 50 en 90 procent zijn een keuze van napd; een bron hebben wij niet.",
        "Waar een kamer voor twee of drie personen bij hoort, staat niet vast.",
        "Van de MKBA kennen wij titel, jaar en vindplaats niet. De bedragen zijn achtergrond, geen belofte.",
        "Bij welke bedragen uit de MKBA het om de korte termijn gaat, weten wij niet zeker.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
    ),
    background=(
        Figure("Opvang in de wijk: maatschappelijke opbrengst 4 euro per euro.", mkba),
        Figure("Van slaapzaal naar eenpersoonskamers: 1,5 euro per euro.", mkba),
        Figure("Een eigen kamer: 3,5 tot 4,5 euro per euro.", mkba),
        Figure("Jongeren: ten minste 1,5 euro per euro.", mkba),
    ),
    support=(
        Support("Housing First NL"),
        Support("Platform Woonplek"),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
