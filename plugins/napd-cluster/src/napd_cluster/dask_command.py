"""Score answers on Dask, on this machine or on several."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from napd import NapdError, hookimpl
from napd.plugin import options
from napd_cluster.engines import PATIENCE, insist, last_word

if TYPE_CHECKING:
    from napd import Framework, Result
    from napd_cluster.engine_answers import EngineAnswers

SILENT = logging.CRITICAL + 1


def dask(
    answers: options.Answers,
    output: options.Folder = None,
    format: options.Format = None,  # noqa: A002
    framework: options.FrameworkFile = None,
    json: options.Json = False,
    *,
    dashboard: options.Dashboards = None,
    publish: options.Publish = False,
    as_of: options.AsOf = None,
    labels: options.Labels = False,
    overwrite: options.Overwrite = False,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="URL", help="Dask's scheduler; by default this machine.", show_default=False
        ),
    ] = None,
) -> int:
    """Score answers on Dask.

    The tables, messages and exit codes are those of `napd score`. Parquet is read by the workers, other files here.

    Example: napd dask examples/landelijk-FICTIEF/answers.csv -o out/
    """
    from napd.plugin import ResultOutput, Session
    from napd_cluster.engines import run

    insist("dask", "distributed")
    delivery = ResultOutput.of(output, [format] if format else (), labels=labels, overwrite=overwrite)
    session = Session.of(framework, publish=publish, as_of=as_of, json=json, dashboard=dashboard)
    return run(answers, session, lambda given, used: _on_dask(given, used, scheduler), delivery)


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `dask`."""
    return dask


def _on_dask(given: EngineAnswers, used: Framework, scheduler: str | None) -> Result:
    import dask.dataframe as dd

    from napd_cluster import dask as on_dask

    with _dask(scheduler):
        frames = {name: dd.read_parquet(paths, dtype_backend="pyarrow") for name, paths in given.parquet.items()}
        for name, table in given.tables.items():
            frames[name] = dd.from_pandas(on_dask.frame_of(table), npartitions=on_dask.FEWEST)
        return on_dask.result(frames, used)


@contextmanager
def _dask(scheduler: str | None) -> Iterator[None]:
    """The cluster of a scheduler, or one of this machine's own; errors become one line."""
    from distributed import KilledWorker

    logging.getLogger("distributed").setLevel(SILENT)
    with ExitStack() as opened:
        _connect(scheduler, opened)
        try:
            yield
        except (KilledWorker, ImportError, OSError, RuntimeError) as error:
            raise NapdError(f"Dask ({scheduler or 'this machine'}): {last_word(str(error))}") from error


def _connect(scheduler: str | None, opened: ExitStack) -> None:
    """Open a client that the work goes to, as long as `opened` is."""
    from distributed import Client, LocalCluster

    where: Any = scheduler
    if scheduler is None:
        where = opened.enter_context(LocalCluster(threads_per_worker=1, dashboard_address=":0", silence_logs=SILENT))
    try:
        # A client that could not connect would stay the default, and whatever came after it would wait for it
        client = opened.enter_context(Client(where, timeout=PATIENCE, set_as_default=False))
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        message = f"{scheduler}: no Dask scheduler with a worker answers there. Check the address, and whether it runs"
        raise NapdError(message) from error
    opened.enter_context(client.as_current())
