"""Reckonings: how a hidden figure follows from what is published, as a sum that anyone can do.

They come from the duals of the linear program that bounds the figure, and each is checked in exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from attrs import frozen
from scipy import sparse
from scipy.optimize import linprog

from napd.plugin import Message
from napd_disclosure.constraints import NO_BOUND, Constraints
from napd_disclosure.words import message

MINUS = "\N{MINUS SIGN}"
LARGEST = 60
"""How large a denominator in a reckoning may be; those of tables are 1, seldom 2 or 3."""


@frozen
class ReckonedFigure:
    """A figure in a reckoning.

    Args:
        times: how often it is added, or, below 0, taken off.
        value: what it is at most, or at least, by what is published.
        name: what it is called.
    """

    times: Fraction
    value: int
    name: str

    def __str__(self) -> str:
        often = "" if abs(self.times) == 1 else f"{abs(self.times)} × "
        return f"{often}{self.value} ({self.name})"


@frozen
class Reckoning:
    """Why a figure is no more than something, or no less.

    Args:
        figure: what it is called.
        is_most: whether it is the most that it bounds, and not the least.
        bound: the most or the least, a whole number.
        terms: what is added and taken off.
        several: what is added for persons who are in several cells, of which everybody is taken to know.
    """

    figure: str
    is_most: bool
    bound: int
    terms: tuple[ReckonedFigure, ...]
    several: int = 0

    @property
    def sum(self) -> str:
        """The sum in figures and names."""
        own = [ReckonedFigure(Fraction(1 if self.several > 0 else -1), abs(self.several), "*")] if self.several else []
        signed = [(term.times < 0, str(term)) for term in (*self.terms, *own)]
        first = "".join(f"{MINUS if below else ''}{text}" for below, text in signed[:1])
        return first + "".join(f" {MINUS if below else '+'} {text}" for below, text in signed[1:])

    @property
    def message(self) -> Message:
        """In words."""
        key = "reckoning.most" if self.is_most else "reckoning.least"
        return message(key, figure=self.figure, bound=str(self.bound), sum=self.sum or "0")


def name_of(known: Constraints, figure: int) -> str:
    """What a figure is called: its part in each dimension, such as "GM0402, 2"."""
    return ", ".join(known.names[figure])


def reckonings(known: Constraints, figure: int) -> Iterator[Reckoning]:
    """Why a figure is no less than its least and no more than its most, if linear sums alone say so.

    Where only whole numbers narrow it further, the bound of a reckoning is further out than that of the audit. Costs a
    linear program of all leaves for each.
    """
    for is_most in (False, True):
        if (found := _reckoning(known, figure, is_most=is_most)) is not None:
            yield found


def _reckoning(known: Constraints, figure: int, *, is_most: bool) -> Reckoning | None:
    """One of the two; None where there is no bound, or HiGHS gives none that stands up to exact arithmetic."""
    sign = 1 if is_most else -1
    upper, lower = np.flatnonzero(known.most < NO_BOUND), np.flatnonzero(known.least > 0)
    wanted = known.sums[[figure]].toarray().ravel()
    bounds = sparse.vstack([known.sums[upper], -known.sums[lower]], format="csr").astype(float)
    limits = np.concatenate([known.most[upper], -known.least[lower]])
    found = linprog(-sign * wanted, A_ub=bounds, b_ub=limits, method="highs")
    if found.status != 0:
        return None
    times = [Fraction(-float(each)).limit_denominator(LARGEST) for each in found.ineqlin.marginals]
    figures, signs = [*upper, *lower], [1] * len(upper) + [-1] * len(lower)
    used = [(int(at), sign * way * each) for at, way, each in zip(figures, signs, times, strict=True) if each]
    if not _holds(known, wanted, used, sign):
        return None
    return _told(known, figure, used, is_most=is_most)


def _holds(known: Constraints, wanted: Any, used: list[tuple[int, Fraction]], sign: int) -> bool:
    """Whether a sum of figures bounds a figure, given only that no leaf is below 0."""
    covered = [Fraction(0)] * len(wanted)
    for at, times in used:
        for leaf in known.sums[[at]].indices:
            covered[leaf] += times
    return all(sign * have >= sign * int(want) for have, want in zip(covered, wanted, strict=True))


def _told(known: Constraints, figure: int, used: list[tuple[int, Fraction]], *, is_most: bool) -> Reckoning:
    """The sum, with what each figure is at most where that matters, or at least."""
    terms, several = [], Fraction(int(known.shared[figure]))
    for at, times in used:
        value = known.high[at] if (times > 0) == is_most else known.low[at]
        terms.append(ReckonedFigure(times, int(value), name_of(known, at)))
        several -= times * int(known.shared[at])
    total = sum((term.times * term.value for term in terms), several)
    terms.sort(key=lambda term: (term.times < 0, -abs(term.times * term.value)))
    bound = floor(total) if is_most else ceil(total)
    return Reckoning(name_of(known, figure), is_most, bound, tuple(terms), int(several))
