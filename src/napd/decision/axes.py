"""Axes: the classes into which the answers of one question fall, found from the conditions put on it.

Every answer has a *position*, a number: the place of an option, the number itself, the ordinal of a date. Positions
fall into *classes* that no condition can tell apart. What is known of an answer is a set of classes, and each such set
has a *code*: 0 for nothing known (every class), 1 to k for one class, and further codes for what a partly known value,
such as a share with municipalities still to answer, can be. Where any set can be known there are 2^k, so only those of
few classes are listed; of more, a code says itself, in bits, which classes these are.

Of a multiple choice some options may be known and others not. So it is several axes, its *parts*: one for each group of
options that no condition tells apart, whose classes are how many of the group are chosen. What people read of it is one
axis all the same, whose classes are answers that no condition tells apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from math import ceil, floor, inf, isfinite, nextafter
from typing import Any, Literal, NamedTuple

import numpy as np
from attrs import Factory, evolve, field, frozen
from numpy.typing import NDArray

from napd.decision.diagram import Classes
from napd.model.boxes import PartlyChosen
from napd.model.conditions import Atom, Compare
from napd.model.questions import Question, Value
from napd.model.spaces import Options
from napd.model.values import counted

Known = Literal["one", "range", "set"]
"""What can be known of an answer: one class or nothing; a range of classes; any set of classes."""

MOST_LISTED = 8
"""Of so many classes at most all sets are listed, which is what a look-up table needs."""
MOST_BITS = 62
"""Of so many classes at most a set, as bits, goes with `size` into an integer of numpy."""


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
    """What is known of one question, or of a group of the options of a multiple choice.

    Args:
        question: the question as conditions see it (of the scored area).
        samples: for each class an answer that falls in it; of a group the options of it that are chosen.
        steps: int array of shape (n, 2): pairs of classes, the first reached by a worse answer than the second.
        name: the id of the question, and where it has several parts the first option of the group behind it.
        cuts: for numbers and dates: where each class but the first begins, in order.
        class_of: for options: int array, the class of each position; for a multiple choice with its parts, that of each
            combination of their classes.
        group: of a part of a multiple choice: its options.
        parts: of a multiple choice as a whole: its parts.
        known: what can be known of an answer.
        atoms: the conditions that set its classes apart.
        is_fixed: whether nobody can change it any more: a value of the round before. Neither is one value of it better
            than another, whatever its question says.
    """

    question: Question
    samples: tuple[Value, ...]
    steps: NDArray[np.intp]
    name: str = field(kw_only=True, default=Factory(lambda self: self.question.id, takes_self=True))
    cuts: tuple[Cut, ...] = field(default=(), kw_only=True)
    class_of: NDArray[np.intp] | None = field(default=None, kw_only=True)
    group: tuple[str, ...] = field(default=(), kw_only=True)
    parts: tuple[Axis, ...] = field(default=(), kw_only=True)
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
        and is compared by `napd.scoring.exact`.
        """
        if self.class_of is not None:
            return self.class_of[positions.astype(np.intp)]
        return np.searchsorted(self.bounds, positions, side="right")

    def class_in(self, value: Any) -> int:
        """The class of an answer to the question."""
        if self.parts:
            assert self.class_of is not None  # noqa: S101 - it has parts
            return int(self.class_of[tuple(part.class_in(value) for part in self.parts)])
        if self.group:
            return int(np.searchsorted(self.counts, len(value.intersection(self.group)), side="right")) - 1
        return int(self.classify(np.array([self.question.position(value)]))[0])

    def code_of(self, value: Any) -> int:
        """The code of what is known of an answer."""
        if not isinstance(value, PartlyChosen):
            return 1 + self.class_in(value)
        low, high = (self.class_in(chosen) for chosen in (value.chosen, value.chosen | value.unknown))
        return self.codes[(2 << high) - (1 << low)]

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """Of a part: for each class the least number of options of the group that are chosen."""
        return np.array([len(sample) for sample in self.samples], dtype=np.intp)  # type: ignore[arg-type]

    @property
    def variables(self) -> tuple[Axis, ...]:
        """The axes that a diagram asks for it: its parts, or itself."""
        return self.parts or (self,)

    def joined(self, known: Mapping[str, Classes]) -> Classes:
        """The classes that an answer can be in, from those that each of its variables can be in."""
        if not self.parts:
            return known[self.name]
        assert self.class_of is not None  # noqa: S101 - it has parts
        return tuple(np.unique(self.class_of[np.ix_(*(known[part.name] for part in self.parts))]).tolist())

    def picks(self, k: int) -> Mapping[str, int]:
        """For each of its variables the class of an answer in one class."""
        return {part.name: part.class_in(self.samples[k]) for part in self.parts} or {self.name: k}

    @cached_property
    def sets(self) -> tuple[Classes, ...]:
        """The sets of classes that are listed, by code: all, but where not `is_listed`."""
        everything = tuple(range(self.size))
        one = [(k,) for k in everything]
        if self.known == "range":
            more = [everything[a : b + 1] for a, b in combinations(everything, 2)]
        elif self.known == "set" and self.is_listed:
            more = [subset for n in everything[2:] for subset in combinations(everything, n)]
        else:
            more = []
        return (everything, *one, *(subset for subset in more if subset != everything))

    @property
    def is_listed(self) -> bool:
        """Whether every set of classes that can be known is among `sets`."""
        return self.known != "set" or self.size <= MOST_LISTED

    @property
    def dtype(self) -> type[np.intp | object]:
        """What arrays of codes hold: integers of Python where those of numpy are too short."""
        return np.intp if self.is_listed or self.size <= MOST_BITS else object

    def set_of(self, code: int) -> Classes:
        """The set of classes that a code stands for."""
        if code < len(self.sets):
            return self.sets[code]
        return tuple(k for k in range(self.size) if code - self.size >> k & 1)

    def met(self, codes: NDArray[Any]) -> tuple[NDArray[np.intp], Sequence[int]]:
        """Numbers from 0 on in place of codes, and the code of each: where not all sets are listed, of those met."""
        if self.is_listed:
            return codes, range(len(self.sets))
        found, places = np.unique(codes, return_inverse=True)
        return places, found.tolist()

    @cached_property
    def codes(self) -> Mapping[int, int]:
        """The code of each set of classes that is listed, by the bits of its classes."""
        return {sum(1 << k for k in classes): code for code, classes in reversed(list(enumerate(self.sets)))}

    def code(self, bits: NDArray[Any]) -> NDArray[Any]:
        """The code of each set of classes, given as bits.

        Of a set without a code it is that of the range around it; of no class at all (a stage that no rule decides)
        that of nothing known.
        """
        distinct, inverse = np.unique(bits, return_inverse=True)
        return np.array([self._code(int(one)) for one in distinct], dtype=self.dtype)[inverse]

    def _code(self, bits: int) -> int:
        if not self.is_listed and bits:
            return self.codes.get(bits, self.size + bits)  # more than that of one class, so it is never a listed one
        around = (1 << bits.bit_length()) - (bits & -bits)
        return self.codes.get(bits, self.codes.get(around, 0)) if bits else 0


def axis_of(question: Question, atoms: Iterable[Atom], *, known: Known = "one") -> Axis:
    """The classes of a question that is no multiple choice under the conditions put on it."""
    unique = tuple(dict.fromkeys(atoms))
    space = question.space
    axis = _choice_axis(question, space, unique) if isinstance(space, Options) else _line_axis(question, unique)
    return evolve(axis, atoms=unique, known=known)


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
    samples = tuple(space.ids[place] for place in first)
    steps = steps_of(len(samples), "higher" if space.ordered else None)
    return Axis(question, samples, steps, class_of=np.array(classes))


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
    return Axis(question, samples, steps_of(len(samples), space.better), cuts=kept)


def _cuts(atom: Compare, value: float, *, whole: bool) -> tuple[Cut, ...]:
    """Where each new class begins: at the threshold, or after it; of whole numbers at the first that is there."""
    at, after = (Cut(float(ceil(value))), Cut(floor(value) + 1.0)) if whole else (Cut(value), Cut(value, after=True))
    return {">=": (at,), "<": (at,), ">": (after,), "<=": (after,)}.get(atom.operator, (at, after))


def _before(position: float, *, whole: bool) -> float:
    return position - 1 if whole else nextafter(position, -inf)


def _above(first: float, last: float, *, whole: bool) -> float:
    """A position from first to last that people recognise: the first, or one above an excluded threshold."""
    threshold = first if whole else counted(first)
    if threshold == first:
        return first
    middle = (threshold + last) / 2
    rounder = (_stepped(threshold, 1), float(f"{middle:.6g}"), counted(middle))
    return next((each for each in rounder if first < each <= last), first)


def _below(last: float, *, whole: bool) -> float:
    """A position up to last that people recognise: the last, or one less than an excluded threshold."""
    return last if whole or counted(last) == last else min(_stepped(counted(last), -1), last)


def _stepped(position: float, step: int) -> float:
    """A position one up or down, without what floating point leaves behind: an answer has 15 digits."""
    found = position + step
    return found if found.is_integer() else counted(found)


def steps_of(size: int, better: str | None = "higher") -> NDArray[np.intp]:
    """The steps between neighbouring classes, from worse to better; none if there is no better or worse.

    A step from a class comes after all steps to it.
    """
    pairs = np.arange(size - 1, dtype=np.intp)[:, None] + np.array([0, 1], dtype=np.intp)
    return pairs[:0] if better is None else pairs[::-1, ::-1] if better == "lower" else pairs
