"""Intervals: what a set of classes of a number or a date is called in a decision table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from attrs import frozen

from napd.decision.axes import Axis
from napd.decision.diagram import Classes
from napd.model.spaces import Line
from napd.texts import Texts


def runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of each run of neighbours; the places ascend."""
    for _, run in groupby(enumerate(places), key=lambda each: each[1] - each[0]):  # both go up together in a run
        found = [place for _, place in run]
        yield found[0], found[-1]


@frozen(eq=False, repr=False)
class Intervals:
    """Says which answers the classes of one number or date hold."""

    axis: Axis
    say: Texts

    def label(self, classes: Classes) -> str:
        """Such as "minder dan 25 %, of 75 % of meer"; "niet 25 %" for all but one value in between."""
        rest = [k for k in range(self.axis.size) if k not in classes]
        parts = [self._run(first, last) for first, last in runs(classes)]
        if len(parts) > 1 and len(rest) == 1 and self._start(rest[0]) == self._end(rest[0]):
            return self.say("words.not", self._run(rest[0], rest[0]))
        return f", {self.say('words.or')} ".join(parts)

    def _run(self, first: int, last: int) -> str:
        """The label of neighbouring classes: where one side is open, the other as its author wrote it."""
        low, high = self._start(first), self._end(last)
        lower, upper = self._sides(first, last)
        if low == high:
            return self._say("==", low, high)
        if lower and upper and self._line.whole:
            return self._say(">= <=", low, high)
        if lower == ">":
            low = self._before(low)
        if upper == "<":
            high = float(self.axis.bounds[last])
        return self._say(f"{lower} {upper}".strip(), low, high)

    def _sides(self, first: int, last: int) -> tuple[str, str]:
        """How the conditions bound the classes below and above; '' where they do not."""
        atoms: Sequence[Any] = self.axis.atoms
        written = {self.axis.question.position(atom.value) for atom in atoms}
        bounds = self.axis.bounds
        lower = "" if first == 0 else ">=" if bounds[first - 1] in written else ">"
        upper = "" if last == len(bounds) else "<" if bounds[last] in written else "<="
        return lower, upper

    def _start(self, k: int) -> float:
        """The first position of a class."""
        if k > 0:
            return float(self.axis.bounds[k - 1])
        return float(self._line.low)

    def _end(self, k: int) -> float:
        """The last position of a class."""
        if k < len(self.axis.bounds):
            return self._before(float(self.axis.bounds[k]))
        return float(self._line.high)

    @property
    def _line(self) -> Line:
        space = self.axis.question.space
        assert isinstance(space, Line)  # noqa: S101 - only such questions have intervals
        return space

    def _before(self, at: float) -> float:
        return at - 1 if self._line.whole else float(np.nextafter(at, -np.inf))

    def _say(self, sides: str, low: float, high: float) -> str:
        kind = "dates" if self._line.of_days else "numbers"
        question = self.axis.question
        of_low = question.words if " " in sides else question.in_full
        low_words, high_words = self._end_words(low, of_low), self._end_words(high, question.in_full)
        return self.say(f"words.{kind}.{sides}", a=low_words, b=high_words)

    def _end_words(self, at: float, words: Callable[[Any, Texts], str]) -> str:
        return words(self.axis.question.value_at(at), self.say) if np.isfinite(at) else ""
