"""Totals: numbers with many answers that a rule adds up or compares, as one computed number with a threshold.

What few answers come to is compiled answer by answer. Of numbers without that end, only what they come to together is
told apart: `plekken <= nodig` asks whether `plekken - nodig` is at most 0. Nothing is divided, so all is exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from attrs import field, frozen

from napd.model.amounts import TURNED, CompareAmount, as_data, exactly
from napd.model.conditions import Compare, Condition
from napd.model.measures import Number, is_number
from napd.model.points import Points
from napd.model.questions import Question

MOST_SUMMED = 1000
"""A number with more answers than that is never compiled answer by answer."""
MOST_STEPS = 200_000
"""Nor are numbers together that come to more than so many branches, which takes some 0.3 s."""
Known = Mapping[str, Question]


@frozen(eq=False)
class Total(Question):
    """What some numbers come to together, each so many times; made of a comparison, and never written in data.

    Args:
        of: the numbers, each with how many times it counts, a whole number.
    """

    of: tuple[tuple[Question, int], ...] = field(kw_only=True)
    required: bool = field(default=False, init=False)

    @property
    def is_alone(self) -> bool:
        """Whether it is but one number, once: that number itself."""
        return len(self.of) == self.of[0][1] == 1

    @property
    def inputs(self) -> tuple[Question, ...]:
        """The numbers."""
        return tuple(question for question, _ in self.of)

    @property
    def addends(self) -> tuple[tuple[Question, int], ...]:
        """The numbers."""
        return self.of

    @property
    def reopened(self) -> tuple[Question, ...]:
        """Those that are not answered themselves, of which it may be the answer behind them that says nothing."""
        return tuple(question for question in self.inputs if question.is_derived)

    @property
    def scored(self) -> Number:
        """Their total, from the least to the most that it can be."""
        parts: list[tuple[Any, int]] = [(question.scored, times) for question, times in self.of]
        low, high = (self._end(parts, least=least) for least in (True, False))
        whole = all(number.whole for number, _ in parts)
        return Number(self.id, self.text, minimum=low, maximum=high, whole=whole, better=None)

    def better(self, exempt: Collection[str]) -> set[str]:
        """Which way it goes when a number becomes better: "higher", "lower", or both, for another number.

        Args:
            exempt: the ids of the numbers of which that does not matter.
        """
        asked = [(question, times) for question, times in self.of if question.id not in exempt]
        sided: list[tuple[Any, int]] = [(q.scored, times) for q, times in asked if q.looks_back is None]
        return {"higher" if (one.better == "higher") == (times > 0) else "lower" for one, times in sided if one.better}

    @staticmethod
    def _end(parts: list[tuple[Any, int]], *, least: bool) -> float | None:
        ends = [(number.minimum if (times > 0) == least else number.maximum, times) for number, times in parts]
        if any(end is None for end, _ in ends):
            return None
        found = as_data(sum((exactly(end) * times for end, times in ends), Fraction()))
        return None if isinstance(found, str) or not is_number(found) else found


def has_many_answers(question: Question) -> bool:
    """Whether a number has more answers than are compiled one by one; points are, whatever they count."""
    if isinstance(question, Points):
        return False
    number: Any = question.scored
    if not number.whole or number.minimum is None or number.maximum is None:
        return True
    return bool(number.maximum - number.minimum >= MOST_SUMMED)


def _is_total(atom: Any, known: Known) -> bool:
    """Whether a comparison is one of a total. What also counts conditions or points is always compiled."""
    if not isinstance(atom, CompareAmount):
        return False
    asked = [known[name] for name in atom.questions]
    if any(map(has_many_answers, asked)):
        return True
    if not isinstance(plain := atom.plain, CompareAmount):
        return any(_is_total(part, known) for part in plain.atoms())
    is_compiled = any(True for _ in atom.conditions) or any(isinstance(one, Points) for one in asked)
    return not is_compiled and _steps(plain, known) > MOST_STEPS


def _steps(atom: CompareAmount, known: Known) -> int:
    """How many branches a sum comes to at most: at each number, for each sum of those before it that matters."""
    numbers: list[Any] = [known[str(term.of)].scored for term in atom.terms]
    spans = [int(number.maximum - number.minimum) for number in numbers]
    by = Fraction(1, lcm(*(term.times.denominator for term in atom.terms)))
    widths = [int(abs(term.times) / by) * span for term, span in zip(atom.terms, spans, strict=True)]
    steps, before = 0, 1
    for n, span in enumerate(spans):
        steps += (span + 1) * min(before, sum(widths[:n]) + 1, sum(widths[n:]) + 2)
        before *= span + 1
    return steps


def spelled(condition: Condition, known: Known) -> Condition:
    """The same condition, with each comparison of numbers with many answers as one of their `Total`."""
    return condition.map(lambda atom: _spelled(atom, known))


def _spelled(atom: Any, known: Known) -> Condition:
    if not _is_total(atom, known):
        return atom  # type: ignore[no-any-return]
    if not isinstance(atom.plain, CompareAmount):
        return spelled(atom.plain, known)
    total, compare = _total(atom, known)
    return Compare(total.of[0][0].id if total.is_alone else total.id, *compare)


def totals_in(condition: Condition, known: Known) -> Iterator[Total]:
    """Each total that a condition compares."""
    for atom in condition.atoms():
        if _is_total(atom, known):
            plain = atom.plain  # type: ignore[attr-defined]
            if isinstance(plain, CompareAmount):
                total, _ = _total(plain, known)
                yield from () if total.is_alone else (total,)
            else:
                yield from totals_in(plain, known)


def _total(atom: CompareAmount, known: Known) -> tuple[Total, tuple[Any, Any]]:
    """The total of a comparison, and how it is compared: the same one for whatever asks the same.

    It counts in whole numbers, as small as they can be, in the order of the questions, the first above 0.
    """
    places = {name: place for place, name in enumerate(known)}
    terms = sorted(atom.terms, key=lambda term: places[str(term.of)])
    times = [term.times for term in terms]
    by = Fraction(lcm(*(each.denominator for each in times)), gcd(*(each.numerator for each in times)) or 1)
    value = atom.value * by
    if isinstance(as_data(value), str):
        by, value = by * value.denominator, Fraction(value.numerator)
    sign = 1 if times[0] > 0 else -1
    of = tuple((known[str(term.of)], int(term.times * by) * sign) for term in terms)
    total = Total(_written(of, "id"), _written(of, "text"), of=of)
    return total, (atom.operator if sign > 0 else TURNED[atom.operator], as_data(value * sign))


def _written(of: tuple[tuple[Question, int], ...], name: str) -> str:
    words = ""
    for question, times in of:
        often = "" if abs(times) == 1 else f"{abs(times)} × "
        words += f" {'+' if times > 0 else '−'} {often}{getattr(question, name)}"
    return words.removeprefix(" + ")
