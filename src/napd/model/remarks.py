"""Remarks: what an indicator's author wants looked at again. The answers count all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from napd.errors import Fault, ModelError, nearest
from napd.model.amounts import CompareAmount
from napd.model.area_kinds import AreaKind
from napd.model.conditions import AtLeast, Atom, Compare, Condition, Expression
from napd.model.questions import Question
from napd.model.record import Record

if TYPE_CHECKING:
    from napd.model.indicator import Indicator

MIXED = "it asks questions of the region and of municipalities: ask those of one kind of area"


def condition_of(when: Any) -> Any:
    """A yes/no question as the condition that it is yes; what is not a condition stays, to be reported."""
    return when.as_condition() if isinstance(when, Expression) else when


def standard(when: Condition, known: Mapping[str, Question]) -> Condition:
    """A condition with its dates and options in their standard form; what is wrong stays, to be reported."""

    def change(atom: Atom) -> Atom:
        question = known.get(atom.questions[0]) if len(atom.questions) == 1 else None
        if question is not None and isinstance(atom, AtLeast):
            return evolve(atom, options=tuple(question.operand(option) for option in atom.options))
        if question is not None and isinstance(atom, Compare):
            return evolve(atom, value=question.operand(atom.value))
        return atom

    return when.map(change)


@frozen
class Remark(Record):
    """A sentence for those who answer, shown if the answers of one area meet a condition.

    It is shown only if all questions of the condition are answered by the same area: a region, or each municipality for
    itself.

    Args:
        when: the condition, as in a rule.
        text: one sentence, shown as it is.
        elsewhere: what its answers to other indicators must meet too, in the same round and perspective: indicator id
            -> formula, as in TOML. Where such an indicator is not in use, or has no such question, nothing is shown.
    """

    when: Condition = field(converter=condition_of)
    text: str
    elsewhere: Mapping[str, str] = field(factory=dict, hash=False)

    def faults(self, indicator: Indicator) -> Iterator[Fault]:
        """Yield each fault that this remark has in an indicator."""
        if not self.text.strip():
            yield Fault(("text",), "give the sentence in text=...")
        if isinstance(self.when, Condition):
            yield from (Fault(("when",), text) for text in _condition_faults(self.when, indicator))
        else:
            text = f"{self.when!r} is not a condition: compare a question with something, such as plekken > 500"
            yield Fault(("when",), text)
        for name, text in self.elsewhere.items():
            if name == indicator.id:
                yield Fault(("elsewhere", name), f"{name!r} is this indicator itself: ask its questions in when=")
            elif isinstance(read := _read(text, {}), str):
                yield Fault(("elsewhere", name), read)

    def misfits(self, indicator: Indicator, others: Iterable[Indicator]) -> Iterator[str]:
        """Say why it cannot ask of other indicators what it wants to; nothing of those that are not among them."""
        for other in others:
            if other.id not in self.elsewhere:
                continue
            when = _read(self.elsewhere[other.id], _asked(other))
            faults = [when] if isinstance(when, str) else [*_condition_faults(when, other)]
            if not isinstance(when, str) and not faults and _who(when, other) != _who(self.when, indicator):
                faults = [MIXED]
            yield from (f"of {other.id!r}: {fault}" for fault in faults)

    def conditions(self, indicator: Indicator, others: Iterable[Indicator]) -> Sequence[tuple[Indicator, Condition]]:
        """What it asks of each indicator, its own first; empty where another is not in use or cannot be asked that.

        Args:
            indicator: whose remark it is.
            others: the indicators in use, each in one version.
        """
        known = {other.id: other for other in others}
        if not self.elsewhere.keys() <= known.keys() or any(self.misfits(indicator, known.values())):
            return ()
        there = [(known[name], _read(text, _asked(known[name]))) for name, text in self.elsewhere.items()]
        return [(indicator, self.when), *((other, when) for other, when in there if isinstance(when, Condition))]


def _asked(indicator: Indicator) -> dict[str, Question]:
    return {question.id: question for question in indicator.asked}


def _read(text: str, known: Mapping[str, Question]) -> Condition | str:
    """The condition that a formula is; if it is not one, what is wrong with it."""
    from napd.model import formula  # which few remarks are written in

    try:
        return standard(formula.condition_of(text, known), known)
    except ModelError as error:
        return str(error)


def _who(when: Condition, indicator: Indicator) -> set[AreaKind]:
    """The kinds of area that answer what a condition asks."""
    asked = _asked(indicator)
    return {indicator.answered_by(asked[name]) for atom in when.atoms() for name in atom.questions if name in asked}


def _condition_faults(when: Condition, indicator: Indicator) -> Iterator[str]:
    """What is wrong with a condition on the answers of one area."""
    asked = _asked(indicator)
    parts = [(atom, name) for atom in when.atoms() for name in atom.questions]
    yield from dict.fromkeys(fault for atom, name in parts for fault in _part_faults(asked, atom, name))
    if len(_who(when, indicator)) > 1:
        yield MIXED


def _part_faults(asked: Mapping[str, Question], atom: Atom, name: str) -> Iterator[str]:
    """What is wrong with one question in a condition."""
    question = asked.get(name)
    if question is None:
        known = f" Available: {', '.join(asked) or 'none'}."
        yield f"there is no question {name!r} that somebody answers.{nearest(name, asked) or known}"
    elif fault := question.summand_fault if isinstance(atom, CompareAmount) else question.fault(atom):
        yield f"question {name!r} {fault}"
