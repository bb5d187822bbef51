"""Carrying: what municipalities said before they merged, as an answer of the one that they became.

For comparison only: it says what the successor would have answered, as far as that follows from what its parts said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from napd.model.areas import AreaRegistry
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.model.rollup import same
from napd.model.values import BadValue

Key = tuple[str, str, str, str]
"""Area, perspective, indicator and question."""
Answers = dict[Key, str]


@frozen
class Carried:
    """An answer that was carried to the successor of a merger.

    Args:
        area: the successor.
        parts: the municipalities that became it, itself among them where it was there already.
        perspective, indicator, question: what was answered.
        values: what each part said; None where it said nothing.
        how: "sum", "least" or "most", by the roll-up of the question; "same" where all parts said the same; and where
            nothing can be carried "incomplete" (a part said nothing), "contradiction" (they said different things) or
            "unusable" (what comes of it is no answer to the question).
        value: what is carried; None where nothing can be.
    """

    area: str
    parts: tuple[str, ...]
    perspective: str
    indicator: str
    question: str
    values: tuple[str | None, ...]
    how: str
    value: str | None


@frozen
class Mergers:
    """Which municipalities of one day are others on a later day."""

    heirs: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """The successors, with the municipalities that each came from."""

    @classmethod
    def between(
        cls, old: AreaRegistry, on: date, new: AreaRegistry, later: date, among: Container[str] | None = None
    ) -> Mergers:
        """Those between two days, of all or some municipalities; whom the later registry does not know stays itself."""
        parts: dict[str, list[str]] = {}
        for area in old.municipalities(on):
            if among is not None and area.code not in among:
                continue
            heir = new.successor(area.code, later) if area.code in new else area.code
            parts.setdefault(heir, []).append(area.code)
        return cls({heir: tuple(own) for heir, own in parts.items() if own != [heir]})

    def carry(self, answers: Answers, indicators: Sequence[Indicator]) -> tuple[Answers, list[Carried]]:
        """The answers as the successors would have given them, and everything that was carried.

        A question that no answer is carried for, since the indicators do not have it or it is only text, has none.
        """
        gone = {part for parts in self.heirs.values() for part in parts}
        kept = {key: value for key, value in answers.items() if key[0] not in gone}
        spoke = sorted({key[1:] for key in answers if key[0] in gone})
        carried = list(self._carried(answers, spoke, {i.id: i for i in indicators}))
        found = {(c.area, c.perspective, c.indicator, c.question): c.value for c in carried if c.value is not None}
        return {**kept, **found}, carried

    def _carried(
        self, answers: Answers, spoke: Sequence[tuple[str, ...]], indicators: Mapping[str, Indicator]
    ) -> Iterator[Carried]:
        for heir, parts in sorted(self.heirs.items()):
            for perspective, indicator, name in spoke:
                values = tuple(answers.get((part, perspective, indicator, name)) for part in parts)
                question = asked(indicators.get(indicator), name)
                if question is None or question.space is None:
                    continue
                if any(value is not None for value in values):
                    how, value = together(question, values)
                    yield Carried(heir, parts, perspective, indicator, name, values, how, value)


def asked(indicator: Indicator | None, name: str) -> Question | None:
    """The question of this id that an indicator asks, if there is one."""
    return next((q for q in indicator.asked if q.id == name), None) if indicator else None


def together(question: Question, texts: Sequence[str | None]) -> tuple[str, str | None]:
    """How the answers of the parts become one, and that answer; None where none follows from them."""
    given = [text for text in texts if text is not None]
    if len(given) < len(texts):
        return "incomplete", None
    try:
        values = [question.parse(text) for text in given]
        rollup = question.rollup
        value = rollup.merged(values, question.position) if rollup else same(values)
        how = rollup.merging if rollup else "same"
        return ("contradiction", None) if value is None else (how, _readable(question, value))
    except BadValue:
        return "unusable", None


def _readable(question: Question, value: Any) -> str:
    """A value as text that the question takes; raises BadValue where it does not."""
    return question.show(question.parse(question.show(value)))
