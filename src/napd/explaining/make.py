"""Making an explanation: from what is known of one score to the records that say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from napd.decision import explain
from napd.decision.counted import points_between
from napd.decision.decider import Decider
from napd.decision.diagram import Classes
from napd.decision.outcomes import Outcome
from napd.decision.search import TooMuchWork
from napd.explaining.levels import level_words, score_words
from napd.explaining.records import (
    Change,
    Decided,
    Effect,
    ExplainedAnswer,
    Explanation,
    LevelChange,
    Missing,
    Next,
    RawAnswer,
)
from napd.explaining.values import Value, answer_words, bare_words, rolled, value_words
from napd.framework.framework import Framework
from napd.model.areas import Area
from napd.model.indicator import Indicator, Rule, Source
from napd.model.questions import Question
from napd.model.rounds import Round
from napd.model.scale import NOT_APPLICABLE
from napd.printed.labels import AND, wording
from napd.texts import Texts


@frozen(kw_only=True, eq=False)
class Facts:
    """What is known of one score.

    Args:
        framework: the framework that scored.
        decider: the indicator's version, compiled.
        round: the round.
        area: the area.
        perspective: whose view the answers give.
        fictional: whether the answers are marked as fictional.
        outcome: what it can be; of a derived value that is open its inputs stand among the open questions.
        codes: for each variable in `Rubric.axes` the code of what is known of its answer.
        free: what the codes would be if nobody had answered.
        values: the values that come from municipalities or are derived, by question id.
        said: by question id, what everyone said who should answer it, in the order of their codes; without words.
    """

    framework: Framework
    decider: Decider
    round: Round
    area: Area
    perspective: str
    fictional: bool
    outcome: Outcome
    codes: Mapping[str, int]
    free: Mapping[str, int]
    values: Mapping[str, Value]
    said: Mapping[str, tuple[RawAnswer, ...]]

    @property
    def indicator(self) -> Indicator:
        """The version of the indicator."""
        return self.decider.rubric.indicator

    @property
    def say(self) -> Texts:
        """The texts of the language of the framework."""
        return self.framework.say

    def whom(self, question: Question) -> str:
        """In the plural, the areas whose answers come to one value: "gemeenten"."""
        return self.say(f"areas.{self.indicator.member_kind(question)}_several")

    @cached_property
    def decisive(self) -> tuple[str, ...] | None:
        """The answers that decide; None where nobody answered anything, or it would take too long to find them."""
        try:
            return explain.decisive(self.decider, self.codes, self.free) if self.outcome.is_answered else None
        except TooMuchWork:
            return None

    @cached_property
    def open(self) -> set[str]:
        """The questions that can still change the outcome, with those behind a derived value."""
        return self._with_parts(self.decider.outcome(self.codes).open_questions)

    @cached_property
    def scored(self) -> set[str]:
        """The questions that rules ask, with those behind a derived value."""
        return self._with_parts(self.decider.rubric.questions)

    def _with_parts(self, names: Collection[str]) -> set[str]:
        found = {*names}
        for question in reversed(self.indicator.computed):
            found |= {part.id for part in question.inputs if question.id in found}
        return found


def explanation(facts: Facts) -> Explanation:
    """Explain one score.

    Costs what `napd.decision.explain` says: milliseconds, but in tables of hundreds of thousands of cells.
    """
    indicator = facts.indicator
    return Explanation(
        round=facts.round.id, round_label=facts.round.label, area=facts.area.code, area_name=facts.area.name,
        perspective=facts.perspective, indicator=indicator.id, title=indicator.title, version=indicator.version,
        fictional=facts.fictional, outcome=facts.outcome, words=_words(facts, facts.outcome),
        rules=tuple(_rules(facts)), stages=tuple(_stages(facts)),
        answers=tuple(_answer(facts, question) for question in indicator.computed),
        decisive=facts.decisive, missing=tuple(_missing(facts)), next=_next(facts),
        support=tuple(each.words for each in indicator.support),
        sources=tuple(map(_source, indicator.sources)), doubts=indicator.doubts, wording=indicator.wording,
        language=facts.framework.language,
    )  # fmt: skip


def _words(facts: Facts, outcome: Outcome) -> str:
    return score_words(facts.indicator.scale, outcome.columns, facts.say)


def _source(source: Source | None) -> str:
    return source.words if source else ""


# Rules


def _rules(facts: Facts) -> Iterator[Decided]:
    """The rules that can decide the level."""
    scale = facts.indicator.scale
    for number in facts.outcome.rules:
        rule = facts.indicator.rules[number - 1]
        words = (
            facts.say(f"status.{NOT_APPLICABLE}") if rule.level == NOT_APPLICABLE else level_words(scale, rule.level)
        )
        yield _decided("", "", number, rule, words)


def _stages(facts: Facts) -> Iterator[Decided]:
    """The rules that can decide each stage."""
    decide = facts.decider.stage_rules(facts.codes)
    for stage in facts.indicator.stages:
        labels = {option.id: option.label for option in stage.options}
        for number in decide[stage.id]:
            rule = stage.rules[number - 1]
            yield _decided(stage.id, stage.text, number, rule, labels[rule.level])


def _decided(stage: str, text: str, number: int, rule: Rule, words: str) -> Decided:
    return Decided(
        stage=stage, text=text, rule=number, result=rule.level, words=words, because=rule.because,
        source=_source(rule.source),
    )  # fmt: skip


# Answers


def _answer(facts: Facts, question: Question) -> ExplainedAnswer:
    axis, value = facts.decider.rubric.axes.get(question.id), _value(facts, question)
    said = tuple(_in_words(facts, question, one) for one in facts.said.get(question.id, ()))
    known = _known(facts, question, said)
    words = (
        value_words(question, axis, value, facts.indicator.member_kind(question), facts.say)
        if value
        else said[0].words
        if len(said) == 1
        else ""
    )
    return ExplainedAnswer(
        question=question.id, text=question.text, words=words if known != "no" else "",
        counts_as=_counts_as(facts, question, words) if known != "no" else "", known=known,
        decisive=question.id in (facts.decisive or ()), open=question.id in facts.open,
        scored=question.id in facts.scored, asked=question.suits(facts.perspective), said=said,
        low=_finite(value.low) if value else None, high=_finite(value.high) if value else None,
        answered=value.answered if value else None, members=value.members if value else None,
        parts=tuple(part.id for part in question.inputs),
    )  # fmt: skip


def _value(facts: Facts, question: Question) -> Value | None:
    """The value that is rolled up or derived; None for an answer of the area itself."""
    if question.is_summed:
        return _points(facts, question)
    return facts.values[question.id] if question.is_counted else None


def _points(facts: Facts, points: Any) -> Value | None:
    """How many points there are; None where no rule asks them, or there may be nothing to divide by."""
    rubric = facts.decider.rubric
    if not {*rubric.questions, *rubric.rules} >= {*points.behind}:
        return None
    ends = points_between(rubric, facts.decider.known(facts.codes), points)
    return Value(float(ends[0]), float(ends[1]), 1, 1) if ends else None


def _in_words(facts: Facts, question: Question, said: RawAnswer) -> RawAnswer:
    is_said = said.value is None or question.levels_of is not None  # a level has its words with it
    return said if is_said else said.worded(answer_words(question, said.value or "", facts.say))


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _known(facts: Facts, question: Question, said: tuple[RawAnswer, ...]) -> str:
    """Whether an answer is known: of a derived value, whether those are that it is derived from."""
    value = facts.values.get(question.id)
    if value and question.levels_of is not None:
        return "yes" if value.answered == value.members else "partly" if any(one.words for one in said) else "no"
    if question.is_derived:
        said = tuple(one for name in question.behind for one in facts.said.get(name, ()))
    given = [one.value for one in said if one.value is not None]
    is_whole = len(given) == len(said) and not any(map(question.is_partial, given))
    if value and question.is_derived and (question.looks_back is not None or not np.isnan(value.low)):
        is_whole = is_whole and value.low == value.high
        return "yes" if is_whole else "partly" if given or question.looks_back is not None else "no"
    return "yes" if is_whole else "partly" if given else "no"


def _counts_as(facts: Facts, question: Question, words: str) -> str:
    """The answers that the rules do not tell from this one; empty where that is but the answer itself."""
    columns = [one for one in facts.decider.rubric.columns.values() if one.question.id == question.id]
    found = (wording(column, facts.say)(facts.decider.classes(column.name, facts.codes)) for column in columns)
    label, value = AND.join(filter(None, found)), _value(facts, question)
    return "" if not label or label in (words, value and bare_words(question, columns[0], value, facts.say)) else label


# What is missing, and what would change it


def _missing(facts: Facts) -> Iterator[Missing]:
    turns: dict[str, list[explain.Turn]] = {}
    for turn in explain.turns(facts.decider, facts.codes):
        turns.setdefault(turn.question, []).append(turn)
    for name, each in turns.items():
        asked = facts.decider.rubric.columns[name].question.id
        text = facts.indicator.question(asked).text
        yield Missing(question=asked, text=text, turns=tuple(_turn(facts, one) for one in each))


def _turn(facts: Facts, turn: explain.Turn) -> Effect:
    answers = _said_as(facts, turn.question, turn.classes)
    return Effect(answers=answers, words=_words(facts, turn.outcome), outcome=turn.outcome)


def _said_as(facts: Facts, name: str, classes: Classes) -> str:
    """Some answers to a question, in words."""
    column = facts.decider.rubric.columns[name]
    label, question = wording(column, facts.say)(classes), facts.indicator.question(column.question.id)
    return rolled(question, label, facts.whom(question), facts.say) if label else facts.say("words.any_answer")


def _next(facts: Facts) -> Next | None:
    if not facts.outcome.is_answered:
        return None
    try:
        found = explain.ways(facts.decider, facts.codes)
    except TooMuchWork:
        results, low = facts.decider.rubric.results, facts.outcome.low or ""
        level = results[results.index(low) + 1]
        return _next_of(facts, explain.Ways(level, complete=False), facts.say("explain.too_much"))
    return None if found is None else _next_of(facts, found, "")


def _next_of(facts: Facts, found: explain.Ways, skipped: str) -> Next:
    return Next(
        level=found.level, words=level_words(facts.indicator.scale, found.level), count=found.count,
        ways=tuple(_way(facts, way) for way in found.ways), complete=found.complete, skipped=skipped,
    )  # fmt: skip


def _way(facts: Facts, way: explain.Way) -> LevelChange:
    changes = tuple(_change(facts, name, classes) for name, classes in way.answers.items())
    words, highest = level_words(facts.indicator.scale, way.level), way.level == facts.decider.rubric.results[-1]
    return LevelChange(level=way.level, words=words, highest=highest, changes=changes)


def _change(facts: Facts, name: str, classes: Classes) -> Change:
    question = facts.indicator.question(facts.decider.rubric.columns[name].question.id)
    now = _answer(facts, question)
    would = _said_as(facts, name, classes)
    return Change(
        question=question.id, text=question.text, now=now.words, known=now.known, asked=now.asked, would=would
    )  # fmt: skip
