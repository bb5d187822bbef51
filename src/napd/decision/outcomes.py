"""Outcomes: from the codes of the answers to level, bounds, rules and the questions that are still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.bounds import Bounds, Codes, Masks, bits, widen
from napd.decision.table import UNDECIDED, Rubric, Table


@frozen
class Outcome:
    """What is known of a score, whatever the missing answers turn out to be.

    Args:
        rules: the numbers of the rules that can decide, from 1.
        low: the lowest level possible; None where the indicator does not apply in any case.
        high: the highest level possible; None likewise.
        may_not_apply: whether some completion makes the indicator not applicable.
        open_questions: the questions whose answer can still change the outcome.
    """

    rules: tuple[int, ...]
    low: str | None
    high: str | None
    may_not_apply: bool
    open_questions: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether every completion gives the same outcome."""
        return self.low == self.high and not (self.may_not_apply and self.low)

    @property
    def level(self) -> str | None:
        """The level, where it is the same for every completion."""
        return self.low if self.is_known else None


@frozen(eq=False, repr=False)
class Decider:
    """Decides scores by a rubric; keeps what it has worked out."""

    rubric: Rubric

    def decide(self, codes: Codes, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """Decide `count` scores from the codes of their answers.

        Args:
            codes: for each question of `rubric.axes` an int array of shape (count,).
            count: the number of scores.

        Returns:
            An int array of shape (count,) of places in the sequence of outcomes beside it.

        Costs one lookup per score where the indicator has one table of at most 1,000,000 combinations of codes;
        else the distinct combinations of codes are found by sorting, and each is worked out once.
        """
        if self.is_dense:
            places, outcomes = self._dense
            return np.broadcast_to(places[self._bounds[0].keys(codes)], count), outcomes
        rows = np.column_stack([codes[name] for name in self.rubric.axes])
        distinct, inverse = np.unique(rows, axis=0, return_inverse=True)
        columns = dict(zip(self.rubric.axes, distinct.T, strict=True))
        return inverse.reshape(-1), self._outcomes(columns, len(distinct))

    @property
    def is_dense(self) -> bool:
        """Whether to decide a score is one look-up."""
        return len(self._bounds) == 1 and self._bounds[0].is_dense

    @cached_property
    def _bounds(self) -> tuple[Bounds, ...]:
        return tuple(Bounds(table) for table in self.rubric.tables)

    @cached_property
    def _dense(self) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """For each combination of codes its place among the outcomes."""
        table = self.rubric.final
        pairs = np.column_stack((self._bounds[0].dense.ravel(), _open_axes(table).ravel()))
        distinct, places = np.unique(pairs, axis=0, return_inverse=True)
        outcomes = [_outcome(table, int(mask), _named(table.ids, int(names))) for mask, names in distinct]
        return places.reshape(-1), outcomes

    def _outcomes(self, codes: Codes, count: int) -> list[Outcome]:
        table = self.rubric.final
        found = [_outcome(table, int(mask)) for mask in self._masks(codes, count)]
        staged = self.staged(codes)
        for row, outcome in enumerate(found):
            if not outcome.is_known:
                known = {name: int(column[row]) for name, column in staged.items()}
                still = set(self._varying(table, known, table.ranks))
                found[row] = evolve(outcome, open_questions=tuple(name for name in self.rubric.axes if name in still))
        return found

    def _masks(self, codes: Codes, count: int) -> Masks:
        """The rules that can decide; a question that stands in several tables has one answer in all of them."""
        masks = np.zeros(count, dtype=np.uint64)
        for fixed in self._shared_classes():
            may_be = [self.rubric.axes[name].members[codes[name], k] for name, k in fixed.items()]
            rows = np.flatnonzero(np.logical_and.reduce([np.ones(count, dtype=bool), *may_be]))
            some = {name: column[rows] for name, column in codes.items()}
            some |= {name: np.full(len(rows), k + 1) for name, k in fixed.items()}
            masks[rows] |= self._bounds[-1].masks(self.staged(some))
        return masks

    def _shared_classes(self) -> Iterator[dict[str, int]]:
        """Every combination of classes of the questions that stand in several tables."""
        names = self.rubric.shared
        for classes in product(*(range(self.rubric.axes[name].size) for name in names)):
            yield dict(zip(names, classes, strict=True))

    def staged(self, codes: Codes) -> Codes:
        """The codes with those of the stages added, from the results that each stage can still have."""
        codes = dict(codes)
        for bounds in self._bounds[:-1]:
            axis = self._stage_axes[bounds.table.stage]
            classes, masks = classes_given(bounds.table, axis), bounds.masks(codes)
            can_be = [(masks >> np.uint64(rule) & np.uint64(1)) << np.uint64(k) for rule, k in enumerate(classes)]
            codes[bounds.table.stage] = axis.code(np.bitwise_or.reduce(can_be))
        return codes

    def stage_rules(self, codes: Codes) -> Mapping[str, Masks]:
        """For each stage the rules that can decide it, as bits, for each score."""
        staged = self.staged(codes)
        return {bounds.table.stage: bounds.masks(staged) for bounds in self._bounds[:-1]}

    @cached_property
    def _stage_axes(self) -> Mapping[str, Axis]:
        stages = {table.stage for table in self.rubric.tables}
        return {a.question.id: a for table in self.rubric.tables for a in table.axes if a.question.id in stages}

    def _varying(self, table: Table, codes: Mapping[str, int], labels: NDArray[np.int16]) -> Iterator[str]:
        """The questions that, for some completion of the others, can change the label of the rule that decides."""
        inside = Bounds(table).inside([codes[name] for name in table.ids])
        cells = labels[table.deciding[inside]]
        for place, axis in enumerate(table.axes):
            blocks = _alike(cells.swapaxes(0, place))
            if axis.question.id not in self._stage_axes:
                yield from [axis.question.id] if blocks.any() else []
            elif blocks.any():
                stage = next(t for t in self.rubric.tables if t.stage == axis.question.id)
                label = np.full(axis.size, UNDECIDED, dtype=np.int16)
                label[inside[place].ravel()] = blocks
                yield from self._varying(stage, codes, label[classes_given(stage, axis)])

    def possible_cells(self, table: Table) -> NDArray[np.bool_]:
        """Which cells of a table some answers lead to; all, unless a question stands in several tables.

        A stage counts with the results that its rules give; where none decides, with every one.
        """
        possible = np.zeros(table.deciding.shape, dtype=bool)
        missing = {name: np.zeros(1, dtype=np.intp) for name in self.rubric.axes}
        for fixed in self._shared_classes():
            codes = self.staged(missing | {name: np.array([k + 1]) for name, k in fixed.items()})
            possible[Bounds(table).inside([int(codes[name][0]) for name in table.ids])] = True
        return possible


def _alike(slices: NDArray[np.int16]) -> NDArray[np.intp]:
    """A number for each slice, the same for equal slices.

    Each is compared as one run of bytes: to sort by columns takes minutes where there are many.
    """
    rows = np.ascontiguousarray(slices).reshape(len(slices), -1)
    whole = rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1])))
    return np.unique(whole.reshape(-1), return_inverse=True)[1]


def classes_given(stage: Table, axis: Axis) -> NDArray[np.intp]:
    """For each rule of a stage the class, on the axis that asks the stage, of the option it gives."""
    return axis.classify(stage.ranks.astype(float))


def _outcome(table: Table, mask: int, open_questions: tuple[str, ...] = ()) -> Outcome:
    rules = tuple(n for n in range(len(table.rules)) if mask >> n & 1)
    ranks = [int(table.ranks[n]) for n in rules]
    levels = [table.results[rank] for rank in sorted(ranks) if rank >= 0]
    low, high = (levels[0], levels[-1]) if levels else (None, None)
    return Outcome(tuple(n + 1 for n in rules), low, high, -1 in ranks, open_questions)


def _open_axes(table: Table) -> Masks:
    """For each combination of codes, as bits, the axes that can still change the result."""
    labels = np.unique(table.ranks, return_inverse=True)[1].astype(np.int16)
    results = bits(labels[table.deciding])
    still = np.zeros(tuple(len(axis.sets) for axis in table.axes), dtype=np.uint64)
    for place, axis in enumerate(table.axes):
        along = widen(results, place, axis)
        varies = np.where(along & (along - np.uint64(1)), np.uint64(1 << place), np.uint64(0))
        for other, other_axis in enumerate(table.axes):
            varies = varies if other == place else widen(varies, other, other_axis)
        still |= varies
    return still


def _named(names: Sequence[str], mask: int) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names) if mask >> place & 1)
