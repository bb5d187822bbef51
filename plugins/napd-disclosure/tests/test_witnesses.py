"""A witness is looked at by napd itself: whatever a solver hands over, only a table that fits counts."""

from __future__ import annotations

import numpy as np
import pytest

from napd import NapdError
from napd_disclosure import Dimension
from napd_disclosure.constraints import NO_BOUND, Constraints, sums_of
from napd_disclosure.ranges import Audit


def seen(low, high):
    """Two leaves and their total, with bounds."""
    sums = sums_of([Dimension(id="area", codes=("a", "b"), totals={"alle": ("a", "b")})])
    wide = np.array([10, 10, 10])
    return Constraints(sums, np.array(low), np.array(high), (("a",), ("b",), ("alle",)), wide < NO_BOUND, wide, wide)


@pytest.mark.parametrize(
    "table",
    [
        [-1, 13],  # below nothing
        [2, 10],  # the first below its least
        [8, 4],  # the first above its most
        [4, 9],  # another total
        [4.5, 7.499],  # fractions that do not sum
        [-0.1, 12.1],
    ],
)
def test_a_table_that_does_not_fit(table):
    """It widens no range."""
    audit = Audit(seen([3, 0, 12], [7, NO_BOUND, 12]), np.array([5, 7]))
    before = audit.low.copy(), audit.high.copy()
    assert not audit._take(np.array(table))
    assert (audit.low == before[0]).all()
    assert (audit.high == before[1]).all()


def test_leaves_below_nothing():
    """Though every sum of them fits."""
    audit = Audit(seen([0, 0, 12], [NO_BOUND, NO_BOUND, 12]), np.array([5, 7]))
    assert not audit._take(np.array([-1, 13]))
    assert audit.low.tolist() == [5, 7, 12]


def test_fractions_count_apart_and_inwards():
    """A witness of fractions makes a range as wide as whole numbers in it, and is no proof of whole numbers."""
    audit = Audit(seen([3, 0, 12], [7, NO_BOUND, 12]), np.array([5, 7]))
    assert audit._take(np.array([3.5, 8.5]))
    assert (audit.low[0], audit.high[1]) == (4, 8)
    assert (audit.whole_low[0], audit.whole_high[1]) == (5, 7)


def test_a_table_as_it_was_counted_that_does_not_fit():
    """Then something is wrong, and nothing is made of it."""
    with pytest.raises(NapdError, match="no table of whole numbers fits"):
        Audit(seen([3, 0, 12], [7, NO_BOUND, 12]), np.array([5, 8]))


def test_what_was_counted_is_no_proof_that_a_figure_is_not_small():
    """12 may be all that is seen so far; only a proof of the least says that it is 10 or more to everybody else."""
    audit = Audit(seen([0, 0, 30], [NO_BOUND, NO_BOUND, 30]), np.array([12, 18]))
    assert audit.narrow().tolist() == [True, True, True]
    assert audit.prove().tolist() == [False, False, False]
    assert audit.lowest.tolist() == [False, False, True]
