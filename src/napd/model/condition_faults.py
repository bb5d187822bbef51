"""What is wrong with the condition of a rule: what it asks, and what it compares that with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from napd.errors import nearest
from napd.model.amounts import CompareAmount
from napd.model.area_kinds import BELOW
from napd.model.conditions import Atom, Condition
from napd.model.measures import Number
from napd.model.points import Points, summand_fault
from napd.model.questions import Question
from napd.model.totals import MOST_SUMMED, has_many_answers

if TYPE_CHECKING:
    from napd.model.indicator import Indicator, Rule, Stage

SEVERAL: Mapping[str, str] = {
    "municipality": "municipalities", "region": "regions", "province": "provinces", "country": "countries"
}  # fmt: skip


def condition_faults(indicator: Indicator, stage: Stage | None, rule: Rule) -> Iterator[str]:
    """Say what is wrong with what a rule asks, in the table of a stage or in that of the indicator itself."""
    if rule.when is None:
        return
    if not isinstance(rule.when, Condition):
        two = ", and two numbers as in a - b == 0" if isinstance(rule.when, bool) else ""
        yield f"{rule.when!r} is not a condition: compare a question with something, such as status >= 'concept'{two}"
        return
    if any(isinstance(atom, CompareAmount) and not atom.terms for atom in rule.when.atoms()):
        yield "it compares only numbers: no question is left in it"
    known = _usable(indicator, stage)
    found = (_atom_fault(indicator, known, atom, name) for atom in rule.when.atoms() for name in atom.questions)
    yield from dict.fromkeys(filter(None, found))


def _atom_fault(indicator: Indicator, known: Mapping[str, Question], atom: Atom, name: str) -> str | None:
    question = known.get(name)
    if question is None:
        return _unusable(indicator, name, known)
    fault = _sum_fault(indicator, question, atom) if isinstance(atom, CompareAmount) else question.scored.fault(atom)
    return fault and f"question {name!r} {_rolled(question)}{fault}"


def _sum_fault(indicator: Indicator, question: Question, atom: CompareAmount) -> str | None:
    """Why a rule cannot add an answer: it is no number, or the total is not one that can be told apart.

    Divided points can stand alone on their side, also within a lowest or highest.
    """
    if isinstance(question, Points):
        parts = (part for part in atom.plain.atoms() if question.id in part.questions)
        is_added = any(isinstance(part, CompareAmount) and part.terms[1:] for part in parts)
        return summand_fault(question) if is_added else None
    if (fault := question.scored.summand_fault) or not has_many_answers(question):
        return fault
    if question.is_quotient:
        return "is a quotient, which cannot be added: compare the numbers that it is made of, as in a >= 0.95 * b"
    if any(True for _ in atom.conditions) or any(name in indicator.points for name in atom.questions):
        return (
            f"can have {MOST_SUMMED:,} different answers or more, so it cannot be added to a count or to points: let a "
            "Stage count, or give it whole=True, a minimum and a maximum that lie closer together"
        )
    return None


def _usable(indicator: Indicator, stage: Stage | None) -> dict[str, Question]:
    """The questions that a table can ask: those of the scored area, and the stages before it."""
    before = indicator.stages if stage is None else indicator.stages[: indicator.stages.index(stage)]
    asked = [q for q in indicator.questions if q.rollup or indicator.answered_by(q) == indicator.area]
    known = {question.id: question for question in (*asked, *before)}
    late = {name for name, points in indicator.points.items() if not known.keys() >= {*points.behind}}
    return {name: question for name, question in known.items() if name not in late}


def _unusable(indicator: Indicator, name: str, known: Collection[str]) -> str:
    if name in indicator.points:
        other = next(part for part in indicator.points[name].behind if part not in known)
        return f"question {name!r} counts another: {_unusable(indicator, other, known)}"
    if name in {question.id for question in indicator.questions}:
        by = indicator.answered_by(indicator.question(name))
        if by not in BELOW.get(indicator.area, (by,)):
            return f"question {name!r} is answered by the {by}, and this indicator scores {SEVERAL[indicator.area]}"
        who = SEVERAL[by]
        return f"question {name!r} is answered by {who}: give it a rollup=, such as Share('ja') or Sum()"
    if name in {stage.id for stage in indicator.stages}:
        return f"stage {name!r} comes later: a table can only ask the stages before it"
    return f"there is no question {name!r} in this indicator.{nearest(name, known) or available(known)}"


def _rolled(question: Question) -> str:
    scored = question.scored
    if not question.rollup or not isinstance(scored, Number):
        return ""
    return f"(for a region: {type(question.rollup).__name__.lower()}{f', {scored.unit}' if scored.unit else ''}) "


def available(names: Iterable[str]) -> str:
    """What there is, where nothing is near to what was meant."""
    return f" Available: {', '.join(names) or 'none'}."
