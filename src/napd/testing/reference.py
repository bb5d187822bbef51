"""The slow, obvious evaluator that scores are held against: plain Python, one row of answers at a time.

It shares no code with the core beyond the records of the model: what an operator means, which answers are worth
trying, and which of two answers is the better one are all said here once more, from the definitions.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from operator import eq, ge, gt, le, lt, ne
from typing import Any, NamedTuple

from napd.model.amounts import CompareAmount, MinMax
from napd.model.choices import YesNo
from napd.model.conditions import AllOf, AnyOf, AtLeast, Condition, Not
from napd.model.indicator import Indicator
from napd.model.measures import Date, Number
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.model.questions import Question
from napd.model.scale import NOT_APPLICABLE
from napd.testing.reference_points import Counts, counts, exact, points_of, worth_of
from napd.testing.reference_values import beside, is_within, near_days, near_numbers, near_places

Answers = Mapping[str, Any]
MANY = 1000
"""A number that is added to others, and has more answers, is tried at some of them."""
RELATIONS = {"<": lt, "<=": le, "==": eq, "!=": ne, ">=": ge, ">": gt}


class Verdict(NamedTuple):
    """What is known of a score over all completions of the answers."""

    rules: tuple[int, ...]
    low: str | None
    high: str | None
    may_not_apply: bool
    possible: tuple[str, ...]
    open_questions: frozenset[str]


# One row of complete answers


def options_of(question: Question) -> list[str] | None:
    """The options of a choice, worst first; None for another kind of question."""
    if isinstance(question, YesNo):
        return ["nee", "ja"] if question.better == "ja" else ["ja", "nee"]
    return [option.id for option in question.options] or None


def holds(condition: Condition | None, answers: Answers, options: Mapping[str, list[str] | None]) -> bool:  # noqa: PLR0911
    """Whether a condition holds, by the plain meaning of its words."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, answers, options) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers, options) for part in parts)
        case Not(part):
            return not holds(part, answers, options)
        case AtLeast(question, count, named):
            return len([option for option in named if option in answers[question]]) >= count
    comparison: Any = condition
    if isinstance(comparison, CompareAmount):
        return bool(RELATIONS[comparison.operator](amount(comparison.terms, answers, options), comparison.value))
    return _compares(comparison, answers[comparison.question], options[comparison.question])


def amount(terms: Iterable[Any], answers: Answers, options: Mapping[str, list[str] | None]) -> Fraction:
    """What some terms come to."""
    return sum((term.times * _worth(term.of, answers, options) for term in terms), Fraction())


def _worth(of: Any, answers: Answers, options: Mapping[str, list[str] | None]) -> Any:
    match of:
        case None:
            return 1
        case str():
            return exact(answers[of])
        case MinMax(which, parts):
            return {"min": min, "max": max}[which](amount(part, answers, options) for part in parts)
    return int(holds(of, answers, options))


def _compares(condition: Any, left: Any, order: list[str] | None) -> bool:
    right = condition.value
    if condition.operator == "in":
        return left in right
    left, right = (order.index(side) if order else exact(side) for side in (left, right))
    return bool(RELATIONS[condition.operator](left, right))


def deciding(indicator: Indicator, answers: Answers) -> dict[str, int | None]:
    """The number of the first rule that holds, for each stage by its id and for the indicator itself by "".

    None where no rule holds; a table that asks a stage without a result is left out.
    """
    options = {question.id: options_of(question.scored) for question in (*indicator.questions, *indicator.stages)}
    answers = dict(answers)
    found: dict[str, int | None] = {}
    for stage, rules in indicator.tables():
        answers |= points_of(indicator, answers)
        if not asks(rules) <= answers.keys():
            continue
        numbers = [n for n, rule in enumerate(rules, start=1) if holds(rule.when, answers, options)]
        found["" if stage is None else stage.id] = numbers[0] if numbers else None
        if stage is not None and numbers:
            answers[stage.id] = rules[numbers[0] - 1].level
    return found


def asks(rules: Iterable[Any]) -> set[str]:
    """The ids of the questions and stages that some rules ask."""
    return {name for rule in rules for atom in _atoms(rule.when) for name in _names(atom)}


def _names(atom: Any) -> set[str]:
    return (
        {of for of in _added(atom.terms) if isinstance(of, str)} if isinstance(atom, CompareAmount) else {atom.question}
    )


def _added(terms: Iterable[Any]) -> Iterator[Any]:
    """Everything that is added, also within a lowest or highest."""
    for term in terms:
        if isinstance(term.of, MinMax):
            for part in term.of.of:
                yield from _added(part)
        else:
            yield term.of


# The answers worth trying


def asked(indicator: Indicator) -> dict[str, Question]:
    """The questions (not the stages) that some rule asks, as conditions see them, by id."""
    names = {name for _, rules in indicator.tables() for name in asks(rules)}
    sums = [name for name in names if isinstance(indicator.question(name), Points)]
    names |= {part for name in sums for part, _ in counts(indicator, name)}
    return {question.id: question.scored for question in indicator.questions if question.id in names.difference(sums)}


def conditions_on(indicator: Indicator, name: str) -> list[Any]:
    """Every comparison that some rule makes with one question, and what it counts for in points that one asks."""
    atoms = [atom for _, rules in indicator.tables() for rule in rules for atom in _atoms(rule.when)]
    sums = {one for atom in atoms for one in _names(atom) if isinstance(indicator.question(one), Points)}
    counted = [Counts(worth) for one in sums for part, worth in counts(indicator, one) if part == name]
    return [*counted, *(atom for atom in atoms if name in _names(atom))]


def _atoms(condition: Condition | None) -> Iterator[Any]:
    match condition:
        case None:
            return
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _atoms(part)
        case Not(part):
            yield from _atoms(part)
        case CompareAmount(terms):
            for of in _added(terms):
                yield from _atoms(of) if isinstance(of, Condition) else ()
            yield condition
        case _:
            yield condition


def representatives(question: Question, atoms: Collection[Any]) -> list[Any]:
    """Answers among which there is one for every way to meet the conditions, in ascending order."""
    if isinstance(question, MultiChoice):
        ids = [option.id for option in question.options]
        return [frozenset(chosen) for n in range(len(ids) + 1) for chosen in combinations(ids, n)]
    if (options := options_of(question)) is not None:
        return options
    if any(isinstance(atom, CompareAmount | Counts) for atom in atoms):
        number: Any = question
        if number.whole and None not in (number.minimum, number.maximum) and number.maximum - number.minimum < MANY:
            return [float(each) for each in range(int(number.minimum), int(number.maximum) + 1)]
        amounts = [
            float(abs(atom.value / term.times))
            for atom in atoms
            if isinstance(atom, CompareAmount)
            for term in atom.terms
            if term.of == question.id
        ]
        return near_numbers(number, [*amounts, *(atom.value for atom in atoms if not isinstance(atom, CompareAmount))])
    thresholds = [atom.value for atom in atoms]
    if isinstance(question, Number):
        return near_numbers(question, thresholds)
    return near_days(thresholds) if isinstance(question, Date) else near_places(question, thresholds)


def telling(question: Question, atoms: Collection[Any]) -> list[Any]:
    """One of the representatives for each way to meet the conditions."""
    found: dict[tuple[Any, ...], Any] = {}
    for answer in representatives(question, atoms):
        found.setdefault(meets(question, atoms, answer), answer)
    return list(found.values())


def meets(question: Question, atoms: Iterable[Any], answer: Any) -> tuple[Any, ...]:
    """Which of the conditions an answer meets; where it is added to others, the answer itself, or what it gives."""
    options = {question.id: options_of(question)}
    return tuple(_met(atom, question, answer, options) for atom in atoms)


def _met(atom: Any, question: Question, answer: Any, options: Mapping[str, list[str] | None]) -> Any:
    if isinstance(atom, CompareAmount):
        return answer
    if not isinstance(atom, Counts):
        return holds(atom, {question.id: answer}, options)
    if isinstance(answer, frozenset):  # how many options give so much
        return tuple(sorted(filter(None, (worth_of(atom.worth, frozenset([one])) for one in answer))))
    return worth_of(atom.worth, answer)


# Missing and partly known answers


def completions(indicator: Indicator, known: Mapping[str, Collection[Any]]) -> list[dict[str, Any]]:
    """Every way to answer what rules ask that can still come out; arguments as those of `verdict`."""
    choices = {
        name: list(known[name]) if name in known else _worth_trying(indicator, question, known)
        for name, question in asked(indicator).items()
    }
    return [dict(zip(choices, answers, strict=True)) for answers in product(*choices.values())]


def _worth_trying(indicator: Indicator, question: Question, known: Mapping[str, Collection[Any]]) -> list[Any]:
    """Answers to a question of which nothing is known, beside what is known of others that it is added to."""
    found = telling(question, conditions_on(indicator, question.id))
    return list(dict.fromkeys((*found, *_turns(indicator, question, known)))) if isinstance(question, Number) else found


def _turns(indicator: Indicator, question: Number, known: Mapping[str, Collection[Any]]) -> Iterator[float]:
    """The numbers at which what a rule adds reaches what it is compared with, and those beside; within the bounds."""
    for atom in conditions_on(indicator, question.id):
        times = sum(term.times for term in getattr(atom, "terms", ()) if term.of == question.id)
        others = {name for one in _atoms(atom) for name in _names(one)} - {question.id} if times else set()
        if times and others <= known.keys():
            for answers in product(*(known[name] for name in others)):
                turn = _turn(indicator, atom, {question.id: 0} | dict(zip(others, answers, strict=True)), times)
                near = [math.floor(turn) + step for step in (-1, 0, 1, 2)] if question.whole else [turn, *beside(turn)]
                yield from (float(each) for each in near if is_within(question, each))


def _turn(indicator: Indicator, atom: CompareAmount, others: Answers, times: Any) -> float:
    """How large an answer that counts so many times must be for an amount to reach its value."""
    options = {one.id: options_of(one.scored) for one in (*indicator.questions, *indicator.stages)}
    return float((atom.value - amount(atom.terms, others, options)) / times)


def verdict(indicator: Indicator, known: Mapping[str, Collection[Any]]) -> Verdict:
    """Try every completion.

    Args:
        indicator: one whose every case is decided by a rule.
        known: for a question whose answer is known, or partly known, the answers that it can be.
    """
    rows = completions(indicator, known)
    rules = [deciding(indicator, row)[""] or 0 for row in rows]
    results = [indicator.rules[rule - 1].level for rule in rules]
    levels = [level for level in indicator.scale.ids if level in results]
    return Verdict(
        rules=tuple(sorted(set(rules))),
        low=levels[0] if levels else None,
        high=levels[-1] if levels else None,
        may_not_apply=any(result not in indicator.scale.ids for result in results),
        possible=tuple(result for result in (*indicator.scale.ids, NOT_APPLICABLE) if result in results),
        open_questions=frozenset(name for name in asked(indicator) if _can_change(name, rows, results)),
    )


def _can_change(name: str, rows: Sequence[Answers], results: Sequence[str]) -> bool:
    """Whether two rows that differ in this answer alone have different results."""
    seen: dict[tuple[Any, ...], str] = {}
    for row, result in zip(rows, results, strict=True):
        others = tuple(answer for other, answer in row.items() if other != name)
        if seen.setdefault(others, result) != result:
            return True
    return False
