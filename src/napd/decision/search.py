"""Search: what a rubric comes to when each answer can be taken in several ways, each at a price.

The two questions of an explanation are one search. *Which answers decide?* Take each given answer as it is, for 1, or
as unknown, for 0. *What would reach a level?* Take each answer as it is, for 0, or as any of its classes, for 1. Either
way the cheapest ways to take them all are sought that leave only wanted rules able to decide, whatever the answers
turn out to be within the sets of classes in which they are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, product
from math import inf
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.bounds import bits
from napd.decision.outcomes import classes_given
from napd.decision.table import UNDECIDED, Rubric, Table
from napd.errors import NapdError

EFFORT = 1 << 22
"""How many cells are looked at in one step, before the search is given up."""
MOST_SPELLED = 1000
"""How many equally cheap ways are spelled out."""
Prices = NDArray[Any]
"""int64, or Python's integers where prices are larger than that."""
Picks = Mapping[str, int]
"""For each question the number of the way in which its answer is taken."""


class TooMuchWork(NapdError):  # noqa: N818 - it is no error of the program: it is what an explanation then says
    """A search that would take too long: a large table of which too many answers are missing."""


@frozen(eq=False, repr=False)
class Takes:
    """The ways in which one answer, or the result of one stage, can be taken.

    Args:
        members: bool array of shape (takes, k), or, for a stage, (takes, *shared, k): the classes of each; the
            dimensions `shared` are the classes of the questions that stand in several tables.
        prices: array of shape (takes,): what each costs.
    """

    members: NDArray[np.bool_]
    prices: Prices

    def cheapest(self) -> NDArray[np.float64]:
        """For each class the least that a take with it costs; infinite where none has it. Shape (k,)."""
        can_be = self.members.reshape(len(self.members), -1, self.members.shape[-1]).any(axis=1)
        prices: NDArray[np.float64] = np.where(can_be, self.prices.astype(float)[:, np.newaxis], inf)
        return np.asarray(prices.min(axis=0))


@frozen(eq=False, repr=False)
class Rows:
    """The ways to take some of the axes of a table together.

    Args:
        cells: array of shape (rows, *shared, *classes of the axes that are not yet taken): what can be of each cell.
        prices: array of shape (rows,).
        picks: int array of shape (rows, axes taken): the number of each take.
    """

    cells: NDArray[Any]
    prices: Prices
    picks: NDArray[np.int16]

    def of(self, chosen: NDArray[Any]) -> Rows:
        """Some of the rows."""
        return Rows(self.cells[chosen], self.prices[chosen], self.picks[chosen])


@frozen(eq=False, repr=False)
class Search:
    """One search.

    Args:
        rubric: the compiled rubric.
        takes: the ways to take each question of `rubric.axes`; the first costs nothing.
        wanted: bool array, one for each rule of the final table: whether it may decide.
        most: the highest price that is looked at.

    Costs, of a table in which every answer is known, about its cells for each way to take the first answers that is
    not too dear: at most twice its cells for each axis to find what decides. A stage counts by the distinct sets of
    results that it can be brought to, at the lowest price of each, so tables add up and do not multiply. Only a
    question that is unknown multiplies, by a half or less for each; the price limits that.
    """

    rubric: Rubric
    takes: Mapping[str, Takes]
    wanted: NDArray[np.bool_]
    most: int
    _stages: dict[str, tuple[Takes, Sequence[Rows]]] = field(factory=dict, init=False)

    def cheapest(self) -> Iterator[Picks]:
        """The cheapest ways that leave only wanted rules, at most `MOST_SPELLED`; none where all are too dear.

        They differ in which questions are not taken in the first way.

        Raises:
            TooMuchWork: where it would take too long.
        """
        rows = self._final()
        rows = rows.of(np.flatnonzero(~rows.cells))
        if not len(rows.prices):
            return iter(())
        names = (*self._own(self.rubric.final), *self.rubric.shared)
        return islice(self._spelled(names, rows.of(rows.prices == rows.prices.min())), MOST_SPELLED)

    def _final(self) -> Rows:
        """Every way that may still be cheap enough; of each, whether an unwanted rule can decide. Shape (rows,)."""
        table = self.rubric.final
        unwanted = (table.deciding != UNDECIDED) & ~self.wanted[table.deciding]
        for stage in self.rubric.tables[:-1]:
            self._stages[stage.stage] = self._results(stage)
        rows = self._start(table, unwanted)
        takes = [*map(self._takes_of, self._own(table)), *(self.takes[name] for name in self.rubric.shared)]
        places = [1 + len(self.rubric.shared)] * len(self._own(table)) + [1] * len(self.rubric.shared)
        prices = [one.cheapest() for one in takes]
        for number, (place, one) in enumerate(zip(places, takes, strict=True)):
            rows = self._alive(rows, prices[number:])
            rows = self._taken(rows, one, place)
        return rows

    def _alive(self, rows: Rows, prices: Sequence[NDArray[np.float64]]) -> Rows:
        """The rows from which a wanted cell is still to be reached at no more than the highest price."""
        own = max(len(prices) - len(self.rubric.shared), 0)
        ahead = np.zeros(())
        for price in (*prices[own:], *prices[:own]):
            ahead = np.add.outer(ahead, price)
        needed = np.where(rows.cells, inf, ahead).min(axis=tuple(range(1, rows.cells.ndim)))
        return rows.of(np.flatnonzero(rows.prices + needed <= self.most))

    def _own(self, table: Table) -> list[str]:
        """The questions and stages that only this table asks."""
        return [name for name in table.ids if name not in self.rubric.shared]

    def _takes_of(self, name: str) -> Takes:
        return self._stages[name][0] if name in self._stages else self.takes[name]

    def _start(self, table: Table, values: NDArray[Any]) -> Rows:
        """Nothing taken yet: one row, with the shared questions before those of the table."""
        axes = dict(zip(table.ids, table.axes, strict=True))
        shared, own = self.rubric.shared, self._own(table)
        order = [table.ids.index(name) for name in (*shared, *own) if name in axes]
        sizes = [axes[name].size if name in axes else 1 for name in (*shared, *own)]
        cells = values.transpose(order).reshape(1, *sizes)
        return Rows(cells, np.zeros(1, dtype=self._kind), np.zeros((1, 0), dtype=np.int16))

    @property
    def _kind(self) -> Any:
        return np.result_type(*(takes.prices.dtype for takes in self.takes.values()), np.int64)

    def _taken(self, rows: Rows, takes: Takes, place: int) -> Rows:
        """Take one more axis, in every way that is not too dear."""
        parts = []
        for number, member in enumerate(takes.members):
            prices = rows.prices + takes.prices[number]
            chosen = np.flatnonzero(prices <= self.most)
            picks = np.column_stack((rows.picks[chosen], np.full(len(chosen), number, dtype=np.int16)))
            parts.append(Rows(_joined(rows.cells[chosen], member, place), prices[chosen], picks))
        if sum(part.cells.size for part in parts) > EFFORT:
            raise TooMuchWork("too many answers are missing to look at every way in which they could turn out")
        columns = ([getattr(part, name) for part in parts] for name in ("cells", "prices", "picks"))
        return Rows(*map(np.concatenate, columns))

    def _results(self, stage: Table) -> tuple[Takes, Sequence[Rows]]:
        """The sets of results to which a stage can be brought, each as cheaply as can be; and for each of them how."""
        axis = self._axis(stage)
        classes = classes_given(stage, axis).astype(np.int16)
        rows = self._start(stage, bits(np.where(stage.deciding == UNDECIDED, UNDECIDED, classes[stage.deciding])))
        for name in self._own(stage):
            rows = self._taken(rows, self._takes_of(name), 1 + len(self.rubric.shared))
        shape = rows.cells.shape[1:]
        codes = axis.code(rows.cells.reshape(-1)).reshape(len(rows.prices), -1)
        distinct, which = np.unique(codes, axis=0, return_inverse=True)
        which = which.reshape(-1)
        cheapest = np.array([rows.prices[which == number].min() for number in range(len(distinct))], dtype=self._kind)
        members = axis.members[distinct]
        kept = [number for number in range(len(distinct)) if not _beaten(number, members, cheapest)]
        ways = [rows.of((which == number) & (rows.prices == cheapest[number])) for number in kept]
        return Takes(members[kept].reshape(len(kept), *shape, axis.size), cheapest[kept]), ways

    def _axis(self, stage: Table) -> Axis:
        """The axis that asks a stage."""
        return next(a for table in self.rubric.tables for a in table.axes if a.question.id == stage.stage)

    def _spelled(self, names: Sequence[str], rows: Rows) -> Iterator[Picks]:
        """What is picked for each question, also behind the stages: one of those that change the same questions.

        Of two, that comes first which changes the first question in which they differ.
        """
        is_stage = np.array([name in self._stages for name in names], dtype=bool)
        changed = np.where(is_stage, rows.picks, rows.picks > 0)
        _, first = np.unique(changed, axis=0, return_index=True)
        for picks in rows.picks[first[::-1]].tolist():
            parts = [self._alternatives(name, pick) for name, pick in zip(names, picks, strict=True)]
            yield from (dict(chain.from_iterable(one.items() for one in each)) for each in product(*parts))

    def _alternatives(self, name: str, pick: int) -> list[Picks]:
        if name not in self._stages:
            return [{name: pick}]
        stage = next(table for table in self.rubric.tables if table.stage == name)
        return list(islice(self._spelled(self._own(stage), self._stages[name][1][pick]), MOST_SPELLED))


def _joined(cells: NDArray[Any], member: NDArray[np.bool_], place: int) -> NDArray[Any]:
    """What can be of the cells when one axis can be in any of some classes, and in no other."""
    if member.size == member.shape[-1]:
        return np.asarray(np.bitwise_or.reduce(cells.take(np.flatnonzero(member), axis=place), axis=place))
    wide = member.reshape(1, *member.shape, *[1] * (cells.ndim - member.ndim - 1))
    shape = np.broadcast_shapes(cells.shape, wide.shape)
    return np.asarray(np.bitwise_or.reduce(np.broadcast_to(cells, shape), axis=place, where=wide))


def _beaten(number: int, members: NDArray[np.bool_], prices: Prices) -> bool:
    """Whether another set of results lies within this one, and is cheaper."""
    within = ~(members & ~members[number]).any(axis=(1, 2))
    return bool((within & (prices < prices[number])).any())
