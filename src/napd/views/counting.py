"""Counting: how many areas have which outcome, from the scores and from the answers. Array work throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.answers.index import AnswerIndex
from napd.answers.layout import Layout, Slot
from napd.model.area_kinds import AreaKind
from napd.model.indicator import Indicator
from napd.model.scale import NOT_APPLICABLE
from napd.model.spaces import Options, Sets
from napd.model.values import parted
from napd.printed.labels import wording
from napd.tables.arrays import distinct, texts
from napd.views.denominators import ABSENT, ANSWER, LEVEL, OPEN, OUT, SILENT
from napd.views.encoded import Bools, Ints, numbers_in, texts_in, versions_in
from napd.views.tally import Tally

if TYPE_CHECKING:
    import pyarrow as pa

STATUSES = (LEVEL, OPEN, SILENT, OUT)
"""The statuses of scores."""
Page = tuple[int, int]
"""The numbers of a round and a perspective."""


@frozen(eq=False, repr=False)
class ScoreCounts:
    """The scores, counted.

    Args:
        layout: the framework as arrays.
        counts: int64 array of shape (rounds, perspectives, versions of indicators, statuses, sets): how many scores.
        sets: the sets of outcomes that occur, as bits in the order of `outcomes`.
    """

    layout: Layout
    counts: Ints
    sets: tuple[int, ...]

    @classmethod
    def of(cls, layout: Layout, scores: pa.Table) -> ScoreCounts:
        """Count the scores of a table."""
        framework = layout.framework
        names = {"round": layout.round_ids, "perspective": framework.perspectives, "status": STATUSES}
        known = {column: {text: n for n, text in enumerate(some)} for column, some in names.items()}
        rounds, views, statuses = (numbers_in(scores, column, known[column]) for column in names)
        versions = versions_in(layout, scores)
        sets, which = _sets(layout, scores, versions)
        shape = (len(layout.round_ids), len(framework.perspectives), len(framework.indicators), 4, len(sets))
        keys = rounds
        for size, numbers in zip(shape[1:], (views, versions, statuses, which), strict=True):
            keys = keys * size + numbers
        return cls(layout, np.bincount(keys, minlength=int(np.prod(shape))).reshape(shape), sets)

    def pages(self) -> Iterator[Page]:
        """The rounds and perspectives in which there are scores, in order."""
        yield from map(tuple, np.argwhere(self.counts.any(axis=(2, 3, 4))).tolist())

    def tally(self, page: Page, indicator: Indicator) -> Tally:
        """The scores of an indicator, and how many areas have none."""
        counts = self.counts[(*page, self.layout.framework.indicators.index(indicator))]
        found = [(int(s), int(k)) for s, k in np.argwhere(counts)]
        cells = {(STATUSES[s], self.sets[k]): int(counts[s, k]) for s, k in found}
        absent = existing(self.layout, page[0], indicator.area) - int(counts.sum())
        every = _set(indicator, (rule.level for rule in indicator.rules))
        return Tally(LEVEL, indicator.scale.ids, (OUT, OPEN, SILENT, ABSENT), {**cells, (ABSENT, every): absent})


def existing(layout: Layout, round_number: int, kind: AreaKind) -> int:
    """How many areas of a kind there are on the date of a round."""
    return len(layout.present(round_number, kind, np.zeros(len(layout.areas), dtype=bool))[0])


def _sets(layout: Layout, scores: pa.Table, versions: Ints) -> tuple[tuple[int, ...], NDArray[np.int64]]:
    """The sets of outcomes that are possible for scores, as bits, and which of them is that of each score."""
    texts = texts_in(scores, "possible")
    keys = versions * len(texts) + numbers_in(scores, "possible", texts)
    size = len(layout.framework.indicators) * len(texts)
    present, names, every = np.bincount(keys, minlength=size), list(texts), layout.framework.indicators
    found = {
        key: _set(every[key // len(texts)], parted(names[key % len(texts)])) for key in np.flatnonzero(present).tolist()
    }
    sets = tuple(sorted(set(found.values())))
    places = np.zeros(size, dtype=np.int64)
    places[list(found)] = [sets.index(one) for one in found.values()]
    return sets, places[keys]


def _set(indicator: Indicator, outcomes: Iterable[str]) -> int:
    """Some outcomes as bits: a level by its place on the scale, then not applicable."""
    places = {name: place for place, name in enumerate((*indicator.scale.ids, NOT_APPLICABLE))}
    return sum({1 << places[name] for name in outcomes})


@frozen(eq=False)
class AnswerCounts:
    """The answers, counted by question."""

    said: AnswerIndex
    slots: Collection[Slot]

    @property
    def layout(self) -> Layout:
        """The framework as arrays."""
        return self.said.layout

    def pages(self) -> Iterator[Page]:
        """The rounds and perspectives in which anything was said, in order."""
        width = len(self.layout.framework.perspectives)
        yield from (divmod(page, width) for page in distinct(self.said.pages).tolist())

    def tally(self, page: Page, slot: Slot) -> Tally:
        """The answers to a question, and how many areas gave none."""
        answered = int(self._answered[self._page(page), slot.number])
        _, spoke = self._present(page, slot)
        present, there = int(spoke.sum()), len(spoke)
        options = _options(slot)
        every = (1 << len(options)) - 1
        rest = {(SILENT, every): present - answered, (ABSENT, every): there - present}
        if not options:
            return Tally(ANSWER, (), (ANSWER, SILENT, ABSENT), {(ANSWER, 0): answered, **rest})
        cells = {(ANSWER, bits): many for bits, many in self._outcomes(page, slot).items()}
        return Tally(ANSWER, options, (SILENT, ABSENT), cells | rest, isinstance(slot.question.space, Sets))

    def areas(self, page: Page, slot: Slot) -> Iterator[tuple[str, str | None, Ints]]:
        """The numbers of the areas that `tally` counts, by status and answer; of several answers each has its areas."""
        here = (self.said.pages == self._page(page)) & (self.said.places[3] == slot.number)
        answered, options = self.said.places[2][here], _options(slot)
        if not options:
            yield ANSWER, None, answered
        elif _has_options(slot):
            known = {text: _bits(slot, text) for text in set(self.said.answers.texts[here].tolist())}
            bits = np.array([known[text] for text in self.said.answers.texts[here].tolist()], dtype=np.int64)
            yield from ((ANSWER, name, answered[bits >> place & 1 == 1]) for place, name in enumerate(options))
        else:
            codes = self.said.gathered.grid.slot(page, slot.number)
            yield from ((ANSWER, name, np.flatnonzero(codes == place + 1)) for place, name in enumerate(options))
        areas, spoke = self._present(page, slot)
        yield SILENT, None, np.setdiff1d(areas[spoke], answered)
        yield ABSENT, None, areas[~spoke]

    def _outcomes(self, page: Page, slot: Slot) -> dict[int, int]:
        """How many areas gave each answer, by the answer as bits."""
        if not _has_options(slot):  # a code in the grid is 1 + the class of the answer
            counts = np.bincount(self.said.gathered.grid.slot(page, slot.number))
            return {1 << code - 1: int(counts[code]) for code in np.flatnonzero(counts).tolist() if code}
        found: Mapping[str, int] = self._values.get((self._page(page), slot.number), {})
        return {_bits(slot, text): many for text, many in found.items()}

    def _page(self, page: Page) -> int:
        return page[0] * len(self.layout.framework.perspectives) + page[1]

    @cached_property
    def _answered(self) -> Ints:
        """How many areas answered each question; shape (pages, slots)."""
        pages, _, slots = self.said.gathered.grid.shape
        keys = self.said.pages * slots + self.said.places[3]
        return np.bincount(keys, minlength=pages * slots).reshape(pages, slots)

    @cached_property
    def _values(self) -> Mapping[tuple[int, int], Counter[str]]:
        """By page and slot, for questions with options, how often each answer was given."""
        wanted = np.zeros(self.said.gathered.grid.shape[2], dtype=bool)
        wanted[[slot.number for slot in self.slots if _has_options(slot)]] = True
        rows = np.flatnonzero(wanted[self.said.places[3]])
        encoded = texts(self.said.answers.texts[rows].tolist()).dictionary_encode()
        places = np.stack((self.said.pages[rows], self.said.places[3][rows], encoded.indices.to_numpy()))
        (pages, slots, words), counts = np.unique(places, axis=1, return_counts=True)
        names = encoded.dictionary.to_pylist()
        found: dict[tuple[int, int], Counter[str]] = {}
        for *place, word, many in zip(*(each.tolist() for each in (pages, slots, words, counts)), strict=True):
            found.setdefault((place[0], place[1]), Counter())[names[word]] = many
        return found

    def _present(self, page: Page, slot: Slot) -> tuple[Ints, Bools]:
        """The areas that there are; and which said anything on the dashboard of a question, or have areas that did."""
        spoke = self._spoke[self.layout.framework.dashboard(slot.indicator.id)][self._page(page)]
        return self.layout.present(page[0], slot.area_kind, spoke)

    @cached_property
    def _spoke(self) -> dict[str, Bools]:
        """For each dashboard which areas answered anything on it; shape (pages, areas)."""
        return {key: self._speaking(slots) for key, slots in self.layout.of_dashboards.items()}

    def _speaking(self, slots: Ints) -> Bools:
        mine = np.isin(self.said.places[3], slots)
        spoke = np.zeros((self.said.gathered.grid.shape[0], len(self.layout.areas)), dtype=bool)
        spoke[self.said.pages[mine], self.said.places[2][mine]] = True
        return spoke


def _has_options(slot: Slot) -> bool:
    return bool(slot.question.options)


def _options(slot: Slot) -> tuple[str, ...]:
    """What can be answered, where that can be counted.

    Of a multiple choice also that it is none of the options; of a number or date that a region answers, in words, the
    ranges that the rules tell apart.
    """
    match slot.question.space:
        case Options(ids):
            return ids
        case Sets(ids):
            return (*ids, slot.question.show(frozenset()))
    if slot.axis is None or slot.axis.size == 1:
        return ()
    label = wording(slot.axis)
    return tuple(label((place,)) or "" for place in range(slot.axis.size))


def _bits(slot: Slot, text: str) -> int:
    """An answer as bits, by the places of what it names among the options; above them those of what it may name."""
    options = _options(slot)
    if not isinstance(slot.question.space, Sets):
        return 1 << options.index(text)
    boxes = [*slot.question.boxes(slot.question.parse(text)).values()]
    boxes.append(False if True in boxes else None if None in boxes else True)  # that it is none of them
    signs = {True: 1, False: 0, None: 1 << len(options)}
    return sum(signs[is_chosen] << place for place, is_chosen in enumerate(boxes))
