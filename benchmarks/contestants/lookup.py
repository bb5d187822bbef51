"""napd's idea as two tables that any engine can join: answers become classes, and combinations of classes levels.

A *weight* is the class of an answer times the size of the step of its question, so that the sum of the weights of an
indicator says which combination of classes it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TypedDict

from benchmarks.rubric import INDICATORS, KINDS, WORST, Needs, question_of, rank, texts


class Codebook(TypedDict):
    """A weight for each question and text."""

    question: list[str]
    value: list[str]
    weight: list[int]


class Lookup(TypedDict):
    """The outcome for each indicator and sum of weights."""

    indicator: list[str]
    key: list[int]
    level_low: list[str]
    level_high: list[str]
    answered: list[int]


def codebook() -> Codebook:
    """Every text in which a question can be answered."""
    rows = [
        (question_of(indicator, kind), text, _class(text, steps) * size)
        for indicator in INDICATORS
        for kind, steps, size in _places(indicator)
        for text in texts(kind)
    ]
    questions, values, weights = zip(*rows, strict=True)
    return {"question": list(questions), "value": list(values), "weight": list(weights)}


def lookup() -> Lookup:
    """Every combination of classes, in each of which class 0 is a missing answer."""
    table: Lookup = {"indicator": [], "key": [], "level_low": [], "level_high": [], "answered": []}
    for indicator, rules in INDICATORS.items():
        places = list(_places(indicator))
        for classes in product(*(range(len(steps) + 2) for _, steps, _ in places)):
            reached = {
                kind: (-1.0, *steps)[place - 1] if place else None
                for (kind, steps, _), place in zip(places, classes, strict=True)
            }
            table["indicator"].append(indicator)
            table["key"].append(sum(place * size for (_, _, size), place in zip(places, classes, strict=True)))
            table["level_low"].append(_level(rules, reached, missing=False))
            table["level_high"].append(_level(rules, reached, missing=True))
            table["answered"].append(sum(place > 0 for place in classes))
    return table


def _places(indicator: str) -> Iterator[tuple[str, list[float], int]]:
    """Of each question the kind, the answers from which a rule holds, and the size of its step."""
    size = 1
    for kind in KINDS:
        steps = sorted({rank(needs[kind]) for _, needs in INDICATORS[indicator] if kind in needs})
        yield kind, steps, size
        size *= len(steps) + 2


def _class(text: str, steps: Sequence[float]) -> int:
    answer = rank(text if text.isalpha() else float(text))
    return 1 + sum(step <= answer for step in steps)


def _level(rules: Sequence[tuple[str, Needs]], reached: Mapping[str, float | None], *, missing: bool) -> str:
    """The level of the first rule that holds, where what is not known counts as `missing`."""
    for level, needs in rules:
        known = ((reached[kind], rank(worst)) for kind, worst in needs.items())
        if all(missing if answer is None else answer >= worst for answer, worst in known):
            return level
    return WORST
