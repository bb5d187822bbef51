"""The command `explain`."""

from __future__ import annotations

from collections.abc import Sequence

from napd.cli.scoring import exit_code, problem_lines
from napd.cli.show import load_framework, progress, say, show_json
from napd.cli.without_pandas import pyarrow_without_pandas
from napd.signs import harmless

Names = tuple[str, str | None, str | None, str | None]
"""The area, and the indicator, round and perspective where they are given."""


def run_explain(answers: Sequence[str], wanted: Names, framework: str | None, *, json: bool) -> int:
    """Score answers and explain the scores of one area, as text or JSON. Returns the exit code."""
    pyarrow_without_pandas()
    from napd.explaining.explain import explain
    from napd.explaining.selection import ScoreSelection
    from napd.scoring.run import score

    used = load_framework(framework)
    ScoreSelection(*wanted).checked(used)  # before the answers are read, which may take long
    with progress("Scoring") as count:
        result = score(list(answers), used, progress=count)
    found = explain(result, *wanted)
    if json:
        show_json(found.to_dict())
    else:
        print(*map(harmless, str(found).splitlines()), sep="\n")
    if len(result.problems):
        say(*problem_lines(result))
    return exit_code(used, result)
