"""What the tests on several machines share: one Spark and one Dask for all of them, each with two workers.

One process is best for them: with several, each that gets some of these tests starts a Spark and a Dask of its own.
They import `answers` by name.
"""

from __future__ import annotations

import os
import shutil
import sys

import pytest

WITHOUT_JAVA = "Spark needs Java 17 or later, and there is none: apt install openjdk-17-jre-headless"


@pytest.fixture(scope="session")
def spark():
    """A session of Spark with two threads; a task may be done four times."""
    if shutil.which("java") is None:
        pytest.skip(WITHOUT_JAVA)
    pyspark = pytest.importorskip("pyspark.sql", reason='Spark is not installed: pip install "napd[spark]"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}
        # For small answers: Java compiles little, and Spark writes no code of its own
        settings |= {
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.driver.memory": "1g",
        }
        settings |= {"spark.sql.codegen.wholeStage": "false", "spark.sql.shuffle.partitions": "4"}
        session = pyspark.SparkSession.builder.master("local[2,4]").config(map=settings).getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="session")
def cluster():
    """A Dask cluster with two worker processes of one thread each."""
    import logging

    distributed = pytest.importorskip("distributed", reason='Dask is not installed: pip install "napd[dask]"')
    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    with distributed.LocalCluster(**settings, silence_logs=logging.CRITICAL) as made:
        yield made


@pytest.fixture
def dask(cluster):
    """A client of that cluster, while a test lasts: whatever Dask computes then, its workers do."""
    from distributed import Client

    with Client(cluster) as client:
        client.wait_for_workers(2)
        yield client
