"""The command `figures`: what is published or counted beside the indicators, with what each counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from napd.cli.options import FILES, Figures, Formats, FrameworkFile, Json, Overwrite, words
from napd.cli.terminal import say, show_json

if TYPE_CHECKING:
    from napd.cli.delivery import ResultOutput
    from napd.framework.framework import Framework
    from napd.observations.figures import Figures as Found
    from napd.tables.lazy import LazyTables


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
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR", show_default=False,
            help=f"Write them to {FILES}; or with --format to this folder.",
        ),
    ] = None,
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
    from napd.cli.delivery import ResultOutput
    from napd.cli.output import output_to
    from napd.cli.session import Session

    file = output if output and Path(output).suffix and not format else None
    target = output_to(file, overwrite=overwrite)
    delivery = ResultOutput.of(None if target else output, format or (), overwrite=overwrite)
    session = Session.of(framework, json=json, figures=figures)

    from napd.views.figures import figures as found_in

    found = found_in((), name, area and session.area(area), session.framework)
    if json:
        show_json(found.to_dict())
    elif not output:
        print(found.text())
    if target:
        target.write_all(_tables(found, session.framework), session.framework)
    paths, faults = _written(found, session.framework, delivery) if delivery.output else ([], [])
    left = say_figures(found)
    fictional = f"{words()('figures.fictional')} " if found.fictional else ""
    wrote = (words()("told.wrote", path=path) for path in paths)
    say(f"{fictional}{words()('told.figures', count=len(found))}", *wrote, *faults)
    return session.code(left=left or bool(faults))


def _tables(found: Found, framework: Framework) -> LazyTables:
    """The table `observations`, with what made it."""
    from napd.scoring.receipt import UNANSWERED, made_by
    from napd.tables.lazy import LazyTables
    from napd.tables.schemas import schema

    columns = schema("observations").names  # whatever writes them adds that they are fictional
    receipt = {**made_by(framework), "answers": {**UNANSWERED, "fictional": found.fictional}}
    return LazyTables({"observations": lambda: found.table().select(columns)}, receipt, framework)


def _written(found: Found, framework: Framework, delivery: ResultOutput) -> tuple[list[Path], list[str]]:
    """The files that are written to a folder, in each format, and what is wrong with others."""
    from napd.scoring.writing import write_tables

    tables, folder = _tables(found, framework), Path(str(delivery.output))
    return delivery.write(lambda form: write_tables(form, tables, [*tables], folder, overwrite=delivery.overwrite))
