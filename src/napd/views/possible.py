"""Possible: what may be said of two scores that can still be several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from napd.model.scale import NOT_APPLICABLE

if TYPE_CHECKING:
    from napd.views.states import State


def change_between(old: State | None, new: State | None) -> str:
    """What can be said for certain about the change from one to the other; None if there is no score at all.

    "up" and "down": every level possible now lies above, or below, every level possible before. "applies",
    "not_applicable" and "other": no outcome is possible both before and now, and it applies only now, or only before,
    or what is possible lies neither wholly above nor wholly below.
    "same": one and the same outcome. "narrower", "wider" and "open" may be no change: what is possible now is a part of
    what was possible, or the other way round, or neither, but some outcome is possible in both. "new" and "gone": there
    was no score before, or there is none now. "rescaled": the levels are on a different scale, and are not compared.
    """
    if old is None or new is None:
        return "same" if old is new else "new" if old is None else "gone"
    one, other = {*old.outcome.possible}, {*new.outcome.possible}
    if NOT_APPLICABLE not in one & other and (not old.outcome.levels or not new.outcome.levels):
        return NOT_APPLICABLE if old.outcome.levels else "applies"
    if old.levels != new.levels and one | other != {NOT_APPLICABLE}:
        return "rescaled"
    if one & other:
        return _overlapping(one, other)
    if NOT_APPLICABLE in one | other:
        return "other"
    before, now = ([each.levels.index(level) for level in each.outcome.levels] for each in (old, new))
    return "up" if before[-1] < now[0] else "down" if now[-1] < before[0] else "other"


def _overlapping(one: set[str], other: set[str]) -> str:
    if one == other:
        return "same" if len(one) == 1 else "open"
    return "wider" if one < other else "narrower" if other < one else "open"
