"""Possible: what a score can still be, and what may be said of two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from attrs import frozen

from napd.model.scale import NOT_APPLICABLE


@frozen
class Possible:
    """Every outcome that a score can still have.

    Args:
        low, high: the ranks of the lowest and the highest level possible, that of the lowest of the scale being 0;
            None where the indicator does not apply in any case.
        may_not_apply: whether it may not apply, or does not.
    """

    low: int | None
    high: int | None
    may_not_apply: bool

    @classmethod
    def of(cls, score: Mapping[str, Any], levels: Sequence[str]) -> Self:
        """What a row of scores can be."""
        ranks = {None: None} | {level: rank for rank, level in enumerate(levels)}
        return cls(ranks[score["level_low"]], ranks[score["level_high"]], score["may_not_apply"])

    @property
    def outcomes(self) -> frozenset[int | None]:
        """The ranks of every level possible; None among them where it may not apply."""
        ranks = () if self.low is None or self.high is None else range(self.low, self.high + 1)
        return frozenset(ranks) | ({None} if self.may_not_apply else frozenset())

    def words(self, levels: Sequence[str]) -> str:
        """As text: a level, or low..high, or with |not_applicable."""
        ends = (None if rank is None else levels[rank] for rank in (self.low, self.high))
        found = "..".join(filter(None, dict.fromkeys(ends)))
        return "|".join(filter(None, (found, NOT_APPLICABLE if self.may_not_apply else "")))


def change_between(old: Possible | None, new: Possible | None) -> str:
    """What can be said for certain of the change from one to the other; None where there is no score at all.

    "up" and "down": every level possible now lies above, or below, every level possible before. "applies",
    "not_applicable" and "other": no outcome is possible both before and now, and one of them is that it does not apply.
    "same": one and the same outcome. "narrower", "wider" and "open" may be no change: what is possible now is a part of
    what was possible, or the other way round, or neither, but some outcome is possible in both. "new" and "gone": there
    was no score before, or there is none now.
    """
    if old is None or new is None:
        return "same" if old is new else "new" if old is None else "gone"
    one, other = old.outcomes, new.outcomes
    if one & other:
        return _overlapping(one, other)
    if one == {None} or other == {None}:
        return "applies" if one == {None} else "not_applicable"
    if old.may_not_apply or new.may_not_apply:
        return "other"
    # Neither is without levels, and none is in both: what begins lower lies below
    return "up" if (old.low or 0) < (new.low or 0) else "down"


def _overlapping(one: frozenset[int | None], other: frozenset[int | None]) -> str:
    if one == other:
        return "same" if len(one) == 1 else "open"
    return "wider" if one < other else "narrower" if other < one else "open"


REVERSED = {"up": "down", "applies": "not_applicable", "narrower": "wider", "new": "gone"}
REVERSED |= {after: before for before, after in REVERSED.items()}
"""What each word becomes when old and new are exchanged; the others stay as they are."""
