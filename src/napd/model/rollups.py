"""Roll-ups: how the answers of the municipalities of a region become one value of the region.

These are declarations; `napd.scoring.rollup` computes them, as a range while municipalities have not answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, Self, get_args

from attrs import evolve, field, frozen

from napd.errors import Fault
from napd.model.choices import no_option
from napd.model.measures import Number, is_number
from napd.model.options import in_a_row
from napd.model.questions import Question
from napd.model.record import listed, spoken
from napd.model.rollup import Ends, Parts, Rollup
from napd.model.spaces import Better, Line, Options
from napd.model.values import as_number, exact
from napd.texts import Texts


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else listed(value)


@frozen
class _OfOptions(Rollup):
    """What counts options has a setting with these; an indicator keeps their ids."""

    options: tuple[str, ...] = field(converter=_as_tuple)

    def standard(self, question: Question) -> Self:
        """The options by their ids; what is wrong stays, to be reported."""
        return evolve(self, options=tuple(map(question.operand, self.options)))

    def fault(self, question: Question) -> str | None:
        """Only options can be counted, and they must exist."""
        name = type(self).__name__
        if not question.options:
            return f"a {name} counts the municipalities that chose an option, and this question has no options"
        if not self.options or len(set(self.options)) < len(self.options):
            return f"a {name} counts one or more options, each named once, not ({', '.join(self.options)})"
        unknown = next(
            (option for option in self.options if option not in {each.id for each in question.options}), None
        )
        return no_option(question, unknown) if unknown is not None else None

    def words(self, question: Question, value: str, members: str, say: Texts) -> str:
        """Which options, at how many of the members."""
        labels = {option.id: question.named(option, say) for option in question.options}
        options = in_a_row([labels[name] for name in self.options], say("words.or"))
        return spoken(self, "said", "said", say).format(options=options, value=value, members=members)

    def _better(self, question: Question) -> Better:
        space = question.space
        ids = space.ids if isinstance(space, Options) and space.ordered else ()
        if set(self.options) == set(ids[-len(self.options) :]):
            return "higher"
        return "lower" if set(self.options) == set(ids[: len(self.options)]) else None


@frozen
class Share(_OfOptions):
    """The percentage (0-100) of all municipalities of the region that answered one of `options`.

    The denominator is every municipality that belongs to the region on the round's date, answered or not;
    one that did not answer widens the share to a range. Options go by id or label; an indicator keeps their ids.

    Args:
        options: which answers count.
    """

    known = "set"

    def of(self, question: Question) -> Number:
        """A percentage; better when higher if it counts the best options, when lower if it counts the worst."""
        return Number(
            question.id, question.text, unit="%", minimum=0, maximum=100, better=self._better(question),
            help=question.help, required=question.required,
        )  # fmt: skip

    def bounds(self, parts: Parts) -> Ends:
        """From those that chose an option to all that may have."""
        return parts.share(self.options)


@frozen
class Count(_OfOptions):
    """How many municipalities of the region answered one of `options`.

    One that did not answer widens the number to a range. Options go by id or label; an indicator keeps their ids.

    Args:
        options: which answers count.
    """

    divides = False

    def of(self, question: Question) -> Number:
        """A whole number; better when higher if it counts the best options, when lower if it counts the worst."""
        return Number(
            question.id, question.text, minimum=0, whole=True, better=self._better(question), help=question.help,
            required=question.required,
        )  # fmt: skip

    def bounds(self, parts: Parts) -> Ends:
        """From those that chose an option to all that may have."""
        return parts.count(self.options)


@frozen
class Sum(Rollup):
    """The sum over the municipalities of the region; one that did not answer counts from its minimum to its maximum."""

    divides = False
    merging = "sum"

    def of(self, question: Question) -> Question:
        """The same number without an upper bound."""
        floor = 0 if getattr(question, "minimum", None) is not None and question.minimum >= 0 else None  # type: ignore[attr-defined]
        return _by_region(question, minimum=floor, maximum=None)

    def fault(self, question: Question) -> str | None:
        """Only numbers can be summed."""
        return None if isinstance(question, Number) else "a Sum adds numbers, and this question is not a number"

    def bounds(self, parts: Parts) -> Ends:
        """The sum with the least and with the most of what is missing."""
        return parts.total()

    def merged(self, values: Sequence[Any], position: Callable[[Any], float]) -> float:  # noqa: ARG002 - as all have it
        """The sum."""
        return float(sum(map(exact, values)))


@frozen
class Mean(Rollup):
    """The mean over the municipalities of the region, each with the same weight.

    One that did not answer counts from its minimum to its maximum.
    """

    def of(self, question: Question) -> Question:
        """The same number, which need not be whole."""
        return _by_region(question, whole=False)

    def fault(self, question: Question) -> str | None:
        """Only numbers have a mean."""
        return None if isinstance(question, Number) else "a Mean is of numbers, and this question is not a number"

    def bounds(self, parts: Parts) -> Ends:
        """The mean with the least and with the most of what is missing."""
        return parts.mean()


@frozen
class _Extreme(Rollup):
    divides = False

    def of(self, question: Question) -> Question:
        """The same question, asked of the region."""
        return _by_region(question)

    def fault(self, question: Question) -> str | None:
        """There must be an order."""
        space = question.space
        if isinstance(space, Line) or (isinstance(space, Options) and space.ordered):
            return None
        return "a Minimum or Maximum needs answers with an order, and this question has none"


@frozen
class Minimum(_Extreme):
    """The lowest answer (of an ordered choice: the worst option) among the municipalities of the region."""

    merging = "least"

    def bounds(self, parts: Parts) -> Ends:
        """The first in order."""
        return parts.least()

    def merged(self, values: Sequence[Any], position: Callable[[Any], float]) -> Any:
        """The lowest."""
        return min(values, key=position)


@frozen
class Maximum(_Extreme):
    """The highest answer (of an ordered choice: the best option) among the municipalities of the region."""

    merging = "most"

    def bounds(self, parts: Parts) -> Ends:
        """The last in order."""
        return parts.most()

    def merged(self, values: Sequence[Any], position: Callable[[Any], float]) -> Any:
        """The highest."""
        return max(values, key=position)


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
        unit: as people read it behind the number.
        scale: what the fraction is multiplied by; 100 makes a percentage.
        better: which side is the better one: "higher", "lower", or None if neither is.
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


def _by_region(question: Question, **changes: Any) -> Question:
    return evolve(question, rollup=None, answered_by=None, **changes)
