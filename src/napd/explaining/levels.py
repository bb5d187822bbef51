"""Levels and statuses in words: always a symbol and a word, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from napd.model.scale import NOT_APPLICABLE, Scale
from napd.model.values import parted

STATUS_WORDS = {
    "undetermined": "? nog niet bepaald",
    "unanswered": "· niet beantwoord",
    "not_applicable": "– niet van toepassing",
    "absent": "○ deed niet mee",
}
"""A symbol and a word for each status of a score that is not a level; and for an area without any score in a round."""


def level_words(scale: Scale, level: str) -> str:
    """A level as symbol and label: never a colour alone."""
    found = scale[level]
    return f"{found.symbol} {found.label}".strip()


def score_words(scale: Scale, row: Mapping[str, Any]) -> str:
    """What a score says, in a few words; `row` has the columns of the scores table that say it."""
    if row["level"]:
        return level_words(scale, row["level"])
    word = STATUS_WORDS[row["status"]]
    return f"{word}: {plain_words(scale, row['possible'])}" if row["status"] == "undetermined" else word


def possible_words(scale: Scale, possible: str) -> str:
    """What a score can be, each level with its symbol.

    Args:
        scale: its scale.
        possible: every outcome that is possible, as in the scores.
    """
    return _ranges(scale.ids, possible, {level: level_words(scale, level) for level in scale.ids} | STATUS_WORDS)


def plain_words(scale: Scale, possible: str) -> str:
    """The same without symbols."""
    statuses = {name: text.partition(" ")[2] for name, text in STATUS_WORDS.items()}
    return _ranges(scale.ids, possible, {level.id: level.label for level in scale.levels} | statuses)


def _ranges(levels: Sequence[str], possible: str, words: Mapping[str, str]) -> str:
    """Outcomes in words; of levels that follow on each other the lowest and the highest."""
    # What comes after the levels does not follow on the highest
    places = {name: place for place, name in enumerate((*levels, "", NOT_APPLICABLE))}
    names = enumerate(parted(possible))  # in a run, place and number go up together
    runs = ([name for _, name in run] for _, run in groupby(names, key=lambda each: places[each[1]] - each[0]))
    return " of ".join(" t/m ".join(dict.fromkeys((words[run[0]], words[run[-1]]))) for run in runs)
