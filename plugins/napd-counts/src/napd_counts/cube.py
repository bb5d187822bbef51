"""Cells: a table with every combination of codes and totals, zeros too, of rows that each belong to one code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import polars as pl

from napd import NapdError
from napd_counts.episodes import KEY

if TYPE_CHECKING:
    from napd_counts.layout import Way
    from napd_disclosure import Dimension

MOST = 5_000_000
"""Cells of a table; a larger one is not readable, and takes gigabytes."""


def cells(rows: pl.LazyFrame, dimensions: Sequence[Dimension], way: Way) -> pl.DataFrame:
    """The table of a count.

    Args:
        rows: what is counted, with a column for each dimension that has one of its codes, but for those that have a
            single code; `key`; and `days`, if these are counted.
        dimensions: what it is broken down by.
        way: how it is counted: rows, persons, or days.

    Returns:
        A column for each dimension, and those of `napd_disclosure.CountTable`.

    Raises:
        NapdError: where there are too many combinations to be a table.
    """
    if (size := prod(len(each.names) for each in dimensions)) > MOST:
        raise NapdError(f"this table would have {size:,} cells: break it down by less, with fewer --by")
    ids = [each.id for each in dimensions]
    alone = {each.id: each.codes[0] for each in dimensions if len(each.codes) == 1}
    leaves = _leaves(rows, [name for name in ids if name not in alone], way)
    leaves = leaves.with_columns(pl.lit(code).alias(name) for name, code in alone.items())
    blocks = [_block(leaves, dict(zip(ids, some, strict=True)), way) for some in product(*map(_families, dimensions))]
    grid = _grid(dimensions)
    table = grid.join(pl.concat(blocks), on=ids, how="left", maintain_order="left")
    return table.with_columns(pl.exclude(ids).fill_null(0).cast(pl.Int64))


def _grid(dimensions: Sequence[Dimension]) -> pl.DataFrame:
    """Every combination, the last dimension running fastest."""
    grid = pl.DataFrame({dimensions[0].id: dimensions[0].names})
    for each in dimensions[1:]:
        grid = grid.join(pl.DataFrame({each.id: each.names}), how="cross")
    return grid


def _leaves(rows: pl.LazyFrame, ids: Sequence[str], way: Way) -> pl.DataFrame:
    """What is counted at the smallest codes: the rows of each; or each person once; or the days of each person."""
    names = [pl.col(name).cast(pl.String) for name in ids]
    if way == "persons":
        once = rows.select(KEY, *ids).unique().with_columns(names).collect(engine="streaming")
        return once.with_columns(_shared=pl.len().over(KEY) > 1)
    if way == "days":
        return rows.group_by(KEY, *ids).agg(pl.col("days").sum()).with_columns(names).collect(engine="streaming")
    if not ids:
        return rows.select(_n=pl.len()).collect(engine="streaming")
    return rows.group_by(ids).agg(_n=pl.len()).with_columns(names).collect(engine="streaming")


def _families(dimension: Dimension) -> Iterator[Mapping[str, str]]:
    """The codes themselves, and then as few sets of totals as hold every total, of which none overlap."""
    yield {code: code for code in dimension.codes}
    families: list[dict[str, str]] = []
    for name, codes in dimension.totals.items():
        fitting = next((family for family in families if not family.keys() & {*codes}), None)
        if fitting is None:
            families.append(fitting := {})
        fitting |= dict.fromkeys(codes, name)
    yield from families


def _block(leaves: pl.DataFrame, families: Mapping[str, Mapping[str, str]], way: Way) -> pl.DataFrame:
    """The cells of one combination of families."""
    ids = [*families]
    places = [
        pl.col(name).replace_strict(family, default=None, return_dtype=pl.String) for name, family in families.items()
    ]
    rows = leaves.with_columns(places).drop_nulls(ids)
    if way == "persons":
        shared = pl.col(KEY).filter("_shared").n_unique()
        return rows.group_by(ids).agg(value=pl.col(KEY).n_unique(), shared=shared)
    if way == "days":
        each = rows.group_by(*ids, KEY).agg(pl.col("days").sum())
        return each.group_by(ids).agg(value=pl.col("days").sum(), persons=pl.len(), largest=pl.col("days").max())
    return rows.group_by(ids).agg(value=pl.col("_n").sum())
