"""Monotone: steps to a better answer, and what becomes of the result; found by walking neighbours side by side."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from napd.decision.diagram import Diagram
from napd.decision.nodes import Parts
from napd.decision.rubric import NO_LEVEL, NO_RULE, Rubric

IsBad = Callable[[int, int], bool]
"""Whether a step to a better answer may not lead from one rank to another."""


@frozen
class Step:
    """A step to a better answer to one question.

    Args:
        question: the id of the question.
        variable: the number of the variable of it whose class is another.
        classes: the class of the worse answer, and that of the better one.
        others: for each other variable that matters its class.
        rules: the numbers of the rules that decide before and after.
    """

    question: str
    variable: int
    classes: tuple[int, int]
    others: Mapping[int, int]
    rules: tuple[int, int]


def falls(before: int, after: int) -> bool:
    """Whether the level falls."""
    return before > after > NO_LEVEL


def changes(before: int, after: int) -> bool:
    """Whether the indicator comes to apply, or no longer applies."""
    return (before == NO_LEVEL) != (after == NO_LEVEL) and NO_RULE not in (before, after)


def bad_steps(rubric: Rubric, is_bad: IsBad, exempt: Container[str] = ()) -> Iterator[Step]:
    """For each question that is not exempt and has a bad step, the first: that of the lowest classes.

    Costs the pairs of nodes that lie side by side, once for all questions in which nothing is bad.
    """
    diagram, sound = rubric.diagram, set[Parts]()
    met = diagram.met(rubric.result)
    nodes: dict[int, list[int]] = {}
    for (x,) in met:
        nodes.setdefault(diagram.level(x), []).append(x)
    for question, variables in rubric.variables.items():
        for variable in variables if question not in exempt else ():
            steps = rubric.axes[diagram.names[variable]].steps.tolist()
            if bad := _first(diagram, nodes.get(variable, ()), steps, is_bad, sound):
                x, classes, way = bad
                yield _step(rubric, question, variable, classes, {**diagram.way(met, (x,)), **way})
                break


def _first(
    diagram: Diagram, nodes: Iterable[int], steps: Sequence[tuple[int, int]], is_bad: IsBad, sound: set[Parts]
) -> tuple[int, tuple[int, int], Mapping[int, int]] | None:
    """The first node and step from which answers lead to a bad pair of ends, and these; None if there are none."""
    for x in nodes:
        children = diagram.children[x]
        for worse, better in steps:
            pair = children[worse], children[better]
            if pair[0] != pair[1] and pair not in sound:
                way = _way(diagram, pair, is_bad, sound)
                if way is not None:
                    return x, (worse, better), way
    return None


def _step(rubric: Rubric, question: str, variable: int, classes: Sequence[int], others: Mapping[int, int]) -> Step:
    worse, better = classes
    before, after = (rubric.diagram.end(rubric.root, {**others, variable: k}) for k in (worse, better))
    return Step(question, variable, (worse, better), others, (before, after))


def _way(diagram: Diagram, pair: Parts, is_bad: IsBad, sound: set[Parts]) -> Mapping[int, int] | None:
    """The first answers by which two functions come to a bad pair of ends; None if there are none."""
    met = diagram.met(*pair, skip=lambda parts: parts[0] == parts[1] or parts in sound)
    for before, after in met:
        if max(before, after) < 0 and is_bad(~before, ~after):
            return diagram.way(met, (before, after))
    sound.update(met)
    return None


def rising(rubric: Rubric) -> frozenset[str]:
    """The variables of which each next class gives at least the level of the one before, and never none at all.

    Of a question they are all among these, or none of them.
    """

    def is_bad(before: int, after: int) -> bool:
        return before > after or (before != after and before <= NO_LEVEL)

    chains = {name: axis.question.id for name, axis in rubric.axes.items() if len(axis.steps) == axis.size - 1}
    bad = {step.question for step in bad_steps(rubric, is_bad)}
    return frozenset(name for name, question in chains.items() if question not in bad)
