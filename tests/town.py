"""A small framework with every kind of question, answers to it, and ways to hand them over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pyarrow as pa
from attrs import evolve

from napd import score
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule
from napd.model.measures import Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.ratio import Ratio
from napd.model.rollups import Maximum, Minimum, Share, Sum
from napd.model.rounds import Round, Rounds
from napd.scoring.result import Result

COLUMNS = ("round", "area", "indicator", "question", "value", "perspective", "status", "note")
Row = dict[str, str]

AREAS = AreaRegistry(
    [
        Area("MO0001", "Noord", "region"),
        Area("MO0002", "Zuid", "region"),
        Area("MO0003", "Leeg", "region"),
        Area("GM0001", "Aa", "municipality"),
        Area("GM0002", "Berg", "municipality"),
        Area("GM0003", "Dal", "municipality"),
        Area("GM0004", "Oudorp", "municipality"),
        Area("GM0005", "Weg", "municipality"),
    ],
    [
        Membership("GM0001", "MO0001"),
        Membership("GM0002", "MO0001"),
        Membership("GM0003", "MO0002"),
        Membership("GM0004", "MO0002", valid_until=date(2025, 1, 1), successor="GM0003"),
        Membership("GM0005", "MO0003", valid_until=date(2024, 1, 1)),
    ],
)
"""In 2025 GM0004 is gone, into GM0003; GM0005, and with it the region MO0003, was gone before."""
ROUNDS = Rounds(
    [Round("2024-12", date(2024, 12, 1), "december 2024"), Round("2025-12", date(2025, 12, 1), "december 2025")]
)

plan = YesNo("plan", "Is er een plan?")
fase = Choice("fase", "Hoe ver is het?", options=("geen", "in voorbereiding", "vastgesteld"))
wie = MultiChoice("wie", "Wie doen mee?", options=("zorg", "wonen", "werk"))
bereik = Number("bereik", "Welk deel wordt bereikt?", unit="%", minimum=0, maximum=100)
plekken = Number("plekken", "Hoeveel plekken?", minimum=0, whole=True)
sinds = Date("sinds", "Sinds wanneer?")
uitleg = Text("uitleg", "Wat nog meer?", required=False)
mee = YesNo("mee", "Doet de gemeente mee?", rollup=Share("ja"))
bedden = Number("bedden", "Hoeveel bedden?", minimum=0, whole=True, rollup=Sum())
kamers = Number("kamers", "Hoeveel kamers?", minimum=0, whole=True, rollup=Sum())
deel = Ratio("deel", "Welk deel is een kamer?", part=kamers, whole=(kamers, bedden))
laatst = Date("laatst", "Wanneer voor het laatst?", rollup=Maximum())
zorg = Choice("zorg", "Hoe goed is de zorg?", options=("geen", "matig", "goed"), rollup=Minimum())

OPVANG = Indicator(
    id="opvang", title="Opvang", since="2024-01-01",
    questions=(plan, fase, wie, bereik, plekken, sinds, uitleg),
    rules=(
        Rule("gerealiseerd", plan & (fase > "geen") & wie.at_least(2) & (bereik >= 75) & (plekken > 9), because="Al."),
        Rule("in-ontwikkeling", plan | (sinds <= "2024-06-30"), because="Iets."),
        Rule("niet-op-gang", because="Niets."),
    ),
)  # fmt: skip
SAMEN = Indicator(
    id="samen", title="Samen", since="2024-01-01",
    questions=(mee, bedden, kamers, deel, laatst, zorg),
    rules=(
        Rule("gerealiseerd", (mee >= 50) & (deel >= 50) & (laatst >= "2024-06-01") & (zorg == "goed"), because="Al."),
        Rule("in-ontwikkeling", (mee > 0) | (deel > 0), because="Iets."),
        Rule("niet-op-gang", because="Niets."),
    ),
)  # fmt: skip
nieuw = YesNo("nieuw", "Is het nieuw?")
oud = YesNo("oud", "Is het oud?")
SINDS_2025 = Indicator(
    id="pas-sinds-2025", title="Pas sinds 2025", since="2025-06-01", questions=[nieuw],
    rules=(Rule("gerealiseerd", nieuw, because="Ja."), Rule("niet-op-gang", because="Nee.")),
)  # fmt: skip
ANDERS, DAARNA = (
    Indicator(
        id="anders", title="Anders", since=since, questions=[plan, other],
        rules=(Rule("gerealiseerd", plan & other, because="Ja."), Rule("niet-op-gang", because="Nee.")),
    )
    for since, other in (("2024-01-01", oud), ("2025-06-01", nieuw))
)  # fmt: skip
FRAMEWORK = Framework(indicators=[OPVANG, SAMEN, SINDS_2025, ANDERS, DAARNA], areas=AREAS, rounds=ROUNDS)


def answer(question: str, value: str, area: str = "MO0001", *, indicator: str = "opvang", **more: str) -> Row:
    """A row of answers; in the round 2025-12 where it says no other."""
    return {"round": "2025-12", "area": area, "indicator": indicator, "question": question, "value": value} | more


GOOD = [
    answer("plan", "ja"),
    answer("fase", "vastgesteld"),
    answer("wie", "zorg|werk"),
    answer("bereik", "75"),
    answer("plekken", "12"),
    answer("sinds", "2025-03-01"),
    answer("uitleg", "Alles en meer"),
    answer("plan", "nee", "MO0002"),
    answer("wie", "geen", "MO0002"),
    answer("bereik", "37.5", "MO0002", perspective="aanbieder"),
    answer("plan", "ja", round="2024-12", status="concept"),
    answer("mee", "ja", "GM0001", indicator="samen"),
    answer("mee", "nee", "GM0002", indicator="samen"),
    answer("bedden", "10", "GM0001", indicator="samen"),
    answer("kamers", "30", "GM0001", indicator="samen"),
    answer("kamers", "5", "GM0002", indicator="samen"),
    answer("laatst", "2025-05-04", "GM0002", indicator="samen", status="afgestemd"),
    answer("zorg", "goed", "GM0003", indicator="samen"),
    answer("mee", "ja", "GM0004", indicator="samen", round="2024-12"),
    answer("nieuw", "nee", indicator="pas-sinds-2025", perspective="corporatie"),
    answer("oud", "ja", indicator="anders", round="2024-12"),
    answer("nieuw", "ja", "MO0002", indicator="anders"),
]
"""Good answers, of every kind."""


def table(rows: Iterable[Row], columns: Iterable[str] = COLUMNS, kind: pa.DataType | None = None) -> pa.Table:
    """Rows as an Arrow table with text columns; a cell that a row does not have is null."""
    rows = list(rows)
    return pa.table({name: pa.array([row.get(name) for row in rows], kind or pa.string()) for name in columns})


def csv_text(rows: Iterable[Row], columns: Iterable[str] = COLUMNS, sign: str = ",") -> str:
    """Rows as CSV, without any quotation marks of its own."""
    columns = list(columns)
    lines = [sign.join(columns), *(sign.join(row.get(name, "") for name in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def only(*indicators: Indicator, **more: object) -> Framework:
    """The framework of the town with other indicators."""
    return evolve(FRAMEWORK, indicators=indicators, **more)


def scored(answers: object) -> Result:
    """Score by the framework of this file."""
    return score(answers, FRAMEWORK)


def same(result: Result, other: Result) -> bool:
    """Whether two results have the same scores, roll-ups and receipt."""
    tables = all(result.tables[name].equals(other.tables[name]) for name in ("scores", "rollups"))
    return tables and result.receipt == other.receipt


def problems(result: Result, *columns: str) -> list[object]:
    """The problems, by some of their columns; the values of one column alone."""
    rows = result.problems.to_pylist()
    return [row[columns[0]] if len(columns) == 1 else tuple(row[name] for name in columns) for row in rows]
