"""The commands `score` and `check`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from napd.cli.light import pyarrow_without_pandas
from napd.cli.show import harmless, load_framework, progress, say, show, show_json
from napd.engine.problems import Problem, columns_of
from napd.errors import NapdError
from napd.explain.levels import score_words

if TYPE_CHECKING:
    from napd.framework import Framework

FEW = 10
FLAGS = {"answers": "--with-answers", "trace": "--trace"}
"""What asks for each further table."""
SCORE_COLUMNS = {
    "round": "ronde", "area": "gebied", "name": "naam", "perspective": "perspectief", "indicator": "indicator",
    "shown": "niveau", "rule": "regel", "of": "beantwoord", "open_questions": "nog open",
}  # fmt: skip
PROBLEM_COLUMNS = {
    "line": "line", "column": "column", "value": "value", "severity": "severity", "message": "message", "hint": "hint",
}  # fmt: skip

CELL_COLUMNS = {
    "cell": "cell", "value": "value", "severity": "severity", "message": "message", "hint": "hint",
}  # fmt: skip


def run_score(
    answers: Sequence[str],
    output: str | None,
    format: Any,  # noqa: A002
    framework: str | None,
    *,
    also: Sequence[str],
    json: bool,
) -> int:
    """Score answers; the tables go to a folder, or the scores to stdout. Returns the exit code."""
    if also and not output:
        raise NapdError(f"{FLAGS[also[0]]} writes to the folder of --output: name it")
    pyarrow_without_pandas()
    from napd.engine.run import score

    used = load_framework(framework)
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    return deliver(used, result, output, format, also=also, json=json)


def deliver(
    used: Framework,
    result: Any,
    output: str | None,
    format: Any,  # noqa: A002
    *,
    also: Sequence[str] = (),
    json: bool,
) -> int:
    """Write the tables of a result to a folder, or show its scores on stdout. Returns the exit code."""
    paths = result.write(output, format, also) if output else []
    if json:
        files = [str(path) for path in paths]
        show_json({"receipt": result.receipt, "files": files, "scores": result.scores.to_pylist()})
    elif not output:
        rows = [_shown(used, row) for row in result.scores.to_pylist()]
        show(rows, SCORE_COLUMNS, json=False, title="FICTIEF" if result.fictional else "")
    counted, *first = problem_lines(result)
    say(f"{_summary(result)}; {counted}", *first, *(f"wrote {path}" for path in paths))
    return exit_code(used, result)


def problem_lines(result: Any) -> list[str]:
    """How many problems there are, and the first of them in a line each."""
    return [_counted(result.problem_counts), *_first(result.problems.to_pylist())]


def exit_code(used: Framework, result: Any) -> int:
    """1 where something was left out or cannot be used, else 0."""
    return int(bool(used.quarantined) or any(severity == "error" for _, severity in result.problem_counts))


def _shown(framework: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    name = framework.areas[row["area"]].name
    of = f"{row['answered']} van {row['required']}"
    return {**row, "name": name, "shown": score_words(framework.scale, row), "of": of}


def _summary(result: Any) -> str:
    counts = {name: _distinct(result.scores[name]) for name in ("area", "indicator", "round")}
    made_up = "FICTIEF: these answers are fictional. " if result.fictional else ""
    scored = f"{counts['area']} areas, {counts['indicator']} indicators, {counts['round']} rounds"
    return f"{made_up}{len(result.scores):,} scores: {scored}"


def _distinct(texts: Any) -> int:
    """How many different texts stand in a dictionary-encoded column without nulls."""
    import numpy as np

    return int(np.count_nonzero(np.bincount(texts.combine_chunks().indices)))


def _counted(counts: Mapping[tuple[str, str], int]) -> str:
    """How many problems there are, from how many there are of each kind and severity."""
    errors, remarks = (sum(n for (_, own), n in counts.items() if own == kind) for kind in ("error", "remark"))
    return f"{errors:,} errors and {remarks:,} remarks in the answers" if errors or remarks else "no problems"


def _first(problems: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """The first problems in a line each, and how to see the others."""
    yield from ("  " + str(Problem(**row)) for row in problems[:FEW])
    if len(problems) > FEW:
        yield f"  and {len(problems) - FEW:,} more; `napd check` lists them all"


def run_check(
    answers: Sequence[str], output: str | None, comments: str | None, framework: str | None, *, json: bool
) -> int:
    """List the problems in answers, by file and sheet; or write every one to a file. Returns the exit code."""
    pyarrow_without_pandas()
    used = load_framework(framework)
    found: list[Problem] = []
    every = found.extend if comments else None
    gathered = _written(used, answers, Path(output), found) if output else _gathered(used, answers, every)
    columns = columns_of(gathered.problems)
    rows: list[dict[str, Any]] = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if json:
        show_json(rows)
    if comments:
        from napd.cli.forms import write_comments

        write_comments(answers, found, Path(comments))
    for (file, sheet), mine in groupby([] if json or output else rows, key=lambda row: (row["file"], row["sheet"])):
        print(harmless(" · ".join(filter(None, (file, sheet)))))
        show(list(mine), CELL_COLUMNS if sheet else PROBLEM_COLUMNS, json=False)
        print()
    say(f"{gathered.count:,} answers accepted; {_counted(gathered.problems.counts)}")
    return int(bool(used.quarantined) or any(severity == "error" for _, severity in gathered.problems.counts))


def _gathered(used: Framework, answers: Sequence[str], every: Any = None) -> Any:
    from napd.engine.gather import gather
    from napd.engine.layout import layout_of
    from napd.engine.sources import sources_of

    with progress("Checking") as count:
        return gather(sources_of(list(answers)), layout_of(used), count, every)


def _written(used: Framework, answers: Sequence[str], path: Path, found: list[Problem]) -> Any:
    """Write every problem to a file, piece by piece as they are found; those of workbooks are kept too."""
    from napd.engine.assemble import problems_table
    from napd.engine.schemas import schema
    from napd.engine.writing import written

    with written(path, schema("problems")) as write:

        def every(some: Iterable[Problem]) -> None:
            for batch in problems_table(some).to_batches():
                write(batch)
            found.extend(problem for problem in some if problem.sheet)

        gathered = _gathered(used, answers, every)
    say(f"wrote {path}")
    return gathered
