"""The text of an explanation, as a policy adviser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from napd.decision.words import DUTCH as LABELS
from napd.explaining.records import Decided, ExplainedAnswer, Explanation, LevelChange, Missing, Next, RawAnswer
from napd.explaining.words import DUTCH as PHRASES
from napd.framework.framework import STATUSES

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
    where = (f"{e.area_name} ({e.area})", e.round_label, PHRASES.perspective.format(e.perspective))
    above = [(0, PHRASES.fictional)] if e.fictional else []
    rule = [(1, _because(one)) for one in e.rules if len(e.rules) == 1]
    return [*above, (0, e.title), (0, " · ".join(where)), (0, ""), (0, e.words), *rule]


def _because(rule: Decided) -> str:
    source = f"; {PHRASES.source.format(rule.source)}" if rule.source else ""
    return f"{rule.because} ({PHRASES.rule.format(rule.rule)}{source})"


def _sections(e: Explanation) -> Iterator[Lines]:
    every = (
        (PHRASES.can_decide, _still(e)),
        (PHRASES.stages, [(1, f"- {one.text} {one.words}. {_because(one)}") for one in e.stages]),
        (PHRASES.decisive_bounds if e.status == "undetermined" else PHRASES.decisive, _decisive(e)),
        (PHRASES.asked if e.status == "unanswered" else PHRASES.missing, _missing(e)),
        (PHRASES.change, _next(e.next) if e.next else []),
        (PHRASES.others, _others(e)),
        (PHRASES.support, _bullets(e.support)),
        (PHRASES.sources, _bullets(e.sources)),
        (PHRASES.doubts, _bullets(e.doubts)),
        (PHRASES.wording, [(1, e.wording)] if e.wording else []),
    )
    yield from ([(0, heading), *lines] for heading, lines in every if lines)


def _bullets(texts: Iterable[str]) -> Lines:
    return [(1, f"- {text}") for text in texts]


def _still(e: Explanation) -> Lines:
    """The rules that can still decide, while answers are missing."""
    return [(1, f"- {rule.words}: {_because(rule)}") for rule in e.rules] if len(e.rules) > 1 else []


# Answers


def _decisive(e: Explanation) -> Lines:
    """The answers that decide, and what they fix."""
    lines = [line for name in e.decisive or () for line in _answer(e, e.answer(name))]
    return [*lines, *((1, said) for said in (fixed(e),) if said)]


def fixed(e: Explanation) -> str:
    """What the answers that decide fix, in a sentence; '' where there is nothing to say of them."""
    if e.decisive is None:
        return "" if e.status == "unanswered" else PHRASES.too_much
    if not e.decisive:
        return "" if e.status == "undetermined" else PHRASES.fixed_always
    these = PHRASES.one if len(e.decisive) == 1 else PHRASES.several.format(len(e.decisive))
    words = {"undetermined": PHRASES.fixed_bounds, "not_applicable": PHRASES.fixed_not_applicable}
    return words.get(e.status, PHRASES.fixed_level).format(these)


def _answer(e: Explanation, answer: ExplainedAnswer) -> Lines:
    """A question, its answer, and who said what."""
    counts_as = PHRASES.counts_as.format(answer.counts_as) if answer.counts_as else ""
    shown = "; ".join(filter(None, (answer.words or PHRASES.no_answer, counts_as)))
    lines: Lines = [(1, f"- {answer.text}"), (2, shown), *_by_area(answer, 2)]
    for part in map(e.answer, answer.parts):
        lines += [(2, f"{part.text} {part.words or PHRASES.no_answer}"), *_by_area(part, 3)]
    return lines


def _by_area(answer: ExplainedAnswer, depth: int) -> Lines:
    """Who said what, those with the same answer together; then what stands beside their answers."""
    by_answer = grouped(answer.said) if answer.members is not None else ()
    return [*((depth, line) for line in by_answer), *_remarks(answer, depth)]


def grouped(said: Sequence[RawAnswer]) -> Iterator[str]:
    """Who gave each answer, by name; last who gave none."""
    groups: dict[str, list[str]] = {}
    for one in sorted(said, key=lambda one: one.name.casefold()):
        groups.setdefault(one.words, []).append(one.name)
    silent = groups.pop("", [])
    yield from (f"{words}: {', '.join(names)}" for words, names in groups.items())
    yield from (PHRASES.silent.format(", ".join(silent)) for _ in silent[:1])


def _remarks(answer: ExplainedAnswer, depth: int) -> Lines:
    """What stands beside an answer: what cannot be used, a status that is not the last, and notes."""
    lines: Lines = []
    for one in answer.said:
        is_own = answer.members is None and len(answer.said) == 1
        unusable = ", ".join(LABELS.quoted.format(text) for text in one.unusable)
        remarks = (
            unusable and PHRASES.unusable.format(unusable),
            PHRASES.status.format(one.status) if is_own and one.status not in ("", STATUSES[-1]) else "",
            one.note and PHRASES.note.format(" ".join(one.note.split())),
        )
        lines += [(depth, remark if is_own else f"{one.name}: {remark}") for remark in remarks if remark]
    return lines


def _others(e: Explanation) -> Lines:
    """The answers that stand nowhere above, with their notes."""
    above = {*(e.decisive or ()), *(one.question for one in e.missing)}
    above |= {part for name in above for part in e.answer(name).parts}
    rest = [answer for answer in e.answers if answer.question not in above]
    return [line for one in rest for line in ((1, f"- {one.text} {one.words or PHRASES.no_answer}"), *_remarks(one, 2))]


# What is missing, and what would change it


def _missing(e: Explanation) -> Lines:
    if e.status == "unanswered":
        return [line for one in e.missing for line in [(1, f"- {one.text}"), *_by_area(e.answer(one.question), 2)]]
    return [line for one in e.missing for line in _open(e, one)]


def _open(e: Explanation, missing: Missing) -> Lines:
    """An open question, and what is left of the outcome for each of its answers."""
    is_above = missing.question in (e.decisive or ())
    lines = [(1, f"- {missing.text}")] if is_above else _answer(e, e.answer(missing.question))
    if len(missing.turns) == 1:
        return [*lines, (2, PHRASES.alone_nothing)]
    return [*lines, *((2, f"{turn.answers} → {turn.words}") for turn in missing.turns)]


def _next(found: Next) -> Lines:
    """What would give the next level; never advice."""
    if not found.ways:
        return [(1, found.skipped or PHRASES.change_none.format(found.words))]
    lines = [line for way in found.ways for line in _way(way, _given(found))]
    return [(1, how_many(found)), *lines, (1, PHRASES.change_no_advice)]


def _given(found: Next) -> str:
    """The level that all ways give; the next, where they give several."""
    levels = {way.words for way in found.ways}
    return levels.pop() if len(levels) == 1 else found.words


def how_many(found: Next) -> str:
    """How many answers would give the next level, in a sentence before the ways; there is at least one way."""
    level = _given(found)
    is_open = any(change.known != "yes" for way in found.ways for change in way.changes)
    one = PHRASES.change_open_one if is_open else PHRASES.change_one
    several = PHRASES.change_open_several if is_open else PHRASES.change_several
    said = (one if found.count == 1 else several).format(count=found.count, level=level)
    if not found.complete:
        return PHRASES.change_some.format(f"{said}.")
    return f"{said}:" if len(found.ways) == 1 else PHRASES.change_ways.format(f"{said}.", len(found.ways))


def _way(way: LevelChange, level: str) -> Lines:
    lines: Lines = []
    for place, change in enumerate(way.changes):
        sign = "-" if place == 0 else PHRASES.change_and
        now = PHRASES.change_now.format(now=change.now or PHRASES.no_answer, would=change.would)
        lines += [(1, f"{sign} {change.text}"), (2, now)]
    return [*lines, (2, PHRASES.change_higher.format(way.words))] if way.words != level else lines
