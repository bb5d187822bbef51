"""Chips: what a score says, in a few words with a symbol; the colour only goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from napd.explain.levels import STATUS_WORDS, plain_words
from napd.model.scale import NOT_APPLICABLE, Scale


@frozen
class Chip:
    """What stands in a cell, a tile or a legend.

    Args:
        kind: the class of its style: "level-2" for the third level of the scale, else the status.
        symbol: a sign, beside the words.
        words: what it says without the sign.
        place: by what chips are ordered: levels from the worst, then what is no level.
    """

    kind: str
    symbol: str
    words: str
    place: int = 0


class Chips:
    """The chips of a scale."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        pairs = enumerate(scale.levels)
        self._levels = {level.id: Chip(f"level-{place}", level.symbol, level.label, place) for place, level in pairs}
        signs = {name: text.partition(" ") for name, text in STATUS_WORDS.items()}
        statuses = enumerate(signs.items(), start=len(self._levels))
        self._statuses = {name: Chip(name, sign, words, place) for place, (name, (sign, _, words)) in statuses}
        self.not_yet = Chip("absent", "◌", "nog niet gevraagd", len(self._levels) + len(self._statuses))
        """The chip where an indicator was not there yet."""

    def level(self, name: str) -> Chip:
        """The chip of a level, or of NOT_APPLICABLE."""
        return self._statuses[name] if name == NOT_APPLICABLE else self._levels[name]

    def status(self, name: str) -> Chip:
        """The chip of a status that is not a level."""
        return self._statuses[name]

    def score(self, row: Mapping[str, Any]) -> Chip:
        """The chip of a row of the table of scores."""
        if row["level"]:
            return self._levels[row["level"]]
        chip = self._statuses[row["status"]]
        if row["status"] != "undetermined":
            return chip
        return evolve(chip, words=f"{chip.words}: {plain_words(self._scale, row['possible'])}")

    def legend(self) -> Iterator[Chip]:
        """Every chip there is: the levels from worst to best, then the rest."""
        yield from self._levels.values()
        yield from self._statuses.values()


def counted(chips: Iterable[Chip]) -> list[tuple[int, Chip]]:
    """How many there are of each, in their order."""
    found: dict[Chip, int] = {}
    for chip in chips:
        found[chip] = found.get(chip, 0) + 1
    return [(count, chip) for chip, count in sorted(found.items(), key=lambda each: (each[0].place, each[0].words))]
