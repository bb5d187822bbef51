"""Whose answers are scored, the slow and obvious way: every area of every round, with those of its members."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.level_of import LevelOf
from napd.testing.slow_scoring import Answers, AnswerSheet


def members_of(framework: Framework, region: str, on: date) -> list[str]:
    """The municipalities of a region on a day."""
    periods = [m for m in framework.areas.memberships if m.region == region]
    return sorted(m.municipality for m in periods if m.start <= on and (m.valid_until is None or on < m.valid_until))


def below(framework: Framework, area: str, on: date) -> dict[str, list[str]]:
    """The regions and municipalities that lie in an area on a day, by kind."""
    there = [m for m in framework.areas.memberships if m.start <= on and (m.valid_until is None or on < m.valid_until)]
    within = [m for m in there if area in (m.region, m.province, m.country)]
    kinds = ("municipality",) if any(m.region == area for m in within) else ("region", "municipality")
    return {kind: sorted({getattr(m, kind) for m in within}) for kind in kinds}


def in_force(framework: Framework, on: date) -> list[Indicator]:
    """The version of each indicator that applies on a day, by id."""
    versions = [indicator for indicator in framework.indicators if indicator.since <= on]
    latest = {i.id: max(v.since for v in versions if v.id == i.id) for i in versions}
    return sorted((i for i in versions if i.since == latest[i.id]), key=lambda i: i.id)


def together(framework: Framework, indicator: Indicator) -> set[str]:
    """The indicators of which any answer has one scored: of its dashboard, and those whose levels they ask."""
    mine = {one.id for one in framework.indicators if framework.dashboard(one.id) == framework.dashboard(indicator.id)}
    for _ in framework.indicators:  # as many steps as the longest chain can have
        mine |= {q.indicator for one in framework.indicators if one.id in mine
                 for q in one.questions if isinstance(q, LevelOf)}  # fmt: skip
    return mine


def sheets(framework: Framework, answers: Answers) -> Iterator[tuple[dict[str, Any], AnswerSheet]]:
    """Every area from which there is an answer in a round and perspective, with each indicator, in order."""
    for round_ in sorted(framework.rounds, key=lambda r: r.date):
        for area in sorted(framework.areas, key=lambda a: a.code):
            for perspective in framework.perspectives:
                who = {area.code, *chain.from_iterable(below(framework, area.code, round_.date).values())}
                given = [key for key in answers if key[:2] == (round_.id, perspective) and key[2] in who]
                for indicator in in_force(framework, round_.date):
                    same = together(framework, indicator)
                    if indicator.area == area.kind and any(key[3] in same for key in given):
                        key = (round_.id, perspective, area.code)
                        whose = dict(zip(("round", "perspective", "area"), key, strict=True))
                        yield whose | {"indicator": indicator.id}, sheet_of(framework, answers, key, indicator)


def sheet_of(framework: Framework, answers: Answers, key: tuple[str, str, str], indicator: Indicator) -> AnswerSheet:
    """The sheet of an area, with that of the round before where the area and the indicator were there."""
    rounds = sorted(framework.rounds, key=lambda each: each.date)
    number = [each.id for each in rounds].index(key[0])
    members = below(framework, key[2], rounds[number].date)
    old = rounds[number - 1] if number else None
    version = next((one for one in in_force(framework, old.date) if one.id == indicator.id), None) if old else None
    made = AnswerSheet(answers, key, members, indicator, rounds[number].date)
    for question in (one for one in indicator.questions if isinstance(one, LevelOf)):
        other = next((one for one in in_force(framework, rounds[number].date) if one.id == question.indicator), None)
        who = members[indicator.answered_by(question)]
        made.standing[question.id] = [
            sheet_of(framework, answers, (key[0], key[1], area), other) if other else None for area in who
        ]
    if old and version and version.area == indicator.area and is_there(framework, key[2], old.date):
        made.before = sheet_of(framework, answers, (old.id, key[1], key[2]), version)
    return made


def is_there(framework: Framework, area: str, on: date) -> bool:
    """Whether an area exists on a day: a region with municipalities, or a municipality in a region."""
    regions = (region.code for region in framework.areas if region.kind == "region")
    members = ((region, members_of(framework, region, on)) for region in regions)
    return any(own and area in (region, *own) for region, own in members)
