"""The command `figures`: what is published or counted beside the indicators, with what each counts."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import FrameworkFile, Json
from napd.cli.terminal import say, show_json

FEW = 10


def figures(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="The id of a measure, or of an indicator.", show_default=False),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area", metavar="CODE", show_default=False,
            help="Only the figures of this area, of areas in it, and of areas that contain it.",
        ),
    ] = None,
    figures: Annotated[
        list[str] | None,
        typer.Option(
            "--figures", metavar="FILE", show_default=False,
            help="A CSV file with your own figures, in addition to those of plugins; may be repeated.",
        ),
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Show the figures that belong beside the indicators.

    What each counts, in words, and its range, day, source and doubt. They are in order of time and name, never of size;
    a figure is never a level, and is never added to a figure of another kind.

    Example: napd figures preventiescan
    """
    from napd.cli.session import Session

    session = Session.of(framework, json=json)

    from napd.views.figures import figures as found_in

    found = found_in(figures or (), name, area, session.framework)
    if json:
        show_json(found.to_dict())
    else:
        print(found.text())
    errors = [problem for problem in found.problems if problem.severity == "error"]
    say(*(f"napd: {each}" for each in found.left_out), *(f"  {each}" for each in found.problems[:FEW]))
    if len(found.problems) > FEW:
        say(f"  and {len(found.problems) - FEW:,} more; --json lists them all")
    say(f"{'FICTIEF: some are fictional. ' if found.fictional else ''}{len(found)} figures")
    return session.code(left=bool(errors or found.left_out))
