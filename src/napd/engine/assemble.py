"""Assembling: scores, roll-ups, problems and the framework itself become Arrow tables by their schemas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from napd.decision.describe import long_rows
from napd.engine.layout import Layout
from napd.engine.problems import Problem, columns_of
from napd.engine.schemas import schema
from napd.engine.scoring import Scored
from napd.framework import Framework
from napd.model.choices import Choice, MultiChoice
from napd.model.indicator import Indicator, Stage
from napd.model.questions import Question
from napd.model.rollups import Ratio

Ints = NDArray[np.int64]


def scores_table(layout: Layout, scored: Sequence[Scored]) -> pa.Table:
    """The scores, ordered by round, area, perspective and indicator."""
    numbers = [_keys(layout, one, place) for place, one in enumerate(scored)]
    rows = np.concatenate([*numbers, np.zeros((0, 5), dtype=np.int64)])
    order = np.lexsort(rows.T[::-1])
    verdicts = [verdict for one in scored for verdict in one.verdicts]
    starts = np.cumsum([0, *(len(one.verdicts) for one in scored)])[:-1]
    places = _joined([one.places + start for one, start in zip(scored, starts, strict=True)])[order]
    part = rows[order, 4]
    columns = _whose(layout, rows[order])
    columns |= {
        name: _words([getattr(verdict, name) for verdict in verdicts], places)
        for name in ("level", "level_low", "level_high", "rule", "status", "open_questions")
    }
    columns["may_not_apply"] = np.array([verdict.may_not_apply for verdict in verdicts], dtype=bool)[places]
    columns["answered"] = _joined([one.answered for one in scored])[order].astype(np.int16)
    columns["required"] = np.array([one.required for one in scored], dtype=np.int16)[part]
    return _table("scores", columns)


def _keys(layout: Layout, one: Scored, place: int) -> Ints:
    """Round, area, perspective, indicator and the place among the scored, for each score; shape (areas, 5)."""
    indicator = layout.framework.indicators.index(one.indicator)
    round_number, perspective = one.page
    columns = np.broadcast_arrays(round_number, one.areas, perspective, indicator, place)
    return np.column_stack([np.asarray(column, dtype=np.int64) for column in columns])


def _whose(layout: Layout, rows: Ints) -> dict[str, Any]:
    """The columns that say whose score it is."""
    framework = layout.framework
    return {
        "round": _words(layout.round_ids, rows[:, 0]),
        "area": _words([area.code for area in layout.areas], rows[:, 1]),
        "perspective": _words(framework.perspectives, rows[:, 2]),
        "indicator": _words([indicator.id for indicator in framework.indicators], rows[:, 3]),
        "version": _words([indicator.version for indicator in framework.indicators], rows[:, 3]),
    }


def rollups_table(layout: Layout, scored: Sequence[Scored]) -> pa.Table:
    """The values of regions that come from municipalities, ordered by round, area, perspective and question."""
    parts = [
        (one, question, one.numbers[question.id])
        for one in scored
        for question in one.indicator.questions
        if question.rollup or isinstance(question, Ratio)
    ]
    numbers = [_keys(layout, one, place) for place, (one, _, _) in enumerate(parts)]
    rows = np.concatenate([*numbers, np.zeros((0, 5), dtype=np.int64)])
    order = np.lexsort(rows.T[::-1])
    rolled = [value for _, _, value in parts]
    columns = _whose(layout, rows[order])
    columns["question"] = _words([question.id for _, question, _ in parts], rows[order, 4])
    columns["unit"] = _words([getattr(question.scored, "unit", "") for _, question, _ in parts], rows[order, 4])
    for name in ("low", "high"):
        values = _joined([getattr(value, name) for value in rolled], np.float64)[order]
        columns[name] = pa.array(values, mask=~np.isfinite(values))
    for name in ("answered", "members"):
        columns[name] = _joined([getattr(value, name) for value in rolled])[order].astype(np.int32)
    return _table("rollups", columns)


def problems_table(problems: Iterable[Problem]) -> pa.Table:
    """The problems, ordered by file, line and column."""
    return _table("problems", columns_of(problems))


def indicators_table(framework: Framework) -> pa.Table:
    """The codebook: a row for each question of each version of each indicator."""
    rows = [_question_row(framework, i, q) for i in framework.indicators for q in (*i.questions, *i.stages)]
    return _table("indicators", {name: [row[name] for row in rows] for name in schema("indicators").names})


def _question_row(framework: Framework, indicator: Indicator, question: Question) -> dict[str, Any]:
    computed = isinstance(question, Ratio | Stage)
    plugin = framework.plugins.get(indicator.id)
    return {
        "indicator": indicator.id, "version": indicator.version, "title": indicator.title, "theme": indicator.theme,
        "action_line": indicator.action_line, "question": question.id, "kind": type(question).__name__,
        "text": question.text, "help": question.help,
        "options": "|".join(question.ids) if isinstance(question, Choice | MultiChoice) else "",
        "unit": getattr(question, "unit", ""),
        "minimum": getattr(question, "minimum", None), "maximum": getattr(question, "maximum", None),
        "answered_by": "" if computed else indicator.answered_by(question),
        "rollup": _rollup_words(question), "required": question.required,
        "in_rubric": any(question.id == atom.question for _, rules in indicator.tables() for rule in rules
                         if rule.when is not None for atom in rule.when.atoms()),
        "plugin": f"{plugin.distribution} {plugin.version}" if plugin else "",
        "wording": indicator.wording, "doubts": "\n".join(indicator.doubts),
        "sources": "\n".join(" · ".join(filter(None, (s.title, s.date, s.reference))) for s in indicator.sources),
    }  # fmt: skip


def _rollup_words(question: Question) -> str:
    if isinstance(question, Ratio):
        part, whole = ("+".join(q.id for q in side) for side in (question.part, question.whole))
        return f"ratio {part} / {whole}"
    if question.rollup is None:
        return ""
    return " ".join([type(question.rollup).__name__.lower(), *getattr(question.rollup, "options", ())])


def decision_table(framework: Framework) -> pa.Table:
    """The decision tables of all indicators as merged rows: one row for each question that matters in each."""
    names = ("indicator", "version", "stage", "row", "question", "answers", "rule", "level", "because", "cells")
    rows = [
        (indicator.id, indicator.version, *row)
        for indicator in framework.indicators
        for row in long_rows(framework.decider(indicator).rubric)
    ]
    return _table("decision_table", {name: [row[place] for row in rows] for place, name in enumerate(names)})


def _joined(arrays: Sequence[NDArray[Any]], kind: type = np.int64) -> NDArray[Any]:
    return np.concatenate([*arrays, np.zeros(0, dtype=kind)])


def _words(texts: Sequence[str | None], places: Ints) -> pa.DictionaryArray:
    """Dictionary-encoded texts: each distinct one once, in order of first use in `texts`; None is null."""
    distinct = {text: place for place, text in enumerate(dict.fromkeys(t for t in texts if t is not None))}
    codes = np.array([distinct.get(text, -1) if text is not None else -1 for text in texts], dtype=np.int32)
    indices = codes[places] if len(codes) else np.zeros(0, dtype=np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=indices < 0), pa.array(list(distinct), pa.string()))


def _table(name: str, columns: Mapping[str, Any]) -> pa.Table:
    wanted = schema(name)
    return pa.table([pa.array(columns[f.name], f.type) if isinstance(columns[f.name], list) else columns[f.name]
                     for f in wanted], schema=wanted)  # fmt: skip
