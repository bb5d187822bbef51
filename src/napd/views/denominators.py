"""Denominators: of whom a share is a share. Data, with words in Dutch; no share stands without its n and its rule."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from napd.errors import NapdError, nearest

LEVEL, ANSWER = "scored", "answered"
"""What is known of an area: its level; or of a question, its answer."""
OUT, OPEN, SILENT, ABSENT = "not_applicable", "undetermined", "unanswered", "absent"
"""The other statuses: does not apply; some level, not known which; answered nothing of it; or nothing in the round."""
KNOWN = (LEVEL, ANSWER, OUT)
"""Statuses in which the outcome is known."""
AREAS: Mapping[str, str] = {
    "municipality": "gemeenten",
    "region": "regio's",
    "province": "provincies",
    "country": "landen",
    "score": "gebieden",
}
"""What is counted, in words; a score is that of an area in one of several indicators."""


@frozen
class Denominator:
    """A rule that says which areas n counts.

    Args:
        id: as in tables.
        of_scores: the rule in Dutch, for scores; {areas} stands for what is counted.
        of_answers: the same for the answers to one question.
        statuses: the statuses that n counts.
        open: the statuses besides, or among these, whose outcome may yet be any that is possible: bounds go over it.
    """

    id: str
    of_scores: str
    of_answers: str
    statuses: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def population(self) -> frozenset[str]:
        """The statuses of all areas of which the bounds speak."""
        return frozenset((*self.statuses, *self.open))

    def words(self, counted: str, kind: str) -> str:
        """The rule in Dutch, for what is counted and for the kind of what it is a share in."""
        words = (self.of_answers if kind == "question" else self.of_scores).format(areas=AREAS[counted])
        return f"{words}, bij elke indicator opnieuw geteld" if kind in ("theme", "action_line") else words


DENOMINATORS: Mapping[str, Denominator] = {
    rule.id: rule
    for rule in (
        Denominator(
            "answered",
            "de {areas} die iets van de indicator hebben ingevuld",
            "de {areas} die de vraag hebben beantwoord",
            (LEVEL, OPEN, OUT, ANSWER), (OPEN,),
        ),
        Denominator(
            "existing",
            "alle {areas} die er op de peildatum van de ronde zijn",
            "alle {areas} die er op de peildatum van de ronde zijn",
            (LEVEL, OPEN, OUT, ANSWER, SILENT, ABSENT), (OPEN, SILENT, ABSENT),
        ),
        Denominator(
            "scored",
            "de {areas} waarvan het niveau bekend is",
            "de {areas} die de vraag hebben beantwoord",
            (LEVEL, ANSWER), (OPEN, OUT),
        ),
    )
}  # fmt: skip
"""By id; the first is taken where nobody names another."""


def denominator(name: str) -> Denominator:
    """The rule with this id.

    Raises:
        NapdError: where there is none, with all there are.
    """
    if name not in DENOMINATORS:
        known = f"{nearest(name, DENOMINATORS)} There are: {', '.join(DENOMINATORS)}."
        raise NapdError(f"there is no denominator {name!r}.{known}")
    return DENOMINATORS[name]
