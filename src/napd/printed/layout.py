"""Layout: where the shapes of a drawing stand, one layer under the other, and how its lines run between them.

What is drawn is laid in rows: the shapes of one layer, and between two layers a row for the words of the lines that
begin above it, so that no words lie on a shape or on each other. A line that passes a row has a place in it too. In
each row the places are ordered so that few lines cross, and then put as near above and under what they are joined to as
there is room for.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

SWEEPS = 12
GAP = 24.0
"""Between two places in a row, in pixels."""


@define(eq=False)
class Spot:
    """A place in a row: of a shape, of the words of a line, or of a line that passes.

    Args:
        width: how wide it is, in pixels.
        pull: how much it wants to stand straight above or under what it is joined to.
        x: where its middle is.
        above, below: the places in the rows next to it that it is joined to.
    """

    width: float
    pull: float
    x: float = 0.0
    above: list[Spot] = field(factory=list)
    below: list[Spot] = field(factory=list)


def joined(*places: Spot) -> None:
    """Join each place with the next, in the row under it."""
    for one, other in pairwise(places):
        one.below.append(other)
        other.above.append(one)


def laid_out(rows: list[list[Spot]]) -> None:
    """Order the places in each row, and give each its x, from 0 on."""
    _order(rows)
    for each in (each for row in rows for each in row):
        each.x = 0.0
    for sweep in range(2 * SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            _put(row)
    left = min(each.x - each.width / 2 for row in rows for each in row)
    for each in (each for row in rows for each in row):
        each.x = round(each.x - left, 1)


def _order(rows: list[list[Spot]]) -> None:
    """Order each row by the middle of what it is joined to above, and then below, and so on; the best order stays."""
    best, least = [*rows], _crossings(rows)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else reversed(rows):
            _number(rows)
            row.sort(key=lambda each: _middle(each.above if down else each.below, each.x))
        if (count := _crossings(rows)) < least:
            best, least = [[*row] for row in rows], count
    rows[:] = best


def _number(rows: Sequence[Sequence[Spot]]) -> None:
    for row in rows:
        for n, each in enumerate(row):
            each.x = float(n)


def _crossings(rows: Sequence[Sequence[Spot]]) -> int:
    """How many pairs of lines cross."""
    _number(rows)
    count = 0
    for row in rows:
        ends: list[float] = []
        for each in row:
            for x in sorted(other.x for other in each.below):
                count += len(ends) - bisect_right(ends, x)
                insort(ends, x)
    return count


def _middle(places: Sequence[Spot], otherwise: float) -> float:
    return sum(each.x for each in places) / len(places) if places else otherwise


def _put(row: Sequence[Spot]) -> None:
    """Put a row as near to what it is joined to as there is room for, in its order: the least squares, by pull.

    Places that would overlap form a block, which stands where that is best for them together.
    """
    blocks: list[tuple[float, float, int]] = []
    """The sum of where the places of a block want its start, by pull; the sum of the pulls; and how many they are."""
    offset, offsets = 0.0, []
    for each in row:
        offsets.append(offset + each.width / 2)
        offset += each.width + GAP
        pulls = [(other.x, each.pull * other.pull) for other in (*each.above, *each.below)] or [(each.x, 1.0)]
        blocks.append((sum((x - offsets[-1]) * pull for x, pull in pulls), sum(pull for _, pull in pulls), 1))
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = blocks[-1][0] + last[0], blocks[-1][1] + last[1], blocks[-1][2] + last[2]
    starts = [wanted / pull for wanted, pull, count in blocks for _ in range(count)]
    for each, start, within in zip(row, starts, offsets, strict=True):
        each.x = start + within
