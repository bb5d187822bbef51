"""Outcomes: from the codes of the answers to level, bounds, rules and the questions that are still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Self

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
from napd.model.scale import NOT_APPLICABLE
from napd.model.values import joined, parted

Codes = Mapping[str, int]
"""For each variable in `Rubric.axes` the code of what is known of its answer; see `napd.decision.axes`."""
Columns = Mapping[str, NDArray[np.intp]]
"""The same for many scores: arrays of one length."""


@frozen
class Outcome:
    """What a score can still be, whatever the missing answers turn out to be.

    Args:
        possible: each level that some completion of the answers gives, from the worst to the best; "not_applicable"
            comes last, if some completion makes the indicator not applicable.
        rules: the numbers of the rules that can decide, from 1.
        open_questions: the questions whose answer can still change the outcome.
        is_answered: whether anything was answered. If nothing was, there is no level, even if only one is possible.
    """

    possible: tuple[str, ...]
    rules: tuple[int, ...] = ()
    open_questions: tuple[str, ...] = ()
    is_answered: bool = True

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """What a row of the scores table says."""
        possible, rules, questions = (parted(row[name]) for name in ("possible", "rule", "open_questions"))
        return cls(possible, tuple(map(int, rules)), questions, row["status"] != "unanswered")

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the scores table that say it."""
        return {name: joined(value) if isinstance(value, list) else value for name, value in self.to_dict().items()}

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data, for JSON: lists, where a table has several names in one column."""
        return {
            "level": self.level, "level_low": self.low, "level_high": self.high, "may_not_apply": self.may_not_apply,
            "possible": list(self.possible), "rule": list(self.rules), "status": self.status,
            "open_questions": list(self.open_questions),
        }  # fmt: skip

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are possible, from the worst to the best."""
        return self.possible[:-1] if self.may_not_apply else self.possible

    @property
    def low(self) -> str | None:
        """The lowest level possible; None where the indicator does not apply in any case."""
        return next(iter(self.levels), None)

    @property
    def high(self) -> str | None:
        """The highest level possible; None likewise."""
        return next(reversed(self.levels), None)

    @property
    def may_not_apply(self) -> bool:
        """Whether some completion makes the indicator not applicable."""
        return NOT_APPLICABLE in self.possible

    @property
    def is_known(self) -> bool:
        """Whether every completion gives the same outcome."""
        return len(self.possible) == 1

    @property
    def level(self) -> str | None:
        """The level, where anything was answered and it is the same for every completion."""
        return self.low if self.status == "scored" else None

    @property
    def status(self) -> str:
        """The status of the score: unanswered, undetermined, scored or not_applicable."""
        if not self.is_answered:
            return "unanswered"
        if not self.is_known:
            return "undetermined"
        return NOT_APPLICABLE if self.may_not_apply else "scored"


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
        question, and the open questions are found for each distinct row that is not determined.
        """
        if self.is_small:
            places, outcomes = self._every
            columns = [codes[name] for name in self.rubric.diagram.names]
            keys = np.ravel_multi_index(columns, places.shape) if places.ndim else np.zeros(1, np.intp)
            return np.broadcast_to(places.reshape(-1)[keys], count), outcomes
        places, bounds = self.bounds(codes, count)
        return self._opened(codes, places, bounds)

    def bounds(self, codes: Columns, count: int) -> tuple[NDArray[np.intp], Sequence[Outcome]]:
        """The same without open questions, which cost the most."""
        if self.is_small:
            return self.decide(codes, count)
        columns, sets = self._met(codes)
        walker = Walker(self.rubric.diagram, self.rubric.root, sets)
        places = walker.walk(columns, count)
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

    def deciding(self, stage: str, codes: Columns, count: int) -> tuple[NDArray[np.intp], list[frozenset[int]]]:
        """For each of `count` scores the place, in the list beside it, of the rules that can decide a stage."""
        columns, sets = self._met(codes)
        walker = Walker(self.rubric.diagram, self.rubric.decided[stage], sets)
        places = walker.walk(columns, count)
        return places, list(walker.ends)

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
