"""Steps: scores whose level differs from that of the round before."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from napd.answers.index import AnswerIndex
from napd.model.area_kinds import BELOW
from napd.tables.arrays import distinct
from napd.views.encoded import Bools, Ints, numbers_in, versions_in

if TYPE_CHECKING:
    import pyarrow as pa

KEY = ("round", "area", "perspective", "indicator")


@frozen(eq=False, repr=False)
class Steps:
    """Two scores each, of one area, perspective and indicator, with another level; arrays of shape (steps,).

    Scores by another version of the indicator are not compared: what changed may be the method.

    Args:
        before: int64, the row of the earlier score: that of the last round in which there was a level.
        after: int64, the row of the later score.
        rounds: int64, the round of the later score.
        size: int64, how many levels up; negative, down.
        noted: bool, whether a note of the area or of its municipalities on the indicator stands with the later.
    """

    before: Ints
    after: Ints
    rounds: Ints
    size: Ints
    noted: Bools

    @classmethod
    def of(cls, said: AnswerIndex, scores: pa.Table) -> Steps:
        """Find the steps between scores; those that are not certain are none."""
        version = versions_in(said.layout, scores)
        levels = _ranks(said, scores, version)
        rounds, *whose = (numbers_in(scores, name, said.numbers[name]) for name in KEY)
        known = np.flatnonzero(levels >= 0)
        keys = _one_number(said, *(column[known] for column in whose))
        order = known[np.lexsort((rounds[known], keys))]
        keys, levels_in_order = _one_number(said, *(column[order] for column in whose)), levels[order]
        size = np.diff(levels_in_order)
        version = version[order]
        found = np.flatnonzero((keys[1:] == keys[:-1]) & (version[1:] == version[:-1]) & (size != 0))
        after = order[found + 1]
        noted = _noted(said)[tuple(column[after] for column in (rounds, *whose))]
        return cls(order[found], after, rounds[after], size[found], noted)

    def into(self, rounds: Collection[int]) -> Steps:
        """Those into some rounds."""
        chosen = np.isin(self.rounds, list(rounds))
        before, after, into, size = (column[chosen] for column in (self.before, self.after, self.rounds, self.size))
        return Steps(before, after, into, size, self.noted[chosen])


def _one_number(said: AnswerIndex, areas: Ints, perspectives: Ints, indicators: Ints) -> Ints:
    shape = (len(said.layout.areas), len(said.numbers["perspective"]), len(said.numbers["indicator"]))
    return np.asarray(np.ravel_multi_index((areas, perspectives, indicators), shape), dtype=np.int64)


def _ranks(said: AnswerIndex, scores: pa.Table, version: Ints) -> Ints:
    """The rank of the level of each score on the scale of its version of the indicator; -1 where it has none."""
    indicators = said.layout.framework.indicators
    names = {level: n for n, level in enumerate(dict.fromkeys(level for i in indicators for level in i.scale.ids))}
    table = np.full((len(indicators), len(names) + 1), -1, dtype=np.int64)  # the last is that of no level
    for number, indicator in enumerate(indicators):
        table[number, [names[level] for level in indicator.scale.ids]] = range(len(indicator.scale.ids))
    return np.asarray(table[version, numbers_in(scores, "level", names)])


def _noted(said: AnswerIndex) -> Bools:
    """Where there is a note: by round, area, perspective and indicator; it counts for what the area lies in too."""
    layout, (rounds, perspectives, areas, slots) = said.layout, said.places_of(said.notes.placed.addresses)
    shape = [len(said.gathered.judge.names[name]) for name in KEY]
    found = np.zeros(shape, dtype=bool)
    indicators = np.array([said.numbers["indicator"][slot.indicator.id] for slot in layout.slots], dtype=np.int64)
    found[rounds, areas, perspectives, indicators[slots]] = True
    for number in distinct(rounds).tolist():
        for kind, part in ((kind, part) for kind, below in BELOW.items() for part in below):
            members = layout.members(number, kind, part)
            found[number, members.wholes] |= members.any(found[number])
    return found
