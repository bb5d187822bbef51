"""Levels and statuses in words: always a symbol and a word, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from attrs import frozen

from napd.model.scale import NOT_APPLICABLE, Scale
from napd.model.values import parted
from napd.texts import DUTCH, Texts


def level_words(scale: Scale, level: str) -> str:
    """A level as symbol and label: never a colour alone."""
    found = scale[level]
    return f"{found.symbol} {found.label}".strip()


@frozen
class Shown:
    """What a score says, in a few words.

    Args:
        symbol: a sign to stand before the words, and never alone; may be empty.
        words: what it says without the sign.
    """

    symbol: str
    words: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.words}".strip()


def shown(scale: Scale, row: Mapping[str, Any], say: Texts = DUTCH) -> Shown:
    """What a score says.

    Args:
        scale: its scale.
        row: the columns of the scores table that say it.
        say: the texts of the language.
    """
    if row["level"]:
        level = scale[row["level"]]
        return Shown(level.symbol, level.label)
    symbol, _, words = say(f"status.{row['status']}").partition(" ")
    if row["status"] == "undetermined":
        words = f"{words}: {_plain_words(scale, row['possible'], say)}"
    return Shown(symbol, words)


def score_words(scale: Scale, row: Mapping[str, Any], say: Texts = DUTCH) -> str:
    """The same as one text."""
    return str(shown(scale, row, say))


def possible_words(scale: Scale, possible: str, say: Texts = DUTCH) -> str:
    """What a score can be, each level with its symbol.

    Args:
        scale: its scale.
        possible: every outcome that is possible, as in the scores.
        say: the texts of the language.
    """
    words = {level: level_words(scale, level) for level in scale.ids} | {**say.table("status")}
    return _ranges(scale.ids, possible, words, say)


def _plain_words(scale: Scale, possible: str, say: Texts) -> str:
    """The same without symbols."""
    statuses = {name: text.partition(" ")[2] for name, text in say.table("status").items()}
    return _ranges(scale.ids, possible, {level.id: level.label for level in scale.levels} | statuses, say)


def _ranges(levels: Sequence[str], possible: str, words: Mapping[str, str], say: Texts) -> str:
    """Outcomes in words; of levels that follow on each other the lowest and the highest."""
    # What comes after the levels does not follow on the highest
    places = {name: place for place, name in enumerate((*levels, "", NOT_APPLICABLE))}
    names = enumerate(parted(possible))  # in a run, place and number go up together
    runs = ([name for _, name in run] for _, run in groupby(names, key=lambda each: places[each[1]] - each[0]))
    ends = (dict.fromkeys((words[run[0]], words[run[-1]])) for run in runs)
    said = (say("words.through", a=each[0], b=each[1]) if each[1:] else each[0] for each in map(list, ends))
    return f" {say('words.or')} ".join(said)
