"""Oddities: what in the answers of one area deserves a second look, though it can be used.

Each finds answers by array work; what is found is put into words by `remarks`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from math import lcm
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.index import AnswerIndex
from napd.model.amounts import CompareAmount
from napd.model.conditions import AllOf, AnyOf, Atom, Condition, Not
from napd.model.indicator import Indicator
from napd.model.questions import RELATIONS, Question
from napd.model.remarks import Remark
from napd.model.spaces import Line
from napd.scoring.exact import Decimals, times
from napd.tables.arrays import distinct
from napd.views.encoded import Bools, Ints

FEWEST = 3
"""How many municipalities must say the same before it is odd."""


@frozen(eq=False, repr=False)
class Sheets:
    """The answers to each question of a round and perspective.

    Args:
        said: the answers.
        page: the number of the round and perspective.
    """

    said: AnswerIndex
    page: int

    def rows(self, slot: int) -> Ints:
        """The answers to a question, in the order of their areas."""
        return self.said.by_slot(self.page, slot)

    def areas(self, slot: int) -> Ints:
        """The numbers of the areas that answered a question, ascending."""
        return self.said.places[2][self.rows(slot)]

    def answered_in_full(self, slot: int) -> Ints:
        """Those that left nothing of it unknown."""
        areas = self.areas(slot)
        codes = self.said.gathered.grid.codes[self.page, areas + 1, slot]
        return areas[self.said.layout.slots[slot].is_complete(codes)]

    def of(self, slot: int, areas: Ints) -> NDArray[np.object_]:
        """The answers of some areas, all of which answered."""
        return self.said.answers.texts[self.rows(slot)[np.searchsorted(self.areas(slot), areas)]]


def pages(said: AnswerIndex) -> Iterator[tuple[int, Sheets, Sequence[Indicator]]]:
    """For each round and perspective in which anything was said the round's number, the answers and the indicators."""
    width = len(said.layout.framework.perspectives)
    for page in distinct(said.pages).tolist():
        yield page // width, Sheets(said, page), said.layout.indicators_in(page // width)


def met(sheets: Sheets, remark: Remark, indicator: Indicator, others: Sequence[Indicator]) -> Ints:
    """The answers to the first question of a remark, of each area that answered all its questions and meets it.

    A multiple choice of which some options are not known is not answered.

    Args:
        sheets: the answers of a round and perspective.
        remark: the remark.
        indicator: whose remark it is.
        others: the indicators in use in that round.
    """
    conditions = remark.conditions(indicator, others)
    if not conditions:
        return np.array([], dtype=np.int64)
    found = reduce(np.intersect1d, (_meeting(sheets, when, one) for one, when in conditions))
    first = _slot(sheets, indicator, next(remark.when.atoms()).questions[0])
    return sheets.rows(first)[np.searchsorted(sheets.areas(first), found)]


def _meeting(sheets: Sheets, when: Condition, indicator: Indicator) -> Ints:
    """The areas that answered all questions of a condition, and meet it."""
    names = dict.fromkeys(name for atom in when.atoms() for name in atom.questions)
    slots = {name: _slot(sheets, indicator, name) for name in names}
    areas = reduce(np.intersect1d, map(sheets.answered_in_full, slots.values()))
    return areas[holds(when, indicator, {name: sheets.of(slot, areas) for name, slot in slots.items()})]


def _slot(sheets: Sheets, indicator: Indicator, name: str) -> int:
    return sheets.said.layout.slot(indicator, indicator.question(name)).number


def holds(when: Condition, indicator: Indicator, values: Mapping[str, NDArray[np.object_]]) -> Bools:
    """Where a condition holds, from the answers to its questions."""
    match when:
        case AllOf(parts):
            return np.asarray(np.logical_and.reduce([holds(part, indicator, values) for part in parts]))
        case AnyOf(parts):
            return np.asarray(np.logical_or.reduce([holds(part, indicator, values) for part in parts]))
        case Not(part):
            return ~holds(part, indicator, values)
        case CompareAmount():
            return _compared(when, indicator, values)
    assert isinstance(when, Atom)  # noqa: S101 - there is no other condition
    question = indicator.question(when.question)
    return _each(values[when.question], lambda text: question.satisfies(when, question.parse(text)))


def _decimals(texts: NDArray[np.object_]) -> Decimals:
    """Numbers in their standard form, exact."""
    return Decimals.of(_each(texts, float).astype(np.float64))


def _compared(when: CompareAmount, indicator: Indicator, values: Mapping[str, NDArray[np.object_]]) -> Bools:
    """Where a sum of whole multiples stands in its relation to a number: all is multiplied until it is whole."""
    if not isinstance(plain := when.plain, CompareAmount):
        return holds(plain, indicator, values)
    by = lcm(when.value.denominator, *(term.times.denominator for term in when.terms))
    rows = len(next(iter(values.values())))
    found = Decimals.of(np.zeros(rows))
    for term in when.terms:
        of: Any = term.of
        one = _decimals(values[of]) if isinstance(of, str) else _ones(holds(of, indicator, values))
        found += Decimals(times(one.wholes, int(term.times * by)), one.places, one.beyond)
    limit = Decimals(np.full(rows, int(when.value * by)), 0, np.zeros(rows, np.int8))
    return found.compared(RELATIONS[when.operator], limit)


def _ones(holding: Bools) -> Decimals:
    """1 where something holds, and else 0."""
    return Decimals.of(holding.astype(np.float64))


def _each(texts: NDArray[np.object_], read: Callable[[str], Any]) -> NDArray[Any]:
    """What each text comes to; each distinct one is read once."""
    different, inverse = np.unique(texts.astype(str), return_inverse=True)
    return np.array([read(text) for text in different.tolist()] or [], dtype=None if len(different) else bool)[inverse]


def all_equal(sheets: Sheets, round_number: int, indicator: Indicator) -> Iterator[tuple[Question, Ints]]:
    """For each number or date of municipalities the first answers of regions whose members all say the same.

    A region counts when all its members answered, and there are at least `FEWEST`; all zero is not odd.
    """
    members = sheets.said.layout.members(round_number)
    for question in indicator.asked:
        if not isinstance(question.space, Line) or indicator.answered_by(question) != "municipality":
            continue
        slot = sheets.said.layout.slot(indicator, question).number
        codes = np.full(len(sheets.said.layout.areas), -1, dtype=np.int64)
        texts, codes[sheets.areas(slot)] = np.unique(
            sheets.said.answers.texts[sheets.rows(slot)].astype(str), return_inverse=True
        )
        mine = codes[members.parts]
        low, high = (part.reduceat(mine, members.starts) for part in (np.minimum, np.maximum))
        zero = np.flatnonzero(texts == "0")
        equal = (low == high) & (low >= 0) & (members.counts >= FEWEST) & ~np.isin(low, zero)
        firsts = members.parts[members.starts[equal]]
        yield question, sheets.rows(slot)[np.searchsorted(sheets.areas(slot), firsts)]


def late(sheets: Sheets, round_number: int, indicator: Indicator) -> Iterator[tuple[Question, Ints]]:
    """For each date the answers that come after the day of the round."""
    layout = sheets.said.layout
    day = layout.framework.rounds[layout.round_ids[round_number]].date.toordinal()
    for question in indicator.asked:
        if isinstance(question.space, Line) and question.space.of_days:
            rows = sheets.rows(layout.slot(indicator, question).number)
            days = _each(sheets.said.answers.texts[rows], lambda text: question.position(question.parse(text)))  # noqa: B023
            yield question, rows[days > day]
