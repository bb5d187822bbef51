"""The rubric: an indicator with its decision diagram."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from napd.decision import nodes
from napd.decision.axes import Axis, Known, steps_of
from napd.decision.columns import columns_of
from napd.decision.connected import connected
from napd.decision.diagram import Diagram, numbered
from napd.decision.formulas import Formulas, asked_by, atoms_of, telling
from napd.decision.joint import Joint, joints
from napd.decision.nodes import TooLarge
from napd.errors import ModelError
from napd.model.conditions import Atom
from napd.model.indicator import Indicator, Rule
from napd.model.questions import Question, Value
from napd.model.scale import NOT_APPLICABLE
from napd.model.totals import Total

MANY = 20_000
"""Where the order of the questions makes more nodes than this, that of the rules is tried too."""
FEW_NAMES = 8
NO_RULE, NO_LEVEL = 0, 1
"""The places in `Rubric.results` before those of the levels: no rule decides; the indicator does not apply."""


@frozen(eq=False, repr=False)
class Rubric:
    """An indicator with its decision diagram.

    Args:
        indicator: the indicator.
        columns: the axes on which people read the answers to the questions that rules ask (not the stages), by name, in
            the order of the indicator; see `napd.decision.columns`.
        diagram: the nodes of everything below.
        decided: for each stage by its id, and for the indicator itself by "", the node whose ends are the numbers of
            its rules; 0 where no rule decides.
        result: the node whose ends are the places of the results in `results`.
        conditions: likewise, for each of its rules the node of its condition.
    """

    indicator: Indicator
    columns: Mapping[str, Axis]
    diagram: Diagram
    decided: Mapping[str, int]
    result: int
    conditions: Mapping[str, tuple[int, ...]]

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """The variables of the diagram, by name, in the order of the indicator."""
        return {one.name: one for column in self.columns.values() for one in column.variables}

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that rules ask (not the stages), in the order of the indicator."""
        return tuple(dict.fromkeys(column.question.id for column in self.columns.values()))

    @cached_property
    def variables(self) -> Mapping[str, tuple[int, ...]]:
        """For each of these questions the numbers of its variables, which are next to each other."""
        found: dict[str, tuple[int, ...]] = dict.fromkeys(self.questions, ())
        for variable, name in enumerate(self.diagram.names):
            found[self.axes[name].question.id] += (variable,)
        return found

    @cached_property
    def together(self) -> tuple[tuple[int, ...], ...]:
        """The variables that hang on the same answers, in the order of these; they are next to each other too."""
        groups = sharing(self.indicator, self.questions)
        return tuple(tuple(sorted(chain.from_iterable(self.variables[name] for name in group))) for group in groups)

    @cached_property
    def joints(self) -> tuple[Joint, ...]:
        """The numbers that share what is added in them, of which more can be known than of each by itself."""
        asked = {name: self.indicator.question(name) for name in self.questions}
        return tuple(joints({name: (self.axes[name], one.addends) for name, one in asked.items() if one.addends}))

    def answer(self, question: str, picks: Mapping[int, int]) -> Value:
        """An answer to a question, from a class for each of its variables; what is not given is in class 0."""
        chosen: frozenset[str] = frozenset()
        for variable in self.variables[question]:
            axis = self.axes[self.diagram.names[variable]]
            sample = axis.samples[picks.get(variable, 0)]
            if not isinstance(sample, frozenset):
                return sample
            chosen |= sample
        return chosen

    @property
    def root(self) -> int:
        """The node of the rule that decides the level."""
        return self.decided[""]

    @cached_property
    def results(self) -> tuple[str, ...]:
        """What can come of it: nothing, not applicable, and the levels from worst to best."""
        return _results(self.indicator)

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """By the number of a rule the place of its result in `results`; by 0 that of no rule."""
        return _ranks(self.indicator)

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of each stage by its id, and by "" those of the indicator itself."""
        return {"" if stage is None else stage.id: rules for stage, rules in self.indicator.spelled}

    @cached_property
    def asked(self) -> Mapping[str, tuple[str, ...]]:
        """The questions that each stage asks, and by "" the indicator itself, through stages."""
        return _asked(self.indicator)

    def formulas(self) -> Formulas:
        """Make the functions of its stages anew, to make more functions from; costs what compiling it did.

        Raises:
            TooLarge: for more nodes than are made.
        """
        formulas = _formulas(self.indicator, self.axes, self.diagram.names)
        for name in self.rules:
            if name:
                formulas.decided[name] = formulas.deciding(self.rules[name])
        return formulas


def _results(indicator: Indicator) -> tuple[str, ...]:
    return ("", NOT_APPLICABLE, *indicator.scale.ids)


def _ranks(indicator: Indicator) -> tuple[int, ...]:
    places = {result: place for place, result in enumerate(_results(indicator))}
    return (NO_RULE, *(places[rule.level] for rule in indicator.rules))


def compile_rubric(indicator: Indicator) -> Rubric:
    """Compile the rules of an indicator into a decision diagram.

    Costs grow with the nodes of the diagram, not with answers; a rubric of rules that people write has tens or
    hundreds. They depend on the order of the questions: if the order of the indicator makes very many, the order in
    which the rules ask them is tried.

    Raises:
        ModelError: where the diagram would have more than 1,500,000 branches, with the questions that are open at the
            same time and what to do.
    """
    atoms = telling(indicator, atoms_of(rule for _, rules in indicator.spelled for rule in rules))
    found = [_columns(q, atoms[q.id], indicator.exceptions) for q in indicator.computed if q.id in atoms]
    return _smallest(indicator, {column.name: column for columns in found for column in columns})


def _columns(question: Question, atoms: Sequence[Atom], exempt: Collection[str]) -> tuple[Axis, ...]:
    columns = columns_of(question.scored, atoms, known=_known(question))
    if isinstance(question, Total):
        return tuple(evolve(axis, steps=_steps(axis.size, question.better(exempt))) for axis in columns)
    if question.looks_back is None:
        return columns
    return tuple(evolve(axis, is_fixed=True, steps=axis.steps[:0]) for axis in columns)


def _steps(size: int, better: Collection[str]) -> NDArray[np.intp]:
    """To each next class where higher is better, to each class before where lower is; both where both may be."""
    return np.concatenate([steps_of(size, None), *(steps_of(size, side) for side in sorted(better))])


def _known(question: Question) -> Known:
    if question.has_gaps:
        return "set"
    if question.rollup:
        return question.rollup.known
    return "range" if question.is_counted else "one"


def _smallest(indicator: Indicator, columns: Mapping[str, Axis]) -> Rubric:
    """Made in the order of the author, or, where that makes very many nodes, in that which makes fewer."""
    author = tuple(dict.fromkeys(column.question.id for column in columns.values()))
    order = _asked(indicator)[""]
    author, order = (tuple(chain.from_iterable(sharing(indicator, names))) for names in (author, order))
    made, rubric = _made(indicator, columns, author)
    found = [] if rubric is None else [rubric]
    if order != author and (rubric is None or len(made.nodes.variables) > MANY):
        made, other = _made(indicator, columns, order)
        found += [] if other is None else [other]
    if not found:
        raise ModelError(_too_large(indicator, made))
    return min(found, key=lambda one: len(one.diagram.variables))


def _made(indicator: Indicator, columns: Mapping[str, Axis], order: Sequence[str]) -> tuple[Formulas, Rubric | None]:
    """What is made in one order of the questions; no rubric where that is too large."""
    in_order = sorted(columns.values(), key=lambda column: order.index(column.question.id))
    axes = {one.name: one for column in in_order for one in column.variables}
    formulas = _formulas(indicator, axes, list(axes))
    tables = [("" if stage is None else stage.id, rules) for stage, rules in indicator.spelled]
    try:
        for name, rules in tables:
            formulas.decided[name] = formulas.deciding(rules)
        result = formulas.nodes.mapped(_ranks(indicator), formulas.decided[""])
        conditions = {name: [formulas.holds(rule.when) for rule in rules] for name, rules in tables}
    except TooLarge:
        return formulas, None
    tables.reverse()  # the nodes of the indicator itself have the first numbers, whatever its stages are
    roots = [*(formulas.decided[name] for name, _ in tables), result, *chain.from_iterable(conditions.values())]
    diagram, numbers = numbered(list(axes), formulas.nodes, roots)
    rest = iter(numbers)
    decided = {name: next(rest) for name, _ in tables}
    return formulas, Rubric(
        indicator, columns, diagram, decided, next(rest),
        {name: tuple(islice(rest, len(each))) for name, each in conditions.items()},
    )  # fmt: skip


def _formulas(indicator: Indicator, axes: Mapping[str, Axis], order: Sequence[str]) -> Formulas:
    return Formulas([axes[name] for name in order], {stage.id: stage for stage in indicator.stages}, indicator.points)


def sharing(indicator: Indicator, names: Iterable[str]) -> list[list[str]]:
    """Some questions in groups: those that are computed from the same answers are in one, where its first stands."""
    return connected({name: indicator.question(name).origins for name in names})


def _asked(indicator: Indicator) -> Mapping[str, tuple[str, ...]]:
    """For each table, by its stage, the questions it asks, through stages, in the order in which its rules ask them."""
    found: dict[str, tuple[str, ...]] = {}
    for stage, rules in indicator.spelled:
        names = chain.from_iterable(found.get(name, (name,)) for name in asked_by(indicator, rules))
        found["" if stage is None else stage.id] = tuple(dict.fromkeys(names))
    return found


def _too_large(indicator: Indicator, formulas: Formulas) -> str:
    """Which question has most branches, and what is open there: earlier answers that go with later ones."""
    order = [axis.question.id for axis in formulas.axes]
    nodes_of = Counter(formulas.nodes.variables)
    variable = max(nodes_of, key=lambda each: nodes_of[each] * formulas.nodes.sizes[each])
    before, after = {*order[:variable]}, {*order[variable:]}
    groups = [{*asked_by(indicator, [rule])} for _, rules in indicator.spelled for rule in rules]
    open_ = [name for name in order[:variable] if any(name in group and group & after for group in groups)]
    halved = [name for name, asked in _asked(indicator).items() if name and before & {*asked} and after & {*asked}]
    return (
        f"indicator {indicator.id!r}: its rules make more than {nodes.MOST_BRANCHES:,} branches, most of them at "
        f"question {order[variable]!r}{_open(halved or open_)}. Ask questions that go "
        "together one after another, give numbers fewer thresholds, or let a Stage decide over some of these questions "
        "and ask it in their place"
    )


def _open(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW_NAMES} more" if len(names) > FEW_NAMES else ""
    return f", where {', '.join(names[:FEW_NAMES])}{more} are open at the same time" if names else ""
