"""Words: how a change between rounds is told in Dutch, and what a score can be."""

from __future__ import annotations

from napd.explain.levels import STATUS_WORDS, level_words
from napd.model.scale import NOT_APPLICABLE, Scale

NO_SCORE = "geen score"
CHANGES = {
    "up": "hoger", "down": "lager", "same": "per saldo gelijk", "applies": "nu van toepassing",
    "not_applicable": "niet meer van toepassing", "other": "anders", "new": "nieuw", "gone": "vervallen",
    "narrower": "nauwkeuriger bekend; misschien niet veranderd", "wider": "minder bekend; misschien niet veranderd",
    "open": "misschien veranderd, misschien niet",
}  # fmt: skip
"""What is said of a change, by its word in the table "changes"."""
CAUSES = {
    "method": "andere regels", "composition": "andere gemeenten", "known": "nu beantwoord",
    "answers": "ander antwoord", "lost": "niet meer beantwoord",
}  # fmt: skip
"""What each cause of a change is called."""


def outcome_words(scale: Scale, outcome: str) -> str:
    """What a score can be, as the tables "changes" and "divergence" say it ("rood..oranje"), for people."""
    if outcome == "-":
        return NO_SCORE
    return " of ".join(
        STATUS_WORDS[part] if part == NOT_APPLICABLE
        else " t/m ".join(level_words(scale, level) for level in part.split(".."))
        for part in outcome.split("|")
    )  # fmt: skip


def end_words(scale: Scale, status: str | None, outcome: str | None) -> str:
    """What a score was or is, at one end of a change; None where there was no score."""
    return STATUS_WORDS[status] if status == "unanswered" else outcome_words(scale, outcome or "-")
