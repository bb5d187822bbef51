"""Indicator bt-regiovisie: is there a vision of the region, adopted by each council, and made with whom?"""

from __future__ import annotations

from napd import Choice, Indicator, MultiChoice, Remark, Rule, Share, YesNo
from napd_beschermd_thuis.shared import ARTICLE, DASHBOARD, DOUBTS, NORM, NORM_DOUBT, SINCE, SUPPORT, WORDING

status = Choice(
    "status",
    "Hoe ver is de regiovisie op beschermd wonen en maatschappelijke opvang?",
    options=("geen", "in voorbereiding", "concept", "vastgesteld"),
    help="Kies het verste punt dat de regiovisie op de peildatum heeft bereikt.",
)
raad_vastgesteld = YesNo(
    "raad_vastgesteld",
    "Heeft de gemeenteraad de regiovisie vastgesteld?",
    help="Elke gemeente antwoordt zelf. Voor de regio telt het deel van alle gemeenten dat ja zegt.",
    rollup=Share("ja"),
)
samenspraak = MultiChoice(
    "samenspraak",
    "Wie maken de regiovisie mee?",
    options=("professionals", "inwoners", "ervaringsdeskundigen", "ketenpartners", "financiers"),
    help="Inwoners: zijzelf of wie voor hen spreekt. Ketenpartners: zorg, wonen, participatie, inkomen en schuldhulp. "
    "Financiers: gemeenten en zorgverzekeraars.",
)

indicator = Indicator(
    id="bt-regiovisie",
    title="Regiovisie",
    theme="Opdrachtgeverschap",
    since=SINCE,
    dashboard=DASHBOARD,
    beside=("regioplan",),
    description="Of de gemeenten van de regio samen een visie hebben op beschermd wonen en opvang, die elke raad "
    "vaststelde en die zij met anderen maakten.",
    questions=(status, raad_vastgesteld, samenspraak),
    rules=(
        Rule(
            "gerealiseerd",
            (status == "vastgesteld") & (raad_vastgesteld >= 100) & samenspraak.has_all(),
            because="De regiovisie is vastgesteld, ook door elke gemeenteraad, en is met alle partijen gemaakt.",
            source=NORM,
        ),
        Rule(
            "in-ontwikkeling",
            status >= "concept",
            because="Er ligt een regiovisie, maar nog niet door elke raad vastgesteld of nog zonder een partij.",
        ),
        Rule(
            "in-ontwikkeling",
            (status >= "in voorbereiding") & samenspraak.has_any("ervaringsdeskundigen"),
            because="Er ligt nog geen regiovisie, maar zij wordt voorbereid en ervaringsdeskundigen doen mee.",
        ),
        Rule(
            "niet-op-gang",
            because="Er wordt nog geen regiovisie voorbereid, of dat gebeurt zonder ervaringsdeskundigen.",
        ),
    ),
    remarks=(
        Remark(
            (status == "geen") & samenspraak.has_any(),
            "Er is nog geen regiovisie, en toch maken er partijen aan mee: klopt dat?",
        ),
    ),
    wording=WORDING,
    doubts=(
        *DOUBTS,
        NORM_DOUBT,
        "Wat genoeg is voor in ontwikkeling (concept of voorbereiding met ervaringsdeskundigen) is een keuze van napd.",
    ),
    sources=(ARTICLE, NORM),
    support=SUPPORT,
)
