"""Points: a sum of what answers are worth, as a number that rules, stages and other sums ask for like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Any, Literal

from attrs import evolve, field, frozen

from napd.errors import Fault, nearest
from napd.model.amounts import as_data, exactly
from napd.model.choices import YesNo
from napd.model.measures import Number
from napd.model.option_texts import no_option
from napd.model.questions import Question
from napd.model.spaces import Better, Line, Options, Sets
from napd.model.worths import Worth, amount, by_id, decimal_text, standard_worth

MOST_ADDED = 1000
"""The most answers that a number can have to be added up: each is told from the others."""
Found = dict[str, tuple[Fraction, Fraction]]
"""By the id of points the lowest and the highest sum."""


@frozen(eq=False)
class Points(Question):
    """A sum of the points that answers give; nobody answers it. With `over`, that sum divided by another.

    An answer that is not named gives 0. Points may be negative, and fractions, and are added exactly. An answer can
    count in any number of sums.

    Args:
        of: by question or its id, the points that an answer gives. For a yes/no question, the points for ja; for a
            choice or a stage, the points of each option; for a multiple choice, those of each chosen option, one number
            for all or one for each; for a whole number between two bounds, or other points, the factor to multiply it
            by.
        over: what the sum is divided by, written in the same way; for a mean, 1 for each answer except "not
            applicable". No points in it may be below 0.
        unit: as people read it after the number.
        better: which values are better: "higher", "lower", or None for neither.
        empty: what it counts as if there is nothing to divide by: the "worst" or the "best" there can be. Needed if
            that can happen.
    """

    of: Mapping[str, Worth] = field(kw_only=True, converter=by_id)
    over: Mapping[str, Worth] = field(kw_only=True, factory=dict, converter=by_id)
    unit: str = field(default="punten", kw_only=True)
    better: Better = field(default="higher", kw_only=True)
    empty: Literal["worst", "best"] | None = field(default=None, kw_only=True)
    required: bool = field(default=False, init=False)
    known: Mapping[str, Question] = field(factory=dict, init=False, repr=False, eq=False)
    """The questions and stages of the indicator that it stands in, by id."""

    def among(self, known: Mapping[str, Question], questions: Iterable[Question]) -> Points:
        """The same in an indicator: options by their ids, and with what there will be in it, by id."""
        by_id = {question.id: question for question in questions}
        changed: Any = {
            setting: {name: standard_worth(by_id.get(name), worth) for name, worth in side.items()}
            for setting, side in zip(("of", "over"), self.worths, strict=True)
            if side
        }
        found = evolve(self, **changed)
        object.__setattr__(found, "known", known)
        return found

    @property
    def worths(self) -> tuple[Mapping[str, Any], ...]:
        """What counts, and what that is divided by; nothing where it is not written so."""
        given: tuple[Any, ...] = (self.of, self.over)
        return tuple(side if isinstance(side, Mapping) else {} for side in given)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of what counts, each once."""
        return tuple(dict.fromkeys(name for side in self.worths for name in side))

    @property
    def behind(self) -> tuple[str, ...]:
        """The ids of what counts, each once, where points count themselves what is behind them."""
        return tuple(name for name in self._reached() if not isinstance(self.known.get(name), Points))

    def leaves(self, side: Mapping[str, Any]) -> Iterator[tuple[str, Any, Fraction]]:
        """What counts on one side, `of` or `over`: with what its answers give, and how many times that counts.

        Other points are looked through, each once, however many count it.
        """
        below = {one.id: one for name in self._reached() if isinstance(one := self.known[name], Points)}
        order = TopologicalSorter({name: below.keys() & one.of.keys() for name, one in below.items()}).static_order()
        often = dict.fromkeys(below, Fraction())
        for of, name in [(side, None), *((below[name].of, name) for name in reversed([*order]))]:
            times = often[name] if name is not None else Fraction(1)
            for part, worth in of.items() if times else ():
                if part in below:
                    often[part] += times * worth
                else:
                    yield part, worth, times

    @property
    def inputs(self) -> tuple[Question, ...]:
        """The questions that count, where it stands in an indicator; stages are none."""
        found = (self.known.get(name) for name in self.names)
        return tuple(part for part in found if part is not None and not hasattr(part, "rules"))

    @property
    def computed(self) -> str:
        """A sum, or a sum divided by another."""
        of, over = ("+".join(side) for side in self.worths)
        return f"points {of}" + (
            f" / {over}, empty {self.empty}" if over and self.empty else f" / {over}" if over else ""
        )

    @property
    def is_derived(self) -> bool:
        """Always."""
        return True

    @property
    def is_counted(self) -> bool:
        """The engine counts nothing: the decision diagram adds it up."""
        return False

    @property
    def is_quotient(self) -> bool:
        """Whether the sum is divided."""
        return bool(self.worths[1])

    @property
    def if_empty(self) -> Literal["lowest", "highest"]:
        """What it counts as with nothing to divide by."""
        return "highest" if (self.empty == "best") == (self.better == "higher") else "lowest"

    @property
    def scored(self) -> Number:
        """The sum as a number; between the lowest and the highest it can be, where that is told."""
        low = high = None
        if self.known.keys() >= {*self._reached()} and not self.over and self._is_sound:
            low, high = (None if isinstance(end, str) else end for end in map(as_data, self.limits))
        return Number(self.id, self.text, help=self.help, unit=self.unit, minimum=low, maximum=high, better=self.better)

    @property
    def limits(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest sum, of what can be told."""
        return self.between({})

    def between(self, found: Found) -> tuple[Fraction, Fraction]:
        """The same, each sum by way of which it counts being found once; what counts itself is nothing there."""
        if self.id not in found:
            found[self.id] = Fraction(), Fraction()
            of = self.worths[0].items()
            ends = [_limits(self.known[name], worth, found) for name, worth in of if name in self.known]
            found[self.id] = sum((low for low, _ in ends), Fraction()), sum((high for _, high in ends), Fraction())
        return found[self.id]

    @property
    def _is_sound(self) -> bool:
        """Whether what counts can count, also by way of other points; where it cannot, limits would say nothing."""
        reached = self._reached()
        every = [self, *(part for name in reached if isinstance(part := self.known[name], Points))]
        pairs = [(self.known[name], worth) for points in every for name, worth in points.worths[0].items()]
        return self.id not in reached and all(p.worths[0] for p in every) and not any(_fault(*pair) for pair in pairs)

    @property
    def given(self) -> tuple[str, ...]:
        """What each answer gives to the sum, and to its divisor: "plan: concept 1, vastgesteld 3; geld: 2"."""
        return tuple("; ".join(self._given(*item) for item in side.items()) for side in self.worths if side)

    def _given(self, name: str, worth: Any) -> str:
        if not isinstance(worth, Mapping):
            return f"{name}: {decimal_text(worth)}"
        labels = {option.id: option.label for option in self.known[name].options}
        return f"{name}: " + ", ".join(f"{labels[option]} {decimal_text(each)}" for option, each in worth.items())

    def faults(self) -> Iterator[Fault]:
        """Say what is wrong with what counts, and with what it is divided by."""
        given: dict[str, Any] = {"of": self.of, "over": self.over}
        for setting, side in given.items():
            if not isinstance(side, Mapping) or not (side or setting == "over"):
                such = "{'plan': {'concept': 1}, 'geld': 2}"
                yield Fault((setting,), f"has {setting}={side!r}: write what each answer gives, such as {such}")
        if self.id in self._reached():
            yield Fault((), "counts itself")
            return
        sides = {"of": self.worths[0], "over": self.worths[1]}
        for name in self.names:
            if name not in self.known:
                place = next(setting for setting, side in sides.items() if name in side)
                text = f"counts {name!r}, and there is no such question.{nearest(name, self.known)}"
                yield Fault((place, name), text)
        for setting, side in sides.items():
            for name, worth in side.items():
                if name in self.known and (fault := _fault(self.known[name], worth)):
                    yield Fault((setting, name), f"counts {name!r}, which {fault}")
        yield from self._divisor_faults()

    def _reached(self) -> tuple[str, ...]:
        """The ids of all that counts, itself or by way of other points."""
        waiting, found = [*reversed(self.names)], dict[str, None]()
        while waiting:
            part = self.known.get(name := waiting.pop())
            if name not in found and isinstance(part, Points):
                waiting += reversed(part.names)
            found.setdefault(name)
        return tuple(found)

    def _divisor_faults(self) -> Iterator[Fault]:
        worths = [worth for side in self.worths[1:] for worth in side.values()]
        numbers = [n for worth in worths for n in (worth.values() if isinstance(worth, Mapping) else [worth])]
        if any(isinstance(number, Fraction) and number < 0 for number in numbers):
            yield Fault(("over",), "is divided by points below 0: give each answer in over= 0 or more")
        fitting = ("worst", "best") if self.better else ()
        if self.empty not in (None, *fitting):
            use = " or ".join(map(repr, fitting)) or None
            yield Fault(("empty",), f"has empty={self.empty!r} with better={self.better!r}: use {use}")
        elif self.worths[1] and self.empty is None and self._can_be_empty():
            text = "can have nothing to divide by: say what that counts as, empty='worst' or empty='best'"
            yield Fault(("over",), text)

    def _can_be_empty(self) -> bool:
        lows = (_limits(self.known[name], worth, {})[0] for name, worth in self.worths[1].items() if name in self.known)
        return sum(lows, Fraction()) <= 0


def _fault(part: Question, worth: Any) -> str | None:
    """Say why an answer cannot count, or not for so much."""
    numbers = worth.values() if isinstance(worth, Mapping) else (worth,)
    if not all(isinstance(number, Fraction) for number in numbers):
        return f"gives {next(n for n in numbers if not isinstance(n, Fraction))!r}: use a number between -1e15 and 1e15"
    if isinstance(part, Points) or isinstance(space := part.scored.space, Line):
        return summand_fault(part) or (
            "has no options: say how many times it counts" if isinstance(worth, Mapping) else None
        )
    if not isinstance(space, Options | Sets):
        return "has no points to give: words are never scored"
    if not isinstance(worth, Mapping):
        plain = isinstance(part.scored, YesNo) or isinstance(space, Sets)
        return None if plain else f"has options: say what each gives, such as {{{space.ids[-1]!r}: 1}}"
    return next((no_option(part.scored, option) for option in worth if option not in space.ids), None)


def summand_fault(part: Question) -> str | None:
    """Say why what it could come to cannot be told apart, number by number, to be added to others; or nothing."""
    if isinstance(part, Points):
        return "is divided, so it cannot be added up" if part.over else None
    scored: Any = part.scored
    if fault := scored.summand_fault:
        return str(fault)
    if not scored.whole or None in (low := scored.minimum, high := scored.maximum) or high - low >= MOST_ADDED:
        return (
            "can have too many different answers to be added up: give it whole=True, a minimum and a maximum that lie "
            f"less than {MOST_ADDED:,} apart"
        )
    return None


def _limits(part: Question, worth: Any, found: Found) -> tuple[Fraction, Fraction]:
    """The least and the most that an answer gives; 0 where that is not sound."""
    if _fault(part, worth):
        return Fraction(), Fraction()
    if isinstance(part, Points):
        low, high = part.between(found)
    else:
        space = part.scored.space
        if isinstance(space, Sets):
            each = [amount(part.scored, worth, frozenset([option])) for option in space.ids]
            return sum((n for n in each if n < 0), Fraction()), sum((n for n in each if n > 0), Fraction())
        if isinstance(space, Options):
            each = [amount(part.scored, worth, option) for option in space.ids]
            return min(each), max(each)
        low, high = (exactly(end) for end in space.limits)  # type: ignore[union-attr]
    ends = low * worth, high * worth
    return min(ends), max(ends)
