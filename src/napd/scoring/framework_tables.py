"""Assembling: problems and the framework itself become Arrow tables by their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from napd.decision.describe import long_rows
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.model.questions import Question
from napd.tables.problems import Problem, columns_of, published
from napd.tables.schemas import schema

MOST = (1 << 63) - 1
"""The largest number that a column holds."""


def told(problems: Iterable[Problem], framework: Framework) -> Iterable[Problem]:
    """The problems as they may be published, where the framework says that they are."""
    return map(published, problems) if framework.publish else problems


def problems_table(problems: Iterable[Problem]) -> pa.Table:
    """The problems, ordered by file, line and column."""
    return _table("problems", columns_of(problems))


def indicators_table(framework: Framework) -> pa.Table:
    """The codebook: a row for each question of each version of each indicator."""
    rows = [_question_row(framework, i, q) for i in framework.indicators for q in (*i.questions, *i.stages)]
    return _table("indicators", {name: [row[name] for row in rows] for name in schema("indicators").names})


def _question_row(framework: Framework, indicator: Indicator, question: Question) -> dict[str, Any]:
    plugin = framework.plugins.get(indicator.id)
    return {
        "indicator": indicator.id, "version": indicator.version, "title": indicator.title, "theme": indicator.theme,
        "action_line": indicator.action_line, "question": question.id, "kind": question.kind,
        "text": question.text, "help": question.help,
        "options": "|".join(option.id for option in question.options),
        "unit": (question.scored if question.is_derived else question).unit,
        "minimum": question.field().low, "maximum": question.field().high,
        "answered_by": "" if question.is_derived else indicator.answered_by(question),
        "rollup": _rollup_words(question), "required": question.required,
        "in_rubric": any(question.id in atom.questions for _, rules in indicator.tables() for rule in rules
                         if rule.when is not None for atom in rule.when.atoms()),
        "plugin": f"{plugin.distribution} {plugin.version}" if plugin else "",
        "wording": indicator.wording, "doubts": "\n".join(indicator.doubts),
        "sources": "\n".join(" · ".join(filter(None, (s.title, s.date, s.reference))) for s in indicator.sources),
    }  # fmt: skip


def _rollup_words(question: Question) -> str:
    return question.computed if question.rollup is None else question.rollup.computed


def decision_table(framework: Framework) -> pa.Table:
    """The decision tables of all indicators as merged rows: one row for each question that matters in each."""
    names = ("indicator", "version", "stage", "row", "question", "answers", "rule", "level", "because", "cells")
    rows = [
        (indicator.id, indicator.version, *row, min(cells, MOST))
        for indicator in framework.indicators
        for *row, cells in long_rows(framework.decider(indicator).rubric)
    ]
    return _table("decision_table", {name: [row[place] for row in rows] for place, name in enumerate(names)})


def _table(name: str, columns: Mapping[str, list[Any]]) -> pa.Table:
    wanted = schema(name)
    return pa.table([pa.array(columns[field.name], field.type) for field in wanted], schema=wanted)
