"""The text of a divergence: for each region and round what perspectives see differently, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from napd.explaining.levels import possible_words
from napd.explaining.values import answer_words
from napd.framework.framework import Framework
from napd.model.indicator import Indicator
from napd.tables.columns import aligned
from napd.texts import Texts
from napd.texts.signs import harmless
from napd.views.titled import titled

Row = Mapping[str, Any]


def lines(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    """For each dashboard, region and round what differs: each difference as its question with what either view says."""
    return titled(framework, rows, lambda row: str(row["indicator"]), partial(_regions, framework))


def _regions(framework: Framework, rows: Sequence[Row]) -> Iterator[str]:
    names = {area.code: area.name for area in framework.areas}
    rows = sorted(rows, key=lambda row: names[row["region"]].casefold())  # stable: the rounds stay in order
    for (region, round_), mine in groupby(rows, key=lambda row: (row["region"], row["round"])):
        yield framework.say("divergence.region", names[region], region, round=round_)
        for row in mine:
            yield from _difference(framework, names, row)


def _difference(framework: Framework, names: Mapping[str, str], row: Row) -> Iterator[str]:
    indicator = next(
        indicator for indicator in framework.at(framework.rounds[row["round"]].date) if indicator.id == row["indicator"]
    )
    question = indicator.question(row["question"]).text if row["question"] else framework.say("divergence.level")
    who = f" · {names[row['area']]}" if row["area"] != row["region"] else ""
    yield f"  {indicator.title}: {question}{who}"
    cells = [
        (f"    {row[view]}", _words(framework.say, indicator, row["question"], row[value]), harmless(row[note] or ""))
        for view, value, note in (("perspective", "value", "note"), ("other_perspective", "other_value", "other_note"))
    ]
    yield from aligned(cells)


def _words(say: Texts, indicator: Indicator, name: str | None, value: str) -> str:
    """A level or an answer as people read it."""
    if name is None:
        return possible_words(indicator.scale, value, say)
    question = indicator.question(name)
    return harmless(answer_words(question, value, say))
