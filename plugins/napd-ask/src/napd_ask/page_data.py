"""What a page holds: the decision diagram and what it asks, as data, and apart from that every sentence it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from napd import Finding, Months, PartOf, Question
from napd.plugin import Rubric, Texts
from napd_ask.inquiry import Inquiry


def page_data(inquiry: Inquiry) -> dict[str, Any]:
    """The structure: ids, numbers and nodes, and no sentence."""
    advice = inquiry.advice
    return {
        "id": advice.id,
        "day": advice.day,
        "about": advice.about,
        "options": list(advice.options),
        "undecided": advice.undecided,
        "questions": [_question(each) for each in advice.questions],
        "findings": [_finding(each) for each in advice.findings],
        "amounts": {
            one.id: [[each.value, _day(each.since), _day(each.until), each.source] for each in one.amounts]
            for one in advice.parameters
        },
        "defaults": dict(advice.defaults),
        "implied": [[each.question, each.value, each.given, each.answer] for each in advice.implied],
        "limits": [[each.question, each.by, each.plus] for each in advice.limits],
        "grounds": {one.id: {"doubts": list(one.doubts), "isMissing": one.is_missing} for one in advice.grounds},
        "decidedBy": list(advice.decided_by),
        "levels": [[level.id, level.symbol] for level in advice.indicator.scale.levels],
        "rules": [rule.level for rule in advice.indicator.rules],
        "conditions": list(inquiry.rubric.conditions[""]),
        "stages": {
            stage.id: {"root": inquiry.rubric.decided[stage.id], "levels": [rule.level for rule in stage.rules]}
            for stage in advice.indicator.stages
        },
        "diagram": _diagram(inquiry.rubric),
        "beside": [
            {
                "id": rubric.indicator.id,
                "rules": [rule.level for rule in rubric.indicator.rules],
                "diagram": _diagram(rubric),
            }
            for rubric in inquiry.beside
        ],
    }


def page_words(inquiry: Inquiry, words: Texts, tell: Texts) -> dict[str, Any]:
    """Every sentence that the page shows, by its key: what a translator writes anew."""
    return dict(_words(inquiry, words, tell))


def _words(inquiry: Inquiry, words: Texts, tell: Texts) -> Iterator[tuple[str, Any]]:
    advice = inquiry.advice
    yield "title", advice.title
    yield "before", list(advice.before)
    yield "notice", list(advice.notice)
    yield "after", list(advice.after or advice.before)
    yield "months", list(words.several("words.months"))
    yield "decimal", words("words.decimal")
    yield from ((f"page.{key}", text) for key, text in tell.table("page").items())
    yield from ((f"letter.{key}", text) for key, text in tell.table("letter").items())
    for question in advice.questions:
        yield f"question.{question.id}.text", question.text
        yield f"question.{question.id}.help", question.help
        yield from ((f"question.{question.id}.{o.id}", question.named(o, words)) for o in question.options)
        if question.unit:
            yield f"question.{question.id}.unit", question.unit
    yield from ((f"number.{name}", inquiry.rubric.axes[name].question.text) for name in _numbers(inquiry))
    yield from ((f"parameter.{one.id}", one.title) for one in advice.parameters)
    yield from ((f"parameter.{one.id}.unit", one.unit) for one in advice.parameters)
    yield from _outcome_words(inquiry)


def _outcome_words(inquiry: Inquiry) -> Iterator[tuple[str, Any]]:
    advice = inquiry.advice
    about = next((each for each in advice.indicator.questions if each.id == advice.about), None)
    yield from ((f"about.{option.id}", option.label) for option in (() if about is None else about.options))
    yield from ((f"level.{level.id}", level.label) for level in advice.indicator.scale.levels)
    yield from ((f"rule.{n}", rule.because) for n, rule in enumerate(advice.indicator.rules))
    for stage in advice.indicator.stages:
        yield from ((f"stage.{stage.id}.{n}", rule.because) for n, rule in enumerate(stage.rules))
    for ground in advice.grounds:
        yield f"ground.{ground.id}.title", ground.title
        yield f"ground.{ground.id}.articles", list(ground.articles)
        yield f"ground.{ground.id}.papers", list(ground.papers)
        yield f"ground.{ground.id}.weighed_by", ground.weighed_by
    yield from ((f"doubt.{key}", text) for key, text in advice.doubts.items())
    for beside in advice.beside:
        yield f"beside.{beside.id}.title", beside.title
        yield f"beside.{beside.id}.description", beside.description
        yield from ((f"beside.{beside.id}.{level.id}", level.label) for level in beside.scale.levels)


def _numbers(inquiry: Inquiry) -> list[str]:
    return [each.id for each in inquiry.advice.findings if each.id in inquiry.rubric.axes]


def _question(question: Question) -> dict[str, Any]:
    accepted = question.field()
    kind = {"options": "several", "option": "one"}.get(accepted.shape, accepted.shape)
    return {
        "id": question.id,
        "kind": kind,
        "options": [option.id for option in question.options],
        "low": accepted.low,
        "high": accepted.high,
        "whole": accepted.whole,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    if isinstance(finding, Months):
        return {
            "id": finding.id, "kind": "months", "since": finding.since, "until": finding.until, "shift": finding.shift,
        }  # fmt: skip
    if isinstance(finding, PartOf):
        norms = [[norm.parameter.id, norm.when.to_data() if norm.when is not None else None] for norm in finding.norms]
        return {
            "id": finding.id, "kind": "part", "part": finding.part, "whole": finding.whole,
            "within": [end if isfinite(end) else None for end in finding.within], "norms": norms,
            "inputs": list(finding.inputs),
        }  # fmt: skip
    return {"id": finding.id, "kind": "open", "inputs": list(finding.inputs)}


def _diagram(rubric: Rubric) -> dict[str, Any]:
    """The nodes, and what each variable asks; -1 - n stands for the end n."""
    diagram = rubric.diagram
    return {
        "variables": [_variable(rubric.axes[name]) for name in diagram.names],
        "asks": list(diagram.variables),
        "children": [list(each) for each in diagram.children],
        "root": rubric.root,
        "result": rubric.result,
    }


def _variable(axis: Any) -> dict[str, Any]:
    """A variable: the class of each option, of how many of a group are chosen, or of a number by its cuts."""
    found: dict[str, Any] = {"id": axis.question.id, "size": axis.size}
    if axis.group:
        return {**found, "group": list(axis.group), "counts": axis.counts.tolist()}
    if axis.class_of is not None:
        places: Mapping[str, int] = axis.question.places
        return {**found, "classes": {name: int(axis.class_of[place]) for name, place in places.items()}}
    return {**found, "cuts": [[cut.at, cut.after] for cut in axis.cuts]}


def _day(day: Any) -> str:
    return str(day.isoformat())
