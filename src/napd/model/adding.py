"""Adding: the functions with which formulas, and plugins in Python, add up and compare answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from napd.model.amounts import Amount, MinMax, Term, added, terms_of
from napd.model.conditions import Expression


def count(*conditions: Expression) -> Amount:
    """How many of these questions are answered yes, or conditions hold: `count(a, b, status >= "concept") >= 2`.

    Raises:
        TypeError: if something is not a condition.
    """
    for each in conditions:
        if not isinstance(each, Expression):
            message = f"count(...) takes yes/no questions and conditions, not {each!r}"
            raise TypeError(message)
    return Amount(added(Term(each.as_condition()) for each in conditions))


def total(*amounts: Any) -> Amount:
    """The total of some numbers or sums: `total(a, b, c) >= 10` is `a + b + c >= 10`.

    Raises:
        TypeError: if something is not a number, or if nothing is given.
    """
    if not amounts:
        message = "total(...) needs the numbers to add up, as in total(a, b)"
        raise TypeError(message)
    return Amount(added(term for each in amounts for term in terms_of(each)))


def min(*amounts: Any) -> Amount:  # noqa: A001 - as people write it
    """The lowest of some numbers or sums: `min(a, b + 1) >= 2`."""
    return _end("min", amounts)


def max(*amounts: Any) -> Amount:  # noqa: A001 - as people write it
    """The highest of some numbers or sums: `max(a, b + 1) >= 2`."""
    return _end("max", amounts)


def _end(which: Literal["min", "max"], amounts: Sequence[Any]) -> Amount:
    parts = tuple(map(terms_of, amounts))
    if not parts:
        message = f"{which}(...) needs the numbers to choose from, as in {which}(a, b)"
        raise TypeError(message)
    return Amount(parts[0] if len(parts) == 1 else (Term(MinMax(which, parts)),))
