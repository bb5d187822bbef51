"""A plugin that uses all of the contract of napd 0.1. Its content is FICTIEF. It is never changed."""

from __future__ import annotations

from datetime import date

from napd import (
    Area,
    AreaRegistry,
    Choice,
    Date,
    Figure,
    Format,
    Indicator,
    Maximum,
    Minimum,
    MultiChoice,
    Number,
    Ratio,
    Remark,
    Rule,
    Share,
    Source,
    Stage,
    Section,
    Sum,
    Support,
    Text,
    Told,
    YesNo,
    hookimpl,
)
from napd.model.areas import Membership

plan = Choice("plan", "Hoe ver is het plan?", options=("geen", "concept", "vastgesteld"), help="Kies het verste.")
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen", "inkomen"))
geld = YesNo("geld", "Is er geld?")
sinds = Date("sinds", "Sinds wanneer?", better="lower")
uitleg = Text("uitleg", "Wat nog?", required=False)
mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
kamers = Number("kamers", "Hoeveel kamers?", unit="kamers", minimum=0, whole=True, rollup=Sum())
bedden = Number("bedden", "Hoeveel bedden?", unit="bedden", minimum=0, whole=True, rollup=Sum())
deel = Ratio("deel", "Welk deel zijn kamers?", part=kamers, whole=(kamers, bedden))
laagste = Number("laagste", "Hoeveel plekken?", minimum=0, rollup=Minimum())
hoogste = Number("hoogste", "Hoeveel dagen wachten?", minimum=0, maximum=365, better="lower", rollup=Maximum())
trap = Stage(
    "trap",
    "Hoe breed gedragen?",
    options=("smal", "breed"),
    rules=[Rule("breed", (mee >= 50) & wie.at_least(2), because="Velen doen mee."), Rule("smal", because="Weinigen.")],
)
SOURCE = Source("Een bron (FICTIEF)", date="2025", reference="F-1")
BREED = Indicator(
    id="golden-breed",
    title="Breed (FICTIEF)",
    theme="Voorbeeld",
    action_line=2,
    since="2023-12-01",
    description="Een voorbeeld.",
    wording="De tekst is van het voorbeeld.",
    questions=(plan, wie, geld, sinds, uitleg, mee),
    stages=(trap,),
    rules=(
        Rule("not_applicable", geld == "nee", because="Zonder geld geldt het niet."),
        Rule("gerealiseerd", (plan == "vastgesteld") & (trap == "breed") & (sinds <= "2025-01-01"), because="Alles."),
        Rule("in-ontwikkeling", (plan >= "concept") | wie.has_any("zorg"), because="Iets.", source=SOURCE),
        Rule("niet-op-gang", because="Niets."),
    ),
    exceptions={"geld": "Het zegt of de indicator geldt."},
    remarks=(Remark((plan == "geen") & wie.has_any("wonen"), "Geen plan, en wonen doet mee."),),
    sources=(SOURCE,),
    background=(Figure("Een cijfer (FICTIEF)", SOURCE),),
    support=(Support("Hulp", "Een gesprek."),),
    doubts=("Alles is verzonnen.",),
)
LATER = Indicator(
    id="golden-breed",
    title="Breed, nieuw (FICTIEF)",
    since="2025-06-01",
    questions=(plan, geld),
    rules=(Rule("gerealiseerd", (plan >= "concept") & geld, because="Plan en geld."), Rule("niet-op-gang", because="Niet beide.")),
)
TELLEN = Indicator(
    id="golden-tellen",
    title="Tellen (FICTIEF)",
    since="2023-12-01",
    questions=(kamers, bedden, deel, laagste, hoogste),
    rules=(
        Rule("gerealiseerd", (deel >= 40) & (laagste >= 2) & (hoogste <= 30), because="Genoeg en snel."),
        Rule("in-ontwikkeling", (deel >= 20) | (laagste >= 5), because="Een begin."),
        Rule("niet-op-gang", because="Te weinig."),
    ),
    remarks=(Remark(kamers > bedden, "Meer kamers dan bedden."),),
)


@hookimpl
def napd_indicators():
    """Give the indicators."""
    return [BREED, LATER, TELLEN]


@hookimpl
def napd_areas():
    """Give two regions, between which a municipality moves."""
    names = {"G1": "Aa", "G2": "Bee", "G3": "Cee", "G4": "Dee"}
    areas = [Area("R1", "Noord", "region"), Area("R2", "Zuid", "region")]
    areas += [Area(code, name, "municipality") for code, name in names.items()]
    moved = date(2025, 1, 1)
    memberships = [Membership(code, "R1") for code in ("G1", "G2")] + [Membership("G4", "R2")]
    memberships += [Membership("G3", "R1", valid_until=moved), Membership("G3", "R2", valid_from=moved)]
    return AreaRegistry(areas, memberships)


def _write(file, tables):
    for name in tables:
        rows = [row for batch in tables.batches(name) for row in batch.to_pylist()]
        file.write(f"{name}: {len(rows)} x {len(tables.schema(name))}\n".encode())


@hookimpl
def napd_format():
    """Give a format that counts."""
    return Format(_write, ending="txt", together=True)


def _tell(reported):
    scores = [row for batch in reported.tables.batches("scores") for row in batch.to_pylist()]
    counts = [sum(row["round"] == name for row in scores) for name in reported.rounds]
    rows = [(name, f"{count}") for name, count in zip(reported.rounds, counts, strict=True)]
    return Told(f"Zoals {reported.perspective} het ziet.", ("ronde", "scores"), rows)


@hookimpl
def napd_section():
    """Give a section that counts."""
    return Section("golden-breed", "Geteld", _tell)
