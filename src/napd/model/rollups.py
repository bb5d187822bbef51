"""Roll-ups: how the answers of the municipalities of a region become one value of the region.

These are declarations; `napd.scoring.rollup` computes them, as a range while municipalities have not answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from attrs import evolve, field, frozen

from napd.model.measures import Number
from napd.model.option_texts import no_option
from napd.model.options import in_a_row
from napd.model.questions import Question
from napd.model.record import listed, spoken
from napd.model.rollup import Ends, Parts, Rollup
from napd.model.spaces import Better, Line, Options
from napd.model.values import exact
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
    a municipality that did not answer widens the share to a range. Name options by id or label; an indicator keeps ids.

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

    A municipality that did not answer widens the number to a range. Name options by id or label; an indicator keeps
    ids.

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
        """The sum with all missing answers at their lowest, and at their highest."""
        return parts.total()

    def merged(self, values: Sequence[Any], position: Callable[[Any], float]) -> float:  # noqa: ARG002 - as all have it
        """The sum."""
        return float(sum(map(exact, values)))


@frozen
class Mean(Rollup):
    """The mean over the municipalities of the region, each with the same weight.

    A municipality that did not answer counts from its minimum to its maximum.
    """

    def of(self, question: Question) -> Question:
        """The same number, which need not be whole."""
        return _by_region(question, whole=False)

    def fault(self, question: Question) -> str | None:
        """Only numbers have a mean."""
        return None if isinstance(question, Number) else "a Mean is of numbers, and this question is not a number"

    def bounds(self, parts: Parts) -> Ends:
        """The mean with all missing answers at their lowest, and at their highest."""
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


def _by_region(question: Question, **changes: Any) -> Question:
    return evolve(question, rollup=None, answered_by=None, **changes)
