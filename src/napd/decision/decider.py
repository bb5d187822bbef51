"""Decider: from the codes of the answers to outcomes, of one score or of many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.decision.diagram import Classes
from napd.decision.formulas import UNDECIDED
from napd.decision.joint import gathered, spread
from napd.decision.lookup import every_end, every_open, is_small
from napd.decision.monotone import rising
from napd.decision.opening import Opening
from napd.decision.outcomes import Outcome
from napd.decision.rubric import NO_LEVEL, Rubric
from napd.decision.walk import Walker

Codes = Mapping[str, int]
"""For each variable in `Rubric.axes` the code of what is known of its answer; see `napd.decision.axes`. By the name of
a `Joint` also what is known of its variables together, where that is more."""
Columns = Mapping[str, NDArray[np.intp]]
"""The same for many scores: arrays of one length."""


@frozen(eq=False, repr=False)
class Decider:
    """Decides scores by a rubric; keeps what it has worked out. Threads can share it."""

    rubric: Rubric

    def decide(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """Decide `count` scores from the codes of their answers.

        Args:
            codes: for each variable in `rubric.axes` an int array of shape (count,).
            count: the number of scores.

        Returns:
            An int array of shape (count,) of places in the sequence of outcomes beside it.

        Costs one look-up per score if there are at most 1,000,000 combinations of codes. Otherwise it costs one per
        question, and the open questions are found for each distinct row that is not determined. Scores of which more
        is known than of each answer by itself cost that much for each of their cells.
        """
        places, outcomes = self._decided(codes, count)
        rows, cells = spread(self.rubric.joints, codes)
        if not len(rows):
            return places, outcomes
        at, some = self._decided(cells, len(rows))
        scores, which, groups = gathered(rows, at)
        keys, which = np.unique(places[scores] * len(groups) + which, return_inverse=True)
        pairs = [divmod(key, len(groups)) for key in keys.tolist()]
        joined = [self._joined(outcomes[place], [some[n] for n in groups[group]]) for place, group in pairs]
        places = places.copy()
        places[scores] = len(outcomes) + which
        return places, [*outcomes, *joined]

    def _decided(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """The same, from what is known of each answer by itself."""
        if self.is_small:
            places, outcomes = self._every
            columns = [codes[name] for name in self.rubric.diagram.names]
            keys = np.ravel_multi_index(columns, places.shape) if places.ndim else np.zeros(1, np.intp)
            return np.broadcast_to(places.reshape(-1)[keys], count), outcomes
        places, ends = self._walked("", codes, count)
        return self._opened(codes, places, [_outcome(self.rubric, some) for some in ends])

    def _joined(self, outcome: Outcome, cells: Sequence[Outcome]) -> Outcome:
        """An outcome by what is known of each answer by itself, narrowed to those of the cells that there can be."""
        found = _outcome(self.rubric, frozenset(rule for one in cells for rule in one.rules))
        still = {name for one in cells for name in one.open_questions}.union(*(one.sums for one in self.rubric.joints))
        names = () if found.is_known else tuple(name for name in outcome.open_questions if name in still)
        return evolve(found, open_questions=names)

    def bounds(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """The same without open questions, which cost the most."""
        if self.is_small:
            return self.decide(codes, count)
        places, ends = self.deciding("", codes, count)
        return places, [_outcome(self.rubric, some) for some in ends]

    def deciding(self, stage: str, codes: Columns, count: int) -> tuple[NDArray[np.intp], list[frozenset[int]]]:
        """For each of `count` scores the place, in the list beside it, of the rules that can decide a stage."""
        places, ends = self._walked(stage, codes, count)
        rows, cells = spread(self.rubric.joints, codes)
        if len(rows):
            at, some = self._walked(stage, cells, len(rows))
            scores, which, groups = gathered(rows, at)
            places[scores] = len(ends) + which
            ends += [frozenset[int]().union(*(some[n] for n in group)) for group in groups]
        return places, ends

    def _walked(self, stage: str, codes: Columns, count: int) -> tuple[NDArray[np.intp], list[frozenset[int]]]:
        columns, sets = self._met(codes)
        walker = Walker(self.rubric.diagram, self.rubric.decided[stage], sets)
        places = walker.walk(columns, count)
        return places, list(walker.ends)

    def outcome(self, codes: Codes) -> Outcome:
        """The outcome of one score; costs at most a few walks of the diagram."""
        outcome, cases = self.bound(codes), self.cases(codes)
        if outcome.is_known:
            return outcome
        wide = self._with_open(outcome, self.known(codes))
        diagram, root = self.rubric.diagram, self.rubric.root
        each = (self._with_open(_outcome(self.rubric, diagram.ends(root, one)), one) for one in cases)
        return wide if len(cases) == 1 else self._joined(wide, [*each])

    def bound(self, codes: Codes) -> Outcome:
        """The same without open questions; costs a walk of the diagram."""
        return _outcome(self.rubric, self.ends(self.rubric.root, codes))

    def ends(self, root: int, codes: Codes) -> frozenset[int]:
        """The ends that one score can still come to from a node."""
        return frozenset[int]().union(*(self.rubric.diagram.ends(root, known) for known in self.cases(codes)))

    def stage_rules(self, codes: Codes) -> Mapping[str, tuple[int, ...]]:
        """For each stage the numbers of the rules that can decide it."""
        ends = {name: self.ends(node, codes) for name, node in self.rubric.decided.items() if name}
        return {name: tuple(sorted(some - {UNDECIDED})) for name, some in ends.items()}

    def cases(self, codes: Codes) -> list[list[Classes]]:
        """What is known of each answer, as `known` says it, for each of the cells that are known of them together."""
        found = [self.known(codes)]
        for joint in self.rubric.joints:
            places = [self.rubric.diagram.names.index(name) for name in joint.sums]
            cells = joint.of(codes.get(joint.name, 0))
            some = [cell for cell in cells if all(k in found[0][n] for n, k in zip(places, cell, strict=True))]
            taken = [dict(zip(places, ((k,) for k in cell), strict=True)) for cell in some] or [{}]
            found = [[one.get(n, classes) for n, classes in enumerate(known)] for known in found for one in taken]
        return found

    @cached_property
    def dtypes(self) -> Mapping[str, type]:
        """What arrays of codes hold, by the name under which they stand."""
        axes = {name: axis.dtype for name, axis in self.rubric.axes.items()}
        return {**axes, **{joint.name: joint.dtype for joint in self.rubric.joints}}

    def met(self, name: str, codes: NDArray[Any]) -> tuple[NDArray[np.intp], Sequence[int]]:
        """Numbers from 0 on in place of codes, and the code of each."""
        if name in self.rubric.axes:
            return self.rubric.axes[name].met(codes)
        found, places = np.unique(codes, return_inverse=True)
        return places, found.tolist()

    def known(self, codes: Codes) -> list[Classes]:
        """For each variable of the diagram the set of classes that is known of its answer."""
        return [self.rubric.axes[name].set_of(codes[name]) for name in self.rubric.diagram.names]

    def classes(self, column: str, codes: Codes) -> Classes:
        """The classes of a column of the rubric in which an answer can be."""
        axis = self.rubric.columns[column]
        return axis.joined({one.name: one.set_of(codes[one.name]) for one in axis.variables})

    @property
    def is_small(self) -> bool:
        """Whether to decide a score is one look-up."""
        return all(axis.is_listed for axis in self.rubric.axes.values()) and is_small(self._sets, self.rubric.ranks)

    @cached_property
    def _sets(self) -> list[tuple[Classes, ...]]:
        return [self.rubric.axes[name].sets for name in self.rubric.diagram.names]

    @cached_property
    def _every(self) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """For each combination of codes its place among the outcomes."""
        rubric = self.rubric
        at, ends = every_end(rubric.diagram, rubric.root, self._sets)
        still = every_open(rubric.diagram, rubric.result, self._sets)
        width = len(self._sets)
        distinct, places = np.unique(at << width | still.astype(np.intp), return_inverse=True)
        pairs = [divmod(key, 1 << width) for key in distinct.tolist()]
        outcomes = [evolve(_outcome(self.rubric, ends[end]), open_questions=self._named(bits)) for end, bits in pairs]
        return places.reshape(at.shape), outcomes

    def _met(self, codes: Columns) -> tuple[list[NDArray[np.intp]], list[list[Classes]]]:
        """For each variable a number for what is known of each score, and the sets of classes that these stand for."""
        axes = [self.rubric.axes[name] for name in self.rubric.diagram.names]
        found = [axis.met(codes[axis.name]) for axis in axes]
        sets = [[axis.set_of(code) for code in some] for axis, (_, some) in zip(axes, found, strict=True)]
        return [column for column, _ in found], sets

    def _named(self, bits: int) -> tuple[str, ...]:
        variables = self.rubric.variables.items()
        return tuple(name for name, some in variables if any(bits >> variable & 1 for variable in some))

    def _opened(
        self, codes: Columns, places: NDArray[np.intp], bounds: Sequence[Outcome]
    ) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """Put outcomes with their open questions in place of those without, once for each distinct row."""
        is_open = np.array([not outcome.is_known for outcome in bounds], dtype=bool)
        scores = np.flatnonzero(is_open[places])
        if not len(scores):
            return places, bounds
        columns, sets = self._met({name: column[scores] for name, column in codes.items()})
        rows = np.column_stack([column.astype(np.int32) for column in columns])
        distinct, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        found: dict[Outcome, int] = {}
        each = []
        for row, place in zip(distinct.tolist(), places[scores[first]].tolist(), strict=True):
            known = [some[number] for some, number in zip(sets, row, strict=True)]
            each.append(found.setdefault(self._with_open(bounds[place], known), len(bounds) + len(found)))
        places[scores] = np.array(each, dtype=np.intp)[which.reshape(-1)]
        return places, [*bounds, *found]

    def _with_open(self, outcome: Outcome, known: Sequence[Classes]) -> Outcome:
        opening = Opening.of(self.rubric, known)
        return evolve(outcome, open_questions=opening.questions(self.rising))

    @cached_property
    def rising(self) -> frozenset[str]:
        """The variables of which better answers never lead to a worse result, or to none."""
        return rising(self.rubric)


def _outcome(rubric: Rubric, ends: frozenset[int]) -> Outcome:
    rules = tuple(sorted(ends - {UNDECIDED}))
    # Not applicable has its place before the levels in the results, and stands after them in what is possible
    places = sorted({rubric.ranks[rule] for rule in rules}, key=lambda place: (place <= NO_LEVEL, place))
    return Outcome(tuple(rubric.results[place] for place in places), rules)
