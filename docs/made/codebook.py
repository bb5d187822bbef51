"""The codebook, from the installed indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from made.markdown import code, items, joined, plain, table
from napd.decision.describe import rows, too_many
from napd.decision.table import Table, tables_of
from napd.framework.framework import Framework
from napd.model.choices import Choice
from napd.model.formula_text import formula
from napd.model.indicator import Indicator, Rule, Source, Stage
from napd.model.multi_choice import MultiChoice
from napd.model.questions import Question
from napd.model.ratio import Ratio
from napd.model.scale import Scale


def every_indicator() -> str:
    """Each version of each installed indicator, in the words of whoever wrote it."""
    framework = Framework.installed()
    if framework.quarantined:
        raise ValueError("; ".join(map(str, framework.quarantined)))
    return joined(*(joined(*_described(framework, indicator)) for indicator in framework.indicators))


def _described(framework: Framework, indicator: Indicator) -> Iterator[str]:
    plugin = framework.plugins[indicator.id]
    line = f", action line {indicator.action_line}" if indicator.action_line else ""
    yield f"## {plain(indicator.title)}"
    yield (
        f"`{indicator.id}`, since {indicator.version}. {plain(indicator.theme)}{line}. "
        f"Given by {code(f'{plugin.distribution} {plugin.version}')}."
    )
    yield f"**{plain(indicator.wording)}**" if indicator.wording else ""
    yield plain(indicator.description)
    yield joined("### Questions", *(_question(indicator, question) for question in indicator.questions))
    for stage, rules in indicator.tables():
        yield _rules(indicator, stage, rules)
    for decided in tables_of(framework.decider(indicator).rubric):
        yield _decision_table(indicator, decided)
    for title, lines in _sections(indicator):
        yield joined(f"### {title}", items(lines)) if lines else ""


def _question(indicator: Indicator, question: Question) -> str:
    known = [f"{type(question).__name__}, {_by(indicator, question)}", *_bounds(question)]
    known.append("" if question.required else "not required")
    lines = [f"`{question.id}`: **{plain(question.text)}**", "; ".join(filter(None, known))]
    if isinstance(question, Choice | MultiChoice):
        sign = " < " if isinstance(question, Choice) and question.ordered else " | "
        lines.append(plain(sign.join(option.label for option in question.options)))
    return items(["\n  <br>".join([*lines, *([f"*{plain(question.help)}*"] if question.help else [])])])


def _by(indicator: Indicator, question: Question) -> str:
    """Who answers it, and how that becomes a value of the region."""
    if isinstance(question, Ratio):
        part, whole = (" + ".join(each.id for each in side) for side in (question.part, question.whole))
        return f"computed: {part} / ({whole})"
    if question.is_derived:
        return f"computed: {question.computed}"
    who = {"region": "answered by the region", "municipality": "answered by municipalities"}
    rollup = f", as {type(question.rollup).__name__}" if question.rollup else ""
    options = ", ".join(getattr(question.rollup, "options", ()))
    return who[indicator.answered_by(question)] + rollup + (f" of {options}" if options else "")


def _bounds(question: Any) -> Iterator[str]:
    """The unit and bounds of a number."""
    if question.is_derived:
        return
    if unit := getattr(question, "unit", ""):
        yield f"in {unit}"
    low, high = getattr(question, "minimum", None), getattr(question, "maximum", None)
    if low is not None or high is not None:
        yield " ".join(f"{word} {bound:g}" for word, bound in (("from", low), ("to", high)) if bound is not None)


def _rules(indicator: Indicator, stage: Stage | None, rules: tuple[Rule, ...]) -> str:
    known = {question.id: question.scored for question in (*indicator.questions, *indicator.stages)}
    lines = [
        (str(number), plain(rule.level), _when(rule, known), plain(rule.because) + _cited(rule.source))
        for number, rule in enumerate(rules, start=1)
    ]
    title = "### Rules" if stage is None else f"### Rules of {plain(stage.text)}"
    return joined(title, table(("rule", "level", "when", "because"), lines))


def _decision_table(indicator: Indicator, decided: Table) -> str:
    """The rows of a decision table, merged as a person would write them; a dash is any answer."""
    of = f" of {plain(indicator.question(decided.stage).text)}" if decided.stage else ""
    heading = [*map(code, decided.ids), "outcome", "rule"]
    lines = [
        [
            *("–" if said is None else plain(said) for said in row.conditions),
            _called(indicator.scale, row.level),
            str(row.rule),
        ]
        for row in rows(decided)
    ]
    return joined(f"### Decision table{of}", plain(too_many(decided)) or table(heading, lines))


def _called(scale: Scale, result: str) -> str:
    """A level by its symbol and word; an option of a stage by its id."""
    level = scale[result] if result in scale.ids else None
    return plain(f"{level.symbol} {level.label}".strip() if level else result.replace("_", " "))


def _when(rule: Rule, known: Any) -> str:
    if rule.when is None:
        return "otherwise"
    return code(" ".join((formula(rule.when, known) or repr(rule.when)).split()))


def _cited(source: Source | None) -> str:
    return f" ({plain(_source(source))})" if source else ""


def _source(source: Source) -> str:
    return ", ".join(filter(None, (source.title, source.date, source.reference)))


def _sections(indicator: Indicator) -> Iterator[tuple[str, list[str]]]:
    yield "Exceptions", [f"`{name}`: {plain(reason)}" for name, reason in indicator.exceptions.items()]
    yield "Remarks to whoever answers", [plain(remark.text) for remark in indicator.remarks]
    yield "Background", [f"{plain(each.text)}{_cited(each.source)}" for each in indicator.background]
    yield "Support", [plain(": ".join(filter(None, (each.name, each.offer)))) for each in indicator.support]
    yield "Sources", [plain(_source(each)) for each in indicator.sources]
    yield "Doubts", [plain(doubt) for doubt in indicator.doubts]
