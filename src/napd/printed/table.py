"""The decision table: what people read of a rubric, of each stage and of the indicator itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import prod

import numpy as np
from attrs import frozen

from napd.decision.axes import Axis
from napd.decision.columns import columns_of
from napd.decision.connected import connected
from napd.decision.formulas import Formulas, atoms_of, behind
from napd.decision.nodes import Nodes, TooLarge
from napd.decision.rubric import Rubric
from napd.model.conditions import Atom
from napd.model.indicator import Rule
from napd.printed.partition import Box, Partition
from napd.printed.possible import Cases, filled, listed, together
from napd.printed.printing import Printing
from napd.texts import DUTCH, Texts

MOST_ROWS = 300
"""With more, nobody reads a table; its rules say it shorter."""


@frozen(eq=False, repr=False)
class Table:
    """One decision table: that of an indicator, or of one of its stages, with the stages it asks as questions.

    Args:
        stage: the id of the stage; empty for the indicator's own table.
        axes: its columns: its questions, stages and sums; see `napd.printed.printing`.
        rules: its rules, in order, over these.
        behind: what a comparison of a column stands for, where that is another.
        rubric: what it is a table of.
    """

    stage: str
    axes: tuple[Axis, ...]
    rules: tuple[Rule, ...]
    behind: Mapping[Atom, Atom]
    rubric: Rubric

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(axis.name for axis in self.axes)

    @property
    def cells(self) -> int:
        """The number of combinations of classes that some answers lead to."""
        return self.count([tuple(range(axis.size)) for axis in self.axes])

    def count(self, classes: Sequence[Sequence[int]]) -> int:
        """How many of these are in a box."""
        sizes = dict(enumerate(map(len, classes)))
        many = 1
        for places, cases in self._possible:
            inside = [np.isin(cases[:, n], classes[place]) for n, place in enumerate(places)]
            many *= int(np.logical_and.reduce(inside).sum())
            sizes |= dict.fromkeys(places, 1)
        return many * prod(sizes.values())

    @cached_property
    def _possible(self) -> tuple[Cases, ...]:
        """For columns that hang on the same questions the combinations of classes that there can be.

        For a sum alone too: it may never come to what a rule asks, such as less than nothing.
        """
        found = map(sorted, connected({n: self._asked(axis) for n, axis in enumerate(self.axes)}))
        sums = {n for n, axis in enumerate(self.axes) if not self.behind.keys().isdisjoint(axis.atoms)}
        joined = [tuple(places) for places in found if len(places) > 1 or sums.issuperset(places)]
        try:
            formulas = self.rubric.formulas() if joined else Formulas(())
            return tuple((places, together(formulas, [self.axes[n] for n in places], self.behind)) for places in joined)
        except TooLarge:
            return ()

    def _asked(self, axis: Axis) -> set[str]:
        """The questions behind a column."""
        names = {name for atom in axis.atoms for part in self.behind.get(atom, atom).atoms() for name in part.questions}
        parts = (part for name in names for part in behind(self.rubric.indicator, name))
        return {each for part in parts for each in self.rubric.asked.get(part, (part,))}

    @cached_property
    def row_count(self) -> int | None:
        """How many rows it takes to print, or a few less; None where they are too many to count."""
        counts = [part.count() for part in self._partitions]
        return min((count for count in counts if count is not None), default=None)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Its rows: the classes of each axis, and the number of the rule that decides; none where they are over 300."""
        few = [part for part in self._partitions if (part.count() or MOST_ROWS + 1) <= MOST_ROWS]
        found = [tuple(box for box in part.boxes() if self.count(box[1])) for part in few]
        return min(found, key=len, default=())

    @cached_property
    def functions(self) -> tuple[Nodes, tuple[int, ...]]:
        """Which rule decides, as a function of its columns: all nodes, and the first of it.

        Where there are combinations that no answers lead to it is there twice: as the rules say, and with these made
        like those beside them. Now the one, then the other is the shorter to read.

        Raises:
            TooLarge: for more nodes than are made.
        """
        formulas = Formulas(self.axes)
        nodes, root = formulas.nodes, formulas.deciding(self.rules)
        if not self._possible:
            return nodes, (root,)
        hole, holed = ~(len(self.rules) + 1), root
        for places, cases in self._possible:
            holed = nodes.choose(listed(nodes, places, cases.tolist()), holed, hole)
        return nodes, (root, filled(nodes, holed, hole))

    @cached_property
    def _partitions(self) -> tuple[Partition, ...]:
        try:
            nodes, roots = self.functions
        except TooLarge:
            return ()
        return tuple(Partition(nodes, root) for root in roots)


def tables_of(rubric: Rubric, say: Texts = DUTCH) -> tuple[Table, ...]:
    """The tables of a rubric: one for each stage, in order, and last its own."""
    indicator = rubric.indicator
    questions = {question.id: question for question in (*indicator.computed, *indicator.stages)}
    printing = Printing(questions, say)
    tables = {"" if stage is None else stage.id: tuple(map(printing.rule, rules)) for stage, rules in indicator.spelled}
    columns = {**questions, **printing.columns}
    found = []
    for stage, rules in tables.items():
        atoms = atoms_of(rules)
        axes = [columns_of(printing.column(column), atoms[name]) for name, column in columns.items() if name in atoms]
        found.append(Table(stage, tuple(chain.from_iterable(axes)), rules, printing.behind, rubric))
    return tuple(found)
