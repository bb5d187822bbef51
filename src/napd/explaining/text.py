"""The text of an explanation, as a policy adviser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING

from napd.framework.framework import STATUSES
from napd.texts import Texts

if TYPE_CHECKING:  # what is rendered reaches for its renderer, not the other way round
    from napd.explaining.records import Decided, ExplainedAnswer, Explanation, LevelChange, Missing, Next, RawAnswer

WIDTH = 100
Lines = list[tuple[int, str]]
"""How many steps each line is moved in, and its text."""


def text_of(explanation: Explanation) -> str:
    """The whole explanation; each section with a heading, lines of at most 100 characters where words allow it."""
    parts = [_head(explanation), *_sections(explanation)]
    return "\n\n".join("\n".join(_line(one) for one in part) for part in parts)


def _line(line: tuple[int, str]) -> str:
    """A line, or as many as it takes, moved in by so many steps; what follows on, by one more."""
    depth, text = line
    indent = "  " * depth
    further = indent + ("  " if depth else "")
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return "\n".join(lines)


def _head(e: Explanation) -> Lines:
    where = (f"{e.area_name} ({e.area})", e.round_label, e.say("explain.perspective", e.perspective))
    above = [(0, e.say("explain.fictional"))] if e.fictional else []
    rule = [(1, _because(one, e.say)) for one in e.rules if len(e.rules) == 1]
    return [*above, (0, e.title), (0, " · ".join(where)), (0, ""), (0, e.words), *rule]


def _because(rule: Decided, say: Texts) -> str:
    source = f"; {say('explain.source', rule.source)}" if rule.source else ""
    return f"{rule.because} ({say('explain.rule', rule.rule)}{source})"


def _sections(e: Explanation) -> Iterator[Lines]:
    every = (
        (e.say("explain.can_decide"), _still(e)),
        (e.say("explain.stages"), [(1, f"- {one.text} {one.words}. {_because(one, e.say)}") for one in e.stages]),
        (e.say("explain.decisive_bounds") if e.status == "undetermined" else e.say("explain.decisive"), _decisive(e)),
        (e.say("explain.asked") if e.status == "unanswered" else e.say("explain.missing"), _missing(e)),
        (e.say("explain.change"), _next(e.next, e.say) if e.next else []),
        (e.say("explain.others"), _others(e)),
        (e.say("explain.support"), _bullets(e.support)),
        (e.say("explain.sources"), _bullets(e.sources)),
        (e.say("explain.doubts"), _bullets(e.doubts)),
        (e.say("explain.wording"), [(1, e.wording)] if e.wording else []),
    )
    yield from ([(0, heading), *lines] for heading, lines in every if lines)


def _bullets(texts: Iterable[str]) -> Lines:
    return [(1, f"- {text}") for text in texts]


def _still(e: Explanation) -> Lines:
    """The rules that can still decide, while answers are missing."""
    return [(1, f"- {rule.words}: {_because(rule, e.say)}") for rule in e.rules] if len(e.rules) > 1 else []


# Answers


def _decisive(e: Explanation) -> Lines:
    """The answers that decide, and what they fix."""
    lines = [line for name in e.decisive or () for line in _answer(e, e.answer(name))]
    return [*lines, *((1, said) for said in (fixed(e),) if said)]


def fixed(e: Explanation) -> str:
    """What the answers that decide fix, in a sentence; '' where there is nothing to say of them."""
    if e.decisive is None:
        return "" if e.status == "unanswered" else e.say("explain.too_much")
    if not e.decisive:
        return "" if e.status == "undetermined" else e.say("explain.fixed_always")
    these = e.say("explain.one") if len(e.decisive) == 1 else e.say("explain.several", len(e.decisive))
    what = {"undetermined": "bounds", "not_applicable": "not_applicable"}.get(e.status, "level")
    return e.say(f"explain.fixed_{what}", these)


def _answer(e: Explanation, answer: ExplainedAnswer) -> Lines:
    """A question, its answer, and who said what."""
    counts_as = e.say("explain.counts_as", answer.counts_as) if answer.counts_as else ""
    shown = "; ".join(filter(None, (answer.words or e.say("explain.no_answer"), counts_as)))
    lines: Lines = [(1, f"- {answer.text}"), (2, shown), *_by_area(answer, 2, e.say)]
    for part in map(e.answer, answer.parts):
        lines += [(2, f"{part.text} {part.words or e.say('explain.no_answer')}"), *_by_area(part, 3, e.say)]
    return lines


def _by_area(answer: ExplainedAnswer, depth: int, say: Texts) -> Lines:
    """Who said what, those with the same answer together; then what stands beside their answers."""
    by_answer = grouped(answer.said, say) if answer.members is not None else ()
    return [*((depth, line) for line in by_answer), *_remarks(answer, depth, say)]


def grouped(said: Sequence[RawAnswer], say: Texts) -> Iterator[str]:
    """Who gave each answer, by name; last who gave none."""
    groups: dict[str, list[str]] = {}
    for one in sorted(said, key=lambda one: one.name.casefold()):
        groups.setdefault(one.words, []).append(one.name)
    silent = groups.pop("", [])
    yield from (f"{words}: {', '.join(names)}" for words, names in groups.items())
    yield from (say("explain.silent", ", ".join(silent)) for _ in silent[:1])


def _remarks(answer: ExplainedAnswer, depth: int, say: Texts) -> Lines:
    """What stands beside an answer: what cannot be used, a status that is not the last, and notes."""
    lines: Lines = []
    for one in answer.said:
        is_own = answer.members is None and len(answer.said) == 1
        unusable = ", ".join(say("words.quoted", text) for text in one.unusable)
        remarks = (
            unusable and say("explain.unusable", unusable),
            say("explain.status", one.status) if is_own and one.status not in ("", STATUSES[-1]) else "",
            one.note and say("explain.note", " ".join(one.note.split())),
        )
        lines += [(depth, remark if is_own else f"{one.name}: {remark}") for remark in remarks if remark]
    return lines


def _others(e: Explanation) -> Lines:
    """The answers that stand nowhere above, with their notes."""
    above = {*(e.decisive or ()), *(one.question for one in e.missing)}
    above |= {part for name in above for part in e.answer(name).parts}
    rest = [answer for answer in e.answers if answer.question not in above]
    lines = [((1, f"- {one.text} {one.words or e.say('explain.no_answer')}"), *_remarks(one, 2, e.say)) for one in rest]
    return [*chain.from_iterable(lines)]


# What is missing, and what would change it


def _missing(e: Explanation) -> Lines:
    if e.status == "unanswered":
        return [
            line for one in e.missing for line in [(1, f"- {one.text}"), *_by_area(e.answer(one.question), 2, e.say)]
        ]
    return [line for one in e.missing for line in _open(e, one)]


def _open(e: Explanation, missing: Missing) -> Lines:
    """An open question, and what is left of the outcome for each of its answers."""
    is_above = missing.question in (e.decisive or ())
    lines = [(1, f"- {missing.text}")] if is_above else _answer(e, e.answer(missing.question))
    if len(missing.turns) == 1:
        return [*lines, (2, e.say("explain.alone_nothing"))]
    return [*lines, *((2, f"{turn.answers} → {turn.words}") for turn in missing.turns)]


def _next(found: Next, say: Texts) -> Lines:
    """What would give the next level; never advice."""
    if not found.ways:
        return [(1, found.skipped or say("explain.change_none", found.words))]
    lines = [line for way in found.ways for line in _way(way, _given(found), say)]
    return [(1, how_many(found, say)), *lines, (1, say("explain.change_no_advice"))]


def _given(found: Next) -> str:
    """The level that all ways give; the next, where they give several."""
    levels = {way.words for way in found.ways}
    return levels.pop() if len(levels) == 1 else found.words


def how_many(found: Next, say: Texts) -> str:
    """How many answers would give the next level, in a sentence before the ways; there is at least one way."""
    level = _given(found)
    is_open = any(change.known != "yes" for way in found.ways for change in way.changes)
    if is_open and not all(way.highest for way in found.ways):
        level = say("explain.or_higher", level)  # what a way does not name may turn out better
    kind = f"{'open_' if is_open else ''}{'one' if found.count == 1 else 'several'}"
    said = say(f"explain.change_{kind}", count=found.count, level=level)
    if not found.complete:
        return say("explain.change_some", f"{said}.")
    return f"{said}:" if len(found.ways) == 1 else say("explain.change_ways", f"{said}.", len(found.ways))


def _way(way: LevelChange, level: str, say: Texts) -> Lines:
    lines: Lines = []
    for place, change in enumerate(way.changes):
        sign = "-" if place == 0 else say("explain.change_and")
        now = say("explain.change_now", now=change.now or say("explain.no_answer"), would=change.would)
        lines += [(1, f"{sign} {change.text}"), (2, now)]
    return [*lines, (2, say("explain.change_higher", way.words))] if way.words != level else lines
