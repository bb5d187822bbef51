"""Columns: the axes on which people read the answers to a question; of a multiple choice they have parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

import numpy as np

from napd.decision.axes import Axis, Known, axis_of, steps_of
from napd.model.conditions import AtLeast, Atom
from napd.model.questions import Question
from napd.model.spaces import Sets

MOST_CELLS = 1024
"""The most combinations of the parts of a multiple choice that are put together, to be read as one."""


def columns_of(question: Question, atoms: Iterable[Atom], *, known: Known = "one") -> tuple[Axis, ...]:
    """The axes on which people read the answers to a question, under the conditions put on it.

    That is one; of a multiple choice it has the axes of its groups as its parts. Where these have more than 1,024
    combinations, too many to be read as one, they are each an axis.
    """
    if not isinstance(question.space, Sets):
        return (axis_of(question, atoms, known=known),)
    unique = tuple(dict.fromkeys(atoms))
    parts = _parts(question, question.space, unique)
    return parts if prod(part.size for part in parts) > MOST_CELLS else (_whole(question, parts, unique),)


def _parts(question: Question, space: Sets, atoms: Sequence[Any]) -> tuple[Axis, ...]:
    """The groups of options that no condition tells apart; what no condition names is in none."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for option in space.ids:
        groups.setdefault(tuple(option in atom.options for atom in atoms), []).append(option)
    named = [tuple(group) for named, group in groups.items() if any(named)]
    return tuple(_part(question, space, group, atoms, is_alone=len(named) == 1) for group in named)


def _part(question: Question, space: Sets, group: tuple[str, ...], atoms: Sequence[Any], *, is_alone: bool) -> Axis:
    """How many options of a group are chosen, in as many classes as conditions can tell apart.

    Whether a next one is chosen tells where just so many are wanted as are chosen of it and of what is named with it.
    """
    named = [(atom.count, len(atom.options) - len(group)) for atom in atoms if group[0] in atom.options]
    begins = [n for n in range(1, len(group) + 1) if any(count - others <= n <= count for count, others in named)]
    samples = tuple(frozenset(group[:count]) for count in (0, *begins))
    steps = steps_of(len(samples), space.better)
    name = question.id if is_alone else f"{question.id}:{group[0]}"
    own = tuple(AtLeast(question.id, count, group) for count in begins)
    return Axis(question, samples, steps, name=name, group=group, known="range", atoms=own)


def _whole(question: Question, parts: tuple[Axis, ...], atoms: Sequence[Any]) -> Axis:
    """The answers that no condition tells apart; the sample of a class has the fewest and first options."""
    cells = list(np.ndindex(*(part.size for part in parts)))
    chosen = [frozenset[str]().union(*(p.samples[k] for p, k in zip(parts, cell, strict=True))) for cell in cells]
    places = {option.id: place for place, option in enumerate(question.options)}
    order = sorted(range(len(cells)), key=lambda n: sum(1 << places[name] for name in chosen[n]))
    truths = [tuple(question.satisfies(atom, each) for atom in atoms) for each in chosen]
    first: dict[tuple[bool, ...], frozenset[str]] = {}
    for n in order:
        first.setdefault(truths[n], chosen[n])
    samples = dict(sorted(first.items()))
    numbers = {truth: k for k, truth in enumerate(samples)}
    class_of = np.array([numbers[truth] for truth in truths], dtype=np.intp).reshape([part.size for part in parts])
    steps = steps_of(len(samples), None)
    return Axis(question, tuple(samples.values()), steps, class_of=class_of, parts=parts, atoms=tuple(atoms))
