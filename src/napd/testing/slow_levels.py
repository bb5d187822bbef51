"""A level of others, the slow and obvious way: each way in which its members can turn out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from napd.model.conditions import Condition
from napd.model.level_of import LevelOf
from napd.model.rollups import Count, Maximum, Minimum, Share
from napd.model.scale import NOT_APPLICABLE
from napd.testing.slow_values import Range, between

if TYPE_CHECKING:
    from napd.testing.slow_scoring import AnswerSheet


def outcomes(sheet: AnswerSheet, question: LevelOf) -> list[list[str]]:
    """What each member can come to in the other indicator."""
    every = [*question.ids, NOT_APPLICABLE]
    return [every if one is None else sorted(one.possible_results()) for one in sheet.standing[question.id]]


def rolled_levels(sheet: AnswerSheet, question: LevelOf) -> list[Any]:
    """The value of each way in which the members can turn out; None where none of them has a level."""
    ways = ([one for one in way if one != NOT_APPLICABLE] for way in product(*outcomes(sheet, question)))
    return list({of_levels(question, way): None for way in ways})


def range_of(sheet: AnswerSheet, question: LevelOf) -> Range:
    """The value from lowest to highest; any level where it may be that no member has one."""
    values, every = rolled_levels(sheet, question), outcomes(sheet, question)
    known = [each[0] for each in every if len(each) == 1]
    counted = sum(each != [NOT_APPLICABLE] for each in every)
    answered = sum(one != NOT_APPLICABLE for one in known)
    if isinstance(question.rollup, Minimum | Maximum):
        places = [0, len(question.ids) - 1] if None in values else [question.ids.index(one) for one in values]
        return Range(min(places), max(places), answered, counted)
    low, high = (None, None) if None in values else (min(values), max(values))
    return Range(low, high, answered, counted)


def levels(sheet: AnswerSheet, question: LevelOf, atoms: list[Condition]) -> list[Any] | None:
    """The values that are possible; of an extreme or a count all between the ends, as the engine takes it."""
    values = rolled_levels(sheet, question)
    if None in values:
        return None
    if isinstance(question.rollup, Share):
        return sorted(values)
    return between(question.scored, atoms, range_of(sheet, question))


def of_levels(question: LevelOf, levels: list[str]) -> Any:
    """What a roll-up makes of known levels; None if there are none and it needs some."""
    if isinstance(question.rollup, Count):
        return sum(one in question.rollup.options for one in levels)
    if not levels:
        return None
    if isinstance(question.rollup, Share):
        return Fraction(100 * sum(one in question.rollup.options for one in levels), len(levels))
    return (min if isinstance(question.rollup, Minimum) else max)(levels, key=question.ids.index)
