"""The commands about what answers are scored by. Each is a thin face: it loads its room when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from napd.cli.options import DiagramFile, FrameworkFile, Json, MaybeName, Name, Overwrite, TableFile


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
    overwrite: Overwrite = False,
    framework: FrameworkFile = None,
    json: Json = False,
) -> None:
    """List the indicators, or show one.

    One indicator is shown with its decision table, questions, answers, support, sources and doubts.

    Example: napd indicators regioplan
    """
    if toml or since or output:
        from napd.cli.files import write_toml

        raise typer.Exit(write_toml(indicator, since, output, framework, toml=toml, overwrite=overwrite))
    from napd.cli.content import list_indicators, show_indicator

    raise typer.Exit(
        show_indicator(indicator, framework, json=json) if indicator else list_indicators(framework, json=json)
    )


def table(
    indicator: Name,
    output: TableFile = None,
    diagram: DiagramFile = None,
    framework: FrameworkFile = None,
    json: Json = False,
    *,
    overwrite: Overwrite = False,
) -> None:
    """Show the decision table of an indicator, or draw its decision diagram.

    Cells that do not matter are merged, as in a table made by hand.

    Example: napd table regioplan
    """
    if diagram is not None:
        from napd.cli.diagram import draw_diagram

        raise typer.Exit(draw_diagram(indicator, diagram, framework, overwrite=overwrite))
    from napd.cli.content import show_table
    from napd.cli.output import output_to

    raise typer.Exit(show_table(indicator, output_to(output, overwrite=overwrite), framework, json=json))


def prove(indicator: MaybeName = None, framework: FrameworkFile = None, json: Json = False) -> None:
    """Prove the indicators.

    Every case has a level, every rule decides some case, and a better answer never gives a worse level. What fails
    is left out of scoring, and shown here with a counterexample. Rules with different results that both hold for some
    answers, so that only their order decides, are named too: that is allowed, and worth a look.

    Example: napd prove
    """
    from napd.cli.content import list_proofs

    raise typer.Exit(list_proofs(indicator, framework, json=json))


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


def rounds(framework: FrameworkFile = None, json: Json = False) -> None:
    """List the rounds.

    Example: napd rounds
    """
    from napd.cli.places import list_rounds

    raise typer.Exit(list_rounds(framework, json=json))


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
