"""The decision table: what people read of a rubric, of each stage and of the indicator itself."""

from __future__ import annotations

from functools import cached_property
from math import prod

from attrs import frozen

from napd.decision.axes import Axis, axis_of
from napd.decision.formulas import Formulas, atoms_of
from napd.decision.nodes import Nodes, TooLarge
from napd.decision.partition import Box, Partition
from napd.decision.rubric import Rubric
from napd.model.indicator import Rule

MOST_ROWS = 300
"""With more, nobody reads a table; its rules say it shorter."""


@frozen(eq=False, repr=False)
class Table:
    """One decision table: that of an indicator, or of one of its stages, with the stages it asks as questions.

    Args:
        stage: the id of the stage; empty for the indicator's own table.
        axes: its questions and stages, in the order of the indicator.
        rules: its rules, in order.
    """

    stage: str
    axes: tuple[Axis, ...]
    rules: tuple[Rule, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its questions and stages, one per axis."""
        return tuple(axis.question.id for axis in self.axes)

    @property
    def cells(self) -> int:
        """The number of combinations of classes."""
        return prod(axis.size for axis in self.axes)

    @cached_property
    def row_count(self) -> int | None:
        """How many rows it takes to print, or a few less; None where they are too many to count."""
        try:
            return self._partition.count()
        except TooLarge:
            return None

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Its rows: the classes of each axis, and the number of the rule that decides; none where they are over 300."""
        few = self.row_count is not None and self.row_count <= MOST_ROWS
        return tuple(self._partition.boxes()) if few else ()

    @cached_property
    def function(self) -> tuple[Nodes, int]:
        """Which rule decides, as a function of its axes: all nodes, and the first of it.

        Raises:
            TooLarge: for more nodes than are made.
        """
        formulas = Formulas(self.axes)
        return formulas.nodes, formulas.deciding(self.rules)

    @cached_property
    def _partition(self) -> Partition:
        return Partition(*self.function)


def tables_of(rubric: Rubric) -> tuple[Table, ...]:
    """The tables of a rubric: one for each stage, in order, and last its own."""
    indicator = rubric.indicator
    atoms = atoms_of(rule for _, rules in indicator.tables() for rule in rules)
    stages = {stage.id: axis_of(stage, atoms[stage.id]) for stage in indicator.stages}
    axes = {**rubric.axes, **stages}
    return tuple(
        Table("" if stage is None else stage.id, tuple(axis for name, axis in axes.items() if name in asked), rules)
        for stage, rules in indicator.tables()
        for asked in (atoms_of(rules),)
    )
