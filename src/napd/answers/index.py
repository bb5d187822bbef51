"""The index: what was said, found by round, perspective, area and question. Answers, notes, and what does not count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.intake import Gathered
from napd.answers.layout import Layout
from napd.answers.located import Answered, LocatedTexts
from napd.framework.framework import STATUSES
from napd.tables.arrays import distinct
from napd.tables.problems import Log

Ints = NDArray[np.int64]


@frozen(eq=False, repr=False)
class AnswerIndex:
    """Everything that was said, in the order of addresses; what may not be published is not among it.

    Args:
        gathered: what was read.
        answers: the answers that count, each once.
        notes: every note.
        refused: the values that do not count: in their standard form those that contradict each other, and as they were
            typed those that cannot be used.
        free: the answers to questions that are answered in one's own words, as often as they are given.
        strays: what is wrong with the rows that have a note, no value, and are about no question that napd knows.
    """

    gathered: Gathered
    answers: Answered
    notes: LocatedTexts
    refused: LocatedTexts
    free: LocatedTexts
    strays: Log

    @property
    def every_text(self) -> tuple[tuple[str, LocatedTexts], ...]:
        """Everything in people's own words, with the column that it stands in."""
        return ("note", self.notes), ("value", self.free), ("value", self.refused)

    def answer(self, address: int) -> tuple[str | None, str]:
        """The answer that counts for an address, None without one; and its status, empty where that is not said."""
        place = int(np.searchsorted(self.answers.addresses, address))
        if place == len(self.answers.addresses) or self.answers.addresses[place] != address:
            return None, ""
        status = int(self.answers.statuses[place])
        return str(self.answers.texts[place]), STATUSES[status] if status >= 0 else ""

    def note(self, address: int) -> str:
        """The notes for an address, a line each; empty without one."""
        return "\n".join(self.notes.at(address))

    @property
    def layout(self) -> Layout:
        """The framework as arrays."""
        return self.gathered.judge.layout

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """For each column its texts with their numbers."""
        return {column: {text: n for n, text in enumerate(some)} for column, some in self.gathered.judge.names.items()}

    @cached_property
    def places(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The numbers of round, perspective, area and slot of each answer."""
        return self.places_of(self.answers.addresses)

    def places_of(self, addresses: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """The numbers of round, perspective, area and slot of some addresses."""
        pages, areas, slots = np.unravel_index(addresses, self.gathered.grid.shape)
        rounds, perspectives = np.divmod(pages, len(self.layout.framework.perspectives))
        return rounds, perspectives, areas - 1, slots

    @cached_property
    def pages(self) -> Ints:
        """The number of the round and perspective of each answer: rounds times perspectives."""
        return self.places[0] * len(self.layout.framework.perspectives) + self.places[1]

    def chosen(self, rounds: Collection[str] | None) -> Collection[int]:
        """The numbers of some rounds; of None that of the last in which anything was said."""
        return self.places[0].tolist()[-1:] if rounds is None else [self.numbers["round"][one] for one in rounds]

    @cached_property
    def _by_slot(self) -> tuple[Ints, Ints]:
        """The answers in the order of page, slot and area, and the first two of these as one number."""
        keys = self.pages * len(self.layout.slots) + self.places[3]
        order = np.argsort(keys, kind="stable")
        return order, keys[order]

    def by_slot(self, page: int, slot: int) -> Ints:
        """The answers to a question in a round and perspective, in the order of their areas."""
        order, keys = self._by_slot
        begin, end = np.searchsorted(keys, page * len(self.layout.slots) + slot + np.arange(2))
        return order[begin:end]

    def _about(self, score: Mapping[str, str], area: str) -> tuple[int, int]:
        """The first address of an area on the indicator of a score, in its round and perspective, and that after."""
        page = self.numbers["round"][score["round"]] * len(self.layout.framework.perspectives)
        page += self.numbers["perspective"][score["perspective"]]
        version = score["indicator"], score["version"]
        slots = [slot.number for slot in self.layout.slots if (slot.indicator.id, slot.indicator.version) == version]
        first = np.ravel_multi_index((page, self.numbers["area"][area] + 1, slots[0]), self.gathered.grid.shape)
        return int(first), int(first) + len(slots)

    def notes_on(self, score: Mapping[str, str]) -> str:
        """The notes of the area of a score on its indicator, in the order of the questions, a line each."""
        return "\n".join(self.notes.between(*self._about(score, score["area"])))

    def unanswered(self) -> Iterator[tuple[dict[str, str], str]]:
        """The notes on each question without an answer that counts, with where they belong, in the order of that."""
        notes = self.notes.placed.addresses
        left = distinct(notes[~np.isin(notes, self.answers.addresses)])
        columns = zip(*(places.tolist() for places in self.places_of(left)), strict=True)
        for address, (round_, perspective, area, slot) in zip(left.tolist(), columns, strict=True):
            asked = self.layout.slots[slot]
            where = {
                "round": self.layout.round_ids[round_], "region": self.layout.region_of(round_, area),
                "area": self.layout.areas[area].code, "perspective": self.layout.framework.perspectives[perspective],
                "indicator": asked.indicator.id, "question": asked.question.id,
            }  # fmt: skip
            yield where, self.note(address)

    def first(self, score: Mapping[str, str]) -> int:
        """The first answer of the area of a score, or else of its municipalities, on its indicator."""
        framework = self.layout.framework
        on = framework.rounds[score["round"]].date
        area = framework.areas[score["area"]]
        members = framework.areas.members(area.code, on) if area.kind == "region" else ()
        ends = (np.searchsorted(self.answers.addresses, self._about(score, one.code)) for one in (area, *members))
        return int(next(first for first, last in ends if first < last))
