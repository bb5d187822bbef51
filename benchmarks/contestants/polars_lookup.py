"""Polars given napd's idea: no pivot and no rules, but two joins and a sum."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.contestants.lookup import codebook, lookup
from benchmarks.rubric import LEVELS

KEYS = ["round", "area", "indicator"]


def job(_areas: int) -> Callable[[Path], pl.DataFrame]:
    """Make the two tables."""
    level = pl.Enum(LEVELS)
    codes = pl.LazyFrame(codebook(), schema_overrides={"weight": pl.Int16})
    levels = {"level_low": level, "level_high": level}
    outcomes = pl.LazyFrame(lookup(), schema_overrides={"key": pl.Int16, "answered": pl.Int8, **levels})

    def run(path: Path) -> pl.DataFrame:
        weighed = pl.scan_parquet(path).join(codes, on=["question", "value"], how="left")
        keys = weighed.group_by(KEYS).agg(pl.col("weight").sum().cast(pl.Int16).alias("key"))
        return keys.join(outcomes, on=["indicator", "key"]).drop("key").collect(engine="streaming")

    return run
