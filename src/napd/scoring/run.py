"""The main job: answers in, a result out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from napd.answers.intake import gather
from napd.answers.layout import layout_of
from napd.answers.reader import Reader
from napd.answers.sources import sources_of
from napd.framework.framework import Framework
from napd.scoring.framework_tables import decision_table, indicators_table, problems_table, told
from napd.scoring.receipt import receipt
from napd.scoring.result import Result
from napd.scoring.score_tables import rollups_batches, scores_batches
from napd.scoring.scoring import Scored
from napd.scoring.scoring import score as score_grid
from napd.scoring.trail import Trail
from napd.tables.lazy import LazyTables
from napd.tables.problems import Log, Problem

if TYPE_CHECKING:
    import pyarrow as pa


def score(
    answers: Any,
    framework: Framework | str | Path | None = None,
    *,
    progress: Callable[[int], None] = lambda _: None,
    every: Callable[[Iterable[Problem]], None] | None = None,
) -> Result:
    """Check and score answers.

    Args:
        answers: a path of a filled form, of a CSV, Excel, ODS, Parquet or Arrow IPC file, or of a folder of these; an
            object that hands over Arrow (`__arrow_c_stream__`: pyarrow, pandas, polars, duckdb); or a list of any of
            these. Columns round, area, indicator, question, value; optional perspective, status, note. All are read as
            text.
        framework: the framework, or the path of its napd.toml; None takes ./napd.toml, or else all installed plugins.
        progress: called with the number of rows of each batch that was read.
        every: called with the problems of each part that was read; without it, problems beyond the first thousand of a
            kind are only counted.

    Returns:
        The result. Bad rows are listed in its problems; the good rows are scored.

    Raises:
        NapdError: if a file is missing, an object is not a table, or the framework file has faults.

    Costs one pass over the answers, and memory for one code for each area and question in each round.
    """
    if not isinstance(framework, Framework):
        framework = Framework.load(framework)
    layout = layout_of(framework)
    gathered = gather(sources_of(answers, local=framework.local), layout, progress, every)
    scored, said = score_grid(gathered.grid), Reader(gathered)
    said, found = (said.public if framework.publish else said), gathered.problems
    makers = {  # not lambdas: a result travels to another process
        "scores": partial(scores_batches, layout, scored),
        "rollups": partial(rollups_batches, layout, scored),
        "problems": partial(_problems, found, framework),
        "indicators": partial(indicators_table, framework),
        "decision_table": partial(decision_table, framework),
        "answers": partial(getattr, said, "table"),
        "trace": partial(_trace, scored, said),
    }
    return Result(LazyTables(makers, receipt(framework, gathered), framework), framework, gathered, said, scored)


def _problems(found: Log, framework: Framework) -> pa.Table:
    return problems_table(told(found, framework), framework.say)


def _trace(scored: Sequence[Scored], said: Reader) -> Iterator[pa.RecordBatch]:
    from napd.scoring.trace import trace_batches  # with all that explains a score, which few ask

    return trace_batches(Trail(scored, said))
