"""Amounts: sums and counts of answers, to be compared: `a + 2 * b >= 3`, `count(a, b, c) >= 2`, `min(a, b) > 1`.

Like conditions they are data, made by the operators of questions. All numbers are exact: fractions, never floats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve, field, frozen

from napd.model.conditions import AllOf, AnyOf, Atom, Compare, Condition, Expression, Not, Operator
from napd.model.values import counted, exact

TURNED: dict[str, Operator] = {"<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<"}
"""Each comparison read from the other side."""


def exactly(number: Any) -> Fraction:
    """A number as the fraction that was written: 0.1 is one tenth.

    Raises:
        TypeError: if something is not a number between -1e15 and 1e15.
    """
    if isinstance(number, int | float | Decimal | Fraction) and not isinstance(number, bool):
        try:
            return exact(counted(number)) if isinstance(number, float) else _moderate(Fraction(number))
        except (ValueError, OverflowError):
            pass
    message = f"{number!r} cannot be added or compared: use questions and numbers between -1e15 and 1e15"
    raise TypeError(message)


def _moderate(number: Fraction) -> Fraction:
    counted(float(number))
    return number


def as_data(number: Fraction) -> int | float | str:
    """A fraction as a number of JSON; as text such as "1/3" where it is no decimal of 15 digits."""
    if number.denominator == 1:
        return int(number)
    near = counted(float(number))
    return near if exact(near) == number else str(number)


@frozen
class MinMax:
    """The lowest or the highest of some amounts, each as its terms."""

    which: Literal["min", "max"]
    of: tuple[tuple[Term, ...], ...]


@frozen
class Term:
    """A part of an amount.

    Args:
        of: the id of a question that is a number; a condition, which is 1 where it holds and else 0; the lowest or
            highest of some amounts; or None for the number 1.
        times: how many times it counts.
    """

    of: str | Condition | MinMax | None
    times: Fraction = field(default=Fraction(1), converter=Fraction)

    def map(self, change: Callable[[Atom], Condition]) -> Term:
        """The same with each atom of a condition in it changed."""
        match self.of:
            case Condition():
                return evolve(self, of=self.of.map(change))
            case MinMax(which, parts):
                return evolve(self, of=MinMax(which, tuple(tuple(term.map(change) for term in part) for part in parts)))
        return self

    def to_data(self) -> Any:
        """An id or a number as it is; else `{"of", "times"}`, or `{"min"}` or `{"max"}` for the lowest or highest."""
        if self.of is None:
            return as_data(self.times)
        times = {} if self.times == 1 else {"times": as_data(self.times)}
        match self.of:
            case str():
                return {"of": self.of, **times} if times else self.of
            case MinMax(which, parts):
                return {which: [[term.to_data() for term in part] for part in parts], **times}
        return {"of": self.of.to_data(), **times}


def added(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms with those of one thing added up, and without those that come to nothing; numbers stand last."""
    sums: dict[Any, Fraction] = {}
    for term in terms:
        sums[term.of] = sums.get(term.of, Fraction()) + term.times
    number = sums.pop(None, Fraction())
    return (*(Term(of, times) for of, times in sums.items() if times), *([Term(None, number)] if number else ()))


class Summand:
    """Anything that can be added, multiplied by a number, and compared: a question that is a number, or an `Amount`."""

    __slots__ = ()

    def as_terms(self) -> tuple[Term, ...]:
        """What it adds."""
        raise NotImplementedError

    def __add__(self, other: Any) -> Amount:
        return Amount(added((*self.as_terms(), *terms_of(other))))

    def __radd__(self, other: Any) -> Amount:
        return Amount(added((*terms_of(other), *self.as_terms())))

    def __sub__(self, other: Any) -> Amount:
        return self + -1 * Amount(terms_of(other))

    def __rsub__(self, other: Any) -> Amount:
        return Amount(terms_of(other)) - Amount(self.as_terms())

    def __mul__(self, factor: Any) -> Amount:
        if isinstance(factor, Summand | Expression):
            message = "answers cannot be multiplied by each other: multiply by a number"
            raise TypeError(message)
        by = exactly(factor)
        return Amount(added(evolve(term, times=term.times * by) for term in self.as_terms()))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Any) -> Amount:
        if isinstance(divisor, Summand | Expression) or divisor == 0:
            message = "an amount can only be divided by a number other than 0: write a >= 0.5 * b for a / b >= 0.5"
            raise TypeError(message)
        return self * (1 / exactly(divisor))

    def __neg__(self) -> Amount:
        return self * -1


@frozen(eq=False)
class Amount(Summand):
    """A sum of what answers are worth, made by `+`, `-`, `*`, `/`, `total`, `count`, `min` and `max`, to be compared.

    Args:
        terms: what is added.
    """

    terms: tuple[Term, ...]

    def as_terms(self) -> tuple[Term, ...]:
        """What it adds."""
        return self.terms

    def __lt__(self, other: Any) -> Condition:
        return compared(self, "<", other)

    def __le__(self, other: Any) -> Condition:
        return compared(self, "<=", other)

    def __ge__(self, other: Any) -> Condition:
        return compared(self, ">=", other)

    def __gt__(self, other: Any) -> Condition:
        return compared(self, ">", other)

    def __eq__(self, other: object) -> Any:
        """The condition that the amounts are equal."""
        return compared(self, "==", other)

    def __ne__(self, other: object) -> Any:
        """The condition that the amounts differ."""
        return compared(self, "!=", other)

    __hash__ = None  # type: ignore[assignment]  # == makes a condition


def terms_of(value: Any) -> tuple[Term, ...]:
    """What a question, an amount or a number adds.

    Raises:
        TypeError: for anything else.
    """
    if isinstance(value, Summand):
        return value.as_terms()
    if isinstance(value, Expression):
        message = "a condition is not a number: write count(...) for how many of some conditions hold"
        raise TypeError(message)
    return added([Term(None, exactly(value))])


def compared(left: Any, operator: Operator, right: Any) -> Condition:
    """The condition that one amount stands in a relation to another.

    Raises:
        TypeError: if something is not an amount.
    """
    terms = (Amount(terms_of(left)) - Amount(terms_of(right))).terms
    number = terms[-1].times if terms and terms[-1].of is None else Fraction()
    rest = tuple(term for term in terms if term.of is not None)
    value = as_data(-number)
    if len(rest) == 1 and isinstance(rest[0].of, str) and abs(rest[0].times) == 1 and not isinstance(value, str):
        turned = rest[0].times < 0
        return Compare(rest[0].of, TURNED[operator] if turned else operator, as_data(number) if turned else value)
    return CompareAmount(rest, operator, -number)


@frozen
class CompareAmount(Atom):
    """The sum of some terms stands in a relation to a number."""

    terms: tuple[Term, ...]
    operator: Operator
    value: Fraction = field(default=Fraction(), converter=Fraction)

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that count as numbers, each once; those of conditions stand in these."""
        return tuple(dict.fromkeys(of for of in _things(self.terms) if isinstance(of, str)))

    @property
    def conditions(self) -> Iterator[Condition]:
        """The conditions that are counted."""
        return (of for of in _things(self.terms) if isinstance(of, Condition))

    def atoms(self) -> Iterator[Atom]:
        """Itself, and those of the conditions that are counted."""
        yield self
        for condition in self.conditions:
            yield from condition.atoms()

    def map(self, change: Callable[[Atom], Condition]) -> Condition:
        """Itself changed, after the conditions in it."""
        return change(evolve(self, terms=tuple(term.map(change) for term in self.terms)))

    def to_data(self) -> dict[str, Any]:
        """`{"amount", "operator", "value"}`."""
        return {
            "amount": [term.to_data() for term in self.terms], "operator": self.operator, "value": as_data(self.value),
        }  # fmt: skip

    def __bool__(self) -> bool:
        message = (
            "a comparison is not true or false by itself: combine comparisons with & | ~ (not with and, or, not), and "
            "write napd.min(a, b) or napd.max(a, b) for the lowest or highest of answers (not Python's min and max)"
        )
        raise TypeError(message)

    @property
    def plain(self) -> Condition:
        """The same without lowest and highest: the lowest is at least 2 where each is at least 2."""
        place = next((n for n, term in enumerate(self.terms) if isinstance(term.of, MinMax)), None)
        if place is None:
            return self
        if self.operator in ("==", "!="):
            both = AllOf([evolve(self, operator=">=").plain, evolve(self, operator="<=").plain])
            return both if self.operator == "==" else Not(both)
        end: Any = self.terms[place]
        others = Amount(self.terms[:place] + self.terms[place + 1 :])
        parts = [compared(others + end.times * Amount(part), self.operator, self.value) for part in end.of.of]
        is_lowest = (end.of.which == "min") == (end.times > 0)
        group = AllOf if is_lowest == (self.operator in (">", ">=")) else AnyOf
        return group([part.plain if isinstance(part, CompareAmount) else part for part in parts])


def _things(terms: Iterable[Term]) -> Iterator[str | Condition]:
    """The questions and conditions in terms, also within a lowest or highest."""
    for term in terms:
        if isinstance(term.of, MinMax):
            for part in term.of.of:
                yield from _things(part)
        elif term.of is not None:
            yield term.of
