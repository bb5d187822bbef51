"""The trail: the way back from scores to the answers behind them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import frozen

from napd.answers.index import AnswerIndex
from napd.answers.intake import Gathered
from napd.answers.layout import Layout
from napd.answers.reader import Reader
from napd.model.areas import Area
from napd.scoring.scoring import Scored


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
