"""The proof of a rubric: every case has a level, every rule decides some case, a better answer never scores worse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from napd.decision.counted import points_between
from napd.decision.diagram import Met, Picks
from napd.decision.formulas import UNDECIDED, atoms_of, behind
from napd.decision.monotone import Step, bad_steps, changes, falls
from napd.decision.nodes import FALSE, TRUE
from napd.decision.rubric import NO_LEVEL, Rubric
from napd.errors import ProofError
from napd.model.questions import Value


class Overlap(NamedTuple):
    """Two rules with different results that both hold in some cases, where their order alone says which decides.

    Attributes:
        stage: the id of the stage whose rules they are; empty for the indicator's own.
        earlier: the number of the rule that decides.
        later: the number of the rule that would, were it the first of the two.
        example: answers for which both hold, in words.
    """

    stage: str
    earlier: int
    later: int
    example: str


def prove(rubric: Rubric) -> None:
    """Walk the diagram.

    A rubric is *total* when every case is decided by a rule, in each stage too, *reachable* when every rule decides
    some case, and *monotone* when better answers never give a worse level, but for the questions that the indicator
    exempts with a reason. Cases where the indicator does not apply have no level to compare, and how good an answer is
    cannot decide whether the indicator applies at all: that is for questions that are exempt, or in which no answer is
    better than another. So any number of better answers at once never gives a worse level either.

    All this is proved of the whole, through the stages. Of a question that is exempt nothing is claimed, nor, where a
    stage is exempt, of any question that this stage asks, itself or by way of earlier stages.

    Costs the nodes of the diagram, and the pairs of these that neighbouring answers lead to.

    Raises:
        ProofError: with one line for each failure, each with a counterexample as answers.
    """
    failures = [
        f"indicator {rubric.indicator.id!r}{f', stage {stage!r}' if stage else ''}: {failure}"
        for stage, failure in _failures(rubric)
    ]
    if failures:
        raise ProofError("\n".join(failures))


def _failures(rubric: Rubric) -> Iterator[tuple[str, str]]:
    """The failures, each with the stage where it is; '' for the whole."""
    for stage in rubric.rules:
        met = rubric.diagram.met(rubric.decided[stage])
        yield from ((stage, failure) for failure in _not_total(rubric, stage, met))
        yield from ((stage, failure) for failure in _unreachable(rubric, stage, met))
    yield from (("", failure) for failure in _not_monotone(rubric))
    yield from (("", failure) for failure in _applies_by_merit(rubric))


def _not_total(rubric: Rubric, stage: str, met: Met) -> Iterator[str]:
    if (~UNDECIDED,) in met:
        example = _such_as(rubric, stage, rubric.diagram.way(met, (~UNDECIDED,)))
        yield f"not total: no rule decides some cases{example}; end with a rule that has no condition"


def _unreachable(rubric: Rubric, stage: str, decided: Met) -> Iterator[str]:
    for number, rule in enumerate(rubric.rules[stage], start=1):
        if (~number,) in decided:
            continue
        met = rubric.diagram.met(rubric.conditions[stage][number - 1], rubric.decided[stage])
        before = [end for end in met if end[0] == TRUE and end[1] < 0]
        name = f"rule {number} ({rule.level}) is unreachable: "
        if before:
            earlier = ", ".join(str(~rule) for _, rule in sorted(before, reverse=True))
            example = _such_as(rubric, stage, rubric.diagram.way(met, before[0]))
            yield f"{name}wherever it holds an earlier rule decides ({earlier}){example}"
        else:
            yield f"{name}its condition can never hold"


def _not_monotone(rubric: Rubric) -> Iterator[str]:
    """One failure for each question in which a better answer gives a worse level."""
    yield from (_worse(rubric, step, "falls") for step in bad_steps(rubric, falls, _exempt(rubric)))


def _applies_by_merit(rubric: Rubric) -> Iterator[str]:
    """One failure for each question in which a better answer makes the indicator apply, or no longer apply."""
    if NO_LEVEL in rubric.ranks:
        yield from (_worse(rubric, step, "changes") for step in bad_steps(rubric, changes, _exempt(rubric)))


def _exempt(rubric: Rubric) -> set[str]:
    """The questions of which nothing is claimed."""
    named = {*rubric.indicator.exceptions}
    counted = {each for name in named for each in behind(rubric.indicator, name)}
    return counted.union(named, *(rubric.asked[name] for name in counted & {*rubric.rules}))


def _worse(rubric: Rubric, step: Step, verb: str) -> str:
    tried = (rubric.answer(step.question, {**step.others, step.variable: k}) for k in step.classes)
    start, end = (_answer(rubric, step.question, one) for one in tried)
    others = _answers(rubric, "", step.others, but=step.question)
    before, after = (f"{rubric.indicator.rules[n - 1].level} (rule {n})" for n in step.rules)
    return (
        f"not monotone in question {step.question!r}: when the answers improve from {start} to {end}"
        f"{f', with {others}' if others else ''}, the result {verb} from {before} to {after}; correct the rules, or "
        "name the question in exceptions= with a reason"
    )


def _such_as(rubric: Rubric, stage: str, picks: Picks) -> str:
    case = _case(rubric, stage, picks)
    return f", such as for {case}" if case else ""


def _case(rubric: Rubric, stage: str, picks: Picks) -> str:
    """An answer to each question that is asked, and the points that its own rules then see, in words."""
    asked = atoms_of(rubric.rules[stage])
    sums = [one for one in rubric.indicator.points.values() if one.id in asked and not one.over]
    known = [(picks.get(variable, 0),) for variable in range(len(rubric.diagram.names))]
    ends = [(one, points_between(rubric, known, one)) for one in sums]
    shown = [f"{one.id} = {one.scored.show(float(some[0]))}" for one, some in ends if some]
    return ", ".join(filter(None, [_answers(rubric, stage, picks), *shown]))


def _answers(rubric: Rubric, stage: str, picks: Picks, but: str = "") -> str:
    """An answer to each question that is asked, in words."""
    asked = {*rubric.asked[stage]} - {but}
    return ", ".join(_answer(rubric, name, rubric.answer(name, picks)) for name in rubric.questions if name in asked)


def _answer(rubric: Rubric, question: str, answer: Value) -> str:
    return f"{question} = {rubric.indicator.question(question).scored.show(answer)}"


def overlaps(rubric: Rubric) -> Iterator[Overlap]:
    """Rules that overlap with a rule that gives another result, and are decided by their order alone.

    That is nothing wrong: the first rule that holds decides. It is worth a look where it was not meant. A rule that
    holds only where a later one does too is left out: in the other order it would never decide, so it is an exception
    to that one; and so is what has no condition.

    Costs, for each rule, the nodes of its condition and of the diagram that lie side by side.
    """
    for stage, rules in rubric.rules.items():
        for number, rule in enumerate(rules, start=1):
            if rule.when is not None:
                yield from _overlaps(rubric, stage, number)


def _overlaps(rubric: Rubric, stage: str, later: int) -> Iterator[Overlap]:
    rules = rubric.rules[stage]
    met = rubric.diagram.met(rubric.conditions[stage][later - 1], rubric.decided[stage])
    for earlier, rule in enumerate(rules[: later - 1], start=1):
        both, alone = (TRUE, ~earlier), (FALSE, ~earlier)
        if rule.level != rules[later - 1].level and both in met and alone in met:
            yield Overlap(stage, earlier, later, _case(rubric, stage, rubric.diagram.way(met, both)))
