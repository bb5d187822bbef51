"""Levels and statuses in words: always a symbol and a word, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from napd.model.scale import Scale

STATUS_WORDS = {
    "undetermined": "? nog niet bepaald",
    "unanswered": "· niet beantwoord",
    "not_applicable": "– niet van toepassing",
    "absent": "○ deed niet mee",
}
"""A symbol and a word for each status of a score that is not a level; and for an area without any score in a round."""


def level_words(scale: Scale, level: str) -> str:
    """A level as symbol, label and id: never a colour alone."""
    found = scale[level]
    return f"{found.symbol} {found.label} ({level})".strip()


def score_words(scale: Scale, row: Mapping[str, Any]) -> str:
    """What a score says, in a few words."""
    if row["level"]:
        return level_words(scale, row["level"])
    word = STATUS_WORDS[row["status"]]
    if row["status"] != "undetermined":
        return word
    bounds = " t/m ".join(dict.fromkeys((row["level_low"], row["level_high"])))
    return f"{word}: {bounds}{', of niet van toepassing' if row['may_not_apply'] else ''}"
