"""Keys: which answer a row is, as one small number for its round, perspective, status, indicator and question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from math import prod

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.answers.dense import MOST, Columns, folded
from napd.answers.parsing import EMPTY, UNKNOWN, AnswerParser
from napd.framework.framework import ALIGNED
from napd.tables.batch import Batch

WHICH = ("round", "perspective", "status", "indicator", "question")
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@frozen(eq=False, repr=False)
class Keys:
    """The keys of a batch.

    Args:
        columns: int arrays of shape (rows,) that make up the key of each row, and how many numbers each can have.
        rounds, perspectives, slots: int arrays of shape (keys,): what each key means; 0 where it is not `good`.
        good: bool array of shape (keys,): whether it means anything.
    """

    columns: Columns
    rounds: Ints
    perspectives: Ints
    slots: Ints
    good: Bools

    def of(self, here: slice, keys: Ints) -> None:
        """Put the keys of some rows into an array of that length."""
        keys[:] = 0
        for numbers, size in self.columns:
            keys *= size
            keys += numbers[here]


@frozen(eq=False, repr=False)
class Names:
    """The names of the framework, for whole batches."""

    judge: AnswerParser
    _fits: dict[tuple[int, int], Bools] = field(factory=dict, init=False)

    @cached_property
    def _exact(self) -> dict[str, dict[str, int]]:
        """For each named column the number of each text, as it is written in the framework."""
        return {column: {text: n for n, text in enumerate(texts)} for column, texts in self.judge.names.items()}

    @cached_property
    def _items(self) -> dict[str, list[tuple[int, int]]]:
        """For each question id its indicators, by number, each with the number of the pair."""
        pairs = dict.fromkeys((s.indicator.id, s.question.id) for s in self.judge.layout.slots)
        found: dict[str, list[tuple[int, int]]] = {}
        for number, (indicator, question) in enumerate(pairs):
            known = self.judge.numbers["indicator"][indicator.casefold()]
            found.setdefault(question, []).append((known, number))
        return found

    @cached_property
    def _slots(self) -> Ints:
        """For each round and each pair of indicator and question the slot; UNKNOWN where it does not apply."""
        layout, indicators = self.judge.layout, self.judge.numbers["indicator"]
        pairs = sum(map(len, self._items.values()))
        slots = np.full((len(layout.round_ids), pairs + 1), UNKNOWN, dtype=np.int64)
        for round_number in range(len(layout.round_ids)):
            for indicator in layout.indicators_in(round_number):
                for question in indicator.asked:
                    pair = dict(self._items[question.id])[indicators[indicator.id.casefold()]]
                    slots[round_number, pair] = layout.slot(indicator, question).number
        return slots

    def numbers(self, column: str, texts: Sequence[str]) -> Ints:
        """The number that the framework gives each text; UNKNOWN or EMPTY where it gives none."""
        exact = self._exact[column]
        numbers = np.fromiter(map(exact.get, texts, repeat(UNKNOWN)), dtype=np.int64, count=len(texts))
        for place in np.flatnonzero(numbers == UNKNOWN).tolist():
            plain = texts[place].strip().casefold()
            numbers[place] = self.judge.numbers[column].get(plain, UNKNOWN) if plain else EMPTY
        return numbers

    def slots(self, rounds: Ints, indicators: Ints, questions: NDArray[np.integer], texts: Sequence[str]) -> Ints:
        """The slots of some rounds and indicators, by number, and questions, by their place in `texts`."""
        # Numbers of -1 and -2, for what is unknown and empty, find the last two rows, where there is no question.
        pairs = np.full((len(self.judge.names["indicator"]) + 2, len(texts)), -1, dtype=np.int64)
        for place, text in enumerate(texts):
            for indicator, pair in self._items.get(text.strip().casefold(), ()):
                pairs[indicator, place] = pair
        return np.where(rounds >= 0, self._slots[rounds, pairs[indicators, questions]], UNKNOWN)

    def fits(self, round_number: int, kind: int) -> Bools:
        """Which areas exist in a round and are of a kind, by its place; shape (areas + 1,), the first being none."""
        if (round_number, kind) not in self._fits:
            layout = self.judge.layout
            known = layout.exists(round_number) & (layout.kinds == kind)
            self._fits[round_number, kind] = np.concatenate(([False], known))
        return self._fits[round_number, kind]


def keys_of(batch: Batch, names: Names) -> Keys:
    """Find out which answer each row is."""
    texts = {column: batch.texts(column) for column in WHICH}
    columns: Columns = [(batch.numbers(column), len(texts[column])) for column in WHICH if len(texts[column]) > 1]
    sizes = [len(texts[column]) for column in WHICH]
    if prod(sizes) > MOST:
        of_rows, digits = folded([(batch.numbers(column), len(texts[column])) for column in WHICH])
        columns = [(of_rows, len(digits[0]))]
    else:
        digits = [digit.reshape(-1) for digit in np.indices(sizes)]
    numbers = {c: names.numbers(c, texts[c])[d] for c, d in zip(WHICH[:-1], digits, strict=False)}
    rounds, perspectives = numbers["round"], np.where(numbers["perspective"] == EMPTY, 0, numbers["perspective"])
    slots = names.slots(rounds, numbers["indicator"], digits[-1], texts["question"])
    statuses = numbers["status"]
    good = (slots >= 0) & (perspectives >= 0) & (statuses != UNKNOWN)
    if names.judge.layout.framework.publish:
        good &= statuses == ALIGNED
    rounds, perspectives, slots = (np.where(good, column, 0) for column in (rounds, perspectives, slots))
    return Keys(columns, rounds, perspectives, slots, good)
