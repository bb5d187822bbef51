"""Possible: what may be said of two scores that can still be several things."""

from __future__ import annotations

from collections.abc import Sequence

from napd.decision.outcomes import Outcome
from napd.model.scale import NOT_APPLICABLE


def change_between(old: Outcome | None, new: Outcome | None, levels: Sequence[str]) -> str:
    """What can be said for certain of the change from one to the other; None where there is no score at all.

    "up" and "down": every level possible now lies above, or below, every level possible before. "applies",
    "not_applicable" and "other": no outcome is possible both before and now, and it applies only now, or only before,
    or what is possible lies neither wholly above nor wholly below.
    "same": one and the same outcome. "narrower", "wider" and "open" may be no change: what is possible now is a part of
    what was possible, or the other way round, or neither, but some outcome is possible in both. "new" and "gone": there
    was no score before, or there is none now.

    Args:
        old: the one.
        new: the other.
        levels: the levels of their scale, from the worst to the best.
    """
    if old is None or new is None:
        return "same" if old is new else "new" if old is None else "gone"
    one, other = {*old.possible}, {*new.possible}
    if one & other:
        return _overlapping(one, other)
    if not old.levels or not new.levels:
        return NOT_APPLICABLE if old.levels else "applies"
    before, now = ([levels.index(level) for level in each.levels] for each in (old, new))
    if old.may_not_apply or new.may_not_apply:
        return "other"
    return "up" if before[-1] < now[0] else "down" if now[-1] < before[0] else "other"


def _overlapping(one: set[str], other: set[str]) -> str:
    if one == other:
        return "same" if len(one) == 1 else "open"
    return "wider" if one < other else "narrower" if other < one else "open"
