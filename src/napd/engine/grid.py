"""The grid: answers laid out by round, perspective, area and question.

One page for each round and perspective in which somebody answered; rows are areas, columns are slots. A page holds
a small code for each answer (0: none), and for the few slots whose value matters the value itself.
"""

from __future__ import annotations

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.engine.layout import Layout

PageKey = tuple[int, int]
"""The numbers of a round and a perspective."""


@frozen(eq=False)
class Page:
    """The answers of one round and perspective.

    Args:
        codes: uint16 array of shape (areas, slots): 0 without an answer; 1 + the class of the answer where the slot
            has an axis, else 1.
        values: for each slot whose value is kept a float64 array of shape (areas,); NaN without an answer.
    """

    codes: NDArray[np.uint16]
    values: dict[int, NDArray[np.float64]]


@frozen(eq=False)
class Accepted:
    """Answers that passed the check: arrays of one length.

    Args:
        rows: int64, the row numbers within the batch.
        rounds, perspectives, areas, slots: int64, their numbers.
        codes: uint16, as in a page.
        values: float64, the position of each answer; NaN where it has none.
        texts: object, the answer in its standard form.
        prints: uint64, a fingerprint of each answer.
    """

    rows: NDArray[np.int64]
    rounds: NDArray[np.int64]
    perspectives: NDArray[np.int64]
    areas: NDArray[np.int64]
    slots: NDArray[np.int64]
    codes: NDArray[np.uint16]
    values: NDArray[np.float64]
    texts: NDArray[np.object_]
    prints: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.rows)


@frozen(eq=False)
class Grid:
    """Every page, and how many answers were written."""

    layout: Layout
    pages: dict[PageKey, Page] = field(factory=dict, init=False)

    def page(self, key: PageKey) -> Page:
        """The page of a round and a perspective; a new one the first time."""
        if key not in self.pages:
            areas, slots = len(self.layout.areas), self.layout.slots
            values = {slot.number: np.full(areas, np.nan) for slot in slots if slot.has_value}
            self.pages[key] = Page(np.zeros((areas, len(slots)), dtype=np.uint16), values)
        return self.pages[key]

    def write(self, answers: Accepted) -> None:
        """Lay out answers; of two for one place the last stays, until repeats are settled."""
        width = max(len(self.layout.framework.perspectives), 1)
        sheets = answers.rounds * width + answers.perspectives
        for sheet in np.unique(sheets):
            mine = np.flatnonzero(sheets == sheet)
            page = self.page((int(sheet) // width, int(sheet) % width))
            page.codes[answers.areas[mine], answers.slots[mine]] = answers.codes[mine]
            for slot, values in page.values.items():
                chosen = mine[answers.slots[mine] == slot]
                values[answers.areas[chosen]] = answers.values[chosen]

    def filled(self) -> int:
        """How many places have an answer."""
        return sum(int(np.count_nonzero(page.codes)) for page in self.pages.values())

    def clear(self, key: PageKey, area: int, slot: int) -> None:
        """Take out an answer: it contradicts another."""
        page = self.pages[key]
        page.codes[area, slot] = 0
        if slot in page.values:
            page.values[slot][area] = np.nan
