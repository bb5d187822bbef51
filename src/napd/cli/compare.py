"""The command `compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import (
    FILES,
    Dashboards,
    FrameworkFile,
    Json,
    Labels,
    OnlyArea,
    OnlyIndicator,
    Overwrite,
    Publish,
    words,
)
from napd.cli.terminal import say
from napd.errors import NapdError

MOST = 2
"""How many files or folders there can be."""


def compare(
    answers: Annotated[
        list[str],
        typer.Argument(help="The answers of two rounds, or one file or folder with both.", show_default=False),
    ],
    *,
    from_round: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="ROUND", show_default=False, help="The round before; by default the last but one, or of "
            "two files the last of the first.",
        ),
    ] = None,
    to_round: Annotated[
        str | None,
        typer.Option("--to", metavar="ROUND", help="The round after; by default the last.", show_default=False),
    ] = None,
    area: OnlyArea = None,
    indicator: OnlyIndicator = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"Write the changes to {FILES}."),
    ] = None,
    labels: Labels = False,
    overwrite: Overwrite = False,
    dashboard: Dashboards = None,
    framework: FrameworkFile = None,
    json: Json = False,
    publish: Publish = False,
) -> int:  # fmt: skip
    """Show what changed between two rounds, and why.

    For each score that changed: different rules, different municipalities, an answer that was missing, a different
    answer, or one that is missing now. What may not be a change is not called one.

    Example: napd compare examples/landelijk-FICTIEF/answers.csv --from 2024-12 --to 2025-12
    """
    from napd.answers.selection import Selection
    from napd.cli.output import output_to
    from napd.cli.session import Session

    target = output_to(output, overwrite=overwrite, labels=labels)
    if len(answers) > MOST:
        raise NapdError("give the answers of two rounds, or one file or folder that has both, with --from and --to")
    session = Session.of(framework, publish=publish, json=json, dashboard=dashboard)
    Selection.of(session.framework, area=area, indicator=indicator)  # before the answers are read
    area = area and session.region(area, to_round)
    results = [session.score([path]) for path in answers]

    from napd.views.compare import compare as compared
    from napd.views.words import CERTAIN

    found = compared(*results, from_round=from_round, to_round=to_round, area=area, indicator=indicator)
    session.deliver("changes", found, target)
    certain = sum(change in CERTAIN for change in found.changes["change"].to_pylist())
    between = {"before": found.from_round, "now": found.to_round}
    say(*filter(None, [found.not_compared if target or json else ""]))
    say(f"{session.made_up(found)}{words()('told.moved', **between, moved=len(found.changes), certain=certain)}")
    left = [session.keeps_back(result, area) for result in results]
    return session.code(*results, left=any(left))
