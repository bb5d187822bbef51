"""The command `score`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from napd.cli.options import (
    OWN,
    Answers,
    AsOf,
    Dashboards,
    Folder,
    Formats,
    FrameworkFile,
    Json,
    Overwrite,
    Publish,
    Trace,
    WithAnswers,
)  # fmt: skip
from napd.cli.terminal import say, show, show_json, under
from napd.errors import NapdError

if TYPE_CHECKING:
    from napd.cli.session import Session
    from napd.scoring.result import Result

FLAGS = {"answers": "--with-answers", "trace": "--trace"}
"""What asks for each further table."""


def score(
    answers: Answers,
    output: Folder = None,
    format: Formats = None,  # noqa: A002
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    dashboard: Dashboards = None,
    publish: Publish = False,
    as_of: AsOf = None,
    with_answers: WithAnswers = False,
    trace: Trace = False,
    overwrite: Overwrite = False,
) -> int:
    """Score answers.

    Bad rows are reported, and good rows still count. Without --output the scores are printed.

    Example: napd score examples/landelijk-FICTIEF/answers.csv -o out/
    """
    from napd.cli.session import Session

    also = [name for name, wanted in (("answers", with_answers), ("trace", trace)) if wanted]
    if also and not output:
        raise NapdError(f"{FLAGS[also[0]]} writes to the folder of --output: name it")
    chosen = [chosen_format(name) for name in dict.fromkeys(format or OWN[:1])]
    session = Session.of(framework, publish=publish, as_of=as_of, json=json, dashboard=dashboard)
    return deliver(session, session.score(answers), output, *chosen, also=also, overwrite=overwrite)


def chosen_format(name: str) -> Any:
    """A format of napd by its name, or that of a plugin, which is imported; `NapdError` before any work is done."""
    if name in OWN:
        return name
    from napd.cli.session import local
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import format_named

    return format_named(name, local().among(FORMATS), OWN)


def deliver(
    session: Session,
    result: Result,
    output: str | None,
    *formats: Any,
    also: Sequence[str] = (),
    overwrite: bool,
) -> int:
    """Write the tables of a result to a folder, in each format; or show its scores on stdout. Returns the exit code."""
    from napd.cli.session import keeps_back, problem_lines

    paths, faults = _written(result, output, formats, also, overwrite=overwrite) if output else ([], [])
    if session.json:
        files = [str(path) for path in paths]
        show_json({"receipt": result.receipt, "files": files, "scores": result.scores.to_pylist()})
    elif not output:
        _show(result)
    counted, *first = problem_lines(result)
    say(f"{_summary(result)}; {counted}", *first, *(f"wrote {path}" for path in paths), *faults)
    left = session.framework.publish and "answers" in also and keeps_back(result)
    return session.code(result, left=bool(faults) or left)


def _written(
    result: Result, output: str, formats: Sequence[Any], also: Sequence[str], *, overwrite: bool
) -> tuple[list[Any], list[str]]:
    """The files that were written, each once, and a line for each that is not, or not whole."""
    from napd.scoring.writing import NotWritten

    paths: list[Any] = []
    faults: list[str] = []
    for form in formats:
        try:
            paths += result.write(output, form, also, overwrite=overwrite)
        except NotWritten as error:
            paths += error.written
            faults += [f"napd: {line}" for line in str(error).splitlines()]
    return list(dict.fromkeys(paths)), faults


def _show(result: Result) -> None:
    """Show the scores of each dashboard on stdout."""
    framework, words, rows = result.framework, result.framework.say, list(_rows(result))
    mark = words("page.mark") if result.fictional else ""
    for key, title in framework.titles(result.dashboards).items():
        mine = [row for row in rows if framework.dashboard(row["indicator"]) == key]
        with under(title):
            show(mine, words.table("column.score"), words, json=False, title=mark)


def _rows(result: Result) -> Iterator[Mapping[str, Any]]:
    """The scores with what people read."""
    from napd.explaining.levels import score_words

    framework = result.framework
    for row in result.scores.to_pylist():
        name, of = framework.areas[row["area"]].name, framework.say("words.of", a=row["answered"], b=row["required"])
        scale = framework.indicator(row["indicator"], row["version"]).scale
        yield {**row, "name": name, "shown": score_words(scale, row, framework.say), "of": of}


def _summary(result: Result) -> str:
    from napd.cli.session import made_up

    counts = {name: _distinct(result.scores[name]) for name in ("area", "indicator", "round")}
    scored = f"{counts['area']} areas, {counts['indicator']} indicators, {counts['round']} rounds"
    return f"{made_up(result)}{len(result.scores):,} scores: {scored}"


def _distinct(texts: Any) -> int:
    """How many different texts stand in a dictionary-encoded column without nulls."""
    import numpy as np

    return int(np.count_nonzero(np.bincount(texts.combine_chunks().indices)))
