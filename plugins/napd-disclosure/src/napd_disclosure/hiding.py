"""Hiding: which figures are small, and which others are hidden with them so that no sum gives them back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from napd_disclosure.components import Component
from napd_disclosure.constraints import NO_BOUND, Cell, Constraints, Ints
from napd_disclosure.ranges import Audit, Progress
from napd_disclosure.rules import Rules

Flags = NDArray[np.bool_]


@frozen(eq=False, kw_only=True)
class Figured:
    """The figures of a table as they were counted, and what is asked of each.

    Args:
        sums: which leaves each adds up, as of `Constraints`.
        names: what each is called.
        value: int64, each as it was counted.
        shared: int64, of how many persons in each it is taken to be known that they are in others too.
        small: bool, which the rules hide.
        width: int64, how wide the range of each has to stay, if it is hidden.
        rules: the rules.
        blocks: of each code of the first dimension, as of `Constraints`.
        levels: int64, of each figure the number of its level: that of all figures with codes in the same dimensions,
            and totals in the others.
        is_of_amounts: whether the values are sums of amounts, of which the threshold says nothing.
    """

    sums: Any
    names: tuple[Cell, ...]
    value: Ints
    shared: Ints
    small: Flags
    width: Ints
    rules: Rules
    blocks: Ints
    levels: Ints
    is_of_amounts: bool = False

    @property
    def hidable(self) -> Flags:
        """Which may be hidden to protect others: not a 0, where zeros are always shown and everybody knows that."""
        return np.full(len(self.value), fill_value=True) if self.rules.zeros == "hide" else self.value > 0

    def mostly_small(self, share: float) -> Flags:
        """Which figures may be hidden and are of a level of which more than a share is small."""
        small = np.bincount(self.levels, self.small) > share * np.bincount(self.levels)
        return small[self.levels] & self.hidable

    def shown(self, hidden: Flags) -> Constraints:
        """What is published where these figures are hidden."""
        rules = self.rules
        low, high = self._rounded()
        own = high - low
        low = np.where(hidden, self._least_hidden(), low)
        high = np.where(hidden, NO_BOUND, high)
        if rules.threshold:
            floor = np.full(len(low), NO_BOUND if self.is_of_amounts else rules.threshold)
            return Constraints(self.sums, low, high, self.names, hidden, self.width, floor, self.blocks, self.shared)
        small = low < rules.round_to
        floor = np.full(len(low), rules.round_to)
        return Constraints(self.sums, low, high, self.names, small, own, floor, self.blocks, self.shared)

    def _least_hidden(self) -> int:
        return 0 if self.is_of_amounts else self.rules.least_hidden

    def _rounded(self) -> tuple[Ints, Ints]:
        """The range of each figure that is shown: its rounding, and from the threshold on."""
        base, threshold = self.rules.round_to, 0 if self.is_of_amounts else self.rules.threshold
        shown = rounded(self.value, base)
        low, high = np.maximum(shown - base // 2, 0), shown + (base - 1) // 2
        if not threshold:
            return low, high
        if self.rules.zeros == "show":
            none = (shown == 0) & (high < threshold)
            return np.where(none, 0, np.where(shown == 0, low, np.maximum(low, threshold))), np.where(none, 0, high)
        return np.maximum(low, threshold), high


def rounded(values: Ints, base: int) -> Ints:
    """Whole numbers to the nearest multiple of a base; a half goes up.

    >>> rounded(np.array([2, 3, 12, 13]), 5).tolist()
    [0, 5, 10, 15]
    """
    return (2 * values + base) // (2 * base) * base


@frozen(eq=False)
class Hiding:
    """What a plugin with the hook `napd_disclosure` is given: choose what is hidden beside what is small.

    Whatever it chooses is audited, so a plugin that chooses badly makes a table that is not written, and no disclosure.

    Args:
        figures: the table as it was counted.
        leaves: int64, its leaves, which nobody else sees.
        earlier: what is published already, of the same leaves; None for nothing.
        progress: is called now and then.
        pool: the tables by which its audits proved figures safe so far; each audit checks them again.
    """

    figures: Figured
    leaves: Ints
    earlier: Constraints | None = None
    progress: Progress | None = None
    pool: list[tuple[Component, NDArray[Any]]] = field(factory=list, init=False)

    def known(self, hidden: Flags) -> Constraints:
        """What everybody knows where these figures are hidden, earlier publications with it."""
        shown = self.figures.shown(hidden)
        if self.earlier is None:
            return shown
        together = self._together
        size = len(together.low) - len(hidden)
        ends: dict[str, Any] = {
            name: np.concatenate([getattr(shown, name), getattr(together, name)[-size:]])
            for name in ("low", "high", "asked", "width", "floor")
        }
        return evolve(together, **ends)

    @cached_property
    def _together(self) -> Constraints:
        """All that is shown and what was published earlier: the sums of both, which stay the same."""
        shown = self.figures.shown(np.zeros_like(self.figures.small))
        return shown.beside(self.earlier) if self.earlier is not None else shown

    def audit(self, hidden: Flags) -> Audit:
        """The audit of the table where these figures are hidden."""
        return Audit(self.known(hidden), self.leaves, self.pool)


Hide = Callable[[Hiding], Flags]
"""Chooses which figures are hidden: those that are small, and others."""
