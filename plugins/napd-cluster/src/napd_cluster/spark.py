"""Scoring on Spark: lazy in, lazy out. Needs `pip install "napd[spark]"`, and that on the workers; no other plugins.

    from napd_cluster import spark

    scores = spark.score(spark.read.parquet("answers/"))
    problems = spark.score(answers, table="problems")

The answers are brought together by the region that an area belongs to on the date of the round, in so many buckets,
and each bucket is scored by the same code that scores on one machine. A task that fails is done again by Spark, and
nothing is lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa

from napd import NapdError
from napd_cluster.homes import HOME, HOMED, homed_batches, needed
from napd_cluster.whole import FramePlan, known, named
from napd_cluster.work import PARTS, PackedFramework, packed, score_table, shape

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, GroupedData

    from napd import Framework, Result

    Answers: TypeAlias = DataFrame | Mapping[str, DataFrame]

KINDS = {
    pa.string(): "string", pa.binary(): "binary", pa.bool_(): "boolean", pa.float64(): "double",
    pa.int16(): "smallint", pa.int32(): "int", pa.int64(): "bigint",
}  # fmt: skip
"""How Spark calls the types of the tables."""
PER_CORE = 4
"""Buckets for each core, so that none waits long for another; each bucket judges the texts in it anew."""


def score(
    answers: Answers, framework: Framework | str | Path | None = None, *, table: str = "scores",
    buckets: int | None = None,
) -> DataFrame:  # fmt: skip
    """Score answers on Spark; nothing is read before the frame that it gives is used.

    Args:
        answers: a DataFrame with the columns of answers, of any types; or several by name, read as one.
        framework: as for `napd.score`. It travels within the task, which Spark sends to each executor once, and
            is opened once by each Python worker: for the indicators of the Nationaal Actieplan 21 kB. Indicators
            are data, also those defined in a notebook: a worker needs napd, and none of the plugins.
        table: "scores", "rollups" or "problems".
        buckets: in how many parts to score. None takes four for each core; a bucket has to fit in the memory of one
            Python worker, so more than that for hundreds of millions of answers.

    Returns:
        A DataFrame with the columns of that table in `schemas/`, text as string, rows in any order. Problems have
        no line, for rows of a DataFrame have none: in addition to the columns of `schemas/problems.json` there are
        round, area, perspective, indicator and question, with what stands in the row.

    Raises:
        NapdError: when pyspark is not installed, columns are missing, or the framework file is wrong.
        UnknownName: when there is no such table.

    Without the receipt: a lazy frame cannot carry what is known only at its end. `result` does.
    """
    chosen = known(table)
    plan = _plan(answers, framework)
    plan.insist()
    parcel = plan.parcel
    rows = _grouped(answers, plan, parcel, buckets)
    return rows.applyInArrow(lambda part: score_table(part, parcel.framework, chosen), _words(shape(chosen)))


def result(answers: Answers, framework: Framework | str | Path | None = None, *, buckets: int | None = None) -> Result:
    """Score answers on Spark now, and bring everything here: all tables with their receipt, as `napd.score` gives.

    Args:
        answers: as for `score`; but a frame whose columns are not those of answers becomes a problem.
        framework: as for `score`.
        buckets: as for `score`.

    Returns:
        The result, equal to that of one machine but for the places of problems: a problem of a row names the row in
        its message, and `file` is "answers".

    Raises:
        NapdError: when pyspark is not installed or the framework file is wrong.

    The tables have to fit in the memory of this process, and under `spark.driver.maxResultSize`.
    """
    plan = _plan(answers, framework)
    if not plan.readable:
        return plan.result(PARTS.empty_table())
    parcel = plan.parcel
    rows = _grouped(answers, plan, parcel, buckets)
    return plan.result(rows.applyInArrow(lambda part: packed(part, parcel.framework), _words(PARTS)).toArrow())


def _plan(answers: Answers, framework: Framework | str | Path | None) -> FramePlan:
    try:
        from pyspark.sql.pandas.types import to_arrow_schema
    except ImportError as error:
        raise NapdError('Spark is not installed: pip install "napd[spark]"') from error
    return FramePlan.of({name: to_arrow_schema(frame.schema) for name, frame in named(answers).items()}, framework)


def _grouped(answers: Answers, plan: FramePlan, parcel: PackedFramework, buckets: int | None) -> GroupedData:
    """The rows of all frames with columns of answers, by bucket."""
    from functools import reduce

    from pyspark.sql.functions import col

    frames = [_homed(frame, parcel) for name, frame in named(answers).items() if name in plan.readable]
    rows = reduce(lambda one, other: one.unionAll(other), frames)
    count = buckets or PER_CORE * rows.sparkSession.sparkContext.defaultParallelism
    return rows.groupBy((col(HOME) % count).alias("bucket"))


def _homed(frame: DataFrame, parcel: PackedFramework) -> DataFrame:
    quoted = [f"`{name.replace('`', '``')}`" for name in needed(frame.columns)]
    return frame.select(*quoted).mapInArrow(lambda batches: homed_batches(batches, parcel.homes), _words(HOMED))


def _words(columns: pa.Schema) -> str:
    """A schema in the words of Spark."""
    return ", ".join(f"`{field.name}` {KINDS[field.type]}" for field in columns)
