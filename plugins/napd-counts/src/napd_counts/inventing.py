"""Invented records, to learn and to test with: the same each time, and marked FICTIEF in every row.

Nothing in them is of anybody. How long people stay and what is wrong with a record are drawn at random, with no claim
that any of it looks like what is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from attrs import field, frozen

from napd import Area, AreaRegistry, Choice, Date, Number, Question
from napd.plugin import FICTIONAL
from napd_counts.births import YearOfBirth
from napd_counts.checks import UNKNOWN
from napd_counts.layout import RecordLayout

SEED = 2026
NIGHT = date(2025, 4, 8)
FIRST, MADE = date(2023, 1, 1), date(2026, 1, 15)
"""When the first stay can begin, and when the records were made."""
TWICE, NOT_KNOWN, WRONG, OTHERWISE = 0.15, 0.04, 0.004, 0.1
"""How many persons have a second record; fields are unknown; records have a fault; second records say otherwise."""
STAY = 120
"""Days that a stay lasts on average, of those that ended."""
OPEN = 0.12
"""How many of the last stays have no end yet."""
BORN = (1935, 2007)
FAR = 100
"""From the least to the greatest number that is drawn, where there is no greatest."""
SHELTERS = 4
"""Shelters in each gemeente, or organisations."""


@frozen(eq=False)
class Invention:
    """Records that are made up.

    Args:
        layout: what they look like.
        areas: the areas that there are.
        of: the area in which they lie.
        persons: how many people.
        seed: of what is drawn; the same gives the same.
    """

    layout: RecordLayout
    areas: AreaRegistry
    of: Area
    persons: int
    seed: int = SEED
    draw: np.random.Generator = field(init=False)

    @draw.default
    def _draw(self) -> np.random.Generator:
        return np.random.default_rng([self.seed, self.persons])

    def records(self) -> pl.DataFrame:
        """The records, in the columns of the layout, with one that says FICTIEF; days and numbers as such."""
        layout, who = self.layout, self._who()
        count = len(who)
        columns: dict[str, Any] = {each.id: self._of_field(each, who) for each in layout.fields}
        places = self._repeated(self._places(count).tolist(), who, None)
        lost = self._some(count, NOT_KNOWN)
        columns[layout.place] = [UNKNOWN if is_lost else code for code, is_lost in zip(places, lost, strict=True)]
        for name in (layout.facility, layout.deliverer):
            if name:
                numbers = self.draw.integers(1, SHELTERS + 1, count)
                columns[name] = [f"FICTIEF {place} {number}" for place, number in zip(places, numbers, strict=True)]
        if layout.end:
            columns |= self._stays(who)
        else:
            columns[layout.start] = [NIGHT] * count
        return pl.DataFrame({**columns, FICTIONAL: ["x"] * count}, strict=False)

    def _who(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The person of each record: everybody, and then those who have a second one."""
        again = self.draw.choice(self.persons, int(self.persons * TWICE), replace=False)
        return np.concatenate([np.arange(self.persons), again])

    def _some(self, count: int, share: float) -> np.ndarray[Any, np.dtype[np.bool_]]:
        return np.asarray(self.draw.random(count) < share)

    def _places(self, count: int) -> np.ndarray[Any, np.dtype[np.str_]]:
        """A gemeente for each record; the first ones have most, as centrumgemeenten do."""
        day = MADE if self.layout.end else NIGHT
        codes = [
            each.code
            for each in self.areas.municipalities(day)
            if self.areas.above(each.code, self.of.kind, day) == self.of
        ]
        weights = 1 / np.arange(1, len(codes) + 1)
        order = self.draw.permutation(len(codes))
        return np.array(codes)[order[self.draw.choice(len(codes), count, p=weights / weights.sum())]]

    def _of_field(self, question: Question, who: np.ndarray[Any, Any]) -> list[Any]:
        """What a field says of each record; where that is of the person, or of one night, mostly the same in each."""
        if question.id == self.layout.key:
            keys = [f"f1c7-{each:032x}" for each in self._numbers()]
            return [keys[each] for each in who]
        if isinstance(question, Choice):
            return self._repeated(self._chosen(question, len(who)), who, question)
        if isinstance(question, Number):
            drawn = self.draw.integers(*_ends(question), len(who), endpoint=True).tolist()
            lost = self._some(len(who), NOT_KNOWN)
            known = [None if is_lost else each for is_lost, each in zip(lost, drawn, strict=True)]
            return self._repeated(known, who, question)
        return [MADE if isinstance(question, Date) else ""] * len(who)

    def _repeated(self, drawn: list[Any], who: np.ndarray[Any, Any], question: Question | None) -> list[Any]:
        """The same for the second record of a person, but for few of them."""
        if self.layout.end and (question is None or question.id not in self.layout.of_person):
            return drawn
        other = self._some(len(who), OTHERWISE)
        return [one if differs else drawn[person] for one, differs, person in zip(drawn, other, who, strict=True)]

    def _numbers(self) -> Sequence[int]:
        """A number for each person, all different."""
        high, low = self.draw.permutation(self.persons), self.draw.integers(0, 2**63, self.persons)
        return [int(one) << 64 | int(other) for one, other in zip(high, low, strict=True)]

    def _chosen(self, question: Choice, count: int) -> list[Any]:
        """One of the options; the first ones most often, and the unknown rarely."""
        known = [name for name in question.ids if name != UNKNOWN]
        weights = 1 / np.sqrt(np.arange(1, len(known) + 1))
        drawn = self.draw.choice(len(known), count, p=weights / weights.sum())
        lost = self._some(count, NOT_KNOWN)
        return [UNKNOWN if is_lost else known[place] for place, is_lost in zip(drawn, lost, strict=True)]

    def _stays(self, who: np.ndarray[Any, Any]) -> dict[str, Any]:
        """Days: a second stay begins when the first ended, or some weeks later; a few end before they begin."""
        layout, count = self.layout, len(who)
        span = (MADE - FIRST).days
        starts = self.draw.integers(0, span - 200, self.persons)
        lengths = 1 + self.draw.exponential(STAY, count).astype(int)
        begin = np.concatenate([starts, starts[who[self.persons :]] + lengths[who[self.persons :]]])
        begin[self.persons :] += self.draw.integers(0, 60, count - self.persons)
        end = begin + lengths
        last = np.ones(count, dtype=bool)
        last[who[self.persons :]] = False
        still = (end > span) | (last & self._some(count, OPEN))
        wrong = self._some(count, WRONG) & ~still
        begins = _days(np.minimum(begin, span))
        ends = _unless(still, _days(np.where(wrong, begin - 7, end)))
        reasons = {name: _unless(still, self._of_field(layout.field(name), who)) for name in layout.of_end}
        return {layout.start: begins, layout.end: ends, **reasons}


def _ends(question: Number) -> tuple[int, int]:
    """The least and the greatest whole number that is drawn."""
    if isinstance(question, YearOfBirth):
        return BORN
    low = int(question.minimum or 0)
    return low, low + FAR if question.maximum is None else int(question.maximum)


def _days(numbers: Any) -> list[date]:
    return [FIRST + timedelta(int(each)) for each in numbers]


def _unless(still: Any, said: Iterable[Any]) -> list[Any]:
    """What is said of an end, where there is one."""
    return [None if is_open else each for is_open, each in zip(still, said, strict=True)]
