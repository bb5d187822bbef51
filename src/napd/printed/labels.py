"""Labels: what a set of classes of one question is called in a decision table that people read and sign off.

Two different sets of classes of one question never have the same label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

import numpy as np

from napd.decision.axes import Axis
from napd.decision.diagram import Classes
from napd.model.options import in_a_row
from napd.model.questions import Question
from napd.model.spaces import Options, Sets
from napd.printed.intervals import Intervals, runs
from napd.printed.subsets import Part, Subsets
from napd.texts import DUTCH, Texts

AND = "; "
"""Stands between what is said of the groups of one multiple choice, where these are columns of their own."""
MOST_AXES, MOST_LABELS = 256, 1024
"""Of so many axes the labels are kept, and so many of each: one explanation asks what the next asks again."""
Names = Mapping[str, str]
"""What each option is called, by its id, in the order of the options."""


@lru_cache(MOST_AXES)
def wording(axis: Axis, say: Texts = DUTCH) -> Callable[[Classes], str | None]:
    """Give the labels of an axis, as a function of the classes; None for all of them, which says nothing.

    >>> from napd import Choice
    >>> from napd.decision.axes import axis_of
    >>> plan = Choice("plan", "Is er een plan?", options=("geen", "concept", "vastgesteld"))
    >>> label = wording(axis_of(plan, [plan >= "concept"]))
    >>> label((0,)), label((1,)), label((0, 1))
    ('geen', 'concept of vastgesteld', None)
    """
    label: Callable[[Classes], str]
    if isinstance(axis.question.space, Sets):
        label = partial(_chosen, axis.question, Subsets.of(axis), say)
    elif isinstance(axis.question.space, Options):
        label = partial(_options, axis.question.space, axis, say)
    else:
        label = Intervals(axis, say).label
    return lru_cache(MOST_LABELS)(lambda classes: None if len(classes) == axis.size else label(classes))


def _names(question: Question, say: Texts) -> Names:
    """Labels, or ids where labels cannot be told apart; in quotes where a label holds a word of ours."""
    ids = [option.id for option in question.options]
    labels = [" ".join(question.named(option, say).split()) for option in question.options]
    taken = ["", *labels, question.show(frozenset()) if isinstance(question.space, Sets) else None]
    quotes = set(say("words.quoted", ""))
    if len(set(taken)) < len(taken) or not quotes.isdisjoint("".join(labels)):
        labels = ids
    return {name: _quoted(label, say) for name, label in zip(ids, labels, strict=True)}


def _quoted(label: str, say: Texts) -> str:
    joins = re.search("[,;]", label) or {*say.several("words.reserved")}.intersection(label.casefold().split())
    return say("words.quoted", label) if joins else label


def _options(space: Options, axis: Axis, say: Texts, classes: Classes) -> str:
    """Options of a choice: "a of b"; three or more neighbours in an order as one, "ten minste a"."""
    labels = list(_names(axis.question, say).values())
    chosen = np.isin(axis.classify(np.arange(len(labels), dtype=float)), classes)
    places, rest = np.flatnonzero(chosen).tolist(), np.flatnonzero(~chosen).tolist()
    parts = list(runs(places)) if space.ordered else [(place, place) for place in places]
    if len(parts) > 1 and 2 * len(rest) < len(places):
        return say("words.all_but", in_a_row([labels[place] for place in rest], say("words.and")))
    return in_a_row([text for first, last in parts for text in _run(labels, first, last, say)], say("words.or"))


def _run(labels: Sequence[str], first: int, last: int, say: Texts) -> Sequence[str]:
    if last <= first + 1:
        return labels[first : last + 1]
    if first == 0:
        return [say("words.at_most", labels[last])]
    if last == len(labels) - 1:
        return [say("words.at_least", labels[first])]
    return [say("words.through", a=labels[first], b=labels[last])]


def _chosen(question: Question, subsets: Subsets, say: Texts, classes: Classes) -> str:
    """Options of a multiple choice: "alle 6"; "ervaringskennis, niet alle 6"."""
    names = _names(question, say)
    terms = [
        ", ".join(_part(question, names, part, say) for part in sorted(term, key=_is_denied))
        for term in subsets.terms(classes)
    ]
    is_long = any(mark in term for term in terms for mark in (", ", f" {say('words.and')} "))
    return f"{';' if is_long else ''} {say('words.or')} ".join(terms)


def _is_denied(part: Part) -> bool:
    _, least, _ = part
    return least == 0


def _part(question: Question, names: Names, part: Part, say: Texts) -> str:
    """How many options of a group are chosen: "zorg", "zonder zorg", "ten minste 1 van zorg en wonen"."""
    group, least, most = part
    if len(group) == 1:
        return names[group[0]] if least else say("words.without", names[group[0]])
    if len(group) == len(names):
        return _of_all(least, most, len(group), say) or question.words(frozenset(), say)
    several = in_a_row([names[name] for name in group], say("words.and"))
    if least == len(group):
        return several
    if most == 0:
        return say("words.none_of", several)
    return say("words.of", a=_count(least, most, len(group), say), b=several)


def _of_all(least: int, most: int, count: int, say: Texts) -> str:
    """How many of all options are chosen; '' for none of them."""
    if most == 0:
        return ""
    if least == count:
        return say("words.all", count)
    return say("words.not_all", count) if (least, most) == (0, count - 1) else _count(least, most, count, say)


def _count(least: int, most: int, of: int, say: Texts) -> str:
    if most == of:
        return say("words.at_least", least)
    if least == 0:
        return say("words.at_most", most)
    return say("words.exactly", least) if least == most else say("words.through", a=least, b=most)
