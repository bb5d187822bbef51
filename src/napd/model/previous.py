"""Previous: a value of the round before, to compare with, as a target does. The engine gives it; nobody answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field, frozen

from napd.errors import Fault
from napd.model.amounts import Term
from napd.model.choices import Choice
from napd.model.conditions import Condition
from napd.model.indicator import Stage
from napd.model.questions import Question
from napd.model.spaces import Sets


def _plain(question: Any) -> Any:
    """A stage as what it results in; its rules stand in the indicator."""
    if isinstance(question, Stage):
        return Choice(question.id, question.text, options=question.options)
    return question


@frozen(eq=False)
class Previous(Question):
    """The value that the same area, in the same perspective, had in the round before.

    The round before is the previous one by date among the rounds of the framework. If the area, the question or the
    answers of that round are not there, the value is not known; nobody is asked for it, because it belongs in the
    answers of that round. If it was only partly known, it is what it can have been. If that round has another version
    of the indicator, the question with the same id and kind counts.

    Args:
        question: the question, derived value or stage of the same indicator whose value it is; not points, a multiple
            choice, words, or another value of the round before.
    """

    question: Question = field(kw_only=True, converter=_plain)
    required: bool = field(default=False, init=False)

    @property
    def is_derived(self) -> bool:
        """Nobody answers it, and no answer of its own round is behind it."""
        return True

    @property
    def looks_back(self) -> Question:
        """Whose value it was."""
        return self.question

    @property
    def is_quotient(self) -> bool:
        """As the value itself."""
        return self.question.is_quotient

    @property
    def has_gaps(self) -> bool:
        """As the value itself."""
        is_set = self.question.rollup is not None and self.question.rollup.known == "set"
        return is_set or self.question.has_gaps or isinstance(self.question, Choice)

    @property
    def computed(self) -> str:
        """A value of another round."""
        return f"{self.question.id} of the round before"

    @property
    def scored(self) -> Question:
        """The same kind of answer, under its own name."""
        return evolve(
            self.question.scored,
            id=self.id,
            text=self.text,
            help=self.help,
            required=False,
            rollup=None,
            answered_by=None,
        )

    def as_condition(self) -> Condition:
        """That it was yes, of a yes/no question."""
        return self.scored.as_condition()

    def as_terms(self) -> tuple[Term, ...]:
        """What it adds to an amount: what the answer would."""
        return self.scored.as_terms()

    def faults(self) -> Iterator[Fault]:
        """Say why the value cannot be looked back on."""
        space = self.question.scored.space
        if isinstance(self.question, Previous) or self.question.is_summed or space is None or isinstance(space, Sets):
            kinds = "take a number, a date or one choice, also computed, but no points, options, words or earlier value"
            yield Fault(("question",), f"looks back on {self.question.id!r}: {kinds}")
