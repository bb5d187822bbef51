"""Spaces: where the answers to a question lie. Code that decides, counts or draws knows these three, and no kinds."""

from __future__ import annotations

from math import inf
from typing import Literal

from attrs import frozen

Better = Literal["higher", "lower"] | None


@frozen
class Options:
    """One of some options; the position of an answer is its place among them.

    Args:
        ids: the options, worst first if they have an order.
        ordered: whether they have an order.
    """

    ids: tuple[str, ...]
    ordered: bool = True

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest position."""
        return 0.0, float(len(self.ids) - 1)


@frozen
class Sets:
    """Any number of options; an answer is the frozenset of their ids.

    Args:
        ids: the options.
        better: whether more or fewer of them is better; None for neither.
    """

    ids: tuple[str, ...]
    better: Better = "higher"

    @property
    def limits(self) -> tuple[float, float]:
        """Sets have none."""
        return -inf, inf


@frozen
class Line:
    """Numbers, or anything that counts as numbers; the positions are these numbers.

    Args:
        low: the lowest that can be answered; -inf without a bound.
        high: the highest; inf without a bound.
        whole: whether positions are whole numbers.
        better: which values are better; None for neither.
        of_days: whether positions are days, as `date.toordinal` counts them; one is before another, and not less.
    """

    low: float = -inf
    high: float = inf
    whole: bool = False
    better: Better = "higher"
    of_days: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest position."""
        return self.low, self.high


Space = Options | Sets | Line
