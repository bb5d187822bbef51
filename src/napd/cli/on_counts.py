"""The command that counts. It is a thin face: it loads its room when it runs."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from napd.cli.options import FrameworkFile, Json, Overwrite, Publish, TableFile

Names = list[str] | None


def summary(
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="What to count: files or folders, as for `napd score`.", show_default=False),
    ] = None,
    *,
    round: Annotated[  # noqa: A002
        Names, typer.Option("--round", metavar="ROUND", show_default=False, help="Only this round; may be repeated.")
    ] = None,
    theme: Annotated[
        Names, typer.Option("--theme", metavar="NAME", show_default=False, help="Only this theme; may be repeated.")
    ] = None,
    indicator: Annotated[
        Names, typer.Option("--indicator", metavar="ID", show_default=False, help="Only this one; may be repeated.")
    ] = None,
    perspective: Annotated[
        Names,
        typer.Option(
            "--perspective", metavar="NAME", show_default=False,
            help="Whose view; by default the first of the framework. May be repeated.",
        ),
    ] = None,
    question: Annotated[
        Names,
        typer.Option(
            "--question", metavar="ID:QUESTION", show_default=False,
            help="Count the answers to this question in place of levels; ID for each of an indicator, or all. "
            "May be repeated.",
        ),
    ] = None,
    of: Annotated[
        Literal["answered", "existing", "scored"],
        typer.Option("--of", help="Of whom: those that answered, all there are, or those with a level that is known."),
    ] = "answered",
    output: TableFile = None,
    overwrite: Overwrite = False,
    could_be: Annotated[
        Names,
        typer.Option(
            "--could-be", metavar="PERCENTAGE", show_default=False,
            help="Without answers: of which n can this rounded percentage be a share? Several: of the same n.",
        ),
    ] = None,
    n: Annotated[
        int | None, typer.Option("--n", metavar="N", show_default=False, help="With --could-be: of this n?")
    ] = None,
    publish: Publish = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Count how many regions have which level.

    For each round, theme, action line and indicator, or for single questions: numbers and shares, with n, who n counts,
    and bounds where something is not known yet. No mean of levels, no ranking.

    Example: napd summary examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    if could_be or n is not None:
        from napd.cli.possible import run_could_be

        others = (round, theme, indicator, perspective, question, output, publish, framework, of != "answered")
        raise typer.Exit(run_could_be(could_be or [], n, alone=not answers and not any(others), json=json))
    from napd.cli.output import output_to
    from napd.cli.summary import run_summary

    chosen = {"round": round, "theme": theme, "indicator": indicator, "perspective": perspective, "question": question}
    named = {kind: names or None for kind, names in chosen.items()}
    target = output_to(output, overwrite=overwrite)
    raise typer.Exit(run_summary(answers or [], named, of, target, framework, publish=publish, json=json))
