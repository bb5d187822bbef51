"""DuckDB given napd's idea: no pivot and no rules, but two joins and a sum."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.contestants.lookup import codebook, lookup
from benchmarks.rubric import INDICATORS, LEVELS

CODEBOOK = """
    create table codebook as
    select unnest($question) as question, unnest($value) as value, unnest($weight)::smallint as weight
"""
LOOKUP = """
    create table lookup as
    select unnest($indicator) as indicator, unnest($key)::smallint as key, unnest($level_low)::level as level_low,
        unnest($level_high)::level as level_high, unnest($answered)::tinyint as answered
"""
QUERY = """
    with keys as (
        select round, area, indicator, sum(coalesce(weight, 0))::smallint as key
        from read_parquet('{path}') left join codebook using (question, value)
        group by round, area, indicator
    )
    select round, area, lookup.indicator::indicator as indicator, level_low, level_high, answered
    from keys join lookup using (indicator, key)
"""


def job(_areas: int) -> Callable[[Path], Any]:
    """Connect, and make the two tables."""
    connection = duckdb.connect()
    connection.sql("set threads = 2; set preserve_insertion_order = false")
    connection.sql(f"create type level as enum {LEVELS}; create type indicator as enum {tuple(INDICATORS)}")
    connection.execute(CODEBOOK, codebook())
    connection.execute(LOOKUP, lookup())
    return lambda path: connection.sql(QUERY.format(path=path)).to_arrow_table()
