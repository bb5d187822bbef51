"""Derived: what a question says of where its value comes from; nothing much where people answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from napd.model.rollup import Rollup

if TYPE_CHECKING:
    from napd.model.questions import Question


class Derived:
    """Where a value comes from. All other parts ask these, and not which kind of question it is of.

    A kind that nobody answers defines `inputs`, the questions it is computed from, each once; or `is_derived`, if the
    engine gives its value and no question does.
    """

    __slots__ = ()

    id: str
    rollup: Rollup | None

    @property
    def is_derived(self) -> bool:
        """Whether nobody answers it: its value follows from other answers, or from the round."""
        return bool(self.inputs)

    @property
    def inputs(self) -> tuple[Question, ...]:
        """The questions that a derived value is computed from, each once; empty where people answer."""
        return ()

    @property
    def origins(self) -> frozenset[str]:
        """The ids of the questions at the end of its inputs and theirs; where it has no inputs its own."""
        return frozenset[str]().union(*(part.origins for part in self.inputs)) or frozenset([self.id])

    @property
    def behind(self) -> tuple[str, ...]:
        """The ids of what it is computed from."""
        return tuple(part.id for part in self.inputs)

    @property
    def computed(self) -> str:
        """How a derived value is computed, for the codebook; empty where people answer."""
        return ""

    @property
    def reopened(self) -> tuple[Question, ...]:
        """The inputs that are open again where it is not known though all are answered: nothing to divide by, say."""
        return self.inputs

    @property
    def levels_of(self) -> str | None:
        """The id of the other indicator whose levels it is; None for every other kind."""
        return None

    @property
    def looks_back(self) -> Question | None:
        """The question or stage whose value in the round before it is; None where it is of its own round."""
        return None

    @property
    def is_quotient(self) -> bool:
        """Whether its value is divided, so that it is no decimal."""
        return self.rollup is not None and self.rollup.divides

    @property
    def has_gaps(self) -> bool:
        """Whether a value between two that are possible may be impossible, while others are still to answer."""
        return False

    @property
    def is_counted(self) -> bool:
        """Whether the value of the scored area is computed, by a roll-up or from other answers, and not just given."""
        return self.rollup is not None or self.is_derived

    @property
    def is_summed(self) -> bool:
        """Whether the decision diagram adds it up, of what counts in it."""
        return self.is_derived and not self.is_counted

    @property
    def is_of_the_day(self) -> bool:
        """Whether its value also depends on the date of the round."""
        return False

    @property
    def when_empty(self) -> str:
        """What it counts as with nothing to divide by, "worst" or "best"; else empty."""
        return ""
