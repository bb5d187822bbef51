"""The level of other areas in another indicator, as a value that rules can ask for."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, field, frozen

from napd.errors import Fault
from napd.model.area_kinds import AreaKind
from napd.model.choices import Choice
from napd.model.options import Option
from napd.model.questions import Question
from napd.model.scale import DEFAULT_SCALE, Scale


@frozen(eq=False)
class LevelOf(Choice):
    """The level that each area below the scored one has in another indicator, in the same round and perspective.

    Nobody answers it: it follows from the scores of the other indicator, which are made first. A roll-up makes one
    value of these levels: `Share(("in-ontwikkeling", "gerealiseerd"))` is the percentage of the regions with one of
    these levels. The bounds are exact over the levels that each area can still have. An area to which the other
    indicator does not apply is left out of the count; if it may apply to none of them, the value is not known. Two such
    values of one indicator are treated as independent, so whatever depends on both may be wider than exact.

    Args:
        indicator: the id of the other indicator, which scores the kind of area in `answered_by`.
        scale: its levels.
        answered_by: the kind of area whose level it is.
    """

    indicator: str = field(kw_only=True)
    scale: Scale = field(default=DEFAULT_SCALE, kw_only=True)
    answered_by: AreaKind | None = field(default="region", kw_only=True)
    required: bool = field(init=False, default=False)
    ordered: bool = field(init=False, default=True)
    options: tuple[Option, ...] = field(init=False, default=Factory(lambda self: _levels(self.scale), takes_self=True))

    @property
    def is_derived(self) -> bool:
        """Nobody answers it."""
        return True

    @property
    def levels_of(self) -> str:
        """That of its setting."""
        return self.indicator

    @property
    def reopened(self) -> tuple[Question, ...]:
        """It is itself what is open: the other indicator says who can answer more."""
        return (self,)

    def faults(self) -> Iterator[Fault]:
        """It needs a roll-up: no rule can ask for several levels."""
        if not self.rollup:
            text = "is the level of several areas: give it a rollup=, such as Share('gerealiseerd') or Minimum()"
            yield Fault(("rollup",), text)


def _levels(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(level.label, id=level.id) for level in scale.levels)
