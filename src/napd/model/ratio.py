"""Ratio: one sum of answers divided by another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, get_args

from attrs import field, frozen

from napd.errors import Fault
from napd.model.measures import Number, is_number
from napd.model.questions import Question
from napd.model.record import listed
from napd.model.rollups import Sum
from napd.model.spaces import Better
from napd.model.values import as_number

Empty = Literal["unknown", "worst", "best"]


def _numbers(questions: Any) -> Any:
    return (questions,) if isinstance(questions, Question) else listed(questions)


@frozen(eq=False)
class Ratio(Question):
    """A derived number: the sum of `part` over the sum of `whole`, times `scale`; nobody answers it directly.

    If the questions of `part` are all among those of `whole`, it is a share of the whole, from 0 to 100 with the
    default scale.

    Args:
        part: the questions whose answers are added up above the line, each named once.
        whole: those below it, each named once.
        unit: as people read it after the number.
        scale: what the fraction is multiplied by; 100 makes a percentage.
        better: which values are better: "higher", "lower", or None for neither.
        empty: what it counts as if the whole adds up to nothing: "unknown" (the ratio can be anything, and the
            questions of the whole are open), or the "worst" or the "best" ratio there can be.
    """

    part: tuple[Number, ...] = field(converter=_numbers, kw_only=True)
    whole: tuple[Number, ...] = field(converter=_numbers, kw_only=True)
    unit: str = field(default="%", kw_only=True)
    scale: float = field(default=100, kw_only=True, converter=as_number)
    better: Better = field(default="higher", kw_only=True)
    empty: Empty = field(default="unknown", kw_only=True)
    required: bool = field(default=False, init=False)

    @property
    def inputs(self) -> tuple[Number, ...]:
        """The questions it is computed from, each once."""
        return tuple(dict.fromkeys((*self.whole, *self.part)))

    @property
    def computed(self) -> str:
        """A ratio of sums."""
        part, whole = ("+".join(question.id for question in side) for side in (self.part, self.whole))
        return f"ratio {part} / {whole}" + (f", empty {self.empty}" if self.if_empty else "")

    @property
    def is_quotient(self) -> bool:
        """Always."""
        return True

    @property
    def when_empty(self) -> str:
        """As its setting says, where the ratio is then known."""
        return self.empty if self.if_empty else ""

    @property
    def meaning(self) -> list[Any]:
        """What is divided by what."""
        parts = [part.id for part in self.part]
        return [self.id, self.scale, parts, *(part.meaning for part in self.whole)]

    @property
    def has_gaps(self) -> bool:
        """Where nothing in the whole counts as a ratio, for that may lie apart."""
        return self.if_empty is not None

    @property
    def reopened(self) -> tuple[Question, ...]:
        """Those of the whole: there is nothing in it."""
        return self.whole

    @property
    def is_share(self) -> bool:
        """Whether the part lies within the whole."""
        return set(self.part) <= set(self.whole)

    @property
    def if_empty(self) -> Literal["lowest", "highest"] | None:
        """What it counts as with nothing in the whole; None where it is then not known."""
        if self.empty == "unknown":
            return None
        return "highest" if (self.empty == "best") == (self.better == "higher") else "lowest"

    @property
    def scored(self) -> Number:
        """The ratio as a number."""
        return Number(
            self.id, self.text, help=self.help, unit=self.unit, minimum=0,
            maximum=self.scale if self.is_share else None, better=self.better,
        )  # fmt: skip

    @property
    def is_derived(self) -> bool:
        """Always, also where its parts are still to be written."""
        return True

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with its parts and its scale."""
        if not self.part or not self.whole:
            yield Fault(("whole" if self.part else "part",), "needs at least one question in its part and in its whole")
        for side, questions in (("part", self.part), ("whole", self.whole)):
            if twice := [q.id for q, count in Counter(questions).items() if count > 1]:
                yield Fault((side,), f"has {twice[0]!r} twice in its {side}: name each question once")
        if not self.is_share and set(self.part) & set(self.whole):
            yield Fault(("part",), "must have its part wholly within its whole, or wholly outside it")
        if not is_number(self.scale) or self.scale <= 0:
            yield Fault(("scale",), f"has the scale {self.scale!r}: use a number above 0, such as 100")
        fitting = get_args(Empty) if self.better else ("unknown",)  # without a better side there is no worst
        if self.empty not in fitting:
            use = " or ".join(map(repr, fitting))
            yield Fault(("empty",), f"has empty={self.empty!r} with better={self.better!r}: use {use}")
        for each in self.inputs:
            if text := _summand_fault(each):
                yield Fault(("part" if each in self.part else "whole",), text)


def _summand_fault(question: Number) -> str | None:
    if question.minimum is None or question.minimum < 0:
        return f"is computed from {question.id!r}, which must be a Number with minimum=0 or more"
    if question.answered_by == "municipality" and not isinstance(question.rollup, Sum):
        return f"is computed from {question.id!r}, whose municipalities must be added up with rollup=Sum()"
    return None
