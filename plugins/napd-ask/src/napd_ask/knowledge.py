"""Knowledge: what is known of a case, as the classes that each variable of the decision diagram can be in.

Of a question somebody may have given the answer, may have said that they do not know it, or may not have been asked.
Only answers narrow what is known; a number that follows from several is known as a range.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import inf
from typing import Any

import numpy as np
from attrs import field, frozen

from napd import Advice, Finding, Limit
from napd.plugin import Rubric

Classes = tuple[int, ...]
"""A set of classes of one variable, ascending."""
NOTHING_KNOWN = (0.0, inf)
"""What a number can be that nothing is known of."""


@frozen(eq=False)
class Situation:
    """One person or case on one day. Nothing of it is kept.

    Args:
        answers: for each question that was asked the answer, or None where it is not known.
        day: the day that it is about.
    """

    answers: Mapping[str, Any]
    day: date


@frozen(eq=False)
class Knowledge:
    """What is known of a case by the answers, by what follows from them, and by what counts where one is not known.

    Args:
        advice: what is asked.
        case: what was answered.
    """

    advice: Advice
    case: Situation
    answers: dict[str, Any] = field(init=False)
    """The answer to each question as far as it is known."""
    numbers: dict[str, tuple[float, float]] = field(init=False)
    """The lowest and the highest that each number can be: those that are asked, and those that follow."""
    exceeded: tuple[Limit, ...] = field(init=False)
    """The limits that answers exceed."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "answers", self._answers())
        numbers, exceeded = self._numbers()
        object.__setattr__(self, "numbers", numbers)
        object.__setattr__(self, "exceeded", exceeded)

    def _answers(self) -> dict[str, Any]:
        """With what follows from other answers; a default stands in only for what somebody did not know.

        An answer that others contradict is not known: else a mistake could lead to a "no".
        """
        given = self.case.answers
        found = {name: value for name, value in given.items() if value is not None}
        for name in given.keys() - found.keys() & self.advice.defaults.keys():
            found[name] = self.advice.default(name)
        for each in self.advice.implied:
            if each.is_contradicted(given):
                found.pop(each.question, None)
            elif each.follows(given):
                found.setdefault(each.question, each.value)
        if self.advice.day:
            found[self.advice.day] = self.case.day
        return found

    def _numbers(self) -> tuple[dict[str, tuple[float, float]], tuple[Limit, ...]]:
        exceeded: list[Limit] = []
        found = {one.id: one.between(self.answers, self.case.day) for one in self.advice.findings}
        for limit in self.advice.limits:
            for name in (limit.question, limit.by):
                found.setdefault(name, self._asked(name))
            (low, high), (least, most) = found[limit.question], found[limit.by]
            if low > most + limit.plus:
                exceeded.append(limit)
                found[limit.by] = NOTHING_KNOWN
            else:
                found[limit.question] = low, min(high, most + limit.plus)
                found[limit.by] = max(least, low - limit.plus), most
        return found, tuple(exceeded)

    def _asked(self, name: str) -> tuple[float, float]:
        """What is known of a number that is asked."""
        answer = self.answers.get(name)
        return NOTHING_KNOWN if answer is None else (float(answer), float(answer))

    def classes(self, rubric: Rubric, about: str = "") -> list[Classes]:
        """For each variable of a rubric the classes that it can be in.

        Args:
            rubric: the rubric.
            about: the option of `advice.about` that is asked for; any if empty.
        """
        given = {**self.answers, self.advice.about: about or None}
        return [self._classes(rubric.axes[name], given) for name in rubric.diagram.names]

    def _classes(self, axis: Any, given: Mapping[str, Any]) -> Classes:
        name = axis.question.id
        if given.get(name) is not None:
            return tuple(axis.set_of(axis.code_of(given[name])))
        if name in self.numbers:
            low, high = axis.classify(np.array(self.numbers[name])).tolist()
            return tuple(range(low, high + 1))
        return tuple(range(axis.size))


def worth_asking(finding: Finding, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The inputs of a finding that can still tell something: none where its first is not known by anybody."""
    first = finding.inputs[0]
    is_lost = first in answers and answers[first] is None
    return () if is_lost else tuple(name for name in finding.inputs if name not in answers)
