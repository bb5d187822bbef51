"""How answers develop over the rounds: by lot, with the chances of chances.py. All of it is FICTIEF."""  # noqa: INP001

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain, compress, repeat
from math import inf, nan
from random import Random
from typing import Any

from chances import HABITS
from habits import DECIMAL, ROUNDS, TOGETHER, Amount, Steps

from napd import Choice, MultiChoice, Number
from napd.model.questions import Question

SEED = "napd FICTIEF 13"

Value = Any  # the place of an option, some options, a number or a day; None where there is no answer


def draw(*key: str) -> float:
    """Give a number from 0 to 1 that hangs on SEED and the key alone, so that a new question changes no other."""
    return Random(" ".join((SEED, *key))).random()  # noqa: S311 - nothing here is secret


def luck(indicator: str, region: str, *key: str) -> float:
    """Draw for an answer, the lower the luckier: at times the one draw that a region has for the indicator."""
    if draw("together", indicator, region, *key) < TOGETHER:
        return draw("pace", indicator, region)
    return draw("own", indicator, region, *key)


def walk_options(habit: Steps, top: int, indicator: str, region: str, *key: str) -> list[int]:
    """Give the place of the option in each round, from 0 for the worst to `top`."""
    places = [sum(luck(indicator, region, "start", *key) < chance for chance in habit.start)]
    for round_id in ROUNDS[1:]:
        down = places[-1] > habit.keeps and draw("down", indicator, round_id, *key) < habit.down
        up = not down and luck(indicator, region, round_id, *key) < habit.up
        places.append(min(max(places[-1] + up - down, 0), top))
    return places


def walk_numbers(habit: Amount, question: Number, indicator: str, region: str, area: str) -> list[float]:
    """Give the number in each round, within the bounds of the question."""
    scale, number, numbers = 1.0, 0.0, []
    if area not in (region, region.replace("MO", "GM")):
        scale = 0.1 if draw("elsewhere", indicator, area, question.id) < habit.elsewhere else 0.0
    for when, (least, most) in zip(ROUNDS, chain([habit.start], repeat(habit.step)), strict=False):
        number += scale * (most + (least - most) * luck(indicator, region, when, area, question.id))
        number = within(question, number)
        decimal = not question.whole and draw("decimal", when, area, question.id) < DECIMAL
        numbers.append(round(number, 1 if decimal else 0))
    return numbers


def within(question: Number, number: float) -> float:
    """Keep a number within the bounds of its question."""
    low = -inf if question.minimum is None else question.minimum
    return max(low, min(number, inf if question.maximum is None else question.maximum))


@cache
def course(indicator: str, question: Question, region: str, area: str) -> Sequence[Value]:
    """Give what an area would answer in each round if it answered everything."""
    habit = HABITS[indicator][question.id]
    if isinstance(habit, Amount) and isinstance(question, Number):
        return walk_numbers(habit, question, indicator, region, area)
    if isinstance(habit, Steps) and isinstance(question, Choice):
        return walk_options(habit, len(question.options) - 1, indicator, region, area, question.id)
    if isinstance(habit, Steps) and isinstance(question, MultiChoice):
        labels = [option.label for option in question.options]
        walks = [walk_options(habit, 1, indicator, region, area, question.id, label) for label in labels]
        return [tuple(compress(labels, places)) for places in zip(*walks, strict=True)]
    return [None] * len(ROUNDS)


def moved(question: Question, value: Value, step: int, which: float) -> Value:
    """Give the next answer to a value, worse (`step` -1) or better (1), where there is one."""
    if isinstance(question, Choice):
        return min(max(value + step, 0), len(question.options) - 1)
    if isinstance(question, Number):
        return within(question, value + 15 * step)
    if isinstance(question, MultiChoice):
        labels = [option.label for option in question.options if (option.label in value) == (step < 0)]
        return with_option(question, value, labels[int(which * len(labels))], there=step > 0) if labels else value
    return value


def with_option(question: Question, value: Value, label: str, *, there: bool) -> tuple[str, ...]:
    """Give the options of a multiple choice, in order, with one of them taken in or left out."""
    labels = [option.label for option in question.options] if isinstance(question, MultiChoice) else []
    return tuple(each for each in labels if (there if each == label else each in value))


def text(question: Question, value: Value) -> str:
    """Write a value as people do: options by their labels."""
    if value is None:
        return ""
    if isinstance(question, Choice):
        return question.options[value].label
    if isinstance(question, MultiChoice):
        return "|".join(value) or question.none
    return question.show(value)


def rank(question: Question, answer: str) -> float:
    """Give how good a written answer is among the options, as a number; NaN where it has no options or no answer."""
    if answer and isinstance(question, Choice):
        return question.ids.index(question.parse(answer))
    if answer and isinstance(question, MultiChoice):
        return len(question.parse(answer))
    return nan
