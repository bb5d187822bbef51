"""Axes: the classes into which the answers of one question fall, found from the conditions put on it.

Every answer has a *position*, a number: the place of an option, the bits of a set of options, the number itself, the
ordinal of a date. Positions fall into *classes* that no condition can tell apart. What is known of an answer is a set
of classes, and each such set has a *code*: 0 for nothing known (every class), 1 to k for one class, and further codes
for what a partly known value, such as a share with municipalities still to answer, can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from math import inf, isfinite, nextafter
from typing import Any, Literal, NamedTuple

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from napd.errors import ModelError
from napd.model.choices import MultiChoice
from napd.model.conditions import Atom, Compare
from napd.model.questions import Question, Value
from napd.model.spaces import Options
from napd.model.values import counted

Known = Literal["one", "range", "set"]
"""What can be known of an answer: one class or nothing; a range of classes; any set of classes."""

MOST_OPTIONS = 16
MOST_SETS = 8


class Cut(NamedTuple):
    """Where a class of numbers or dates begins: at a number, or just after it. Cuts are ordered as they lie."""

    at: float
    after: bool = False

    @property
    def position(self) -> float:
        """The first position of the class; just after a number comes the next float, which is no number of anybody."""
        return nextafter(self.at, inf) if self.after else self.at


@frozen(eq=False, repr=False)
class Axis:
    """One question of a decision table.

    Args:
        question: the question as conditions see it (of the scored area).
        samples: for each class an answer that falls in it.
        steps: int array of shape (n, 2): pairs of classes, the first reached by a worse answer than the second.
        cuts: for numbers and dates: where each class but the first begins, in order.
        class_of: for options: int array, the class of each position.
        known: what can be known of an answer.
        atoms: the conditions that set its classes apart.
        is_fixed: whether nobody can change it any more: a value of the round before. Neither is one value of it better
            than another, whatever its question says.
    """

    question: Question
    samples: tuple[Value, ...]
    steps: NDArray[np.intp]
    cuts: tuple[Cut, ...] = field(default=(), kw_only=True)
    class_of: NDArray[np.intp] | None = field(default=None, kw_only=True)
    known: Known = field(default="one", kw_only=True)
    atoms: tuple[Atom, ...] = field(default=(), kw_only=True)
    is_fixed: bool = field(default=False, kw_only=True)

    @property
    def size(self) -> int:
        """The number of classes, k."""
        return len(self.samples)

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """For numbers and dates: float array of the first position of each class but the first."""
        return np.array([cut.position for cut in self.cuts], dtype=float)

    def classify(self, positions: NDArray[np.float64]) -> NDArray[np.intp]:
        """The class of each position; both arrays have the same shape.

        Exact for what somebody answered; what is computed from answers may lie nearer to a cut than floats can tell,
        and is compared by `napd.decision.exact`.
        """
        if self.class_of is not None:
            return self.class_of[positions.astype(np.intp)]
        return np.searchsorted(self.bounds, positions, side="right")

    def improvement(self, worse: int, better: int) -> tuple[Value, Value]:
        """Give an answer of one class and a better one of another; where none is directly better, any of each."""
        if self.class_of is None or not isinstance(self.question, MultiChoice):
            return self.samples[worse], self.samples[better]
        smaller, larger = (np.flatnonzero(self.class_of == k) for k in sorted((worse, better)))
        pairs = ((s, within[0]) for s in smaller if len(within := larger[larger & s == s]))
        found = [_chosen(self.question, int(bits)) for bits in next(pairs, (smaller[0], larger[0]))]
        return (found[0], found[1]) if worse < better else (found[1], found[0])

    @cached_property
    def sets(self) -> tuple[tuple[int, ...], ...]:
        """The set of classes that each code stands for, by code."""
        everything = tuple(range(self.size))
        one = [(k,) for k in everything]
        if self.known == "range":
            more = [everything[a : b + 1] for a, b in combinations(everything, 2)]
        elif self.known == "set":
            more = [subset for n in everything[2:] for subset in combinations(everything, n)]
        else:
            more = []
        return (everything, *one, *(subset for subset in more if subset != everything))

    @cached_property
    def codes(self) -> Mapping[int, int]:
        """The code of each set of classes, by the bits of its classes."""
        return {sum(1 << k for k in classes): code for code, classes in reversed(list(enumerate(self.sets)))}

    def code(self, bits: NDArray[np.integer[Any]]) -> NDArray[np.intp]:
        """The code of each set of classes, given as bits.

        Of a set without a code it is that of the range around it; of no class at all (a stage that no rule decides)
        that of nothing known.
        """
        distinct, inverse = np.unique(bits, return_inverse=True)
        return np.array([self._code(int(one)) for one in distinct], dtype=np.intp)[inverse]

    def _code(self, bits: int) -> int:
        around = (1 << bits.bit_length()) - (bits & -bits)
        return self.codes.get(bits, self.codes.get(around, 0)) if bits else 0


def axis_of(question: Question, atoms: Iterable[Atom], *, known: Known = "one") -> Axis:
    """The classes of a question under the conditions put on it.

    Where any set of more than 8 classes could be known, only the ranges of classes are told apart: a set counts
    as the range around it.

    Raises:
        ModelError: for a multiple choice with more than 16 options, whose sets would be too many.
    """
    unique = tuple(dict.fromkeys(atoms))
    space = question.space
    if isinstance(question, MultiChoice):
        return evolve(_set_axis(question, unique), atoms=unique)
    axis = _choice_axis(question, space, unique) if isinstance(space, Options) else _line_axis(question, unique)
    return evolve(axis, atoms=unique, known="range" if known == "set" and axis.size > MOST_SETS else known)


def _choice_axis(question: Question, space: Options, atoms: Sequence[Atom]) -> Axis:
    """Neighbouring options of an ordered choice, or any options of an unordered one, that no condition tells apart."""
    truths = [tuple(question.satisfies(atom, option) for atom in atoms) for option in space.ids]
    classes: list[int] = []
    first: list[int] = []
    known: dict[tuple[bool, ...], int] = {}
    for place, truth in enumerate(truths):
        if truth not in known:
            if space.ordered:  # none but a neighbour can join
                known.clear()
            known[truth] = len(first)
            first.append(place)
        classes.append(known[truth])
    steps = [(a, a + 1) for a in range(len(first) - 1)] if space.ordered else []
    samples = tuple(space.ids[place] for place in first)
    return Axis(question, samples, _pairs(steps), class_of=np.array(classes))


def _set_axis(question: MultiChoice, atoms: Sequence[Any]) -> Axis:
    """Sets of options that no condition tells apart; adding an option is a step."""
    count = len(question.ids)
    if count > MOST_OPTIONS:
        message = (
            f"question {question.id!r} has {count} options; a multiple choice in a rule can have {MOST_OPTIONS}: "
            "split it into two questions"
        )
        raise ModelError(message)
    sets = np.arange(2**count)
    chosen = sets[:, None] >> np.arange(count) & 1 == 1
    truths = [chosen[:, [question.ids.index(o) for o in atom.options]].sum(axis=1) >= atom.count for atom in atoms]
    _, first, classes = np.unique(np.column_stack(truths), axis=0, return_index=True, return_inverse=True)
    classes = classes.reshape(-1)
    steps = np.concatenate([np.column_stack((classes, classes[sets | 1 << bit])) for bit in range(count)])
    samples = tuple(_chosen(question, bits) for bits in first)
    return Axis(question, samples, _pairs(steps, question.better), class_of=classes)


def _chosen(question: MultiChoice, bits: int) -> frozenset[str]:
    return frozenset(option for place, option in enumerate(question.ids) if bits >> place & 1)


def _line_axis(question: Question, atoms: Sequence[Any]) -> Axis:
    """The intervals between the thresholds."""
    space: Any = question.space
    whole, (low, high) = space.whole, space.limits
    cuts = {cut for atom in atoms for cut in _cuts(atom, question.position(atom.value), whole=whole)}
    kept = tuple(sorted(cut for cut in cuts if low < cut.position <= high))
    bounds = [cut.position for cut in kept]
    lasts = [*(_before(bound, whole=whole) for bound in bounds), high]
    found = [_above(a, b, whole=whole) for a, b in zip([low, *bounds], lasts, strict=True)]
    found[0] = found[0] if isfinite(low) and not space.of_days else _below(lasts[0], whole=whole)
    samples = tuple(map(question.value_at, found))
    steps = [(a, a + 1) for a in range(len(samples) - 1)]
    return Axis(question, samples, _pairs(steps, space.better), cuts=kept)


def _cuts(atom: Compare, value: float, *, whole: bool) -> tuple[Cut, ...]:
    """Where each new class begins: at the threshold, or after it."""
    at, after = Cut(value), Cut(value + 1) if whole else Cut(value, after=True)
    return {">=": (at,), "<": (at,), ">": (after,), "<=": (after,)}.get(atom.operator, (at, after))


def _before(position: float, *, whole: bool) -> float:
    return position - 1 if whole else nextafter(position, -inf)


def _above(first: float, last: float, *, whole: bool) -> float:
    """A position from first to last that people recognise: the first, or one above an excluded threshold."""
    threshold = first if whole else counted(first)
    if threshold == first:
        return first
    middle = (threshold + last) / 2
    rounder = (threshold + 1, float(f"{middle:.6g}"), counted(middle))
    return next((each for each in rounder if first < each <= last), first)


def _below(last: float, *, whole: bool) -> float:
    """A position up to last that people recognise: the last, or one less than an excluded threshold."""
    return last if whole or counted(last) == last else min(counted(last) - 1, last)


def _pairs(steps: Any, better: str | None = "higher") -> NDArray[np.intp]:
    """The distinct steps between two classes, from worse to better; none where there is no better or worse.

    A step from a class comes after all steps to it.
    """
    first, second = np.asarray(steps, dtype=np.intp).reshape(-1, 2).T
    size = second.max(initial=0) + 1
    # With the places, which nobody asks for: without them np.unique loads numpy.ma
    keys, _ = np.unique((first * size + second)[first != second], return_index=True)
    pairs = np.column_stack(np.divmod(keys, size))
    return pairs[:0] if better is None else pairs[::-1, ::-1] if better == "lower" else pairs
