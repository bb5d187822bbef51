"""Counted: how many points there are, from what is known of the answers that give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from napd.decision.diagram import Classes
from napd.decision.formulas import UNDECIDED, adds
from napd.decision.rubric import Rubric
from napd.model.points import Points
from napd.model.worths import amount

Gives = list[tuple[Fraction, Fraction]]
"""For each way in which one answer can turn out what it adds, and what it adds to that by which the sum is divided."""


def points_between(rubric: Rubric, known: Sequence[Classes], points: Points) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest that a sum of points can still be; None where there can be nothing to divide by.

    Of a stage that counts beside answers that it asks, each result that it can have is taken with each of these
    answers: the sum may then be further apart than it can be. That only concerns what is shown, never a level.

    Args:
        rubric: the rubric.
        known: for each variable of its diagram what is known of its answer.
        points: one of its sums.
    """
    terms = [*_terms(rubric, known, points)]
    if not points.over:
        return _end(terms, 1), _end(terms, -1)
    if _sum(min(whole for _, whole in term) for term in terms) <= 0:
        return None
    return _divided(terms, 1), _divided(terms, -1)


def _terms(rubric: Rubric, known: Sequence[Classes], points: Points) -> Iterator[Gives]:
    sides = [[*points.leaves(side)] for side in (points.of, points.over)]
    for name in points.behind:
        worths = [[(worth, times) for leaf, worth, times in side if leaf == name] for side in sides]
        if name in rubric.rules:
            stage = rubric.indicator.question(name)
            rules = sorted(rubric.diagram.ends(rubric.decided[name], known) - {UNDECIDED})
            levels = [rubric.rules[name][rule - 1].level for rule in rules]
            each = [[([amount(stage, w, level) for level in levels], times) for w, times in side] for side in worths]
            yield _gives(each, range(len(levels))) or [(Fraction(), Fraction())]
        for axis, classes in zip((rubric.axes[each] for each in rubric.diagram.names), known, strict=True):
            if axis.question.id == name:
                each = [[(adds(axis, worth), times) for worth, times in side] for side in worths]
                yield _gives(each, classes)


def _gives(each: list[list[tuple[list[Fraction], Fraction]]], ways: Iterable[int]) -> Gives:
    part, whole = each
    return [(_sum(t * some[k] for some, t in part), _sum(t * some[k] for some, t in whole)) for k in ways]


def _sum(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction())


def _end(terms: list[Gives], sign: int) -> Fraction:
    """The least, or with -1 the most, that the sum can be."""
    return _sum(sign * min(sign * part for part, _ in term) for term in terms)


def _divided(terms: list[Gives], sign: int) -> Fraction:
    """The lowest, or with -1 the highest quotient: where no answers make the sum less so many times it go below 0."""
    at = Fraction()
    while True:
        picked = [min(term, key=lambda gives: sign * (gives[0] - at * gives[1])) for term in terms]
        found = _sum(part for part, _ in picked) / _sum(whole for _, whole in picked)
        if found == at:
            return at
        at = found
