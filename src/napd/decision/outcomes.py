"""Outcomes: from the codes of the answers to level, bounds, rules and the questions that are still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.decision.diagram import Classes
from napd.decision.formulas import UNDECIDED
from napd.decision.lookup import every_end, every_open, is_small
from napd.decision.monotone import rising
from napd.decision.opening import Opening
from napd.decision.rubric import NO_LEVEL, Rubric
from napd.decision.walk import Walker

Codes = Mapping[str, int]
"""For each question of `Rubric.axes` the code of what is known of its answer; see `napd.decision.axes`."""
Columns = Mapping[str, NDArray[np.intp]]
"""The same for many scores: arrays of one length."""


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
    """Decides scores by a rubric; keeps what it has worked out. Threads can share it."""

    rubric: Rubric

    def decide(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """Decide `count` scores from the codes of their answers.

        Args:
            codes: for each question of `rubric.axes` an int array of shape (count,).
            count: the number of scores.

        Returns:
            An int array of shape (count,) of places in the sequence of outcomes beside it.

        Costs one look-up per score where there are at most 1,000,000 combinations of codes. Else it costs one per
        question, and the open questions are found for each distinct row that is not determined.
        """
        if self.is_small:
            places, outcomes = self._every
            keys = np.ravel_multi_index(self._columns(codes), places.shape) if places.ndim else np.zeros(1, np.intp)
            return np.broadcast_to(places.reshape(-1)[keys], count), outcomes
        places, bounds = self.bounds(codes, count)
        return self._opened(self._columns(codes), places, bounds)

    def bounds(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """The same without open questions, which cost the most."""
        if self.is_small:
            return self.decide(codes, count)
        walker = Walker(self.rubric.diagram, self.rubric.root, self._sets)
        places = walker.walk(self._columns(codes), count)
        return places, [_outcome(self.rubric, rules) for rules in walker.ends]

    def outcome(self, codes: Codes) -> Outcome:
        """The outcome of one score; costs at most a few walks of the diagram."""
        outcome = self.bound(codes)
        return outcome if outcome.is_known else self._with_open(outcome, self.known(codes))

    def bound(self, codes: Codes) -> Outcome:
        """The same without open questions; costs a walk of the diagram."""
        return _outcome(self.rubric, self.rubric.diagram.ends(self.rubric.root, self.known(codes)))

    def stage_rules(self, codes: Codes) -> Mapping[str, tuple[int, ...]]:
        """For each stage the numbers of the rules that can decide it."""
        diagram, known = self.rubric.diagram, self.known(codes)
        ends = {name: diagram.ends(node, known) for name, node in self.rubric.decided.items() if name}
        return {name: tuple(sorted(some - {UNDECIDED})) for name, some in ends.items()}

    def known(self, codes: Codes) -> list[Classes]:
        """For each variable of the diagram the set of classes that is known of its answer."""
        return [self.rubric.axes[name].sets[codes[name]] for name in self.rubric.diagram.names]

    @property
    def is_small(self) -> bool:
        """Whether to decide a score is one look-up."""
        return is_small(self._sets, self.rubric.ranks)

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

    def _columns(self, codes: Columns) -> list[NDArray[np.intp]]:
        return [codes[name] for name in self.rubric.diagram.names]

    def _named(self, bits: int) -> tuple[str, ...]:
        names = self.rubric.diagram.names
        found = {name for variable, name in enumerate(names) if bits >> variable & 1}
        return tuple(name for name in self.rubric.axes if name in found)

    def _opened(
        self, columns: Sequence[NDArray[np.intp]], places: NDArray[np.intp], bounds: Sequence[Outcome]
    ) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """Put outcomes with their open questions in place of those without, once for each distinct row."""
        is_open = np.array([not outcome.is_known for outcome in bounds], dtype=bool)
        scores = np.flatnonzero(is_open[places])
        if not len(scores):
            return places, bounds
        rows = np.column_stack([column[scores].astype(np.int32) for column in columns])
        distinct, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
        found: dict[Outcome, int] = {}
        each = []
        for row, place in zip(distinct.tolist(), places[scores[first]].tolist(), strict=True):
            known = [sets[code] for sets, code in zip(self._sets, row, strict=True)]
            each.append(found.setdefault(self._with_open(bounds[place], known), len(bounds) + len(found)))
        places[scores] = np.array(each, dtype=np.intp)[which.reshape(-1)]
        return places, [*bounds, *found]

    def _with_open(self, outcome: Outcome, known: Sequence[Classes]) -> Outcome:
        opening = Opening.of(self.rubric, known)
        return evolve(outcome, open_questions=opening.questions(self.rising))

    @cached_property
    def rising(self) -> frozenset[str]:
        """The questions of which better answers never lead to a worse result, or to none."""
        return rising(self.rubric)


def _outcome(rubric: Rubric, ends: frozenset[int]) -> Outcome:
    rules = tuple(sorted(ends - {UNDECIDED}))
    ranks = {rubric.ranks[rule] for rule in rules}
    levels = sorted(ranks - {NO_LEVEL})
    low, high = (rubric.results[levels[0]], rubric.results[levels[-1]]) if levels else (None, None)
    return Outcome(rules, low, high, NO_LEVEL in ranks)
