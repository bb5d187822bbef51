"""Comparing: the operators that make a condition of a question and what it is compared with."""

from __future__ import annotations

from typing import Any

from attrs import fields

from napd.model.amounts import Summand, compared
from napd.model.conditions import Compare, Condition, Operator


class Compared(Summand):
    """What can be compared with a value, with another or with an amount: `status >= "concept"`, `a <= b`."""

    __slots__ = ()

    id: str

    def isin(self, *values: str) -> Compare:
        """The answer is one of these."""
        return Compare(self.id, "in", values)

    def __lt__(self, value: Any) -> Condition:
        return self._compared("<", value)

    def __le__(self, value: Any) -> Condition:
        return self._compared("<=", value)

    def __ge__(self, value: Any) -> Condition:
        return self._compared(">=", value)

    def __gt__(self, value: Any) -> Condition:
        return self._compared(">", value)

    def __eq__(self, other: object) -> Any:
        """With another question: are they the same? With a value or an amount: the condition that it is the answer."""
        if isinstance(other, Compared):
            return self._same(other)
        if isinstance(other, Summand):
            return compared(self, "==", other)
        return Compare(self.id, "==", other)  # type: ignore[arg-type]

    def __ne__(self, other: object) -> Any:
        """With another question: do they differ? With a value or an amount: the condition that it is not the answer."""
        if isinstance(other, Compared):
            return not self._same(other)
        if isinstance(other, Summand):
            return compared(self, "!=", other)
        return Compare(self.id, "!=", other)  # type: ignore[arg-type]

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    def _compared(self, sign: Operator, value: Any) -> Condition:
        return compared(self, sign, value) if isinstance(value, Summand) else Compare(self.id, sign, value)

    def _same(self, other: Compared) -> bool:
        names = [attribute.name for attribute in fields(type(self)) if attribute.eq]  # type: ignore[arg-type]
        return type(self) is type(other) and all(getattr(self, name) == getattr(other, name) for name in names)
