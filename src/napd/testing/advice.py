"""Advice on the content of an indicator: what is not wrong, and worth a second look by whoever owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from napd.decision.nodes import TRUE
from napd.decision.rubric import Rubric, compile_rubric
from napd.errors import nearest
from napd.framework.framework import PERSPECTIVES
from napd.model.conditions import Compare
from napd.model.indicator import Indicator
from napd.model.spaces import Line
from napd.testing.reference import asked, conditions_on

if TYPE_CHECKING:
    import pyarrow as pa

SLIVER = 0.1
"""A rule that decides less than this share of the cases in which it holds overlaps much with those before it."""


def advice(
    indicator: Indicator,
    answers: pa.Table | None = None,
    others: Sequence[Indicator] = (),
    perspectives: Sequence[str] = PERSPECTIVES,
) -> Iterator[str]:
    """Yield each piece of advice in one line.

    Args:
        indicator: one whose rules can be compiled.
        answers: real answers, with the text columns indicator, question and value in their standard form, as the table
            `answers` of a result; None passes over what they tell.
        others: indicators that are used with it, of which its remarks may ask something.
        perspectives: those of the framework that it is used in; a question may also be kept from those of napd.
    """
    rubric = compile_rubric(indicator)
    yield from _unused(indicator)
    yield from _overlaps(rubric)
    yield from _reasons(indicator)
    yield from _sources(indicator)
    yield from _elsewhere(indicator, others)
    yield from _strangers(indicator, dict.fromkeys((*perspectives, *PERSPECTIVES)))
    if answers is not None:
        yield from _thresholds(indicator, answers)


def _unused(indicator: Indicator) -> Iterator[str]:
    """Questions that count as asked for, and decide nothing."""
    spoken = {name for remark in indicator.remarks for atom in remark.when.atoms() for name in atom.questions}
    used = spoken | {
        source for name, question in _originals(indicator).items() for source in (name, *_inputs(question))
    }
    for question in indicator.asked:
        if question.required and question.id not in used:
            yield f"question {question.id!r} is required, and no rule uses it: use it, or set required to false"


def _originals(indicator: Indicator) -> dict[str, Any]:
    """The questions that some rule asks, as the indicator has them."""
    return {name: indicator.question(name) for name in asked(indicator)}


def _inputs(question: Any) -> list[str]:
    return [each.id for each in question.inputs]


def _overlaps(rubric: Rubric) -> Iterator[str]:
    for name, rules in rubric.rules.items():
        where = f"stage {name!r}, " if name else ""
        asked = rubric.asked[name]
        decides = rubric.diagram.cases(rubric.decided[name], asked)
        for number, rule in enumerate(rules[1:], start=2):
            holds = rubric.diagram.cases(rubric.conditions[name][number - 1], asked)[~TRUE]
            if rule.when is not None and 0 < decides[number] < SLIVER * holds:
                yield (
                    f"{where}rule {number} decides {decides[number]:,} of the {holds:,} cases in which it holds; the "
                    "others go to rules before it: say in its condition which are meant"
                )


def _reasons(indicator: Indicator) -> Iterator[str]:
    """Reasons that are missing in all but name: two rules that give the same one."""
    for stage, rules in indicator.tables():
        numbers = defaultdict(list)
        for number, rule in enumerate(rules, start=1):
            numbers[" ".join(rule.because.casefold().split())].append(str(number))
        for same in numbers.values():
            if len(same) > 1:
                where = "" if stage is None else f"stage {stage.id!r}, "
                yield f"{where}rules {' and '.join(same)} give the same reason: say of each why it is another rule"


def _sources(indicator: Indicator) -> Iterator[str]:
    unsaid = not any(rule.source for _, rules in indicator.tables() for rule in rules)
    if not indicator.sources and unsaid:
        yield "no source is named: give sources, or the source of a rule"
    if unsaid and not indicator.doubts:
        yield "no rule names its source, and no doubt is stated: say which rules are a choice of your own"


def _elsewhere(indicator: Indicator, others: Sequence[Indicator]) -> Iterator[str]:
    """Remarks that ask of another indicator what it does not say, so that they are never shown."""
    for number, remark in enumerate(indicator.remarks, start=1):
        yield from (f"remark {number} asks {misfit}" for misfit in remark.misfits(indicator, others))


def _strangers(indicator: Indicator, known: Iterable[str]) -> Iterator[str]:
    """Perspectives that questions are kept from, and nobody has: they are misspelt, or are missing in napd.toml."""
    for question in indicator.asked:
        for name in dict.fromkeys(question.not_for):
            if name not in known:
                hint = nearest(name, known) or f" There are: {', '.join(known)}."
                yield f"question {question.id!r} is not for {name!r}, which is no perspective.{hint}"


def _thresholds(indicator: Indicator, answers: pa.Table) -> Iterator[str]:
    """Thresholds that have all the given answers on one side."""
    given = _values(indicator, answers)
    for name, values in given.items():
        atoms: Sequence[Any] = [atom for atom in conditions_on(indicator, name) if isinstance(atom, Compare)]
        for threshold in dict.fromkeys(atom.value for atom in atoms):
            met = [value >= threshold for value in values]
            if all(met) or not any(met):
                side = "at or above" if met[0] else "below"
                shown = f"{side} {indicator.question(name).show(threshold)}"
                yield f"question {name!r}: all {len(values):,} answers are {shown}, so that this tells nobody apart"


def _values(indicator: Indicator, answers: pa.Table) -> Mapping[str, list[Any]]:
    """The answers to each number and date that a rule compares as it is answered."""
    plain = {n: q for n, q in _originals(indicator).items() if isinstance(q.space, Line) and not q.rollup}
    found: dict[str, list[Any]] = {}
    columns = [answers[name].to_pylist() for name in ("indicator", "question", "value")]
    for one, name, value in zip(*columns, strict=True):
        if one == indicator.id and name in plain and value is not None:
            found.setdefault(name, []).append(plain[name].parse(value))
    return found
