"""napd itself, with its check of every answer. The framework is set up before the clock starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.rubric import COUNT, INDICATORS, KINDS, PERCENT, ROUNDS, STAND, WORST, Needs, area_code, question_of
from napd import Area, AreaRegistry, Choice, Framework, Indicator, Number, Result, Round, Rounds, Rule, YesNo, score
from napd.model.areas import Membership
from napd.model.questions import Question

COLUMNS = ("round", "area", "indicator", "level_low", "level_high", "answered")


def job(areas: int) -> Callable[[Path], Any]:
    """Score with the framework for so many regions."""
    used = framework(areas)
    return lambda path: _kept(score(path, used))


def framework(areas: int) -> Framework:
    """The registry of so many regions, each with one municipality, and the rubric compiled and proved."""
    return Framework(indicators=list(_indicators()), areas=_registry(areas), rounds=_rounds())


def _kept(result: Result) -> pa.Table:
    """The columns that everyone gives; napd makes all of its own, round by round."""
    batches = pa.RecordBatchReader.from_stream(result)
    return pa.Table.from_batches(batch.select(COLUMNS) for batch in batches)


def _registry(areas: int) -> AreaRegistry:
    pairs = [(area_code(number), f"GM{number:06d}") for number in range(areas)]
    regions = [Area(region, f"Regio {region} FICTIEF", "region") for region, _ in pairs]
    members = [Area(member, f"Gemeente {member} FICTIEF", "municipality") for _, member in pairs]
    return AreaRegistry((*regions, *members), [Membership(member, region) for region, member in pairs])


def _rounds() -> Rounds:
    return Rounds(Round(name, date.fromisoformat(f"{name}-01"), name) for name in ROUNDS)


def _indicators() -> Iterator[Indicator]:
    for name, rules in INDICATORS.items():
        questions = {kind: _question(kind, question_of(name, kind)) for kind in KINDS}
        last = Rule(WORST, because="Geen andere regel geldt.")
        yield Indicator(
            id=name,
            title=f"{name} FICTIEF",
            since="2020-01-01",
            questions=questions.values(),
            rules=(*(Rule(level, _condition(questions, needs), because="FICTIEF") for level, needs in rules), last),
        )


def _condition(questions: dict[str, Question], needs: Needs) -> Any:
    return reduce(and_, (questions[kind] >= worst for kind, worst in needs.items()))


def _question(kind: str, name: str) -> Question:
    if kind == "stand":
        return Choice(name, "Hoe ver is het? FICTIEF", options=STAND)
    if kind == "afspraken":
        return YesNo(name, "Zijn er afspraken? FICTIEF")
    if kind == "bereik":
        return Number(name, "Welk deel is bereikt? FICTIEF", unit="%", minimum=0, maximum=PERCENT)
    return Number(name, "Hoeveel plekken zijn er? FICTIEF", whole=True, minimum=0, maximum=COUNT)
