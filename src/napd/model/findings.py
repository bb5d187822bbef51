"""Findings: numbers that follow from answers and the day on which they are asked, such as the months since a day.

They are what lets one decision diagram serve every day: its rules compare a number of months or a percentage with a
fixed number, and only the finding knows the calendar and the amounts of the day. What is known of a finding is a range.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from math import inf, isinf
from typing import Any

from attrs import field, frozen

from napd.model.conditions import AllOf, AnyOf, Compare, Condition, Not
from napd.model.parameters import Parameter
from napd.model.questions import RELATIONS, Value
from napd.model.record import Record, listed
from napd.model.values import counted, exact

Known = Mapping[str, Value | None]
"""For each question its answer; None where that is not known."""
Between = tuple[float, float]
"""The lowest and the highest number that are possible, both included."""
NOTHING_KNOWN: Between = (0.0, inf)
MORE_THAN_NOTHING = 5e-324
"""The smallest number above 0."""


@frozen
class Finding(Record):
    """What every finding has.

    Args:
        id: the question of the rubric whose answer it is.
    """

    id: str

    @property
    def inputs(self) -> tuple[str, ...]:
        """The ids of the questions whose answers it is computed from."""
        raise NotImplementedError

    def between(self, known: Known, day: date) -> Between:
        """The lowest and the highest number that it can be."""
        raise NotImplementedError


@frozen
class Months(Finding):
    """How many whole months there are from one day to another, never below 0.

    A month ends on the same day of the next month, or on the last day of a month without that day. With `shift=1` the
    last day counts as worked or stayed: from 10 March to 9 March of the next year is twelve months. With `shift=-1` a
    month is over only when its last day is: three months from 5 January last until 5 April, that day included.

    Args:
        since: the question whose answer is the first day.
        until: the question whose answer is the last day; the day itself on which is asked if empty.
        shift: how many days are added to the last day.
    """

    since: str
    until: str = ""
    shift: int = 0

    @property
    def inputs(self) -> tuple[str, ...]:
        """The two days, as far as they are asked."""
        return (self.since, *filter(None, [self.until]))

    def between(self, known: Known, day: date) -> Between:
        """The number; anything where a day is not known, or they are in the wrong order."""
        first, last = known.get(self.since), known.get(self.until) if self.until else day
        if not isinstance(first, date) or not isinstance(last, date) or first > last:
            return NOTHING_KNOWN
        months = float(max(0, whole_months(first, date.fromordinal(last.toordinal() + self.shift))))
        return months, months


def whole_months(first: date, last: date) -> int:
    """The whole months between two days; one in which the day does not occur ends on its last day.

    >>> whole_months(date(2026, 1, 31), date(2026, 2, 28)), whole_months(date(2026, 1, 31), date(2026, 2, 27))
    (1, 0)
    """
    ends = min(first.day, monthrange(last.year, last.month)[1])
    return 12 * (last.year - first.year) + last.month - first.month - (ends > last.day)


@frozen
class Norm(Record):
    """An amount that is taken as the whole, for whom it is meant.

    Args:
        parameter: the amount of each day.
        when: for whom, as a condition on questions that are asked; None for everybody.
    """

    parameter: Parameter
    when: Condition | None = None


@frozen
class PartOf(Finding):
    """What percentage one number is of another: of an answer, or of the amount of the day that is meant for somebody.

    Nothing is 0 % of whatever it is compared with. Where no amount is known to hold on the day, any percentage above 0
    is possible: an amount of other days is never used.

    Args:
        part: the question whose answer is the part.
        whole: the question whose answer is the whole; empty where norms give it.
        within: the lowest and the highest that this answer can be.
        norms: amounts, of which the first whose condition holds is meant. If none is meant, any percentage is possible.
    """

    part: str
    whole: str = ""
    within: tuple[float, float] = field(default=(0.0, inf), kw_only=True)
    norms: tuple[Norm, ...] = field(default=(), converter=listed)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The part, the whole, and what says which norm is meant."""
        named = (
            name
            for norm in self.norms
            if norm.when is not None
            for atom in norm.when.atoms()
            for name in atom.questions
        )
        return tuple(dict.fromkeys((self.part, *filter(None, [self.whole]), *named)))

    def between(self, known: Known, day: date) -> Between:
        """The percentage, or the range of those by every amount that can be meant."""
        part: Any = known.get(self.part)
        if part is None:
            return NOTHING_KNOWN
        if not part:
            return 0.0, 0.0
        ends = [_share(part, each) for whole in self._wholes(known, day) for each in whole]
        return min(ends), max(ends)

    def _wholes(self, known: Known, day: date) -> list[tuple[Any, Any]]:
        """Every whole that can be meant, each from the lowest to the highest that it can be."""
        if self.whole:
            whole: Any = known.get(self.whole)
            return [self.within if whole is None else (whole, whole)]
        found: list[tuple[Any, Any]] = []
        for norm in self.norms:
            if (meant := holds(norm.when, known)) is not False:
                amount = norm.parameter.at(day)
                found.append((amount.value, amount.value) if amount else (0.0, inf))
            if meant:
                return found
        return [*found, (0.0, inf)]


def _share(part: float, whole: float) -> float:
    """The percentage, of a part above 0; of nothing as much as there can be, and of ever more ever less."""
    if not whole or isinf(whole):
        return MORE_THAN_NOTHING if whole else inf
    return counted(float(100 * exact(part) / exact(whole)))


def holds(condition: Condition | None, known: Known) -> bool | None:
    """Whether a condition on plain answers holds; None where that is not known.

    >>> holds(Compare("leeftijd", ">=", 21), {"leeftijd": 35}), holds(Compare("leeftijd", ">=", 21), {})
    (True, None)
    """
    match condition:
        case None:
            return True
        case Compare(question, operator, value):
            answer = known.get(question)
            return None if answer is None else bool(RELATIONS[operator](answer, value))
        case Not(part):
            return None if (found := holds(part, known)) is None else not found
        case AllOf(parts) | AnyOf(parts):
            ends, parted = isinstance(condition, AnyOf), [holds(part, known) for part in parts]
            return ends if ends in parted else None if None in parted else not ends
    message = f"{condition!r} is not a condition on plain answers"
    raise TypeError(message)
