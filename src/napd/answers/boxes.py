"""Boxes: the codes of answers to a multiple choice, of which some options may be unknown.

A question has one column in the grid, and several variables in a diagram. So what is known of its options gets a number
when it first occurs, and each variable an array that says, by that number, what it is known to be: scores cost one
look-up more, and the grid as much room as answers that differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from threading import Lock
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.model.boxes import PartlyChosen

Ints = NDArray[np.intp]


@frozen(eq=False, repr=False)
class BoxCodes:
    """The codes of the answers in one slot; threads share it.

    Args:
        variables: those of its question in the diagram; none where no rule asks it.
    """

    variables: Sequence[Axis]
    _numbers: dict[tuple[int, ...], int] = field(init=False, factory=dict)
    """By whether every option is known, and for each variable the code of what is known of it, the number from 1."""
    _said: dict[tuple[frozenset[str], frozenset[str]], int] = field(init=False, factory=dict)
    """By the options that are chosen, and those that are unknown, the number of what is said."""
    _lock: Lock = field(init=False, factory=Lock)

    @property
    def most(self) -> int:
        """The greatest number there can be."""
        return 2 * prod(len(axis.sets) for axis in self.variables)

    def code(self, value: Any) -> int:
        """The code of an answer, or of what is known of it."""
        key = (not isinstance(value, PartlyChosen), *(axis.code_of(value) for axis in self.variables))
        with self._lock:
            return self._numbers.setdefault(key, len(self._numbers) + 1)

    def number(self, value: Any) -> int:
        """The number of what is said, for a roll-up: which options it counts is its own affair."""
        key = (value.chosen, value.unknown) if isinstance(value, PartlyChosen) else (value, frozenset())
        with self._lock:
            return self._said.setdefault(key, len(self._said))

    def having(self, options: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """By the number of what is said, whether one of these options is chosen; and whether one may be."""
        every = [*list(self._said), (frozenset[str](), frozenset[str]())]  # the last is for those who said nothing
        said = [(not chosen.isdisjoint(options), not unknown.isdisjoint(options)) for chosen, unknown in every]
        sure, open_ = np.array(said, dtype=bool).T
        return sure, sure | open_

    def known(self) -> Mapping[str, Ints]:
        """For each variable the code of what is known of it, by the code of the answer; 0 without one."""
        every = np.array([(0,) * (1 + len(self.variables)), *list(self._numbers)], dtype=np.intp)
        return {axis.name: every[:, place] for place, axis in enumerate(self.variables, start=1)}

    @property
    def all_known(self) -> bool:
        """Whether every answer so far leaves nothing unknown."""
        return all(key[0] for key in list(self._numbers))

    def is_complete(self) -> NDArray[np.bool_]:
        """By the code of the answer, whether every option is known; without one it is not."""
        return np.array([False, *(key[0] for key in list(self._numbers))], dtype=bool)
