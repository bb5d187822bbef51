"""The trail: the way back from scores to the answers behind them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from napd.answers.index import AnswerIndex
from napd.answers.intake import Gathered
from napd.answers.layout import Layout
from napd.answers.reader import Reader
from napd.model.areas import Area
from napd.scoring.scoring import Scored, codes_of, free_codes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Codes = Mapping[str, "NDArray[np.intp]"]
"""For each variable the codes of the answers behind some scores: an array with one for each score."""


@frozen(eq=False, repr=False)
class Trail:
    """What explains a score: the scores, and the answers that they were made of.

    Args:
        scored: the scores.
        said: reads what was said.
        together: whether what all areas said is read in one pass, and kept: for who explains many areas. Else that of
            an area is read when it is explained.
    """

    scored: Sequence[Scored]
    said: Reader
    together: bool = False
    _codes: dict[int, tuple[Codes, Codes]] = field(factory=dict, init=False)

    @property
    def gathered(self) -> Gathered:
        """The answers as they were laid out, and where they are."""
        return self.said.gathered

    @property
    def layout(self) -> Layout:
        """The framework as arrays."""
        return self.gathered.grid.layout

    def said_by(self, areas: Collection[Area]) -> AnswerIndex:
        """What some areas said, at the least."""
        return (self.said if self.together else self.said.only(frozenset(area.code for area in areas))).whole

    def codes(self, scored: Scored) -> tuple[Codes, Codes]:
        """The codes of the answers behind some scores, and what these would be if nobody had answered.

        Worked out anew from the answers, for all of these scores at once, and kept: whoever explains one of them mostly
        explains the others.
        """
        number = self.scored.index(scored)
        if number not in self._codes:
            grid = self.gathered.grid
            self._codes[number] = codes_of(grid, scored), free_codes_of(grid, scored)
        return self._codes[number]
