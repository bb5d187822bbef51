"""Scoring on Dask: lazy in, lazy out. Needs `pip install "napd[dask]"`, and that on the workers; no other plugins.

    import dask.dataframe
    from napd_cluster import dask

    scores = dask.score(dask.dataframe.read_parquet("answers/"))
    problems = dask.score(answers, table="problems")

The answers are brought together by the region that an area belongs to on the date of the round, and each partition is
scored by the same code that scores on one machine: on threads, or on the workers of a `distributed.Client`. A task
that is lost with its worker is done again by Dask, and nothing is lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pyarrow as pa

from napd import NapdError
from napd_cluster.homes import HOME, HOMED, homed, needed
from napd_cluster.whole import FramePlan, known, named
from napd_cluster.work import PARTS, PackedFramework, Table, packed, score_table, shape

if TYPE_CHECKING:
    import pandas as pd
    from dask.dataframe import DataFrame
    from dask.delayed import Delayed

    from napd import Framework, Result

    Answers: TypeAlias = DataFrame | Mapping[str, DataFrame]

FEWEST = 4
"""Partitions at least: a file of one partition would otherwise be scored by one worker."""


def score(
    answers: Answers, framework: Framework | str | Path | None = None, *, table: str = "scores",
    buckets: int | None = None,
) -> DataFrame:  # fmt: skip
    """Score answers on Dask; nothing is read before the frame that it gives is computed.

    Args:
        answers: a dask.dataframe with the columns of answers, of any types; or several by name, read as one.
        framework: as for `napd.score`. It is one task of the graph, so it travels to each worker once, and comes
            again when that worker is lost: for the indicators of the Nationaal Actieplan 21 kB. Indicators are
            data, also those defined in a notebook: a worker needs napd, and none of the plugins.
        table: "scores", "rollups" or "problems".
        buckets: in how many partitions to score, and to give. None takes as many as the answers have, at least 4; one
            has to fit in the memory of a worker.

    Returns:
        A dask.dataframe with the columns of that table in `schemas/`, rows in any order. Every column has the Arrow
        type (pandas.ArrowDtype) of its values: text string[pyarrow], not categories, whose codes would differ from
        partition to partition; null is pandas.NA. Problems have no line, for rows of a distributed frame have none: in
        addition to the columns of `schemas/problems.json` there are round, area, perspective, indicator and question,
        with what stands in the row.

    Raises:
        NapdError: when dask is not installed, columns are missing, or the framework file is wrong.
        UnknownName: when there is no such table.

    Without the receipt: a lazy frame cannot carry what is known only at its end. `result` does.
    """
    chosen = known(table)
    plan = _plan(answers, framework)
    plan.insist()
    parcel = _sent(plan.parcel)
    rows = _together(answers, plan, parcel, buckets)
    return rows.map_partitions(_score, parcel, chosen, meta=frame_of(shape(chosen).empty_table()))


def result(answers: Answers, framework: Framework | str | Path | None = None, *, buckets: int | None = None) -> Result:
    """Score answers on Dask now, and bring everything here: all tables with their receipt, as `napd.score` gives.

    Args:
        answers: as for `score`; but a frame whose columns are not those of answers becomes a problem.
        framework: as for `score`.
        buckets: as for `score`.

    Returns:
        The result, equal to that of one machine but for the places of problems: a problem of a row names the row in
        its message, and `file` is "answers".

    Raises:
        NapdError: when dask is not installed or the framework file is wrong.

    The tables have to fit in the memory of this process.
    """
    import dask

    plan = _plan(answers, framework)
    if not plan.readable:
        return plan.result(PARTS.empty_table())
    parcel = _sent(plan.parcel)
    parts = _together(answers, plan, parcel, buckets).to_delayed()
    (packs,) = dask.compute([dask.delayed(_pack, pure=True)(part, parcel) for part in parts])
    return plan.result(pa.concat_tables(packs))


def _plan(answers: Answers, framework: Framework | str | Path | None) -> FramePlan:
    try:
        from dask.dataframe.dispatch import make_meta
    except ImportError as error:
        raise NapdError('Dask is not installed: pip install "napd[dask]"') from error
    metas = {name: make_meta(frame) for name, frame in named(answers).items()}
    return FramePlan.of({name: _arrow(meta).schema for name, meta in metas.items()}, framework)


def _sent(parcel: PackedFramework) -> Delayed:
    from dask import delayed

    return delayed(parcel, pure=True)


def _together(answers: Answers, plan: FramePlan, parcel: Delayed, buckets: int | None) -> DataFrame:
    """The rows of all frames with columns of answers, those of one home in one partition."""
    import dask.dataframe as dd

    frames = [frame for name, frame in named(answers).items() if name in plan.readable]
    meta = frame_of(HOMED.empty_table())
    rows = [frame[needed(frame.columns)].map_partitions(_home, parcel, meta=meta) for frame in frames]
    count = buckets or max(FEWEST, sum(frame.npartitions for frame in frames))
    return dd.concat(rows).shuffle(HOME, npartitions=count)


def _home(part: pd.DataFrame, parcel: PackedFramework) -> pd.DataFrame:
    return frame_of(homed(_arrow(part), parcel.homes))


def _score(part: pd.DataFrame, parcel: PackedFramework, table: Table) -> pd.DataFrame:
    return frame_of(score_table(_arrow(part), parcel.framework, table))


def _pack(part: pd.DataFrame, parcel: PackedFramework) -> pa.Table:
    return packed(_arrow(part), parcel.framework)


def _arrow(part: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(part, preserve_index=False).replace_schema_metadata()


def frame_of(table: pa.Table) -> pd.DataFrame:
    """A table as a pandas frame in which every column keeps its Arrow type, and null is null."""
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
