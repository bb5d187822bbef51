"""The slow, obvious scoring that results are held against: plain Python, one area at a time, every completion tried.

Numbers are fractions: the decimals that were written, and what is made of them, without rounding. The answers are a
dict from (round, perspective, area, indicator, question) to the value of the answer. What a
condition means, and which answers are worth trying, is said in `napd.testing.reference`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import chain, product
from math import inf, isinf
from typing import Any, NamedTuple

from napd.framework.framework import Framework
from napd.model.ages import Age
from napd.model.conditions import Condition
from napd.model.indicator import Indicator, Stage
from napd.model.level_of import LevelOf
from napd.model.measures import FIRST, Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.previous import Previous
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.rollups import Count, Maximum, Mean, Minimum, Share, Sum
from napd.model.scale import NOT_APPLICABLE
from napd.model.spaces import Line
from napd.testing.reference import (
    asked,
    completions,
    conditions_on,
    deciding,
    exact,
    options_of,
    representatives,
    verdict,
)

Answers = Mapping[tuple[str, str, str, str, str], Any]


class Range(NamedTuple):
    """The lowest and the highest that a value can be; None, None where it is undefined."""

    low: Any
    high: Any
    answered: int
    members: int

    @property
    def complete(self) -> bool:
        """Whether everybody answered."""
        return self.answered == self.members


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


class AnswerSheet:
    """The answers of one area, and of its municipalities, to one indicator in one round and perspective."""

    def __init__(
        self,
        answers: Answers,
        key: tuple[str, str, str],
        members: Mapping[str, list[str]],
        indicator: Indicator,
        on: date,
    ) -> None:
        self.answers, self.members, self.indicator, self.on = answers, members, indicator, on
        self.round, self.perspective, self.area = key
        self.before: AnswerSheet | None = None
        self.standing: dict[str, list[AnswerSheet | None]] = {}
        """For a level of others the sheet of each in the other indicator; None where it is not in force."""

    def by(self, area: str, question: Question) -> Any:
        """The answer of an area to a question; None where there is none."""
        return self.answers.get((self.round, self.perspective, area, self.indicator.id, question.id))

    def given(self, question: Question) -> list[Any]:
        """The answer of everybody who should answer a question."""
        kind = self.indicator.answered_by(question)
        return [
            self.by(area, question) for area in ([self.area] if kind == self.indicator.area else self.members[kind])
        ]

    # The values that a question can still have

    def range(self, question: Question) -> Range:
        """The value of a question that is rolled up, derived, or counted in a ratio, from lowest to highest."""
        if isinstance(question, Ratio):
            return self.ratio(question)
        if isinstance(question, Age):
            return self.age(question)
        if isinstance(question, Previous):
            return self.previous(question)
        if isinstance(question, LevelOf):
            return self.of_levels(question)
        given = self.given(question)
        known = [place(question, value) for value in given if value is not None]
        missing = len(given) - len(known)
        least, most = limits(question)
        low, high = rolled(question, known, missing, least), rolled(question, known, missing, most)
        if isinstance(question.rollup, Share | Count):
            chosen = [value for value in given if value is not None and chose(question.rollup.options, value)]
            each = Fraction(100, len(given)) if isinstance(question.rollup, Share) else Fraction(1)
            low, high = (each * n for n in (len(chosen), len(chosen) + missing))
        return Range(low, high, len(known), len(given))

    def ratio(self, question: Ratio) -> Range:
        """A ratio at its ends: nothing of the part with everything of the rest, and the other way round.

        Where nothing to divide by counts as a ratio of its own, they are those of all other cases.
        """
        ranges = {part.id: self.range(part) for part in question.inputs}
        members = max(r.members for r in ranges.values())
        answered = min(members if r.complete else min(r.answered, members - 1) for r in ranges.values())
        (part_low, part_high), (low, high) = self.sides(question)
        if question.is_share:
            quotients = [(part_low, part_low + high), (part_high, part_high + low)]
            undefined = part_low + low == 0
        else:
            quotients = [(part_low, high), (part_high, low)]
            undefined = low == 0
        if undefined and question.empty != "unknown":
            if low == high and (not question.is_share or part_low == part_high):  # nothing at all is left to divide by
                return Range(None, None, answered, members)
            if question.is_share:
                quotients = [(0, 1) if high else (1, 1), (1, 1) if part_high else (0, 1)]
            else:
                others = [one for one in question.whole if one not in question.part]
                nears_zero = any(not one.whole and not ranges[one.id].complete for one in others)
                quotients = [(part_low, high), (inf, 1) if nears_zero and part_high else (part_high, 1)]
        elif undefined:
            return Range(None, None, answered, members)
        least, most = (quotient(exact(question.scale), *end) for end in quotients)
        return Range(least, most, answered, members)

    def age(self, question: Age) -> Range:
        """An age at its ends: that of the last day possible, and of the first."""
        days = self.range(question.date)
        if days.high > self.on.toordinal():
            return Range(None, None, *days[2:])
        last, first = (date.fromordinal(max(day, FIRST.toordinal())) for day in (days.high, days.low))
        low, high = (Fraction(elapsed(day, self.on, question.unit)) for day in (last, first))
        return Range(low, high, *days[2:])

    def previous(self, question: Previous) -> Range:
        """The value in the round before."""
        if (found := self.seen(question)) is None:
            return Range(None, None, 0, 1)
        sheet, old = found
        if isinstance(old, Stage):
            places = [old.ids.index(result) for result in sheet.results(old) or ()]
            return Range(min(places, default=None), max(places, default=None), 1, 1)
        if old.rollup or isinstance(old, Ratio | Age | Previous):
            return sheet.range(old)
        value = sheet.by(self.area, old)
        return Range(None, None, 0, 1) if value is None else Range(place(old, value), place(old, value), 1, 1)

    def seen(self, question: Previous) -> tuple[AnswerSheet, Question] | None:
        """Where a question looks back, and on which; None where there is none of its kind."""
        if self.before is None:
            return None
        there = (*self.before.indicator.questions, *self.before.indicator.stages)
        old = next((one for one in there if one.id == question.question.id), None)
        if old is None or isinstance(old.scored, MultiChoice | Text):
            return None
        new = question.question.scored
        alike = options_of(old.scored) == options_of(new) and isinstance(old.scored, Date) == isinstance(new, Date)
        return (self.before, old) if alike else None

    def results(self, stage: Stage) -> list[str] | None:
        """What a stage can come to; None where nothing was answered."""
        if not self.spoke():
            return None
        rows = completions(self.indicator, self.known())
        numbers = {number for row in rows if (number := deciding(self.indicator, row).get(stage.id))}
        return sorted({stage.rules[number - 1].level for number in numbers}) or None

    def known(self) -> dict[str, list[Any]]:
        """What is known of the questions that rules ask."""
        return {name: found for name in asked(self.indicator) if (found := self.possible(name)) is not None}

    def spoke(self) -> bool:
        """Whether anything was answered."""
        return any(value is not None for question in self.indicator.asked for value in self.given(question))

    def sides(self, question: Ratio) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        """The least and the most of the part, and of what is set against it: the rest of a share, or else the whole."""
        others = [one for one in question.whole if not (question.is_share and one in question.part)]
        part, other = ([self.range(one) for one in side] for side in (question.part, others))
        return ends(part), ends(other)

    def possible(  # noqa: PLR0911 - a case for each kind
        self, name: str, atoms: list[Condition] | None = None
    ) -> list[Any] | None:
        """The values that a question which a rule asks can have; None where nothing is known of it.

        Among them is one for each way to meet some conditions; by default those that are put on it.
        """
        question = self.indicator.question(name)
        atoms = conditions_on(self.indicator, name) if atoms is None else atoms
        if isinstance(question, Previous):
            if (seen := self.seen(question)) is None:
                return None
            sheet, old = seen
            return sheet.results(old) if isinstance(old, Stage) else sheet.possible(old.id, atoms)
        if isinstance(question, Ratio):
            return self.ratios(question)
        if isinstance(question, LevelOf):
            return self.levels(question, atoms)
        if isinstance(question, Age):
            found = self.age(question)
            return None if found.low is None else between(question.scored, atoms, found)
        if not question.rollup:
            value = self.by(self.area, question)
            return None if value is None else [value]
        found = self.range(question)
        if isinstance(question.rollup, Share):
            first = int(found.low * found.members / 100)
            missing = found.members - found.answered
            return [Fraction(100 * n, found.members) for n in range(first, first + missing + 1)]
        return between(question.scored, atoms, found)

    def outcomes(self, question: LevelOf) -> list[list[str]]:
        """What each member can come to in the other indicator."""
        every = [*question.ids, NOT_APPLICABLE]
        return [every if sheet is None else sorted(sheet.possible_results()) for sheet in self.standing[question.id]]

    def possible_results(self) -> set[str]:
        """What the area can come to in the indicator."""
        found = verdict_of(self.indicator, tuple((name, tuple(values)) for name, values in self.known().items()))
        return {self.indicator.rules[number - 1].level for number in found.rules}

    def rolled_levels(self, question: LevelOf) -> list[Any]:
        """The value of each way in which the members can turn out; None where none of them has a level."""
        ways = ([one for one in way if one != NOT_APPLICABLE] for way in product(*self.outcomes(question)))
        return list({of_levels(question, way): None for way in ways})

    def of_levels(self, question: LevelOf) -> Range:
        """The value from lowest to highest; any level where it may be that no member has one."""
        values, outcomes = self.rolled_levels(question), self.outcomes(question)
        known = [each[0] for each in outcomes if len(each) == 1]
        counted = sum(each != [NOT_APPLICABLE] for each in outcomes)
        answered = sum(one != NOT_APPLICABLE for one in known)
        if isinstance(question.rollup, Minimum | Maximum):
            places = [0, len(question.ids) - 1] if None in values else [question.ids.index(one) for one in values]
            return Range(min(places), max(places), answered, counted)
        low, high = (None, None) if None in values else (min(values), max(values))
        return Range(low, high, answered, counted)

    def levels(self, question: LevelOf, atoms: list[Condition]) -> list[Any] | None:
        """The values that are possible; of an extreme or a count all between the ends, as the engine takes it."""
        values = self.rolled_levels(question)
        if None in values:
            return None
        if isinstance(question.rollup, Share):
            return sorted(values)
        return between(question.scored, atoms, self.of_levels(question))

    def ratios(self, question: Ratio) -> list[Fraction] | None:
        """Many of the ratios that are possible, the ends among them; None where the whole can be nothing, unmeant."""
        found = set()
        for part, other in product(*(sums(*side) for side in self.sides(question))):
            whole = part + other if question.is_share else other
            if whole == 0 and question.empty == "unknown":
                return None
            found.add(exact(question.scale) * part / whole if whole else self.if_empty(question))
        return sorted(found)

    def if_empty(self, question: Ratio) -> Fraction:
        """The worst or the best ratio that there can be; one beyond all thresholds where there is no end."""
        if (question.empty == "best") == (question.better == "higher"):
            return exact(question.scale) if question.is_share else Fraction(10**30)
        return Fraction(0)

    def is_exact(self) -> bool:
        """Whether the engine knows exactly what every value can be.

        It takes a ratio that is not complete for anything between its ends.
        """
        return not any(self.is_vague(self.indicator.question(name)) for name in asked(self.indicator))

    def is_vague(self, question: Question) -> bool:
        """Whether the engine may take more for possible than a question can be."""
        if isinstance(question, Previous):
            if (seen := self.seen(question)) is None:
                return False
            sheet, old = seen
            return not sheet.is_exact() if isinstance(old, Stage) else sheet.is_vague(old)
        return isinstance(question, Ratio) and not self.range(question).complete

    # The score

    def open_questions(self, names: frozenset[str]) -> list[str]:
        """The questions to name as open: for a ratio those of its inputs that are not complete, or else its whole."""
        found = []
        for question in self.indicator.questions:
            if question.id in names:
                inputs: Any = ((), () if isinstance(question, Previous) else (question,))
                if isinstance(question, Ratio | Age):
                    inputs = question.inputs, question.whole if isinstance(question, Ratio) else question.inputs
                found += [p.id for p in inputs[0] if not self.range(p).complete] or [p.id for p in inputs[1]]
        return list(dict.fromkeys(found))

    def score(self) -> dict[str, Any]:
        """The row of the scores table, without whose it is."""
        found = verdict_of(self.indicator, tuple((name, tuple(values)) for name, values in self.known().items()))
        is_known = len(found.possible) == 1
        some = self.spoke() or any(sheet and sheet.spoke() for each in self.standing.values() for sheet in each)
        required = [question for question in self.indicator.asked if question.required]
        status = "undetermined" if not is_known else "scored" if found.low else "not_applicable"
        return {
            "version": self.indicator.version,
            "level": found.low if is_known and some else None,
            "level_low": found.low,
            "level_high": found.high,
            "may_not_apply": found.may_not_apply,
            "possible": "|".join(found.possible),
            "rule": "|".join(map(str, found.rules)),
            "answered": sum(all(value is not None for value in self.given(question)) for question in required),
            "required": len(required),
            "status": status if some else "unanswered",
            "open_questions": "|".join(self.open_questions(found.open_questions)),
        }


@cache
def verdict_of(indicator: Indicator, known: tuple[tuple[str, tuple[Any, ...]], ...]) -> Any:
    """The verdict over every completion; the same indicator and values come back often."""
    return verdict(indicator, dict(known))


def of_levels(question: LevelOf, levels: list[str]) -> Any:
    """What a roll-up makes of known levels; None where there are none and it needs some."""
    if isinstance(question.rollup, Count):
        return sum(one in question.rollup.options for one in levels)
    if not levels:
        return None
    if isinstance(question.rollup, Share):
        return Fraction(100 * sum(one in question.rollup.options for one in levels), len(levels))
    return (min if isinstance(question.rollup, Minimum) else max)(levels, key=question.ids.index)


def place(question: Question, value: Any) -> Any:
    """An answer as what can be ordered and added: a number, the place of an option, the ordinal of a day."""
    if isinstance(question, MultiChoice):
        return len(value)
    if (options := options_of(question)) is not None:
        return options.index(value)
    if isinstance(value, date):
        return value.toordinal()
    return exact(value if isinstance(question, Number) else question.position(value))


def limits(question: Any) -> tuple[Any, Any]:
    """The lowest and the highest place of an answer."""
    if (options := options_of(question)) is not None:
        return 0, len(options) - 1
    if not isinstance(question, Number):
        is_number = isinstance(question.space, Line) and not question.space.of_days
        return question.space.limits if is_number else (-inf, inf)
    low, high = question.minimum, question.maximum
    return -inf if low is None else exact(low), inf if high is None else exact(high)


def chose(options: tuple[str, ...], value: Any) -> bool:
    """Whether an answer is, or has, one of the options."""
    return value in options if isinstance(value, str) else bool(value & set(options))


def rolled(question: Question, known: list[Any], missing: int, bound: float) -> Any:
    """The value of a region when every missing answer is this one."""
    match question.rollup:
        case Minimum():
            return min(known + [bound] * missing)
        case Maximum():
            return max(known + [bound] * missing)
        case Sum() | Mean() | None:
            total = sum(known) + (missing * bound if missing else 0)
            return total / (len(known) + missing) if isinstance(question.rollup, Mean) else total
    return None


def quotient(scale: Fraction, part: Any, whole: Any) -> Any:
    """A part of a whole; where either is without bound, what it comes near."""
    if isinf(part):
        return scale if isinf(whole) else inf
    return Fraction(0) if isinf(whole) else scale * part / whole


def between(question: Question, atoms: list[Any], found: Range) -> list[Any]:
    """Values from the lowest to the highest, with one in every class that lies between."""
    near = [*representatives(question, atoms)]
    ends = [end for end in found[:2] if not isinf(end)]
    if isinstance(question, Number):
        near += ends
    elif options_of(question) is None:
        near += map(question.value_at, ends)
    return [value for value in dict.fromkeys(near) if found.low <= place(question, value) <= found.high]


def elapsed(day: date, on: date, unit: str) -> int:
    """How many whole years, months or days lie between two days: as many as fit, counted one by one."""
    if unit == "days":
        return (on - day).days
    step, count = {"years": 12, "months": 1}[unit], 0
    while after(day, step * (count + 1)) <= on:
        count += 1
    return count


def after(day: date, months: int) -> date:
    """The same day this many months later; if there is none, the first day after."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def ends(ranges: list[Range]) -> tuple[Any, Any]:
    """The least and the most that some values can be together."""
    return sum(one.low for one in ranges), sum(one.high for one in ranges)


def sums(low: Fraction, high: Any) -> list[Fraction]:
    """Sums from the lowest to the highest: the first few in steps of 1, and the last or a large one."""
    last = low + 1000 if isinf(high) else high
    return sorted({last, *(low + step for step in range(5) if low + step <= last)})


def sheets(framework: Framework, answers: Answers) -> Iterator[tuple[dict[str, Any], AnswerSheet]]:
    """Every area from which there is an answer in a round and perspective, with each indicator, in order."""
    for round_ in sorted(framework.rounds, key=lambda r: r.date):
        for area in sorted(framework.areas, key=lambda a: a.code):
            for perspective in framework.perspectives:
                members = chain.from_iterable(below(framework, area.code, round_.date).values())
                spoke = (key[2] for key in answers if key[:2] == (round_.id, perspective))
                if not {area.code, *members}.intersection(spoke):
                    continue
                for indicator in in_force(framework, round_.date):
                    if indicator.area == area.kind:
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
