"""Remarks: what an indicator's author wants looked at again. The answers count all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from napd.errors import nearest
from napd.model.conditions import Atom, Condition, Expression, Operator, Relation
from napd.model.measures import Number, is_number
from napd.model.questions import Question
from napd.model.record import Record

if TYPE_CHECKING:
    from napd.model.indicator import Indicator


def condition_of(when: Any) -> Any:
    """A yes/no question as the condition that it is yes; what is no condition stays, to be reported."""
    return when.as_condition() if isinstance(when, Expression) else when


@frozen
class Remark(Record):
    """Said to whoever answers, when the answers of one area meet a condition.

    It is only said where all questions of the condition are answered, by one and the same area: a region, or each
    municipality for itself.

    Args:
        when: the condition, as in a rule; it may also compare numbers with each other, by `total`.
        text: one sentence, shown as it is.
    """

    when: Condition = field(converter=condition_of)
    text: str

    def faults(self, indicator: Indicator) -> Iterator[str]:
        """Yield each fault that this remark has in an indicator, in one line."""
        if not self.text.strip():
            yield "give the sentence in text=..."
        if not isinstance(self.when, Condition):
            yield f"{self.when!r} is not a condition: compare a question with something, such as plekken > 500"
            return
        asked = {question.id: question for question in indicator.asked}
        parts = [(atom, name) for atom in self.when.atoms() for name in atom.questions]
        yield from dict.fromkeys(fault for atom, name in parts for fault in _part_faults(asked, atom, name))
        sides = (side for atom in self.when.atoms() if isinstance(atom, Relation) for side in (atom.left, atom.right))
        for name in dict.fromkeys(name for side in sides for name in side if side.count(name) > 1):
            yield f"a total names {name!r} twice: name each question once"
        if len({indicator.answered_by(asked[name]) for _, name in parts if name in asked}) > 1:
            yield "it asks questions of the region and of municipalities: ask those of one kind of area"


def _part_faults(asked: Mapping[str, Question], atom: Atom, name: str) -> Iterator[str]:
    """What is wrong with one question in a condition."""
    question = asked.get(name)
    if question is None:
        known = f" Available: {', '.join(asked) or 'none'}."
        yield f"there is no question {name!r} that somebody answers.{nearest(name, asked) or known}"
    elif not isinstance(atom, Relation):
        yield from [f"question {name!r} {fault}" for fault in [question.fault(atom)] if fault]
    elif not isinstance(question, Number):
        yield f"question {name!r} is not a number, so it has no total"
    elif not is_number(atom.value):
        yield f"a total cannot be compared with {atom.value!r}: use a number between -1e15 and 1e15"


@frozen(eq=False)
class Total:
    """The sum of some numbers, to be compared with another sum or a number: `total(kamers) > total(plekken)`.

    Only remarks take that: the classes of a decision table are those of one question each.
    """

    questions: tuple[str, ...]

    def _related(self, operator: Operator, other: Any) -> Relation:
        if isinstance(other, Total):
            return Relation(self.questions, operator, other.questions)
        if isinstance(other, Number):
            return Relation(self.questions, operator, (other.id,))
        return Relation(self.questions, operator, (), other)

    def __lt__(self, other: Any) -> Relation:
        return self._related("<", other)

    def __le__(self, other: Any) -> Relation:
        return self._related("<=", other)

    def __ge__(self, other: Any) -> Relation:
        return self._related(">=", other)

    def __gt__(self, other: Any) -> Relation:
        return self._related(">", other)

    def __eq__(self, other: object) -> Any:
        """The condition that the sums are equal."""
        return self._related("==", other)

    def __ne__(self, other: object) -> Any:
        """The condition that the sums differ."""
        return self._related("!=", other)

    __hash__ = None  # type: ignore[assignment]  # == makes a condition


def total(*questions: Number) -> Total:
    """The sum of some numbers, for the condition of a remark."""
    return Total(tuple(question.id for question in questions))
