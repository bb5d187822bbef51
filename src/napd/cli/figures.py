"""The command `figures`: what is published or counted beside the indicators, with what each counts."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import Figures, FileOrFolder, Formats, FrameworkFile, Json, Overwrite, words
from napd.cli.terminal import say, show_json


def figures(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="The id of a measure, or of an indicator.", show_default=False),
    ] = None,
    *,
    area: Annotated[
        str | None,
        typer.Option(
            "--area", metavar="AREA", show_default=False,
            help="Only the figures of this area, of areas in it, and of areas that contain it.",
        ),
    ] = None,
    figures: Figures = None,
    output: FileOrFolder = None,
    format: Formats = None,  # noqa: A002
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> int:  # fmt: skip
    """Show the figures that belong beside the indicators.

    What each counts, in words, and its range, day, source and doubt. They are in order of time and name, never of size;
    a figure is never a level, and is never added to a figure of another kind. With --output they are written as the
    table `observations`: to a file, or to a folder in each format that is asked for.

    Example: napd figures preventiescan
    """
    from napd.cli.beside import say_figures
    from napd.cli.delivery import TablesOutput
    from napd.cli.session import Session

    target = TablesOutput.of(output, format, overwrite=overwrite)
    session = Session.of(framework, json=json, figures=figures, without_indicators=True)

    from napd.views.figures import figure_tables
    from napd.views.figures import figures as found_in

    found = found_in((), name, area and session.area(area), session.framework)
    if json:
        show_json(found.to_dict())
    elif not output:
        print(found.text())
    faults = target.write(figure_tables(found, session.framework), session.framework) if target else []
    left = say_figures(found)
    fictional = f"{words()('figures.fictional')} " if found.fictional else ""
    say(f"{fictional}{words()('told.figures', count=len(found))}")
    return session.code(left=left or bool(faults))
