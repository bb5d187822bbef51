"""The command `score`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import asdict

from napd.cli.added import given
from napd.cli.show import load_framework, made_up, progress, say, show, show_json
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.errors import NapdError
from napd.explaining.levels import score_words
from napd.tables.problems import Problem, Severity

if TYPE_CHECKING:
    from napd.framework.framework import Framework

FEW = 10
FLAGS = {"answers": "--with-answers", "trace": "--trace"}
"""What asks for each further table."""
SCORE_COLUMNS = {
    "round": "ronde", "area": "gebied", "name": "naam", "perspective": "perspectief", "indicator": "indicator",
    "shown": "niveau", "rule": "regel", "of": "beantwoord", "open_questions": "nog open",
}  # fmt: skip


def run_score(
    answers: Sequence[str],
    output: str | None,
    format: Any,  # noqa: A002
    framework: str | None,
    *,
    also: Sequence[str],
    overwrite: bool,
    publish: bool,
    as_of: str | None,
    json: bool,
) -> int:
    """Score answers; the tables go to a folder, or the scores to stdout. Returns the exit code."""
    if also and not output:
        raise NapdError(f"{FLAGS[also[0]]} writes to the folder of --output: name it")
    pyarrow_without_pandas()
    from napd.scoring.run import score

    chosen = chosen_format(format)
    used = load_framework(framework, publish=publish, as_of=as_of)
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    return deliver(used, result, output, chosen, also=also, overwrite=overwrite, json=json)


def chosen_format(name: str) -> Any:
    """A format of napd by its name, or that of a plugin, which is imported; `NapdError` before any work is done."""
    from napd.cli.format_name import OWN

    if name in OWN:
        return name
    from napd.framework.hooks import FORMATS
    from napd.framework.kinds import format_named

    return format_named(name, given().among(FORMATS), OWN)


def deliver(
    used: Framework,
    result: Any,
    output: str | None,
    format: Any,  # noqa: A002
    *,
    also: Sequence[str] = (),
    overwrite: bool,
    json: bool,
) -> int:
    """Write the tables of a result to a folder, or show its scores on stdout. Returns the exit code."""
    paths, faults = _written(result, output, format, also, overwrite=overwrite) if output else ([], [])
    if json:
        files = [str(path) for path in paths]
        show_json({"receipt": result.receipt, "files": files, "scores": result.scores.to_pylist()})
    elif not output:
        rows = [_shown(used, row) for row in result.scores.to_pylist()]
        show(rows, SCORE_COLUMNS, json=False, title="FICTIEF" if result.fictional else "")
    counted, *first = problem_lines(result)
    say(f"{_summary(result)}; {counted}", *first, *(f"wrote {path}" for path in paths), *faults)
    left = used.publish and "answers" in also and keeps_back(result)
    return 1 if faults or left else exit_code(used, result)


def _written(
    result: Any,
    output: str,
    format: Any,  # noqa: A002
    also: Sequence[str],
    *,
    overwrite: bool,
) -> tuple[list[Any], list[str]]:
    """The files that were written, and a line for each that is not, or not whole."""
    from napd.scoring.writing import NotWritten

    try:
        return result.write(output, format, also, overwrite=overwrite), []
    except NotWritten as error:
        return error.written, [f"napd: {line}" for line in str(error).splitlines()]


def problem_lines(result: Any) -> list[str]:
    """How many problems there are, and the first of them in a line each."""
    return [counted(result.problem_counts), *_first(result.problems.to_pylist())]


def keeps_back(result: Any, region: str | None = None) -> bool:
    """Whether notes or answers are not shown, since they may have personal data in them; says which, and what to do.

    Args:
        result: what was scored.
        region: the code of the only region that is shown; None for all.
    """
    from napd.views.remarks import withheld

    found = [problem for problem in withheld(result) if region in (None, problem.region)]
    if found:
        say("Not shown, because it may contain personal data:", *_first([asdict(one) for one in found]))
    return bool(found)


def exit_code(used: Framework, result: Any) -> int:
    """1 where something was left out or cannot be used, else 0."""
    return int(bool(used.quarantined) or any(severity == "error" for _, severity in result.problem_counts))


def _shown(framework: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    name = framework.areas[row["area"]].name
    of = f"{row['answered']} van {row['required']}"
    scale = framework.indicator(row["indicator"], row["version"]).scale
    return {**row, "name": name, "shown": score_words(scale, row), "of": of}


def _summary(result: Any) -> str:
    counts = {name: _distinct(result.scores[name]) for name in ("area", "indicator", "round")}
    scored = f"{counts['area']} areas, {counts['indicator']} indicators, {counts['round']} rounds"
    return f"{made_up(result.fictional)}{len(result.scores):,} scores: {scored}"


def _distinct(texts: Any) -> int:
    """How many different texts stand in a dictionary-encoded column without nulls."""
    import numpy as np

    return int(np.count_nonzero(np.bincount(texts.combine_chunks().indices)))


def counted(counts: Mapping[tuple[str, Severity], int]) -> str:
    """How many problems there are, from how many there are of each kind and severity."""
    errors, remarks = (sum(n for (_, own), n in counts.items() if own == kind) for kind in ("error", "remark"))
    return f"{errors:,} errors and {remarks:,} remarks in the answers" if errors or remarks else "no problems"


def _first(problems: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """The first problems in a line each, and how to see the others."""
    yield from ("  " + str(Problem(**row)) for row in problems[:FEW])
    if len(problems) > FEW:
        yield f"  and {len(problems) - FEW:,} more; `napd check` lists them all"
