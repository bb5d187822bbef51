"""Random frameworks with random answers, and ways to hand the answers over."""

from __future__ import annotations

import random
from datetime import date
from itertools import chain, cycle
from typing import Any, NamedTuple

import pyarrow as pa
from attrs import evolve
from hypothesis import strategies as st

from napd.decision.rubric import compile_rubric
from napd.framework.framework import Framework
from napd.model.areas import Area, AreaRegistry, Membership
from napd.model.choices import YesNo
from napd.model.indicator import Indicator
from napd.model.measures import Text
from napd.model.questions import Question
from napd.model.rounds import Round, Rounds
from napd.model.scale import NOT_APPLICABLE
from napd.testing.reference import representatives
from napd.testing.slow_sheets import in_force, members_of
from napd.testing.strategies import indicators

DATES = (date(2024, 6, 1), date(2025, 1, 1), date(2025, 12, 1))
TURNS = (None, date(2024, 6, 1), date(2024, 9, 1), date(2025, 1, 1), date(2025, 12, 1), date(2025, 12, 2))
"""When memberships begin and end: between the rounds, and on the days of rounds."""
SINCE = (date(2024, 1, 1), date(2025, 1, 1), date(2025, 12, 1))
COLUMNS = ("round", "perspective", "area", "indicator", "question", "value")


def framework_of(*made: Indicator, areas: AreaRegistry, rounds: Rounds, **rest: Any) -> Framework:
    """A framework of indicators that need not pass the proof."""
    return Framework(indicators=[compile_rubric(one) for one in made], areas=areas, rounds=rounds, **rest)


@st.composite
def registries(draw: st.DrawFn) -> AreaRegistry:
    """Draw two or three regions, and municipalities that belong to one, join, leave, or go from one to another."""
    regions = ["MO1", "MO2", "MO3"][: draw(st.integers(2, 3))]
    codes = [f"GM{number}" for number in range(draw(st.integers(2, 7)))]
    periods = []
    for code in codes:
        begin, turn, end = draw(st.sampled_from([t for t in _turns() if t[0] is None or t[2] is None]))
        first, second = draw(st.sampled_from(regions)), draw(st.sampled_from(regions))
        periods.append(Membership(code, first, begin, turn))
        if turn and draw(st.booleans()):
            periods.append(Membership(code, second, turn, end))
    areas = [Area(code, code, "region") for code in regions] + [Area(code, code, "municipality") for code in codes]
    return AreaRegistry(areas, periods)


def _turns() -> list[tuple[Any, ...]]:
    days = [*TURNS, None]
    triples = [(a, b, c) for a in TURNS for b in days for c in days]
    return [(a, b, c) for a, b, c in triples if (not (a and b) or a < b) and (not (b and c) or b < c) and (b or not c)]


@st.composite
def versions(draw: st.DrawFn, name: str, since: date) -> Indicator:
    """Draw a version of an indicator, of regions or now and then of municipalities."""
    by_municipality = draw(st.integers(0, 3)) == 0
    kinds = indicators(rollups=not by_municipality, most_questions=3, most_stages=1, most_rules=4)
    made = draw(kinds.filter(lambda one: len(one.rules) > 1 or one.stages))
    levels = cycle(draw(st.permutations((*made.scale.ids, NOT_APPLICABLE))))
    rules = [evolve(rule, level=level) for rule, level in zip(made.rules, levels, strict=False)]
    required = draw(st.booleans())
    extra = [Text("eigen", "Wat nog meer?", required=required)]
    if not by_municipality:
        extra.append(YesNo("los", "Ook los?", answered_by="municipality", required=required))
    area = "municipality" if by_municipality else "region"
    questions = [*made.questions, *extra]
    return evolve(made, id=name, since=since, rules=rules, questions=questions, area=area)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework of one to three versions of one or two indicators, each with a scale of its own.

    Now and then the second indicator is on a dashboard of its own.
    """
    keys = [(name, since) for name in ("een", "twee") for since in SINCE]
    chosen = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True))
    on = {"een": "", "twee": draw(st.sampled_from(["", "Tweede"]))}
    made = [evolve(draw(versions(*key)), dashboard=on[key[0]]) for key in chosen]
    rounds = Rounds([Round(f"r{number}", on, "Ronde") for number, on in enumerate(DATES[: draw(st.integers(1, 3))])])
    views = ("gemeente", "aanbieder", "corporatie")[: draw(st.integers(1, 3))]
    return framework_of(*made, areas=draw(registries()), rounds=rounds, perspectives=views)


class World(NamedTuple):
    """A framework with answers."""

    framework: Framework
    answers: dict[tuple[str, ...], Any]

    def __repr__(self) -> str:
        lines = [
            f"{m.municipality} in {m.region}: {m.valid_from}..{m.valid_until}" for m in self.framework.areas.memberships
        ]
        for indicator in self.framework.indicators:
            lines.append(f"{indicator.id} {indicator.version} of each {indicator.area}")
            lines += [f"  {q!r}" for q in indicator.questions]
            lines += [
                f"  {s.id if s is not None else ''} {r.level}: {r.when}"
                for s, rules in indicator.tables()
                for r in rules
            ]
        return "\n".join(["", *lines, *(f"{' '.join(key)} = {value!r}" for key, value in self.answers.items())])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a framework and answers with gaps."""
    framework = draw(frameworks())
    return World(framework, answers_to(framework, draw(st.integers(0, 2**32))))


def answers_to(framework: Framework, seed: int) -> dict[tuple[str, ...], Any]:
    """Answers to every question by who should answer it, some of them and at times all left out."""
    rng = random.Random(seed)  # noqa: S311 - hypothesis draws the seed
    found = {}
    for round_ in framework.rounds:
        for perspective in framework.perspectives:
            for indicator in in_force(framework, round_.date):
                chance = rng.choice((0, 0.3, 0.6, 0.8, 0.9, 1))
                for question, area in _asks(framework, indicator, round_.date):
                    if rng.random() < chance:
                        answer = rng.choice(candidates(question))
                        found[round_.id, perspective, area, indicator.id, question.id] = answer
    return found


def _asks(framework: Framework, indicator: Indicator, on: date) -> list[tuple[Question, str]]:
    regions = {area.code: members_of(framework, area.code, on) for area in framework.areas if area.kind == "region"}
    who = {
        "region": [region for region, own in regions.items() if own],
        "municipality": sorted(chain.from_iterable(regions.values())),
        "country": [area.code for area in framework.areas if area.kind == "country" and any(regions.values())],
    }
    return [(question, area) for question in indicator.asked for area in who[indicator.answered_by(question)]]


def candidates(question: Question) -> list[Any]:
    """Some answers to a question."""
    return ["iets", "niets"] if isinstance(question, Text) else representatives(question, [])


def table_of(framework: Framework, answers: dict[tuple[str, ...], Any]) -> pa.Table:
    """The answers as a table of texts, in the order of the dict."""
    rows = []
    for key, value in answers.items():
        indicator = next(i for i in in_force(framework, framework.rounds[key[0]].date) if i.id == key[3])
        rows.append((*key, indicator.question(key[4]).show(value)))
    return pa.table([pa.array([row[n] for row in rows], pa.string()) for n in range(6)], names=COLUMNS)
