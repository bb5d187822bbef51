"""The choice of napd itself: what is hidden beside small figures, so that no sum gives them back.

A table with one dimension and its total gets the best choice there is: the fewest figures, and of these the fewest
people. Others get a good one: for each figure that is not safe yet, the linear program that looks for the cheapest two
tables between which it differs enough (as in Fischetti and Salazar's models of cell suppression), until all are safe;
after that, whatever turned out not to be needed is shown again.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from napd_disclosure.components import Component, in_pieces
from napd_disclosure.constraints import NO_BOUND, Ints
from napd_disclosure.hiding import Flags, Hiding

MOVED = 1e-6
"""How far a figure moves if it moves at all; less is floating point."""
FEW = 40
"""Up to how many figures that are not safe yet are each looked at by themselves; of more, some are helped first."""
TOGETHER = 24
"""How many figures are helped at once."""
LARGE = 1000
"""From how many figures on none is tried to be shown again, which takes an audit for each."""


def partners(hiding: Hiding) -> Flags:
    """Which figures are hidden: the small ones, and what they need beside them."""
    small = hiding.figures.small
    if not hiding.audit(small).prove(hiding.progress, FEW).any():
        return small
    if (best := _best_of_one_dimension(hiding)) is not None:
        return best
    return _sparing(hiding, _enough(hiding))


def _enough(hiding: Hiding) -> Flags:
    """More and more figures, until all are safe, or nothing more can be done about those that are not."""
    hidden = hiding.figures.small.copy()
    audit, random = hiding.audit(hidden), np.random.default_rng(0)
    while True:
        audit = audit.with_more(hiding.known(hidden))
        narrow = np.flatnonzero(audit.prove(hiding.progress, FEW))
        before = int(hidden.sum())
        for leaves in in_pieces(np.arange(len(hiding.leaves)), len(hiding.leaves) // hiding.figures.codes):
            touching = np.diff(audit.known.sums[:, leaves].indptr) > 0
            mine = random.permutation(narrow[touching[narrow]])
            for batch in (mine[:TOGETHER], *mine[:, None]) if len(mine) else ():
                more = _beside(hiding, hidden, batch, leaves, random)
                if (more & ~hidden).any():
                    hidden = hidden | more
                    break
        if hidden.sum() == before:
            return hidden


def _beside(hiding: Hiding, hidden: Flags, batch: Ints, leaves: Ints, random: np.random.Generator) -> Flags:
    """What has to be hidden so that some figures differ enough between two tables that fit what is shown.

    The variables are how far each leaf moves in either table, and by how much each figure then leaves its range. Which
    of the two tables is the higher in each figure, is drawn.
    """
    figures, known = hiding.figures, hiding.known(hidden)
    part = Component.of(known, leaves, hiding.leaves)
    rows = part.rows
    free = np.flatnonzero((~hidden & figures.hidable)[rows[rows < len(hidden)]])
    own, size, count = hiding.leaves[leaves], len(free), len(leaves)
    now = part.sums @ own
    leaving = sparse.eye_array(len(rows), format="csr")[:, free]
    within = sparse.vstack([sparse.hstack([part.sums, -leaving]), sparse.hstack([part.sums, leaving])])
    top = np.where(part.high >= NO_BOUND, np.inf, part.high - now)
    low = np.concatenate([np.full(len(rows), -np.inf), part.low - now])
    high = np.concatenate([top, np.full(len(rows), np.inf)])
    apart = known.sums[batch][:, leaves].astype(float)
    apart = sparse.diags_array(random.choice((-1.0, 1.0), len(batch))) @ apart
    none = sparse.csr_array((len(batch), size))
    limits = LinearConstraint(
        sparse.vstack([sparse.block_diag([within, within]), sparse.hstack([apart, none, -apart, none])], format="csr"),
        np.concatenate([low, low, known.width[batch]]), np.concatenate([high, high, np.full(len(batch), np.inf)]),
    )  # fmt: skip
    cost = np.tile(np.concatenate([np.zeros(count), figures.value[rows[free]] + 1.0]), 2)
    floor = np.tile(np.concatenate([-own.astype(float), np.zeros(size)]), 2)
    found = milp(cost, constraints=limits, bounds=Bounds(floor, np.inf))
    more = np.zeros_like(hidden)
    if found.x is not None:
        left = found.x.reshape(2, count + size)[:, count:].max(axis=0, initial=0)
        more[rows[free[left > MOVED]]] = True
    return more


def _sparing(hiding: Hiding, hidden: Flags) -> Flags:
    """The same, without what is not needed: the largest figure first; a large table stays as it is."""
    if len(hidden) > LARGE or hiding.audit(hidden).prove().any():
        return hidden
    added = np.flatnonzero(hidden & ~hiding.figures.small)
    for figure in sorted(added, key=lambda each: -hiding.figures.value[each]):
        fewer = hidden.copy()
        fewer[figure] = False
        if not hiding.audit(fewer).prove().any():
            hidden = fewer
    return hidden


def _best_of_one_dimension(hiding: Hiding) -> Flags | None:
    """The fewest figures, and of these the fewest people; None for a table of more dimensions, or if none will do.

    The leaves that are hidden and what they sum to say all there is to know: each can be anything from its least to
    that sum without the least of the others. So that sum has to be large enough, and of two leaves or more.
    """
    figures = hiding.figures
    size = np.diff(figures.sums.indptr)
    leaves = np.flatnonzero(size == 1)
    is_plain = figures.small.any() and len(leaves) == len(hiding.leaves) > 1 and {*size} == {1, len(leaves)}
    if not is_plain or hiding.earlier is not None or figures.shared.any() or figures.small[size > 1].any():
        return None
    least = figures.shown(figures.small).low[figures.small].min()
    small, value = figures.small[leaves], figures.value[leaves]
    free = np.flatnonzero(~small & figures.hidable[leaves])
    spare = value - least
    wanted = figures.width[leaves[small]].max() - spare[small].sum()
    cost = value[free] + value.sum() + 1.0
    enough = LinearConstraint(np.array([spare[free], np.ones(len(free))]), [wanted, 2 - small.sum()], np.inf)
    found = milp(cost, integrality=np.ones(len(free)), bounds=Bounds(0, 1), constraints=enough) if len(free) else None
    if found is None or found.x is None:
        return None
    hidden = figures.small.copy()
    hidden[leaves[free[found.x > 0.5]]] = True
    return hidden
