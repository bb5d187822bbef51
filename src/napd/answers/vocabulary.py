"""The vocabulary: what texts mean as answers, worked out once for each distinct text.

Texts fall into *classes* that no question tells apart: a number is in the class of its interval between all bounds and
thresholds of all questions, and of being whole or not; any other text has a class of its own, and a
question reads it when it first meets it. A table over questions and classes then says which answer a text is, so a row
costs two look-ups. What stands not in the table (a rare text, words, any fault) is left to the check, which knows
everything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import inf, isfinite, nextafter
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import Factory, field, frozen
from numpy.typing import NDArray

from napd.answers.fingerprints import SPARE, Fingerprints, of_values
from napd.answers.layout import Layout, Slot
from napd.model.values import DIGITS, BadValue, counted
from napd.tables.arrays import distinct

if TYPE_CHECKING:
    from napd.model.questions import Question

EMPTY, ASK, NUMBERS = 0, 1, 2
"""The classes of no text, of a text to ask the check about, and of the first interval of numbers."""
MOST = 1024
"""Texts that get a class of their own; what comes later is left to the check."""
REMEMBERED = 1 << 17
PLAIN = r"^[+-]?([0-9]{1,15}|[0-9]{1,14}[.,]([0-9]{1,2}|[0-9]{4,15}))$"
"""Numbers that every question with a number reads alike; 1.000 is none, for it may be a thousand."""
SHORT = DIGITS + 1
"""A plain number of so many signs counts as it is; of a longer one digits may fall off (see `counted`)."""
LONG = 100
"""Letters; what longer texts mean is not remembered."""
MANY = 1 << 14
"""From this many distinct texts on, they are read all at once, which loads a library."""
Floats = NDArray[np.float64]


@frozen(eq=False, repr=False)
class Spellings:
    """The distinct texts of a batch.

    Args:
        packed: uint64 array: the class of each text in the lowest bits; above them, of a number, the fingerprint.
        numbers: float64 array: the number that each text is; NaN if it is not one, or has a class of its own.
    """

    packed: Fingerprints
    numbers: Floats


@frozen(eq=False, repr=False)
class Vocabulary:
    """What texts mean in a framework; may be shared by threads."""

    layout: Layout
    _classes: dict[str, int] = field(factory=dict, init=False)
    _numbers: dict[str, tuple[int, float]] = field(factory=dict, init=False)
    _lock: Lock = field(factory=Lock, init=False)
    table: Fingerprints = field(init=False, default=Factory(lambda self: self._table(), takes_self=True))
    """For each slot (and one more, for none) and class: the code in the lowest bits, the fingerprint above them.

    Shape (slots + 1, classes). The fingerprint of a number is that of the text itself, and not in the table.
    """
    positions: Floats = field(init=False, default=Factory(lambda self: self._positions(), takes_self=True))
    """For each slot and each class that one text has by itself, the position of the answer; NaN elsewhere."""
    _unread: NDArray[np.bool_] = field(init=False, default=Factory(lambda self: self._own(), takes_self=True))
    """Where in `table` a text by itself is not read yet: a question mostly meets no texts but its own."""

    @cached_property
    def breaks(self) -> Floats:
        """The first number of each interval but the first."""
        found: set[float] = set()
        for slot, number in self._numeric:
            found.update(slot.axis.bounds.tolist() if slot.axis else ())
            found.update([number.minimum] if number.minimum is not None else ())
            found.update([nextafter(number.maximum, inf)] if number.maximum is not None else ())
            found.update([nextafter(0, inf), 1.0] if number.seems_share(0.5) else ())
        return np.array(sorted(found))

    @property
    def _numeric(self) -> list[tuple[Slot, Any]]:
        return [(slot, slot.question) for slot in self.layout.slots if slot.question.is_plain]

    @cached_property
    def first_own(self) -> int:
        """The first class of a text by itself."""
        return NUMBERS + 2 * (len(self.breaks) + 1)

    def _table(self) -> Fingerprints:
        table = np.zeros((len(self.layout.slots) + 1, self.first_own + MOST), dtype=np.uint64)
        inside = [low if isfinite(low) else high - 1 for low, high in pairwise((-inf, *self.breaks, inf))]
        samples = np.array(inside if len(self.breaks) else [0.0])
        for slot, number in self._numeric:
            codes = _codes_of_numbers(slot, number, samples)
            table[slot.number, NUMBERS + 1 : self.first_own : 2] = codes
            table[slot.number, NUMBERS : self.first_own : 2] = 0 if number.whole else codes
        return table

    def _positions(self) -> Floats:
        return np.full(self.table.shape if any(slot.has_value for slot in self.layout.slots) else (0, 0), np.nan)

    def _own(self) -> NDArray[np.bool_]:
        unread = np.zeros(self.table.shape, dtype=bool)
        for slot in self.layout.slots:
            unread[slot.number, self.first_own :] = slot.question.space is not None  # a text in words is no answer here
        return unread

    @cached_property
    def _meant_otherwise(self) -> frozenset[str]:
        """Texts that look like a number but are an option somewhere."""
        questions = [slot.question for slot in self.layout.slots]
        return frozenset(text for q in questions for text in q.meanings)

    def words(self, texts: Sequence[str]) -> Spellings:
        """Look up distinct texts.

        Costs a look-up for each. What a text that is no number means to a question, `read` finds out.
        """
        if len(texts) > MANY:
            return self._many(texts)
        new = self._look_up([text for text in texts if text not in self._numbers])
        found = [self._numbers.get(text) or new[text] for text in texts]
        packed, numbers = ([pair[place] for pair in found] for place in range(2))
        return Spellings(np.array(packed, dtype=np.uint64), np.array(numbers, dtype=np.float64))

    def _look_up(self, texts: Sequence[str]) -> dict[str, tuple[int, float]]:
        """What each text is, packed, and as a number; remembered as long as there is room."""
        plain = [text for text in texts if text not in self._meant_otherwise and re.match(PLAIN, text)]
        values = [_number(text) for text in plain]
        packed = self._packed(np.array(values, dtype=np.float64)).tolist()
        found = dict(zip(plain, zip(packed, values, strict=True), strict=True))
        found |= {text: (self._class(text), np.nan) for text in texts if text not in found}
        if len(self._numbers) < REMEMBERED:
            self._numbers.update((text, pair) for text, pair in found.items() if pair[0] != ASK)
        return found

    def _packed(self, values: Floats) -> Fingerprints:
        """The classes and fingerprints of numbers."""
        classes = NUMBERS + 2 * np.searchsorted(self.breaks, values, side="right") + (values == np.floor(values))
        return np.asarray((of_values(values) << SPARE) | classes.astype(np.uint64))

    def _many(self, texts: Sequence[str]) -> Spellings:
        import pyarrow as pa
        import pyarrow.compute as pc

        every = pa.array(texts, pa.string())
        plain = pc.match_substring_regex(every, PLAIN).to_numpy(zero_copy_only=False)
        read = pc.replace_substring(every.filter(pa.array(plain)), ",", ".")
        numbers, packed = np.full(len(texts), np.nan), np.zeros(len(texts), dtype=np.uint64)
        numbers[plain] = read.cast(pa.float64()).to_numpy()
        long = np.flatnonzero(plain)[pc.greater(pc.binary_length(read), SHORT).to_numpy(zero_copy_only=False)]
        numbers[long] = [_number(texts[place]) for place in long.tolist()]
        packed[plain] = self._packed(numbers[plain])
        others = [_number(t) for t in self._meant_otherwise if re.match(PLAIN, t)]
        otherwise = plain & np.isin(numbers, others)
        for place in np.flatnonzero(~plain | otherwise).tolist():
            packed[place], numbers[place] = self._class(texts[place]), np.nan
        return Spellings(packed, numbers)

    def _class(self, text: str) -> int:
        """The class of a text by itself; `ASK` where there are too many."""
        if not text.strip():
            return EMPTY
        with self._lock:
            if text not in self._classes:
                if len(self._classes) == MOST:
                    return ASK
                self._classes[text] = self.first_own + len(self._classes)
            return self._classes[text]

    def read(self, places: NDArray[np.int64]) -> bool:
        """Let questions read texts; whether any of these was not read yet.

        Args:
            places: int array: where in `table`, as one row, each text stands for a question.
        """
        unread = distinct(places[self._unread.reshape(-1)[places]])
        with self._lock:
            texts = [*self._classes] if len(unread) else ()
            for number, own in zip(*np.divmod(unread, self.table.shape[1]), strict=True):
                self._learn(self.layout.slots[number], int(own), texts[own - self.first_own])
        return len(unread) > 0

    def _learn(self, slot: Slot, own: int, text: str) -> None:
        """Fill the place of a text by itself for a question; a thread that is too early leaves its row to the check."""
        self._unread[slot.number, own] = False
        read = _read if len(text) > LONG else _remembered
        if (value := read(slot.question, text)) is None:  # the check says why
            return
        if (code := slot.code(value)) >> int(SPARE):  # the check has room for it
            return
        if self.positions.size:
            self.positions[slot.number, own] = slot.value(value)
        self.table[slot.number, own] = (slot.fingerprint(value) << int(SPARE)) | code


def _read(question: Question, text: str) -> Any:
    """What a question reads in a text; None where that is nothing, or something else may be meant."""
    try:
        value = question.read(text)
    except BadValue:
        return None
    return None if question.doubt(text, value) else value


_remembered = lru_cache(maxsize=1 << 14)(_read)
"""A comparison scores some states of the same answers, one after another."""


def _codes_of_numbers(slot: Slot, number: Any, samples: Floats) -> NDArray[np.uint64]:
    """The code of each number in a slot; 0 outside the bounds of the question, and of what is left to the check."""
    codes = 1 + slot.axis.classify(samples) if slot.axis else np.ones(len(samples), dtype=np.intp)
    holds = np.array([number.holds(value) and not number.seems_share(value) for value in samples.tolist()])
    return np.where(holds, codes, 0).astype(np.uint64)


def _number(text: str) -> float:
    """The number that a plain text is."""
    plain = text.replace(",", ".")
    return float(plain) if len(plain) <= SHORT else counted(plain)
