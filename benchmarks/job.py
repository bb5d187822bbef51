"""One contestant in a process of its own: `python -m benchmarks.job CONTESTANT ANSWERS AREAS [RESULT]`.

Prints what it took as JSON; with RESULT, writes there what came out, packed by `benchmarks.compare`.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

from benchmarks.contestants import CONTESTANTS
from benchmarks.peak import peak

THREADS = 2


def limit_threads() -> None:
    """Two threads for everyone: by processor where the system can, and by what each library reads when it loads.

    pyarrow takes OMP_NUM_THREADS and ARROW_IO_THREADS. DuckDB is told in its own session.
    """
    for name in ("OMP_NUM_THREADS", "ARROW_IO_THREADS", "POLARS_MAX_THREADS"):
        os.environ[name] = str(THREADS)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])


def main(contestant: str, answers: str, areas: str, result: str = "") -> None:
    """Import, set up, and then do and time the job once; nothing is warmed."""
    limit_threads()
    module = import_module(f"benchmarks.contestants.{contestant}")
    for library in CONTESTANTS[contestant].loads:
        import_module(library)
    begun = perf_counter()
    job = module.job(int(areas))
    ready, loaded = perf_counter(), set(sys.modules)
    table = job(Path(answers))
    done = perf_counter()
    late = sorted({"numpy", "pandas", "polars", "pyarrow"} & (set(sys.modules) - loaded))
    print(json.dumps({"set_up": ready - begun, "seconds": done - ready, "peak": peak(), "late": late}))
    if result:
        from benchmarks.compare import save

        save(table, int(areas), Path(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
