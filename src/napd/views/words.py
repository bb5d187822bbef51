"""Words: how a change between rounds is told in Dutch, and what a score can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from napd.explain.levels import STATUS_WORDS, possible_words
from napd.model.scale import Scale
from napd.model.values import parted

NO_SCORE = "geen score"
CHANGES = {
    "up": "hoger", "down": "lager", "same": "per saldo gelijk", "applies": "nu van toepassing",
    "not_applicable": "niet meer van toepassing", "other": "anders", "new": "nieuw", "gone": "vervallen",
    "narrower": "nauwkeuriger bekend; misschien niet veranderd", "wider": "minder bekend; misschien niet veranderd",
    "open": "misschien veranderd, misschien niet",
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


def end_words(scale: Scale, status: str | None, possible: str | None) -> str:
    """What a score was or is, at one end of a change or after a cause; None where there was no score."""
    if possible is None:
        return NO_SCORE
    return STATUS_WORDS[status] if status == "unanswered" else possible_words(scale, possible)


def step_words(scale: Scale, row: Mapping[str, Any]) -> tuple[str, ...]:
    """What the score could be after each cause that moved it, from a row of the table "changes"."""
    return tuple(
        f"{CAUSES[cause]}: {end_words(scale, None, row[f'{cause}_possible'])}" for cause in parted(row["causes"])
    )
