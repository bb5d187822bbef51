"""What was said: the answers that count, found by round, perspective, area and question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.answer_table import Answered
from napd.answers.index import Index, Reader
from napd.answers.intake import Gathered
from napd.answers.layout import Layout
from napd.errors import NapdError
from napd.scoring.result import Result

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def reader_of(result: Result) -> Reader:
    """What reads the answers of a result again; `NapdError` where an engine for several machines scored."""
    if result.said is None:
        raise NapdError("the answers stayed with the engine that scored them: score on this machine to read them")
    return result.said


@frozen(eq=False, repr=False)
class AnswerIndex:
    """The answers that count, in the order of their addresses; and what was said beside them."""

    gathered: Gathered
    index: Index

    @classmethod
    def of(cls, result: Result) -> AnswerIndex:
        """Read what was said in a result again; without what may have personal data in it, for it is shown to others.

        Raises:
            NapdError: where an engine for several machines scored, or a file has changed since.
        """
        return cls(reader_of(result).gathered, reader_of(result).public.whole)

    @classmethod
    def in_full(cls, result: Result) -> AnswerIndex:
        """The same with everything, for who has the answers at hand."""
        return cls(reader_of(result).gathered, reader_of(result).full.whole)

    @property
    def answered(self) -> Answered:
        """The answers that count."""
        return self.index.answers

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
        return self.places_of(self.answered.addresses)

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

    def notes(self, score: Mapping[str, str]) -> str:
        """The notes of the area of a score on its indicator, in the order of the questions, a line each."""
        return "\n".join(self.index.notes.between(*self._about(score, score["area"])))

    def unanswered(self) -> Iterator[tuple[dict[str, str], str]]:
        """The notes on each question without an answer that counts, with where they belong, in the order of that."""
        notes = self.index.notes.placed.addresses
        left = np.unique(notes[~np.isin(notes, self.answered.addresses)])
        columns = zip(*(places.tolist() for places in self.places_of(left)), strict=True)
        for address, (round_, perspective, area, slot) in zip(left.tolist(), columns, strict=True):
            asked = self.layout.slots[slot]
            where = {
                "round": self.layout.round_ids[round_], "region": self.layout.region_of(round_, area),
                "area": self.layout.areas[area].code, "perspective": self.layout.framework.perspectives[perspective],
                "indicator": asked.indicator.id, "question": asked.question.id,
            }  # fmt: skip
            yield where, self.index.note(address)

    def first(self, score: Mapping[str, str]) -> int:
        """The first answer of the area of a score, or else of its municipalities, on its indicator."""
        framework = self.layout.framework
        on = framework.rounds[score["round"]].date
        area = framework.areas[score["area"]]
        members = framework.areas.members(area.code, on) if area.kind == "region" else ()
        ends = (np.searchsorted(self.answered.addresses, self._about(score, one.code)) for one in (area, *members))
        return int(next(first for first, last in ends if first < last))


def texts_in(table: pa.Table, column: str) -> dict[str, int]:
    """The distinct texts of a dictionary-encoded column, each with a number."""
    return {text: n for n, text in enumerate(dict.fromkeys(table[column].combine_chunks().dictionary.to_pylist()))}


def numbers_in(table: pa.Table, column: str, known: dict[str, int]) -> Ints:
    """The number of each text of a dictionary-encoded column; -1 where it is null."""
    encoded = table[column].combine_chunks()
    numbers = np.array([*(known[text] for text in encoded.dictionary.to_pylist()), -1], dtype=np.int64)
    places = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy()
    return np.asarray(numbers[places], dtype=np.int64)


def versions_in(layout: Layout, scores: pa.Table) -> Ints:
    """The number, among all versions of indicators, of that of each score."""
    every = layout.framework.indicators
    ids, versions = ({text: n for n, text in enumerate(dict.fromkeys(getattr(i, name) for i in every))}
                     for name in ("id", "version"))  # fmt: skip
    table = np.full((len(ids) + 1, len(versions) + 1), -1, dtype=np.int64)
    for number, indicator in enumerate(every):
        table[ids[indicator.id], versions[indicator.version]] = number
    return np.asarray(table[numbers_in(scores, "indicator", ids), numbers_in(scores, "version", versions)])


def pairs(keys: Ints, order_by: Ints, differ: Callable[[Ints, Ints], Bools]) -> Iterator[tuple[int, int]]:
    """Each two rows with one key, the one that comes first by `order_by` before the other, that differ."""
    order = np.lexsort((order_by, keys))
    ordered, step = keys[order], 1
    while (same := np.flatnonzero(ordered[step:] == ordered[:-step])).size:
        one, other = order[same], order[same + step]
        found = differ(one, other)
        yield from zip(one[found].tolist(), other[found].tolist(), strict=True)
        step += 1
