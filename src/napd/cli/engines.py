"""The command `score --engine`: the same answers, tables and exit codes, with the work done by Spark or Dask.

Parquet is read by the engine, on its workers; CSV and Arrow files are read here, as they always are.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from napd.cli.engine_answers import EngineAnswers
from napd.cli.score import FLAGS, chosen_format, deliver
from napd.cli.session import Session
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.framework.framework import Framework
    from napd.scoring.result import Result

PATIENCE = 5
"""Seconds in which a cluster has to answer."""
SILENT = logging.CRITICAL + 1
OPTIONS = {"spark": "--master", "dask": "--scheduler"}
MODULES = {"spark": "pyspark", "dask": "distributed"}
NO_JAVA = (
    "Spark needs Java, and there is none. Install version 17 or later (on Debian and Ubuntu: "
    "apt install openjdk-17-jre-headless), or say in JAVA_HOME where it is"
)


def run_score_on(
    engine: str | None, addresses: Mapping[str, str | None], answers: Sequence[str], framework: str | None,
    *, output: str | None, format: Any, also: Sequence[str], overwrite: bool, publish: bool,  # noqa: A002
    as_of: str | None, json: bool,
) -> int:  # fmt: skip
    """Score answers on an engine; the rest is as the command does it. Returns the exit code.

    Args:
        engine: "spark" or "dask"; None where only an address was given.
        addresses: by engine, where it runs; None for this machine.
        answers: paths; with "://" in it, of Parquet that the engine finds.
        framework: the path of the napd.toml, or None.
        output: the folder for the tables, or None.
        format: of the tables.
        also: further tables for the folder; an engine has none.
        overwrite: whether files in which people may have typed are replaced.
        publish: whether only aligned answers count.
        as_of: the round or day whose rules score every round, or None.
        json: whether a program reads the output.

    Raises:
        NapdError: when further tables are asked for, an address is that of another engine, the engine is not installed
            or cannot be reached, a file is not there, or the work fails on the workers.
    """
    if also:
        raise NapdError(f"{FLAGS[also[0]]} takes the answers of one machine: leave it out, or leave out --engine")
    chosen = _checked(engine, addresses)
    given = EngineAnswers.of(answers)
    wanted = chosen_format(format)
    session = Session.of(framework, publish=publish, as_of=as_of, json=json)
    score_on = _on_spark if chosen == "spark" else _on_dask
    result = _scored(given, session.framework, score_on, addresses[chosen])
    return deliver(session, result, output, wanted, overwrite=overwrite)


def _checked(engine: str | None, addresses: Mapping[str, str | None]) -> str:
    for other, address in addresses.items():
        if address is not None and other != engine:
            raise NapdError(f"{OPTIONS[other]} goes with --engine {other}")
    assert engine is not None  # noqa: S101 - without engine there is an address, and that is refused above
    if find_spec(MODULES[engine]) is None:
        raise NapdError(f'{engine.title()} is not installed: pip install "napd[{engine}]"')
    return engine


def _scored(given: EngineAnswers, used: Framework, score_on: Any, address: str | None) -> Result:
    from napd.cluster.whole import with_problems
    from napd.scoring.run import score

    if not given.parquet and not given.tables:  # nothing that an engine could do
        return score(given.paths, used)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what engines say of their own versions and sizes
        result: Result = score_on(given, used, address)
    return with_problems(result, given.problems) if given.problems else result


def _on_spark(given: EngineAnswers, used: Framework, master: str | None) -> Result:
    import napd.spark

    with _spark(master) as session:
        frames = {
            name: session.read.option("mergeSchema", value=True).parquet(*map(_local_url, paths))
            for name, paths in given.parquet.items()
        }
        frames |= {name: session.createDataFrame(table) for name, table in given.tables.items()}
        return napd.spark.result(frames, used)


def _local_url(path: str) -> str:
    """A path that Spark looks for on the machine itself, and not where its cluster keeps files."""
    return path if "://" in path else f"file://{path}"


@contextmanager
def _spark(master: str | None) -> Iterator[Any]:
    """A session of Spark; what Java and the workers say goes nowhere, and their errors become one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    where = master or "local[*,4]"  # a task may be done four times, as on a cluster; by default once
    _reachable(where)
    local = where.startswith("local")
    if local:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.ui.showConsoleProgress": "false",
        "spark.ui.enabled": str(not local).lower(),
        # A folder named round=2025-12 is a text, as in every other place
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    }
    before = SparkSession.getActiveSession()
    with ExitStack() as opened:
        try:
            with _silence():  # Java keeps this stderr for as long as it lives
                session = SparkSession.builder.master(where).appName("napd").config(map=settings).getOrCreate()
            if session is not before:
                opened.callback(session.stop)
            yield session
        except (PySparkException, Py4JError) as error:
            raise NapdError(f"Spark ({where}): {_last_word(str(error))}") from error


def _reachable(master: str) -> None:
    """Refuse a Spark that cannot start: its own errors come late, and are long."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise NapdError(NO_JAVA)
    if not master.startswith(("local", "spark://", "yarn", "k8s://")):
        raise NapdError(f"--master {master}: it has to be such as local[2], spark://HOST:7077, yarn or k8s://HOST:PORT")
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        with suppress(OSError, ValueError), socket.create_connection((host, int(port)), timeout=PATIENCE):
            return
    raise NapdError(f"{master}: no Spark master answers there. Check the address, and whether it runs")


@contextmanager
def _silence() -> Iterator[None]:
    """Let what writes to stderr past Python, such as Java, write nowhere."""
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _last_word(text: str) -> str:
    """What an engine says at last, without the way that led there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    java = [line.removeprefix(": ") for line in lines if line.startswith(": ")]
    if missing := next((line for line in lines if "No module named 'napd" in line), None):
        return f"{missing}. Install napd on every worker, in the same version"
    python = [line for line in lines if not line.startswith(("at ", "File ", "^", "...", "JVM", "SQLSTATE"))]
    return (java or python[-1:] or lines[:1] or ["it stopped without a word"])[0]


def _on_dask(given: EngineAnswers, used: Framework, scheduler: str | None) -> Result:
    import dask.dataframe as dd

    import napd.dask

    with _dask(scheduler):
        frames = {name: dd.read_parquet(paths, dtype_backend="pyarrow") for name, paths in given.parquet.items()}
        for name, table in given.tables.items():
            frames[name] = dd.from_pandas(napd.dask.frame_of(table), npartitions=napd.dask.FEWEST)
        return napd.dask.result(frames, used)


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
            raise NapdError(f"Dask ({scheduler or 'this machine'}): {_last_word(str(error))}") from error


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
