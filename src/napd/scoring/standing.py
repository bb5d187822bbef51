"""Standing: the levels that areas have, or can still have, in one indicator, as a value that another one asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.layout import Members
from napd.decision.outcomes import Outcome
from napd.decision.rubric import Rubric
from napd.model.level_of import LevelOf
from napd.model.rollup import Ends
from napd.scoring.exact import Decimals, Fractions

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
OUT = 2
"""The results before the levels in `Rubric.results`: that of no rule, and "not applicable"."""


def possible(rubric: Rubric, outcomes: Sequence[Outcome]) -> Ints:
    """For each outcome the results that can come of it, as bits of their places in `Rubric.results`."""
    bits = [sum({1 << rubric.ranks[rule] for rule in outcome.rules}) for outcome in outcomes]
    return np.array(bits, dtype=np.int64)


@frozen(eq=False)
class Standing:
    """What the members of some areas can come to in another indicator: `napd.model.rollup.Parts`, as arrays.

    A member counts where it has a level. What can still become "not applicable" may count or not, so a share has two
    bounds below the line too.

    Args:
        question: whose options are the levels.
        bits: int array: for each member the results that it can come to; those of `OUT` first.
        members: whose these are.
    """

    question: LevelOf
    bits: Ints
    members: Members

    @cached_property
    def levels(self) -> Ints:
        """The levels among the results."""
        return self.bits >> OUT

    @cached_property
    def sure(self) -> Bools:
        """Which members count whatever happens."""
        return np.asarray(self.bits & ((1 << OUT) - 1) == 0)

    @cached_property
    def known(self) -> Bools:
        """Of which members the result is known."""
        return np.asarray(self.bits & (self.bits - 1) == 0)

    @cached_property
    def fewest(self) -> Ints:
        """How many members count at least."""
        return self._summed(self.sure)

    @cached_property
    def counted(self) -> Ints:
        """How many members count at most."""
        return self._summed(self.levels != 0)

    @cached_property
    def answered(self) -> Ints:
        """How many members have a level that is known."""
        return self._summed(self.known & self.sure)

    def count(self, options: Sequence[str]) -> Ends:
        """How many members have one of these levels."""
        low, high = (Decimals(many, 0, np.zeros(len(many), dtype=np.int8)) for many in self._chose(options))
        return low, low if self.known.all() else high

    def share(self, options: Sequence[str]) -> Ends:
        """The percentage of those that count; undefined where it may be that none does."""
        others = [option for option in self.question.ids if option not in options]
        (least, most), (fewest, others_most) = self._chose(options), self._chose(others)
        empty = self.fewest == 0
        low = Fractions(100 * least, least + others_most).but_for(empty)
        return low, low if self.known.all() else Fractions(100 * most, most + fewest).but_for(empty)

    def total(self) -> Ends:
        """Levels are no numbers; a roll-up that adds is refused before."""
        raise NotImplementedError

    mean = total

    def least(self) -> Ends:
        """The worst level of the members that count."""
        worst, best = self._filled(np.inf)
        return self._ends(*(np.minimum.reduceat(each, self.members.starts) for each in (worst, best)))

    def most(self) -> Ends:
        """The best of them."""
        worst, best = self._filled(-np.inf)
        return self._ends(*(np.maximum.reduceat(each, self.members.starts) for each in (worst, best)))

    def ranked(self, rank: Callable[[Ints], Ints]) -> Ends:
        """The level at a place in the order of the members that count, from 1.

        Where it is open which count, it may be that of any of them.
        """
        wholes = np.repeat(np.arange(len(self.members.counts)), self.members.counts)
        places = self.members.starts + np.maximum(rank(np.maximum(self.fewest, 1)), 1) - 1
        sides = (np.where(self.sure, self._positions(last=last), np.inf) for last in (False, True))
        low, high = (side[np.lexsort((side, wholes))][places] for side in sides)
        is_open = self.fewest != self.counted
        low = np.where(is_open, self.least()[0].floats, low)
        return self._ends(low, np.where(is_open, self.most()[1].floats, high))

    def _filled(self, absent: float) -> tuple[Floats, Floats]:
        """The worst and the best level of each member; of one that need not count there is none where that says more.

        The first of several is at its worst with all that may count, and at its best with none but those that must.
        """
        worst, best = (self._positions(last=last) for last in (False, True))
        may, first = self.levels != 0, absent > 0
        return np.where(may if first else self.sure, worst, absent), np.where(self.sure if first else may, best, absent)

    def _positions(self, *, last: bool) -> Floats:
        """For each member the position of the worst level it can have, or of the best."""
        each = range(len(self.question.ids))
        found = np.zeros(len(self.levels))
        for place in each if last else reversed(each):
            found[self.levels >> place & 1 == 1] = place
        return found

    def _ends(self, low: Floats, high: Floats) -> Ends:
        """From one level to another; any level where it may be that no member counts."""
        empty = self.fewest == 0
        least = Decimals.of(np.where(empty, 0.0, low))
        if self.known.all() and not empty.any():
            return least, least
        return least, Decimals.of(np.where(empty, len(self.question.ids) - 1.0, high))

    def _chose(self, options: Sequence[str]) -> tuple[Ints, Ints]:
        """How many members surely have one of these levels, and how many may have."""
        mask = sum(1 << self.question.ids.index(option) for option in options)
        return self._summed(self.sure & (self.levels & ~mask == 0)), self._summed(self.levels & mask != 0)

    def _summed(self, given: Bools) -> Ints:
        return np.asarray(np.add.reduceat(given.astype(np.int64), self.members.starts))
