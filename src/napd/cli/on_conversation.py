"""The command for a conversation. It is a thin face: it loads its room when it runs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from napd.cli.options import Answers, FrameworkFile, Json, Overwrite, Publish


def conversation(
    answers: Answers,
    *,
    area: Annotated[
        str | None, typer.Option("--area", metavar="CODE", help="The region to talk about.", show_default=False)
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="A page for each region that answered, in a folder.")] = False,  # noqa: A002
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--round", metavar="ROUND", help="The round; by default the last that it answered.", show_default=False
        ),
    ] = None,
    before: Annotated[
        str | None,
        typer.Option(
            "--before", metavar="ROUND", show_default=False,
            help="The round to compare it with; by default the last before it that the region answered.",
        ),
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option(
            "--perspective", metavar="NAME", help="Whose view comes first; by default the first there is.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Literal["text", "markdown"] | None,
        typer.Option(
            "--format", show_default=False, help="By default text, or markdown where the name of the file ends in .md."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write it to this file; with --all, to this folder."),
    ] = None,
    overwrite: Overwrite = False,
    publish: Publish = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Make a page to talk by, for one region.

    By indicator: what moved since the round before and why, where perspectives differ, which missing answers matter
    most, what to ask, and which support fits. An aid for conversation; no other region is named.

    Example: napd conversation examples/landelijk-FICTIEF/answers.csv --area MO0402
    """
    from napd.cli.conversation import Wanted, run_conversation

    wanted = Wanted(area, round, before, perspective, format, output, json, publish, overwrite)
    raise typer.Exit(run_conversation(answers, wanted, framework, every=all))
