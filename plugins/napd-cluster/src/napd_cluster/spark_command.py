"""Score answers on Spark, on this machine or on several."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from napd import NapdError, hookimpl
from napd.plugin import options
from napd_cluster.engines import PATIENCE, insist, last_word

if TYPE_CHECKING:
    from napd import Framework, Result
    from napd_cluster.engine_answers import EngineAnswers

NO_JAVA = (
    "Spark needs Java, and there is none. Install version 17 or later (on Debian and Ubuntu: "
    "apt install openjdk-17-jre-headless), or say in JAVA_HOME where it is"
)


def spark(
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
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="Spark's master; by default this machine.", show_default=False),
    ] = None,
) -> int:
    """Score answers on Spark.

    The tables, messages and exit codes are those of `napd score`. Parquet is read by the workers, other files here.

    Example: napd spark examples/landelijk-FICTIEF/answers.csv -o out/
    """
    from napd.plugin import ResultOutput, Session
    from napd_cluster.engines import run

    insist("spark", "pyspark")
    delivery = ResultOutput.of(output, [format] if format else (), labels=labels, overwrite=overwrite)
    session = Session.of(framework, publish=publish, as_of=as_of, json=json, dashboard=dashboard)
    return run(answers, session, lambda given, used: _on_spark(given, used, master), delivery)


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `spark`."""
    return spark


def _on_spark(given: EngineAnswers, used: Framework, master: str | None) -> Result:
    from napd_cluster import spark as on_spark

    with _spark(master) as session:
        frames = {
            name: session.read.option("mergeSchema", value=True).parquet(*map(_local_url, paths))
            for name, paths in given.parquet.items()
        }
        frames |= {name: session.createDataFrame(table) for name, table in given.tables.items()}
        return on_spark.result(frames, used)


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
            raise NapdError(f"Spark ({where}): {last_word(str(error))}") from error


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
