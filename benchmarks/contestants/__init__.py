"""Who takes part. Each module has `job(areas)`, which sets up and returns the function that is timed.

That function takes the path of the Parquet file and reads all of it. It returns a table, in the form native to its
library, with the columns round, area, indicator, level_low, level_high and answered; `reading` returns none of these.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Contestant:
    """One way to do the work.

    Args:
        title: as the table shows it.
        scores: whether it gives scores; reading alone does not.
        loads: what its library imports only at first use; imported before the clock starts, like the library.
        largest: the most areas with which it is run.
        once_from: the number of areas from which it takes so long that it is run once, on sorted answers.
    """

    title: str
    scores: bool = True
    loads: tuple[str, ...] = ()
    largest: int = 1_000_000
    once_from: int = 1_000_000


READING, NAPD = "reading", "with_napd"
CONTESTANTS = {
    READING: Contestant("reading only", scores=False),
    NAPD: Contestant("napd.scoring", loads=("pyarrow.parquet",)),
    "duckdb_wide": Contestant("DuckDB SQL, wide", loads=("pyarrow",)),
    "duckdb_lookup": Contestant("DuckDB SQL, lookup", loads=("pyarrow",)),
    "polars_wide": Contestant("Polars streaming, wide"),
    "polars_lookup": Contestant("Polars streaming, lookup"),
    "pandas_vectorised": Contestant("pandas, vectorised", loads=("pyarrow.parquet",), largest=31_250),
    "pandas_apply": Contestant("pandas, apply(axis=1)", loads=("pyarrow.parquet",), largest=3_125, once_from=3_125),
    "zen_tables": Contestant("zen-engine, decision tables", largest=3_125, once_from=3_125),
    "spiff_dmn": Contestant("SpiffWorkflow, DMN", largest=3_125, once_from=3_125),
}
"""By the name of the module."""
