"""Tallies: how many areas have which outcome, or still can; and the shares and bounds that follow from it, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from napd.views.denominators import KNOWN, OUT, Denominator
from napd.views.percentages import half_up, largest_remainder

Cells = Mapping[tuple[str, int], int]
"""How many areas there are of each status and set of outcomes, as bits: of a known status the outcome that they have
(of a multiple choice those, and in the bits above them those that they may have), of any other those that they may have
yet."""


@frozen
class CountRow:
    """One row of a summary.

    Args:
        status: the status of the areas that are counted.
        outcome: their level or option; None where the status says all.
        count: how many areas have it.
        most: how many can have it, once all is known on which the bounds go; None for what is not known by its nature.
        n: how many areas the denominator counts.
        share: the percentage that `count` is of `n`; None where n is 0 or does not count this.
        low, high: the lowest and the highest percentage that it can be, once all is known.
        rounded: the share as a whole percentage; those of one tally add up to 100, unless areas may have several.
    """

    status: str
    outcome: str | None
    count: int
    most: int | None
    n: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    rounded: int | None = None


@frozen
class Tally:
    """How many areas there are of each status and outcome.

    Args:
        known: the status of areas whose outcome is one of `outcomes`: "scored" or "answered".
        outcomes: levels, or options, in order; the bit of each is its place.
        rest: the statuses besides, in the order in which they are shown; of `OUT` the bit is the one after those.
        several: whether an area may have more than one outcome.
        cells: how many areas.
    """

    known: str
    outcomes: Sequence[str]
    rest: Sequence[str]
    cells: Cells
    several: bool = False

    def figures(self, rule: Denominator) -> list[CountRow]:
        """The figures of each outcome and of each other status, in order."""
        n = self._count(rule.statuses)
        return _with_shares([*self._of_outcomes(rule, n), *self._of_statuses(rule, n)], rule, several=self.several)

    def _count(self, statuses: Sequence[str]) -> int:
        return sum(count for (status, _), count in self.cells.items() if status in statuses)

    def _of_outcomes(self, rule: Denominator, n: int) -> Iterator[CountRow]:
        for place, outcome in enumerate(self.outcomes):
            yield self._figure(rule, n, (self.known, outcome), 1 << place)

    def _of_statuses(self, rule: Denominator, n: int) -> Iterator[CountRow]:
        for status in self.rest:
            if status == OUT:
                yield self._figure(rule, n, (OUT, None), 1 << len(self.outcomes))
            else:
                yield CountRow(status, None, self._count([status]), None, n)

    def _figure(self, rule: Denominator, n: int, what: tuple[str, str | None], bit: int) -> CountRow:
        cells = self._apart(bit) if self.several else self.cells
        count = sum(many for (status, mask), many in cells.items() if status in KNOWN and mask == bit)
        here = [(mask, many) for (status, mask), many in cells.items() if status in rule.population]
        most = sum(many for mask, many in here if mask & bit)
        out = 0 if OUT in rule.statuses or OUT not in self.rest else 1 << len(self.outcomes)
        low, high = (None, None) if bit == out else _bounds(here, bit, out)
        return CountRow(*what, count, most, n, low=low, high=high)

    def _apart(self, bit: int) -> Cells:
        """Where areas may have several outcomes: whether they have one of them (this bit), or not (the next)."""
        apart: dict[tuple[str, int], int] = {}
        for (status, mask), many in self.cells.items():
            is_open = status not in KNOWN or mask & bit << len(self.outcomes)
            has = bit | bit << 1 if is_open else bit if mask & bit else bit << 1
            apart[status, has] = apart.get((status, has), 0) + many
        return apart


def _bounds(here: Sequence[tuple[int, int]], bit: int, out: int) -> tuple[float | None, float | None]:
    """The lowest and the highest share of an outcome over all ways in which areas can come to be known.

    The lowest is where each area that can be another outcome is that, and each that cannot is out where it can be; the
    highest where each that can have the outcome has it, and each other is out where it can be.

    Args:
        here: sets of outcomes that are possible, as bits, and how many areas have that set.
        bit: the outcome.
        out: the outcome that n does not count, or 0.
    """
    sure = sum(many for mask, many in here if mask == bit)
    other = sum(many for mask, many in here if mask & ~bit & ~out)
    can = sum(many for mask, many in here if mask & bit)
    never = sum(many for mask, many in here if not mask & (bit | out))
    # Where all areas can be out, the shares are those of the ways in which one is not
    low = _percent(sure, sure + other) if sure + other else _percent(can, can)
    high = _percent(can, can + never) if can + never else _percent(0, other)
    return low, high


def _percent(count: int, n: int) -> float | None:
    return 100 * count / n if n else None


def _with_shares(figures: Sequence[CountRow], rule: Denominator, *, several: bool) -> list[CountRow]:
    """The same with the shares of those that the rule counts."""
    counted = [place for place, figure in enumerate(figures) if figure.status in rule.statuses and figure.n]
    counts = [figures[place].count for place in counted]
    whole = [half_up(c, figures[0].n) for c in counts] if several else largest_remainder(counts)
    done = list(figures)
    for place, count, rounded in zip(counted, counts, whole, strict=True):
        done[place] = evolve(figures[place], share=_percent(count, figures[place].n), rounded=rounded)
    return done


def together(tallies: Sequence[Tally]) -> Tally:
    """Some tallies of the same outcomes as one: what is counted in several counts in each."""
    cells: Counter[tuple[str, int]] = Counter()
    for tally in tallies:
        cells.update(tally.cells)
    return evolve(tallies[0], cells=cells)
