"""Explain: which answers decide an outcome, what would reach a higher level, and what is still open could do.

Nothing here knows a word for people: answers are questions and classes, which `napd.printed.labels` says in words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from itertools import islice
from math import prod
from typing import Any, ParamSpec, TypeVar

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.decider import Codes, Decider
from napd.decision.diagram import Classes
from napd.decision.outcomes import Outcome
from napd.decision.rubric import NO_LEVEL, NO_RULE
from napd.decision.search import Search, Takes

MOST_CASES = 4096
"""How many combinations of classes are tried to say which answers would do in one way."""
MOST_WAYS = 5
KEPT = 4096
"""How many explanations of each kind are kept, for scores with equal answers."""


@frozen
class Way:
    """Answers that together make the level at least so high, whatever is still open turns out to be.

    Args:
        answers: for each question whose answer would have to change, or become known, the classes of `Rubric.columns`
            that would do, in the order of the indicator.
        level: the lowest level that they make certain.
        count: how many questions that are.
    """

    answers: Mapping[str, Classes]
    level: str
    count: int


@frozen
class Ways:
    """The shortest ways to a level.

    Args:
        level: the level; a way may lead to a higher one.
        ways: those that take the fewest questions, ordered by these.
        complete: whether these are all of them.
    """

    level: str
    ways: tuple[Way, ...] = ()
    complete: bool = True

    @property
    def count(self) -> int:
        """How many questions would have to be answered differently; 0 where there is no way."""
        return self.ways[0].count if self.ways else 0


@frozen
class Turn:
    """What is left of the outcome when an open question turns out in one way.

    Args:
        question: the question, by the name of a column.
        classes: its answers.
        outcome: the outcome with any of them, all else as it is.
    """

    question: str
    classes: Classes
    outcome: Outcome


P = ParamSpec("P")
T = TypeVar("T")


def _once(work: Callable[P, T]) -> Callable[P, T]:
    """The same, worked out once for equal answers: of a country many regions give the same.

    What takes too much work is tried again each time; of the others the last `KEPT` are kept.
    """
    unpacked: Callable[..., T] = work

    @lru_cache(maxsize=KEPT)
    def kept(*given: Any, **named: Any) -> T:
        return unpacked(*map(_opened, given), **{name: _opened(each) for name, each in named.items()})

    @wraps(work)
    def found(*given: P.args, **named: P.kwargs) -> T:
        return kept(*map(_closed, given), **{name: _closed(each) for name, each in named.items()})

    return found


def _closed(given: object) -> Any:
    """Codes as something that can be a key; anything else as it is."""
    return tuple(sorted(given.items())) if isinstance(given, Mapping) else given


def _opened(given: object) -> Any:
    return dict(given) if isinstance(given, tuple) else given


@_once
def decisive(decider: Decider, codes: Codes, free: Codes | None = None) -> tuple[str, ...]:
    """A smallest set of given answers that alone fix the outcome: its level, or its bounds where it is open.

    Whatever all other answers are, the lowest and the highest level and whether it may not apply stay what they are.
    Of several smallest sets that comes first which has the first question, in the order of the indicator, in which
    they differ. What is computed from the same answers counts as one; none of it is named without need. Where some of
    these are open, and more is known of the values than of each by itself, it is a set of which none can be missed.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        free: what would be known of each without any answer; by default nothing. Of a share of three municipalities
            that is that it is 0, 33, 67 or 100 %.

    What it costs is said at `napd.decision.search`: mostly a millisecond or less.

    Raises:
        TooMuchWork: where the sets of nodes that are looked at hold more than 2,000,000.
    """
    axes, free = decider.rubric.axes, free or dict.fromkeys(codes, 0)
    ends = {name: (axis.set_of(free[name]), axis.set_of(codes[name])) for name, axis in axes.items()}
    takes = {name: (nothing,) if given == nothing else (nothing, given) for name, (nothing, given) in ends.items()}
    wanted = _within(decider, codes)
    found = Search(decider.rubric, takes, wanted, 1).cheapest()
    picks = found[0] if found else _given(decider, codes, free)
    needed = dict.fromkeys(axis.question.id for name, axis in axes.items() if picks[name])
    for names in [*_together(decider, codes, free), *({name} for name in reversed([*needed]))]:
        others = needed.keys() - names
        if all(map(wanted, decider.ends(decider.rubric.result, _only(decider, others, codes, free)) - {NO_RULE})):
            needed = {name: None for name in needed if name in others}
    return tuple(needed)


def _given(decider: Decider, codes: Codes, free: Codes) -> Mapping[str, bool]:
    """Of which answers anything is given, by themselves or together."""
    more = {name for one in decider.rubric.joints if codes.get(one.name) != free.get(one.name) for name in one.sums}
    return {name: name in more or codes[name] != free[name] for name in decider.rubric.axes}


def _together(decider: Decider, codes: Codes, free: Codes) -> list[set[str]]:
    """The questions by what they are computed from, the last first; none where no more is known than of each."""
    names = {joint.name for joint in decider.rubric.joints}
    if not any(some.get(name) for some in (codes, free) for name in names):
        return []
    axes, order = decider.rubric.axes, decider.rubric.diagram.names
    return [{axes[order[variable]].question.id for variable in some} for some in reversed(decider.rubric.together)]


def _only(decider: Decider, names: Collection[str], codes: Codes, free: Codes) -> Codes:
    """What is known with the answers to some questions alone."""
    found = {name: (codes if one.question.id in names else free)[name] for name, one in decider.rubric.axes.items()}
    for joint in decider.rubric.joints:
        given = [name in names for name in joint.sums]
        if any(given) == all(given):
            found[joint.name] = (codes if given[0] else free).get(joint.name, 0)
    return found


def _within(decider: Decider, codes: Codes) -> Callable[[int], bool]:
    """Which results leave the bounds of a score as they are."""
    rubric = decider.rubric
    possible = decider.ends(rubric.result, codes)
    levels = [result for result in possible if result > NO_LEVEL]
    return lambda result: result in possible or min(levels, default=0) <= result <= max(levels, default=-1)


@_once
def ways(decider: Decider, codes: Codes, most: int = MOST_WAYS) -> Ways | None:
    """The shortest ways to the next level: the fewest questions whose answer would have to be another, or known.

    The next level is that above the lowest that is possible now. A way makes it certain, or a higher one, whatever
    the answers that it does not name turn out to be. None where there is no next level, or the indicator does not
    apply.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        most: how many ways are given.

    What it costs is said at `napd.decision.search`. Where better answers never score worse, what is neither named nor
    known turns out worst, so that only other questions make for sets of nodes.

    Raises:
        TooMuchWork: where the sets of nodes that are looked at hold more than 2,000,000.
    """
    rubric, low = decider.rubric, decider.bound(codes).low
    if low is None or low == rubric.results[-1]:
        return None
    aim = rubric.results.index(low) + 1
    takes = {name: _kept_or_changed(decider, name, codes[name]) for name in rubric.axes}
    found = Search(rubric, takes, lambda result: result >= aim, most + 1).cheapest()
    every = (way for picks in found for way in _spelled_out(decider, codes, takes, picks, aim))
    some = tuple(islice(every, most + 1))
    return Ways(rubric.results[aim], some[:most], len(some) <= most)


def _kept_or_changed(decider: Decider, name: str, code: int) -> list[Classes]:
    """An answer as it is, and as any of its classes; as it is, of a rising question the worst it can be is enough."""
    axis = decider.rubric.axes[name]
    kept = axis.set_of(code)
    if name in decider.rising:
        is_upwards = not len(axis.steps) or axis.steps[0][0] < axis.steps[0][1]
        kept = kept[:1] if is_upwards else kept[-1:]
    return [kept, *((k,) for k in _others(axis, code))]


def _others(axis: Axis, code: int) -> list[int]:
    """The classes that an answer can be changed to; what is not known for certain can turn out to be any."""
    return [] if axis.is_fixed else [k for k in range(axis.size) if axis.set_of(code) != (k,)]


def _spelled_out(decider: Decider, codes: Codes, takes: Takes, picks: Mapping[str, int], aim: int) -> Iterator[Way]:
    """A way that was found, with all the answers that would do: in the largest boxes of classes, until all are covered.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        takes: the ways in which each variable could be taken.
        picks: the number of that in which it is taken; the aim is reached with all of these.
        aim: the place of the level to reach.
    """
    columns = decider.rubric.columns
    changed = [name for name, column in columns.items() if any(picks[one.name] for one in column.variables)]
    known = {name: decider.classes(name, codes) for name in changed}
    choices = {name: [k for k in range(columns[name].size) if known[name] != (k,)] for name in changed}
    while prod(map(len, choices.values())) > MOST_CASES:
        widest = max(choices, key=lambda name: len(choices[name]))
        choices[widest] = list(columns[widest].joined({name: takes[name][n] for name, n in picks.items()})[:1])
    ranks = _ranks(decider, codes, choices)
    left = ranks >= aim
    names = decider.rubric.diagram.names
    count = sum(any(picks[names[variable]] for variable in group) for group in decider.rubric.together)
    while left.any():
        box = _widest(ranks >= aim, np.argwhere(left)[0].tolist())
        left[np.ix_(*box)] = False
        answers = {name: tuple(choices[name][k] for k in some) for name, some in zip(choices, box, strict=True)}
        yield Way(answers, decider.rubric.results[ranks[np.ix_(*box)].min()], count)


def _ranks(decider: Decider, codes: Codes, choices: Mapping[str, Sequence[int]]) -> NDArray[np.intp]:
    """The place of the lowest result possible for each combination of classes: where it may not apply, of that."""
    shape = tuple(map(len, choices.values()))
    columns = {name: np.full(prod(shape), codes[name], dtype=axis.dtype) for name, axis in decider.rubric.axes.items()}
    for (name, classes), places in zip(choices.items(), np.indices(shape).reshape(len(shape), -1), strict=True):
        picks = [decider.rubric.columns[name].picks(k) for k in classes]
        columns |= {one: np.array([pick[one] for pick in picks])[places] + 1 for one in picks[0]}
    places, outcomes = decider.bounds(columns, prod(shape))
    results = decider.rubric.results
    ranks = [NO_LEVEL if one.may_not_apply or one.low is None else results.index(one.low) for one in outcomes]
    return np.array(ranks, dtype=np.intp)[places].reshape(shape)


def _widest(good: NDArray[np.bool_], seed: Sequence[int]) -> list[list[int]]:
    """A box of good cells around one, that no further class of any axis can join."""
    box = [[k] for k in seed]
    for place in range(len(box)):
        slab = good[np.ix_(*box[:place], range(good.shape[place]), *box[place + 1 :])]
        others = tuple(other for other in range(good.ndim) if other != place)
        box[place] = np.flatnonzero(slab.all(axis=others)).tolist()
    return box


@_once
def turns(decider: Decider, codes: Codes) -> tuple[Turn, ...]:
    """What each open question can still change: the outcomes that are left for each of its answers.

    One for each question and distinct outcome, in the order of the indicator and then of the classes. A question with
    only one changes nothing by itself, only together with others.

    Costs a walk of the diagram for each class of each open question.
    """
    found = []
    still = decider.outcome(codes).open_questions
    for name, column in decider.rubric.columns.items():
        if column.question.id not in still:
            continue
        groups: dict[tuple[str, ...], list[int]] = {}
        rules: dict[tuple[str, ...], set[int]] = {}
        for k in decider.classes(name, codes):
            one = decider.bound({**codes, **{one: 1 + pick for one, pick in column.picks(k).items()}})
            groups.setdefault(one.possible, []).append(k)
            rules.setdefault(one.possible, set()).update(one.rules)
        found += [Turn(name, tuple(ks), Outcome(key, tuple(sorted(rules[key])))) for key, ks in groups.items()]
    return tuple(found)
