"""Hypothesis strategies for questions, conditions and indicators that napd accepts.

An indicator drawn here is valid (it makes no `ModelError`), and its tables are small, so that a test can try every
completion of its answers. It is not proved: a rule may be unreachable, a better answer may give a worse level. Ids,
thresholds and texts come from small pools, so that they meet: a threshold at a bound, two rules that split an
interval, a condition that always holds.

Inside, a draw is mostly that of a place in a pool; that is many times faster than building a strategy for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from hypothesis import strategies as st

from napd.model.choices import Choice, YesNo
from napd.model.indicator import Indicator, Rule, Stage
from napd.model.measures import Text
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.model.questions import Question
from napd.model.scale import NOT_APPLICABLE
from napd.testing.drawn_conditions import can_be_added, drawn_atom, drawn_condition
from napd.testing.drawn_questions import (
    OPTIONS,
    SCALES,
    SIDES,
    Draw,
    chance,
    drawn_question,
    one,
    places,
    rolled_up_questions,
    some,
)


def _rules(
    draw: Draw, pool: Sequence[Question], stages: Sequence[Stage], results: Sequence[str], *, total: bool
) -> list[Rule]:
    """Draw rules that give these results, asking some of the pool and each of the stages."""
    asked = (*pool, *stages)
    whens = [drawn_condition(draw, asked, sums=True) for _ in results[: len(results) - total]]
    for stage in stages:
        place, joined = draw(places(len(whens))), drawn_atom(draw, stage)
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
    return one(draw, numbers) if can_be_added(scored) or question.is_summed else None


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
        rolled_up_questions(draw, f"v{number}") if rollups and chance(draw) else (drawn_question(draw, f"v{number}"),)
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
