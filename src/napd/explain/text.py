"""The text of an explanation, as a policy adviser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from napd.decision.labels import listed
from napd.decision.words import DUTCH as LABELS
from napd.explain.records import Answer, Decided, Explanation, Missing, Next, Said, Way
from napd.explain.words import DUTCH as PHRASES

WIDTH = 100


def text_of(explanation: Explanation) -> str:
    """The whole explanation; each section with a heading, lines of at most 100 signs where words allow it."""
    parts = [_head(explanation), *_sections(explanation)]
    return "\n\n".join("\n".join(_line(one) for one in part) for part in parts)


def _line(line: tuple[int, str]) -> str:
    """A line, or as many as it takes, moved in by so many steps; what follows on, by one more."""
    depth, text = line
    indent = "  " * depth
    further = indent + ("  " if depth else "")
    lines = wrap(text, WIDTH, initial_indent=indent, subsequent_indent=further, break_on_hyphens=False)
    return "\n".join(lines)


Lines = list[tuple[int, str]]


def _head(e: Explanation) -> Lines:
    where = f"{e.area_name} ({e.area})"
    lines = [(0, " · ".join((e.title, where, e.round_label, PHRASES.perspective.format(e.perspective))))]
    if e.fictional:
        lines.insert(0, (0, PHRASES.fictional))
    return [*lines, (0, ""), (0, e.words), *((1, _because(rule)) for rule in e.rules if len(e.rules) == 1)]


def _because(rule: Decided) -> str:
    source = f"; {PHRASES.source.format(rule.source)}" if rule.source else ""
    return f"{rule.because} ({PHRASES.rule.format(number=rule.rule)}{source})"


def _sections(e: Explanation) -> Iterator[Lines]:
    every = (
        (PHRASES.can_decide, _still(e)),
        (PHRASES.stages, _stages(e.stages)),
        (PHRASES.decisive, _decisive(e)),
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


def _stages(stages: Sequence[Decided]) -> Lines:
    return [(1, f"- {one.stage}: {one.words}. {_because(one)}") for one in stages]


# Answers


def _decisive(e: Explanation) -> Lines:
    if e.status == "unanswered":
        return []
    lines = [line for name in e.decisive for line in _answer(e, e.answer(name))]
    these = PHRASES.one if len(e.decisive) == 1 else PHRASES.several.format(count=len(e.decisive))
    ends = {
        "scored": PHRASES.decisive_level,
        "not_applicable": PHRASES.decisive_not_applicable,
        "undetermined": PHRASES.decisive_bounds,
    }
    if e.decisive:
        return [*lines, (1, ends[e.status].format(these=these))]
    return [(1, PHRASES.decisive_none)] if e.status != "undetermined" else []


def _answer(e: Explanation, answer: Answer) -> Lines:
    """A question, its answer, and who said what."""
    counts_as = f" ({PHRASES.counts_as.format(answer.counts_as)})" if answer.counts_as else ""
    lines = [(1, f"- {answer.text}"), (2, f"{answer.words or PHRASES.no_answer}{counts_as}")]
    return [*lines, *_behind(e, answer)]


def _behind(e: Explanation, answer: Answer) -> Lines:
    """What the areas said behind a value; of one answer its note, and what cannot be used."""
    if answer.parts:
        parts = [e.answer(part) for part in answer.parts]
        return [line for part in parts for line in ((2, f"{part.text} {part.words}".strip()), *_by_area(part, 3))]
    return _by_area(answer, 2)


def _by_area(answer: Answer, depth: int) -> Lines:
    """Who said what, those with the same answer together; then each note and what cannot be used."""
    lines = [(depth, line) for line in _grouped(answer.said)] if answer.members is not None else []
    named = len(answer.said) > 1 or answer.members is not None
    for one in answer.said:
        who = f"{one.name}: " if named else ""
        if one.unusable:
            shown = ", ".join(LABELS.quoted.format(text) for text in one.unusable)
            lines.append((depth, who + PHRASES.unusable.format(shown)))
        if one.note:
            lines.append((depth, who + PHRASES.note.format(" ".join(one.note.split()))))
    return lines


def _grouped(said: Sequence[Said]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for one in said:
        groups.setdefault(one.words, []).append(one.name)
    silent = groups.pop("", [])
    yield from (f"{words}: {', '.join(names)}" for words, names in groups.items())
    if silent:
        yield PHRASES.no_answer_yet.format(", ".join(silent))


def _others(e: Explanation) -> Lines:
    """The answers that stand nowhere above, in a line each, with their notes."""
    above = {*e.decisive, *(one.question for one in e.missing)}
    above |= {part for name in above for part in e.answer(name).parts}
    lines: Lines = []
    for answer in e.answers:
        if answer.question not in above and (answer.words or answer.scored or answer.said):
            lines.append((1, f"- {answer.text} {answer.words or PHRASES.no_answer}"))
            lines += [line for line in _by_area(answer, 2) if answer.members is None or line[1].count(": ") > 1]
    return lines


# What is missing, and what would change it


def _missing(e: Explanation) -> Lines:
    return [line for one in e.missing for line in _open(e, one)]


def _open(e: Explanation, missing: Missing) -> Lines:
    answer = e.answer(missing.question)
    lines = _answer(e, answer) if answer.question not in e.decisive else [(1, f"- {answer.text}")]
    if len(missing.turns) == 1:
        return [*lines, (2, PHRASES.alone_nothing)]
    return [*lines, *((2, PHRASES.turn.format(answers=t.answers, words=t.words)) for t in missing.turns)]


def _next(found: Next) -> Lines:
    if not found.ways:
        return [(1, found.skipped or PHRASES.change_none.format(level=found.words))]
    is_open = any(not change.now for way in found.ways for change in way.changes)
    one = PHRASES.change_certain_one if is_open else PHRASES.change_one
    several = PHRASES.change_certain_several if is_open else PHRASES.change_several
    head = (one if found.count == 1 else several).format(count=found.count, level=found.words)
    lines = [(1, head), *(line for way in found.ways for line in _way(found, way))]
    return [*lines, *([] if found.complete else [(1, PHRASES.change_more)]), (1, PHRASES.change_advice)]


def _way(found: Next, way: Way) -> Lines:
    higher = f" ({PHRASES.change_higher.format(level=way.words)})" if way.level != found.level else ""
    lines: Lines = []
    for place, change in enumerate(way.changes):
        now = PHRASES.change_now.format(change.now) if change.now else PHRASES.change_open
        sign = "-" if place == 0 else PHRASES.change_and
        last = higher if place == len(way.changes) - 1 else ""
        lines.append((1, f"{sign} {change.text} {change.would} ({now}){last}"))
    return lines
