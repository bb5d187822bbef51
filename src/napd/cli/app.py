"""The commands. Each loads what it works with when it runs, so that `--help` loads nothing but typer."""

from __future__ import annotations

from typing import Annotated

import typer

from napd._version import VERSION
from napd.cli.areas import areas, rounds
from napd.cli.author import lint, new
from napd.cli.check import check
from napd.cli.commands import Commands
from napd.cli.compare import compare
from napd.cli.conversation import conversation
from napd.cli.demo import demo
from napd.cli.divergence import divergence
from napd.cli.explain import explain
from napd.cli.figures import figures
from napd.cli.indicators import indicators
from napd.cli.inputs import protecting
from napd.cli.once import Once
from napd.cli.options import LANG
from napd.cli.plugins import plugins
from napd.cli.prove import prove
from napd.cli.score import score
from napd.cli.summary import summary
from napd.cli.table import table

app = typer.Typer(
    name="napd",
    cls=Commands,
    help="Indicators whose rules are proved decision diagrams: answers in, explained scores out.",
    no_args_is_help=True,
    rich_markup_mode=None,  # rich doubles the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def _top(
    indicator: Annotated[  # noqa: ARG001 - what these say, the group has taken
        list[str] | None,
        typer.Option(
            "--indicator", metavar="FILE.toml", show_default=False, is_eager=True,
            help="An indicator in a file, to replace that version of it or to add one; may be repeated.",
        ),
    ] = None,
    plugin: Annotated[  # noqa: ARG001
        list[str] | None,
        typer.Option(
            "--plugin", metavar="PATH", show_default=False, is_eager=True,
            help="A plugin that is not installed, as a .py file or a folder; it is trusted code, and is run. "
            "May be repeated.",
        ),
    ] = None,
    block: Annotated[  # noqa: ARG001
        list[str] | None,
        typer.Option(
            "--block", metavar="NAME", show_default=False, is_eager=True,
            help="An installed plugin to leave out, as with the variable NAPD_BLOCK; may be repeated.",
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", show_default=False, is_eager=True, **LANG)] = None,  # noqa: ARG001
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:  # fmt: skip
    if version:
        typer.echo(f"napd {VERSION}")
        raise typer.Exit


for command in (
    score, check, explain, divergence, compare, conversation, summary, figures,
    indicators, table, prove, lint, new, plugins, areas, rounds, demo,
):  # fmt: skip
    app.command(cls=Once)(protecting(command))
