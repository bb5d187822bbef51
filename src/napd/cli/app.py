"""The commands. Each is a thin face: it loads its room when it runs, so that `--help` loads nothing but typer."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from napd._version import VERSION

app = typer.Typer(
    name="napd",
    help="Indicators whose rules are proved decision tables: answers in, explained scores out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich doubles the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

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
Format = Annotated[Literal["parquet", "arrow", "csv"], typer.Option("--format", help="The format of the tables.")]
Trace = Annotated[bool, typer.Option("--trace", help="Write which answers decide each score, and which are open.")]
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


@app.callback(invoke_without_command=True)
def _top(
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            "--indicator", metavar="FILE.toml", show_default=False,
            help="An indicator in a file, in place of that version of it or beside the others; may be repeated.",
        ),
    ] = None,
    plugin: Annotated[
        list[str] | None,
        typer.Option(
            "--plugin", metavar="PATH", show_default=False,
            help="A plugin that is not installed, as a .py file or a folder; it is trusted code, and is run. "
            "May be repeated.",
        ),
    ] = None,
    block: Annotated[
        list[str] | None,
        typer.Option(
            "--block", metavar="NAME", show_default=False,
            help="An installed plugin to leave alone, as in the variable NAPD_BLOCK; may be repeated.",
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:  # fmt: skip
    if version:
        typer.echo(f"napd {VERSION}")
        raise typer.Exit
    from napd.cli.added import add

    add(indicator, plugin, block)


@app.command()
def score(
    answers: Answers,
    output: Folder = None,
    format: Format = "parquet",  # noqa: A002
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    with_answers: WithAnswers = False,
    trace: Trace = False,
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
        code = run_score_on(engine, addresses, answers, framework, output=output, format=format, also=also, json=json)
        raise typer.Exit(code)
    from napd.cli.scoring import run_score

    raise typer.Exit(run_score(answers, output, format, framework, also=also, json=json))


@app.command()
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


@app.command()
def check(
    answers: Answers,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write every problem to a .csv, .parquet or .arrow file."),
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
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """List the problems in answers.

    Those of a workbook are named by sheet and cell. Of very many of one kind the first thousand are listed and the
    others counted; a file gets all of them.

    Example: napd check examples/landelijk-FICTIEF/answers.csv
    """
    from napd.cli.scoring import run_check

    raise typer.Exit(run_check(answers, output, comments, framework, json=json))


@app.command()
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
    framework: FrameworkFile = None,
) -> None:  # fmt: skip
    """Make a form: a workbook for a region to fill in.

    A sheet for each indicator, a row for each question and municipality. The filled form goes to `napd score` and
    `napd check` as it is.

    Example: napd form --round 2025-12 --area MO0402 -o form.xlsx
    """
    from napd.cli.forms import run_form

    codes = None if all else list(area or ())
    raise typer.Exit(run_form(round, codes, output, framework, perspective=perspective, previous=previous))


@app.command()
def divergence(
    answers: Answers,
    *,
    area: Annotated[str | None, typer.Option("--area", metavar="CODE", help="Only this region.")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", metavar="ID", help="Only this indicator.")] = None,
    round: Annotated[str | None, typer.Option("--round", metavar="ROUND", help="Only this round.")] = None,  # noqa: A002
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a .parquet, .arrow or .csv file.")
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """Show where perspectives differ.

    The levels and answers of a region that two perspectives see otherwise, with both notes side by side.

    Example: napd divergence examples/landelijk-FICTIEF/answers.csv --round 2025-12
    """
    from napd.cli.views import show_divergence

    chosen = {"region": area, "indicator": indicator, "round": round}
    raise typer.Exit(show_divergence(answers, output, framework, chosen, json=json))


@app.command()
def indicators(
    indicator: MaybeName = None,
    toml: Annotated[bool, typer.Option("--toml", help="Write one as a TOML file, to change it without code.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="With --toml: which version; by default the last.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="With --toml: the new file to write.")
    ] = None,
    *,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """List the indicators, or show one.

    One indicator is shown with its decision table, questions, answers, support, sources and doubts.

    Example: napd indicators regioplan
    """
    if toml or since or output:
        from napd.cli.files import write_toml

        raise typer.Exit(write_toml(indicator, since, output, framework, toml=toml))
    from napd.cli.content import list_indicators, show_indicator

    raise typer.Exit(
        show_indicator(indicator, framework, json=json) if indicator else list_indicators(framework, json=json)
    )


@app.command()
def table(
    indicator: Name,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a .parquet, .arrow or .csv file.")
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """Show the decision table of an indicator.

    Cells that do not matter are merged, as in a table made by hand.

    Example: napd table regioplan
    """
    from napd.cli.content import show_table

    raise typer.Exit(show_table(indicator, output, framework, json=json))


@app.command()
def prove(indicator: MaybeName = None, framework: FrameworkFile = None, json: Json = False) -> None:
    """Prove the indicators.

    Every case has a level, every rule decides some case, and a better answer never gives a worse level. What fails
    is left out of scoring, and shown here with a counterexample.

    Example: napd prove
    """
    from napd.cli.content import list_proofs

    raise typer.Exit(list_proofs(indicator, framework, json=json))


@app.command()
def areas(
    area: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A region or a municipality.", show_default=False)
    ] = None,
    round: Annotated[  # noqa: A002
        str | None, typer.Option("--round", metavar="ROUND", help="The round whose date counts; by default the last.")
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """List the regions, or show one area.

    A region is shown with its municipalities in a round, a municipality with its regions through time.

    Example: napd areas MO0402 --round 2025-12
    """
    from napd.cli.places import list_areas, show_area

    raise typer.Exit(show_area(area, round, framework, json=json) if area else list_areas(round, framework, json=json))


@app.command()
def rounds(framework: FrameworkFile = None, json: Json = False) -> None:
    """List the rounds.

    Example: napd rounds
    """
    from napd.cli.places import list_rounds

    raise typer.Exit(list_rounds(framework, json=json))


@app.command()
def plugins(
    load: Annotated[bool, typer.Option("--load", help="Load each plugin too, and say what is wrong with it.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Load each plugin, and say how long that takes.")] = False,
    json: Json = False,
) -> None:
    """List the installed plugins.

    This reads what is installed and imports nothing, unless you ask for --load.

    Example: napd plugins
    """
    from napd.cli.installed import list_plugins

    raise typer.Exit(list_plugins(load=load or timings, timings=timings, json=json))


@app.command()
def lint(
    indicator: Name,
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="Real answers, to see which thresholds tell nobody apart.", show_default=False),
    ] = None,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """Give advice on the content of an indicator.

    What is not wrong, and worth a second look: questions that no rule uses, rules that overlap much, reasons and
    sources that are missing, and, with answers, thresholds with all of them on one side.

    Example: napd lint regioplan examples/landelijk-FICTIEF/answers.csv
    """
    from napd.cli.lint import give_advice

    raise typer.Exit(give_advice(indicator, answers or (), framework, json=json))


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the indicator, such as wachtlijsten.")],
    questions: Annotated[
        str | None,
        typer.Option("--from", metavar="CSV", help="A file of questions; only the rules are left to write."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", help="The folder in which the new one is made.")
    ] = ".",
) -> None:
    """Begin a plugin with an indicator of your own.

    It is complete: it installs, has a proved rubric that is easy to change, and passes its own tests at once.

    Example: napd new wachtlijsten
    """
    from napd.cli.begin import begin

    raise typer.Exit(begin(name, questions, output))


@app.command()
def demo(
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Where the tables go.")] = "napd-demo",
    framework: FrameworkFile = None,
) -> None:
    """Score the shipped examples.

    The tables are written too. The national example is fictional (FICTIEF), the other is real.

    Example: napd demo
    """
    from napd.cli.demo import run_demo

    raise typer.Exit(run_demo(output, framework))
