"""Indicator regioplan: how far a region's plan of action is, who made it, and which action lines it follows.

The words of the questions, options and rules are napd's own; the question list of VNG is not public.
"""

from __future__ import annotations

from napd import Choice, Date, Figure, Indicator, MultiChoice, Remark, Rule, Source, Support, YesNo, hookimpl

status = Choice(
    "status",
    "Hoe ver is het regionale plan van aanpak tegen dakloosheid?",
    options=("geen", "opdracht verstrekt", "concept", "vastgesteld"),
    help="Kies het verste punt dat het plan op de peildatum heeft bereikt.",
)
betrokken = MultiChoice(
    "betrokken",
    "Wie maken het plan mee?",
    options=("ervaringskennis", "opvangorganisaties", "corporaties", "zorg", "inkomen", "wonen"),
    help="Ervaringskennis: mensen die het zelf hebben meegemaakt. Zorg, inkomen en wonen zijn afdelingen.",
)
actielijnen = MultiChoice(
    "actielijnen",
    "Welke actielijnen komen terug in het plan?",
    options=(
        "bestaanszekerheid",
        "preventie",
        "wonen eerst",
        "uitvoeringspraktijk",
        "ervaringskennis",
        "inclusieve aanpak",
    ),
)
wonen_eerst_in_plan = YesNo("wonen_eerst_in_plan", "Staat Wonen Eerst in het plan?", required=False)
herkomst_in_plan = YesNo("herkomst_in_plan", "Staat opvang in de gemeente van herkomst in het plan?", required=False)
vastgesteld_op = Date(
    "vastgesteld_op",
    "Op welke dag is het plan vastgesteld?",
    help="Laat leeg zolang het plan niet is vastgesteld.",
    required=False,
)
landelijk = Source("Landelijke cijfers; bij napd is niet bekend waar gepubliceerd", "december 2024 en 2025")

indicator = Indicator(
    id="regioplan",
    title="Regioplan",
    theme="Regionaal plan",
    action_line=4,
    since="2023-12-01",
    description="Sinds december 2022 is de afspraak: elke regio maakt samen een plan van aanpak.",
    questions=(status, betrokken, actielijnen, wonen_eerst_in_plan, herkomst_in_plan, vastgesteld_op),
    rules=(
        Rule(
            "gerealiseerd",
            (status == "vastgesteld") & betrokken.has_all() & actielijnen.has_all(),
            because="Het plan is vastgesteld, alle partijen maakten het mee en alle actielijnen staan erin.",
        ),
        Rule(
            "in-ontwikkeling",
            status >= "concept",
            because="Er ligt een plan, maar nog niet vastgesteld of nog zonder een partij of een actielijn.",
        ),
        Rule(
            "in-ontwikkeling",
            (status >= "opdracht verstrekt") & betrokken.has_any("ervaringskennis"),
            because="Er ligt nog geen plan, maar de opdracht is gegeven en ervaringskennis doet mee.",
        ),
        Rule("niet-op-gang", because="Er is nog geen opdracht voor een plan, of die is er zonder ervaringskennis."),
    ),
    remarks=(
        Remark(
            (status < "vastgesteld") & (vastgesteld_op > "2000-01-01"),
            "Het plan is nog niet vastgesteld, en toch is er een dag waarop dat gebeurde: klopt dat?",
        ),
        Remark(
            (status == "geen") & actielijnen.has_any(),
            "Er is nog geen plan, en toch komen er actielijnen in terug: klopt dat?",
        ),
    ),
    wording="De tekst van vragen, antwoorden en regels is van napd, naar openbare stukken; niet van de VNG.",
    doubts=(
        "De vragenlijst, antwoorden en kleuren van het dashboard van de VNG zijn niet openbaar.",
        "De afspraak van december 2022 kennen wij, de vindplaats ervan niet.",
        "Wat genoeg is voor in ontwikkeling (een concept, of een opdracht met ervaringskennis) is een keuze van napd.",
        "Van de landelijke cijfers kennen wij de publicatie en de noemer niet.",
        "Alle 45 regio's zijn niet de noemer: 79, 92 en 95 % zijn dan, gewoon afgerond, niet mogelijk.",
    ),
    sources=(
        Source("VNG, artikel over het dashboard Nationaal Actieplan Dakloosheid", "juni 2024"),
        Source("VNG, pagina 'Brede aanpak dakloosheid'"),
        Source("Brief aan de Tweede Kamer", "11 december 2023", "3732173-1057738-DMO"),
        Source("Voorstel van Regio Gooi en Vechtstreek", "7 september 2023", "DOC-23001951"),
    ),
    background=(
        Figure("Wonen Eerst in het plan: 82 % (december 2024), 95 % (december 2025).", landelijk),
        Figure("Opvang in de gemeente van herkomst in het plan: 79 % (2024), 92 % (2025).", landelijk),
    ),
    support=(
        Support("Regioadviseurs Platform Sociaal Domein"),
        Support(
            "Experteam Huisvesting Aandachtsgroepen",
            "Tot 80 uur; het Rijk betaalt twee derde (tot € 8.800), de gemeente een derde (tot € 4.400 incl. "
            "btw). Vragen en intake zijn gratis.",
        ),
        Support("Toolkit representatieve beeldvorming"),
        Support("Jongerenpanel De 3e Kamer", "16-27 jaar"),
        Support("Dakloosheid Voorbij!", "27 jaar en ouder"),
    ),
)


@hookimpl
def napd_indicators() -> list[Indicator]:
    """Give napd the one indicator of this distribution."""
    return [indicator]
