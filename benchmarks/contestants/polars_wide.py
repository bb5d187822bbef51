"""The best plan found for Polars streaming: one pass that turns questions into columns, then when/then by indicator.

Tried and slower: `filter(...).max()`, casting in each column or after the aggregation, a list of structs that is
exploded, and grouping by indicator too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.rubric import INDICATORS, KINDS, LEVELS, QUESTIONS, RANKS, WORST, Needs, question_of, rank

LEVEL, INDICATOR, QUESTION = pl.Enum(LEVELS), pl.Enum(list(INDICATORS)), pl.Enum(QUESTIONS)


def job(_areas: int) -> Callable[[Path], pl.DataFrame]:
    """Nothing to set up: the plan is part of the job."""
    return lambda path: pl.concat(_scores(_wide(path), name) for name in INDICATORS).collect(engine="streaming")


def _wide(path: Path) -> pl.LazyFrame:
    """Every answer as a number, one row for each round and area."""
    option = pl.col("value").cast(pl.Enum([*RANKS]), strict=False).to_physical().cast(pl.Float32)
    number = pl.col("value").cast(pl.Float32, strict=False)
    answer = pl.coalesce(number, option)
    answers = pl.scan_parquet(path).with_columns(pl.col("question").cast(QUESTION), answer.alias("answer"))
    columns = [pl.when(pl.col("question") == name).then("answer").max().alias(name) for name in QUESTIONS]
    return answers.group_by("round", "area").agg(columns)


def _scores(wide: pl.LazyFrame, indicator: str) -> pl.LazyFrame:
    answered: Any = sum(pl.col(question_of(indicator, kind)).is_not_null().cast(pl.Int8) for kind in KINDS)
    return wide.select(
        "round",
        "area",
        pl.lit(indicator, INDICATOR).alias("indicator"),
        _level(indicator, missing=False).alias("level_low"),
        _level(indicator, missing=True).alias("level_high"),
        answered.alias("answered"),
    )


def _level(indicator: str, *, missing: bool) -> pl.Expr:
    """The level of the first rule that holds, where what is not known counts as `missing`."""
    cases: Any = pl
    for level, needs in INDICATORS[indicator]:
        cases = cases.when(_condition(indicator, needs, missing=missing)).then(pl.lit(level, LEVEL))
    found: pl.Expr = cases.otherwise(pl.lit(WORST, LEVEL))
    return found


def _condition(indicator: str, needs: Needs, *, missing: bool) -> pl.Expr:
    parts = (
        (pl.col(question_of(indicator, kind)) >= pl.lit(rank(worst), pl.Float32)).fill_null(value=missing)
        for kind, worst in needs.items()
    )
    return reduce(and_, parts)
