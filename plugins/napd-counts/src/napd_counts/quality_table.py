"""The table of quality: a row for each deliverer and field, with what changed since the delivery before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import pyarrow as pa
from attrs import asdict

from napd.plugin import Texts, harmless
from napd_counts.quality import ALL, FEWEST, FieldQuality

SHARES = ("filled", "unknown", "empty", "wrong", "double")
BEFORE = "_before"


def quality_rows(now: Iterable[FieldQuality], then: Iterable[FieldQuality]) -> list[dict[str, Any]]:
    """Each row with the shares of the delivery before, under names that end in `_before`."""
    before = {(each.deliverer, each.field): each for each in then}
    return [_row(each, before.get((each.deliverer, each.field))) for each in now]


def _row(now: FieldQuality, then: FieldQuality | None) -> dict[str, Any]:
    earlier = {f"{name}{BEFORE}": getattr(then, name, None) for name in ("records", *SHARES)}
    return {**asdict(now), **earlier}


def quality_table(rows: list[dict[str, Any]]) -> pa.Table:
    """As an Arrow table; a share is a whole percentage of the records."""
    texts = [pa.field(name, pa.string()) for name in ("deliverer", "field")]
    numbers = [pa.field(f"{name}{end}", pa.int64()) for end in ("", BEFORE) for name in ("records", *SHARES)]
    return pa.Table.from_pylist(rows, schema=pa.schema([*texts, *numbers]))


def quality_lines(rows: list[dict[str, Any]], tell: Texts) -> Iterator[str]:
    """As people read it: a block for each deliverer, in order of name."""
    headings = [tell("quality.field"), *(tell(f"quality.{name}") for name in SHARES)]
    for who, some in groupby(rows, key=lambda row: row["deliverer"]):
        mine = list(some)
        yield tell("quality.all") if who == ALL else harmless(who)
        if mine[0]["records"] is None:
            yield f"  {tell('quality.few', n=FEWEST)}"
        else:
            yield f"  {tell('quality.records', n=mine[0]['records'])}"
            table = [headings, *([row["field"] or tell("quality.whole"), *_cells(row)] for row in mine)]
            widths = [max(len(line[place]) for line in table) for place in range(len(headings))]
            for line in table:
                cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
                yield f"  {'  '.join(cells)}".rstrip()
        yield ""
    yield tell("quality.foot")


def _cells(row: Mapping[str, Any]) -> list[str]:
    """The shares, with those of the delivery before behind them where there was one."""
    return [_cell(row[name], row[f"{name}{BEFORE}"]) for name in SHARES]


def _cell(now: int | None, then: int | None) -> str:
    if now is None:
        return "-"
    return f"{now} %" if then is None else f"{now} % ({then} %)"
