"""Outcomes: what a score can still be, as one record that all share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import frozen

from napd.model.scale import NOT_APPLICABLE
from napd.model.values import joined, parted


@frozen
class Outcome:
    """What a score can still be, whatever the missing answers turn out to be.

    Args:
        possible: each level that some completion of the answers gives, from the worst to the best; "not_applicable"
            comes last, if some completion makes the indicator not applicable.
        rules: the numbers of the rules that can decide, from 1.
        open_questions: the questions whose answer can still change the outcome.
        is_answered: whether anything was answered. If nothing was, there is no level, even if only one is possible.
    """

    possible: tuple[str, ...]
    rules: tuple[int, ...] = ()
    open_questions: tuple[str, ...] = ()
    is_answered: bool = True

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """What a row of the scores table says."""
        possible, rules, questions = (parted(row[name]) for name in ("possible", "rule", "open_questions"))
        return cls(possible, tuple(map(int, rules)), questions, row["status"] != "unanswered")

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the scores table that say it."""
        return {name: joined(value) if isinstance(value, list) else value for name, value in self.to_dict().items()}

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data, for JSON: lists, where a table has several names in one column."""
        return {
            "level": self.level, "level_low": self.low, "level_high": self.high, "may_not_apply": self.may_not_apply,
            "possible": list(self.possible), "rule": list(self.rules), "status": self.status,
            "open_questions": list(self.open_questions),
        }  # fmt: skip

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that are possible, from the worst to the best."""
        return self.possible[:-1] if self.may_not_apply else self.possible

    @property
    def low(self) -> str | None:
        """The lowest level possible; None if the indicator does not apply in any case."""
        return next(iter(self.levels), None)

    @property
    def high(self) -> str | None:
        """The highest level possible; None if the indicator does not apply in any case."""
        return next(reversed(self.levels), None)

    @property
    def may_not_apply(self) -> bool:
        """Whether some completion makes the indicator not applicable."""
        return NOT_APPLICABLE in self.possible

    @property
    def is_known(self) -> bool:
        """Whether every completion gives the same outcome."""
        return len(self.possible) == 1

    @property
    def level(self) -> str | None:
        """The level, if anything was answered and it is the same for every completion."""
        return self.low if self.status == "scored" else None

    @property
    def status(self) -> str:
        """The status of the score: unanswered, undetermined, scored or not_applicable."""
        if not self.is_answered:
            return "unanswered"
        if not self.is_known:
            return "undetermined"
        return NOT_APPLICABLE if self.may_not_apply else "scored"
