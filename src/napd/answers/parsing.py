"""The judge: what one text of a row means in the framework, or what is wrong with it. Asked once per distinct text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import evolve, field, frozen

from napd.answers.fingerprints import Fingerprints, of_names
from napd.answers.layout import Layout, Slot
from napd.framework.framework import STATUSES
from napd.model.area_kinds import AreaKind
from napd.model.indicator import Indicator
from napd.model.spelling import slip_of
from napd.model.values import BadValue
from napd.tables.problems import Problem
from napd.texts import Message, shortened
from napd.texts.hints import available, did_you_mean

UNKNOWN, EMPTY = -1, -2
"""Stand for a text that the framework does not name, and for none."""
REMEMBERED = 1 << 16
"""The most judgements that are kept; a file may have a million texts that are not an answer."""
BROKEN = "\ufffd"
"""Stands where bytes were no UTF-8 text."""
NAMED = ("round", "area", "perspective", "indicator", "status")
"""The columns whose texts the framework names."""
WHERE = NAMED[:3]
"""Those that say whose answer it is."""


@frozen(eq=False)
class ParsedText:
    """What a text comes to as the answer in a slot.

    Args:
        code: as in a page of the grid; 0 where the text is no answer.
        value: the position of the answer; NaN where it has none.
        text: the answer in its standard form.
        print: the fingerprint of the answer, as if it stood alone.
        fault: why the text is no answer.
        remark: why it may not be the answer that was meant.
    """

    code: int
    value: float
    text: str
    print: int = 0
    fault: Problem | None = None
    remark: Problem | None = None


class Folded(dict[str, dict[str, int]]):
    """For each column the number of each text, in lower case; worked out for a column when it is first asked for."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, column: str) -> dict[str, int]:
        self[column] = {text.casefold(): number for number, text in enumerate(self._names[column])}
        return self[column]


@frozen(eq=False)
class AnswerParser:
    """Judges texts, and remembers its judgements."""

    layout: Layout
    _answers: dict[tuple[int, str], ParsedText] = field(factory=dict, init=False)
    _unknown: dict[tuple[str, str, AreaKind | None], Problem] = field(factory=dict, init=False)

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """For each named column its texts, by number."""
        framework = self.layout.framework
        return {
            "round": self.layout.round_ids,
            "area": tuple(area.code for area in self.layout.areas),
            "perspective": framework.perspectives,
            "indicator": tuple(dict.fromkeys(indicator.id for indicator in framework.indicators)),
            "status": STATUSES,
        }

    @cached_property
    def numbers(self) -> Mapping[str, dict[str, int]]:
        """For each named column the number of each text, in lower case."""
        return Folded(self.names)

    @cached_property
    def aside(self) -> frozenset[str]:
        """The indicators that answers may be about and that are not in use here, in lower case."""
        return frozenset(name.casefold() for name in self.layout.framework.aside)

    @cached_property
    def prints(self) -> dict[str, Fingerprints]:
        """The fingerprints of the texts of each column of `WHERE`, by number; under "question" those of the slots."""
        asked = [f"{slot.indicator.id}\0{slot.question.id}" for slot in self.layout.slots]
        named = {column: of_names(column, self.names[column]) for column in WHERE}
        return {**named, "question": of_names("question", asked)}

    def unknown(self, column: str, text: str, kind: AreaKind | None = None) -> Problem:
        """Say that the framework does not name this text; of an area with the kind that is asked, if that is known."""
        if (column, text, kind) not in self._unknown:
            self._unknown[column, text, kind] = self._refused(column, text, kind)
        return self._unknown[column, text, kind]

    def kind_of_unknown(self, column: str, text: str) -> str:
        """The kind of problem that such a text is."""
        return "broken_text" if BROKEN in text else f"unknown_{column}"

    def _refused(self, column: str, text: str, kind: AreaKind | None) -> Problem:
        shown = text.strip()
        if BROKEN in text:
            return _broken(text)
        message = Message(f"problem.unknown_{column}.message", value=shown)
        hint = self._instead(column, shown, kind) or available(self.names[column])
        return Problem(problem=self.kind_of_unknown(column, text), message=message, hint=hint)

    def _instead(self, column: str, text: str, kind: AreaKind | None) -> Message | None:
        """What to write for a name that is not there; None where it may be any."""
        framework, names = self.layout.framework, self.names[column]
        match column:
            case "area":
                return framework.areas.names.hint(text, kind) or _give_code(kind)
            case "round":
                return framework.rounds.hint(text)
            case "perspective" | "status":  # the nearest may mean another thing, as of "niet afgestemd"
                near = slip_of(text, names)
                return Message("hint.meant", name=near) if near else None
        return did_you_mean(text, names)

    def slot(self, round_number: int, indicator_number: int, question: str) -> int | Problem:
        """The slot of a question in a round, or what is wrong with answering it there."""
        indicator, round_id = self.names["indicator"][indicator_number], self.layout.round_ids[round_number]
        versions = [i for i in self.layout.framework.indicators if i.id == indicator]
        current = next((i for i in self.layout.indicators_in(round_number) if i.id == indicator), None)
        if current is None:
            message = Message(
                "problem.not_in_round.indicator", indicator=indicator, round=round_id, since=versions[0].version
            )
            hint = Message("problem.not_in_round.hint")
            return Problem(problem="not_in_round", message=message, hint=hint, column="indicator")
        name = question.strip().casefold()
        number = self.layout.slot_numbers.get((indicator, current.version, name))
        if number is not None:
            return number
        others = {asked.id for version in versions for asked in version.asked}
        fault = _no_slot(current, name, question.strip(), in_other_version=name in others, round_id=round_id)
        return evolve(fault, column="question")

    def answer(self, slot: Slot, text: str) -> ParsedText:
        """Judge a text as the answer to a question."""
        key = (slot.number, text)
        found = self._answers.get(key) or _judged(slot, text)
        if len(self._answers) < REMEMBERED:
            self._answers[key] = found
        return found


def _judged(slot: Slot, text: str) -> ParsedText:
    try:
        value = slot.question.read(text)
    except BadValue as fault:
        problem = _broken(text) if BROKEN in text else _refused(fault, text.strip())
        return ParsedText(0, np.nan, text, fault=problem)
    shown, remark = slot.question.show(value), _remark(slot, text, value)
    return ParsedText(slot.code(value), slot.value(value), shown, slot.fingerprint(value), remark=remark)


def _refused(fault: BadValue, text: str) -> Problem:
    message = fault.message
    if isinstance(message, str):
        message = message.replace(repr(text), repr(shortened(text)))
    return Problem(problem=fault.kind, message=message, hint=fault.hint)


def _give_code(kind: AreaKind | None) -> Message:
    if kind is None:
        return Message("problem.unknown_area.hint")
    return Message("problem.unknown_area.of_kind", kind=Message(f"areas.{kind}", count=1))


def _remark(slot: Slot, text: str, value: Any) -> Problem | None:
    doubt = slot.question.doubt(text, value)
    return doubt and Problem(problem=doubt.kind, message=doubt.message, hint=doubt.hint, severity="remark")


def _no_slot(version: Indicator, name: str, shown: str, *, in_other_version: bool, round_id: str) -> Problem:
    if BROKEN in shown:
        return _broken(shown)
    if name in {question.id for question in (*version.questions, *version.stages)}:
        message = Message("problem.derived.message", question=name)
        return Problem(problem="derived", message=message, hint=Message("problem.derived.hint"))
    ids = [question.id for question in version.asked]
    hint = did_you_mean(name, ids) or available(ids)
    if in_other_version:
        message = Message("problem.not_in_round.message", question=name, indicator=version.id, round=round_id)
        return Problem(problem="not_in_round", message=message, hint=hint)
    message = Message("problem.unknown_question.message", indicator=version.id, value=shown)
    return Problem(problem="unknown_question", message=message, hint=hint)


def _broken(text: str) -> Problem:
    message = Message("problem.broken_text.message", sign=BROKEN, value=text.strip())
    return Problem(problem="broken_text", message=message, hint=Message("problem.broken_text.hint"))
