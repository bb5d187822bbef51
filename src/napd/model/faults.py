"""What can be wrong with an indicator before its table is even compiled: every fault, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, get_args

from napd.errors import Fault, KeyPath, nearest
from napd.model.area_kinds import BELOW, AreaKind
from napd.model.boxes import SEPARATOR, UNKNOWN
from napd.model.condition_faults import SEVERAL, available, condition_faults
from napd.model.conditions import Condition
from napd.model.links import is_web_address
from napd.model.multi_choice import MultiChoice
from napd.model.options import instead, repeated
from napd.model.questions import KINDS, Question
from napd.model.record import own_class
from napd.model.scale import NOT_APPLICABLE
from napd.model.spelling import as_read, slug

if TYPE_CHECKING:
    from napd.model.indicator import Indicator, Rule, Source, Stage, Support

INDICATOR_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
QUESTION_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
ACTION_LINES = range(1, 7)
"""Those of the Nationaal Actieplan Dakloosheid."""
KINDS_OF_AREA = "'region', 'municipality', 'province' or 'country'"


def faults_of(indicator: Indicator) -> Iterator[Fault]:
    """Yield each fault of an indicator; `said` writes it in one line."""
    yield from _heading_faults(indicator)
    yield from _asked_faults(indicator)
    for place, stage in enumerate(indicator.stages):
        yield from (fault.below("stages", place) for fault in _table_faults(indicator, stage, stage.rules))
    yield from _table_faults(indicator, None, indicator.rules)
    for place, remark in enumerate(indicator.remarks):
        yield from (fault.below("remarks", place) for fault in remark.faults(indicator))


def said(fault: Fault, indicator: Indicator) -> str:
    """A fault in one line, with the rule or remark that it is in."""
    match fault.path:
        case ("stages", int(stage), "rules", int(place), *_):
            of = indicator.stages[stage]
            return f"stage {of.id!r}, rule {place + 1} ({of.rules[place].level}): {fault.text}"
        case ("rules", int(place), *_):
            return f"rule {place + 1} ({indicator.rules[place].level}): {fault.text}"
        case ("remarks", int(place), *_):
            return f"remark {place + 1}: {fault.text}"
    return fault.text


def _asked_faults(indicator: Indicator) -> Iterator[Fault]:
    """What is wrong with the questions and stages, their rules aside, and with the exceptions for them."""
    paths: dict[KeyPath, Question] = {("questions", place): one for place, one in enumerate(indicator.questions)}
    paths |= {("stages", place): one for place, one in enumerate(indicator.stages)}
    names = [question.id for question in paths.values()]
    for name in repeated(names):
        _, again, *_ = [path for path, question in paths.items() if question.id == name]
        yield Fault((*again, "id"), f"two questions have the id {name!r}")
    for path, question in paths.items():
        if path[0] == "questions" and hasattr(question, "rules"):
            yield Fault(path, f"question {question.id!r} is a Stage: name it in stages=")
    for path, question in paths.items():
        for fault in _question_faults(question, indicator):
            yield Fault((*path, *fault.path), f"question {question.id!r} {fault.text}")
    for name, reason in indicator.exceptions.items():
        if name not in names:
            text = f"the exception names an unknown question {name!r}.{nearest(name, names)}"
            yield Fault(("exceptions", name), text)
        if not reason.strip():
            yield Fault(("exceptions", name), f"the exception for question {name!r} needs a reason")


def _heading_faults(indicator: Indicator) -> Iterator[Fault]:
    """What is wrong with the indicator itself, its questions and rules aside."""
    if not INDICATOR_ID.fullmatch(indicator.id):
        right = instead(slug(indicator.id).replace("_", "-"))
        yield Fault(("id",), f"the id needs lower case letters and digits, with single hyphens between words{right}")
    if not indicator.title.strip():
        yield Fault(("title",), "the title is empty")
    since: object = indicator.since
    if not isinstance(since, date) or isinstance(since, datetime):
        text = f"since={since!r} is not a date: write it as year-month-day, such as '2025-12-01'"
        yield Fault(("since",), text)
    if indicator.area not in get_args(AreaKind):
        yield Fault(("area",), f"area={indicator.area!r} is not a kind of area: use {KINDS_OF_AREA}")
    line: object = indicator.action_line
    if line is not None and (type(line) is not int or line not in ACTION_LINES):
        text = f"action_line={line!r} is not an action line: use a whole number from 1 to 6, or leave it out"
        yield Fault(("action_line",), text)
    yield from _place_faults(indicator)
    yield from _link_faults(indicator)


def _link_faults(indicator: Indicator) -> Iterator[Fault]:
    """The links of sources and of support that cannot be shown as such."""
    named: list[tuple[KeyPath, Source | Support | None]] = []
    named += [(("sources", place), one) for place, one in enumerate(indicator.sources)]
    named += [(("background", place, "source"), one.source) for place, one in enumerate(indicator.background)]
    named += [(("support", place), one) for place, one in enumerate(indicator.support)]
    tables = [((), indicator.rules), *((("stages", at), one.rules) for at, one in enumerate(indicator.stages))]
    named += [
        ((*path, "rules", place, "source"), rule.source) for path, rules in tables for place, rule in enumerate(rules)
    ]
    for path, one in named:
        if one and one.link and not is_web_address(one.link):
            text = f"link={one.link!r} is not an address on the web: write it with https://, or leave it out"
            yield Fault((*path, "link"), text)


def _place_faults(indicator: Indicator) -> Iterator[Fault]:
    """What is wrong with the dashboard on which it is shown, and with what it stands beside there."""
    if indicator.dashboard and not slug(indicator.dashboard):
        text = f"dashboard={indicator.dashboard!r} has no letter or digit: write a title, or leave it out"
        yield Fault(("dashboard",), text)
    for name in repeated(indicator.beside):
        yield Fault(("beside",), f"beside names {name!r} twice: leave one out")
    if indicator.id in indicator.beside:
        yield Fault(("beside",), f"beside names {indicator.id!r} itself: name other indicators, or leave it out")


def _kind_faults(question: Question) -> Iterator[str]:
    """What keeps a kind that is not of napd from being asked and scored."""
    kind, scored = type(question), type(question.scored)
    if KINDS.get(kind.__name__) is not kind:
        yield f"is of the kind {kind.__name__}, which cannot be named in data: begin its name with a letter"
    needed = [] if question.is_derived else [(kind, "parse")]
    needed += [(scored, "position"), (scored, "value_at")] if question.scored.space else []
    if lacks := [f"{of.__name__}.{name}()" for of, name in needed if getattr(of, name) is getattr(Question, name)]:
        yield f"needs {', '.join(lacks)}: a kind of question says itself what its answers are"
    if question.is_derived and own_class(kind) is Question:
        yield "is computed from other answers in a way that napd does not know: take a kind such as Ratio, or one of it"
    if question.scored.operators and question.scored.space is None:
        yield f"takes conditions, so {scored.__name__}.space must say where its answers lie"


def _question_faults(question: Question, indicator: Indicator) -> Iterator[Fault]:
    yield from (Fault(("kind",), text) for text in _kind_faults(question))
    if not QUESTION_ID.fullmatch(question.id):
        right = instead(slug(question.id))
        yield Fault(("id",), f"needs an id of lower case letters and digits, with single underscores{right}")
    if not question.text.strip():
        yield Fault(("text",), "has an empty text")
    if (better := getattr(question, "better", None)) not in question.sides:
        yield Fault(("better",), f"has better={better!r}: use {' or '.join(map(repr, question.sides))}")
    yield from question.faults()
    if isinstance(question, MultiChoice):
        yield from _separator_faults(question)
    yield from _input_faults(question, indicator)
    yield from _area_faults(question, indicator)


def _area_faults(question: Question, indicator: Indicator) -> Iterator[Fault]:
    """What is wrong with who answers the question, and with how that becomes an answer of the scored area."""
    if question.answered_by not in (None, *get_args(AreaKind)):
        yield Fault(("answered_by",), f"has answered_by={question.answered_by!r}: use {KINDS_OF_AREA}")
    elif question.rollup:
        yield from (Fault(("rollup",), text) for text in _rollup_faults(question, indicator))
    elif (by := indicator.answered_by(question)) not in (indicator.area, *BELOW.get(indicator.area, (by,))):
        text = f"is answered by the {by}, but this indicator scores {SEVERAL[indicator.area]}"
        yield Fault(("answered_by",), text)


def _separator_faults(question: MultiChoice) -> Iterator[Fault]:
    """What keeps the options, or the choice of none, from being written in one cell."""
    labels = [option.label for option in question.options]
    unknown = {as_read(f"{name}{UNKNOWN}") for name in ("", *question.ids, *labels)}
    paths: list[tuple[KeyPath, str]] = [(("options", place), label) for place, label in enumerate(labels)]
    for path, text in (*paths, (("none",), question.none)):
        if SEPARATOR.search(text):
            with_sign = "with a character that separates answers (| or ; or a new line)"
            yield Fault(path, f"has an answer {text!r} {with_sign}")
        if as_read(text) in unknown:
            stands = "which stands for an option that is not known; leave out the question mark"
            yield Fault(path, f"has an answer {text!r}, {stands}")
    if not slug(question.none):
        yield Fault(("none",), f"has none={question.none!r}: use a word, such as 'geen'")
    elif as_read(question.none) in {*map(as_read, (*question.ids, *labels))}:
        both = f"uses {question.none!r} both for an option and for choosing none; set none= to another word"
        yield Fault(("none",), both)


def _input_faults(question: Question, indicator: Indicator) -> Iterator[Fault]:
    yield from (Fault(("question",), text) for text in _back_faults(question, indicator))
    for part in question.inputs:
        if part not in indicator.questions:
            names = [each.id for each in indicator.questions]
            text = f"is computed from {part.id!r}, which is not a question of the indicator.{nearest(part.id, names)}"
            yield Fault(_naming(question, part), text)


def _naming(question: Question, part: Question) -> KeyPath:
    """The setting in which a question names another that it is computed from."""
    sides = {key: getattr(question, key) for key in question.naming()}
    return next(((key,) for key, side in sides.items() if part in (side if isinstance(side, tuple) else (side,))), ())


def _back_faults(question: Question, indicator: Indicator) -> Iterator[str]:
    back = question.looks_back
    if back is not None and back.id not in (names := [one.id for one in (*indicator.questions, *indicator.stages)]):
        yield f"looks back on {back.id!r}, which is not a question or stage of the indicator.{nearest(back.id, names)}"
    elif back is not None and not back.rollup and back.answered_by == "municipality" != indicator.area:
        yield f"looks back on {back.id!r}, which municipalities answer: give that a rollup=, such as Sum()"


def _rollup_faults(question: Question, indicator: Indicator) -> Iterator[str]:
    if indicator.area == "municipality":
        yield "has a roll-up, but this indicator scores the municipalities themselves: leave it out"
    elif (by := indicator.answered_by(question)) not in (below := BELOW.get(indicator.area, (by,))):
        who, instead = " or ".join(SEVERAL[kind] for kind in below), f'leave out answered_by="{by}"'
        yield f"has a roll-up, so it must be answered by {who}: {instead}"
    if question.rollup and (fault := question.rollup.fault(question)):
        yield f"has a roll-up that does not fit: {fault}"


def _table_faults(indicator: Indicator, stage: Stage | None, rules: tuple[Rule, ...]) -> Iterator[Fault]:
    results = (*indicator.scale.ids, NOT_APPLICABLE) if stage is None else stage.ids
    if not rules:
        text = "it has no rules" if stage is None else f"stage {stage.id!r} has no rules"
        yield Fault(("rules",) if stage is None else (), text)
    for place, rule in enumerate(rules):
        path = "rules", place
        if rule.level not in results:
            text = f"there is no level {rule.level!r}.{nearest(rule.level, results) or available(results)}"
            yield Fault((*path, "level"), text)
        if not rule.because.strip():
            yield Fault((*path, "because"), "give the reason in because=...")
        yield from (Fault((*path, "when"), text) for text in condition_faults(indicator, stage, rule))
    if stage is not None:
        given = {rule.level for rule in rules}
        for name in stage.ids:
            if name not in given:
                yield Fault((), f"stage {stage.id!r}, no rule gives the option {name!r}")
        if not any(stage.id in _behind(indicator, each) for _, each in indicator.tables()):
            text = f"stage {stage.id!r}, it is asked in no table; ask it in a later one, or leave it out"
            yield Fault((), text, may_follow=True)


def _asked(rules: Iterable[Rule]) -> set[str]:
    whens = (rule.when for rule in rules if isinstance(rule.when, Condition))
    return {name for when in whens for atom in when.atoms() for name in atom.questions}


def _behind(indicator: Indicator, rules: Iterable[Rule]) -> set[str]:
    """What some rules ask, and what counts in the points that they ask."""
    points = indicator.points
    return {each for name in _asked(rules) for each in (points[name].behind if name in points else (name,))}
