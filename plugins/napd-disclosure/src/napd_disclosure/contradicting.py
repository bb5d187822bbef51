"""Contradictions: which published figures no table fits, and what would fit instead."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from napd_disclosure.constraints import NO_BOUND, Constraints
from napd_disclosure.reaching import CLOSE
from napd_disclosure.reckoning import name_of


def contradictions(known: Constraints, most: int) -> Iterator[str]:
    """A line for each figure that has to be otherwise, where as little as possible is; `most` of them at most.

    Often several figures could be the wrong one; these are one choice, which doubts what was published beside the table
    first. None where only whole numbers do not fit. Costs one linear program of all leaves.
    """
    rows = np.flatnonzero((known.least > 0) | (known.most < NO_BOUND))
    sums, count = known.sums[rows].astype(float), known.sums.shape[1]
    away = sparse.eye_array(len(rows), format="csr")
    top = np.where(known.most[rows] >= NO_BOUND, np.inf, known.most[rows])
    bounded = np.flatnonzero(np.isfinite(top))
    within = sparse.vstack([sparse.hstack([sums, -away])[bounded], sparse.hstack([-sums, -away])], format="csr")
    own = np.array([len(known.names[row]) == len(known.names[0]) for row in rows])
    cost = np.concatenate([np.zeros(count), np.where(own, 2, 1)])
    found = linprog(cost, A_ub=within, b_ub=np.concatenate([top[bounded], -known.least[rows]]), method="highs")
    for at in np.flatnonzero(found.x[count:] > CLOSE)[:most] if found.x is not None else ():
        row, fits = rows[at], round(float((sums @ found.x[:count])[at] + known.shared[rows[at]]))
        low, high = int(known.low[row]), int(known.high[row])
        said = str(low) if low == high else f"{low} or more" if high >= NO_BOUND else f"{low} to {high}"
        yield f"{name_of(known, row)}: it says {said}, and with all the rest {fits} would fit"
