"""Percentages: rounding some so that they still add up, and of what n a rounded one can be a share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from napd.errors import NapdError

WRITTEN = r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?"
"""A percentage as people write it, with at most two decimals."""
LARGE, FEW = 1000, 50
"""The largest n for which tables are tried that add up, and the largest count in their smaller rows."""
MOST = 100
"""The largest n that is tried where nobody names another."""


def largest_remainder(counts: Sequence[int]) -> list[int]:
    """Round the shares of some counts in their sum to whole percentages that add up to 100.

    Each is rounded down, and those with the largest remainders then get one more; of equal remainders the larger count
    goes first, then the one that comes first. With nothing to share, each is 0.

    >>> largest_remainder([1, 1, 1])
    [34, 33, 33]
    """
    n = sum(counts)
    if not n:
        return [0] * len(counts)
    parts = [divmod(100 * count, n) for count in counts]
    order = sorted(range(len(counts)), key=lambda place: (-parts[place][1], -counts[place], place))
    more = set(order[: 100 - sum(whole for whole, _ in parts)])
    return [whole + (place in more) for place, (whole, _) in enumerate(parts)]


def half_up(count: int, n: int) -> int:
    """A share as a whole percentage, half rounded up; `n` is at least 1."""
    return (200 * count + n) // (2 * n)


@frozen
class Percentage:
    """A rounded percentage: so many hundredths or, with decimals, smaller parts.

    Args:
        parts: the percentage times 10 to the power `decimals`.
        decimals: how many decimals it was rounded to.
    """

    parts: int
    decimals: int

    @classmethod
    def of(cls, text: str) -> Percentage:
        """Read a percentage such as 79%, 79 or 79,5 %.

        Raises:
            NapdError: when it is none, or lies outside 0 to 100.
        """
        found = re.fullmatch(WRITTEN, text.strip(), re.ASCII)
        if found is None:
            raise NapdError(f"{text.strip()!r} is not a percentage: write it as 79% or, with up to two decimals, 79,5%")
        whole, rest = found[1], found[2] or ""
        read = cls(int(whole + rest), len(rest))
        if read.parts > read.all:
            raise NapdError(f"{text.strip()!r} is more than 100 %, so it is the share of nothing")
        return read

    @property
    def all(self) -> int:
        """What 100 % is in these parts; of every n from here on this percentage can be a share."""
        return int(100 * 10**self.decimals)

    def counts(self, n: int) -> tuple[int, ...]:
        """Every count whose share of `n` is rounded to this, ascending; a share just between two is rounded to both."""
        least = -((n - 2 * self.parts * n) // (2 * self.all))
        most = (2 * self.parts * n + n) // (2 * self.all)
        return tuple(range(max(least, 0), min(most, n) + 1))

    def nearly(self, n: int) -> tuple[int, ...]:
        """Every count whose share of `n` lies less than one unit away, and is rounded to another percentage."""
        counts = range((self.parts - 1) * n // self.all + 1, -(-(self.parts + 1) * n // self.all))
        return tuple(sorted({count for count in counts if 0 <= count <= n} - set(self.counts(n))))

    def in_a_table(self, n: int) -> tuple[int, ...]:
        """Those of `nearly` to which `largest_remainder` gives this percentage in a table of three or four rows.

        That is for whole percentages, and an n up to 1,000; of any other there are none.
        """
        if self.decimals or n > LARGE:
            return ()
        return tuple(count for count in self.nearly(n) if self._is_shown(count, n - count))

    def _is_shown(self, count: int, rest: int) -> bool:
        """Whether a table with this count and this many besides, in two or three rows, gives it this percentage."""
        small = range(min(rest, FEW) + 1)
        tables = (
            (count, rest - one - other, one, other) for one in small for other in small[: min(one, rest - one) + 1]
        )
        return any(largest_remainder(counts)[0] == self.parts for counts in tables)

    def around(self, n: int) -> tuple[int, int]:
        """Where no count of `n` gives this: the count whose share is just below it, and the one just above."""
        below = self.parts * n // self.all
        return below, below + 1

    def __str__(self) -> str:
        return f"{self.parts / 10**self.decimals:.{self.decimals}f} %"


def could_be(percentage: str, most: int = MOST) -> dict[int, tuple[int, ...]]:
    """For which n a rounded percentage can be the share of a whole number.

    Args:
        percentage: such as "79%" or "79,5 %"; it is taken to be rounded to as many decimals as it has; a share exactly
            between two may be rounded either way.
        most: the largest n to try.

    Returns:
        For each possible n from 1 up to `most`, the counts that give the percentage, ascending.

    Raises:
        NapdError: if it is not a percentage from 0 to 100, or `most` is not 1 or more.

    >>> could_be("79%", 39)
    {14: (11,), 19: (15,), 24: (19,), 28: (22,), 29: (23,), 33: (26,), 34: (27,), 38: (30,), 39: (31,)}
    >>> 45 in could_be("79%")
    False
    """
    if most < 1:
        raise NapdError(f"n is at least 1, not {most}")
    read = Percentage.of(percentage)
    found = ((n, read.counts(n)) for n in range(1, most + 1))
    return {n: counts for n, counts in found if counts}
