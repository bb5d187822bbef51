"""The commands about answers. Each is a thin face: it loads its room when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import (
    FILES,
    Answers,
    AsOf,
    Engine,
    Folder,
    Format,
    FrameworkFile,
    Json,
    Master,
    OnlyArea,
    OnlyIndicator,
    Overwrite,
    Publish,
    Scheduler,
    TableFile,
    Trace,
    WithAnswers,
)


def score(
    answers: Answers,
    output: Folder = None,
    format: Format = "parquet",  # noqa: A002
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    publish: Publish = False,
    as_of: AsOf = None,
    with_answers: WithAnswers = False,
    trace: Trace = False,
    overwrite: Overwrite = False,
    engine: Engine = None,
    master: Master = None,
    scheduler: Scheduler = None,
) -> None:
    """Score answers.

    Bad rows are reported, and the good rows count. Without --output the scores are printed.

    Example: napd score examples/landelijk-FICTIEF/answers.csv -o out/
    """
    also = [name for name, wanted in (("answers", with_answers), ("trace", trace)) if wanted]
    if engine or master or scheduler:
        from napd.cli.engines import run_score_on

        addresses = {"spark": master, "dask": scheduler}
        code = run_score_on(
            engine, addresses, answers, framework,
            output=output, format=format, also=also, overwrite=overwrite, publish=publish, as_of=as_of, json=json,
        )  # fmt: skip
        raise typer.Exit(code)
    from napd.cli.scoring import run_score

    code = run_score(
        answers, output, format, framework,
        also=also, overwrite=overwrite, publish=publish, as_of=as_of, json=json,
    )  # fmt: skip
    raise typer.Exit(code)


def check(
    answers: Answers,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help=f"Write every problem to {FILES}."),
    ] = None,
    comments: Annotated[
        str | None,
        typer.Option(
            "--comments",
            metavar="PATH",
            show_default=False,
            help="Write the problems into a copy of the workbook, as comments; of several, into this folder.",
        ),
    ] = None,
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option("--round", metavar="ROUND", help="The round to remark on; by default the last answered."),
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Show only errors, not remarks on answers that can be used.")
    ] = False,
    overwrite: Overwrite = False,
    publish: Publish = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """List the problems in answers.

    Errors cannot be used; remarks deserve a second look. Those of a workbook are named by sheet and cell. Of very many
    of one kind the first thousand are listed and the others counted; a file gets all of them.

    Example: napd check examples/landelijk-FICTIEF/answers.csv
    """
    from napd.cli.checking import Wanted, run_check
    from napd.cli.output import output_to

    wanted = Wanted(output_to(output, overwrite=overwrite), comments, round, errors, publish, overwrite)
    raise typer.Exit(run_check(answers, wanted, framework, json=json))


def explain(
    answers: Answers,
    *,
    area: Annotated[str, typer.Option("--area", metavar="CODE", help="The region to explain.", show_default=False)],
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", metavar="ID", help="The indicator; by default each.", show_default=False),
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
            "--perspective", metavar="NAME", help="Whose view; by default the first there is.", show_default=False
        ),
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """Explain the scores of an area.

    Which rule decided and why, which answers settle it, what is missing, and what would change the level.

    Example: napd explain examples/landelijk-FICTIEF/answers.csv --area MO0402 --indicator regioplan
    """
    from napd.cli.explaining import run_explain

    raise typer.Exit(run_explain(answers, (area, indicator, round, perspective), framework, json=json))


def divergence(
    answers: Answers,
    *,
    area: OnlyArea = None,
    indicator: OnlyIndicator = None,
    round: Annotated[str | None, typer.Option("--round", metavar="ROUND", help="Only this round.")] = None,  # noqa: A002
    output: TableFile = None,
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """Show where perspectives differ.

    The levels and answers of a region that two perspectives see otherwise, with both notes side by side.

    Example: napd divergence examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    from napd.cli.output import output_to
    from napd.cli.views import show_divergence

    chosen = {"region": area, "indicator": indicator, "round": round}
    raise typer.Exit(show_divergence(answers, output_to(output, overwrite=overwrite), framework, chosen, json=json))


def compare(
    answers: Annotated[
        list[str],
        typer.Argument(help="The answers of two rounds, or one file or folder that has both.", show_default=False),
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
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
    publish: Publish = False,
) -> None:  # fmt: skip
    """Show what changed between two rounds, and why.

    For each score that changed: other rules, other municipalities, an answer that was missing, another answer, or one
    that is missing now. What may be no change is not called one.

    Example: napd compare examples/landelijk-FICTIEF/answers.csv --from 2024-12 --to 2025-12
    """
    from napd.cli.comparing import Wanted, run_compare
    from napd.cli.output import output_to

    chosen = {"region": area, "indicator": indicator}
    wanted = Wanted(from_round, to_round, chosen, output_to(output, overwrite=overwrite), publish)
    raise typer.Exit(run_compare(answers, wanted, framework, json=json))


def report(
    answers: Answers,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DIR", show_default=False,
            help="Write the pages to this folder; a report that is there is replaced.",
        ),
    ],
    *,
    round: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            "--round", metavar="ROUND", show_default=False,
            help="The round that they are about; by default the last answered.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What the pages are called.", show_default=False)
    ] = None,
    publish: Publish = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Write a report: pages to read, to print, and to put on a website.

    An overview of each round, a page for each region and each indicator, and one on method, in Dutch. They need no
    server, and ask nothing of one.

    Example: napd report examples/landelijk-FICTIEF/answers.csv -o site/
    """
    from napd.cli.reporting import run_report

    code = run_report(answers, output, framework, round_id=round, title=title, publish=publish, json=json)
    raise typer.Exit(code)


def form(
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="PATH", help="The .xlsx file; of several regions, the folder."),
    ],
    *,
    area: Annotated[
        list[str] | None,
        typer.Option("--area", metavar="CODE", help="A region; give it again for more.", show_default=False),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Make one for each region.")] = False,  # noqa: A002
    round: Annotated[  # noqa: A002
        str | None, typer.Option("--round", metavar="ROUND", help="The round; by default the last.")
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option("--perspective", metavar="NAME", help="Whose view it asks for.", show_default=False),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(
            "--previous", metavar="ANSWERS", show_default=False,
            help="Take over the answers of the round before, to be confirmed, and those of this round.",
        ),
    ] = None,
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
) -> None:  # fmt: skip
    """Make a form: a workbook for a region to fill in.

    A sheet for each indicator, a row for each question and municipality. The filled form goes to `napd score` and
    `napd check` as it is. A file that is there is left as it is, unless it is a form in which nobody typed.

    Example: napd form --round 2025-12 --area MO0402 -o form.xlsx
    """
    from napd.cli.forms import run_form

    codes = None if all else list(area or ())
    code = run_form(round, codes, output, framework, perspective=perspective, previous=previous, overwrite=overwrite)
    raise typer.Exit(code)
