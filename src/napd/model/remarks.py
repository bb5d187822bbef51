"""Remarks: what an indicator's author wants looked at again. The answers count all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from napd.errors import Fault, nearest
from napd.model.amounts import CompareAmount
from napd.model.conditions import Atom, Condition, Expression
from napd.model.questions import Question
from napd.model.record import Record

if TYPE_CHECKING:
    from napd.model.indicator import Indicator


def condition_of(when: Any) -> Any:
    """A yes/no question as the condition that it is yes; what is no condition stays, to be reported."""
    return when.as_condition() if isinstance(when, Expression) else when


@frozen
class Remark(Record):
    """A sentence for those who answer, shown if the answers of one area meet a condition.

    It is shown only if all questions of the condition are answered by the same area: a region, or each municipality for
    itself.

    Args:
        when: the condition, as in a rule.
        text: one sentence, shown as it is.
    """

    when: Condition = field(converter=condition_of)
    text: str

    def faults(self, indicator: Indicator) -> Iterator[Fault]:
        """Yield each fault that this remark has in an indicator."""
        if not self.text.strip():
            yield Fault(("text",), "give the sentence in text=...")
        yield from (Fault(("when",), text) for text in self._condition_faults(indicator))

    def _condition_faults(self, indicator: Indicator) -> Iterator[str]:
        if not isinstance(self.when, Condition):
            yield f"{self.when!r} is not a condition: compare a question with something, such as plekken > 500"
            return
        asked = {question.id: question for question in indicator.asked}
        parts = [(atom, name) for atom in self.when.atoms() for name in atom.questions]
        yield from dict.fromkeys(fault for atom, name in parts for fault in _part_faults(asked, atom, name))
        if len({indicator.answered_by(asked[name]) for _, name in parts if name in asked}) > 1:
            yield "it asks questions of the region and of municipalities: ask those of one kind of area"


def _part_faults(asked: Mapping[str, Question], atom: Atom, name: str) -> Iterator[str]:
    """What is wrong with one question in a condition."""
    question = asked.get(name)
    if question is None:
        known = f" Available: {', '.join(asked) or 'none'}."
        yield f"there is no question {name!r} that somebody answers.{nearest(name, asked) or known}"
    elif fault := question.summand_fault if isinstance(atom, CompareAmount) else question.fault(atom):
        yield f"question {name!r} {fault}"
