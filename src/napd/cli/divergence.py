"""The command `divergence`."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import (
    Answers,
    Dashboards,
    FrameworkFile,
    Json,
    Labels,
    OnlyArea,
    OnlyIndicator,
    Overwrite,
    TableFile,
    words,
)
from napd.cli.terminal import say


def divergence(
    answers: Answers,
    *,
    area: OnlyArea = None,
    indicator: OnlyIndicator = None,
    round: Annotated[str | None, typer.Option("--round", metavar="ROUND", help="Only this round.")] = None,  # noqa: A002
    output: TableFile = None,
    labels: Labels = False,
    overwrite: Overwrite = False,
    dashboard: Dashboards = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """Show where perspectives differ.

    The levels and answers of a region that two perspectives see differently, with both notes side by side.

    Example: napd divergence examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    from napd.answers.selection import Selection
    from napd.cli.output import output_to
    from napd.cli.session import Session

    target = output_to(output, overwrite=overwrite, labels=labels)
    session = Session.of(framework, json=json, dashboard=dashboard)
    asked = {"area": area, "indicator": indicator, "round": round}
    Selection.of(session.framework, **asked)  # before the answers are read
    asked["area"] = area and session.region(area, round)
    result = session.score(answers)

    from napd.views.divergence import divergence as diverging

    found = diverging(result, **asked)
    session.deliver("divergence", found, target)
    say(f"{session.made_up(found)}{words()('told.differences', count=len(found))}")
    return session.code(result, left=session.keeps_back(result, asked["area"]))
