"""Explain: which answers decide an outcome, what would reach a higher level, and what is still open could do.

Nothing here knows a word for people: answers are questions and classes, which `napd.decision.labels` says in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, islice
from math import prod

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from napd.decision.axes import Axis
from napd.decision.outcomes import Decider, Outcome
from napd.decision.partition import Classes
from napd.decision.search import MOST_SPELLED, Picks, Search, Takes

MOST_CASES = 4096
"""How many combinations of classes are tried to say which answers would do in one way."""
MOST_WAYS = 5
Codes = Mapping[str, int]
"""For each question of `Rubric.axes` the code of what is known of its answer."""
Columns = Mapping[str, NDArray[np.intp]]
"""The same for many scores: arrays of one length."""
NARROW = 55
"""So many given answers at most have prices that fit in 64 bits."""


@frozen
class Way:
    """Answers that together make the level at least so high, whatever is still open turns out to be.

    Args:
        answers: for each question whose answer would have to be another, or known, the classes that would do, in the
            order of the indicator.
        level: the lowest level that they make certain.
    """

    answers: Mapping[str, Classes]
    level: str


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
        """How many questions would have to be answered otherwise; 0 where there is no way."""
        return len(self.ways[0].answers) if self.ways else 0


@frozen
class Turn:
    """What is left of the outcome when an open question turns out so.

    Args:
        question: the question.
        classes: its answers.
        outcome: the outcome with any of them, all else as it is.
    """

    question: str
    classes: Classes
    outcome: Outcome


def outcome_of(decider: Decider, codes: Codes) -> Outcome:
    """The outcome of one score."""
    places, outcomes = decider.decide({name: np.array([code], dtype=np.intp) for name, code in codes.items()}, 1)
    return outcomes[int(places[0])]


def decisive(decider: Decider, codes: Codes, free: Codes | None = None) -> tuple[str, ...]:
    """A smallest set of given answers that alone fix the outcome: its level, or its bounds where it is open.

    Whatever all other answers are, the lowest and the highest level and whether it may not apply stay what they are.
    Of several smallest sets that comes first which has the first question, in the order of the indicator, in which
    they differ.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        free: what would be known of each without any answer; by default nothing. Of a share of three municipalities
            that is that it is 0, 33, 67 or 100 %.

    Costs, for one table, twice its cells for each given answer; stages add up. See `napd.decision.search`.

    Raises:
        TooMuchWork: where questions stand in several tables and the combinations of these are too many.
    """
    axes, free = decider.rubric.axes, free or dict.fromkeys(codes, 0)
    weights = _weights([name for name, axis in axes.items() if axis.sets[codes[name]] != axis.sets[free[name]]])
    takes = {name: _given_or_not(axis, free[name], codes[name], weights.get(name)) for name, axis in axes.items()}
    wanted = _within(decider, outcome_of(decider, codes))
    picks = next(iter(Search(decider.rubric, takes, wanted, 2 * sum(weights.values())).cheapest()))
    return tuple(name for name in axes if picks[name])


def decisive_of_many(decider: Decider, codes: Columns, free: Columns, count: int) -> NDArray[np.bool_]:
    """Which answers decide each of many scores; the same as `decisive` of each.

    Args:
        decider: one that decides by look-up.
        codes: for each question of `Rubric.axes` an array of shape (count,).
        free: likewise, what would be known without any answer.
        count: the number of scores.

    Returns:
        A bool array of shape (count, questions).

    Costs a look-up for each score and each set of questions that is tried, from the smallest on: of n questions at
    most 2^n, of which so many fit in a table of look-ups that n is at most 12.
    """
    numbers: dict[tuple[str | None, str | None, bool], int] = {}
    fixed = _bounds_of(decider, codes, count, numbers)
    found = np.zeros((count, len(codes)), dtype=np.bool_)
    left = np.arange(count)
    for some in chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1)):
        if not len(left):
            break
        kept = {name: (codes if name in some else free)[name][left] for name in codes}
        same = _bounds_of(decider, kept, len(left), numbers) == fixed[left]
        found[left[same]] = [name in some for name in codes]
        left = left[~same]
    return found


def _bounds_of(
    decider: Decider,
    codes: Columns,
    count: int,
    numbers: dict[tuple[str | None, str | None, bool], int],
) -> NDArray[np.intp]:
    """A number for the bounds of each score, the same for the same bounds; new ones are added to `numbers`."""
    places, outcomes = decider.decide(codes, count)
    own = [numbers.setdefault((one.low, one.high, one.may_not_apply), len(numbers)) for one in outcomes]
    return np.array(own, dtype=np.intp)[places]


def _weights(given: Sequence[str]) -> dict[str, int]:
    """A price for each given answer: fewer are cheaper, and of equally many those that come first."""
    whole = 1 << len(given)
    return {name: whole - (whole >> place + 1) for place, name in enumerate(given)}


def _given_or_not(axis: Axis, free: int, code: int, weight: int | None) -> Takes:
    if weight is None:
        return Takes(axis.members[[free]], np.zeros(1, dtype=np.int64))
    kind = np.int64 if weight < 1 << NARROW else object
    return Takes(axis.members[[free, code]], np.array([0, weight], dtype=kind))


def _within(decider: Decider, outcome: Outcome) -> NDArray[np.bool_]:
    """The rules that leave the bounds of an outcome as they are."""
    table = decider.rubric.final
    low, high = (table.results.index(level) if level else -1 for level in (outcome.low, outcome.high))
    is_between = (table.ranks >= max(low, 0)) & (table.ranks <= high)
    return np.asarray(np.where(table.ranks < 0, outcome.may_not_apply, is_between), dtype=np.bool_)


def ways(decider: Decider, codes: Codes, most: int = MOST_WAYS) -> Ways | None:
    """The shortest ways to the next level: the fewest questions whose answer would have to be another, or known.

    The next level is that above the lowest that is possible now. A way makes it certain, or a higher one, whatever
    the answers that it does not name turn out to be. None where there is no next level, or the indicator does not
    apply.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        most: how many ways are given.

    Costs a search for each number of questions up to the fewest. While all answers are known the first finds nothing
    in one pass; each unknown one makes the table larger by a half or less, as far as no more questions are changed
    than that.

    Raises:
        TooMuchWork: where too many answers are missing in too large a table.
    """
    table, low = decider.rubric.final, outcome_of(decider, codes).low
    if low is None or low == table.results[-1]:
        return None
    aim = table.results.index(low) + 1
    takes = {name: _kept_or_changed(axis, codes[name]) for name, axis in decider.rubric.axes.items()}
    for price in range(1, len(takes) + 1):
        if found := list(Search(decider.rubric, takes, table.ranks >= aim, price).cheapest()):
            some = tuple(islice(_spelled_out(decider, codes, found, aim), most + 1))
            return Ways(table.results[aim], some[:most], len(some) <= most and len(found) < MOST_SPELLED)
    return Ways(table.results[aim])


def _kept_or_changed(axis: Axis, code: int) -> Takes:
    others = _others(axis, code)
    members = np.concatenate((axis.members[[code]], np.eye(axis.size, dtype=bool)[others]))
    return Takes(members, np.minimum(np.arange(len(members)), 1))


def _others(axis: Axis, code: int) -> list[int]:
    """The classes that an answer can be changed to; what is not known for certain can turn out to be any."""
    return [k for k in range(axis.size) if axis.sets[code] != (k,)]


def _spelled_out(decider: Decider, codes: Codes, found: Sequence[Picks], aim: int) -> Iterator[Way]:
    """The ways that were found, in the order of their questions, each with all the answers that would do."""
    axes = decider.rubric.axes
    order = {name: place for place, name in enumerate(axes)}
    picked: dict[tuple[int, ...], Picks] = {}
    for picks in found:
        picked.setdefault(tuple(order[name] for name in axes if picks[name]), picks)
    for _, picks in sorted(picked.items()):
        changed = {name: _others(axes[name], codes[name])[picks[name] - 1] for name in axes if picks[name]}
        yield from _boxes(decider, codes, changed, aim)


def _boxes(decider: Decider, codes: Codes, changed: Mapping[str, int], aim: int) -> Iterator[Way]:
    """The ways to answer some questions that reach the aim: the largest boxes of classes, until all are covered.

    Args:
        decider: the compiled rubric.
        codes: what is known of each answer.
        changed: for each of the questions a class; with all of these the aim is reached.
        aim: the rank to reach.
    """
    choices = {name: _others(decider.rubric.axes[name], codes[name]) for name in changed}
    while prod(map(len, choices.values())) > MOST_CASES:
        widest = max(choices, key=lambda name: len(choices[name]))
        choices[widest] = [changed[widest]]
    ranks = _ranks(decider, codes, choices)
    left = ranks >= aim
    while left.any():
        box = _widest(ranks >= aim, np.argwhere(left)[0].tolist())
        left[np.ix_(*box)] = False
        answers = {name: tuple(choices[name][k] for k in some) for name, some in zip(choices, box, strict=True)}
        yield Way(answers, decider.rubric.final.results[ranks[np.ix_(*box)].min()])


def _ranks(decider: Decider, codes: Codes, choices: Mapping[str, Sequence[int]]) -> NDArray[np.intp]:
    """The rank of the lowest level possible for each combination of classes; -1 where it may not apply."""
    shape = tuple(map(len, choices.values()))
    columns = {name: np.full(prod(shape), code, dtype=np.intp) for name, code in codes.items()}
    for (name, classes), places in zip(choices.items(), np.indices(shape).reshape(len(shape), -1), strict=True):
        columns[name] = np.array(classes)[places] + 1
    places, outcomes = decider.decide(columns, prod(shape))
    results = decider.rubric.final.results
    ranks = [-1 if one.may_not_apply or one.low is None else results.index(one.low) for one in outcomes]
    return np.array(ranks, dtype=np.intp)[places].reshape(shape)


def _widest(good: NDArray[np.bool_], seed: Sequence[int]) -> list[list[int]]:
    """A box of good cells around one, that no further class of any axis can join."""
    box = [[k] for k in seed]
    for place in range(len(box)):
        slab = good[np.ix_(*box[:place], range(good.shape[place]), *box[place + 1 :])]
        others = tuple(other for other in range(good.ndim) if other != place)
        box[place] = np.flatnonzero(slab.all(axis=others)).tolist()
    return box


def turns(decider: Decider, codes: Codes) -> tuple[Turn, ...]:
    """What each open question can still change: the outcomes that are left for each of its answers.

    One for each question and distinct outcome, in the order of the indicator and then of the classes. A question with
    only one changes nothing by itself, only together with others.

    Costs a look-up for each class of each open question.
    """
    found = []
    for name in outcome_of(decider, codes).open_questions:
        groups: dict[tuple[str | None, str | None, bool], list[int]] = {}
        rules: dict[tuple[str | None, str | None, bool], set[int]] = {}
        for k in decider.rubric.axes[name].sets[codes[name]]:
            one = outcome_of(decider, {**codes, name: k + 1})
            groups.setdefault(key := (one.low, one.high, one.may_not_apply), []).append(k)
            rules.setdefault(key, set()).update(one.rules)
        found += [Turn(name, tuple(ks), Outcome(tuple(sorted(rules[key])), *key)) for key, ks in groups.items()]
    return tuple(found)
