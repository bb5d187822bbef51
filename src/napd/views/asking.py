"""Asking: questions for a conversation, from the facts at hand. Open and kind; they ask, and find nothing wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from math import isfinite
from typing import Any

import numpy as np
from attrs import frozen

from napd.decision.axes import Axis
from napd.decision.decider import Codes, Decider
from napd.explaining.records import ExplainedAnswer, Explanation
from napd.explaining.values import position_words
from napd.model.conditions import Compare, Condition
from napd.model.indicator import Indicator
from napd.model.options import in_a_row
from napd.model.questions import Question
from napd.model.spaces import Line
from napd.texts import Texts
from napd.views.oddities import holds
from napd.views.topic import Ask, Difference, Gap, Moved

FEW_NAMES = 3
"""The most municipalities that are named in a question; more are counted."""
A_MONTH = 31
DECIMALS = 9
CLOSE = 20
"""An answer is close to a threshold within one such part of the range of its question; see `_reach`."""


@frozen(eq=False)
class Known:
    """What is known of one score, to ask about.

    Args:
        decider: the version of the indicator, compiled.
        explanation: that of the score; None where there is no score.
        told: every score of the area in the same perspective, this one among them: its indicator and explanation.
        codes: what is known of each answer, as `napd.decision.explain` has it; empty without a score.
        moved: what moved since the round before.
        differences: where perspectives differ.
        missing: what is missing.
        is_gone: whether the area is no longer there.
        say: the texts of the language.
    """

    decider: Decider
    explanation: Explanation | None
    told: Sequence[tuple[Indicator, Explanation]]
    codes: Codes
    moved: Sequence[Moved]
    differences: Sequence[Difference]
    missing: Sequence[Gap]
    is_gone: bool
    say: Texts

    @property
    def indicator(self) -> Indicator:
        """The version of the indicator."""
        return self.decider.rubric.indicator

    @property
    def axes(self) -> Mapping[str, Axis]:
        """Its questions as its decision tables see them."""
        return self.decider.rubric.axes


def asks(known: Known) -> list[Ask]:
    """Every question that the facts give rise to: first one of each kind in the order of `KINDS`, then the next.

    About one question of the indicator there is one, whatever gives rise to it.
    """
    by_kind = [[*make(known)] for _, make in KINDS.values()]
    found: dict[str, Ask] = {}
    for ask in filter(None, chain.from_iterable(zip_longest(*by_kind))):
        found.setdefault(ask.question or ask.text, ask)
    return list(found.values())


def _moved(known: Known) -> Iterator[Ask]:
    for moved in known.moved:
        for answer in moved.answers if "answers" in moved.causes else ():
            if answer.cause == "answers" and not answer.note:
                whose = filter(None, (answer.name, _other(known, moved)))
                text = known.say("ask.moved", "".join(known.say("ask.of", one) for one in whose), answer.text)
                yield Ask(kind="moved", text=text, question=answer.question)
    if any("composition" in moved.causes for moved in known.moved):
        text = known.say("ask.composition", known.indicator.title)
        yield Ask(kind="moved", text=text)


def _other(known: Known, moved: Moved) -> str:
    """Whose view it is, where that is not the one in which the level is seen."""
    return moved.perspective if known.explanation and moved.perspective != known.explanation.perspective else ""


def _differs(known: Known) -> Iterator[Ask]:
    of_questions = [each for each in known.differences if each.question]
    for each in of_questions or known.differences:
        views = in_a_row([seen.perspective for seen in each.seen], known.say("words.and"))
        where = known.say("ask.in", each.name) if each.name else ""
        what = each.text if each.question else known.indicator.title
        text = known.say("ask.differs", views, where, what)
        yield Ask(kind="differs", text=text, question=each.question)


def _odd(known: Known) -> Iterator[Ask]:
    """What the indicator itself wants looked at, where one area answered all that it asks, also of other indicators."""
    said = {indicator.id: _said(indicator, why) for indicator, why in known.told}
    for remark in known.indicator.remarks:
        conditions = remark.conditions(known.indicator, [indicator for indicator, _ in known.told])
        for area in said.get(known.indicator.id, {}) if conditions else ():
            if all(_meets(when, indicator, said[indicator.id].get(area, {})) for indicator, when in conditions):
                yield Ask(kind="odd", text=remark.text)
                break


def _said(indicator: Indicator, explanation: Explanation) -> Mapping[str, Mapping[str, str]]:
    """By area its answers that are known in full, by question."""
    said: dict[str, dict[str, str]] = {}
    for answer in explanation.answers:
        for one in answer.said:
            if one.value is not None and not indicator.question(answer.question).is_partial(one.value):
                said.setdefault(one.area, {})[answer.question] = one.value
    return said


def _meets(when: Condition, indicator: Indicator, said: Mapping[str, str]) -> bool:
    """Whether answers of one area meet a condition; not where one is missing."""
    names = {name for atom in when.atoms() for name in atom.questions}
    values = {name: np.array([said[name]], object) for name in names & {*said}}
    return len(values) == len(names) and bool(holds(when, indicator, values)[0])


def _missing(known: Known) -> Iterator[Ask]:
    if known.is_gone:
        return
    if known.explanation is None or known.explanation.status == "unanswered":
        if known.explanation is None or known.indicator.asked_of(known.explanation.perspective):
            yield Ask(kind="missing", text=known.say("ask.unanswered", known.indicator.title))
        return
    for gap in known.missing:
        if not gap.asked or not _can_be_answered(known, known.explanation, gap.question):
            continue
        text = known.say("ask.missing", gap.text, _for(known.say, gap.silent))
        yield Ask(kind="missing", text=text, question=gap.question)


def _can_be_answered(known: Known, explanation: Explanation, name: str) -> bool:
    """Whether somebody can still give an answer behind a question; of the round before nobody can."""
    question = known.indicator.question(name)
    parts = [part for part in question.inputs if part.looks_back is None]
    if question.looks_back is not None or len(parts) == len(question.inputs):
        return question.looks_back is None
    return any(explanation.answer(part.id).known != "yes" for part in parts)


def _for(say: Texts, names: Sequence[str]) -> str:
    if len(names) > FEW_NAMES:
        return say("ask.for_many", len(names))
    return say("ask.for", in_a_row(names, say("words.and"))) if names else ""


def _close(known: Known) -> Iterator[Ask]:
    for answer in known.explanation.answers if known.explanation else ():
        if answer.question in known.codes and answer.known == "yes" and (value := _value(known, answer)) is not None:
            for at in _thresholds_near(known, answer, value):
                limit = position_words(known.axes[answer.question].question, None, at, known.say)
                text = known.say("ask.close", answer.words, answer.text, limit)
                yield Ask(kind="close", text=text, question=answer.question)


def _value(known: Known, answer: ExplainedAnswer) -> float | None:
    """A number or date as a position; None for anything else."""
    if not isinstance(known.axes[answer.question].question.space, Line):
        return None
    if answer.members is None and answer.said[0].value is not None:
        question = known.indicator.question(answer.question)
        return question.position(question.parse(answer.said[0].value))
    return answer.low


def _thresholds_near(known: Known, answer: ExplainedAnswer, value: float) -> list[float]:
    """The nearest threshold that is close, where an answer just across it would give another outcome."""
    axis, rollup = known.axes[answer.question], known.indicator.question(answer.question).rollup
    step = 100 / answer.members if rollup and rollup.known == "set" and answer.members else None
    said = [axis.question.position(atom.value) for atom in axis.atoms if isinstance(atom, Compare)]
    own, found = known.codes[answer.question] - 1, []  # it is known, so its code is that of one class
    for sign, across, bound in ((-1, own - 1, own - 1), (1, own + 1, own)):
        if 0 <= across < axis.size and _possible(known, axis, across) != _possible(known, axis, own):
            at = min(said, key=lambda each: abs(each - axis.bounds[bound]))
            moved = value + sign * (step or _reach(axis.question, at))
            found += [at] if _class(axis, moved) != own else []
    return sorted(found, key=lambda at: abs(at - value))[:1]


def _class(axis: Axis, value: float) -> int:
    """The class of a number or date; a share of thirds may be a hair off."""
    return int(axis.classify(np.array([round(value, DECIMALS)]))[0])


def _possible(known: Known, axis: Axis, answer: int) -> tuple[str, ...]:
    """What the score can be with an answer of this class."""
    return known.decider.bound({**known.codes, axis.question.id: answer + 1}).possible


def _reach(question: Question, threshold: float) -> float:
    """How close is close: of a date a month; of a number a twentieth of its range, or else of the threshold.

    Of a whole number it is at least one; of a share it is one municipality.
    """
    line: Any = question.space
    if line.of_days:
        return A_MONTH
    size = line.high - line.low
    return max((size if isfinite(size) else abs(threshold)) / CLOSE, 1 if line.whole else 0)


def _next(known: Known) -> Iterator[Ask]:
    """What a step further would take in practice: from a shortest way, what is known to be different now."""
    found = known.explanation.next if known.explanation else None
    for way in found.ways[:1] if found else ():
        changes = [change for change in way.changes if change.known == "yes"]
        for change in changes[:1]:
            others = len(way.changes) - 1
            also = known.say("ask.also", count=others) if others else ""
            text = known.say("ask.next", change.text, change.now, change.would, also)
            yield Ask(kind="next", text=text, question=change.question)


KINDS: Mapping[str, tuple[str, Callable[[Known], Iterator[Ask]]]] = {
    "moved": (
        "an answer changed, the score moved with it, and no note says why; or the municipalities are different",
        _moved,
    ),
    "differs": ("perspectives differ", _differs),
    "odd": ("something the indicator itself wants checked, in its own words", _odd),
    "missing": ("a missing answer can still change the outcome", _missing),
    "close": ("an answer is close to a threshold beyond which the outcome would be different", _close),
    "next": ("a shortest way to the next level begins with it", _next),
}
"""What gives rise to a question, in the order in which they are asked, and what makes them."""
