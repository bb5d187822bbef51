"""Drawing questions: of each kind, with bounds and options from small pools, so that they meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args

from attrs import evolve
from hypothesis import strategies as st

from napd.model.ages import Age, Unit
from napd.model.choices import Choice, YesNo
from napd.model.measures import FIRST, LAST, Date, Number
from napd.model.multi_choice import MultiChoice
from napd.model.previous import Previous
from napd.model.questions import Question
from napd.model.ratio import Empty, Ratio
from napd.model.rollups import Count, Maximum, Mean, Minimum, Share, Sum
from napd.model.scale import DEFAULT_SCALE, Level, Scale
from napd.model.spaces import Better

Draw = st.DrawFn
One = TypeVar("One")

NUMBERS = (0, 1, 2, 25, 75, 100, -1, -2.5, 0.1, 0.3, 0.30000000000001, 0.333333333333333, 99.5)
"""Thresholds and bounds: percentages, negatives, decimals that no float is equal to, and two that lie close."""
WHOLE = tuple(number for number in NUMBERS if number == int(number))
DAYS = (*map(date.fromisoformat, ("2024-01-01", "2024-01-02", "2023-12-31", "2025-02-28")), FIRST, LAST)
"""Days to compare with: neighbours over the end of a year, and the ends of the calendar."""
OPTIONS = ("geen", "concept", "vastgesteld", "uitgevoerd")
SCALES = (
    DEFAULT_SCALE,
    *(
        Scale([Level(name, name) for name in names])
        for names in (("laag", "hoog"), "cba", "abcd", "edcba", "abcdef", "abcdefg")
    ),
)
"""Of two to seven levels; some have levels of one id, in another order."""
SIDES: tuple[Better, ...] = ("higher", "lower", None)


@cache
def places(count: int) -> st.SearchStrategy[int]:
    """A place in a pool of so many."""
    return st.integers(0, count - 1)


def one(draw: Draw, options: Sequence[One]) -> One:
    """Draw one of the options."""
    return options[draw(places(len(options)))]


def some(draw: Draw, options: Sequence[One], least: int = 1) -> list[One]:
    """Draw some of the options, each at most once, in any order."""
    left = list(options)
    count = least + draw(places(len(left) - least + 1))
    return [left.pop(draw(places(len(left)))) for _ in range(count)]


def chance(draw: Draw, of: int = 2) -> bool:
    """Draw whether it happens, once in so many times."""
    return draw(places(of)) == 1


# Questions


def _yes_no(draw: Draw, name: str) -> YesNo:
    return YesNo(name, f"Is {name} zo?", better=one(draw, ("ja", "nee")))


def _choice(draw: Draw, name: str) -> Choice:
    return Choice(name, f"Hoe is {name}?", options=some(draw, OPTIONS, least=2), ordered=not chance(draw, 3))


def _multiple_choice(draw: Draw, name: str) -> MultiChoice:
    options = ("zorg", *OPTIONS[1:])[: 1 + draw(places(len(OPTIONS)))]
    return MultiChoice(name, f"Welke {name}?", options=options, better=one(draw, SIDES))


def _number(draw: Draw, name: str) -> Number:
    whole = chance(draw)
    low, high = sorted(some(draw, WHOLE if whole else NUMBERS, least=2)[:2])
    minimum, maximum = one(draw, [(None, None), (low, None), (None, high), (low, high)])
    side, unit = one(draw, SIDES), one(draw, ("", "%"))
    return Number(name, f"Hoeveel {name}?", unit=unit, minimum=minimum, maximum=maximum, whole=whole, better=side)


def _date(draw: Draw, name: str) -> Date:
    return Date(name, f"Wanneer {name}?", better=one(draw, SIDES))


KINDS: tuple[Callable[[Draw, str], Question], ...] = (_yes_no, _choice, _multiple_choice, _number, _date)


@st.composite
def questions(draw: Draw, name: str) -> Question:
    """Draw a question of any kind that can be scored, answered by the area that is scored."""
    return drawn_question(draw, name)


def drawn_question(draw: Draw, name: str) -> Question:
    """Draw a question of any kind that is answered."""
    return one(draw, KINDS)(draw, name)


def _ratio(draw: Draw, name: str) -> tuple[Question, ...]:
    sides = (f"{name}_deel", f"{name}_rest")
    part, rest = (Number(side, f"Aantal {side}?", minimum=0, whole=True, rollup=Sum()) for side in sides)
    better = one(draw, SIDES)
    empty: Empty = one(draw, get_args(Empty)) if better else "unknown"
    whole = (part, rest) if chance(draw) else (rest,)
    return part, rest, Ratio(name, f"Aandeel {name}?", part=part, whole=whole, better=better, empty=empty)


def _age(draw: Draw, name: str) -> tuple[Question, ...]:
    day: Any = _date(draw, f"{name}_dag")
    if chance(draw):
        day = _by_municipality(day, one(draw, (Minimum(), Maximum())))
    return day, Age(name, f"Leeftijd {name}?", date=day, unit=one(draw, get_args(Unit)), better=one(draw, SIDES))


def _previous(draw: Draw, name: str) -> tuple[Question, ...]:
    now = f"{name}_nu"
    asked = (
        rolled_up_questions(draw, now) if chance(draw) else (one(draw, (_yes_no, _choice, _number, _date))(draw, now),)
    )
    if asked[-1].looks_back is not None:
        return asked
    return *asked, Previous(name, f"{name} van toen?", question=asked[-1])


def rolled_up_questions(draw: Draw, name: str) -> tuple[Question, ...]:
    """A question whose value comes from the answers of municipalities, after the questions it is computed from."""
    kind = one(draw, (Share, Count, Sum, Mean, Minimum, Maximum, Ratio, Age, Previous))
    if kind is Ratio:
        return _ratio(draw, name)
    if kind is Age:
        return _age(draw, name)
    if kind is Previous:
        return _previous(draw, name)
    if kind in (Share, Count):
        asked: Any = one(draw, (_yes_no, _choice, _multiple_choice))(draw, name)
        return (_by_municipality(asked, kind(some(draw, asked.ids))),)
    if kind in (Sum, Mean):
        return (_by_municipality(_number(draw, name), kind()),)
    asked = one(draw, (_yes_no, _choice, _number, _date))(draw, name)
    asked = asked if getattr(asked, "ordered", True) else evolve(asked, ordered=True)
    return (_by_municipality(asked, kind()),)


def _by_municipality(question: Question, rollup: Any) -> Question:
    return evolve(question, rollup=rollup, answered_by="municipality")
