"""The scale: the levels that a score can have, worst first. Data, so no code may know a level by its name."""

from __future__ import annotations

from attrs import field, frozen

from napd.errors import ModelError, UnknownName, nearest
from napd.model.record import Record, listed

NOT_APPLICABLE = "not_applicable"
"""What a rule gives, in place of a level, where the indicator does not apply to the area."""


@frozen
class Level(Record):
    """One level; shown by its label and symbol, never by its colour alone.

    Args:
        id: as it stands in tables and rules.
        label: the word for it.
        colour: as in CSS, with six digits.
        symbol: the sign that stands with the label.
    """

    id: str
    label: str
    colour: str = "#767676"
    symbol: str = ""


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


DEFAULT_SCALE = Scale(
    (
        Level("niet-op-gang", "nog niet op gang", "#b3261e", "✕"),
        Level("in-ontwikkeling", "in ontwikkeling", "#b35c00", "◐"),
        Level("gerealiseerd", "gerealiseerd", "#1b7f3b", "✓"),
    )
)
"""The levels of the six indicators. Labels and colours are ours: those of the owner's dashboard are not public."""
