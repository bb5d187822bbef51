"""Partition: the cells of a decision table in few boxes, in each of which one rule decides.

A box is a set of classes of each axis, and holds every combination of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.int16]
"""The rule that decides each cell; one dimension for each axis."""
Classes = tuple[int, ...]
"""A set of classes of one axis, ascending."""
Box = tuple[int, tuple[Classes, ...]]
"""A rule, and the classes of each axis."""
Sets = tuple[tuple[Classes, ...], ...]
"""For each axis the classes that each of its places stands for."""


def partition(cells: Cells) -> list[Box]:
    """Divide the cells into boxes that hold each of them once, by rule and then by the classes of each axis.

    The boxes are few, though not always the fewest possible. The cells are split on one axis after the other,
    each time on that which promises the fewest boxes, until one rule decides a part; then boxes that differ on
    one axis only are joined.

    Costs a pass over the cells for each pair of axes, and then grow with the boxes.
    """
    sets = tuple(tuple((k,) for k in range(size)) for size in cells.shape)
    return sorted(_joined(list(_boxes(cells, sets)), cells.ndim))


def _boxes(cells: Cells, sets: Sets) -> Iterator[Box]:
    """Split the cells until one rule decides each part."""
    cells, groups = _merged(cells)
    sets = tuple(
        tuple(_union(classes[number] for number in numbers) for numbers in some)
        for classes, some in zip(sets, groups, strict=True)
    )
    if cells.size == 1:
        yield int(cells.flat[0]), tuple(classes for (classes,) in sets)
        return
    place = min(_open(cells), key=lambda place: _count_ahead(cells, place))
    for number, classes in enumerate(sets[place]):
        part = cells.take([number], axis=place)
        yield from _boxes(part, (*sets[:place], (classes,), *sets[place + 1 :]))


def _open(cells: Cells) -> list[int]:
    """The axes that still tell cells apart."""
    return [place for place, size in enumerate(cells.shape) if size > 1]


def _count(cells: Cells, place: int) -> int:
    """How many boxes a split on this axis gives at least: in each part one for each rule in it."""
    ordered = np.sort(_slices(cells, place), axis=1)
    return len(ordered) + int(np.count_nonzero(np.diff(ordered)))


def _count_ahead(cells: Cells, place: int) -> int:
    """The same, when each part is split once more, on the axis that is best for it."""
    parts = (_merged(cells.take([number], axis=place))[0] for number in range(cells.shape[place]))
    return sum(min((_count(part, then) for then in _open(part)), default=1) for part in parts)


def _merged(cells: Cells) -> tuple[Cells, list[list[list[int]]]]:
    """Keep one of the places of an axis that no cell tells apart; beside that, those groups of places."""
    merged = []
    for place in range(cells.ndim):
        equal: dict[bytes, list[int]] = {}
        for number, part in enumerate(_slices(cells, place)):
            equal.setdefault(part.tobytes(), []).append(number)
        merged.append(list(equal.values()))
        cells = cells.take([group[0] for group in equal.values()], axis=place)
    return cells, merged


def _slices(cells: Cells, place: int) -> Cells:
    return cells.swapaxes(0, place).reshape(cells.shape[place], -1)


def _union(sets: Iterable[Classes]) -> Classes:
    return tuple(sorted(chain.from_iterable(sets)))


def _joined(boxes: list[Box], axes: int) -> list[Box]:
    """Join boxes of one rule that differ on one axis only, for as long as there are any."""
    before = len(boxes) + 1
    while len(boxes) < before:
        before = len(boxes)
        for place in range(axes):
            alike: dict[tuple[int, tuple[Classes, ...], tuple[Classes, ...]], list[Classes]] = {}
            for number, sets in boxes:
                alike.setdefault((number, sets[:place], sets[place + 1 :]), []).append(sets[place])
            boxes = [(n, (*head, _union(sets), *tail)) for (n, head, tail), sets in alike.items()]
    return boxes
