"""The command `explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import Answers, Dashboards, FrameworkFile, Json
from napd.cli.terminal import show_json
from napd.texts.signs import harmless


def explain(
    answers: Answers,
    *,
    area: Annotated[
        str, typer.Option("--area", metavar="AREA", help="The region, by code or name.", show_default=False)
    ],
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", metavar="ID", help="The indicator; by default all.", show_default=False),
    ] = None,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--round", metavar="ROUND", help="The round; by default the last that it answered.", show_default=False
        ),
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option(
            "--perspective", metavar="NAME", help="Whose view; by default the first that answered.", show_default=False
        ),
    ] = None,
    dashboard: Dashboards = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:
    """Explain the scores of an area.

    Which rule decided and why, which answers settle it, what is missing, and what would change the level.

    Example: napd explain examples/landelijk-FICTIEF/answers.csv --area MO0402 --indicator regioplan
    """
    from napd.answers.selection import Selection
    from napd.cli.session import Session
    from napd.explaining.explain import explained

    session = Session.of(framework, json=json, dashboard=dashboard)
    asked = {"area": area, "indicator": indicator, "round": round, "perspective": perspective}
    chosen = Selection.of(session.framework, **asked)  # before the answers are read, which may take long
    code = session.region(area, round, {one.area for one in session.framework.indicators})
    result = session.score(answers)
    found = explained(result.trail, code, chosen)
    if json:
        show_json(found.to_dict())
    else:
        print(*map(harmless, found.text().splitlines()), sep="\n")
    session.say_problems(result)
    return session.code(result)
