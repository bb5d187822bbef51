"""Rubrics as they stand in plugins, with reasons of their own, and the tables that people make of them."""

from __future__ import annotations

from napd.decision.rubric import compile_rubric
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Date, Number
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Share, Sum
from napd.model.scale import NOT_APPLICABLE
from napd.printed import describe
from napd.printed.table import tables_of


def printed(table):
    """Print a table with the ids of its results."""
    results = {"": "geen regel", **{rule.level: rule.level for rule in table.rules}}
    return describe.text(describe.printed(table, results))


def indicator_of(questions, *rules, **changes):
    """An indicator with these rules, and last the rule that gives niet-op-gang."""
    last = Rule("niet-op-gang", because="Anders.")
    return Indicator(
        **{"id": "proef", "title": "Proef", "since": "2024-01-01", "questions": questions}
        | {"rules": [*rules, last]}
        | changes
    )


def final(indicator):
    """The last table of an indicator."""
    return tables_of(compile_rubric(indicator))[-1]


STATUS = Choice("status", "Hoe ver is het plan?", options=("geen", "opdracht verstrekt", "concept", "vastgesteld"))
PARTIES = ("ervaringskennis", "opvangorganisaties", "corporaties", "zorg", "inkomen", "wonen")
BETROKKEN = MultiChoice("betrokken", "Wie maken het mee?", options=PARTIES)
LINES = ("bestaanszekerheid", "preventie", "wonen eerst", "uitvoeringspraktijk", "ervaringskennis", "inclusieve aanpak")
ACTIELIJNEN = MultiChoice("actielijnen", "Welke actielijnen?", options=LINES)
REGIOPLAN = indicator_of(
    [STATUS, BETROKKEN, ACTIELIJNEN, Date("vastgesteld_op", "Wanneer?", required=False)],
    Rule("gerealiseerd", (STATUS == "vastgesteld") & BETROKKEN.has_all() & ACTIELIJNEN.has_all(), because="Compleet."),
    Rule("in-ontwikkeling", STATUS >= "concept", because="Er ligt een plan."),
    Rule(
        "in-ontwikkeling",
        (STATUS >= "opdracht verstrekt") & BETROKKEN.has_any("ervaringskennis"),
        because="Er is een opdracht.",
    ),
)
REGIOPLAN_TEXT = """\
Proef (proef, versie 2024-01-01)

status              betrokken               actielijnen  uitkomst            regel
──────────────────  ──────────────────────  ───────────  ──────────────────  ─────
vastgesteld         alle 6                  alle 6       ✓ gerealiseerd      1
concept             –                       –            ◐ in ontwikkeling   2
vastgesteld         niet alle 6             –            ◐ in ontwikkeling   2
vastgesteld         alle 6                  niet alle 6  ◐ in ontwikkeling   2
opdracht verstrekt  ervaringskennis         –            ◐ in ontwikkeling   3
geen                –                       –            ✕ nog niet op gang  4
opdracht verstrekt  zonder ervaringskennis  –            ✕ nog niet op gang  4

Regels (de eerste die opgaat, beslist)
  1  ✓ gerealiseerd: Compleet.
  2  ◐ in ontwikkeling: Er ligt een plan.
  3  ◐ in ontwikkeling: Er is een opdracht.
  4  ✕ nog niet op gang: Anders.

Vragen
  status       Hoe ver is het plan?
  betrokken    Wie maken het mee?
  actielijnen  Welke actielijnen?
"""

DEELNAME = YesNo("deelname", "Deed de gemeente mee?", rollup=Share("ja"))
STEPS = ("geen", "besproken in de regio", "maatregelen in plan", "uitgevoerd")
OPVOLGING = Choice("opvolging", "Wat volgde?", options=STEPS)
PILLARS = ("bestaanscondities", "voorzorg", "herstelzorg", "inclusief wonen")
PIJLERS = MultiChoice("pijlers", "Welke pijlers?", options=PILLARS)
OUTREACHEND = YesNo("outreachend", "Is er vroeginterventie?")
PREVENTIESCAN = indicator_of(
    [DEELNAME, OPVOLGING, PIJLERS, OUTREACHEND],
    Rule(
        "gerealiseerd",
        (DEELNAME.scored >= 75) & (OPVOLGING >= "maatregelen in plan") & PIJLERS.has_all() & OUTREACHEND,
        because="Compleet.",
    ),
    Rule("in-ontwikkeling", (DEELNAME.scored >= 25) | (OPVOLGING >= "besproken in de regio"), because="Begonnen."),
)
PREVENTIESCAN_TEXT = """\
Proef (proef, versie 2024-01-01)

deelname         opvolging                          pijlers      outreachend  uitkomst            regel
───────────────  ─────────────────────────────────  ───────────  ───────────  ──────────────────  ─────
75 % of meer     maatregelen in plan of uitgevoerd  alle 4       ja           ✓ gerealiseerd      1
minder dan 25 %  ten minste besproken in de regio   –            –            ◐ in ontwikkeling   2
25 tot 75 %      –                                  –            –            ◐ in ontwikkeling   2
75 % of meer     geen of besproken in de regio      –            –            ◐ in ontwikkeling   2
75 % of meer     maatregelen in plan of uitgevoerd  niet alle 4  –            ◐ in ontwikkeling   2
75 % of meer     maatregelen in plan of uitgevoerd  alle 4       nee          ◐ in ontwikkeling   2
minder dan 25 %  geen                               –            –            ✕ nog niet op gang  3

Regels (de eerste die opgaat, beslist)
  1  ✓ gerealiseerd: Compleet.
  2  ◐ in ontwikkeling: Begonnen.
  3  ✕ nog niet op gang: Anders.

Vragen
  deelname     Deed de gemeente mee? (aandeel van de gemeenten)
  opvolging    Wat volgde?
  pijlers      Welke pijlers?
  outreachend  Is er vroeginterventie?
"""

VOORZIENINGEN = YesNo("voorzieningen", "Is er opvang?")
PLAN = Choice("plan", "Is er een plan?", options=("geen", "in voorbereiding", "vastgesteld"))
SLAAPZAAL, KAMER = (
    Number(f"plekken_{name}", f"Hoeveel {name}?", minimum=0, whole=True, rollup=Sum()) for name in ("zaal", "kamer")
)
EENPERSOONS = Ratio("eenpersoons", "Welk deel is eenpersoons?", part=KAMER, whole=(SLAAPZAAL, KAMER), empty="worst")
HERKOMST = YesNo("herkomst", "Is er opvang in de gemeente van herkomst?")
OPVANG = indicator_of(
    [VOORZIENINGEN, PLAN, SLAAPZAAL, KAMER, EENPERSOONS, HERKOMST],
    Rule(NOT_APPLICABLE, ~VOORZIENINGEN, because="Er is geen opvang."),
    Rule("gerealiseerd", (PLAN == "vastgesteld") & (EENPERSOONS.scored >= 90) & HERKOMST, because="Compleet."),
    Rule("in-ontwikkeling", (PLAN >= "in voorbereiding") | (EENPERSOONS.scored >= 50), because="Begonnen."),
)
OPVANG_TEXT = """\
Proef (proef, versie 2024-01-01)

voorzieningen  plan              eenpersoons      herkomst  uitkomst             regel
─────────────  ────────────────  ───────────────  ────────  ───────────────────  ─────
nee            –                 –                –         niet van toepassing  1
ja             vastgesteld       90 % of meer     ja        ✓ gerealiseerd       2
ja             geen              50 % of meer     –         ◐ in ontwikkeling    3
ja             in voorbereiding  –                –         ◐ in ontwikkeling    3
ja             vastgesteld       minder dan 90 %  –         ◐ in ontwikkeling    3
ja             vastgesteld       90 % of meer     nee       ◐ in ontwikkeling    3
ja             geen              minder dan 50 %  –         ✕ nog niet op gang   4

Regels (de eerste die opgaat, beslist)
  1  niet van toepassing: Er is geen opvang.
  2  ✓ gerealiseerd: Compleet.
  3  ◐ in ontwikkeling: Begonnen.
  4  ✕ nog niet op gang: Anders.

Vragen
  voorzieningen  Is er opvang?
  plan           Is er een plan?
  eenpersoons    Welk deel is eenpersoons? (berekend; met niets om door te delen telt het als het slechtste)
  herkomst       Is er opvang in de gemeente van herkomst?
"""


GROND = Stage(
    "grond",
    "Welke grond is er?",
    options=("geen grond", "werk"),
    rules=[Rule("werk", HERKOMST, because="Werk."), Rule("geen_grond", because="Geen werk.")],
)
STAGED = indicator_of([HERKOMST], Rule("gerealiseerd", GROND == "werk", because="Ja."), stages=[GROND])
