"""Denominators: of whom a share is a share; no share stands without its n and its rule."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from napd.errors import NapdError, nearest
from napd.texts import Texts

LEVEL, ANSWER = "scored", "answered"
"""What is known of an area: its level; or of a question, its answer."""
OUT, OPEN, SILENT, ABSENT = "not_applicable", "undetermined", "unanswered", "absent"
"""The other statuses: does not apply; some level, not known which; answered nothing of it; or nothing in the round."""
KNOWN = (LEVEL, ANSWER, OUT)
"""Statuses in which the outcome is known."""


@frozen
class Denominator:
    """A rule that says which areas n counts.

    Args:
        id: as in tables.
        statuses: the statuses that n counts.
        open: the statuses besides, or among these, whose outcome may yet be any that is possible: bounds go over it.
    """

    id: str
    statuses: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def population(self) -> frozenset[str]:
        """The statuses of all areas of which the bounds speak."""
        return frozenset((*self.statuses, *self.open))

    def words(self, counted: str, kind: str, say: Texts) -> str:
        """The rule in words, for what is counted and for the kind of what it is a share in."""
        of = "answers" if kind == "question" else "scores"
        words = say(f"denominator.{self.id}.{of}", areas=say(f"areas.{counted}_several"))
        return say("denominator.each", words) if kind in ("theme", "action_line") else words


DENOMINATORS: Mapping[str, Denominator] = {
    rule.id: rule
    for rule in (
        Denominator(
            "answered",
            (LEVEL, OPEN, OUT, ANSWER), (OPEN,),
        ),
        Denominator(
            "existing",
            (LEVEL, OPEN, OUT, ANSWER, SILENT, ABSENT), (OPEN, SILENT, ABSENT),
        ),
        Denominator(
            "scored",
            (LEVEL, ANSWER), (OPEN, OUT),
        ),
    )
}  # fmt: skip
"""By id; the first is taken where nobody names another."""


def denominator(name: str) -> Denominator:
    """The rule with this id.

    Raises:
        NapdError: if there is none, with all there are.
    """
    if name not in DENOMINATORS:
        known = f"{nearest(name, DENOMINATORS)} There are: {', '.join(DENOMINATORS)}."
        raise NapdError(f"there is no denominator {name!r}.{known}")
    return DENOMINATORS[name]
