"""The slow, obvious scoring that results are held against: plain Python, one area at a time, every completion tried.

Numbers are fractions: the decimals that were written, and what is made of them, without rounding. The answers are a
dict from (round, perspective, area, indicator, question) to the value of the answer. What a
condition means, and which answers are worth trying, is said in `napd.testing.reference`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from math import inf
from typing import Any

from napd.model.ages import Age
from napd.model.conditions import Condition
from napd.model.indicator import Indicator, Stage
from napd.model.level_of import LevelOf
from napd.model.measures import FIRST, Date, Text
from napd.model.multi_choice import MultiChoice
from napd.model.previous import Previous
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.rollups import Count, Share
from napd.testing.reference import asked, completions, conditions_on, deciding, options_of, verdict
from napd.testing.reference_points import exact
from napd.testing.slow_levels import levels, range_of
from napd.testing.slow_values import (
    Range,
    between,
    chose,
    elapsed,
    ends,
    limits,
    place,
    quotient,
    rolled,
    sums,
)

Answers = Mapping[tuple[str, str, str, str, str], Any]


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
        """The answer of an area to a question; None if there is none."""
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
            return range_of(self, question)
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
        """Where a question looks back, and on which; None if there is none of its kind."""
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
            return levels(self, question, atoms)
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

    def possible_results(self) -> set[str]:
        """What the area can come to in the indicator."""
        found = verdict_of(self.indicator, tuple((name, tuple(values)) for name, values in self.known().items()))
        return {self.indicator.rules[number - 1].level for number in found.rules}

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
