"""The text of an explanation, as a policy adviser reads it: its parts, one below another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING

from napd.texts import Texts

if TYPE_CHECKING:  # what is rendered reaches for its renderer, not the other way round
    from napd.explaining.parts import BesideAnswer, KnownAnswer, Part
    from napd.explaining.records import Decided, Explanation, LevelChange

WIDTH = 100
Lines = Iterator[tuple[int, str]]
"""How many steps each line is moved in, and its text."""


def text_of(explanation: Explanation) -> str:
    """The whole explanation; each part with a heading, lines of at most 100 characters where words allow it."""
    parts = [_head(explanation), *(_part(explanation, part) for part in explanation.parts())]
    return "\n\n".join("\n".join(_line(one) for one in part) for part in parts)


def _line(line: tuple[int, str]) -> str:
    """A line, or as many as it takes, moved in by so many steps; what follows on, by one more."""
    depth, text = line
    indent = "  " * depth
    further = indent + ("  " if depth else "")
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return "\n".join(lines)


def _head(e: Explanation) -> Lines:
    if e.fictional:
        yield 0, e.say("explain.fictional")
    yield 0, e.title
    yield 0, " · ".join((f"{e.area_name} ({e.area})", e.round_label, e.say("explain.perspective", e.perspective)))


def _part(e: Explanation, part: Part) -> Lines:
    yield 0, part.heading
    yield from ((1, part.lead) for _ in part.lead[:1])
    yield from ((1, _rule(part, rule, e.say)) for rule in part.rules)
    above = {*(e.decisive or ())} if part.name == "missing" else set()
    yield from chain.from_iterable(_answer(part, one, e.say, is_above=one.question in above) for one in part.answers)
    yield from chain.from_iterable(_way(way, e.next.given if e.next else "", e.say) for way in part.ways)
    yield from ((1, f"- {line}") for line in part.lines)
    yield from ((1, part.closing) for _ in part.closing[:1])


def _rule(part: Part, rule: Decided, say: Texts) -> str:
    source = f"; {say('explain.source', rule.source)}" if rule.source else ""
    because = f"{rule.because} ({say('explain.rule', rule.rule)}{source})"
    if part.name == "stages":
        return f"- {rule.text} {rule.words}. {because}"
    return f"- {rule.words}: {because}" if part.name == "can_decide" else because


def _answer(part: Part, answer: KnownAnswer, say: Texts, *, is_above: bool) -> Lines:
    """A question, its answer, and who said what, unless that stands above; then what it can still change."""
    if part.name == "others":
        yield 1, f"- {answer.text} {answer.words}"
        yield from _beside(answer, 2, say)
        return
    yield 1, f"- {answer.text}"
    if part.name == "asked":
        yield from _details(answer, 2, say)
    elif not is_above:
        counts_as = say("explain.counts_as", answer.counts_as) if answer.counts_as else ""
        yield 2, "; ".join(filter(None, (answer.words, counts_as)))
        yield from _details(answer, 2, say)
        for one in answer.inputs:
            yield 2, f"{one.text} {one.words}"
            yield from _details(one, 3, say)
    if part.name == "missing":
        turns = (f"{effect.answers} → {effect.words}" for effect in answer.effects)
        yield from ((2, turn) for turn in (turns if answer.effects[1:] else (say("explain.alone_nothing"),)))


def _details(answer: KnownAnswer, depth: int, say: Texts) -> Lines:
    """Who gave which answer, and what stands beside them."""
    yield from ((depth, line) for line in answer.by_area)
    yield from _beside(answer, depth, say)


def _beside(answer: KnownAnswer, depth: int, say: Texts) -> Lines:
    for one in answer.beside:
        yield from ((depth, f"{one.who}: {words}" if one.who else words) for words in _remarks(one, say))


def _remarks(one: BesideAnswer, say: Texts) -> Iterator[str]:
    if one.unusable:
        yield say("explain.unusable", ", ".join(say("words.quoted", text) for text in one.unusable))
    if one.status:
        yield say("explain.status", one.status)
    if one.note:
        yield say("explain.note", " ".join(one.note.split()))


def _way(way: LevelChange, level: str, say: Texts) -> Lines:
    for place, change in enumerate(way.changes):
        sign = "-" if place == 0 else say("explain.change_and")
        yield 1, f"{sign} {change.text}"
        yield 2, say("explain.change_now", now=change.now_words(say), would=change.would)
    if way.words != level:
        yield 2, say("explain.change_higher", way.words)
