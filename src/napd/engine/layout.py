"""The layout: the framework as arrays. Every round, area, perspective and question gets a number.

A *slot* is one question of one version of an indicator: a column of the grid in which answers are laid out.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.outcomes import Decider
from napd.framework import Framework
from napd.model.areas import Area
from napd.model.indicator import Indicator
from napd.model.questions import Question

NEVER = 1 << 62
"""Later than the ordinal of any day."""


@frozen(eq=False)
class Slot:
    """One question of one version of an indicator.

    Args:
        number: its column in the grid.
        indicator: the version of the indicator.
        question: the question as it is asked.
        axis: its classes, where rules ask the answer of one area itself; None where only the value counts, or
            nothing but that it was answered.
        has_value: whether the value itself is kept, for a roll-up or a ratio.
    """

    number: int
    indicator: Indicator
    question: Question
    axis: Axis | None
    has_value: bool

    @property
    def area_kind(self) -> str:
        """The kind of area that answers."""
        return self.indicator.answered_by(self.question)


@frozen(eq=False)
class Members:
    """Who belongs to which region on the date of a round; only regions with members.

    Args:
        regions: int array: the area numbers of the regions, ascending.
        municipalities: int array: the area numbers of their municipalities, region by region.
        starts: int array: where in `municipalities` each region begins.
        counts: int array: how many municipalities each region has.
    """

    regions: NDArray[np.int64]
    municipalities: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]


@frozen(eq=False, repr=False)
class Layout:
    """The framework as arrays."""

    framework: Framework
    _members: dict[int, Members] = field(factory=dict, init=False)
    _regions: dict[int, NDArray[np.int64]] = field(factory=dict, init=False)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas by number: in the order of their codes."""
        return tuple(sorted(self.framework.areas, key=lambda area: area.code))

    @cached_property
    def area_numbers(self) -> dict[str, int]:
        """The number of each area, by code."""
        return {area.code: number for number, area in enumerate(self.areas)}

    @cached_property
    def is_region(self) -> NDArray[np.bool_]:
        """Which areas are regions."""
        return np.array([area.kind == "region" for area in self.areas], dtype=bool)

    @cached_property
    def round_ids(self) -> tuple[str, ...]:
        """The rounds by number: in the order of their dates."""
        return tuple(round_.id for round_ in self.framework.rounds)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every question of every version of every indicator."""
        pairs = [(d, q) for i in self.framework.indicators for d in (self.framework.decider(i),) for q in i.asked]
        return tuple(_slot(number, decider, question) for number, (decider, question) in enumerate(pairs))

    @cached_property
    def slot_numbers(self) -> dict[tuple[str, str, str], int]:
        """The number of each slot, by indicator id, version and question id."""
        return {(s.indicator.id, s.indicator.version, s.question.id): s.number for s in self.slots}

    @cached_property
    def asks_region(self) -> NDArray[np.bool_]:
        """Which slots a region answers."""
        return np.array([slot.area_kind == "region" for slot in self.slots], dtype=bool)

    def slot(self, indicator: Indicator, question: Question) -> Slot:
        """The slot of a question."""
        return self.slots[self.slot_numbers[indicator.id, indicator.version, question.id]]

    def indicators_in(self, round_number: int) -> tuple[Indicator, ...]:
        """The versions of the indicators that apply in a round."""
        return self.framework.at(self.framework.rounds[self.round_ids[round_number]].date)

    @cached_property
    def _periods(self) -> NDArray[np.int64]:
        """For each membership: municipality, region, first day, first day after; days as ordinals; shape (n, 4).

        They are ordered by region and municipality.
        """
        numbers = self.area_numbers
        rows = [
            (
                numbers[m.municipality], numbers[m.region],
                m.valid_from.toordinal() if m.valid_from else 0,
                m.valid_until.toordinal() if m.valid_until else NEVER,
            )
            for m in self.framework.areas.memberships
        ]  # fmt: skip
        periods = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return periods[np.lexsort((periods[:, 0], periods[:, 1]))]

    def members(self, round_number: int) -> Members:
        """Who belongs to which region in a round; kept once it is known."""
        if round_number not in self._members:
            day = self.day(round_number)
            rows = self._periods[(self._periods[:, 2] <= day) & (day < self._periods[:, 3])]
            starts = np.flatnonzero(np.diff(rows[:, 1], prepend=-1))
            counts = np.diff(starts, append=len(rows))
            self._members[round_number] = Members(rows[starts, 1], np.ascontiguousarray(rows[:, 0]), starts, counts)
        return self._members[round_number]

    def region_of(self, round_number: int, area: int) -> str:
        """The code of the region of an area in a round; empty where it has none."""
        if round_number not in self._regions:
            members = self.members(round_number)
            regions = np.full(len(self.areas), -1, dtype=np.int64)
            regions[members.municipalities] = np.repeat(members.regions, members.counts)
            regions[members.regions] = members.regions
            self._regions[round_number] = regions
        found = int(self._regions[round_number][area])
        return self.areas[found].code if found >= 0 else ""

    def day(self, round_number: int) -> int:
        """The date of a round, as an ordinal."""
        return self.framework.rounds[self.round_ids[round_number]].date.toordinal()

    def exists(self, round_number: int) -> NDArray[np.bool_]:
        """Which areas exist on the date of a round."""
        members = self.members(round_number)
        exists = np.zeros(len(self.areas), dtype=bool)
        exists[members.regions] = exists[members.municipalities] = True
        return exists


def _slot(number: int, decider: Decider, question: Question) -> Slot:
    indicator = decider.rubric.indicator
    summed = {part.id for one in indicator.questions for part in one.inputs}
    rolled = question.rollup is not None
    axis = None if rolled else decider.rubric.axes.get(question.id)
    return Slot(number, indicator, question, axis, has_value=rolled or question.id in summed)


@lru_cache(maxsize=4)
def layout_of(framework: Framework) -> Layout:
    """The layout of a framework; kept, for whoever scores with it again and again."""
    return Layout(framework)
