"""Hypothesis strategies for questions, conditions and indicators that napd accepts.

An indicator drawn here is valid (it makes no `ModelError`), and its tables are small, so that a test can try every
completion of its answers. It is not proved: a rule may be unreachable, a better answer may give a worse level. Ids,
thresholds and texts come from small pools, so that they meet: a threshold at a bound, two rules that split an
interval, a condition that always holds.

Inside, a draw is mostly that of a place in a pool; that is many times faster than building a strategy for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import Any, TypeVar, get_args

from attrs import evolve
from hypothesis import strategies as st

from napd.model import adding
from napd.model.ages import Age, Unit
from napd.model.amounts import Amount, CompareAmount, compared
from napd.model.choices import Choice, YesNo
from napd.model.conditions import AtLeast, Compare, Condition, Operator
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import FIRST, LAST, Date, Number, Text
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.model.previous import Previous
from napd.model.questions import Question
from napd.model.ratio import Empty, Ratio
from napd.model.rollups import Count, Maximum, Mean, Minimum, Share, Sum
from napd.model.scale import DEFAULT_SCALE, NOT_APPLICABLE, Level, Scale
from napd.model.spaces import Better, Line, Options, Sets

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
    return _question(draw, name)


def _question(draw: Draw, name: str) -> Question:
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
    asked = _rolled_up(draw, now) if chance(draw) else (one(draw, (_yes_no, _choice, _number, _date))(draw, now),)
    if asked[-1].looks_back is not None:
        return asked
    return *asked, Previous(name, f"{name} van toen?", question=asked[-1])


def _rolled_up(draw: Draw, name: str) -> tuple[Question, ...]:
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


# Conditions


def _atom(draw: Draw, question: Question) -> Condition:
    scored: Any = question.scored
    if isinstance(scored.space, Sets):
        named = some(draw, scored.ids)
        return AtLeast(scored.id, 1 + draw(places(len(named))), tuple(named))
    operator, values = one(draw, scored.operators), operands(scored)
    value = tuple(some(draw, values)) if operator == "in" else one(draw, values)
    return Compare(scored.id, operator, value)


FEW = 3
MULTIPLES = (1, 1, 2, -1, 0.5, Fraction(1, 3))


def _comparison(draw: Draw, asked: Sequence[Question]) -> Condition:
    """Compare what some answers come to with a number, or with what others do."""
    numbers = [question for question in asked if _can_be_added(question.scored)]
    left = _amount(draw, asked, numbers)
    right = _amount(draw, asked, numbers) if chance(draw, 3) else one(draw, (0, 1, 2, 3, 1.5, -1))
    sign: Operator = one(draw, ("<", "<=", "==", "!=", ">=", ">"))
    found = compared(left, sign, right)
    is_sum = isinstance(found, CompareAmount) and found.terms  # all may cancel out, or leave one number
    return found if is_sum else _atom(draw, one(draw, asked))


def _amount(draw: Draw, asked: Sequence[Question], numbers: Sequence[Question], most: int = 3) -> Amount:
    found = Amount(())
    for _ in range(1 + draw(places(most))):
        kind = one(draw, ("count", "count", "number", "min", "max"))
        if kind in ("min", "max") and most > 1:
            parts = [_amount(draw, asked, numbers, 1) for _ in range(2)]
            more = adding.min(*parts) if kind == "min" else adding.max(*parts)
        elif numbers and kind == "number":
            more = one(draw, numbers) * 1
        else:
            more = adding.count(_atom(draw, one(draw, asked)))
        found += one(draw, MULTIPLES) * more
    return found


def _can_be_added(question: Any) -> bool:
    """Whether a number has so few answers that a test can try them all."""
    line = question.space
    return isinstance(line, Line) and line.whole and not line.of_days and line.high - line.low <= FEW


def operands(question: Any) -> Sequence[Any]:
    """What the answer can be compared with."""
    if isinstance(question.space, Options):
        return question.space.ids
    if question.space.of_days:
        return DAYS
    held = [number for number in (WHOLE if question.whole else NUMBERS) if question.holds(number)]
    return held or [question.minimum]  # of points that always come to one number


@st.composite
def conditions(draw: Draw, asked: Sequence[Question], most: int = 4, *, sums: bool = False) -> Condition:
    """Draw a condition on some of the questions, of at most this many comparisons joined by &, | and ~.

    Where there may be sums, a comparison may be one of what several answers come to.
    """
    return _condition(draw, asked, most, sums=sums)


def _condition(draw: Draw, asked: Sequence[Question], most: int = 4, *, sums: bool = False) -> Condition:
    kind = one(draw, ("atom", "and", "or", "not")) if most > 1 else "atom"
    if kind == "atom":
        return _comparison(draw, asked) if sums and chance(draw, 4) else _atom(draw, one(draw, asked))
    if kind == "not":
        return ~_condition(draw, asked, most - 1, sums=sums)
    left, right = (_condition(draw, asked, n, sums=sums) for n in (most // 2, most - most // 2))
    return left & right if kind == "and" else left | right


# Rules and indicators


def _rules(
    draw: Draw, pool: Sequence[Question], stages: Sequence[Stage], results: Sequence[str], *, total: bool
) -> list[Rule]:
    """Draw rules that give these results, asking some of the pool and each of the stages."""
    asked = (*pool, *stages)
    whens = [_condition(draw, asked, sums=True) for _ in results[: len(results) - total]]
    for stage in stages:
        place, joined = draw(places(len(whens))), _atom(draw, stage)
        whens[place] = whens[place] & joined if chance(draw) else whens[place] | joined
    return [Rule(level, when, because="Reden.") for level, when in zip_longest(results, whens)]


def _with_points(draw: Draw, pool: Sequence[Question], stages: Sequence[Stage], name: str) -> list[Question]:
    """Draw which of the questions and stages that a table may ask give points, and add the sum to these questions."""
    worths = {q.id: worth for q in (*pool, *stages) if (worth := _worth(draw, q)) is not None and chance(draw)}
    if not worths or not chance(draw, 3):
        return [*pool]
    whole = {n: 1 if draw(places(3)) else w for n, w in worths.items() if chance(draw) and _is_positive(w)}
    better: Any = one(draw, SIDES)
    over = {} if better is None or chance(draw) else whole
    points = Points(
        name, f"Punten {name}?", of=worths, over=over, better=better,
        empty=one(draw, ("worst", "best")) if over else None,
    )  # fmt: skip
    known = {question.id: question for question in (*pool, *stages)}
    found = points.among(known, known.values())
    return [*pool, found] if not [*found.faults()] else [*pool]


def _worth(draw: Draw, question: Any) -> Any:
    """What the answers to a question give; None where they are no points."""
    scored, numbers = question.scored, (1, 1, 2, -1, 0.5, Fraction(1, 3), 0)
    if isinstance(scored, YesNo | MultiChoice) and chance(draw):
        return one(draw, numbers)
    if isinstance(scored, Choice | MultiChoice):
        return {name: one(draw, numbers) for name in some(draw, scored.ids)}
    return one(draw, numbers) if _can_be_added(scored) or question.is_summed else None


def _is_positive(worth: Any) -> bool:
    return all(number >= 0 for number in (worth.values() if isinstance(worth, dict) else (worth,)))


def _stages(
    draw: Draw, pools: Sequence[list[Question]], *, total: bool, shared: bool
) -> tuple[list[Stage], list[Stage]]:
    """Draw a stage for each pool, and say which of them the last table is to ask: those that no other stage asks.

    Where they are shared, the last table may ask another too.
    """
    stages: list[Stage] = []
    waiting: list[Stage] = []
    for number, pool in enumerate(pools):
        asks = [stage for stage in waiting if chance(draw)]
        options = OPTIONS[: 2 + draw(places(2))]
        results = [*some(draw, options, least=len(options)), *some(draw, options, least=0)]
        is_total = total or chance(draw)
        pool[:] = _with_points(draw, pool, asks if total else (), f"p{number}")
        rules = _rules(draw, pool, asks, results, total=is_total)
        stages.append(Stage(f"s{number}", f"Trap {number}?", options=options, rules=rules))
        waiting = [stage for stage in waiting if stage not in asks or (shared and chance(draw))] + stages[-1:]
    return stages, waiting


def _pools(draw: Draw, asked: Sequence[Question], stages: int, *, shared: bool) -> list[list[Question]]:
    """The questions that each table may ask: each in one table, or, where shared, in any number of them."""
    if shared:
        return [some(draw, asked) for _ in range(stages + 1)]
    tables = [draw(places(stages + 1)) for _ in asked]
    pools = [[q for q, place in zip(asked, tables, strict=True) if place == n] for n in range(stages + 1)]
    return [*filter(None, pools[:-1]), pools[-1]]


@st.composite
def indicators(  # noqa: PLR0913 - each says what may be drawn
    draw: Draw,
    *,
    most_questions: int = 5,
    most_stages: int = 2,
    most_rules: int = 6,
    shared: bool = False,
    rollups: bool = False,
    total: bool = True,
    exceptions: bool = False,
) -> Indicator:
    """Draw a valid indicator.

    Args:
        draw: given by hypothesis.
        most_questions: the most questions it asks; at least one.
        most_stages: the most stages it has, from none; each is asked in a later table.
        most_rules: the most rules of its own table; at least one.
        shared: whether a question, or a stage, may be asked in several tables.
        rollups: whether values of the region may come from the answers of municipalities.
        total: whether each table ends with a rule without a condition.
        exceptions: whether some questions may be exempt from the proof that better answers score no worse.
    """
    groups = [
        _rolled_up(draw, f"v{number}") if rollups and chance(draw) else (_question(draw, f"v{number}"),)
        for number in range(1 + draw(places(most_questions)))
    ]
    scored = [group[-1] for group in groups]
    pools = _pools(draw, scored, draw(places(most_stages + 1)), shared=shared)
    stages, waiting = _stages(draw, pools[:-1], total=total, shared=shared)
    last = _with_points(draw, pools[-1], waiting if total else (), "p")
    sums = {question.id: question for pool in (*pools, last) for question in pool if question.is_summed}
    scale, names = one(draw, SCALES), [question.id for question in (*scored, *stages, *sums.values())]
    always = total or chance(draw)
    count = 1 + draw(places(most_rules))
    results = [one(draw, (*scale.ids, NOT_APPLICABLE)) for _ in range(max(count, 2) if waiting else count)]
    return Indicator(
        id="proef",
        title="Proef",
        since="2025-01-01",
        questions=[*(q for group in groups for q in group), Text("verder", "Wat nog meer?"), *sums.values()],
        stages=stages,
        rules=_rules(draw, last, waiting, results, total=always),
        scale=scale,
        exceptions=dict.fromkeys(some(draw, names, least=0) if exceptions else (), "Een keuze van de proef."),
    )
