"""The slow, obvious proof that the proof of decision tables is held against; it walks every case.

What a condition means, and which answers are worth trying, is said in `napd.testing.reference`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from napd.model.choices import Choice, MultiChoice
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.testing.reference import (
    asked,
    asks,
    conditions_on,
    deciding,
    holds,
    meets,
    options_of,
    representatives,
    telling,
)


class Failure(NamedTuple):
    """One reason why a rubric is not proved: "total", "reachable" or "monotone", where, and what."""

    law: str
    stage: str
    subject: str | int | None = None


NO_LEVEL = -1


def failures(indicator: Indicator) -> set[Failure]:
    """Walk every case; a rubric is proved where this finds nothing.

    Totality and reachability are those of rows of answers. Monotonicity is that of each table by itself: its
    questions and the stages that it asks can have any answer together. ("monotone", stage, None) stands for a fall
    that takes an improvement of several answers at once, where none of a single one shows a fall.
    """
    questions = asked(indicator)
    rows = product(*(telling(question, conditions_on(indicator, name)) for name, question in questions.items()))
    found = [deciding(indicator, dict(zip(questions, row, strict=True))) for row in rows]
    result = {Failure("total", stage) for row in found for stage, rule in row.items() if rule is None}
    for stage, rules in indicator.tables():
        where = "" if stage is None else stage.id
        decide = {row.get(where) for row in found}
        result |= {Failure("reachable", where, n) for n in range(1, len(rules) + 1) if n not in decide}
        result |= {Failure("monotone", where, name) for name in _falls(indicator, rules, stage)}
        result |= {Failure("applies", where, name) for name in _switches(indicator, rules, stage)}
    return result


def _falls(indicator: Indicator, rules: Sequence[Any], stage: Any) -> set[str | None]:
    """The questions in which this table is not monotone."""
    questions = {q.id: q.scored for q in (*indicator.questions, *indicator.stages) if q.id in asks(rules)}
    better = [better_pairs(question, conditions_on(indicator, name)) for name, question in questions.items()]
    exempt = [name in indicator.exceptions for name in questions]
    falls: set[str | None] = set()
    ranks = _ranks(indicator, rules, stage, questions)
    for (worse, rank), (best, other) in product(ranks.items(), repeat=2):
        moved = [place for place in range(len(questions)) if worse[place] != best[place]]
        if rank > other and all(not exempt[p] and (worse[p], best[p]) in better[p] for p in moved):
            falls.add(tuple(questions)[moved[0]] if len(moved) == 1 else None)
    return falls - {None} or falls


def _switches(indicator: Indicator, rules: Sequence[Any], stage: Any) -> set[str]:
    """The questions in which a better answer decides whether the indicator applies."""
    questions = {q.id: q.scored for q in (*indicator.questions, *indicator.stages) if q.id in asks(rules)}
    ranks = _ranks(indicator, rules, stage, questions, no_level=NO_LEVEL)
    switches = set()
    for place, (name, question) in enumerate(questions.items()):
        for worse, best in better_pairs(question, conditions_on(indicator, name)):
            for places in ranks if name not in indicator.exceptions else ():
                other = (*places[:place], best, *places[place + 1 :])
                if places[place] == worse and other in ranks and (ranks[places] < 0) != (ranks[other] < 0):
                    switches.add(name)
    return switches


def _ranks(
    indicator: Indicator, rules: Sequence[Any], stage: Any, questions: Mapping[str, Question], no_level: Any = None
) -> dict[tuple[int, ...], int]:
    """The place in its order of the result of each case, by the places of its answers in `in_order`.

    Cases in which the indicator does not apply are left out, or have the rank `no_level`.
    """
    order = list(indicator.scale.ids if stage is None else options_of(stage) or ())
    options = {name: options_of(question) for name, question in questions.items()}
    choices = [in_order(question, conditions_on(indicator, name)) for name, question in questions.items()]
    ranks = {}
    for places in product(*map(range, map(len, choices))):
        row = {name: answers[place] for name, answers, place in zip(questions, choices, places, strict=True)}
        results = [rule.level for rule in rules if holds(rule.when, row, options)]
        if results and results[0] in order:
            ranks[places] = order.index(results[0])
        elif results and no_level is not None:
            ranks[places] = no_level
    return ranks


def in_order(question: Question, atoms: Collection[Any]) -> list[Any]:
    """One representative for each run of answers that meet the same conditions."""
    if isinstance(question, MultiChoice) or not getattr(question, "ordered", True):
        return telling(question, atoms)
    found: list[Any] = []
    for answer in representatives(question, atoms):
        if not found or meets(question, atoms, found[-1]) != meets(question, atoms, answer):
            found.append(answer)
    return found


def better_pairs(question: Any, atoms: Collection[Any]) -> set[tuple[int, int]]:
    """The pairs of places in `in_order`, the second the better answer of the two."""
    answers = in_order(question, atoms)
    if isinstance(question, MultiChoice):
        pairs = _larger(question, atoms, answers)
    elif getattr(question, "ordered", True):
        pairs = set(combinations(range(len(answers)), 2))
    else:
        pairs = set()
    side = getattr(question, "better", "higher") if not isinstance(question, Choice) else "higher"
    return set() if side is None else {(b, a) for a, b in pairs} if side == "lower" else pairs


def _larger(question: MultiChoice, atoms: Collection[Any], answers: Sequence[Any]) -> set[tuple[int, int]]:
    """Larger sets, also by way of a set that meets the same conditions as another: to a rubric the two are one."""
    places = {meets(question, atoms, answer): place for place, answer in enumerate(answers)}
    sets = representatives(question, atoms)
    place = {chosen: places[meets(question, atoms, chosen)] for chosen in sets}
    pairs = {(place[a], place[b]) for a in sets for b in sets if a < b and place[a] != place[b]}
    for via, a, b in product(range(len(answers)), repeat=3):
        if (a, via) in pairs and (via, b) in pairs:
            pairs.add((a, b))
    return pairs


# Explanations


class Cases:
    """Every case of an indicator: an answer for each run of answers that meet the same conditions, and its result."""

    def __init__(self, indicator: Indicator) -> None:
        """Decide every case, one row at a time."""
        self.levels = list(indicator.scale.ids)
        questions = asked(indicator)
        self.answers = {name: in_order(q, conditions_on(indicator, name)) for name, q in questions.items()}
        self.results = {}
        for case in product(*(range(len(each)) for each in self.answers.values())):
            row = {name: self.answers[name][k] for name, k in zip(self.answers, case, strict=True)}
            self.results[case] = indicator.rules[(deciding(indicator, row)[""] or 0) - 1].level

    def possible(self, known: Mapping[str, Collection[int]]) -> set[str]:
        """The results that are possible when some answers are among these places."""
        sets = [known.get(name, range(len(each))) for name, each in self.answers.items()]
        return {self.results[case] for case in product(*sets)}

    def bounds(self, known: Mapping[str, Collection[int]]) -> tuple[int, int, bool]:
        """The place of the lowest and of the highest level possible, -1 for none, and whether it may not apply."""
        found = self.possible(known)
        places = [self.levels.index(result) for result in found if result in self.levels] or [-1]
        return min(places), max(places), not found <= set(self.levels)

    def decisive(self, known: Mapping[str, Collection[int]], free: Mapping[str, Collection[int]]) -> tuple[str, ...]:
        """The first of the smallest sets of answers that alone leave the bounds as they are, by trying them all."""
        names = [name for name in self.answers if name in known]
        subsets = (some for size in range(len(names) + 1) for some in combinations(names, size))
        alone = ((some, self.bounds({**free, **{name: known[name] for name in some}})) for some in subsets)
        return next(some for some, bounds in alone if bounds == self.bounds(known))

    def ways(self, known: Mapping[str, Collection[int]]) -> dict[tuple[str, ...], set[tuple[int, ...]]]:
        """For each set of the fewest questions that can reach the next level, the answers to them that do."""
        aim = self.bounds(known)[0] + 1
        for size in range(len(self.answers) + 1):
            found = {some: self._reaching(some, known, aim) for some in combinations(self.answers, size)}
            if any(found.values()):
                return {some: answers for some, answers in found.items() if answers}
        return {}

    def _reaching(self, names: tuple[str, ...], known: Mapping[str, Collection[int]], aim: int) -> set[tuple[int, ...]]:
        every = product(*(range(len(self.answers[name])) for name in names))
        return {places for places in every if self._reaches({**known, **_each(names, places)}, aim)}

    def _reaches(self, known: Mapping[str, Collection[int]], aim: int) -> bool:
        low, _, may_not_apply = self.bounds(known)
        return low >= aim and not may_not_apply


def _each(names: Iterable[str], places: Iterable[int]) -> dict[str, list[int]]:
    return {name: [place] for name, place in zip(names, places, strict=True)}
