"""Data points: what the tables say of each area in each period, one number at a time, with its status.

For formats that know numbers of variables, as statistics do, and not tables of napd.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from napd.framework.formats import Publication
    from napd.framework.framework import Framework
    from napd.model.indicator import Indicator

FIGURES = "observations"
"""The table with figures that were counted or published."""
STATUS = {"undetermined": "O", "unanswered": "L", "not_applicable": "M"}
"""The letter, in CL_OBS_STATUS of SDMX, of a score without a level."""
NORMAL, PROVISIONAL, UNKNOWN, HIDDEN = "A", "P", "O", "Q"
FREE, CONFIDENTIAL = "F", "C"


@frozen
class Variable:
    """What numbers are about.

    Args:
        id: that of the indicator; of a value of regions with a dot and the id of its question; of a figure that of its
            measure, with a dot before each of its parts.
        title: what people call it.
        unit: of its numbers; empty for levels.
        labels: of an indicator the label of each level, the lowest first, whose number is 1; empty for a number.
        description: what it says.
        sources: where its content comes from.
    """

    id: str
    title: str
    unit: str = ""
    labels: tuple[str, ...] = ()
    description: str = ""
    sources: tuple[str, ...] = ()


@frozen
class DataPoint:
    """One number.

    Args:
        variable: the id of what it is about.
        period: the id of the round; of a figure its day, or its first and last with a / between.
        area: the code of the area; of a sum those of its parts, with | between.
        perspective: whose view it is; empty where it is no view.
        value: the number; of a level its place on the scale, the lowest 1. None where it is unknown or hidden.
        low: the lowest that it can be; None where that is unknown or hidden.
        high: the highest that it can be, likewise.
        n: of how many it is a number; None for a level, and where it is hidden.
        status: by CL_OBS_STATUS of SDMX. P, provisional, until only answers count that are aligned.
        confidentiality: by CL_CONF_STATUS of SDMX.
    """

    variable: str
    period: str
    area: str
    perspective: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    status: str
    confidentiality: str = FREE


def variables(tables: Publication) -> list[Variable]:
    """What the tables have numbers of: each indicator by its last version, each value of regions, each measure."""
    latest = {one.id: one for one in tables.framework.indicators} if tables.framework else {}
    counted = {_figure_id(row): row for row in _rows(tables, FIGURES)} if FIGURES in tables else {}
    return [
        *(each for one in latest.values() for each in _of_indicator(one)),
        *(_of_measure(name, row) for name, row in counted.items()),
    ]


def _of_indicator(one: Indicator) -> Iterator[Variable]:
    sources = tuple(each.words for each in one.sources)
    labels = tuple(level.label for level in one.scale.levels)
    yield Variable(one.id, one.title, "", labels, one.description, sources)
    for question in (each for each in one.questions if each.is_counted):
        yield Variable(f"{one.id}.{question.id}", question.text, question.scored.unit, (), question.help, sources)


def _of_measure(name: str, row: Mapping[str, Any]) -> Variable:
    parts = f" ({row['parts'].replace('|', ', ')})" if row["parts"] else ""
    return Variable(name, row["title"] + parts, row["unit"], (), row["population"], (row["source"],))


def data_points(tables: Publication) -> Iterator[DataPoint]:
    """Every number of the scores, of the values of regions, and of the figures, in the order of the tables."""
    normal = NORMAL if tables.receipt.get("publish") else PROVISIONAL
    for name in tables:
        if name == FIGURES:
            yield from map(_figure, _rows(tables, name))
        elif name == "rollups":
            yield from (_rollup(row, normal) for row in _rows(tables, name))
        elif name == "scores" and tables.framework:
            yield from (_score(tables.framework, row, normal) for row in _rows(tables, name))


def _rows(tables: Publication, name: str) -> Iterator[Mapping[str, Any]]:
    for batch in tables.batches(name):
        yield from batch.to_pylist()


def _score(framework: Framework, row: Mapping[str, Any], normal: str) -> DataPoint:
    ids = framework.indicator(row["indicator"], row["version"]).scale.ids
    value, low, high = (ids.index(row[end]) + 1 if row[end] else None for end in ("level", "level_low", "level_high"))
    whose = row["indicator"], row["round"], row["area"], row["perspective"]
    return DataPoint(*whose, value, low, high, None, STATUS.get(row["status"], normal))


def _rollup(row: Mapping[str, Any], normal: str) -> DataPoint:
    low, high = row["low"], row["high"]
    value = low if low == high else None
    whose = f"{row['indicator']}.{row['question']}", row["round"], row["area"], row["perspective"]
    return DataPoint(*whose, value, low, high, row["members"], UNKNOWN if value is None else normal)


def _figure(row: Mapping[str, Any]) -> DataPoint:
    days = dict.fromkeys((row["first_day"], row["last_day"]))
    whose = _figure_id(row), "/".join(days), row["area"], ""
    hides = CONFIDENTIAL if row["status"] == HIDDEN else FREE
    return DataPoint(*whose, row["value"], row["low"], row["high"], row["n"], row["status"], hides)


def _figure_id(row: Mapping[str, Any]) -> str:
    return ".".join([row["measure"], *filter(None, row["parts"].split("|"))])
