"""The codebook, from the installed indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from made.markdown import code, items, joined, plain, table
from napd.framework.framework import Framework
from napd.model.formula_text import formula
from napd.model.indicator import Indicator, Rule, Source, Stage
from napd.printed.describe import PrintedTable
from napd.scoring.codebook import CodebookQuestion, codebook


def every_indicator() -> str:
    """Each version of each installed indicator, in the words of whoever wrote it."""
    framework = Framework.installed()
    if framework.quarantined:
        raise ValueError("; ".join(map(str, framework.quarantined)))
    return joined(*(joined(*_described(framework, indicator)) for indicator in framework.indicators))


def _described(framework: Framework, indicator: Indicator) -> Iterator[str]:
    book = codebook(framework, indicator)
    line = f", action line {indicator.action_line}" if indicator.action_line else ""
    yield f"## {plain(indicator.title)}"
    yield (
        f"`{indicator.id}`, since {indicator.version}. {plain(indicator.theme)}{line}. Given by {code(book.given_by)}."
    )
    yield f"**{plain(indicator.wording)}**" if indicator.wording else ""
    yield plain(indicator.description)
    yield joined("### Questions", *map(_question, book.questions[: len(indicator.questions)]))
    for stage, rules in indicator.tables():
        yield _rules(indicator, stage, rules)
    yield from map(_decision_table, book.tables)
    for title, lines in _sections(indicator):
        yield joined(f"### {title}", items(lines)) if lines else ""


def _question(one: CodebookQuestion) -> str:
    known = [f"{one.kind}, {_by(one)}", *_bounds(one), "" if one.required else "not required"]
    lines = [f"`{one.id}`: **{plain(one.text)}**", "; ".join(filter(None, known))]
    if one.options:
        lines.append(plain((" < " if one.ordered else " | ").join(option.label for option in one.options)))
    return items(["\n  <br>".join([*lines, *([f"*{plain(one.help)}*"] if one.help else [])])])


def _by(one: CodebookQuestion) -> str:
    """Who answers it, and how that becomes a value of the region."""
    if not one.by:
        return f"computed: {one.rollup}"
    name, *options = one.rollup.split() or [""]
    who = {"region": "answered by the region", "municipality": "answered by municipalities"}
    rollup = f", as {name.capitalize()}" if name else ""
    return who[one.by] + rollup + (f" of {', '.join(options)}" if options else "")


def _bounds(one: CodebookQuestion) -> Iterator[str]:
    """The unit and bounds of a number."""
    if not one.by:
        return
    if one.unit:
        yield f"in {one.unit}"
    bounds = [f"{word} {bound:g}" for word, bound in (("from", one.low), ("to", one.high)) if bound is not None]
    if bounds:
        yield " ".join(bounds)


def _rules(indicator: Indicator, stage: Stage | None, rules: tuple[Rule, ...]) -> str:
    known = {question.id: question.scored for question in (*indicator.questions, *indicator.stages)}
    lines = [
        (str(number), plain(rule.level), _when(rule, known), plain(rule.because) + _cited(rule.source))
        for number, rule in enumerate(rules, start=1)
    ]
    title = "### Rules" if stage is None else f"### Rules of {plain(stage.text)}"
    return joined(title, table(("rule", "level", "when", "because"), lines))


def _decision_table(printed: PrintedTable) -> str:
    """The rows of a decision table, merged as a person would write them; a dash is any answer."""
    heading = [*map(code, printed.ids), "outcome", "rule"]
    lines = [
        [
            *("–" if said is None else plain(said) for said in row.conditions),
            plain(printed.results[row.level]),
            str(row.rule),
        ]
        for row in printed.rows
    ]
    of = f" of {plain(printed.title)}" if printed.stage else ""
    return joined(f"### Decision table{of}", plain(printed.too_many) or table(heading, lines))


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
