"""A sample of what a plugin gives: a sound indicator, and its cases."""

from __future__ import annotations

from napd import (
    Choice,
    Indicator,
    Number,
    Rule,
    YesNo,
)  # fmt: skip

plan = Choice("plan", "Hoe ver is het plan?", options=("geen", "concept", "vastgesteld"))
geld = YesNo("geld", "Is er geld?")
deel = Number("deel", "Welk deel doet mee?", unit="%", minimum=0, maximum=100)
GOOD = Indicator(
    id="proef",
    title="Proef",
    theme="Een thema",
    since="2025-01-01",
    description="Een proef.",
    wording="De tekst is van de proef.",
    questions=(plan, geld, deel),
    rules=(
        Rule("gerealiseerd", (plan == "vastgesteld") & geld & (deel >= 50), because="Alles is er."),
        Rule("in-ontwikkeling", plan >= "concept", because="Er is een plan."),
        Rule("niet-op-gang", because="Er is geen plan."),
    ),
)
HEAD = "case,plan,geld,deel,level,rule\n"
ALL, SOME, NOTHING = (
    "Alles,vastgesteld,ja,60,gerealiseerd,1\n",
    "Concept,concept,nee,10,in-ontwikkeling,2\n",
    "Niets,geen,nee,0,niet-op-gang,3\n",
)
CASES = HEAD + ALL + SOME + NOTHING
