"""Reaching: the linear programs that look for witnesses, of one figure or of many at once.

A program may err, so nothing here is believed: `Audit` checks each table by itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from napd_disclosure.components import Component
from napd_disclosure.constraints import NO_BOUND, Ints

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
OPTIMAL, INFEASIBLE = 0, 2
"""How HiGHS ended, by scipy: with the best there is, or knowing that there is none."""
SEARCHED = 64
"""Among how many leaves at most whole numbers are searched for, where they do not come by themselves."""
CLOSE = 1e-6
"""How far from a whole number a value may lie to be tried as one; how far off a sum of fractions may be; and less than
how far nothing has moved."""


def extreme(part: Component, cost: Floats) -> tuple[NDArray[Any] | None, bool]:
    """Leaves that fit and cost least, or None where none were found, and whether nothing costs less.

    They are of integers where the linear program ends in whole numbers, as it always does for a table of two
    dimensions, or few enough hang together to search for them; else of floats.
    """
    within = LinearConstraint(part.sums[part.rows].astype(float), *_ends(part))
    found = _solved(part, cost, within, Bounds(0, part.roof))
    if found.x is None:
        return None, found.status == INFEASIBLE
    return _whole(found.x), found.status == OPTIMAL


def reach(
    part: Component, wanted: Ints, goal: Ints, up: Flags, cost: Floats | None = None
) -> tuple[NDArray[Any] | None, Ints]:
    """Leaves with which as many figures as possible come as far as they have to, each up or down.

    Further than its goal counts for nothing, so that one program serves many figures.

    Args:
        part: the leaves, and what is known of them.
        wanted: the places, among the figures of the part, of those that have to move.
        goal: how high, or how low, each has to come.
        up: whether it has to come so high.
        cost: of each figure of the part what it costs to leave its bounds by 1, in figures brought nearer by 1;
            infinite where it may not. None where none may.

    Returns:
        The leaves, as of `extreme`, or None; and the places of the figures that have to leave their bounds for it.
    """
    rows, count, size = part.rows, len(part.leaves), len(wanted)
    free = np.flatnonzero(np.isfinite(cost[rows])) if cost is not None else np.zeros(0, dtype=np.int64)
    leaving = sparse.eye_array(len(rows), format="csr")[:, free]
    sums, (low, high) = part.sums[rows].astype(float), _ends(part)
    sign = np.where(up, 1.0, -1.0)
    moves = sparse.diags_array(sign) @ part.sums[wanted].astype(float)
    none, nothing = sparse.csr_array((len(rows), size)), sparse.csr_array((size, len(free)))
    left = [sums, none, -leaving], [sums, none, leaving], [moves, -sparse.diags_array(sign), nothing]
    within = sparse.block_array([[*each] for each in left], format="csr")
    least = np.concatenate([np.full(len(rows), -np.inf), low, -sign * part.taken[wanted]])
    most = np.concatenate([high, np.full(len(rows) + size, np.inf)])
    bounds = Bounds(
        np.concatenate([np.zeros(count), np.where(up, 0, goal), np.zeros(len(free))]),
        np.concatenate([np.full(count, part.roof), np.where(up, goal, np.inf), np.full(len(free), np.inf)]),
    )
    price = np.concatenate([np.zeros(count), -sign, cost[rows[free]] if cost is not None else ()])
    found = _solved(part, price, LinearConstraint(within, least, most), bounds)
    if found.x is None:
        return None, free[:0]
    return _whole(found.x[:count]), rows[free[found.x[count + size :] > CLOSE]]


def _ends(part: Component) -> tuple[Floats, Floats]:
    """The bounds of the figures that say something, for HiGHS."""
    low, high = part.low[part.rows], part.high[part.rows]
    return np.where(low > 0, low, -np.inf), np.where(high >= NO_BOUND, np.inf, high)


def _solved(part: Component, cost: Floats, constraints: LinearConstraint, bounds: Bounds) -> Any:
    """The program, of which the leaves come first; in whole numbers where these are few and do not come as such."""
    found, count = milp(cost, constraints=constraints, bounds=bounds), len(part.leaves)
    if found.x is None or count > SEARCHED or _is_whole(found.x[:count]):
        return found
    return milp(cost, integrality=np.arange(len(cost)) < count, constraints=constraints, bounds=bounds)


def _is_whole(leaves: Floats) -> bool:
    return bool(np.abs(leaves - np.round(leaves)).max(initial=0) <= CLOSE)


def _whole(leaves: Floats) -> NDArray[Any]:
    """As integers where that is what they are, but for the last digits."""
    return np.round(leaves).astype(np.int64) if _is_whole(leaves) or len(leaves) <= SEARCHED else np.maximum(leaves, 0)
