"""Legends: how levels look, and what is not a level: the chips of each scale, and which of them explain a drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from napd import NOT_APPLICABLE, Framework, Indicator, Scale
from napd.plugin import texts
from napd_report.badges import Badge, Badges, not_known, status_chips


@frozen(eq=False)
class Legends:
    """The chips of a framework.

    Args:
        framework: whose scales, and whose colours of levels.
        open: whether the round is still open, so that what did not come in may still come.
    """

    framework: Framework
    open: bool

    @cached_property
    def statuses(self) -> Mapping[str, Badge]:
        """The chip of each status that is not a level."""
        chips = status_chips(self.framework.language)
        if not self.open:
            return chips
        words = texts(self.framework.language, "napd_report")("badge.open")
        return {**chips, "absent": evolve(chips["absent"], words=words)}

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """The scales of all versions of the indicators, each once."""
        found: list[Scale] = []
        for indicator in self.framework.indicators:
            if indicator.scale not in found:
                found.append(indicator.scale)
        return tuple(found)

    def chips(self, indicator: Indicator) -> Badges:
        """The chips of the scale of a version of an indicator."""
        return self.chips_of(indicator.scale)

    def chips_of(self, scale: Scale) -> Badges:
        """The chips of a scale."""
        return self._chips[self.scales.index(scale)]

    @cached_property
    def _chips(self) -> list[Badges]:
        language, styles = self.framework.language, self.framework.levels
        return [Badges(scale, number, language, styles) for number, scale in enumerate(self.scales)]

    def of(self, indicators: Sequence[Indicator], *, in_bars: bool = False) -> list[tuple[str, Sequence[Badge]]]:
        """The levels of each scale, with the titles of its indicators if there are more; then what is not a level.

        Args:
            indicators: whose levels.
            in_bars: as bars show them, where all that is not known yet is one part.
        """
        others = tuple(self.statuses.values())
        if in_bars:
            others = (not_known(self.framework.language), self.statuses[NOT_APPLICABLE])
        titles: dict[int, list[str]] = {}
        for one in indicators:
            titles.setdefault(self.scales.index(one.scale), []).append(one.title)
        levels = [(", ".join(some), self._chips[number].levels) for number, some in titles.items()]
        if len(levels) == 1:
            return [("", (*levels[0][1], *others))]
        return [*levels, ("", others)]
