"""What the commands `spark` and `dask` have in common: answers, tables and exit codes as those of `napd score`.

Parquet is read by the engine, on its workers; CSV, Arrow and other files are read here, as they always are.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from napd import Framework, NapdError, Result, score
from napd.plugin import ResultOutput, Session
from napd_cluster.engine_answers import EngineAnswers

PATIENCE = 5
"""Seconds in which a cluster has to answer."""
ScoreOn = Callable[[EngineAnswers, Framework], Result]


def run(answers: Sequence[str], session: Session, score_on: ScoreOn, delivery: ResultOutput) -> int:
    """Score answers on an engine, and write or show them as `napd score` does. Returns the exit code.

    Args:
        answers: paths; with "://" in it, of Parquet that the engine finds.
        session: the command at work.
        score_on: scores what an engine can read.
        delivery: what becomes of the result.

    Raises:
        NapdError: when a file is not there, the engine cannot be reached, or the work fails on the workers.
    """
    given = EngineAnswers.of(answers, session.framework.local)
    result = _scored(given, session.framework, score_on)
    return delivery.take(session, result)


def insist(engine: str, module: str) -> None:
    """Refuse to begin without the engine."""
    if find_spec(module) is None:
        raise NapdError(f'{engine.title()} is not installed: pip install "napd[{engine}]"')


def _scored(given: EngineAnswers, used: Framework, score_on: ScoreOn) -> Result:
    from napd_cluster.whole import with_problems

    if not given.parquet and not given.tables:  # nothing that an engine could do
        return score(given.paths, used)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what engines say of their own versions and sizes
        result = score_on(given, used)
    return with_problems(result, given.problems) if given.problems else result


def last_word(text: str) -> str:
    """What an engine says at last, without the way that led there."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    java = [line.removeprefix(": ") for line in lines if line.startswith(": ")]
    if missing := next((line for line in lines if "No module named 'napd" in line), None):
        return f"{missing}. Install napd on every worker, in the same version"
    python = [line for line in lines if not line.startswith(("at ", "File ", "^", "...", "JVM", "SQLSTATE"))]
    return (java or python[-1:] or lines[:1] or ["it stopped without a word"])[0]
