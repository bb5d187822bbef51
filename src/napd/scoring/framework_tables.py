"""Assembling: problems and the framework itself become Arrow tables by their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from napd.framework.framework import Framework
from napd.model.values import joined
from napd.tables.problems import Problem, columns_of, published
from napd.tables.schemas import schema
from napd.texts import Texts

if TYPE_CHECKING:
    from napd.model.indicator import Source
    from napd.scoring.codebook import Codebook, CodebookQuestion

MOST = (1 << 63) - 1
"""The largest number that a column holds."""


def told(problems: Iterable[Problem], framework: Framework) -> Iterable[Problem]:
    """The problems as they may be published, where the framework says that they are."""
    return map(published, problems) if framework.publish else problems


def problems_table(problems: Iterable[Problem], say: Texts) -> pa.Table:
    """The problems in the words of a language, ordered by file, line and column."""
    return _table("problems", columns_of(problems, say))


def indicators_table(framework: Framework) -> pa.Table:
    """The codebook: a row for each question of each version of each indicator."""
    from napd.scoring.codebook import codebook

    books = [codebook(framework, indicator) for indicator in framework.indicators]
    rows = [_question_row(framework, book, question) for book in books for question in book.questions]
    return _table("indicators", {name: [row[name] for row in rows] for name in schema("indicators").names})


def _question_row(framework: Framework, book: Codebook, one: CodebookQuestion) -> dict[str, Any]:
    indicator = book.indicator
    return {
        "indicator": indicator.id, "version": indicator.version, "title": indicator.title, "theme": indicator.theme,
        "action_line": indicator.action_line, "question": one.id, "kind": one.kind, "text": one.text, "help": one.help,
        "options": "|".join(option.id for option in one.options), "unit": one.unit,
        "minimum": one.low, "maximum": one.high, "answered_by": one.by, "rollup": one.rollup,
        "required": one.required, "in_rubric": one.in_rubric, "plugin": book.given_by,
        "wording": indicator.wording, "doubts": "\n".join(indicator.doubts),
        "sources": "\n".join(map(_cited, indicator.sources)),
        "dashboard": framework.dashboard(indicator.id), "beside": joined(indicator.beside),
    }  # fmt: skip


def _cited(source: Source) -> str:
    return " · ".join(filter(None, (source.title, source.date, source.reference, source.link)))


def decision_table(framework: Framework) -> pa.Table:
    """The decision tables of all indicators as merged rows: one row for each question that matters in each."""
    from napd.scoring.codebook import codebook

    names = ("indicator", "version", "stage", "row", "question", "answers", "rule", "level", "because", "cells")
    rows = [
        (indicator.id, indicator.version, *row, min(cells, MOST))
        for indicator in framework.indicators
        for *row, cells in codebook(framework, indicator).long_rows()
    ]
    return _table("decision_table", {name: [row[place] for row in rows] for place, name in enumerate(names)})


def _table(name: str, columns: Mapping[str, list[Any]]) -> pa.Table:
    wanted = schema(name)
    return pa.table([pa.array(columns[field.name], field.type) for field in wanted], schema=wanted)
