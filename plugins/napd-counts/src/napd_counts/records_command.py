"""Check records of people: every problem by line and cell, and what to do about it; or show what a layout has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from napd import Framework, NapdError, hookimpl
from napd.plugin import local_plugins, options, pyarrow_without_pandas


def records(
    layout: Annotated[
        str | None, typer.Argument(metavar="[LAYOUT]", help="The name of a layout; without one, all of them.")
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RECORDS]...", help="Files with records, or folders of these.", show_default=False),
    ] = None,
    *,
    before: Annotated[
        list[str] | None,
        typer.Option("--before", metavar="FILE", help="The previous delivery, to compare with.", show_default=False),
    ] = None,
    facilities: Annotated[
        str | None,
        typer.Option(
            "--facilities", metavar="FILE", show_default=False,
            help="A CSV file with the shelters, and the days on which they opened and closed.",
        ),
    ] = None,
    form: Annotated[
        bool, typer.Option("--form", help="Write an empty .xlsx or .csv file to fill in, to the file of -o.")
    ] = False,
    invent: Annotated[
        int | None,
        typer.Option(
            "--invent", metavar="N", show_default=False,
            help="Write records of this many invented people to the file of -o; its name must contain FICTIEF.",
        ),
    ] = None,
    of: Annotated[
        str, typer.Option("--of", metavar="AREA", help="The area in which they are invented, by code or name.")
    ] = "NL",
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False, help="Write every problem to a .csv or .parquet file."
        ),
    ] = None,
    framework: options.FrameworkFile = None,
    json: options.Json = False,
    overwrite: options.Overwrite = False,
) -> int:  # fmt: skip
    """Check records: what cannot be used, what is wrong, and what deserves a second look.

    Without records it shows the layout: its columns, what can be filled in, and what can be counted. Records are
    personal data, and so is a list of problems in them: keep both where the records are.

    Example: napd records monitor-dakloosheid examples/opvang-FICTIEF/records.csv
    """
    pyarrow_without_pandas()
    from napd_counts import showing
    from napd_counts.layouts import layout_named, layouts

    if layout is None:
        return showing.layouts(list(layouts().values()), json=json)
    used = layout_named(layout)
    if (form or invent is not None) and (output is None or files):
        raise NapdError("--form and --invent write a file: name it with -o, and give no records")
    if form and output is not None:
        return showing.form(Path(output), used, overwrite=overwrite)
    areas = Framework.load(framework, local_plugins()).areas if files or invent is not None else None
    if invent is not None and areas is not None and output is not None:
        return showing.invented(Path(output), used, areas, of, invent, overwrite=overwrite)
    if not files or areas is None:
        return showing.layout(used, json=json)
    asked = showing.AskedCheck(files, before or (), facilities, output, json=json, overwrite=overwrite)
    return showing.problems(asked, used, areas)


@hookimpl
def napd_command() -> Callable[..., int]:
    """The command `records`."""
    return records
