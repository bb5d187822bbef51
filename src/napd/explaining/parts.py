"""The parts of an explanation: what it tells under each heading, in words, for text, pages and programs alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from napd.framework.framework import STATUSES
from napd.texts import Texts

if TYPE_CHECKING:  # an explanation makes its parts, not the other way round
    from napd.explaining.records import (
        Decided,
        Effect,
        ExplainedAnswer,
        Explanation,
        LevelChange,
        Missing,
        Next,
    )


@frozen(kw_only=True)
class BesideAnswer:
    """What stands beside an answer.

    Args:
        who: the area that gave it; empty for the area that is scored.
        unusable: texts that are no answer, or answers that contradict each other.
        status: how far the answer is; empty where it is settled, or where another area gave it.
        note: the explanation (toelichting).
    """

    who: str
    unusable: tuple[str, ...]
    status: str
    note: str


@frozen(kw_only=True)
class KnownAnswer:
    """What is known of one answer, in words.

    Args:
        question: id of the question.
        text: the question.
        words: the answer, or that there is no answer yet.
        counts_as: the answers that the rules do not tell from this one; may be empty.
        by_area: sentences: for each answer who gave it, then who gave none; empty where the area itself answers.
        beside: what stands beside the answers.
        inputs: the same for each question that it is derived from.
        effects: for an open question of "missing", what is left of the outcome for each of its answers; a single one if
            it changes nothing by itself. Likewise of "not_asked".
    """

    question: str
    text: str
    words: str
    counts_as: str
    by_area: tuple[str, ...]
    beside: tuple[BesideAnswer, ...]
    inputs: tuple[KnownAnswer, ...]
    effects: tuple[Effect, ...] = ()


@frozen(kw_only=True)
class Part:
    """What an explanation tells under one heading.

    Args:
        name: what it is about: "rule", "can_decide", "stages", "decisive", "decisive_bounds", "asked", "missing",
            "not_asked", "change", "others", "support", "sources", "doubts" or "wording".
        heading: the heading; of "rule" what the score is.
        rules: the rules that decide, or can.
        answers: what is known of answers.
        ways: answers that would give the next level.
        lines: anything else.
        lead: a sentence above these; may be empty.
        closing: a sentence below them; may be empty.
    """

    name: str
    heading: str
    rules: tuple[Decided, ...] = ()
    answers: tuple[KnownAnswer, ...] = ()
    ways: tuple[LevelChange, ...] = ()
    lines: tuple[str, ...] = ()
    lead: str = ""
    closing: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything stands under its heading."""
        return any((self.rules, self.answers, self.ways, self.lines, self.lead, self.closing))


def parts_of(e: Explanation) -> Iterator[Part]:
    """The parts that say something, in the order of reading; the first says what the score is."""
    is_one = len(e.rules) == 1
    yield Part(name="rule", heading=e.words, rules=e.rules if is_one else ())
    several = (
        _part(e, "can_decide", rules=() if is_one else e.rules),
        _part(e, "stages", rules=e.stages),
        _decisive(e),
        _missing(e),
        _not_asked(e),
        _change(e, e.next) if e.next else _part(e, "change"),
        _part(e, "others", answers=tuple(_others(e))),
        _part(e, "support", lines=e.support),
        _part(e, "sources", lines=e.sources),
        _part(e, "doubts", lines=e.doubts),
        _part(e, "wording", lead=e.wording),
    )
    yield from (part for part in several if part.says_something)


def _part(e: Explanation, name: str, **told: Any) -> Part:
    return Part(name=name, heading=e.say(f"explain.{name}"), **told)


# Answers


def _decisive(e: Explanation) -> Part:
    """The answers that decide, and what they fix."""
    name = "decisive_bounds" if e.status == "undetermined" else "decisive"
    return _part(e, name, answers=tuple(_known(e, e.answer(each)) for each in e.decisive or ()), closing=_fixed(e))


def _fixed(e: Explanation) -> str:
    """What the answers that decide fix, in a sentence; '' if there is nothing to say of them."""
    if e.decisive is None:
        return "" if e.status == "unanswered" else e.say("explain.too_much")
    if not e.decisive:
        return "" if e.status == "undetermined" else e.say("explain.fixed_always")
    these = e.say("explain.these", count=len(e.decisive))
    what = {"undetermined": "bounds", "not_applicable": "not_applicable"}.get(e.status, "level")
    return e.say(f"explain.fixed_{what}", these)


def _known(e: Explanation, answer: ExplainedAnswer) -> KnownAnswer:
    return KnownAnswer(
        question=answer.question, text=answer.text, words=answer.in_words(e.say),
        counts_as=answer.counts_as, by_area=tuple(_by_area(answer, e.say)), beside=tuple(_beside(answer)),
        inputs=tuple(_known(e, e.answer(name)) for name in answer.parts),
    )  # fmt: skip


def _by_area(answer: ExplainedAnswer, say: Texts) -> Iterator[str]:
    """Who gave each answer, by name; last who was asked and gave none."""
    groups: dict[str, list[str]] = {}
    for one in sorted(answer.said if answer.members is not None else (), key=lambda one: one.name.casefold()):
        groups.setdefault(one.words, []).append(one.name)
    silent = groups.pop("", [])
    yield from (f"{words}: {', '.join(names)}" for words, names in groups.items())
    if silent and answer.asked:
        yield say("explain.silent", ", ".join(silent))


def _beside(answer: ExplainedAnswer) -> Iterator[BesideAnswer]:
    is_own = answer.members is None and len(answer.said) == 1
    for one in answer.said:
        status = one.status if is_own and one.status != STATUSES[-1] else ""
        if one.unusable or status or one.note:
            yield BesideAnswer(who="" if is_own else one.name, unusable=one.unusable, status=status, note=one.note)


def _missing(e: Explanation) -> Part:
    """The open questions; if nothing was answered, what is asked."""
    name = "asked" if e.status == "unanswered" else "missing"
    return _part(e, name, answers=tuple(_open(e, one) for one in e.missing if e.answer(one.question).asked))


def _not_asked(e: Explanation) -> Part:
    """The open questions that are not put to the perspective, and what that leaves open."""
    unasked = (one for one in e.missing if not e.answer(one.question).asked)
    return _part(e, "not_asked", answers=tuple(_open(e, one) for one in unasked))


def _open(e: Explanation, missing: Missing) -> KnownAnswer:
    effects = () if e.status == "unanswered" else missing.turns
    return evolve(_known(e, e.answer(missing.question)), text=missing.text, effects=effects)


def _others(e: Explanation) -> Iterator[KnownAnswer]:
    """The answers that stand nowhere above."""
    above = {*(e.decisive or ()), *(one.question for one in e.missing)}
    above |= {part for name in above for part in e.answer(name).parts}
    return (_known(e, answer) for answer in e.answers if answer.question not in above)


# What would change it


def _change(e: Explanation, found: Next) -> Part:
    """What would give the next level; never advice."""
    if not found.ways:
        return _part(e, "change", lead=found.skipped or e.say("explain.change_none", found.words))
    return _part(e, "change", lead=_how_many(found, e.say), ways=found.ways, closing=e.say("explain.change_no_advice"))


def _how_many(found: Next, say: Texts) -> str:
    """How many answers would give the next level, in a sentence before the ways; there is at least one way."""
    level = found.given
    is_open = any(change.known != "yes" for way in found.ways for change in way.changes)
    if is_open and not all(way.highest for way in found.ways):
        level = say("explain.or_higher", level)  # what a way does not name may turn out better
    said = say("explain.change_open" if is_open else "explain.change", count=found.count, level=level)
    if not found.complete:
        return say("explain.change_some", f"{said}.")
    return f"{said}:" if len(found.ways) == 1 else say("explain.change_ways", f"{said}.", len(found.ways))
