"""Sides: two rounds to be compared, each with its answers, its members and whose scores it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen

from napd.framework.framework import Framework
from napd.model.areas import AreaRegistry, Membership
from napd.model.indicator import Indicator
from napd.model.rounds import Round
from napd.model.values import BadValue
from napd.scoring.result import Result
from napd.tables.arrays import filled
from napd.views.mergers import Answers, asked
from napd.views.mergers import Key as AnswerKey

Key = tuple[str, str, str]
"""Area, perspective and indicator: whose score it is."""


NAMES = ("area", "perspective", "indicator", "question")


@frozen(eq=False)
class Side:
    """One of the two rounds that are compared.

    Args:
        framework: what its result was scored by.
        round: the round.
        answers: the answers that count in it, in their standard form.
        notes: the notes in it, whether or not an answer counts.
        keys: whose scores it has.
        before: the round before it, where an indicator looks back on that.
        reach: the areas that it is about; None for all.
    """

    framework: Framework
    round: Round
    answers: Answers
    notes: Answers
    keys: frozenset[Key]
    before: Side | None = None
    reach: frozenset[str] | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The versions of its indicators."""
        return self.framework.at(self.round.date)

    @cached_property
    def members(self) -> AreaRegistry:
        """The areas that it is about as they are on its day, for all days."""
        return members_on(self.framework.areas, self.round.date, self.reach)

    def usable(self, answers: Answers) -> Answers:
        """Of the answers those that can be answers of this side: to a question of its versions, that takes them."""
        known = {indicator.id: indicator for indicator in self.indicators}
        distinct = {(*key[2:], value) for key, value in answers.items()}  # far fewer than there are answers
        taken = {each for each in distinct if _takes(known.get(each[0]), each[1], each[2])}
        return {key: value for key, value in answers.items() if (*key[2:], value) in taken}


@frozen(eq=False)
class RoundRows:
    """What a result has of a round, as tables; the sides of which parts of the country are compared are made of it.

    Args:
        framework: what the result was scored by.
        round: the round.
        answers: the rows of the table "answers" in it.
        scores: those of the table "scores".
        before: the round before it, where an indicator looks back on that.
    """

    framework: Framework
    round: Round
    answers: pa.Table
    scores: pa.Table
    before: RoundRows | None = None

    @classmethod
    def of(cls, result: Result, round_id: str, areas: frozenset[str] | None = None) -> RoundRows:
        """A round of a result; for some areas, only their answers are read.

        Raises:
            UnknownName: when there is no such round.
            NapdError: if an engine for several machines scored, or a file has changed since.

        Costs another pass over the answers, unless one was made already.
        """
        rows = cls._alone(result, round_id, areas)
        looks = looks_back(rows.framework.at(rows.round.date))
        back = result.framework.rounds.previous(round_id) if looks else None
        return rows if back is None else evolve(rows, before=cls._alone(result, back.id, areas))

    @classmethod
    def _alone(cls, result: Result, round_id: str, areas: frozenset[str] | None) -> RoundRows:
        round_ = result.framework.rounds[round_id]
        said = _where(result.reader.public.only(areas).table, "round", {round_id})
        return cls(result.framework, round_, said, _where(result.scores, "round", {round_id}))

    @property
    def sizes(self) -> dict[str, int]:
        """How many answers and notes each area has."""
        counted = pc.value_counts(self.answers["area"])
        return {one["values"]: one["counts"] for one in counted.to_pylist()}

    def side(self, part: frozenset[str] | None) -> Side:
        """What there is of a part of the country; None is all of it. Costs memory for each of its answers."""
        rows, scores = (_where(table, "area", part) for table in (self.answers, self.scores))
        places, values, notes = _keys(rows, NAMES), *(_texts(rows, name) for name in ("value", "note"))
        answers = {place: value for place, value in zip(places, values, strict=True) if value}
        before = self.before.side(part) if self.before else None
        whose = frozenset(_keys(scores, NAMES[:3]))
        return Side(self.framework, self.round, answers, _notes(places, notes), whose, before, part)


def _where(table: pa.Table, column: str, names: frozenset[str] | set[str] | None) -> pa.Table:
    """The rows with one of some names in a column; all where that is None."""
    if names is None:
        return table
    return table.filter(pc.is_in(table[column].cast(pa.string()), pa.array(sorted(names), pa.string())))


def _keys(table: pa.Table, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The texts of some columns, row by row."""
    return [*zip(*(_texts(table, name) for name in columns), strict=True)]


def _texts(table: pa.Table, column: str) -> list[str]:
    """The texts of a column; equal ones are one object, of which there are far fewer than rows. Null is empty."""
    encoded = table[column].combine_chunks()
    encoded = encoded if pa.types.is_dictionary(encoded.type) else encoded.dictionary_encode()
    known = [*(text or "" for text in encoded.dictionary.to_pylist()), ""]
    return [known[number] for number in filled(encoded.indices, len(known) - 1).tolist()]


def _notes(places: Iterable[AnswerKey], texts: Iterable[str]) -> Answers:
    """The notes on each question, a line each; some stand in a row without an answer."""
    found: dict[AnswerKey, list[str]] = {}
    for place, note in zip(places, texts, strict=True):
        if note:
            found.setdefault(place, []).append(note)
    return {place: "\n".join(dict.fromkeys(notes)) for place, notes in found.items()}


def _takes(indicator: Indicator | None, name: str, value: str) -> bool:
    question = asked(indicator, name)
    if question is None:
        return False
    try:
        question.read(value)
    except BadValue:
        return False
    return True


def looks_back(indicators: Iterable[Indicator]) -> bool:
    """Whether any of them asks a value of the round before."""
    return any(question.looks_back is not None for one in indicators for question in one.questions)


def members_on(areas: AreaRegistry, on: date, reach: frozenset[str] | None = None) -> AreaRegistry:
    """The registry as it is on a day, for all days; of the municipalities of a reach, where there is one."""
    now = [
        Membership(m.municipality, m.region, province=m.province, country=m.country)
        for m in areas.memberships
        if m.covers(on) and (reach is None or m.municipality in reach)
    ]
    codes = {code for each in now for code in (each.municipality, each.region, each.province, each.country)}
    return AreaRegistry([area for area in areas if area.code in codes], now)
