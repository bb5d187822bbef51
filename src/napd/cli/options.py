"""The arguments and options that several commands have."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from napd.cli.format_name import FormatName

Answers = Annotated[
    list[str],
    typer.Argument(
        help="Filled forms, or CSV, Excel, ODS, Parquet or Arrow files with answers, or folders of these.",
        show_default=False,
    ),
]
FrameworkFile = Annotated[
    str | None,
    typer.Option(
        "--framework", "-f", metavar="FILE", show_default=False,
        help="The napd.toml to use; by default ./napd.toml, or all installed indicators.",
    ),
]  # fmt: skip
Json = Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")]
Folder = Annotated[str | None, typer.Option("--output", "-o", metavar="DIR", help="Write the tables to this folder.")]
Format = Annotated[
    str, typer.Option("--format", click_type=FormatName(), help="The format of the tables; plugins add some.")
]
Trace = Annotated[bool, typer.Option("--trace", help="Write which answers decide each score, and which are open.")]
Publish = Annotated[bool, typer.Option("--publish", help="Take only answers with the status afgestemd.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="ROUND|DAY", show_default=False,
        help="Score every round by the rules of this round or day; by default each by those of its own date.",
    ),
]  # fmt: skip
WithAnswers = Annotated[bool, typer.Option("--with-answers", help="Write the answers too, in their standard form.")]
Engine = Annotated[
    Literal["spark", "dask"] | None,
    typer.Option("--engine", help="Score on an engine for several machines.", show_default=False),
]
Master = Annotated[
    str | None,
    typer.Option("--master", metavar="URL", help="Spark's master; by default this machine.", show_default=False),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="URL", help="Dask's scheduler; by default this machine.", show_default=False),
]
Name = Annotated[str, typer.Argument(metavar="ID", help="The id of an indicator.", show_default=False)]
MaybeName = Annotated[str | None, typer.Argument(metavar="[ID]", help="The id of an indicator.", show_default=False)]
FILES = "a .parquet, .arrow or .csv file, or one of a format that a plugin adds, such as .xlsx"
TableFile = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=f"Write it to {FILES}.")]
DiagramFile = Annotated[
    str | None,
    typer.Option(
        "--diagram", metavar="FILE", show_default=False,
        help="Draw the decision diagram to a .svg or .mmd (Mermaid) file; - writes Mermaid to the screen.",
    ),
]  # fmt: skip
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite", help="Also replace files that people may have typed in; never an input of this command."
    ),
]
OnlyArea = Annotated[str | None, typer.Option("--area", metavar="CODE", help="Only this region.")]
OnlyIndicator = Annotated[str | None, typer.Option("--indicator", metavar="ID", help="Only this indicator.")]
