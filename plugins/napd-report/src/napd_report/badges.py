"""Chips: what a score says, in a few words with a symbol; the colour only goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from napd import NOT_APPLICABLE, Level, LevelStyle, Scale
from napd.plugin import shown, texts
from napd_report.levels import Look, looks, unknown

FIRST_FIGURE, LAST_FIGURE = "①", "⑳"
FILLING = {2: "○●", 3: "○◐●", 4: "○◔◕●", 5: "○◔◐◕●"}
"""By how many levels there are a sign for each that fills up; more of them cannot be told apart."""
LAST = 1_000
"""The place of what is not a level: after every level."""


@frozen
class Badge:
    """What stands in a cell, a tile or a legend.

    Args:
        kind: the class of its style: "scale-0-2" for the third level of the first scale, else the status.
        symbol: a sign, beside the words.
        words: what it says without the sign.
        place: by what chips are ordered: levels from the worst, then what is not a level.
        look: its colour and pattern on a light page.
    """

    kind: str
    symbol: str
    words: str
    place: int = 0
    look: Look = field(factory=unknown, eq=False, repr=False)

    @property
    def is_level(self) -> bool:
        """Whether it is a level, in the words of whoever made its scale; else it is in those of the pages."""
        return self.look.is_level


@cache
def status_chips(language: str) -> Mapping[str, Badge]:
    """The chip of each status that is not a level, in a language."""
    split = ((name, text.partition(" ")) for name, text in texts(language).table("status").items())
    return {name: Badge(name, sign, words, LAST + place) for place, (name, (sign, _, words)) in enumerate(split)}


def not_yet(language: str) -> Badge:
    """The chip where an indicator was not there yet."""
    words = texts(language, "napd_report")("badge.not_yet")
    return Badge("absent", "◌", words, LAST + len(status_chips(language)))


def not_known(language: str) -> Badge:
    """The chip of all that is not known yet, for whatever reason."""
    return Badge("unknown", "?", texts(language, "napd_report")("badge.not_known"), LAST)


def symbol_of(level: Level, place: int, count: int) -> str:
    """The sign of a level; where it has none of its own a circle that is as full as it is high, or has its number."""
    figure = chr(ord(FIRST_FIGURE) + place)
    filling = FILLING[count][place] if count in FILLING else figure if figure <= LAST_FIGURE else ""
    return level.symbol or filling


class Badges:
    """The chips of a scale."""

    def __init__(self, scale: Scale, number: int, language: str, styles: Mapping[str, LevelStyle]) -> None:
        """The chips of a scale, of which a report has several, each with its number.

        Args:
            scale: the scale.
            number: its number.
            language: that of the statuses.
            styles: the colours that a framework gives levels, by level id.
        """
        self._scale, self._language, count = scale, language, len(scale.levels)
        self._levels = {
            level.id: Badge(f"scale-{number}-{place}", symbol_of(level, place, count), level.label, place, look)
            for place, (level, look) in enumerate(zip(scale.levels, looks(scale, styles), strict=True))
        }

    @property
    def levels(self) -> tuple[Badge, ...]:
        """The chips of its levels, the best first, as in a bar."""
        return tuple(self._levels.values())[::-1]

    @property
    def by_id(self) -> Mapping[str, Badge]:
        """The chips of its levels by their ids, the best first."""
        return dict(reversed(self._levels.items()))

    def level(self, name: str) -> Badge:
        """The chip of a level, or of NOT_APPLICABLE."""
        return status_chips(self._language)[name] if name == NOT_APPLICABLE else self._levels[name]

    def score(self, row: Mapping[str, Any]) -> Badge:
        """The chip of a row of the table of scores."""
        if row["level"]:
            return self._levels[row["level"]]
        chip = status_chips(self._language)[row["status"]]
        return evolve(chip, words=shown(self._scale, row, texts(self._language)).words)


def counted(chips: Iterable[Badge]) -> list[tuple[int, Badge]]:
    """How many there are of each, in their order."""
    found: dict[Badge, int] = {}
    for chip in chips:
        found[chip] = found.get(chip, 0) + 1
    return [(count, chip) for chip, count in sorted(found.items(), key=lambda each: (each[0].place, each[0].words))]
