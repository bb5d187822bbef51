from __future__ import annotations

from functools import reduce
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from napd.decision.nodes import Nodes
from napd.printed import partition
from napd.printed.partition import Partition

tables = st.builds(
    lambda shape, rules, seed: np.random.default_rng(seed).integers(0, rules + 1, shape),
    st.lists(st.integers(1, 4), max_size=4),
    st.integers(0, 4),
    st.integers(0, 2**32),
)


def divided(cells):
    """The partition of a table of which every cell is given."""
    nodes = Nodes(cells.shape)

    def made(part, variable):
        if not part.ndim:
            return ~int(part)
        return nodes.node(variable, tuple(made(each, variable + 1) for each in part))

    return Partition(nodes, made(cells, 0))


def spread(cells, boxes):
    """The cells once more, from the boxes; and how often each cell is in one."""
    found, times = np.full_like(cells, -2), np.zeros_like(cells)
    for rule, classes in boxes:
        for cell in product(*classes):
            found[cell], times[cell] = rule, times[cell] + 1
    return found, times


@given(cells=tables)
def test_boxes_hold_each_cell_once(cells):
    """The boxes of a partition are disjoint and complete, each has the rule of its cells, and few are joined."""
    boxes = divided(cells).boxes()
    found, times = spread(cells, boxes)
    assert (times == 1).all()
    assert (found == cells).all()
    assert len(boxes) <= divided(cells).count() <= cells.size


@given(cells=tables)
def test_no_two_boxes_can_be_joined(cells):
    """Two boxes of one rule differ on more than one axis; boxes come by rule, then by classes."""
    boxes = divided(cells).boxes()
    assert boxes == sorted(boxes)
    for (rule, one), (other_rule, other) in combinations(boxes, 2):
        assert rule != other_rule or sum(a != b for a, b in zip(one, other, strict=True)) > 1


def test_a_chain_of_conditions_takes_one_box_more_than_it_has_links():
    """All of 15 answers yes, of 32,768 cells: one box for that, and one for each first no."""
    cells = np.ones((2,) * 15, dtype=np.int16)
    cells[(1,) * 15] = 0
    boxes = divided(cells).boxes()
    assert [rule for rule, _ in boxes] == [0] + [1] * 15
    assert (spread(cells, boxes)[1] == 1).all()


def test_splitting_looks_ahead():
    """The axis that says which of the others matters is split first, though it stands last: 4 boxes, not 6."""
    b, c, a = np.indices((2, 2, 2)).astype(bool)
    cells = np.where((a & b) | (~a & c), 0, 1).astype(np.int16)
    assert [classes for _, classes in divided(cells).boxes()] == [
        ((0, 1), (1,), (0,)),
        ((1,), (0, 1), (1,)),
        ((0,), (0, 1), (1,)),
        ((0, 1), (0,), (0,)),
    ]


def test_no_axis_is_one_box():
    """A table that asks nothing is one box without classes."""
    assert divided(np.array(0, dtype=np.int16)).boxes() == [(0, ())]


def test_many_boxes_are_counted_and_not_made(monkeypatch):
    """How often three of twelve answers are yes takes hundreds of boxes; what takes too long is not even counted."""
    cells = (reduce(np.add, np.indices((2,) * 12)) >= 3).astype(np.int16)
    assert divided(cells).count() == len(divided(cells).boxes()) == 286
    monkeypatch.setattr(partition, "MOST_SPLITS", 10)
    assert divided(cells).count() is None
