"""Roll-ups: the value of a region from the answers of its municipalities, as a range while some have not answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial, reduce
from operator import add
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.answers.boxes import BoxCodes
from napd.answers.grid import GridPage
from napd.answers.layout import Members, Slot
from napd.model.measures import Number
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.rollup import Ends, Rollup
from napd.model.spaces import Line
from napd.scoring.exact import Decimals, Exact, Fractions, quotient, share
from napd.scoring.standing import Standing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@frozen(eq=False)
class Rolled:
    """One value of each of some areas, from the lowest to the highest it can be.

    Args:
        low, high: the value, or its bounds, exact; one and the same where no bound differs from the other.
        answered: int array: how many areas answered.
        members: int array: how many there are; of levels, how many may count.
        among: of options that need not lie side by side: the place of the set of each area, and these sets.
        empty: bool array: of which there may be nothing to divide by, where that counts as a ratio of its own; `low`
            and `high` are then those of all other cases, undefined if there are none. None where it is never so.
        fewest: int array: how many members count at least, where that is not all.
        started: bool array: of which areas any member answered anything, where `answered` does not say that.
    """

    low: Exact
    high: Exact
    answered: Ints
    members: Ints
    empty: NDArray[np.bool_] | None = None
    fewest: Ints | None = None
    started: NDArray[np.bool_] | None = None
    among: tuple[NDArray[np.intp], Sequence[frozenset[int]]] | None = None

    def of(self, chosen: NDArray[Any]) -> Rolled:
        """The values of some of the areas."""
        low = self.low.take(chosen)
        high = low if self.is_known else self.high.take(chosen)
        empty, fewest, started = (None if x is None else x[chosen] for x in (self.empty, self.fewest, self.started))
        among = None if self.among is None else (self.among[0][chosen], self.among[1])
        return Rolled(low, high, self.answered[chosen], self.members[chosen], empty, fewest, started, among)

    def but_for(self, rows: NDArray[np.bool_]) -> Rolled:
        """The same, but undefined in some rows."""
        low = self.low.but_for(rows)
        empty = None if self.empty is None else self.empty & ~rows
        return evolve(self, low=low, high=low if self.is_known else self.high.but_for(rows), empty=empty)

    @property
    def is_known(self) -> bool:
        """Whether every value is known."""
        return self.high is self.low

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Where every member answered."""
        return np.asarray(self.answered == self.members)


@frozen(eq=False)
class MemberAnswers:
    """What the members of some regions answered to one question: `napd.model.rollup.Parts`, as arrays.

    Args:
        question: as it is asked of the members.
        values: float array of the positions of the answers, region by region; NaN if there is none. Of a multiple
            choice these are the numbers of what is said, in `boxes`.
        known: bool array: where there is one that leaves nothing unknown.
        members: whose answers these are.
        boxes: what is said of a multiple choice; None of any other question.
    """

    question: Question
    values: Floats
    known: NDArray[np.bool_]
    members: Members
    boxes: BoxCodes | None = None

    @cached_property
    def answered(self) -> Ints:
        """How many members answered."""
        return np.add.reduceat(self.known.astype(np.int64), self.members.starts)

    def count(self, options: Sequence[str]) -> Ends:
        """How many chose one of the options; who did not say so may have."""
        least, most = self._chose(options)
        low = Decimals(least, 0, np.zeros(len(least), dtype=np.int8))
        return low, low if most is least else Decimals(most, 0, low.beyond)

    def share(self, options: Sequence[str]) -> Ends:
        """The percentage of all members."""
        least, most = self._chose(options)
        low = Fractions(100 * least, self.members.counts)
        return low, low if most is least else Fractions(100 * most, self.members.counts)

    def total(self) -> Ends:
        """The sum; what is missing counts at the bounds of the question."""
        said = Decimals.of(np.where(self.known, self.values, 0.0)).summed(self.members.starts)
        missing = self.members.counts - self.answered
        low, high = (said + Decimals.of(np.array([bound])).times(missing) for bound in _limits(self.question))
        return low, low if self.known.all() else high

    def mean(self) -> Ends:
        """The sum by the number of members."""
        low, high = self.total()
        least = low.over(self.members.counts)
        return least, least if high is low else high.over(self.members.counts)

    def least(self) -> Ends:
        """The first answer in the order of each region."""
        return self._ends(partial(np.minimum.reduceat, indices=self.members.starts))

    def most(self) -> Ends:
        """The last."""
        return self._ends(partial(np.maximum.reduceat, indices=self.members.starts))

    def ranked(self, rank: Callable[[Ints], Ints]) -> Ends:
        """The answer at a place in the order of each region, from 1."""
        regions = np.repeat(np.arange(len(self.members.counts)), self.members.counts)
        places = self.members.starts + rank(self.members.counts) - 1
        return self._ends(lambda filled: filled[np.lexsort((filled, regions))][places])

    def _ends(self, of: Callable[[Floats], Any]) -> Ends:
        return _ends(self.question, self.known, lambda bound: of(np.where(self.known, self.values, bound)))

    def _chose(self, options: Sequence[str]) -> tuple[Ints, Ints]:
        """How many chose one of the options, and how many did or may have."""
        given = ~np.isnan(self.values)
        places = np.where(given, self.values, 0).astype(np.int64)
        if self.boxes:
            chosen, possible = (each[places] for each in self.boxes.having(options))
        else:
            chosen = possible = np.isin(places, [int(self.question.position(option)) for option in options])
        least = np.add.reduceat((given & chosen).astype(np.int64), self.members.starts)
        if self.known.all():
            return least, least
        return least, np.add.reduceat((possible | ~given).astype(np.int64), self.members.starts)


def roll_up(page: GridPage, slot: Slot, members: Members) -> Rolled:
    """Roll up the answers in one slot to the wholes of `members`; each array has shape (wholes,)."""
    values = page.value(slot.number, members.parts)
    known = slot.is_complete(page.codes[slot.number, members.parts])
    given = MemberAnswers(slot.question, values, known, members, slot.boxes)
    assert slot.question.rollup is not None  # noqa: S101 - it is asked of nothing else
    low, high = slot.question.rollup.bounds(given)
    return Rolled(low, high, given.answered, members.counts)


def roll_up_levels(standing: Standing, rollup: Rollup, started: NDArray[np.bool_]) -> Rolled:
    """Roll up levels in another indicator; `started` says of which areas any member answered anything of it."""
    low, high = rollup.bounds(standing)
    return Rolled(low, high, standing.answered, standing.counted, fewest=standing.fewest, started=started)


def own(page: GridPage, slot: Slot, areas: Ints) -> Rolled:
    """The number that each area answers itself, with the bounds of the question where it does not."""
    values = page.value(slot.number, areas)
    known = ~np.isnan(values)
    low, high = _ends(slot.question, known, lambda bound: np.where(known, values, bound))
    return Rolled(low, high, known.astype(np.int64), np.ones(len(areas), dtype=np.int64))


def _ends(question: Question, known: NDArray[np.bool_], filled: Callable[[float], Floats]) -> tuple[Decimals, Decimals]:
    """The lowest and the highest of values, from what they are with the same number for every missing answer."""
    least, greatest = _limits(question)
    low = Decimals.of(filled(least))
    return low, low if known.all() else Decimals.of(filled(greatest))


def _limits(question: Question) -> tuple[float, float]:
    """The lowest and the highest position that an answer can have; days have no bounds that say anything."""
    space = question.space
    return (-np.inf, np.inf) if space is None or (isinstance(space, Line) and space.of_days) else space.limits


def ratio(question: Ratio, parts: Mapping[str, Rolled]) -> Rolled:
    """A ratio of sums; where the whole can be nothing it is undefined, or counts as `if_empty` says.

    Then its ends are those with something in the whole, for there can be no ratios between these and what it counts as.
    """
    others = [one for one in question.whole if not (question.is_share and one in question.part)]
    (part_low, part_high), (low, high) = _sum(question.part, parts), _sum(others, parts)
    divided, is_known = share if question.is_share else quotient, part_high is part_low and high is low
    empty = ~(low.positive | part_low.positive if question.is_share else low.positive)
    least = divided(question.scale, part_low, high)
    void = empty
    if question.if_empty:
        void = ~(high.positive | part_high.positive if question.is_share else high.positive)
        low = low if question.is_share else _something(low, others, parts)
    greatest = least if is_known else divided(question.scale, part_high, low)
    if question.if_empty and not is_known:
        least, greatest = least.or_else(greatest), greatest.or_else(least)
    least, greatest = (least.but_for(void),) * 2 if is_known else (least.but_for(void), greatest.but_for(void))
    members = np.maximum.reduce([rolled.members for rolled in parts.values()])
    given = [np.where(p.complete, members, np.minimum(p.answered, members - 1)) for p in parts.values()]
    return Rolled(least, greatest, np.minimum.reduce(given), members, empty if question.if_empty else None)


def _something(low: Decimals, questions: Sequence[Number], parts: Mapping[str, Rolled]) -> Decimals:
    """The least that a sum can be above 0: where it can be 0, and only whole numbers are open, that is 1."""
    fractional = [~parts[question.id].complete for question in questions if not question.whole]
    in_steps = ~np.logical_or.reduce([low.positive, *fractional])
    return Decimals(np.where(in_steps, 10**low.places, low.wholes), low.places, low.beyond)


def _sum(questions: Sequence[Question], parts: Mapping[str, Rolled]) -> tuple[Decimals, Decimals]:
    """The sum of the numbers of some questions at its lowest and at its highest; of none it is 0."""
    rolled = [parts[question.id] for question in questions]
    if not rolled:
        nothing = Decimals.of(np.zeros(len(next(iter(parts.values())).members)))
        return nothing, nothing
    low, high = (reduce(add, ends) for ends in zip(*((one.low, one.high) for one in rolled), strict=True))
    return low, low if all(one.is_known for one in rolled) else high
