"""The scale: the levels that a score can have, worst first. Data, so no code may know a level by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from attrs import evolve, field, frozen

from napd.errors import ModelError, UnknownName, nearest
from napd.model.record import Record, listed

NOT_APPLICABLE = "not_applicable"
"""What a rule gives, in place of a level, where the indicator does not apply to the area."""


@frozen
class Level(Record):
    """One level, shown by its label and symbol. The page chooses the colour.

    Args:
        id: how tables and rules name it.
        label: the word for it.
        symbol: the sign shown with the label.
    """

    id: str
    label: str
    symbol: str = ""


@frozen
class LevelStyle(Record):
    """How a framework shows a level, if not as the indicator says.

    Args:
        label: the word for it; "" for that of the indicator.
        symbol: the sign shown with the label; "" for that of the indicator.
        colour: on pages, as in CSS with six digits; "" for that of the page.
    """

    label: str = ""
    symbol: str = ""
    colour: str = ""


@frozen
class Scale(Record):
    """The levels in order, worst first.

    Args:
        levels: two or more.

    Raises:
        ModelError: for fewer than two levels, two with one id, or a level called "not_applicable".
    """

    levels: tuple[Level, ...] = field(converter=listed)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if not self.levels[1:] or len(set(self.ids)) < len(self.ids) or NOT_APPLICABLE in self.ids:
            message = (
                f"a scale needs at least two levels, each with an id of its own that is not {NOT_APPLICABLE!r}; "
                f"these are: {', '.join(self.ids) or 'none'}"
            )
            raise ModelError(message)

    @property
    def ids(self) -> tuple[str, ...]:
        """The level ids, worst first."""
        return tuple(level.id for level in self.levels)

    def __getitem__(self, level: str) -> Level:
        """The level with this id; raises `UnknownName`."""
        for known in self.levels:
            if known.id == level:
                return known
        message = f"the scale has no level {level!r}.{nearest(level, self.ids)}"
        raise UnknownName(message)

    def styled(self, styles: Mapping[str, LevelStyle]) -> Self:
        """The same levels, with the labels and symbols that some have in a framework, by level id."""
        found = {level.id: styles.get(level.id, LevelStyle()) for level in self.levels}
        return evolve(self, levels=[
            evolve(level, label=found[level.id].label or level.label, symbol=found[level.id].symbol or level.symbol)
            for level in self.levels
        ])  # fmt: skip


DEFAULT_SCALE = Scale(
    (
        Level("niet-op-gang", "nog niet op gang", "✕"),
        Level("in-ontwikkeling", "in ontwikkeling", "◐"),
        Level("gerealiseerd", "gerealiseerd", "✓"),
    )
)
"""The levels of napd's own indicators. Their labels are ours: those of the owner's dashboard are not public."""
