"""Wide: one table with a row for each region and a column for each indicator, in words, to read and to filter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from napd.answers.layout import Layout, layout_of
from napd.explaining.levels import level_words, score_words
from napd.framework.formats import COLOURS
from napd.framework.framework import Framework
from napd.model.colours import STATUS_COLOURS, colours_of
from napd.model.options import in_a_row
from napd.model.values import parted
from napd.scoring.result import Result
from napd.tables.arrays import numbers, texts
from napd.tables.columns import aligned
from napd.tables.schemas import headings
from napd.views.encoded import Ints, numbers_in, texts_in, versions_in
from napd.views.view import Row, View

SAID = ("level", "possible", "status", "rule")
"""The columns of the scores that say what one is."""
KEYS = ("round", "perspective", "area")
"""The columns that say what a row is about, before the name of the area."""
NOT_ASKED, ABSENT, FIRST = 0, 1, 2
"""What is said of an area that an indicator is not about, of one that did not take part, and of the first score."""


def wide(result: Result) -> View:
    """The scores as one table for people: a row for each area, a column for each indicator, then the rules.

    Args:
        result: what scoring gave.

    Returns:
        A view whose table has a row for each round, perspective and area that was scored; in the first perspective also
        for each that did not take part. All columns are text, under headings in the language of the framework: the
        round, the perspective, the code and the name of the area; for each indicator of a dashboard on which anything
        was answered, in the order of dashboards and themes, the level with its symbol, or what is known of it, null
        where it is not about such areas; then for each the rule that decides. Rows are ordered by round, perspective
        and name, never by level. The receipt is in the metadata of the table.

    Costs a pass over the scores, and memory for the areas of one round times the indicators.
    """
    framework, scores, layout = result.framework, result.scores, layout_of(result.framework)
    on = result.dashboards
    shown = [one for one in framework.indicators if framework.dashboard(one.id) in on]
    ids = list(dict.fromkeys(one.id for one in sorted(shown, key=framework.place)))
    every = [*dict.fromkeys((*ids, *(one.id for one in framework.indicators)))]
    known = (layout.round_ids, framework.perspectives, [area.code for area in layout.areas], every)
    rounds, views, areas, columns = (
        numbers_in(scores, name, {text: number for number, text in enumerate(some)})
        for name, some in zip(("round", "perspective", "area", "indicator"), known, strict=True)
    )
    said, levels, rules = _said(framework, layout, scores)
    pages = rounds * len(framework.perspectives) + views
    order = np.argsort(pages, kind="stable")
    present, starts = np.unique(pages[order], return_index=True)
    schema, batches = _schema(result, ids), []
    for page, some in zip(present.tolist(), np.split(order, starts)[1:], strict=True):
        round_, view = divmod(page, len(framework.perspectives))
        cells = np.full((len(layout.areas), len(ids)), NOT_ASKED, dtype=np.int64)
        if not view:
            for one in layout.indicators_in(round_):
                if one.id in ids:
                    cells[layout.of_kind(round_, one.area), ids.index(one.id)] = ABSENT
        cells[areas[some], columns[some]] = said[some]
        rows = _by_name(layout, np.flatnonzero(cells.any(axis=1)))
        named = [layout.areas[number] for number in rows.tolist()]
        fixed = [layout.round_ids[round_], framework.perspectives[view]]
        keys = [*([text] * len(named) for text in fixed), [area.code for area in named], [area.name for area in named]]
        values = (words.take(numbers(cells[rows, place])) for words in (levels, rules) for place in range(len(ids)))
        batches.append(pa.RecordBatch.from_arrays([*map(texts, keys), *values], schema=schema))
    return View(pa.Table.from_batches(batches, schema), framework, result.receipt, _lines)


def _said(framework: Framework, layout: Layout, scores: pa.Table) -> tuple[Ints, pa.StringArray, pa.StringArray]:
    """Of each score the place of what is said of it, and by place the words for its level and for its rule."""
    key, names = versions_in(layout, scores), []
    for column in SAID:
        found = texts_in(scores, column)
        names.append([*found, None])
        key = key * len(names[-1]) + numbers_in(scores, column, found) % len(names[-1])
    distinct, places = np.unique(key, return_inverse=True)
    levels: list[str | None] = [None, framework.say("status.absent")]
    rules: list[str | None] = [None, None]
    for number in distinct.tolist():
        rest, row = number, dict[str, Any]()
        for column, some in zip(reversed(SAID), reversed(names), strict=True):
            rest, place = divmod(rest, len(some))
            row[column] = some[place]
        levels.append(score_words(framework.indicators[rest].scale, row, framework.say))
        rules.append(in_a_row(parted(row["rule"] or ""), framework.say("words.or")) or None)
    return places + FIRST, texts(levels), texts(rules)


def _by_name(layout: Layout, areas: Ints) -> Ints:
    """Areas in alphabetical order, whatever their level."""
    names = ((layout.areas[number].name.casefold(), number) for number in areas.tolist())
    return np.array([number for _, number in sorted(names)], dtype=np.int64)


def _schema(result: Result, ids: Sequence[str]) -> pa.Schema:
    framework, say = result.framework, result.framework.say
    titles = {one.id: one.title for one in framework.indicators}
    several = Counter(titles[name] for name in ids)
    shown = [titles[name] if several[titles[name]] == 1 else f"{titles[name]} ({name})" for name in ids]
    heading = headings(framework.language)
    keys = [*(heading[name] for name in KEYS), say("label.name", heading["area"])]
    fields = [pa.field(name, pa.string()) for name in keys]
    fields += [
        pa.field(title, pa.string(), metadata={COLOURS: json.dumps(_colours(framework, name))})
        for name, title in zip(ids, shown, strict=True)
    ]
    fields += [pa.field(f"{heading['rule']} · {title}", pa.string()) for title in shown]
    receipt = json.dumps(result.receipt, sort_keys=True, ensure_ascii=False)
    return pa.schema(fields, metadata={"napd.schema": "napd.wide", "napd.receipt": receipt})


def _colours(framework: Framework, name: str) -> dict[str, str]:
    """The colour of each level of an indicator, and of each status that is a word of its own, by its words."""
    scales = [one.scale for one in framework.indicators if one.id == name]
    levels = chain.from_iterable(
        zip(((scale, each) for each in scale.ids), colours_of(scale, framework.levels), strict=True) for scale in scales
    )
    statuses = {framework.say(f"status.{status}"): colour for status, colour in STATUS_COLOURS.items()}
    return statuses | {level_words(scale, level): colour for (scale, level), colour in levels}


def _lines(_: Framework, rows: Sequence[Row]) -> Iterator[str]:
    names = list(rows[0]) if rows else []
    yield from aligned([names, *([str(row[name] or "") for name in names] for row in rows)])
