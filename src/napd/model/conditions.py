"""Conditions: what a rule asks of the answers, kept as data.

Nobody builds these by hand: the operators of the questions do (`status >= "concept"`, `zorg & ~nood`).
Being data, a condition can be checked, turned into the classes of a decision table, shown and written as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from attrs import field, frozen

Operator = Literal["<", "<=", "==", "!=", ">=", ">", "in"]
Operand = str | int | float | date | tuple[str, ...]


class Expression:
    """Anything that `&`, `|` and `~` combine: a condition, or a yes/no question as the condition that it is yes."""

    __slots__ = ()

    def as_condition(self) -> Condition:
        """This expression as a condition."""
        raise NotImplementedError

    def __and__(self, other: Expression) -> Condition:
        return AllOf(_parts(AllOf, self) + _parts(AllOf, other))

    def __or__(self, other: Expression) -> Condition:
        return AnyOf(_parts(AnyOf, self) + _parts(AnyOf, other))

    def __invert__(self) -> Condition:
        return Not(self.as_condition())

    def __bool__(self) -> bool:
        message = (
            "a condition is not true or false by itself: combine conditions with & | ~ (not with and, or, not), "
            "and write a range as (25 <= x) & (x <= 75), with the parentheses"
        )
        raise TypeError(message)


class Condition(Expression):
    """A condition on answers; one of `Compare`, `AtLeast`, `CompareAmount`, `AllOf`, `AnyOf`, `Not`."""

    __slots__ = ()

    def as_condition(self) -> Condition:
        """The condition itself."""
        return self

    def atoms(self) -> Iterator[Atom]:
        """Every comparison in this condition, from left to right."""
        raise NotImplementedError

    def map(self, change: Callable[[Atom], Condition]) -> Condition:
        """The same condition with each atom changed."""
        raise NotImplementedError

    def to_data(self) -> dict[str, Any]:
        """The condition as plain data for JSON or TOML; `napd.model.data.condition_from_data` reads it back."""
        raise NotImplementedError


class Atom(Condition):
    """A condition that is not made of others; on one question, but for `CompareAmount`."""

    __slots__ = ()
    question: str

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions."""
        return (self.question,)

    def atoms(self) -> Iterator[Atom]:
        """The atom itself."""
        yield self

    def map(self, change: Callable[[Atom], Condition]) -> Condition:
        """The changed atom."""
        return change(self)


@frozen
class Compare(Atom):
    """The answer to `question` stands in this relation to `value` (for "in": is one of the values)."""

    question: str
    operator: Operator
    value: Operand

    def to_data(self) -> dict[str, Any]:
        """`{"question", "operator", "value"}`; a date as ISO text."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return {
            "question": self.question,
            "operator": self.operator,
            "value": list(value) if isinstance(value, tuple) else value,
        }


@frozen
class AtLeast(Atom):
    """At least `count` of `options` are chosen in the multiple choice `question`."""

    question: str
    count: int
    options: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """`{"question", "at_least", "of"}`."""
        return {"question": self.question, "at_least": self.count, "of": list(self.options)}


def _conditions(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(parts)


@frozen
class _Group(Condition):
    parts: tuple[Condition, ...] = field(converter=_conditions)
    key: ClassVar[str]

    def atoms(self) -> Iterator[Atom]:
        """The atoms of all parts."""
        return (atom for part in self.parts for atom in part.atoms())

    def map(self, change: Callable[[Atom], Condition]) -> Condition:
        """The same group of changed parts."""
        return type(self)([part.map(change) for part in self.parts])

    def to_data(self) -> dict[str, Any]:
        """`{"all": [...]}` or `{"any": [...]}`."""
        return {self.key: [part.to_data() for part in self.parts]}


@frozen
class AllOf(_Group):
    """Every part holds."""

    key = "all"


@frozen
class AnyOf(_Group):
    """At least one part holds."""

    key = "any"


@frozen
class Not(Condition):
    """The part does not hold. Of a missing answer this is as unknown as the part itself."""

    part: Condition

    def atoms(self) -> Iterator[Atom]:
        """The atoms of the part."""
        return self.part.atoms()

    def map(self, change: Callable[[Atom], Condition]) -> Condition:
        """The denial of the changed part."""
        return Not(self.part.map(change))

    def to_data(self) -> dict[str, Any]:
        """`{"not": ...}`."""
        return {"not": self.part.to_data()}


def _parts(kind: type[AllOf | AnyOf], expression: Expression) -> tuple[Condition, ...]:
    if not isinstance(expression, Expression):
        message = f"{expression!r} is not a condition: compare a question with it first, in parentheses"
        raise TypeError(message)
    condition = expression.as_condition()
    return condition.parts if isinstance(condition, kind) else (condition,)
