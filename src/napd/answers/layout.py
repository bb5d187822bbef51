"""The layout: the framework as arrays. Every round, area, perspective and question gets a number.

A *slot* is one question of one version of an indicator: a column of the grid in which answers are laid out.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property, lru_cache
from math import isnan
from typing import Any, get_args

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.answers.boxes import BoxCodes
from napd.answers.fingerprints import of_values, of_words
from napd.decision.axes import Axis
from napd.decision.decider import Decider
from napd.framework.dashboards import with_asked
from napd.framework.framework import Framework
from napd.model.area_kinds import BELOW, AreaKind
from napd.model.areas import Area
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.spaces import Sets

Ints = NDArray[np.int64]
KINDS: tuple[AreaKind, ...] = get_args(AreaKind)
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
            nothing but that it was answered, and of a multiple choice.
        boxes: the codes of what is known of a multiple choice; None of any other question.
        has_value: whether the value itself is kept: for a roll-up, a derived value, or the round after.
    """

    number: int
    indicator: Indicator
    question: Question
    axis: Axis | None
    boxes: BoxCodes | None
    has_value: bool

    @property
    def most(self) -> int:
        """The greatest code there can be."""
        return self.boxes.most if self.boxes else self.axis.size if self.axis else 1

    def code(self, value: Any) -> int:
        """The code of an answer in the grid."""
        if self.boxes:
            return self.boxes.code(value)
        return self.axis.code_of(value) if self.axis else 1

    def value(self, value: Any) -> float:
        """The value of an answer that is kept: its position, or the number of what is said of a multiple choice."""
        return float(self.boxes.number(value)) if self.boxes and self.has_value else self.question.position(value)

    def known(self, codes: NDArray[np.unsignedinteger]) -> dict[str, NDArray[np.intp]]:
        """For each variable of the question what is known of it, from codes in the grid."""
        if self.boxes:
            places = codes.astype(np.intp)
            return {name: known.take(places) for name, known in self.boxes.known().items()}
        return {self.axis.name: np.asarray(codes, dtype=np.intp)} if self.axis else {}

    def fingerprint(self, value: Any) -> int:
        """The fingerprint of an answer, as if it stood alone: of its position, or else of its text."""
        place = self.question.position(value)
        return of_words(self.question.show(value)) if isnan(place) else int(of_values(np.array([place]))[0])

    def is_complete(self, codes: NDArray[np.unsignedinteger]) -> NDArray[np.bool_]:
        """Whether an answer leaves nothing unknown, from codes in the grid."""
        said = codes > 0
        return said if self.boxes is None or self.boxes.all_known else self.boxes.is_complete()[codes]

    @property
    def area_kind(self) -> AreaKind:
        """The kind of area that answers."""
        return self.indicator.answered_by(self.question)


@frozen(eq=False)
class Members:
    """Which areas of one kind lie in which of another on the date of a round; only those that have members.

    Args:
        wholes: int array: the numbers of the areas that have members, such as regions, ascending.
        parts: int array: the numbers of their members, such as municipalities, whole by whole.
        starts: int array: where in `parts` each whole begins.
        counts: int array: how many members each whole has.
    """

    wholes: NDArray[np.int64]
    parts: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]

    def any(self, given: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """For each whole whether something holds of any member; from an array over all areas."""
        return np.logical_or.reduceat(given[self.parts], self.starts)


@frozen(eq=False, repr=False)
class Layout:
    """The framework as arrays."""

    framework: Framework
    _members: dict[tuple[int, AreaKind, AreaKind], Members] = field(factory=dict, init=False)
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
    def kinds(self) -> NDArray[np.int8]:
        """For each area the place of its kind in `KINDS`."""
        return np.array([KINDS.index(area.kind) for area in self.areas], dtype=np.int8)

    @cached_property
    def round_ids(self) -> tuple[str, ...]:
        """The rounds by number: in the order of their dates."""
        return tuple(round_.id for round_ in self.framework.rounds)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every question of every version of every indicator."""
        indicators = self.framework.indicators
        pairs = [(d, q) for i in indicators for d in (self.framework.decider(i),) for q in i.asked]
        back = {(i.id, q.looks_back.id) for i in indicators for q in i.questions if q.looks_back is not None}
        return tuple(_slot(number, decider, question, back) for number, (decider, question) in enumerate(pairs))

    @cached_property
    def slot_numbers(self) -> dict[tuple[str, str, str], int]:
        """The number of each slot, by indicator id, version and question id."""
        return {(s.indicator.id, s.indicator.version, s.question.id): s.number for s in self.slots}

    @cached_property
    def asks(self) -> NDArray[np.int8]:
        """For each slot the place in `KINDS` of the kind of area that answers it."""
        return np.array([KINDS.index(slot.area_kind) for slot in self.slots], dtype=np.int8)

    @cached_property
    def scores(self) -> NDArray[np.int8]:
        """For each slot the place in `KINDS` of the kind of area that its indicator scores."""
        return np.array([KINDS.index(slot.indicator.area) for slot in self.slots], dtype=np.int8)

    def slot(self, indicator: Indicator, question: Question) -> Slot:
        """The slot of a question."""
        return self.slots[self.slot_numbers[indicator.id, indicator.version, question.id]]

    def indicators_in(self, round_number: int) -> tuple[Indicator, ...]:
        """The versions of the indicators that apply in a round."""
        return self.framework.at(self.framework.rounds[self.round_ids[round_number]].date)

    @cached_property
    def _periods(self) -> NDArray[np.int64]:
        """For each membership the area of each of `KINDS`, -1 for none, first day, first day after; as ordinals."""
        numbers = {"": -1, **self.area_numbers}
        rows = [
            (
                *(numbers[getattr(m, kind)] for kind in KINDS),
                m.valid_from.toordinal() if m.valid_from else 0,
                m.valid_until.toordinal() if m.valid_until else NEVER,
            )
            for m in self.framework.areas.memberships
        ]
        return np.array(rows, dtype=np.int64).reshape(-1, len(KINDS) + 2)

    def members(self, round_number: int, kind: AreaKind = "region", part: AreaKind = "municipality") -> Members:
        """Which areas of one kind lie in which of another in a round; kept once it is known."""
        key = (round_number, kind, part)
        if key not in self._members:
            day = self.day(round_number)
            rows = self._periods[(self._periods[:, -2] <= day) & (day < self._periods[:, -1])]
            wholes, parts = (rows[:, KINDS.index(each)] for each in (kind, part))
            width = len(self.areas)
            # With the places, which nobody asks for: without them np.unique loads numpy.ma
            pairs, _ = np.unique((wholes * width + parts)[wholes >= 0], return_index=True)
            wholes, parts = pairs // max(width, 1), pairs % max(width, 1)
            starts = np.flatnonzero(np.diff(wholes, prepend=-1))
            self._members[key] = Members(wholes[starts], parts, starts, np.diff(starts, append=len(pairs)))
        return self._members[key]

    @cached_property
    def of_dashboards(self) -> dict[str, Ints]:
        """For each dashboard the numbers of its slots, with those of indicators whose levels its own ask."""
        framework = self.framework
        own: dict[str, list[str]] = {}
        for indicator in framework.indicators:
            own.setdefault(framework.dashboard(indicator.id), []).append(indicator.id)
        asked = {key: with_asked(framework.indicators, ids) for key, ids in own.items()}
        return {
            key: np.array([slot.number for slot in self.slots if slot.indicator.id in ids], dtype=np.int64)
            for key, ids in asked.items()
        }

    def spoke(self, codes: NDArray[np.unsignedinteger]) -> dict[str, NDArray[np.bool_]]:
        """For each dashboard which areas said anything on it; bool arrays over all areas.

        Args:
            codes: array of shape (slots, areas): what was said; 0 is nothing.
        """
        every = len(self.slots)  # of which no copy is taken
        return {
            key: np.asarray((codes if len(slots) == every else codes[slots]).any(axis=0))
            for key, slots in self.of_dashboards.items()
        }

    def present(self, round_number: int, kind: AreaKind, spoke: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
        """The areas of a kind in a round, ascending, and which of them, or of what lies in them, said anything.

        Args:
            round_number: the round.
            kind: of the areas.
            spoke: bool array over all areas: which of them said anything.
        """
        areas = self.of_kind(round_number, kind)
        return areas, np.logical_or.reduce(
            [spoke[areas], *(self.members(round_number, kind, part).any(spoke) for part in BELOW[kind])]
        )

    def of_kind(self, round_number: int, kind: AreaKind) -> Ints:
        """All areas of a kind in a round, ascending."""
        if kind == "municipality":
            return np.sort(self.members(round_number).parts)
        return self.members(round_number, kind, BELOW[kind][0]).wholes

    def region_of(self, round_number: int, area: int) -> str:
        """The code of the region of an area in a round; empty where it has none."""
        if round_number not in self._regions:
            members = self.members(round_number)
            regions = np.full(len(self.areas), -1, dtype=np.int64)
            regions[members.parts] = np.repeat(members.wholes, members.counts)
            regions[members.wholes] = members.wholes
            self._regions[round_number] = regions
        found = int(self._regions[round_number][area])
        return self.areas[found].code if found >= 0 else ""

    def day(self, round_number: int) -> int:
        """The date of a round, as an ordinal."""
        return self.framework.rounds[self.round_ids[round_number]].date.toordinal()

    def exists(self, round_number: int) -> NDArray[np.bool_]:
        """Which areas exist on the date of a round."""
        exists = np.zeros(len(self.areas), dtype=bool)
        for kind, below in BELOW.items():
            for part in below:
                members = self.members(round_number, kind, part)
                exists[members.wholes] = exists[members.parts] = True
        return exists


def _slot(number: int, decider: Decider, question: Question, back: Collection[tuple[str, str]]) -> Slot:
    """The slot of a question; `back` are the indicators and questions that a later round looks back on."""
    indicator = decider.rubric.indicator
    summed = {part.id for one in indicator.computed if one.is_counted for part in one.inputs}
    rolled = question.rollup is not None
    variables = [] if rolled else [one for one in decider.rubric.axes.values() if one.question.id == question.id]
    boxes = BoxCodes(variables) if isinstance(question.space, Sets) else None
    return Slot(
        number,
        indicator,
        question,
        axis=variables[0] if variables and boxes is None else None,
        boxes=boxes,
        has_value=rolled or question.id in summed or (indicator.id, question.id) in back,
    )


@lru_cache(maxsize=4)
def layout_of(framework: Framework) -> Layout:
    """The layout of a framework; kept, for whoever scores with it again and again."""
    return Layout(framework)
