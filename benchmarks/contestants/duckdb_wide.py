"""The best SQL found for DuckDB: one pass that turns questions into columns, then a CASE for each indicator.

Tried and slower: `max(value) filter (...)`, casting after the aggregation, the question as an ENUM, a list of structs
that is unnested, and grouping by indicator too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.rubric import INDICATORS, KINDS, LEVELS, QUESTIONS, RANKS, WORST, Needs, question_of, rank


def job(_areas: int) -> Callable[[Path], Any]:
    """Connect, and write out the query."""
    connection = duckdb.connect()
    connection.sql("set threads = 2; set preserve_insertion_order = false")
    connection.sql(f"create type level as enum {LEVELS}; create type indicator as enum {tuple(INDICATORS)}")
    query = _query()
    return lambda path: connection.sql(query.format(path=path)).to_arrow_table()


def _query() -> str:
    """Every answer as a number, one row for each round and area, and out of it one for each indicator."""
    options = " ".join(f"when '{option}' then {place}" for option, place in RANKS.items())
    columns = ", ".join(f"max(case when question = '{name}' then answer end) as {name}" for name in QUESTIONS)
    return f"""
        with answers as (
            select round, area, question, case value {options} else try_cast(value as double) end as answer
            from read_parquet('{{path}}')
        ), wide as materialized (
            select round, area, {columns} from answers group by round, area
        )
        {" union all ".join(map(_scores, INDICATORS))}
    """


def _scores(indicator: str) -> str:
    answered = " + ".join(f"({question_of(indicator, kind)} is not null)::tinyint" for kind in KINDS)
    return f"""
        select round, area, '{indicator}'::indicator as indicator, {_level(indicator, missing="false")} as level_low,
            {_level(indicator, missing="true")} as level_high, {answered} as answered
        from wide
    """


def _level(indicator: str, missing: str) -> str:
    """The level of the first rule that holds, where what is not known counts as `missing`."""
    rules = INDICATORS[indicator]
    cases = " ".join(f"when {_condition(indicator, needs, missing)} then '{level}'" for level, needs in rules)
    return f"(case {cases} else '{WORST}' end)::level"


def _condition(indicator: str, needs: Needs, missing: str) -> str:
    return " and ".join(
        f"coalesce({question_of(indicator, kind)} >= {rank(worst)}, {missing})" for kind, worst in needs.items()
    )
