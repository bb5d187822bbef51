"""Trends: what is certain of a change between two figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import frozen

from napd.observations.interval import Interval

if TYPE_CHECKING:
    from napd.observations.observation import Observation

Verdict = Literal["up", "down", "same", "open"]


@frozen
class Trend:
    """A change, as far as it can be known from the ranges of both figures.

    Args:
        before: the earlier figure.
        after: the later one.
    """

    before: Observation
    after: Observation

    @property
    def difference(self) -> Interval:
        """How much more, or less if it is negative."""
        return self.after.value - self.before.value

    @property
    def percentage(self) -> Interval:
        """The same as a percentage of the earlier figure; its point is what the published numbers give."""
        return self.after.value.over(self.before.value).percent(less=100)

    @property
    def verdict(self) -> Verdict:
        """Certainly "up", "down" or the "same"; "open" if the ranges allow more than one of these."""
        change = self.difference
        if change.low is not None and change.low > 0:
            return "up"
        if change.high is not None and change.high < 0:
            return "down"
        return "same" if change.low == change.high == 0 else "open"
