"""The decision table: which rule decides for each combination of classes of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from math import prod
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis, Known, axis_of
from napd.errors import ModelError
from napd.model.conditions import AllOf, AnyOf, Atom, Condition, Not
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.questions import Question
from napd.model.rollups import Ratio, Share

MOST_CELLS = 1_000_000
MOST_RULES = 64
MOST_SHARED = 4096
UNDECIDED = -1


@frozen(eq=False, repr=False)
class Table:
    """One decision table: that of an indicator, or of one of its stages.

    Args:
        stage: the id of the stage; empty for the indicator's own table.
        axes: its questions, in the order of the indicator.
        rules: its rules, in order.
        results: what the rules give, worst first: the levels of the scale, or the options of the stage.
        deciding: int16 array with one dimension per axis: the index of the rule that decides, or -1.
    """

    stage: str
    axes: tuple[Axis, ...]
    rules: tuple[Rule, ...]
    results: tuple[str, ...]
    deciding: NDArray[np.int16]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions, one per axis."""
        return tuple(axis.question.id for axis in self.axes)

    @cached_property
    def ranks(self) -> NDArray[np.int16]:
        """For each rule the place of its result, worst 0; -1 for a rule that says the indicator does not apply."""
        return np.array([self.results.index(r.level) if r.level in self.results else -1 for r in self.rules], np.int16)

    @cached_property
    def cell_ranks(self) -> NDArray[np.int16]:
        """The rank of each cell's rule; -1 also where no rule decides. Of the shape of `deciding`."""
        return np.where(self.deciding == UNDECIDED, np.int16(-1), self.ranks[self.deciding])

    def holds(self, rule: Rule) -> NDArray[np.bool_]:
        """Where the condition of a rule holds, earlier rules aside; a bool array of the shape of `deciding`."""
        return np.broadcast_to(_truth(rule.when, self.axes), self.deciding.shape)


@frozen(eq=False, repr=False)
class Rubric:
    """An indicator with its compiled tables: one for each stage, in order, and last its own."""

    indicator: Indicator
    tables: tuple[Table, ...]

    @property
    def final(self) -> Table:
        """The table that gives the level."""
        return self.tables[-1]

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """The axis of each question that somebody answers (not the stages), by id, in the order of the indicator."""
        axes = {axis.question.id: axis for table in self.tables for axis in table.axes}
        return {question.id: axes[question.id] for question in self.indicator.questions if question.id in axes}

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """The questions that stand in more than one table."""
        seen = [name for table in self.tables for name in table.ids if name in self.axes]
        return tuple(name for name in self.axes if seen.count(name) > 1)


def compile_rubric(indicator: Indicator) -> Rubric:
    """Compile the rules of an indicator into decision tables.

    Costs grow with the cells (the product of the classes of the questions), not with answers.

    Raises:
        ModelError: for a table of more than 1,000,000 cells or 64 rules, with the advice to split it into stages;
            for a multiple choice of more than 16 options, and for questions that stand in several tables with more than
            4,096 combinations of classes.
    """
    atoms = _atoms(rule for _, rules in indicator.tables() for rule in rules)
    asked = (*indicator.questions, *indicator.stages)
    try:
        axes = {q.id: axis_of(q.scored, atoms[q.id], known=_known(q)) for q in asked if q.id in atoms}
    except ModelError as error:
        message = f"indicator {indicator.id!r}: {error}"
        raise ModelError(message) from None
    rubric = Rubric(indicator, tuple(_table(indicator, axes, stage, rules) for stage, rules in indicator.tables()))
    if (combinations := prod(axes[name].size for name in rubric.shared)) > MOST_SHARED:
        message = (
            f"indicator {indicator.id!r}: the questions {', '.join(rubric.shared)} each stand in several tables and "
            f"have {combinations:,} combinations of classes together; at most {MOST_SHARED:,} can be followed: "
            "ask each question in one stage"
        )
        raise ModelError(message)
    return rubric


def _atoms(rules: Iterable[Rule]) -> dict[str, list[Atom]]:
    atoms: dict[str, list[Atom]] = {}
    for rule in rules:
        for atom in rule.when.atoms() if rule.when is not None else ():
            atoms.setdefault(atom.question, []).append(atom)
    return atoms


def _known(question: Question) -> Known:
    if isinstance(question, Stage) or isinstance(question.rollup, Share):
        return "set"
    return "range" if question.rollup or isinstance(question, Ratio) else "one"


def _table(indicator: Indicator, axes: Mapping[str, Axis], stage: Stage | None, rules: tuple[Rule, ...]) -> Table:
    used = _atoms(rules)
    mine = tuple(axis for name, axis in axes.items() if name in used)
    name, results = ("", indicator.scale.ids) if stage is None else (stage.id, stage.ids)
    where = f"indicator {indicator.id!r}" + (f", stage {name!r}" if name else "")
    _check_size(where, mine, rules)
    deciding = np.full(tuple(axis.size for axis in mine), UNDECIDED, dtype=np.int16)
    for number, rule in reversed(list(enumerate(rules))):
        deciding[np.broadcast_to(_truth(rule.when, mine), deciding.shape)] = number
    return Table(name, mine, rules, results, deciding)


def _check_size(where: str, axes: tuple[Axis, ...], rules: tuple[Rule, ...]) -> None:
    cells = prod(axis.size for axis in axes)
    if cells > MOST_CELLS:
        sizes = ", ".join(f"{axis.question.id} {axis.size}" for axis in axes)
        message = (
            f"{where}: the decision table has {cells:,} cells; at most {MOST_CELLS:,} are allowed. "
            f"Its questions and their numbers of classes: {sizes}. "
            "Split it into stages: let a Stage decide over some of these questions, and ask the stage in their place"
        )
        raise ModelError(message)
    if len(rules) > MOST_RULES:
        message = f"{where}: it has {len(rules)} rules; at most {MOST_RULES} are allowed. Split it into stages"
        raise ModelError(message)


def _truth(condition: Condition | None, axes: tuple[Axis, ...]) -> Any:
    """Whether a condition holds, as a bool array that broadcasts to the cells of the table."""
    match condition:
        case None:
            return np.True_
        case AllOf(parts):
            return reduce(np.logical_and, (_truth(part, axes) for part in parts), np.True_)
        case AnyOf(parts):
            return reduce(np.logical_or, (_truth(part, axes) for part in parts), np.False_)
        case Not(part):
            return ~_truth(part, axes)
    return _atom_truth(condition, axes)


def _atom_truth(atom: Any, axes: tuple[Axis, ...]) -> NDArray[np.bool_]:
    place = next(place for place, axis in enumerate(axes) if axis.question.id == atom.question)
    axis = axes[place]
    truth = np.array([axis.question.satisfies(atom, sample) for sample in axis.samples])
    return truth.reshape([-1 if other == place else 1 for other in range(len(axes))])
