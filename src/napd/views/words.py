"""Words: how a change between rounds is told in Dutch, and what a score can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from napd.explaining.levels import possible_words
from napd.model.scale import NOT_APPLICABLE, Scale
from napd.model.values import parted
from napd.texts import DUTCH

if TYPE_CHECKING:
    from napd.framework.framework import Framework

NO_SCORE = "geen score"
CHANGES = {
    "up": "hoger", "down": "lager", "same": "per saldo gelijk", "applies": "nu van toepassing",
    "not_applicable": "niet meer van toepassing", "other": "anders", "new": "nieuw", "gone": "vervallen",
    "narrower": "nauwkeuriger bekend; misschien niet veranderd", "wider": "minder bekend; misschien niet veranderd",
    "open": "misschien veranderd, misschien niet", "rescaled": "andere niveaus; niet te vergelijken",
}  # fmt: skip
"""What is said of a change, by its word in the table "changes"."""
CERTAIN = ("up", "down", "applies", "not_applicable", "other")
"""Those of a score that is certainly another than it was."""
CAUSES = {
    "method": "andere regels", "composition": "andere gemeenten", "time": "tijd verstreken",
    "previous": "andere waarde in de ronde ervoor", "known": "nu beantwoord", "answers": "ander antwoord",
    "lost": "niet meer beantwoord",
}  # fmt: skip
"""What each cause of a change is called."""


def way_words(framework: Framework, row: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """What a score could be before, what it can be after, and after each cause that moved it.

    Args:
        framework: it has both versions of the indicator.
        row: of the table "changes".
    """
    new, old = (_scales(framework, row["indicator"], row[f"{end}_version"]) for end in ("to", "from"))
    before = _end(old, row["from_status"], row["from_possible"])
    after = _end(new, row["to_status"], row["to_possible"])
    steps = [(CAUSES[cause], _end(new, None, row[f"{cause}_possible"])) for cause in parted(row["causes"])]
    return before, after, tuple(": ".join(step) for step in steps)


def _scales(framework: Framework, indicator: str, first: str | None) -> list[Scale]:
    """Those of every version, that of one before the others: between two versions a score is of either."""
    versions = [one for one in framework.indicators if one.id == indicator]
    return [one.scale for one in sorted(versions, key=lambda one: one.version != first)]


def _end(scales: Sequence[Scale], status: str | None, possible: str | None) -> str:
    """What a score is, in the words of the first scale that has these levels: those in between are of either."""
    if possible is None:
        return NO_SCORE
    levels = {*parted(possible)} - {NOT_APPLICABLE}
    scale = next(each for each in scales if levels <= {*each.ids})
    return DUTCH(f"status.{status}") if status == "unanswered" else possible_words(scale, possible)
