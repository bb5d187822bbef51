"""Labels: what a set of classes of one question is called in a decision table that people read and sign off.

Two different sets of classes of one question never have the same label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

import numpy as np

from napd.decision.axes import Axis
from napd.decision.diagram import Classes
from napd.decision.intervals import Intervals, runs
from napd.decision.subsets import Part, Subsets
from napd.decision.words import DUTCH, Words
from napd.model.choices import MultiChoice
from napd.model.options import in_a_row
from napd.model.questions import Question
from napd.model.spaces import Options, Sets

AND = "; "
"""Stands between what is said of the groups of one multiple choice, where these are columns of their own."""
Names = Mapping[str, str]
"""What each option is called, by its id, in the order of the options."""


def wording(axis: Axis, words: Words = DUTCH) -> Callable[[Classes], str | None]:
    """Give the labels of an axis, as a function of the classes; None for all of them, which says nothing.

    >>> from napd import Choice
    >>> from napd.decision.axes import axis_of
    >>> plan = Choice("plan", "Is er een plan?", options=("geen", "concept", "vastgesteld"))
    >>> label = wording(axis_of(plan, [plan >= "concept"]))
    >>> label((0,)), label((1,)), label((0, 1))
    ('geen', 'concept of vastgesteld', None)
    """
    say: Callable[[Classes], str]
    if isinstance(axis.question, MultiChoice):
        say = partial(_chosen, axis.question, Subsets.of(axis), words)
    elif isinstance(axis.question.space, Options):
        say = partial(_options, axis.question.space, axis, words)
    else:
        say = Intervals(axis, words).label
    return cache(lambda classes: None if len(classes) == axis.size else say(classes))


def _names(question: Question, words: Words) -> Names:
    """Labels, or ids where labels cannot be told apart; in quotes where a label holds a word of ours."""
    ids = [option.id for option in question.options]
    labels = [" ".join(option.label.split()) for option in question.options]
    taken = ["", *labels, question.show(frozenset()) if isinstance(question.space, Sets) else None]
    quotes = set(words.quoted.format(""))
    if len(set(taken)) < len(taken) or not quotes.isdisjoint("".join(labels)):
        labels = ids
    return {name: _quoted(label, words) for name, label in zip(ids, labels, strict=True)}


def _quoted(label: str, words: Words) -> str:
    joins = re.search("[,;]", label) or words.reserved.intersection(label.casefold().split())
    return words.quoted.format(label) if joins else label


def _options(space: Options, axis: Axis, words: Words, classes: Classes) -> str:
    """Options of a choice: "a of b"; three or more neighbours in an order as one, "ten minste a"."""
    labels = list(_names(axis.question, words).values())
    chosen = np.isin(axis.classify(np.arange(len(labels), dtype=float)), classes)
    places, rest = np.flatnonzero(chosen).tolist(), np.flatnonzero(~chosen).tolist()
    parts = list(runs(places)) if space.ordered else [(place, place) for place in places]
    if len(parts) > 1 and 2 * len(rest) < len(places):
        return words.all_but.format(in_a_row([labels[place] for place in rest], words.and_))
    return in_a_row([text for first, last in parts for text in _run(labels, first, last, words)], words.or_)


def _run(labels: Sequence[str], first: int, last: int, words: Words) -> Sequence[str]:
    if last <= first + 1:
        return labels[first : last + 1]
    if first == 0:
        return [words.at_most.format(labels[last])]
    if last == len(labels) - 1:
        return [words.at_least.format(labels[first])]
    return [words.through.format(a=labels[first], b=labels[last])]


def _chosen(question: MultiChoice, subsets: Subsets, words: Words, classes: Classes) -> str:
    """Options of a multiple choice: "alle 6"; "ervaringskennis, niet alle 6"."""
    names = _names(question, words)
    terms = [
        ", ".join(_part(question, names, part, words) for part in sorted(term, key=_is_denied))
        for term in subsets.terms(classes)
    ]
    is_long = any(mark in term for term in terms for mark in (", ", f" {words.and_} "))
    return f"{';' if is_long else ''} {words.or_} ".join(terms)


def _is_denied(part: Part) -> bool:
    _, least, _ = part
    return least == 0


def _part(question: MultiChoice, names: Names, part: Part, words: Words) -> str:
    """How many options of a group are chosen: "zorg", "zonder zorg", "ten minste 1 van zorg en wonen"."""
    group, least, most = part
    if len(group) == 1:
        return names[group[0]] if least else words.without.format(names[group[0]])
    if len(group) == len(names):
        return _of_all(least, most, len(group), words) or question.none
    several = in_a_row([names[name] for name in group], words.and_)
    if least == len(group):
        return several
    if most == 0:
        return words.none_of.format(several)
    return words.of.format(a=_count(least, most, len(group), words), b=several)


def _of_all(least: int, most: int, count: int, words: Words) -> str:
    """How many of all options are chosen; '' for none of them."""
    if most == 0:
        return ""
    if least == count:
        return words.all_.format(count)
    return words.not_all.format(count) if (least, most) == (0, count - 1) else _count(least, most, count, words)


def _count(least: int, most: int, of: int, words: Words) -> str:
    if most == of:
        return words.at_least.format(least)
    if least == 0:
        return words.at_most.format(most)
    return words.exactly.format(least) if least == most else words.through.format(a=least, b=most)
