"""The choice of napd itself: what is hidden beside small figures, so that no sum gives them back.

A table with one dimension and its total gets the best choice there is: the fewest figures, and of these the fewest
people. Others get a good one: for figures that are not safe yet, the linear program that looks for the cheapest table
in which they differ enough from the tables so far (after Fischetti and Salazar's models of cell suppression), until all
are safe; after that, whatever turned out not to be needed is shown again. A large table is done piece by piece.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from napd_disclosure.components import Component, pieces_of
from napd_disclosure.hiding import Flags, Hiding
from napd_disclosure.ranges import LARGE, Audit

DEAR = (0.3, 3e-3, 1e-4)
"""What it costs in each round that the largest figure is hidden, for each by which it moves; smaller ones cost less, by
their root. The first round is for what codes of the first dimension can do among themselves."""
TRIES = 3
"""How many programs may be tried for a figure in a piece."""
FEW = 40
"""Up to how many figures that are not safe yet are each looked at by themselves; of more, some are helped first."""
TOGETHER = 48
"""How many figures are helped at once."""
SPARED = 1000
"""From how many figures on none is tried to be shown again, which takes an audit for each."""
MOSTLY = 0.25
"""Of which share of a level that is small all of it is hidden, in a large table: our choice."""


def partners(hiding: Hiding) -> Flags:
    """Which figures are hidden: the small ones, and what they need beside them.

    Of a table of more than `LARGE` leaves every level that is small for more than `MOSTLY` is hidden as a whole: little
    of it would be left, and with it gone more can be shown of all that is larger.
    """
    small = hiding.figures.small
    if len(hiding.leaves) > LARGE:
        return _enough(hiding, small | hiding.figures.mostly_small(MOSTLY))
    if not hiding.audit(small).prove(hiding.progress, FEW).any():
        return small
    if (best := _best_of_one_dimension(hiding)) is not None:
        return best
    return _sparing(hiding, _enough(hiding, small))


def _enough(hiding: Hiding, small: Flags) -> Flags:
    """More and more figures, until all are safe, or nothing more can be done about those that are not.

    At first figures are helped only where codes of the first dimension can change places, so that no total of all of
    them need be hidden; then wherever it can be done.
    """
    hidden, audit = small.copy(), hiding.audit(small)
    blocks, size = hiding.figures.blocks, len(hiding.leaves)
    pieces = pieces_of(blocks, hiding.leaves)
    for round_, leaves in product(range(len(DEAR)), pieces):
        if round_ and leaves is pieces[0] and not audit.prove(hiding.progress).any():
            break
        piece = Component.of(audit.known, leaves, hiding.leaves)
        within = piece.shares(size // len(blocks)) | (round_ > 0 or len(pieces) == 1)
        _help(hiding, audit, piece, within, hidden=hidden, dear=DEAR[round_])
        if hiding.progress:
            hiding.progress()
    return hidden


def _help(  # noqa: PLR0913 - a step of the loop over pieces
    hiding: Hiding, audit: Audit, piece: Component, within: Flags, *, hidden: Flags, dear: float
) -> None:
    """Hide what figures need so that they differ enough between tables that fit what is shown, a few at a time.

    The program looks for the cheapest table in which they come far enough; what leaves its bounds in it is hidden.
    """
    figures, random = hiding.figures, np.random.default_rng(len(piece.leaves))
    own = within & (piece.figures < len(hidden))
    places = np.where(own, piece.figures, 0)
    price = np.sqrt(figures.value[places] + 1.0) / np.sqrt(figures.value.max() + 1.0) * dear
    tries = np.where(within, 0, TRIES)
    while len(narrow := np.flatnonzero((tries < TRIES) & audit.narrow(piece.figures))):
        cost = np.where(own & ~hidden[places] & figures.hidable[places], price, np.inf)
        wanted = np.sort(random.permutation(narrow)[:TOGETHER])
        leaves, left = audit.look(piece, wanted, random, cost)
        if len(left):
            hidden[piece.figures[left]] = True
            audit.loosen(hiding.known(hidden))
            piece = piece.under(audit.known)
        if leaves is not None:
            audit.take(piece, leaves)
        tries[wanted] += 1


def _sparing(hiding: Hiding, hidden: Flags) -> Flags:
    """The same, without what is not needed: the largest figure first; a large table stays as it is."""
    if len(hidden) > SPARED or hiding.audit(hidden).prove().any():
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
