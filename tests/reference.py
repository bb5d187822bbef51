"""The slow, obvious proof that the proof of decision tables is held against; it walks every case.

What a condition means, and which answers are worth trying, is said in `napd.testing.reference`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any, NamedTuple

from napd.model.choices import Choice
from napd.model.indicator import Indicator
from napd.model.multi_choice import MultiChoice
from napd.model.points import Points
from napd.model.questions import Question
from napd.testing.reference import asked, asks, conditions_on, deciding, meets, representatives, telling
from napd.testing.reference_points import counts


class Failure(NamedTuple):
    """One reason why a rubric is not proved: "total", "reachable", "monotone" or "applies", where, and what."""

    law: str
    stage: str
    subject: str | int | None = None


NO_LEVEL = -1


def failures(indicator: Indicator) -> set[Failure]:
    """Walk every case; a rubric is proved where this finds nothing.

    Monotonicity, and that it applies whatever is better, are those of the whole: of steps to a better answer to one
    question, with no answer between the two that is better than the one and worse than the other.
    """
    questions = asked(indicator)
    answers = [in_order(question, conditions_on(indicator, name)) for name, question in questions.items()]
    found = {}
    for places in product(*map(range, map(len, answers))):
        row = {name: some[place] for name, some, place in zip(questions, answers, places, strict=True)}
        found[places] = deciding(indicator, row)
    result = {Failure("total", stage) for row in found.values() for stage, rule in row.items() if rule is None}
    for stage, rules in indicator.tables():
        where = "" if stage is None else stage.id
        decide = {row.get(where) for row in found.values()}
        result |= {Failure("reachable", where, n) for n in range(1, len(rules) + 1) if n not in decide}
    ranks = {places: _rank(indicator, row[""]) for places, row in found.items() if row.get("")}
    for place, (name, question) in enumerate(questions.items()):
        if name not in exempt(indicator):
            steps = direct_steps(question, conditions_on(indicator, name))
            result |= {Failure(law, "", name) for law in _broken(ranks, place, steps)}
    return result


def _rank(indicator: Indicator, rule: Any) -> int:
    """The place of the level that a rule gives; `NO_LEVEL` where the indicator does not apply."""
    level, levels = indicator.rules[rule - 1].level, indicator.scale.ids
    return levels.index(level) if level in levels else NO_LEVEL


def _broken(ranks: Mapping[tuple[int, ...], int], place: int, steps: Iterable[tuple[int, int]]) -> set[str]:
    """The laws that some of these steps break."""
    found = set()
    for worse, better in steps:
        for places, before in ranks.items():
            after = ranks.get((*places[:place], better, *places[place + 1 :]))
            if places[place] == worse and after is not None and before != after:
                if NO_LEVEL in (before, after):
                    found.add("applies")
                elif before > after:
                    found.add("monotone")
    return found


def exempt(indicator: Indicator) -> set[str]:
    """The questions of which nothing is claimed: those that are named, and those behind a stage that is."""
    found = _through(indicator, indicator.exceptions)
    for stage in reversed(indicator.stages):
        found |= _through(indicator, asks(stage.rules)) if stage.id in found else set()
    return found


def _through(indicator: Indicator, names: Collection[str]) -> set[str]:
    """Names, and what counts in the points among them."""
    sums = [name for name in names if isinstance(indicator.question(name), Points)]
    return {*names, *(part for name in sums for part, _ in counts(indicator, name))}


def direct_steps(question: Any, atoms: Collection[Any]) -> set[tuple[int, int]]:
    """The pairs of places in `in_order` of which the second is the next better answer; of sets, one option more."""
    pairs = better_pairs(question, atoms)
    if not isinstance(question, MultiChoice):
        return {(a, b) for a, b in pairs if abs(a - b) == 1}
    places = {meets(question, atoms, answer): place for place, answer in enumerate(in_order(question, atoms))}
    sets = {chosen: places[meets(question, atoms, chosen)] for chosen in representatives(question, atoms)}
    one_more = {(sets[a], sets[b]) for a in sets for b in sets if a < b and len(b) == len(a) + 1}
    return {(a, b) for a, b in pairs if (a, b) in one_more or (b, a) in one_more}


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
        self.changeable = [name for name in questions if indicator.question(name).looks_back is None]
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
        """For each set of the fewest questions that can reach the next level, the answers to them that do.

        What was answered in the round before is not among them: nobody can change it any more.
        """
        aim = self.bounds(known)[0] + 1
        for size in range(len(self.changeable) + 1):
            found = {some: self._reaching(some, known, aim) for some in combinations(self.changeable, size)}
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
