"""Indicator ervaringskennis: to what degree is lived experience used, in policy and in practice?

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Figure, Indicator, MultiChoice, Remark, Rule, Share, Source, Support, YesNo, hookimpl

beleid = Choice(
    "beleid",
    "In welke mate werken ervaringskenners mee aan het beleid?",
    options=("geen", "informeren", "raadplegen", "adviseren", "coproduceren", "meebeslissen"),
    help="Informeren: zij vertellen wat zij meemaken. Raadplegen: zij praten mee. Adviseren: hun advies weegt mee. "
    "Coproduceren: wat het probleem is en wat helpt, bepaalt de regio samen met hen. Meebeslissen: zij beslissen mee.",
)
uitvoering = Choice(
    "uitvoering",
    "In welke mate werken ervaringskenners mee in de uitvoering?",
    options=("geen", "incidenteel", "structureel", "structureel en betaald"),
    help="Bijvoorbeeld aan de toegang, in de opvang of in de begeleiding. Structureel: het hele jaar, met afspraken.",
)
belangenbehartiging = Choice(
    "belangenbehartiging",
    "Is er een organisatie die opkomt voor mensen zonder thuis?",
    options=("geen", "in ontwikkeling", "onafhankelijk en ondersteund"),
    help="Ondersteund: zij krijgt er geld of uren voor. Onafhankelijk: zij bepaalt zelf wat zij zegt.",
)
fasen = MultiChoice(
    "fasen",
    "In welke fasen van het beleid werken ervaringskenners mee?",
    options=("agenda", "ontwerp", "besluit", "uitvoering", "evaluatie"),
)
vergoeding = YesNo(
    "vergoeding",
    "Betaalt de gemeente ervaringskenners voor hun tijd?",
    help="Elke gemeente antwoordt zelf. Voor de regio telt het deel van alle gemeenten dat betaalt.",
    required=False,
    rollup=Share("ja"),
)
letter = Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO")

indicator = Indicator(
    id="ervaringskennis",
    title="Inzet van ervaringskennis",
    theme="Ervaringskennis",
    action_line=5,
    since="2023-12-01",
    description="In welke mate mensen die het zelf hebben meegemaakt, meewerken aan beleid en uitvoering. Dat is iets "
    "anders dan wie het regioplan meemaakte, en dan hoe ervaringskenners zelf deze vragen beantwoorden.",
    questions=(beleid, uitvoering, belangenbehartiging, fasen, vergoeding),
    rules=(
        Rule(
            "gerealiseerd",
            (beleid >= "coproduceren")
            & (uitvoering >= "structureel")
            & (belangenbehartiging == "onafhankelijk en ondersteund")
            & fasen.at_least(4),
            because="Beleid komt in bijna alle fasen samen tot stand, inzet in de uitvoering is structureel, en een "
            "onafhankelijke organisatie komt voor mensen op.",
        ),
        Rule(
            "in-ontwikkeling",
            (beleid >= "adviseren") | (uitvoering >= "structureel"),
            because="Advies weegt mee in beleid of inzet in de uitvoering is structureel, maar er ontbreekt nog iets.",
        ),
        Rule(
            "in-ontwikkeling",
            (belangenbehartiging >= "in ontwikkeling") & (beleid >= "raadplegen"),
            because="Ervaringskenners praten mee over beleid, en een organisatie die voor hen opkomt is er of komt er.",
        ),
        Rule(
            "niet-op-gang",
            because="Ervaringskenners adviseren nog niet, werken nog niet structureel mee, en praten nog niet mee met "
            "een organisatie achter zich.",
        ),
    ),
    remarks=(
        Remark(
            beleid == "geen",
            "Ervaringskenners maakten het regioplan mee, en toch werken zij niet mee aan het beleid: klopt dat?",
            elsewhere={"regioplan": 'betrokken.has_any("ervaringskennis")'},
        ),
        Remark(
            beleid >= "coproduceren",
            "Ervaringskenners bepalen het beleid mee, en toch maakten zij het regioplan niet mee: klopt dat?",
            elsewhere={"regioplan": 'status >= "concept" and not betrokken.has_any("ervaringskennis")'},
        ),
        Remark(
            (beleid == "geen") & fasen.has_any(),
            "Ervaringskenners werken niet mee aan het beleid, en toch wel in een fase ervan: klopt dat?",
        ),
        Remark(
            (beleid >= "adviseren") & ~fasen.has_any(),
            "Ervaringskenners werken mee aan het beleid, en toch in geen enkele fase ervan: klopt dat?",
        ),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "Het dashboard toont de mate van inzet in beleid en uitvoering. Dat dit oploopt in treden, is onze lezing.",
        "De uitleg van de treden informeren en raadplegen lazen wij; die van de andere treden vulden wij zelf in.",
        "De hoogste trede van de ladder, zelfbeheer, ontbreekt: voor beleid van een regio is dat geen hogere graad.",
        "De ladder gaat over beleid. Voor de uitvoering vonden wij er geen: die antwoorden zijn een keuze van napd.",
        "Wat genoeg is voor in ontwikkeling en voor gerealiseerd (zoals vier van de vijf fasen) is een keuze van napd.",
        "De bezoeken van mystery guests waren in gekozen gemeenten: 6 van 12 zegt niets over het hele land.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        letter,
        Source("Movisie, participatieladder, naar Edelenbos en anderen (1998)", "2012"),
    ),
    background=(
        Figure(
            "Mystery guests van het Jongerenpanel kregen in 6 van 12 bezochte gemeenten buiten kantoortijd een bed "
            "(2023). De gemeenten waren gekozen.",
            letter,
        ),
        Figure(
            "In Leiden komt een panel van Lumen elke maand bij elkaar, met een vraag vooraf. Beleid en brieven werden "
            "er scherper van.",
            Source("Nationaal Actieplan Dakloosheid", reference="bladzijde 41"),
        ),
    ),
    support=(
        Support("Movisie"),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
