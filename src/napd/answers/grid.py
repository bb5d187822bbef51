"""The grid: answers laid out by round, perspective, area and question, in one array.

It holds a small code for each answer (0: none), and for the few slots whose value matters the value itself. A place in
it has an *address*, a single number, so that answers are laid out by one assignment. Row 0 of each page stands for no
area: what is not an answer goes to address 0. Pages that nobody writes take no memory, since the system gives an array
its memory when it is first written to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from attrs import Factory, field, frozen
from numpy.typing import NDArray

from napd.answers.layout import Layout

PageKey = tuple[int, int]
"""The numbers of a round and a perspective."""
Ints = NDArray[np.int64]


@frozen(eq=False, repr=False)
class GridPage:
    """The answers of one round and perspective.

    Args:
        codes: unsigned int array of shape (slots, areas): 0 without an answer; else what `Slot.code` says of it.
        values: for each slot whose value is kept a float64 array of shape (areas,); 0 without an answer.
    """

    codes: NDArray[np.unsignedinteger]
    values: dict[int, NDArray[np.float64]]

    def value(self, slot: int, areas: Ints) -> NDArray[np.float64]:
        """The value of a slot for each of some areas; NaN without an answer."""
        return np.where(self.codes[slot, areas] > 0, self.values[slot][areas], np.nan)


@frozen(eq=False, repr=False)
class Accepted:
    """Answers that passed the check: arrays of one length.

    Args:
        rows: int64, the row numbers within the batch.
        addresses: int64, their places in the grid.
        codes: uint32, as in a page.
        values: float64, the position of each answer; NaN where it has none.
        texts: object, the answer in its standard form.
        prints: uint64, a fingerprint of each answer.
    """

    rows: Ints
    addresses: Ints
    codes: NDArray[np.uint32]
    values: NDArray[np.float64]
    texts: NDArray[np.object_]
    prints: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.rows)


@frozen(eq=False, repr=False)
class Grid:
    """Every page. The arrays are there from the start: threads share them."""

    layout: Layout
    codes: NDArray[np.unsignedinteger] = field(init=False, default=Factory(lambda self: self._codes(), takes_self=True))
    """The codes, of this shape; in one byte each where no question has more classes than that."""
    values: NDArray[np.float64] = field(init=False, default=Factory(lambda self: self._values(), takes_self=True))
    """The values that are kept; shape (slots of these, pages, areas + 1)."""
    used: NDArray[np.bool_] = field(
        init=False, default=Factory(lambda self: np.zeros(self.shape[0], dtype=bool), takes_self=True)
    )
    """Which pages somebody may have written to: the others need not be looked at, and take no memory."""

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Rounds by perspectives; areas, with one for none; slots."""
        layout = self.layout
        pages = len(layout.round_ids) * len(layout.framework.perspectives)
        return max(pages, 1), len(layout.areas) + 1, max(len(layout.slots), 1)

    def _codes(self) -> NDArray[np.unsignedinteger]:
        most = max((slot.most for slot in self.layout.slots), default=1)
        kinds: list[type[np.unsignedinteger]] = [np.uint8, np.uint16]
        return np.zeros(self.shape, dtype=next((kind for kind in kinds if most <= np.iinfo(kind).max), np.uint32))

    @cached_property
    def valued(self) -> dict[int, int]:
        """The slots whose value is kept, and their places in `values`."""
        slots = (slot.number for slot in self.layout.slots if slot.has_value)
        return {slot: place for place, slot in enumerate(slots)}

    def _values(self) -> NDArray[np.float64]:
        return np.zeros((len(self.valued), *self.shape[:2]))

    def addresses(self, rounds: Ints, perspectives: Ints, areas: Ints, slots: Ints) -> Ints:
        """The address of each answer, from the numbers of its round, perspective, area and slot."""
        pages = rounds * len(self.layout.framework.perspectives) + perspectives
        self.used[pages] = True
        return np.asarray((pages * self.shape[1] + areas + 1) * self.shape[2] + slots, dtype=np.int64)

    def address(self, round_number: int, perspective: int, area: int, slot: int) -> int:
        """The address of one answer, likewise."""
        page = round_number * len(self.layout.framework.perspectives) + perspective
        return (page * self.shape[1] + area + 1) * self.shape[2] + slot

    def place(self, address: int) -> tuple[int, int, int]:
        """The round, the area and the slot of an address."""
        page, area, slot = np.unravel_index(address, self.shape)
        return int(page) // len(self.layout.framework.perspectives), int(area) - 1, int(slot)

    def pages(self) -> Iterator[tuple[PageKey, GridPage]]:
        """The pages in which somebody answered, by round and perspective."""
        width = len(self.layout.framework.perspectives)
        numbers = (number for number in np.flatnonzero(self.used).tolist() if self.codes[number].any())
        for key in (divmod(number, width) for number in numbers):
            yield key, self.page(key)

    def page(self, key: PageKey) -> GridPage:
        """The page of a round and a perspective."""
        number = key[0] * len(self.layout.framework.perspectives) + key[1]
        values = {slot: self.values[place, number, 1:] for slot, place in self.valued.items()}
        return GridPage(np.ascontiguousarray(self.codes[number, 1:].T), values)

    def slot(self, key: PageKey, slot: int) -> NDArray[np.unsignedinteger]:
        """The codes of one question on a page, for every area, without a copy of the others."""
        return self.codes[key[0] * len(self.layout.framework.perspectives) + key[1], 1:, slot]

    def write(self, answers: Accepted) -> None:
        """Lay out answers; of two for one place the last stays, until repeats are settled."""
        self.codes.reshape(-1)[answers.addresses] = answers.codes
        slots = answers.addresses % self.shape[2]
        for slot, place in self.valued.items():
            chosen = np.flatnonzero(slots == slot)
            self.values[place].reshape(-1)[answers.addresses[chosen] // self.shape[2]] = answers.values[chosen]

    def filled(self) -> int:
        """How many places have an answer."""
        return sum(int(np.count_nonzero(self.codes[number])) for number in np.flatnonzero(self.used).tolist())

    def clear(self, addresses: Ints) -> None:
        """Take out answers: they contradict each other."""
        self.codes.reshape(-1)[addresses] = 0
